"""The verdict: one word, a sentence, four lights that are never merged."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.jose.making import LIMITS, encrypted, jwk, new_key, signed
from tests.jose.making import secret as key_of
from webapp.jose.artefact import Kind
from webapp.jose.audit.expected import Expected
from webapp.jose.jwk.publish import Half
from webapp.jose.jwt.expectations import Expectations
from webapp.jose.trace import Outcome
from webapp.services.questions import Question
from webapp.services.results import Verdict, VerificationResult
from webapp.services.verify import verify

NOW = 1_700_000_000
KEY = new_key("ES256")
PUBLIC = json.dumps(jwk(KEY, Half.PUBLIC))


def _ask(token: str, key: str = PUBLIC, **expected: Any) -> VerificationResult:
    expectations = Expectations(at=NOW, **expected)
    return verify(Question(input=token, key=key, expected=expectations), LIMITS)


def _token(**claims: object) -> str:
    return signed("ES256", KEY, json.dumps({"iss": "https://login.example", **claims}).encode(), typ="JWT")


def _lights(result: VerificationResult) -> tuple[Outcome, Outcome, Outcome, Outcome]:
    return result.signature.outcome, result.key_trust.outcome, result.time.outcome, result.claims.outcome


def test_a_token_that_is_right_in_every_way_is_valid() -> None:
    result = _ask(_token(exp=NOW + 60), issuer="https://login.example")

    assert result.verdict is Verdict.VALID
    assert set(_lights(result)) == {Outcome.PASSED}
    assert result.headline == "Signature verified"


def test_an_expired_token_is_genuine_all_the_same() -> None:
    result = _ask(_token(exp=NOW - 3600))

    assert result.verdict is Verdict.INVALID
    assert _lights(result)[0] is Outcome.PASSED
    assert _lights(result)[2] is Outcome.FAILED
    assert result.headline == "Genuine, but expired 1 h ago"


def test_the_wrong_audience_is_not_a_wrong_signature() -> None:
    result = _ask(_token(exp=NOW + 60, aud="https://shop.example"), audience="https://other.example")

    assert result.verdict is Verdict.INVALID
    assert _lights(result) == (Outcome.PASSED, Outcome.PASSED, Outcome.PASSED, Outcome.FAILED)
    assert "https://shop.example" in result.claims.summary
    assert result.explanation.startswith("Because the audience differs only in the host")


def test_a_changed_token_fails_and_its_other_lights_are_judged_all_the_same() -> None:
    token = _token(exp=NOW + 60)
    header, _, signature = token.split(".")
    payload = _token(exp=NOW + 99).split(".")[1]

    result = _ask(f"{header}.{payload}.{signature}")

    assert result.verdict is Verdict.INVALID
    assert _lights(result)[0] is Outcome.FAILED
    assert _lights(result)[2] is Outcome.PASSED
    assert result.headline == "The signature does not verify"


@pytest.mark.parametrize(
    "key", ["", " \n", "-----BEGIN PUBLIC KEY-----\nbroken", '{"kty":"EC"}', '{"kty":"unheard"}', "[]"]
)
def test_without_a_key_that_can_be_used_it_is_not_verifiable(key: str) -> None:
    result = _ask(_token(exp=NOW + 60), key)

    assert result.verdict is Verdict.UNVERIFIABLE
    assert result.signature.outcome is Outcome.UNCHECKED
    assert result.headline == "Not verified yet"
    assert result.explanation


def test_a_key_that_cannot_fit_is_a_reason_of_the_key_and_not_of_the_signature() -> None:
    result = _ask(_token(exp=NOW + 60), json.dumps(jwk(new_key("RS256"), Half.PUBLIC)))

    assert result.verdict is Verdict.INVALID
    assert _lights(result)[:2] == (Outcome.UNCHECKED, Outcome.FAILED)
    assert result.headline == "This key cannot verify this token"


@pytest.mark.parametrize(
    ("paste", "kind"),
    [
        (encrypted("dir", "A128GCM", new_key("A128GCM")), Kind.JWE),
        (PUBLIC, Kind.JWK),
        ("anOpaqueReferenceToken", Kind.OPAQUE),
        ("hello there", Kind.UNRECOGNISED),
    ],
)
def test_what_is_no_jws_is_named_and_not_verifiable(paste: str, kind: Kind) -> None:
    result = _ask(paste)

    assert result.verdict is Verdict.UNVERIFIABLE
    assert result.artefact is not None
    assert result.artefact.kind is kind


def test_nothing_pasted_is_not_verifiable_either() -> None:
    assert _ask("").verdict is Verdict.UNVERIFIABLE


@pytest.mark.parametrize(
    ("secret", "encoding"),
    [
        ("c2VjcmV0IHNlY3JldCBzZWNyZXQgc2VjcmV0ISE=", "base64"),
        ("c2VjcmV0IHNlY3JldCBzZWNyZXQgc2VjcmV0ISE", "base64url"),
        ("73656372657420736563726574207365637265742073656372657421 21", "hex"),
        ("secret secret secret secret!!", "utf-8"),
        ("secret secret secret secret!!", "auto"),
    ],
)
def test_a_secret_is_read_in_the_encoding_that_is_said(secret: str, encoding: str) -> None:
    token = signed("HS256", key_of("secret secret secret secret!!"))
    question = Question(input=token, key=secret, key_encoding=encoding, expected=Expectations(at=NOW))

    assert verify(question, LIMITS).signature.outcome is Outcome.PASSED


def test_a_secret_is_taken_exactly_as_it_was_sent() -> None:
    token = signed("HS256", key_of("a secret that ends in a line break, by mistake\n"))

    assert _ask(token, "a secret that ends in a line break, by mistake").signature.outcome is Outcome.FAILED
    assert _ask(token, "a secret that ends in a line break, by mistake\n").signature.outcome is Outcome.PASSED


def test_the_findings_beside_a_verdict_allow_for_its_leeway() -> None:
    expected, audited = Expectations(at=NOW), Expected(at=NOW)
    question = Question(input=_token(exp=NOW - 5400), key=PUBLIC, expected=expected, audited=audited)

    result = verify(question, LIMITS)

    (expired,) = [found for found in result.findings if found.rule == "T01"]

    assert "leeway 0 s" in result.time.summary
    assert "leeway" not in expired.message
