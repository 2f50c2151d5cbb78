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


@given(st.lists(st.sampled_from(["a", "b", "%41", "%42", "\n"]), max_size=12), st.data())
def test_a_character_that_is_written_with_several_has_all_of_them(written: list[str], data: st.DataObject) -> None:
    paste = "".join(written)
    escapes = [(*match.span(), chr(int(match[1], 16))) for match in re.finditer("%(..)", paste)]

    excerpt = Excerpt.whole(f"> {paste}").slice(2, 100).decoded(escapes).without(re.compile("\n"))

    kept = [one for one in written if one != "\n"]
    start = data.draw(st.integers(0, len(kept)))
    end = data.draw(st.integers(start, len(kept)))
    assert excerpt.text == "".join(chr(int(one[1:], 16)) if len(one) > 1 else one for one in kept)
    for found in (excerpt.span(start, end), excerpt.slice(start, end).span()):
        assert found.of(f"> {paste}").replace("\n", "") == "".join(kept[start:end])
    assert excerpt.pick([(start, end)]) == excerpt.slice(start, end) or start == end


def test_characters_that_share_one_of_the_paste_both_have_it() -> None:
    spelled = Excerpt.whole("..QUJD").slice(2, 6).spelled("ABC", [0, 1, 2], [2, 3, 4])

    assert [spelled.span(at, at + 1) for at in range(3)] == [Span(2, 4), Span(3, 5), Span(4, 6)]
    assert spelled.slice(1, 3).span() == Span(3, 6)
