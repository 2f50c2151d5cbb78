"""What was inside, and what is said when nothing could be opened."""

from __future__ import annotations

import json

import pytest

from tests.jose.making import LIMITS, encrypted, fresh_key, jwk, new_key, signed
from webapp.jose.artefact import Kind
from webapp.jose.jwk.publish import Half
from webapp.jose.jwt.expectations import Expectations
from webapp.jose.trace import Outcome
from webapp.services.decrypt import decrypt
from webapp.services.questions import Question
from webapp.services.results import DecryptionResult, Verdict

NOW = 1_700_000_000
KEY = new_key("RSA-OAEP-256")
SIGNER = new_key("ES256")


def _ask(token: str, *keys: dict[str, object]) -> DecryptionResult:
    key = json.dumps({"keys": keys}) if keys else ""
    return decrypt(Question(input=token, key=key, expected=Expectations(at=NOW)), LIMITS)


def _sealed(plaintext: bytes, **header: object) -> str:
    return encrypted("RSA-OAEP-256", "A256GCM", KEY, plaintext, **header)


def test_a_signed_token_inside_is_opened_with_its_claims() -> None:
    inner = signed("ES256", SIGNER, b'{"sub":"alice"}')

    result = _ask(_sealed(inner.encode(), cty="JWT"), jwk(KEY))

    assert result.verdict is Verdict.DECRYPTED
    assert result.headline == "Decrypted: a signed JWT was inside"
    assert result.content is not None
    assert (result.content.kind, result.content.text) == (Kind.JWS, inner)
    assert result.content.claims == {"sub": "alice"}


def test_the_inner_token_is_verified_at_once_when_its_key_was_given_too() -> None:
    sealed = _sealed(signed("ES256", SIGNER).encode())

    with_both = _ask(sealed, jwk(KEY), jwk(SIGNER, Half.PUBLIC))
    with_one = _ask(sealed, jwk(KEY))

    assert with_both.verification is not None
    assert with_both.verification.signature.outcome is Outcome.PASSED
    assert with_one.verification is None


@pytest.mark.parametrize(
    ("plaintext", "headline", "text"),
    [
        (b'{"sub":"alice"}', "Decrypted: claims were inside", '{"sub":"alice"}'),
        ("grüße".encode(), "Decrypted: text was inside", "grüße"),
        (b"\xff\x00", "Decrypted: octets were inside", None),
        (b"", "Decrypted: nothing was inside", ""),
    ],
)
def test_what_was_inside_is_named(plaintext: bytes, headline: str, text: str | None) -> None:
    result = _ask(_sealed(plaintext), jwk(KEY))

    assert result.headline == headline
    assert result.plaintext is not None
    assert result.plaintext.text == text


def test_members_of_a_plaintext_stand_where_they_say_in_its_text() -> None:
    result = _ask(_sealed('{"ä":"ö","b":1}'.encode()), jwk(KEY))

    assert result.content is not None
    assert [m.span.of(result.content.text) for m in result.content.members] == ['"ä":"ö"', '"b":1']


def test_another_key_of_the_right_kind_fails_at_the_content_key() -> None:
    result = _ask(_sealed(b"hello"), jwk(fresh_key("RSA-OAEP-256")))

    assert result.verdict is Verdict.FAILED
    assert "Content key recovered" in result.explanation
    assert result.plaintext is None


def test_a_key_that_cannot_fit_fails_with_its_reason() -> None:
    result = _ask(_sealed(b"hello"), jwk(new_key("A128KW")))

    assert result.verdict is Verdict.FAILED
    assert "shared secret" in result.explanation


@pytest.mark.parametrize("key", ["", "-----BEGIN PRIVATE KEY-----\nbroken", '{"kty":"RSA"}'])
def test_without_a_key_that_can_be_used_it_cannot_be_decrypted(key: str) -> None:
    result = decrypt(Question(input=_sealed(b"x"), key=key, expected=Expectations(at=NOW)), LIMITS)

    assert result.verdict is Verdict.UNDECRYPTABLE
    assert result.explanation


@pytest.mark.parametrize("paste", [signed("ES256", SIGNER), json.dumps(jwk(SIGNER)), "anOpaqueReferenceToken", ""])
def test_what_is_no_jwe_cannot_be_decrypted_and_is_named(paste: str) -> None:
    result = _ask(paste, jwk(KEY))

    assert result.verdict is Verdict.UNDECRYPTABLE
    assert result.headline == "There is nothing encrypted here"


def test_tokens_within_tokens_are_opened_to_the_limit_and_no_deeper() -> None:
    token = signed("ES256", SIGNER)
    for _ in range(9):
        token = signed("ES256", SIGNER, token.encode(), cty="JWT")

    content = _ask(_sealed(token.encode()), jwk(KEY)).content
    depth = 0
    while content and content.nested:
        content, depth = content.nested, depth + 1

    assert content is not None
    assert depth == LIMITS.nesting - 1
    assert [problem.code for problem in content.problems] == ["limit.nesting"]


def test_claims_that_were_encrypted_alone_are_explained_when_they_have_expired() -> None:
    result = _ask(_sealed(json.dumps({"exp": NOW - 30}).encode()), jwk(KEY))

    assert result.verdict is Verdict.DECRYPTED
    assert [one.code for one in result.diagnoses] == ["time.expired"]


def test_an_opaque_token_is_named_as_the_reason_why_there_is_nothing_to_decrypt() -> None:
    result = _ask("ya29.a0AfH6SMBxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", jwk(KEY))

    assert "Google" in result.diagnoses[0].title
