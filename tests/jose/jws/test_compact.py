"""Cutting a compact JWS, encoded or not (RFC 7515 section 7.1, RFC 7797 section 5)."""

from __future__ import annotations

import pytest

from tests.jose.making import LIMITS, jws, new_key
from webapp.jose.base64url import encode
from webapp.jose.crypto import signatures
from webapp.jose.jws.verify import verify
from webapp.jose.text import Span
from webapp.jose.trace import Outcome

_HEADER = encode(b'{"alg":"HS256","b64":false,"crit":["b64"]}')


def _signed(payload: str) -> str:
    signature = signatures.sign("HS256", new_key("HS256").members, f"{_HEADER}.{payload}".encode())
    assert isinstance(signature, bytes)
    return f"{_HEADER}.{payload}.{encode(signature)}"


def test_periods_in_an_unencoded_payload_are_payload_and_told_of() -> None:
    parsed = jws(_signed("$.02"))

    verification = verify(parsed, parsed.signatures[0], (new_key("HS256"),), LIMITS)

    assert parsed.payload_octets == b"$.02"
    assert [problem.code for problem in parsed.problems] == ["jws.payload-dots"]
    assert parsed.problems[0].span == Span(len(_HEADER) + 1, len(_HEADER) + 5)
    assert verification.signature.outcome is Outcome.PASSED
    assert verification.steps[0].outcome is Outcome.WARNING


def test_an_unencoded_payload_without_them_is_as_it_should_be() -> None:
    assert jws(_signed("hello")).problems == ()


@pytest.mark.parametrize("token", ["e30", "e30.e30", "e30.e30.AA.AA"])
def test_any_other_number_of_parts_is_told(token: str) -> None:
    assert "jws.parts" in [problem.code for problem in jws(token).problems]
