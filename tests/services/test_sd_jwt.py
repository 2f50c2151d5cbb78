"""An SD-JWT is verified like the JWS that it is; Disclosures and key binding are judged beside it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.jose.making import LIMITS, fresh_key, jwk
from tests.jose.sd_jwt.issuing import CNF, ISSUER, NOW, bound, digest, disclosure, examples, issued
from webapp.jose.jwk.publish import Half
from webapp.jose.jwt.expectations import Expectations
from webapp.jose.trace import Outcome, Step
from webapp.services.debug import debug
from webapp.services.questions import Question
from webapp.services.results import Verdict, VerificationResult
from webapp.services.verify import verify

KEY = json.dumps(jwk(ISSUER, Half.PUBLIC))
NAME = disclosure("2GLC42sKQveCfGfryNRN9w", "given_name", "Erika")
OTHER = disclosure("6Ij7tM-a5iVPGboS5tmvVA", "given_name", "Mallory")
EXPIRY = disclosure("eI8ZWm9QnKPpNPeNenHdhQ", "exp", NOW - 60)
PAYLOAD = {"iss": "https://issuer.example", "exp": NOW + 60, "_sd": [digest(NAME)], "cnf": CNF}
TOKEN = issued(PAYLOAD, NAME)


def ask(token: str, key: str = KEY, **expected: Any) -> VerificationResult:
    return verify(Question(input=token, key=key, expected=Expectations(at=NOW, **expected)), LIMITS)


def step(result: VerificationResult, code: str) -> Step:
    return next(step for step in result.steps if step.code == code)


@pytest.mark.parametrize("example", examples(), ids=lambda example: example.source)
def test_the_figures_of_the_rfc_are_valid_with_their_key_binding(example: Any) -> None:
    question = Question(input=example.token, key=json.dumps(example.key), expected=Expectations(at=1_750_000_000))

    result = verify(question, LIMITS)

    assert result.verdict is Verdict.VALID
    assert step(result, "sd-jwt.disclosures").outcome is Outcome.PASSED
    if example.has_key_binding:
        assert step(result, "sd-jwt.key-binding").outcome is Outcome.PASSED


def test_a_presentation_is_valid_when_everything_fits() -> None:
    result = ask(bound(TOKEN), issuer="https://issuer.example", audience="https://verifier.example")

    assert result.verdict is Verdict.VALID
    assert step(result, "sd-jwt.key-binding").outcome is Outcome.PASSED
    assert "n-1" in step(result, "sd-jwt.key-binding").summary


def test_a_changed_disclosure_fails_while_the_signature_stands() -> None:
    result = ask(TOKEN.replace(NAME, OTHER))

    assert result.verdict is Verdict.INVALID
    assert result.signature.outcome is Outcome.PASSED
    assert result.claims.outcome is Outcome.FAILED
    assert step(result, "sd-jwt.disclosures").outcome is Outcome.FAILED


def test_a_claim_that_is_disclosed_counts_like_any_other() -> None:
    result = ask(issued({"_sd": [digest(EXPIRY)]}, EXPIRY))

    assert result.time.outcome is Outcome.FAILED
    assert ask(issued({"_sd": [digest(NAME)]}, NAME), required_claims=("given_name",)).verdict is Verdict.VALID


def test_without_key_binding_it_is_said_that_nobody_proved_to_be_the_holder() -> None:
    result = ask(TOKEN)

    assert result.verdict is Verdict.VALID
    assert step(result, "sd-jwt.key-binding").outcome is Outcome.SKIPPED


@pytest.mark.parametrize(
    ("token", "words"),
    [
        (bound(TOKEN, typ="JWT"), '"typ" is "JWT"'),
        (bound(TOKEN, sd_hash=digest("other")), '"sd_hash" is'),
        (bound(TOKEN, nonce=None), '"nonce" is missing'),
        (bound(TOKEN, aud=["a", "b"]), '"aud" must be text'),
        (bound(TOKEN, iat="now"), '"iat" must be a number'),
        (bound(TOKEN, exp=NOW - 10), "Expired"),
        (bound(TOKEN, fresh_key("Ed25519")), 'with the key in "cnf"'),
        (bound(issued({"iss": "x"})), '"cnf" is missing'),
        (bound(issued({"cnf": {"jwk": {"kty": "oct", "k": "c2VjcmV0"}}})), "shared secret"),
        (bound(issued({"cnf": {"jwk": 1}})), "cannot be used"),
        (TOKEN + "a.b.c", "Key Binding JWT"),
        (TOKEN + ".", ""),
    ],
)
def test_a_key_binding_that_proves_nothing_makes_it_invalid(token: str, words: str) -> None:
    result = ask(token)

    binding = step(result, "sd-jwt.key-binding")
    assert result.verdict is Verdict.INVALID
    assert result.signature.outcome is Outcome.PASSED
    assert binding.outcome is Outcome.FAILED
    assert words in f"{binding.summary}\n{binding.detail}"


def test_a_disclosure_that_is_left_out_afterwards_breaks_the_binding() -> None:
    result = ask(bound(TOKEN).replace(NAME + "~", ""))

    assert step(result, "sd-jwt.disclosures").outcome is Outcome.PASSED
    assert step(result, "sd-jwt.key-binding").outcome is Outcome.FAILED


def test_a_holder_who_is_only_named_is_a_warning() -> None:
    result = ask(bound(issued({"cnf": {"kid": "did:example:1"}})))

    assert step(result, "sd-jwt.key-binding").outcome is Outcome.WARNING
    assert result.claims.outcome is Outcome.WARNING


def test_the_audience_that_is_expected_is_that_of_the_key_binding() -> None:
    result = ask(bound(TOKEN), audience="https://other.example")

    assert result.verdict is Verdict.INVALID
    assert step(result, "claims.audience").outcome is Outcome.FAILED
    assert step(result, "sd-jwt.key-binding").outcome is Outcome.FAILED


def test_a_wrong_issuer_key_fails_by_the_mathematics() -> None:
    result = ask(bound(TOKEN), json.dumps(jwk(fresh_key("ES256"), Half.PUBLIC)))

    assert result.signature.outcome is Outcome.FAILED
    assert result.verdict is Verdict.INVALID


def test_pasting_it_with_a_key_verifies_it_at_once() -> None:
    result = debug(Question(input=TOKEN, key=KEY, expected=Expectations(at=NOW)), LIMITS)

    assert isinstance(result, VerificationResult)
