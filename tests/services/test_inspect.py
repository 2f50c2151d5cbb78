"""What is this? Everything in a paste, in words about the first of it, and the key beside it."""

from __future__ import annotations

import json

import pytest

from tests.jose.diagnose.asking import asked
from tests.jose.making import LIMITS, jwk, new_key, signed
from webapp.jose.artefact import Kind
from webapp.jose.base64url import encode
from webapp.jose.jwt.expectations import Expectations
from webapp.jose.trace import Outcome
from webapp.services.inspect import inspect
from webapp.services.questions import Question
from webapp.services.results import InspectionResult

KEY = new_key("HS256")


def _inspected(paste: str, key: str = "", at: int = 1000) -> InspectionResult:
    return inspect(Question(input=paste, key=key, expected=Expectations(at=at)), LIMITS)


def test_that_there_are_too_many_parts_is_said_and_not_that_the_signature_has_another_length_for_it() -> None:
    part = encode(b'{"foo":"bar"}')
    token = f"{signed('HS256', KEY, b'{}').partition('.')[0]}.{part}.{part}.{part}"

    result = _inspected(token)

    assert result.explanation.startswith("4 parts where 3 are due")
    assert "signature.length" not in [problem.code for problem in result.artefacts[0].problems]
    assert not [one for one in asked(token).diagnoses if one.code.startswith("signature.")]


def test_everything_in_a_paste_is_described_in_order() -> None:
    one, other = signed("HS256", KEY, b'{"a":1}'), signed("HS256", KEY, b'{"b":2}')

    result = _inspected(f"access={one}&id={other}")

    assert [artefact.claims for artefact in result.artefacts] == [{"a": 1}, {"b": 2}]
    assert [note.code for note in result.stripped] == ["surrounding-text", "surrounding-text"]


@pytest.mark.parametrize(
    ("claims", "outcome", "headline"),
    [
        (b'{"exp":999}', Outcome.FAILED, "Expired"),
        (b'{"nbf":2000}', Outcome.FAILED, "Not valid for another"),
        (b'{"exp":2000}', Outcome.PASSED, "JWT"),
    ],
)
def test_the_time_is_told_before_any_key(claims: bytes, outcome: Outcome, headline: str) -> None:
    result = _inspected(signed("HS256", KEY, claims, typ="JWT"))

    assert result.time.outcome is outcome
    assert result.headline.startswith(headline)


@pytest.mark.parametrize(
    ("paste", "headline"),
    [
        (f"{signed('HS256', KEY)}=", "damaged"),
        (signed("HS256", KEY).rsplit(".", 1)[0], "The token is not whole"),
        (encode(b'{"alg":"none"}') + ".e30.", "Unsecured: nobody signed this token"),
        ("", ""),
    ],
)
def test_what_is_wrong_comes_first(paste: str, headline: str) -> None:
    assert headline in _inspected(paste).headline


def test_nothing_is_said_to_be_nothing() -> None:
    result = _inspected(" \n")

    assert result.artefacts == ()
    assert [problem.code for problem in result.problems] == ["paste.empty"]


def test_the_key_beside_a_paste_is_told_but_not_used() -> None:
    result = _inspected(signed("HS256", KEY), key=json.dumps(jwk(KEY)))

    assert [key.kty for key in result.keys] == ["oct"]
    assert result.artefacts[0].kind is Kind.JWS
    assert result.key_problems == ()


def test_claims_that_are_not_whole_have_no_time() -> None:
    header, payload, _ = signed("HS256", KEY, b'{"exp":999,"x":"yyyyyyyyyyyyyyyyyyyyyyyyyyyyy"}').split(".")

    assert _inspected(f"{header}.{payload[:-10]}").time.outcome is Outcome.UNCHECKED
