"""Making a JWS: byte for byte what was given, or the reason why there is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.jose.making import jws, new_key
from webapp.jose.jws.sign import sign_compact
from webapp.jose.text import Problem


def test_header_and_payload_are_kept_byte_for_byte() -> None:
    header = '{ "alg" : "HS256",\r\n "alg":"HS256", "x": 1.0 }'

    token = sign_compact(header, b"\xff hello", new_key("HS256"))

    assert isinstance(token, str)
    parsed = jws(token)
    protected = parsed.signatures[0].protected
    assert protected is not None
    assert protected.octets == header.encode()
    assert parsed.payload_octets == b"\xff hello"


@pytest.mark.parametrize("header", ["", "{", "[]", "{}", '{"alg":1}', "[" * 100_000, '{"alg":"HS256","x":"\ud800"}'])
def test_a_header_that_cannot_be_signed_is_a_problem(header: str) -> None:
    made = sign_compact(header, b"", new_key("HS256"))

    assert isinstance(made, Problem)
    assert made.code == "header.alg-missing"


@given(st.text(max_size=60) | st.text(alphabet='{}[]":,algHS256\\ud8', max_size=60))
def test_no_text_makes_it_raise(header: str) -> None:
    assert isinstance(sign_compact(header, b"", new_key("HS256")), (str, Problem))
