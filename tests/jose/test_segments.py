"""Cutting a compact token at its dots, whatever the pieces hold (RFC 7515 section 7.1)."""

from __future__ import annotations

import pytest

from webapp.jose.segments import count_problem, encoded_segment, plain_segment, split
from webapp.jose.text import Excerpt

_NAMES = ("header", "payload", "signature")


@pytest.mark.parametrize(
    ("token", "texts"),
    [
        ("a.b.c", ["a", "b", "c"]),
        ("a.b", ["a", "b", ""]),
        ("a", ["a", "", ""]),
        ("", ["", "", ""]),
        ("..", ["", "", ""]),
        ("a.b.c.d", ["a", "b", "c.d"]),
    ],
)
def test_missing_parts_are_empty_and_the_last_takes_what_is_left_over(token: str, texts: list[str]) -> None:
    segments = split(Excerpt.whole(token), _NAMES)

    assert [segment.name for segment in segments] == list(_NAMES)
    assert [segment.encoded.text for segment in segments] == texts
    assert all(segment.span.of(token) == segment.encoded.text for segment in segments)


@pytest.mark.parametrize(
    ("token", "message", "wrong"),
    [
        ("a.b", "2 parts where 3 are due: header, payload, signature; missing: signature", "b"),
        ("a", "1 part where 3 are due: header, payload, signature; missing: payload, signature", "a"),
        ("a.b.c.d.e", "5 parts where 3 are due: header, payload, signature", ".d.e"),
    ],
)
def test_a_wrong_number_of_parts_is_told_with_what_is_missing_or_too_much(token: str, message: str, wrong: str) -> None:
    problem = count_problem(Excerpt.whole(token), "jws", _NAMES, "RFC 7515 section 7.1")

    assert problem
    assert (problem.code, problem.message) == ("jws.parts", message)
    assert problem.span
    assert problem.span.of(token) == wrong


def test_the_right_number_of_parts_is_no_problem() -> None:
    assert count_problem(Excerpt.whole("a.b.c"), "jws", _NAMES, "RFC 7515 section 7.1") is None


def test_problems_of_a_part_begin_with_its_name() -> None:
    (problem,) = encoded_segment("payload", Excerpt.whole("Zm9v=")).problems

    assert problem.code == "base64url.padding"
    assert problem.message.startswith("payload: ")


def test_plain_characters_stand_for_themselves() -> None:
    segment = plain_segment("payload", Excerpt.whole("$.02 é"))

    assert segment.octets == "$.02 é".encode()
    assert segment.problems == ()
