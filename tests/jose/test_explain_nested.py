"""What members within claims and headers mean, by where they stand."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.jose.describe.describing import described
from tests.jose.making import new_key, signed
from tests.jose.test_explain import JSON, NOW
from webapp.jose.artefact import ArtefactMember
from webapp.jose.explain_nested import explain_within_claims, explain_within_header
from webapp.jose.json_object import JsonValue
from webapp.jose.registry.nested import NESTED_MEMBERS


def _members(claims: JsonValue) -> dict[str, ArtefactMember]:
    token = signed("HS256", new_key("HS256"), json.dumps(claims).encode())
    return {member.path: member for member in described(token).members if member.where == "claims"}


@pytest.mark.parametrize(
    ("path", "value", "name", "words"),
    [
        ("/address/country", "FR", "Country", None),
        ("/cnf/jkt", "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I", "JWK SHA-256 thumbprint", None),
        ("/cnf/x5t#S256", "A4DtL2JmUMhAsvJj5tKyn64SqzmuXbMrJa0n761y5v0", "X.509 certificate SHA-256 thumbprint", None),
        ("/cnf/jwk", {"kty": "EC", "crv": "P-256"}, "JSON Web Key", "EC key on P-256"),
        ("/act/sub", "admin@example.net", "Actor's subject", None),
        ("/act/act/act/sub", "admin@example.net", "Actor's subject", None),
        ("/act/iss", "https://accounts.google.com", "Actor's issuer", "Google"),
        ("/firebase/sign_in_provider", "google.com", "Login provider", "Google"),
        ("/firebase/identities/google.com", ["1"], "Accounts", None),
        ("/realm_access/roles", ["a", "b"], "Realm roles", "2 roles"),
        ("/resource_access/shop/roles", ["a"], "Client roles", "1 role"),
        ("/resource_access/a~1b/roles", ["a"], "Client roles", "1 role"),
        ("/kubernetes.io/pod/name", "web-0", "Name", None),
        ("/kubernetes.io/warnafter", NOW + 60, "Warn after", "Due in 1 min"),
        ("/amr/0/method", "totp", "Method", "Code of an authenticator app"),
        ("/amr/0/timestamp", NOW - 60, "Timestamp", "Done 1 min ago"),
        ("/status/status_list/idx", 412, "Index", None),
        ("/authorization_details/3/type", "payment_initiation", "Type", None),
        ("/vc/credentialSubject", {}, "Credential subject", None),
        ("/vp/verifiableCredential", ["e30.e30."], "Verifiable credentials", "1 credential"),
        ("/sub_id/format", "iss_sub", "Format", "Issuer and subject, as in a token"),
        (
            "/events/https:~1~1schemas.openid.net~1secevent~1risc~1event-type~1account-disabled/reason",
            "hijacking",
            "Reason",
            "Somebody else took the account over",
        ),
        ("/token_introspection/exp", NOW - 60, "Expiration time", "Expired 1 min ago"),
        ("/token_introspection/active", True, "Active", None),
        ("/verified_claims/claims/birthdate", "1970-01-01", "Birthdate", None),
        ("/claims/id_token/auth_time", {"essential": True}, "Authentication time", None),
        ("/https:~1~1sts.amazonaws.com~1/aws_account", "123456789012", "AWS account", None),
        ("/https:~1~1stytch.com~1session/roles", ["a"], "Roles", None),
        ("/claims/userinfo/email/essential", True, "Essential", None),
        ("/sig_val_claims/sig/0/sig_val/0/res", "PASSED", "Result", None),
        ("/events/urn:ietf:params:scim:event:create", {}, "Event", None),
        ("/vp/verifiableCredential/0/issuanceDate", "2020-01-01T00:00:00Z", "Issuance date", None),
        ("/vc/credentialSubject/achievement/image/id", "https://example.org/badge.png", "ID", None),
        ("/video/roomJoin", True, "Join room", None),
        ("/age_equal_or_over/18", True, "Age", None),
        ("/anything/deep/_sd", ["a", "b"], "Digests of Disclosures", "2 digests"),
    ],
)
def test_a_member_within_a_claim_is_told_with_its_source(
    path: str, value: JsonValue, name: str, words: str | None
) -> None:
    explanation = explain_within_claims(path, value, {}, NOW)

    assert explanation
    assert explanation.name == name
    assert explanation.reference
    assert (explanation.value or "").startswith(words or "")
    assert bool(explanation.value) == bool(words)


@pytest.mark.parametrize(
    "path", ["/address/planet", "/roles/country", "/act/act/act/hat", "/address/country/code", "/a/", ""]
)
def test_a_member_that_nobody_defines_is_not_explained(path: str) -> None:
    assert explain_within_claims(path, "x", {}, NOW) is None


@pytest.mark.parametrize(
    ("key", "name"), [({"kty": "OKP", "x": "AA"}, "Public key"), ({"kty": "EC", "x": "AA"}, "X coordinate")]
)
def test_a_key_within_claims_or_a_header_is_explained_for_its_type(key: JsonValue, name: str) -> None:
    in_claims = explain_within_claims("/cnf/jwk/x", "AA", {"cnf": {"jwk": key}}, NOW)
    in_set = explain_within_claims("/jwks/keys/0/x", "AA", {"jwks": {"keys": [key]}}, NOW)
    in_header = explain_within_header("/epk/x", "AA", {"epk": key})

    assert in_claims
    assert in_set
    assert in_header
    assert in_claims.name == in_set.name == in_header.name == name


def test_a_secret_within_claims_is_measured_and_not_told() -> None:
    explanation = explain_within_claims("/cnf/jwk/k", "c2VjcmV0", {"cnf": {"jwk": {"kty": "oct"}}}, NOW)

    assert explanation
    assert explanation.value == "Secret, 6 octets"


def test_the_members_of_a_token_have_their_place_and_meaning_at_any_depth() -> None:
    members = _members({"resource_access": {"shop": {"roles": ["buyer"]}}, "address": {"country": "FR"}})

    roles = members["/resource_access/shop/roles"].explanation
    country = members["/address/country"].explanation
    assert roles
    assert country
    assert (roles.name, roles.reference, roles.value) == ("Client roles", "Keycloak", "1 role")
    assert country.personal


def test_a_time_within_a_claim_is_no_time_of_the_token() -> None:
    token = signed("HS256", new_key("HS256"), b'{"exp": 2000, "token_introspection": {"exp": 1000, "active": true}}')

    assert dict(described(token).times) == {"exp": 2000}


@given(path=st.sampled_from(sorted(NESTED_MEMBERS)) | st.text(max_size=30), value=JSON)
def test_every_path_and_every_value_can_be_explained(path: str, value: JsonValue) -> None:
    pointer = "/" + path.removeprefix("/").replace("*", "0")

    for root in ({}, {pointer.split("/")[1]: value}):
        explanation = explain_within_claims(pointer, value, root, NOW)
        assert explanation is None or len(explanation.value or "") < 800
        assert explain_within_header(pointer, value, root) is None or pointer.startswith(("/jwk/", "/epk/"))


_STEPS = st.sampled_from(
    [
        "keys",
        "jwks",
        "cnf",
        "jwk",
        "act",
        "vc",
        "vp",
        "0",
        "9" * 5000,
        "-1",
        "٣",
        "²",
        "",
        "kty",
        "x",
        "a~1b",
        "*",
        "amr",
    ]
)


@given(steps=st.lists(_STEPS, max_size=6), key=st.sampled_from([{"kty": "RSA"}, [{"kty": "RSA"}], "RSA", None]))
def test_no_path_is_too_strange_to_be_explained(steps: list[str], key: JsonValue) -> None:
    pointer = "".join(f"/{step}" for step in steps)
    root: dict[str, JsonValue] = {"keys": key, "jwks": {"keys": key}, "cnf": {"jwk": key}, "vc": {"cnf": {"jwk": key}}}

    values: tuple[JsonValue, ...] = ("RSA", {"kty": 1}, [], None)
    for value in values:
        explain_within_claims(pointer, value, root, NOW)
        explain_within_header(pointer, value, root)


def test_an_index_of_thousands_of_digits_is_no_element() -> None:
    told = explain_within_claims(f"/keys/{'9' * 5000}/kty", "RSA", {"keys": [{"kty": "RSA"}]}, NOW)

    assert told
    assert told.name == "Key type"
