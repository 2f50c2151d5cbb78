"""Claims whose names are everybody's, told by who issued them and by what stands beside them."""

from __future__ import annotations

import json

import pytest

from tests.jose.describe.describing import described
from tests.jose.making import new_key, signed
from tests.jose.test_explain import NOW
from webapp.jose.explain import explain_claim
from webapp.jose.explain_nested import explain_within_claims
from webapp.jose.json_object import JsonValue
from webapp.jose.registry.issuers import ALL_ISSUERS
from webapp.jose.registry.shared_names import SHARED_NAMES


def _reference(name: str, claims: dict[str, JsonValue]) -> str | None:
    explanation = explain_claim(name, claims.get(name), NOW, claims)
    return explanation.reference if explanation else None


@pytest.mark.parametrize(
    ("name", "claims", "reference"),
    [
        ("ref", {"ref": "refs/heads/main", "repository": "octo/shop"}, "GitHub Actions"),
        ("ref", {"ref": "main", "project_path": "octo/shop"}, "GitLab CI/CD"),
        ("ref", {"ref": "main", "iss": "https://token.actions.githubusercontent.com"}, "GitHub Actions"),
        ("ref", {"ref": "https://federation.example/seal"}, "OpenID Federation 1.0 section 13.5"),
        ("type", {"type": "org", "iss": "https://blue.cloudflareaccess.com"}, "Cloudflare Access"),
        (
            "type",
            {"type": ["VerifiableCredential"], "credentialSubject": {}},
            "W3C Verifiable Credentials Data Model 2.0",
        ),
        ("type", {"type": "Consumable", "transactionId": "1"}, "Apple App Store"),
        ("azp", {"azp": "https://shop.example", "fva": [1, -1]}, "Clerk"),
        ("dest", {"dest": "https://acme.myshopify.com", "iss": "https://acme.myshopify.com/admin"}, "Shopify"),
        ("dest", {"dest": {"tn": ["1"]}}, "RFC 8225 section 5.2.1"),
        ("environment", {"environment": "production", "owner_id": "team_1"}, "Vercel"),
        ("role", {"role": 1, "mn": "123"}, "Zoom"),
        ("role", {"role": "viewer", "opaque_user_id": "U1"}, "Twitch extensions"),
        ("metadata", {"metadata": "", "video": {"roomJoin": True}}, "LiveKit"),
        ("metadata", {"metadata": {}}, "OpenID Federation 1.0 section 13.2"),
        ("state", {"state": "af0ifjsldkj", "code": "SplxlOBeZQQYbYS6WxSbIA"}, "OpenID JARM"),
        ("state", {"state": "af0ifjsldkj", "redirect_uri": "https://client.example"}, "RFC 9101 section 4"),
        ("access", {"access": [], "iss": "harbor-token-issuer"}, "CNCF Distribution"),
        ("sha", {"sha": "2dd4f7d6", "repository": "octo/shop"}, "GitHub Actions"),
        ("sha", {"sha": "2dd4f7d6", "sans": ["foo.bar.zar"]}, "smallstep"),
        ("org_name", {"org_name": "acme", "machine_version": "01HTGGC1TZ"}, "Fly.io"),
        ("account", {"account": {"bss": "a1"}, "iam_id": "IBMid-1"}, "IBM Cloud"),
        ("azp", {"azp": "shop"}, "OpenID Connect Core 1.0 section 2"),
    ],
)
def test_a_name_that_several_use_is_told_by_its_issuer_or_by_what_stands_beside_it(
    name: str, claims: dict[str, JsonValue], reference: str
) -> None:
    assert _reference(name, claims) == reference


@pytest.mark.parametrize(
    "name",
    [
        "data",
        "type",
        "o",
        "v",
        "custom",
        "price",
        "actor",
        "state",
        "active",
        "access",
        "realm",
        "environment",
        "machine_id",
        "account",
    ],
)
def test_a_name_that_is_everybodys_is_not_explained_when_nothing_tells_whose_it_is(name: str) -> None:
    claims: dict[str, JsonValue] = {name: "1", "iss": "https://idp.example", "sub": "alice"}

    assert explain_claim(name, "1", NOW, claims) is None
    assert explain_claim(name, "1", NOW) is None


def test_what_stands_within_such_a_claim_is_explained_only_with_it() -> None:
    notice: dict[str, JsonValue] = {"notificationType": "TEST", "data": {"bundleId": "com.example"}}
    other: dict[str, JsonValue] = {"data": {"bundleId": "com.example"}}

    assert explain_within_claims("/data/bundleId", "com.example", notice, NOW)
    assert explain_within_claims("/data/bundleId", "com.example", other, NOW) is None


def test_a_token_tells_of_its_claims_by_all_of_them() -> None:
    claims = {"ref": "refs/heads/main", "repository": "octo/shop"}
    token = signed("HS256", new_key("HS256"), json.dumps(claims).encode())

    members = {member.name: member.explanation for member in described(token).members if member.where == "claims"}

    assert members["ref"]
    assert members["ref"].description == "Reference: the branch or tag that the workflow runs on"


def test_each_meaning_of_a_name_is_told_where_its_company_is() -> None:
    for name, rows in SHARED_NAMES.items():
        for row in rows:
            for other in row.beside:
                told = explain_claim(name, None, NOW, {other: None})
                assert told
                assert told.description == row.claim.description


def test_a_meaning_without_company_is_that_of_an_issuer() -> None:
    sources = {row.source for row in ALL_ISSUERS}

    for row in (row for rows in SHARED_NAMES.values() for row in rows if not row.beside):
        assert row.claim.reference in sources
