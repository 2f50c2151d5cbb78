"""DPoP proofs."""

from __future__ import annotations

import hashlib
import json
from typing import Any, Final

import pytest

from tests.jose.audit.asking import NOW, audited
from tests.jose.audit.telling import broken, token
from tests.jose.making import fresh_key, jwk, new_key, signed
from webapp.jose.audit.kinds import TokenKind
from webapp.jose.base64url import encode
from webapp.jose.http_uri import is_same_target
from webapp.jose.jwk.publish import Half

_KEY: Final = new_key("ES256")
_CLAIMS: Final[dict[str, Any]] = {
    "jti": "x",
    "htm": "POST",
    "htu": "https://api.example/orders",
    "iat": NOW - 3,
}
_REQUEST: Final[dict[str, Any]] = {"htm": "POST", "htu": "https://api.example/orders?x=1"}


def access(jkt: str) -> str:
    """An access token that is bound to a key."""
    return token({"sub": "alice", "cnf": {"jkt": jkt}}, typ="at+jwt")


def ath(text: str) -> str:
    """What "ath" must be."""
    return encode(hashlib.sha256(text.encode()).digest())


def proof(header: dict[str, Any] | None = None, alg: str = "ES256", **claims: Any) -> str:
    """A proof with a key; None takes a member out."""
    members = {"typ": "dpop+jwt", "jwk": jwk(_KEY, Half.PUBLIC), **(header or {})}
    kept = {name: value for name, value in {**_CLAIMS, **claims}.items() if value is not None}
    key = _KEY if alg == "ES256" else new_key(alg)
    payload = json.dumps(kept).encode()
    return signed(alg, key, payload, **{name: value for name, value in members.items() if value is not None})


@pytest.mark.parametrize(
    ("paste", "rule"),
    [
        (proof(jti=None), "D02"),
        (proof(htm=None), "D02"),
        (proof(htu=None), "D02"),
        (proof(iat=None), "D02"),
        (proof(htu=["https://api.example/orders"]), "D02"),
        (proof(alg="HS256"), "D03"),
        (proof(header={"jwk": None}), "D04"),
        (proof(header={"jwk": "x"}), "D04"),
        (proof(htm="GET"), "D06"),
        (proof(htm="post"), "D06"),
        (proof(htu="https://api.example/users"), "D07"),
        (proof(htu="https://api.example.evil/orders"), "D07"),
        (proof(htu="http://api.example/orders"), "D07"),
        (proof(htu="https://api.example/orders/"), "D07"),
        (proof(htu="https://api.example:8443/orders"), "D07"),
        (proof(iat=NOW - 301), "D08"),
        (proof(iat=NOW + 4000), "D08"),
    ],
)
def test_each_rule_of_a_proof_is_told_alone(paste: str, rule: str) -> None:
    assert broken(paste, **_REQUEST) == {rule}


@pytest.mark.parametrize(
    "paste",
    [
        proof(),
        proof(iat=NOW - 299),
        proof(htu="HTTPS://API.example:443/orders"),
        proof(htu="https://api.example/%6Frders?y=2#z"),
        proof(nonce="n1"),
        proof(header={"typ": "application/dpop+jwt"}),
    ],
)
def test_a_proof_for_the_request_is_clean(paste: str) -> None:
    assert broken(paste, **_REQUEST) == set()


def test_the_nonce_of_the_server_is_compared_when_it_is_known() -> None:
    assert broken(proof(nonce="n1"), nonce="n1") == set()
    assert broken(proof(nonce="n1"), nonce="n2") == {"D09"}
    assert broken(proof(), nonce="n2") == {"D09"}


def test_the_access_token_is_compared_when_it_is_known() -> None:
    bound, other = access(_KEY.thumbprint), access(fresh_key("ES256").thumbprint)

    assert broken(proof(ath=ath(bound)), access_token=bound) == set()
    assert broken(proof(), access_token=bound) == {"D10"}
    assert broken(proof(ath=ath(other)), access_token=bound) == {"D10"}
    assert broken(proof(ath=ath(other)), access_token=other) == {"D11"}
    assert broken(proof(ath=ath("opaque")), access_token="opaque") == set()


def test_the_key_that_was_pasted_beside_a_proof_says_nothing_about_it() -> None:
    found = audited(proof(), key=json.dumps(jwk(fresh_key("ES256"))), **_REQUEST).findings

    assert "G01" not in {one.rule for one in found}


def test_without_a_type_a_proof_is_known_by_method_and_address() -> None:
    result = audited(proof(header={"typ": "JWT"}, jti=None))

    assert result.token_kind == TokenKind.DPOP
    assert "D02" in {found.rule for found in result.findings}


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("https://a.example", "https://a.example/", True),
        ("https://a.example/%7Euser", "https://A.EXAMPLE/~user", True),
        ("https://a.example/%3a", "https://a.example/%3A", True),
        ("http://a.example:80/x", "http://a.example/x", True),
        ("http://a.example:443/x", "http://a.example/x", False),
        ("https://a.example/./b/../c", "https://a.example/c", True),
        ("//a.example/x", "https://a.example/x", True),
        ("https://a.example/X", "https://a.example/x", False),
        ("https://a.example/a%2Fb", "https://a.example/a/b", False),
        ("https://a.example/../..", "https://a.example", True),
        ("https://u@a.example/", "https://a.example/", False),
        ("", "", True),
    ],
)
def test_addresses_are_compared_in_their_normal_form(first: str, second: str, expected: bool) -> None:  # noqa: FBT001
    assert is_same_target(first, second) is expected
    assert is_same_target(second, first) is expected
