"""Pieces of tokens: shortened for display, or copied without the other parts."""

from __future__ import annotations

import json

import pytest

from tests.jose.diagnose.asking import NOW, asked, mac
from tests.jose.making import LIMITS
from webapp.jose.artefact import Artefact, Kind
from webapp.jose.base64url import encode
from webapp.jose.detect import detect
from webapp.jose.jwt.expectations import Expectations
from webapp.services.inspect import inspect
from webapp.services.questions import Question
from webapp.services.results import Verdict

SECRET = "secret-secret-secret-secret-secret!"
TOKEN = mac(SECRET.encode(), claims=json.dumps({"sub": "alice", "iss": "https://login.example", "exp": NOW}).encode())
HEADER, PAYLOAD, SIGNATURE = TOKEN.split(".")
JWE_HEADER = encode(b'{"alg":"RSA-OAEP","enc":"A128GCM"}')


def _described(paste: str) -> Artefact:
    result = inspect(Question(input=paste, expected=Expectations(at=NOW)), LIMITS)
    assert not [found for found in result.findings if found.severity.value in ("critical", "high")]
    (artefact,) = result.artefacts
    return artefact


@pytest.mark.parametrize("dots", ["...", "…", "....", "[...]", "(…)"])
@pytest.mark.parametrize("tail", ["", SIGNATURE[-20:], f"{PAYLOAD[-5:]}.{SIGNATURE}"])
def test_a_shortened_token_is_a_jws_with_what_can_be_read_of_it(dots: str, tail: str) -> None:
    artefact = _described(f"{HEADER}.{PAYLOAD[:24]}{dots}{tail}")

    assert artefact.kind is Kind.JWS
    assert artefact.label == "Shortened token"
    assert artefact.header == {"alg": "HS256"}
    assert artefact.claims == {"sub": "alice"}
    assert [one.code for one in artefact.problems] == ["fragment.shortened"]
    assert "copy the whole token" in artefact.problems[0].message


@pytest.mark.parametrize("dots", ["...", "…"])
def test_each_part_of_a_shortened_token_stands_where_it_was_pasted(dots: str) -> None:
    paste = f"Bearer {HEADER}.{PAYLOAD[:24]}{dots}{SIGNATURE[-20:]}"

    artefact = _described(paste)

    assert [(part.name, part.span.of(paste)) for part in artefact.parts] == [
        ("protected header", HEADER),
        ("payload", PAYLOAD[:24]),
        ("signature", SIGNATURE[-20:]),
    ]
    assert artefact.problems[0].span
    assert artefact.problems[0].span.of(paste) == dots


def test_a_token_that_is_shortened_within_its_header_is_still_signed() -> None:
    paste = f"{HEADER[:18]}...{SIGNATURE[-20:]}"

    artefact = _described(paste)

    assert artefact.kind is Kind.JWS
    assert [part.span.of(paste) for part in artefact.parts] == [HEADER[:18], SIGNATURE[-20:]]


def test_a_shortened_jwe_is_a_jwe() -> None:
    assert _described(f"{JWE_HEADER}.abcdefgh...").kind is Kind.JWE


def test_five_parts_are_a_jws_when_the_header_says_so() -> None:
    assert detect(f"{TOKEN}.AA.AA", LIMITS).found[0].kind is Kind.JWS
    assert detect(f"{JWE_HEADER}.AA.AA.AA.AA", LIMITS).found[0].kind is Kind.JWE


def test_a_shortened_token_is_not_called_forged() -> None:
    result = asked(f"{TOKEN[:60]}...{SIGNATURE}", SECRET)

    assert result.verdict is Verdict.INVALID
    assert result.headline == "The token is not whole"
    assert [one.code for one in result.diagnoses] == ["mangled.ellipsis"]


def test_a_whole_token_before_an_ellipsis_stays_whole() -> None:
    assert [one.fragment for one in detect(f"{TOKEN}...", LIMITS).found] == [None]
    assert [one.fragment for one in detect(f"My token is {TOKEN}... really", LIMITS).found] == [None]


@pytest.mark.parametrize("paste", [PAYLOAD, f".{PAYLOAD}.", f"{PAYLOAD}."])
def test_claims_that_were_copied_alone_are_claims(paste: str) -> None:
    artefact = _described(paste)

    assert artefact.label == "Claims of a JWT"
    assert artefact.header is None
    assert artefact.claims == {"sub": "alice", "iss": "https://login.example", "exp": NOW}
    assert [(part.name, part.span.of(paste)) for part in artefact.parts] == [("payload", PAYLOAD)]
    assert [one.code for one in artefact.problems] == ["fragment.claims"]


@pytest.mark.parametrize("header", [HEADER, JWE_HEADER])
def test_a_header_that_was_copied_alone_is_a_header_with_nothing_detached(header: str) -> None:
    artefact = _described(header)

    assert artefact.label == "Header of a JWT"
    assert artefact.payload is None
    assert [(part.name, part.span.of(header)) for part in artefact.parts] == [("protected header", header)]
    assert [one.code for one in artefact.problems] == ["fragment.header"]
    assert all(one.span and one.span.end <= len(header) for one in artefact.problems)


@pytest.mark.parametrize("paste", [HEADER, PAYLOAD, f"{PAYLOAD}.{SIGNATURE}"])
def test_with_a_key_a_piece_of_a_token_is_not_whole(paste: str) -> None:
    result = asked(paste, SECRET)

    assert result.verdict is Verdict.INVALID
    assert result.headline == "The token is not whole"


def test_claims_and_signature_are_a_jwt_without_its_header() -> None:
    artefact = _described(f"{PAYLOAD}.{SIGNATURE}")

    assert artefact.label == "JWT without its header"
    assert artefact.claims
    assert [part.name for part in artefact.parts] == ["payload", "signature"]


@pytest.mark.parametrize("signed", [f"{PAYLOAD}.{'a' * 27}", f"{PAYLOAD}.aab3Ew.{'a' * 27}"])
def test_values_of_itsdangerous_are_still_that(signed: str) -> None:
    (found,) = detect(signed, LIMITS).found

    assert "itsdangerous" in found.name
    assert found.fragment is None
