"""Excerpts never lose the place of a character."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from webapp.jose.text import Excerpt, Span


@given(st.text(alphabet="ab \n", max_size=60), st.data())
def test_what_is_left_after_cutting_and_dropping_still_knows_its_place(paste: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(paste)))
    end = data.draw(st.integers(start, len(paste)))

    excerpt = Excerpt.whole(paste).slice(start, end).without(re.compile(r"[ \n]+"))

    assert excerpt.text == re.sub(r"[ \n]+", "", paste[start:end])
    assert all(paste[excerpt.place(index)] == character for index, character in enumerate(excerpt.text))


@given(st.text(alphabet="ab \n", min_size=1, max_size=60), st.data())
def test_a_span_reaches_from_the_first_to_the_last_character(paste: str, data: st.DataObject) -> None:
    excerpt = Excerpt.whole(paste).without(re.compile(r"\s+"))
    start = data.draw(st.integers(0, len(excerpt.text)))
    end = data.draw(st.integers(start, len(excerpt.text)))

    span = excerpt.span(start, end)

    assert re.sub(r"\s+", "", span.of(paste)) == excerpt.text[start:end]


def test_nothing_at_all_has_an_empty_span() -> None:
    assert Excerpt.whole("").span() == Span(0, 0)
