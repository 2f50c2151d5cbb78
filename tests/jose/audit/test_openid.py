"""ID Tokens and logout tokens."""

from __future__ import annotations

import json
from typing import Any, Final

import pytest

from tests.jose.audit.asking import NOW
from tests.jose.audit.telling import broken, token
from tests.jose.making import encrypted, jwk, new_key
from webapp.jose.audit.half_hash import half_hash
from webapp.jose.audit.kinds import TokenKind

_ACCESS: Final = "jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y"
_CODE: Final = "Qcb0Orv1zh30vL1MPRsbm-diHiMwcLyZvn1arpZv-Jxf_11jnpEX3Tgfvk"
_CLAIMS: Final[dict[str, Any]] = {
    "iss": "https://op.example",
    "sub": "alice",
    "aud": "client-1",
    "iat": NOW - 5,
    "exp": NOW + 600,
    "auth_time": NOW - 20,
    "nonce": "n-0S6",
    "at_hash": half_hash(_ACCESS, "ES256", 64),
    "c_hash": half_hash(_CODE, "ES256", 64),
    "acr": "1",
}
_ASKED: Final[dict[str, Any]] = {
    "issuer": "https://op.example",
    "client_id": "client-1",
    "nonce": "n-0S6",
    "access_token": _ACCESS,
    "code": _CODE,
    "max_age": 300,
    "acr": "1",
    "id_token_signed_response_alg": "ES256",
}
_EVENT: Final = "http://schemas.openid.net/event/backchannel-logout"
_LOGOUT: Final[dict[str, Any]] = {
    "iss": "https://op.example",
    "aud": "client-1",
    "iat": NOW,
    "exp": NOW + 120,
    "jti": "x",
    "sub": "alice",
    "events": {_EVENT: {}},
}


def login(header: dict[str, Any] | None = None, asked: dict[str, Any] | None = None, **claims: Any) -> set[str]:
    """The rules that an ID Token breaks."""
    paste = token({**_CLAIMS, **claims}, **(header or {}))
    return broken(paste, kind=TokenKind.ID_TOKEN, **{**_ASKED, **(asked or {})})


def logout(**claims: Any) -> set[str]:
    """The rules that a logout token breaks."""
    return broken(token({**_LOGOUT, **claims}, typ="logout+jwt"), client_id="client-1")


@pytest.mark.parametrize(
    ("claims", "rule"),
    [
        ({"iat": None, "sub": None}, "O01"),
        ({"exp": None}, "O01"),
        ({"aud": []}, "O01"),
        ({"iss": None}, "O01"),
        ({"azp": "client-2"}, "O03"),
        ({"nonce": None}, "O04"),
        ({"nonce": "N-0S6"}, "O04"),
        ({"at_hash": half_hash(_CODE, "ES256", 64)}, "O05"),
        ({"at_hash": half_hash(_ACCESS, "ES384", 64)}, "O05"),
        ({"at_hash": 5}, "O05"),
        ({"c_hash": "x"}, "O06"),
        ({"auth_time": NOW - 361}, "O07"),
        ({"auth_time": None}, "O07"),
        ({"acr": "0"}, "O08"),
        ({"acr": None}, "O08"),
        ({"sub": "s" * 256}, "O10"),
        ({"sub": "ünal"}, "O10"),
        ({"aud": "client-2"}, "C04"),
        ({"iss": "https://evil.example"}, "C02"),
        ({"sub": 5}, "C05"),
        ({"aud": ["client-1", "stranger"], "azp": "client-1"}, "O13"),
    ],
)
def test_each_rule_of_an_id_token_is_told_alone(claims: dict[str, Any], rule: str) -> None:
    assert login(**claims) == {rule}


def test_an_id_token_that_keeps_every_rule_is_clean() -> None:
    assert login() == set()
    assert login(auth_time=NOW - 355) == set()
    assert login(sub="s" * 255) == set()
    assert login(at_hash=None, c_hash=None) == set()
    assert login(asked={"acr": "urn:x 1"}) == set()
    assert login(azp="client-1", aud=["client-1"]) == set()


