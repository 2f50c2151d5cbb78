"""Tokens that are somebody else's to validate, and keys that everybody has."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.jose.diagnose.asking import asked, mac, proof, reason
from tests.jose.making import fresh_key, jwk, keys_of, new_key, signed
from tests.vectors.published_keys import RFC7515_OCT, RFC7517_EC, RFC8037_ED25519
from webapp.jose.base64url import decode, encode
from webapp.jose.jwk.publish import Half
from webapp.jose.registry.published_keys import PUBLISHED_KEYS, PUBLISHED_SECRETS
from webapp.jose.text import Excerpt
from webapp.jose.trace import Outcome

KEY = new_key("ES256")
OTHER = json.dumps(jwk(fresh_key("ES256"), Half.PUBLIC, kid="another"))
TENANT = "6f9619ff-8b86-d011-b42d-00c04fc964ff"
SIGN_IN = "https://identitytoolkit.googleapis.com/google.identity.identitytoolkit.v1.IdentityToolkit"


def _token(claims: object, **header: Any) -> str:
    return signed("ES256", KEY, json.dumps(claims).encode(), **header)


# fmt: off
NAMED: list[tuple[dict[str, Any], dict[str, Any], str]] = [
    ({"aud": "https://graph.microsoft.com"}, {}, "foreign.microsoft-graph"),
    ({"aud": "a", "iss": f"https://sts.windows.net/{TENANT}/"}, {"nonce": "n"}, "foreign.microsoft-graph"),
    ({"aud": "https://management.azure.com/"}, {}, "foreign.microsoft-resource"),
    ({"aud": "00000003-0000-0ff1-ce00-000000000000"}, {}, "foreign.microsoft-resource"),
    ({"iss": "https://dev-1.okta.com", "scp": ["openid"]}, {}, "foreign.okta-org"),
    ({"aud": SIGN_IN, "uid": "a"}, {}, "foreign.firebase-custom-token"),
    ({"iss": "http://localhost:9229/local_1"}, {}, "foreign.local-issuer"),
    ({"iss": "http://keycloak.default.svc.cluster.local/realms/a"}, {}, "foreign.local-issuer"),
    ({"iss": "https://securetoken.google.com/project"}, {}, "foreign.keys-elsewhere"),
    ({"iss": "https://session.firebase.google.com/project"}, {}, "foreign.keys-elsewhere"),
    ({"iss": "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_a"}, {}, "foreign.keys-elsewhere"),
    ({"iss": f"https://login.microsoftonline.com/{TENANT}/v2.0"}, {"kid": "k"}, "foreign.keys-elsewhere"),
    ({"iss": "https://www.facebook.com"}, {}, "foreign.keys-elsewhere"),
    ({"iss": "kubernetes/serviceaccount"}, {}, "foreign.keys-elsewhere"),
    ({"iss": "https://dev-1.okta.com"}, {}, "foreign.keys-elsewhere"),
    ({"iss": "https://id.example.org/realms/shop"}, {}, "foreign.keys-elsewhere"),
    ({"iss": "https://gitlab.com"}, {}, "foreign.keys-elsewhere"),
]
NOT_NAMED: list[dict[str, Any]] = [
    {"aud": "https://graph.microsoft.com.example"}, {"aud": ["https://management.azure.com/"]}, {"aud": {"a": 1}},
    {"iss": "https://dev-1.okta.com/oauth2/default/x", "scp": []}, {"iss": "https://dev-1.okta.com/x"},
    {"iss": "http://localhost.example/"}, {"iss": "https://local"}, {"iss": ["http://localhost"]}, {"iss": 1},
    {"iss": "https://securetoken.google.com.example/a"}, {"iss": "https://example.com/?https://accounts.google.com"},
]
# fmt: on


@pytest.mark.parametrize(("claims", "header", "code"), NAMED)
@pytest.mark.parametrize("key", ["", OTHER])
def test_whose_token_it_is_is_told_with_a_key_and_without(
    claims: dict[str, Any], header: dict[str, Any], code: str, key: str
) -> None:
    found = {one.code: one.certainty for one in asked(_token(claims, **header), key).diagnoses}

    assert found[code] == "likely"


@pytest.mark.parametrize("claims", NOT_NAMED)
def test_what_only_looks_alike_is_not_named(claims: dict[str, Any]) -> None:
    assert not any(one.code.startswith("foreign.") for one in asked(_token(claims)).diagnoses)


def test_where_the_keys_are_is_told_with_the_names_of_the_token() -> None:
    found = reason(_token({"iss": "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_a"}))

    assert "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_a/.well-known/jwks.json" in found.explanation


def test_a_key_of_the_right_kid_is_not_sought_elsewhere() -> None:
    token = _token({"iss": "https://appleid.apple.com"}, kid="another")

    assert "foreign.keys-elsewhere" not in [one.code for one in asked(token, OTHER).diagnoses]


def test_a_genuine_token_of_a_local_issuer_needs_no_reason() -> None:
    result = asked(_token({"iss": "http://localhost:8080"}), json.dumps(jwk(KEY, Half.PUBLIC)))

    assert result.signature.outcome is Outcome.PASSED
    assert not result.diagnoses


@pytest.mark.parametrize("key", ["", "another secret of thirty-two octets or more"])
@pytest.mark.parametrize(
    "secret", ["your-256-bit-secret", "a-string-secret-at-least-256-bits-long", "secret", "shhhhh"]
)
def test_a_published_secret_is_proven_whatever_key_was_given(secret: str, key: str) -> None:
    found = reason(mac(secret.encode()), key)

    assert (found.code, found.certainty) == ("key.published", "proven")
    assert found.explanation.startswith("With that secret, the HS256 signature verifies.")
    assert f'"{secret}"' not in f"{found.title} {found.explanation} {found.remedy}"


def test_the_key_of_an_rfc_is_named_by_the_rfc() -> None:
    octets = decode(Excerpt.whole(RFC7515_OCT["k"])).octets

    assert "RFC 7515 appendix A.1" in reason(mac(octets)).title


@pytest.mark.parametrize(
    ("alg", "members", "source"),
    [("ES256", RFC7517_EC, "RFC 7517 appendix A.2"), ("EdDSA", RFC8037_ED25519, "RFC 8037 appendix A")],
)
def test_a_published_private_key_is_named(alg: str, members: dict[str, str], source: str) -> None:
    own = {name: value for name, value in members.items() if name not in ("use", "kid")}
    token = signed(alg, keys_of(dict(own))[0])

    assert source in reason(token).title


def test_a_secret_that_is_not_published_is_not_claimed() -> None:
    assert proof(mac(b"secret!"), "") == ""
    assert proof(mac(b"your-256-bit-secret\n"), "") == ""


def test_a_short_secret_that_verifies_is_said_to_be_published_too() -> None:
    key = json.dumps({"kty": "oct", "k": encode(b"your-256-bit-secret")})

    found = reason(mac(b"your-256-bit-secret"), key)

    assert found.code == "key.too-short"
    assert "published" in found.explanation


def test_no_published_key_stands_in_the_table_twice_or_with_its_private_half() -> None:
    assert len({tuple(one.members.items()) for one in PUBLISHED_KEYS}) == len(PUBLISHED_KEYS)
    assert len({one.text for one in PUBLISHED_SECRETS}) == len(PUBLISHED_SECRETS)
    assert not any("d" in one.members for one in PUBLISHED_KEYS)
