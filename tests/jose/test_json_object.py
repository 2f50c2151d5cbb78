"""The JSON reader agrees with the standard one where that is strict, and says more where text is broken."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.jose.json_object import Octets, parse
from webapp.jose.limits import Limits

_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=20,
)


@given(_VALUES, st.sampled_from([{"ensure_ascii": False}, {}]), st.sampled_from([None, 2]))
def test_it_reads_what_the_standard_reader_reads(value: object, style: dict[str, Any], indent: int | None) -> None:
    octets = json.dumps(value, **style, indent=indent).encode("utf-8", "surrogatepass")

    read = parse(octets, Limits())

    if all(p.code != "json.utf-8" for p in read.problems):
        assert read.value == json.loads(octets.decode("utf-8"))
        assert read.problems == ()


@given(_VALUES)
def test_every_member_stands_where_it_says(value: object) -> None:
    octets = json.dumps({"outer": value}, ensure_ascii=True).encode()

    for member in parse(octets, Limits()).members:
        assert json.loads(octets[member.value_octets.start : member.value_octets.end]) == member.value
        name, _, _ = octets[member.octets.start : member.octets.end].partition(b":")
        assert octets[member.octets.start : member.octets.start + 1] == b'"'
        assert name


@given(st.binary(max_size=80))
def test_no_octets_make_it_raise(octets: bytes) -> None:
    read = parse(octets, Limits())

    assert all(0 <= p.octets.start <= p.octets.end for p in read.problems)


@given(st.text(alphabet='{}[]":,\\u0123456789truefalsn.-eE+ \n', max_size=60))
def test_it_is_as_strict_as_the_standard_reader_and_more(text: str) -> None:
    try:
        json.loads(text, parse_constant=_refuse)
        is_json = True
    except (ValueError, RecursionError):
        is_json = False

    assert parse(text.encode(), Limits()).is_complete == is_json


@given(_VALUES, st.booleans(), st.data())
def test_a_changed_text_says_the_same_to_both_readers(value: object, escaped: bool, data: st.DataObject) -> None:  # noqa: FBT001
    text = _changed(json.dumps(value, ensure_ascii=escaped), data.draw)
    octets = text.encode("utf-8", "replace")

    read = parse(octets, Limits())

    try:
        due = json.loads(octets.decode("utf-8"), parse_constant=_refuse)
    except ValueError:
        assert not read.is_complete
        assert read.problems
    else:
        assert read.is_complete
        if all(problem.code != "json.number-range" for problem in read.problems):
            assert repr(read.value) == repr(due), "the same values of the same types in the same order"


def _changed(text: str, draw: Any) -> str:
    """A text with up to two characters other, more or less."""
    for _ in range(draw(st.integers(0, 2))):
        at = draw(st.integers(0, len(text)))
        new = draw(st.sampled_from('{}[]":,\\u/bfnrt0123456789eE+-. \t\n\r\x00\x7f\u2028éInfity') | st.just(""))
        text = text[:at] + new + text[at + draw(st.integers(0, 1)) :]
    return text


def _refuse(constant: str) -> None:
    raise ValueError(constant)


@pytest.mark.parametrize(
    ("text", "code", "octets"),
    [
        (b'{"a":1,"a":2}', "json.duplicate-member", Octets(7, 10)),
        (b'{"a":NaN}', "json.not-a-number", Octets(5, 8)),
        (b'{"a":1e999}', "json.number-range", Octets(5, 10)),
        (b'{"a":"\\ud800"}', "json.surrogate", Octets(5, 13)),
        (b"\xef\xbb\xbf{}", "json.byte-order-mark", Octets(0, 3)),
        (b'{"a":1}}', "json.trailing", Octets(7, 8)),
        (b'{"a":1,}', "json.syntax", Octets(7, 8)),
        (b'{"a":"\n"}', "json.control-character", Octets(6, 7)),
        (b'{"a":"\\x"}', "json.escape", Octets(6, 8)),
        (b'{"a":"\xff"}', "json.utf-8", Octets(6, 7)),
        (b"", "json.empty", Octets(0, 0)),
        (b"[" * 33, "limit.json-depth", Octets(32, 33)),
        (b"9" * 401, "limit.json-digits", Octets(0, 401)),
    ],
)
def test_each_defect_is_named_at_its_octets(text: bytes, code: str, octets: Octets) -> None:
    assert [(p.code, p.octets) for p in parse(text, Limits()).problems] == [(code, octets)]


def test_the_last_of_duplicate_members_counts_and_all_of_them_are_listed() -> None:
    read = parse(b'{"alg":"none","alg":"HS256"}', Limits())

    assert read.value == {"alg": "HS256"}
    assert [member.value for member in read.members] == ["none", "HS256"]


def test_a_text_that_is_cut_short_is_read_as_far_as_it_goes() -> None:
    read = parse(b'{"iss":"joe","nested":{"a":[1,2],"name":"Jo', Limits())

    assert read.value == {"iss": "joe", "nested": {"a": [1, 2], "name": "Jo"}}
    assert [problem.code for problem in read.problems] == ["json.truncated"]


def test_numbers_keep_their_literal_text() -> None:
    read = parse(b'{"big":12345678901234567890,"same":3.0,"small":1e-7}', Limits())

    assert [member.text for member in read.members] == ["12345678901234567890", "3.0", "1e-7"]


def test_a_text_with_too_many_values_stops_at_the_limit() -> None:
    read = parse(b"[" + b"1," * 50 + b"1]", Limits(json_nodes=20))

    assert [problem.code for problem in read.problems] == ["limit.json-nodes"]
    assert "TOKEN_DEBUGGER_LIMIT_JSON_NODES" in read.problems[0].message


@given(_VALUES, st.sampled_from([b" ", b"\r\n\t", b"\n  "]))
def test_white_space_moves_members_and_changes_nothing_else(value: object, blank: bytes) -> None:
    octets = json.dumps({"outer": value, "last": 1}, ensure_ascii=True).encode()
    padded = json.dumps(json.loads(octets), indent=1).encode().replace(b"\n", blank)

    plain, spread = parse(octets, Limits()), parse(padded, Limits())

    assert [(m.path, m.value, m.depth) for m in plain.members] == [(m.path, m.value, m.depth) for m in spread.members]
    assert spread.problems == ()


@pytest.mark.parametrize("value", [b"1", b'"a"', b"null", b"1.5", b'"\\n"', b"{}"])
def test_members_of_every_form_count_towards_the_limit(value: bytes) -> None:
    octets = b"{" + b",".join(b'"%d":%s' % (number, value) for number in range(20)) + b"}"

    assert parse(octets, Limits(json_nodes=21)).problems == ()
    assert [p.code for p in parse(octets, Limits(json_nodes=20)).problems] == ["limit.json-nodes"]


@pytest.mark.parametrize("value", [b"1", b'"a"', b"1.5", b'"\\n"', b"[]"])
def test_a_name_that_stands_twice_is_told_whatever_its_values_are(value: bytes) -> None:
    problems = parse(b'{"a":1,"\\u0061" : %s,"a":%s}' % (value, value), Limits()).problems

    assert [(p.code, p.octets.start) for p in problems] == [
        ("json.duplicate-member", 7),
        ("json.duplicate-member", 18 + len(value) + 1),
    ]