def test_several_audiences_need_an_authorized_party_and_trust() -> None:
    several: dict[str, Any] = {"aud": ["client-1", "api"]}

    assert login(**several) == {"O02", "O13"}
    assert login(asked={"trusted_audiences": ("api",)}, **several) == {"O02"}
    assert login(asked={"trusted_audiences": ("api",)}, azp="client-1", **several) == set()
    assert login(asked={"client_id": None}, azp="client-1", **several) == set()


def test_an_id_token_must_name_its_client_whatever_else_is_expected() -> None:
    assert login(asked={"audience": "client-1"}) == set()
    assert login(asked={"audience": "api"}) == {"C04"}
    assert login(asked={"audience": "client-2", "client_id": "client-1"}, aud="client-2") == {"C04"}


def test_the_algorithm_is_the_registered_one_or_that_of_a_client_that_registered_none() -> None:
    assert login(asked={"id_token_signed_response_alg": "RS256"}) == {"O09"}
    assert login(asked={"id_token_signed_response_alg": "ES256"}) == set()
    assert login(asked={"id_token_signed_response_alg": None}) == {"O09"}
    assert login(asked={"id_token_signed_response_alg": None, "client_id": None}) == set()


@pytest.mark.parametrize("name", ["jku", "x5u", "x5c", "jwk"])
def test_a_key_in_the_header_of_an_id_token_is_told(name: str) -> None:
    assert "O11" in login(header={name: "https://keys.example/"})
    assert "O11" not in broken(token(_CLAIMS, **{name: "https://keys.example/"}), kind=TokenKind.JWT)


def test_encryption_that_was_agreed_must_be_there() -> None:
    inner = token(_CLAIMS)
    key = new_key("A128KW")
    sealed = encrypted("A128KW", "A128GCM", key, inner.encode(), cty="JWT")

    assert login(asked={"encrypted": True}) == {"O15"}
    assert broken(sealed, key=json.dumps(jwk(key)), kind=TokenKind.ID_TOKEN, encrypted=True) == set()


@pytest.mark.parametrize(
    ("alg", "octets", "due"),
    [
        ("RS256", 256, "77QmUPtjPfzWtF2AnpK9RQ"),
        ("ES384", 96, 32),
        ("PS512", 256, 43),
        ("Ed25519", 64, 43),
        ("EdDSA", 64, 43),
        ("EdDSA", 114, 76),
        ("none", 0, None),
    ],
)
def test_the_hash_is_the_left_half_of_that_of_the_algorithm(alg: str, octets: int, due: str | int | None) -> None:
    # The access token and its hash are those of OpenID Connect Core, appendix A.3.
    found = half_hash(_ACCESS, alg, octets)

    assert found == due or (found is not None and len(found) == due)


def test_an_ordinary_jwt_is_held_to_no_rule_of_id_tokens() -> None:
    assert broken(token({**_CLAIMS, "nonce": None, "at_hash": None, "c_hash": None, "acr": None}), **_ASKED) == set()


@pytest.mark.parametrize(
    ("claims", "rule"),
    [
        ({"nonce": "n"}, "L01"),
        ({"events": None}, "L02"),
        ({"events": {}}, "L02"),
        ({"events": {_EVENT: True}}, "L02"),
        ({"events": [_EVENT]}, "L02"),
        ({"events": {"http://schemas.openid.net/event/logout": {}}}, "L02"),
        ({"sub": None}, "L03"),
        ({"jti": None}, "L04"),
        ({"exp": None}, "L04"),
        ({"aud": "client-2"}, "C04"),
    ],
)
def test_each_rule_of_a_logout_token_is_told_alone(claims: dict[str, Any], rule: str) -> None:
    assert logout(**claims) == {rule}


def test_a_logout_token_needs_only_one_of_subject_and_session() -> None:
    assert logout() == set()
    assert logout(sub=None, sid="s") == set()
    assert logout(events={_EVENT: {"x": 1}, "urn:other": {}}) == set()
