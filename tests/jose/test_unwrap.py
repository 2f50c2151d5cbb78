"""What stands around a token is taken off and told, and nothing else is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.jose.text import Excerpt
from webapp.jose.unwrap import join_lines, unescape, unwrap


@pytest.mark.parametrize(
    ("paste", "inner", "codes"),
    [
        ("abc.def", "abc.def", []),
        ("  abc.def\n", "abc.def", []),
        ("Bearer abc.def", "abc.def", ["bearer-scheme"]),
        ("bearer: abc.def", "abc.def", ["bearer-scheme"]),
        ("DPoP abc.def", "abc.def", ["bearer-scheme"]),
        ("Authorization: Bearer abc.def", "abc.def", ["header-name", "bearer-scheme"]),
        ("X-Id-Token: abc.def", "abc.def", ["header-name"]),
        ('"abc.def",', "abc.def", ["quotes", "quotes"]),
        ("“abc.def”", "abc.def", ["quotes", "quotes"]),
        ("<abc.def>", "abc.def", ["brackets", "brackets"]),
        ("abc.def;", "abc.def", ["punctuation"]),
        ("\ufeffabc.def\u200b", "abc.def", ["zero-width", "zero-width"]),
        ("'Bearer \"abc.def\"'", "abc.def", ["quotes", "quotes", "bearer-scheme", "quotes"]),
        ("Bearer", "Bearer", []),
        ("bearerabc.def", "bearerabc.def", []),
    ],
)
def test_each_wrapper_is_taken_off_and_told(paste: str, inner: str, codes: list[str]) -> None:
    found, stripped = unwrap(Excerpt.whole(paste))

    assert found.text == inner
    assert [note.code for note in stripped] == codes


@given(st.text(alphabet="Bearer \"'<>.,;~x\n\ufeff", max_size=40))
def test_what_is_left_is_one_piece_of_the_paste_and_the_notes_stand_outside_of_it(paste: str) -> None:
    found, stripped = unwrap(Excerpt.whole(paste))

    span = found.span()
    assert span.of(paste) == found.text
    assert all(note.span.end <= span.start or span.end <= note.span.start for note in stripped)


def test_a_thousand_schemes_are_not_all_taken_off() -> None:
    found, stripped = unwrap(Excerpt.whole("Bearer " * 1000 + "abc.def"))

    assert found.text.startswith("Bearer ")
    assert len(stripped) < 20


@pytest.mark.parametrize("break_", ["\n", "\r\n", "\n  ", " \\\n", "\n> "])
def test_a_token_over_several_lines_is_put_together(break_: str) -> None:
    paste = f"abc{break_}.def{break_}.ghi"

    joined, notes = join_lines(Excerpt.whole(paste))

    assert joined.text == "abc.def.ghi"
    assert [note.code for note in notes] == ["line-breaks"]
    assert notes[0].span.of(paste) == break_
    assert joined.place(joined.text.index("ghi")) == paste.index("ghi")


def test_characters_that_cannot_be_seen_are_taken_out_and_told() -> None:
    joined, notes = join_lines(Excerpt.whole("abc\u200b.d\u00adef"))

    assert joined.text == "abc.def"
    assert [note.code for note in notes] == ["invisible"]


def test_json_that_was_written_as_a_string_loses_its_escapes() -> None:
    paste = r"{\"payload\": \"AA\",\n \"x\": \"\/\"}"

    inner, notes = unescape(Excerpt.whole(paste), ())

    assert inner.text == '{"payload": "AA",\n "x": "/"}'
    assert [note.code for note in notes] == ["json-escapes"]


@pytest.mark.parametrize("paste", [r'{"a": "\"quoted\""}', r"a \"b\"", "{}"])
def test_other_backslashes_are_left_alone(paste: str) -> None:
    assert unescape(Excerpt.whole(paste), ()) == (Excerpt.whole(paste), ())
