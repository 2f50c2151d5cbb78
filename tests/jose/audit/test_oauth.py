"""Access tokens, client assertions and request objects."""

from __future__ import annotations

from typing import Any, Final

import pytest

from tests.jose.audit.asking import NOW
from tests.jose.audit.telling import CLEAN, broken, remarked, token
from webapp.jose.audit.kinds import TokenKind

_ACCESS: Final = {**CLEAN, "client_id": "c1", "scope": "read write"}
_ASSERTION: Final[dict[str, Any]] = {
    "iss": "c1",
    "sub": "c1",
    "aud": "https://as.example",
    "iat": NOW,
    "exp": NOW + 60,
    "jti": "x",
}
_REQUEST: Final[dict[str, Any]] = {
    "iss": "c1",
    "aud": "https://as.example",
    "client_id": "c1",
    "response_type": "code",
    "redirect_uri": "https://app.example/cb",
}


@pytest.mark.parametrize(
    ("claims", "rule"),
    [
        ({"client_id": None}, "A02"),
        ({"jti": None, "iat": None}, "A02"),
        ({"exp": None}, "A02"),
        ({"aud": None}, "A02"),
        ({"nonce": "x"}, "A04"),
        ({"at_hash": "x"}, "A04"),
        ({"scope": ["a"]}, "C11"),
        ({"sub": 7}, "C05"),
    ],
)
def test_each_rule_of_an_access_token_is_told_alone(claims: dict[str, Any], rule: str) -> None:
    assert broken(token({**_ACCESS, **claims}, typ="at+jwt")) == {rule}
    assert broken(token({**_ACCESS, **claims}, typ="JWT"), kind=TokenKind.ACCESS_TOKEN) == {rule}


def test_an_access_token_that_keeps_every_rule_is_clean() -> None:
    assert (
        broken(token({**_ACCESS, "auth_time": NOW - 9, "acr": "1", "amr": ["pwd"]}, typ="application/at+jwt")) == set()
    )


def test_a_shared_secret_is_told() -> None:
    assert broken(token(_ACCESS, "HS256", typ="at+jwt")) == {"A03"}


@pytest.mark.parametrize(
    "vendor",
    [
        {"token_use": "access", "client_id": "c1"},
        {"typ": "Bearer", "azp": "c1", "sid": "s", "nonce": "n"},
        {"iss": "https://login.microsoftonline.com/3338040d/v2.0", "scp": "User.Read", "jti": None},
        {"cid": "0oa1", "uid": "00u1", "scp": ["openid"]},
    ],
)
def test_what_the_profile_asks_for_is_not_demanded_of_a_vendors_format(vendor: dict[str, Any]) -> None:
    paste = token({**CLEAN, **vendor}, typ="JWT")

    assert broken(paste) == set()
    assert broken(paste, kind=TokenKind.ACCESS_TOKEN) == set()


def test_a_vendors_format_is_still_held_to_what_any_jwt_should_have() -> None:
    paste = token({**CLEAN, "token_use": "access", "exp": None, "aud": None, "iss": None})

    assert broken(paste) == {"T04", "C01", "C03"}
    assert "A02" in remarked(paste)


def test_a_guess_brings_no_rules_of_access_tokens() -> None:
    assert remarked(token({**CLEAN, "scope": "read", "nonce": "n"}, "HS256")) == set()


@pytest.mark.parametrize(
    "claims",
    [{"sub": "x"}, {"jti": None}, {"exp": None}, {"iss": None, "sub": None}, {"aud": []}],
)
def test_a_client_assertion_says_who_where_and_until_when(claims: dict[str, Any]) -> None:
    paste = token({**_ASSERTION, **claims}, typ="client-authentication+jwt")

    assert broken(paste) == {"F01"}


def test_a_client_assertion_is_that_of_the_client_that_is_expected() -> None:
    paste = token(_ASSERTION, typ="client-authentication+jwt")

    assert broken(paste, client_id="c1") == set()
    assert broken(paste, client_id="c2") == {"F01"}


def test_a_client_assertion_is_compared_with_the_server_not_with_the_issuer() -> None:
    paste = token(_ASSERTION)

    assert broken(paste, kind=TokenKind.CLIENT_ASSERTION, issuer="https://as.example") == set()
    assert broken(paste, kind=TokenKind.CLIENT_ASSERTION, audience="https://as.example/token") == {"C04"}


@pytest.mark.parametrize(
    ("alg", "expected"),
    [("ES256", set()), ("PS256", set()), ("Ed25519", set()), ("EdDSA", set()), ("RS256", {"F02"}), ("ES384", {"F02"})],
)
def test_fapi_allows_three_algorithms(alg: str, expected: set[str]) -> None:
    paste = token(_ASSERTION, alg)

    assert broken(paste, kind=TokenKind.FAPI_CLIENT_ASSERTION, issuer="https://as.example") == expected


@pytest.mark.parametrize(
    ("audience", "expected"),
    [
        ("https://as.example", set()),
        ("https://as.example/", {"F03"}),
        ("https://as.example/token", {"F03"}),
        (["https://as.example"], {"F03"}),
    ],
)
def test_fapi_takes_the_issuer_as_a_single_text(audience: Any, expected: set[str]) -> None:
    paste = token({**_ASSERTION, "aud": audience})

    assert broken(paste, kind=TokenKind.FAPI_CLIENT_ASSERTION, issuer="https://as.example") == expected


def test_fapi_knows_an_endpoint_without_being_told_the_issuer() -> None:
    assert broken(token({**_ASSERTION, "aud": "https://as.example/token"}), kind=TokenKind.FAPI_CLIENT_ASSERTION) == {
        "F03"
    }
    assert broken(token(_ASSERTION), kind=TokenKind.FAPI_CLIENT_ASSERTION) == set()


def test_a_request_object_holds_no_other_request() -> None:
    assert broken(token(_REQUEST, typ="oauth-authz-req+jwt")) == set()
    assert broken(token({**_REQUEST, "request_uri": "urn:x"}, typ="oauth-authz-req+jwt")) == {"R01"}
    assert broken(token({**_REQUEST, "request": "e30.e30."})) == {"R01"}
    assert broken(token({**_REQUEST, "iss": None, "aud": None})) == {"C01", "C03"}
