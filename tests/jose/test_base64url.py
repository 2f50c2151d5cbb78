"""base64url: every octet string has one canonical text, and every other text is told what is wrong with it."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.jose import base64url
from webapp.jose.text import Excerpt, Span


@given(st.binary(max_size=200))
def test_octets_survive_encoding_and_decoding(octets: bytes) -> None:
    decoded = base64url.decode(Excerpt.whole(base64url.encode(octets)))

    assert decoded.octets == octets
    assert decoded.problems == ()


@given(st.text(max_size=100))
def test_no_text_makes_it_raise(text: str) -> None:
    decoded = base64url.decode(Excerpt.whole(text))

    assert all(0 <= p.span.start <= p.span.end <= len(text) for p in decoded.problems if p.span)


@given(st.text(alphabet="AQgw_-Bz09", max_size=40))
def test_without_problems_the_text_is_the_canonical_one(text: str) -> None:
    decoded = base64url.decode(Excerpt.whole(text))

    assert (decoded.problems == ()) == (base64url.encode(decoded.octets) == text)


@pytest.mark.parametrize(
    ("text", "code", "span", "octets"),
    [
        ("Zm9v=", "base64url.padding", Span(4, 5), b"foo"),
        ("Zm+v", "base64url.alphabet", Span(2, 3), b"f\x6f\xaf"),
        ("Zm 9v", "base64url.character", Span(2, 3), b"foo"),
        ("Zm\N{GREEK SMALL LETTER ALPHA}9v", "base64url.character", Span(2, 3), b"foo"),
        ("Zm9vA", "base64url.length", Span(4, 5), b"foo"),
        ("Zm9vQR", "base64url.trailing-bits", Span(5, 6), b"fooA"),
    ],
)
def test_each_defect_is_named_at_its_place(text: str, code: str, span: Span, octets: bytes) -> None:
    decoded = base64url.decode(Excerpt.whole(text))

    assert [(p.code, p.span) for p in decoded.problems] == [(code, span)]
    assert decoded.octets[:2] == octets[:2]


@given(st.binary(min_size=1, max_size=60), st.data())
def test_a_span_holds_exactly_the_characters_that_carry_the_octets(octets: bytes, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(octets) - 1))
    end = data.draw(st.integers(start + 1, len(octets)))
    text = base64url.encode(octets)
    decoded = base64url.decode(Excerpt.whole(text))

    span = decoded.span(start, end)

    assert span == _characters_that_matter(text, octets, start, end)


def _characters_that_matter(text: str, octets: bytes, start: int, end: int) -> Span:
    """By experiment: the characters any change of which changes the octets [start, end)."""
    changing = []
    for index in range(len(text)):
        for other in "A_Qx":
            changed = text[:index] + other + text[index + 1 :]
            found = base64.urlsafe_b64decode(changed + "=" * (-len(text) % 4))
            if found[start:end] != octets[start:end]:
                changing.append(index)
    return Span(min(changing), max(changing) + 1)
