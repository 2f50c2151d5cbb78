"""Two JSON objects, compared by what they mean: sets, times, types, paths; order and notation do not count."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.jose.compare.difference import Difference, Relation, Section
from webapp.jose.compare.objects import Pair, compare_objects
from webapp.jose.json_object import JsonValue

NOW = 1_700_000_000
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4),
    max_leaves=12,
)
_OBJECTS = st.dictionaries(st.sampled_from(["aud", "scope", "exp", "iat", "x", "y/~", ""]), _JSON, max_size=6)


def compared(first: dict[str, Any], second: dict[str, Any], *, is_header: bool = False) -> Section:
    return compare_objects(Pair(first=first, second=second, now=NOW, is_header=is_header), "claims", "Claims")


def only(first: dict[str, Any], second: dict[str, Any]) -> Difference:
    section = compared(first, second)
    assert len(section.differences) == 1, section.differences
    return section.differences[0]


def test_the_order_of_members_does_not_count() -> None:
    section = compared({"a": 1, "b": {"c": 1, "d": 2}}, {"b": {"d": 2, "c": 1}, "a": 1})

    assert not section.differences
    assert [one.path for one in section.same] == ["/a", "/b"]


def test_a_member_that_one_has_alone_is_told_with_its_value() -> None:
    section = compared({"a": 1}, {"b": "x"})

    first, second = section.differences
    assert (first.path, first.relation) == ("/a", Relation.FIRST_ONLY)
    assert (second.path, second.relation) == ("/b", Relation.SECOND_ONLY)
    assert first.second is None
    assert second.second
    assert second.second.text == '"x"'


def test_null_is_a_value_and_not_the_same_as_nothing() -> None:
    assert only({"a": None}, {}).relation is Relation.FIRST_ONLY
    assert only({"a": None}, {"a": 1}).code == "type"
    assert not compared({"a": None}, {"a": None}).differences


@pytest.mark.parametrize("name", ["scope", "scp"])
def test_scopes_are_sets_in_whatever_order(name: str) -> None:
    found = only({name: "read write"}, {name: "admin read"})

    assert found.code == "set"
    assert found.first_only == ("write",)
    assert found.second_only == ("admin",)
    assert found.shared == ("read",)
    assert only({name: "a b"}, {name: "b a"}).relation is Relation.EQUIVALENT


def test_one_audience_is_the_same_as_a_list_of_it() -> None:
    assert only({"aud": "api"}, {"aud": ["api"]}).relation is Relation.EQUIVALENT
    assert only({"aud": "api"}, {"aud": ["other"]}).relation is Relation.DIFFERENT
    found = only({"aud": ["a", "b"]}, {"aud": "b"})
    assert (found.first_only, found.second_only, found.shared) == (("a",), (), ("b",))


def test_other_texts_are_no_sets() -> None:
    assert only({"name": "Jane Doe"}, {"name": "Doe Jane"}).code == "text"


def test_the_order_of_a_chain_of_certificates_counts() -> None:
    assert compared({"x5c": ["A", "B"]}, {"x5c": ["B", "A"]}).differences[0].relation is Relation.DIFFERENT
    assert compared({"groups": ["A", "B"]}, {"groups": ["B", "A"]}).differences[0].relation is Relation.EQUIVALENT


def test_what_is_repeated_is_the_same_set() -> None:
    assert only({"amr": ["pwd", "otp"]}, {"amr": ["pwd", "otp", "pwd"]}).relation is Relation.EQUIVALENT


def test_times_are_told_as_moments_and_what_lies_between() -> None:
    found = only({"iat": NOW - 60}, {"iat": NOW - 3660})

    assert found.code == "time"
    assert found.delta == -3600
    assert found.summary == "The second is 1 h earlier"
    assert found.is_usual
    assert found.first
    assert found.first.moment
    assert found.first.words == "Issued 1 min ago"


def test_an_end_that_has_passed_in_one_alone_is_not_as_in_any_two_tokens() -> None:
    assert not only({"exp": NOW + 60}, {"exp": NOW - 60}).is_usual
    assert only({"exp": NOW + 60}, {"exp": NOW + 120}).is_usual


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        (1, "1", "A number in the first, text in the second: the same otherwise"),
        (True, "true", "True or false in the first, text in the second: the same otherwise"),
        (True, 1, "True or false in the first, a number in the second"),
        ("a", ["a"], "Text in the first, a list in the second: the same otherwise"),
        ({"a": 1}, [1], "An object in the first, a list in the second"),
    ],
)
def test_another_type_is_said_to_be_one(first: JsonValue, second: JsonValue, told: str) -> None:
    found = only({"x": first}, {"x": second})

    assert (found.code, found.summary) == ("type", told)


def test_the_same_number_may_be_written_differently() -> None:
    assert only({"n": 1}, {"n": 1.0}).relation is Relation.EQUIVALENT
    assert only({"n": 1}, {"n": 2}).summary == "The second is 1 greater"
    assert not compared({"n": 0.5}, {"n": 0.5}).differences


@pytest.mark.parametrize("name", ["n", "exp"])
@pytest.mark.parametrize("second", [10**398, -(10**399), 1.5, float("inf"), float("nan"), 0])
def test_numbers_beyond_any_measure_are_told_to_differ(name: str, second: float) -> None:
    assert only({name: 10**399}, {name: second}).relation is Relation.DIFFERENT
    assert only({name: second}, {name: 10**399}).relation is Relation.DIFFERENT


def test_members_inside_of_members_are_told_by_their_path() -> None:
    found = only({"realm": {"access": {"n": 1, "m": 2}}}, {"realm": {"access": {"n": 1, "m": 3}}})

    assert found.path == "/realm/access/m"
    assert only({"a/b": {"c~d": 1}}, {"a/b": {"c~d": 2}}).path == "/a~1b/c~0d"


def test_of_a_list_of_objects_the_one_that_differs_is_told() -> None:
    first = [{"id": 1, "v": "x"}, {"id": 2, "v": "y"}]

    found = only({"list": first}, {"list": [{"id": 2, "v": "z"}, {"id": 1, "v": "x"}]})

    assert found.path == "/list/1/v"
    assert only({"list": first}, {"list": first[:1]}).first_only == ('{"id": 2, "v": "y"}',)


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ("https://a.example/", "https://a.example", "Only the first has a slash at its end"),
        ("Alice", "alice", "They differ in upper and lower case alone"),
        ("alice ", "alice", "They differ in white space around the text alone"),
        ("alice", "", "The second is empty"),
    ],
)
def test_a_small_difference_of_texts_is_named(first: str, second: str, told: str) -> None:
    assert only({"iss": first}, {"iss": second}).summary == told


def test_the_characters_that_differ_are_marked() -> None:
    found = only({"iss": "https://login.example/a"}, {"iss": "https://login.example/b"})

    assert found.first
    assert [piece.text for piece in found.first.pieces if not piece.is_same] == ["a"]


def test_names_and_times_of_a_token_are_usual_and_those_of_a_header_are_not() -> None:
    assert only({"jti": "a"}, {"jti": "b"}).is_usual
    assert not only({"jti": "a"}, {}).is_usual
    assert not compared({"iat": 1}, {"iat": 2}, is_header=True).differences[0].is_usual


@pytest.mark.parametrize(("first", "second"), [("JWT", "jwt"), ("at+jwt", "application/at+jwt")])
def test_a_type_may_be_written_differently(first: str, second: str) -> None:
    section = compared({"typ": first}, {"typ": second}, is_header=True)

    assert section.differences[0].relation is Relation.EQUIVALENT
    assert only({"typ": first}, {"typ": second}).relation is Relation.DIFFERENT


def test_what_is_listed_is_bounded_and_the_rest_is_counted() -> None:
    first = {f"a{number}": number for number in range(1_000)}

    section = compared({"x": first, "y": 1}, {"x": dict.fromkeys(first, -1), "y": 1})

    assert len(section.differences) + section.left_out == 1_000
    assert len(section.differences) < 1_000
    assert [one.path for one in section.same] == ["/y"]


@given(_OBJECTS)
def test_nothing_differs_from_itself(value: dict[str, JsonValue]) -> None:
    copy = json.loads(json.dumps(value))

    assert not compared(value, copy).differences


@given(_OBJECTS, _OBJECTS)
def test_any_two_objects_have_an_answer_that_is_the_same_from_both_sides(
    first: dict[str, JsonValue], second: dict[str, JsonValue]
) -> None:
    there, back = compared(first, second), compared(second, first)

    assert there.total == back.total
    assert {one.path for one in there.same} == {one.path for one in back.same}
