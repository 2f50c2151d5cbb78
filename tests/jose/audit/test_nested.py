"""Rules S09 to S12: tokens inside of tokens."""

from __future__ import annotations

from typing import Any, Final

import pytest

from tests.jose.audit.asking import grave
from tests.jose.diagnose.sealing import private
from tests.jose.making import encrypted, new_key, signed
from webapp.jose.audit.kinds import TokenKind

CLAIMS: Final = b'{"iss":"https://issuer.example","sub":"u","aud":"api","exp":1767229200}'
SIGNER: Final = new_key("ES256")
RSA: Final = new_key("RSA-OAEP-256")
KEY: Final = new_key("A256KW")
INNER: Final = signed("ES256", SIGNER, CLAIMS).encode()
MINE: Final = {"S09", "S10", "S11", "S12"}


def broken(token: str, key: str = "", **asked: Any) -> set[str]:
    """The rules of this family that are broken."""
    return grave(token, key, **asked) & MINE


@pytest.mark.parametrize("header", [{}, {"cty": "text/plain"}, {"cty": "JSON"}, {"cty": "JOSE"}])
def test_a_token_inside_that_cty_does_not_announce_is_told(header: dict[str, Any]) -> None:
    assert broken(signed("ES256", SIGNER, INNER, **header)) == {"S09"}
    assert broken(encrypted("RSA-OAEP-256", "A256GCM", RSA, INNER, **header), private(RSA)) == {"S09"}


@pytest.mark.parametrize("cty", ["JWT", "jwt", "application/jwt", "example+jwt"])
def test_a_token_inside_that_cty_announces_is_not_told(cty: str) -> None:
    assert broken(signed("ES256", SIGNER, INNER, cty=cty)) == set()
    assert broken(encrypted("RSA-OAEP-256", "A256GCM", RSA, INNER, cty=cty), private(RSA)) == set()


def test_a_signed_text_inside_is_no_jwt_that_cty_must_announce() -> None:
    assert broken(signed("ES256", SIGNER, signed("ES256", SIGNER, b"text").encode())) == set()


@pytest.mark.parametrize("content", [CLAIMS, b"text", b"\xff\x00", b'"a.b.c"'])
def test_a_cty_without_a_token_inside_is_told(content: bytes) -> None:
    assert broken(signed("ES256", SIGNER, content, cty="JWT")) == {"S10"}
    assert broken(encrypted("A256KW", "A256GCM", KEY, content, cty="JWT"), private(KEY)) == {"S10"}


def test_nothing_is_said_of_content_that_is_not_there_or_not_decrypted() -> None:
    head, _, signature = signed("ES256", SIGNER, CLAIMS, cty="JWT").split(".")

    assert broken(f"{head}..{signature}") == set()
    assert broken(encrypted("A256KW", "A256GCM", KEY, CLAIMS, cty="JWT")) == set()
    assert broken(encrypted("RSA-OAEP-256", "A256GCM", RSA, CLAIMS)) == set()


def test_a_cty_of_another_kind_is_not_told() -> None:
    assert broken(signed("ES256", SIGNER, CLAIMS, cty="application/json")) == set()


def test_three_levels_are_told_once_and_two_are_not() -> None:
    two = signed("ES256", SIGNER, INNER, cty="JWT")
    three = signed("ES256", SIGNER, two.encode(), cty="JWT")
    four = encrypted("A256KW", "A256GCM", KEY, three.encode(), cty="JWT")

    assert broken(two) == set()
    assert broken(three) == {"S11"}
    assert broken(four, private(KEY)) == {"S11"}


@pytest.mark.parametrize("spec", ["RSA-OAEP-256", "ECDH-ES:P-256", "ECDH-ES+A128KW:X25519"])
def test_claims_encrypted_to_a_public_key_alone_are_told(spec: str) -> None:
    key = new_key(spec)
    token = encrypted(spec.split(":", maxsplit=1)[0], "A256GCM", key, CLAIMS)

    assert broken(token, private(key)) == {"S12"}


@pytest.mark.parametrize("spec", ["A256KW", "A128GCMKW"])
def test_claims_encrypted_with_a_shared_secret_are_not_told(spec: str) -> None:
    assert broken(encrypted(spec, "A256GCM", new_key(spec), CLAIMS), private(new_key(spec))) == set()


def test_encrypted_text_makes_no_claim_that_somebody_would_have_to_sign() -> None:
    token = encrypted("RSA-OAEP-256", "A256GCM", RSA, b"hello")

    assert broken(token, private(RSA)) == set()
    assert broken(token, private(RSA), kind=TokenKind.JWT) == {"S12"}


def test_a_signed_token_in_json_inside_is_seen_however_its_names_are_written() -> None:
    header, payload, signature = INNER.decode().split(".")
    members = f'{{"\\u0070ayload":"{payload}","protected":"{header}","signature":"{signature}"}}'

    for inner in (members, members.replace("\\u0070", "p")):
        assert broken(encrypted("RSA-OAEP-256", "A256GCM", RSA, inner.encode(), cty="JWT"), private(RSA)) == set()
