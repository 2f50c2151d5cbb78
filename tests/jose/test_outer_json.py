"""The outer object of a token in JSON: its members by JSON Pointer, each with its place (RFC 7515 section 7.2)."""

from __future__ import annotations

import json

import pytest

from tests.jose.making import LIMITS, new_key, signed
from webapp.jose import outer_json
from webapp.jose.jws import json_serialization
from webapp.jose.outer_json import OuterJson
from webapp.jose.text import Excerpt, Span


def _read(text: str) -> OuterJson:
    return outer_json.read(Excerpt.whole(text), LIMITS)


def test_members_are_found_by_pointer_at_any_depth() -> None:
    outer = _read('{"payload": "AA", "signatures": [{"protected": "e30"}, {"protected": "e31"}]}')

    assert outer.value("/payload") == "AA"
    assert outer.value("/signatures/1/protected") == "e31"
    assert outer.value("/signatures/2/protected") is None
    assert not outer.has("/signatures/2")


def test_null_is_there_and_has_no_value() -> None:
    outer = _read('{"payload": null}')

    assert outer.has("/payload")
    assert outer.value("/payload") is None
    assert outer.text("/payload") is None


def test_a_text_knows_its_characters_in_the_paste() -> None:
    paste = '{"é": "ü", "payload": "Zm9v"}'
    outer = _read(paste)

    segment = outer.segment("payload", "/payload")

    assert segment
    assert segment.octets == b"foo"
    assert segment.span.of(paste) == "Zm9v"


def test_escapes_in_a_text_share_the_place_of_the_whole() -> None:
    paste = r'{"payload": "Zm9\u0076"}'

    text = _read(paste).text("/payload")

    assert text
    assert text.text == "Zm9v"
    assert text.span().start == paste.index("Zm9")


@pytest.mark.parametrize("value", ["1", "[]", "{}", "true"])
def test_what_is_no_text_is_no_part(value: str) -> None:
    assert _read(f'{{"payload": {value}}}').segment("payload", "/payload") is None


def test_an_object_within_is_a_part_of_its_own_with_places_in_the_paste() -> None:
    paste = '{"signatures": [{"header": {"kid": "a", "x": {"y": 1}}}]}'

    part = _read(paste).part("unprotected header", "/signatures/0/header")

    assert part
    assert part.values == {"kid": "a", "x": {"y": 1}}
    assert [(member.path, span.of(paste)) for member, span in part.members()] == [
        ("/kid", '"kid": "a"'),
        ("/x", '"x": {"y": 1}'),
        ("/x/y", '"y": 1'),
    ]


def test_a_problem_stands_at_its_member_or_at_the_whole() -> None:
    paste = '{"payload": 1}'
    outer = _read(paste)

    at_member = outer.problem("a.b", "it is wrong", "/payload", "RFC 7515")
    at_whole = outer.problem("a.b", "it is missing", "/signature", "RFC 7515")

    assert at_member.span
    assert at_member.span.of(paste) == '"payload": 1'
    assert at_whole.span == Span(0, len(paste))


def test_texts_that_an_rfc_prints_over_several_lines_are_put_together() -> None:
    outer = _read('{"payload": "Zm\n     9v"}')

    assert outer.value("/payload") == "Zm9v"
    assert [problem.code for problem in outer.problems] == ["json.line-breaks"]


def test_the_line_break_inside_the_string_is_the_one_that_is_marked() -> None:
    paste = '{\r\n"signature": "AA",\r\n"payload": "Zm\r\n  9v"}'

    (note,) = _read(paste).problems

    assert note.span == Span(paste.index("Zm") + 2, paste.index("9v"))


def test_a_tab_in_a_string_is_no_line_break() -> None:
    assert [one.code for one in _read('{\n"payload": "Zm\t9v"}').problems] == ["json.control-character"]


def test_the_last_of_duplicates_counts_with_all_that_is_in_it() -> None:
    outer = _read('{"signatures": [{"header": {"kid": "first"}, "x": 1}], "signatures": [{"signature": "AA"}]}')

    assert outer.value("/signatures/0/signature") == "AA"
    assert not outer.has("/signatures/0/header")
    assert outer.part("unprotected header", "/signatures/0/header") is None
    assert not outer.has("/signatures/0/x")


def test_a_header_of_a_list_that_does_not_count_is_no_header_of_the_token() -> None:
    protected, payload, signature = signed("HS256", new_key("HS256")).split(".")
    counts = json.dumps({"payload": payload, "signatures": [{"protected": protected, "signature": signature}]})

    paste = '{"signatures": [{"header": {"kid": "not mine"}}], ' + counts[1:]
    jws = json_serialization.parse(Excerpt.whole(paste), _read(paste), LIMITS)

    assert jws.signatures[0].header.values == {"alg": "HS256"}
