"""How two JSON values differ that are no objects: texts, numbers, moments, sets, types."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Final

from webapp.jose.compare import sets
from webapp.jose.compare.difference import Difference, Relation, Side
from webapp.jose.compare.shown import canonical, literal, marked, side
from webapp.jose.explain import explain_claim
from webapp.jose.json_object import JsonValue
from webapp.jose.moment import duration, whole_seconds
from webapp.jose.registry.claim_values import TIME_WORDS

_TYPES: Final = {
    dict: "an object",
    list: "a list",
    str: "text",
    bool: "true or false",
    int: "a number",
    float: "a number",
}
_MOST_DIGITS: Final = 10**15


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where two values stand: the JSON Pointer and the name of their member; how each token writes it, if known.

    now, in seconds, is what times are told relative to.
    """

    path: str
    name: str
    now: int
    first_text: str = ""
    second_text: str = ""


def difference(place: Place, first: JsonValue, second: JsonValue) -> Difference | None:
    """How the two differ, or only are written differently; None when they are the same. Neither is an object."""
    ours, theirs = sets.items_of(place.name, first), sets.items_of(place.name, second)
    if ours is not None and theirs is not None:
        if type(first) is type(second) and canonical(first) == canonical(second):
            return None
        return sets.difference(place.path, place.name, first, second, sets.split(ours, theirs))
    if is_number(first) and is_number(second):
        return _numbers(place, first, second)
    if isinstance(first, str) and isinstance(second, str):
        return None if first == second else _texts(place, first, second)
    if type(first) is type(second):
        return None if first == second else _made(place, "text", "", side(first), side(second))
    return _types(place, first, second)


def alone(place: Place, value: JsonValue, relation: Relation) -> Difference:
    """A member that only one of the two has."""
    text = place.first_text if relation is Relation.FIRST_ONLY else place.second_text
    there = _told(place, value, side(value, text if is_number(value) else ""))
    is_first = relation is Relation.FIRST_ONLY
    return Difference(
        path=place.path,
        name=place.name,
        code="member",
        relation=relation,
        summary=f"Only the {'first' if is_first else 'second'} has it",
        first=there if is_first else None,
        second=None if is_first else there,
    )


def same(place: Place, value: JsonValue) -> Difference:
    """A member that is the same in both."""
    shown = _told(place, value, side(value, place.first_text if is_number(value) else ""))
    return Difference(path=place.path, name=place.name, code="same", relation=Relation.SAME, first=shown)


def is_number(value: JsonValue) -> bool:
    """Whether a value is a JSON number: true and false are none."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def type_words(value: JsonValue) -> str:
    """The type of a value, with its article."""
    return _TYPES.get(type(value), "null")


def _numbers(place: Place, first: JsonValue, second: JsonValue) -> Difference | None:
    texts = place.first_text or literal(first), place.second_text or literal(second)
    if first == second or _is_same_nothing(first, second):
        if texts[0] == texts[1]:
            return None
        told = "The same number, written differently"
        ours, theirs = marked(*texts)
        return _made(place, "notation", told, ours, theirs, Relation.EQUIVALENT)
    ours, theirs = (_told(place, value, side(value, text)) for value, text in zip((first, second), texts, strict=True))
    if place.name in TIME_WORDS:
        return _moments(place, first, second, ours, theirs)
    by = _minus(second, first)
    told = f"The second is {_amount(abs(by))} {'greater' if by > 0 else 'smaller'}" if _is_finite(by) else ""
    return replace(_made(place, "number", told, ours, theirs), delta=by if _is_finite(by) else None)


def _moments(place: Place, first: JsonValue, second: JsonValue, ours: Side, theirs: Side) -> Difference:
    by = _minus(second, first)
    told = f"The second is {duration(by)} {'later' if by > 0 else 'earlier'}"
    known = _is_finite(by)
    return replace(_made(place, "time", told if known else "", ours, theirs), delta=by if known else None)


def _minus(one: JsonValue, other: JsonValue) -> float:
    """The difference of two numbers, which may be too large for a float."""
    if not isinstance(one, int | float) or not isinstance(other, int | float):
        return math.nan
    try:
        return one - other
    except OverflowError:
        return math.inf


def _is_finite(number: float) -> bool:
    """Whether it is a number that can be told; an int may be too large for math.isfinite."""
    return isinstance(number, int) or math.isfinite(number)


def _amount(number: float) -> str:
    """A number for a sentence; a long one says nothing more."""
    if number >= _MOST_DIGITS:
        return "far"
    return f"{number:,}" if isinstance(number, int) else f"{number:,.6g}"


def _is_same_nothing(first: JsonValue, second: JsonValue) -> bool:
    return isinstance(first, float) and isinstance(second, float) and math.isnan(first) and math.isnan(second)


def _told(place: Place, value: JsonValue, there: Side) -> Side:
    """A side with the moment that its number is."""
    if place.name not in TIME_WORDS or not is_number(value):
        return there
    explained = explain_claim(place.name, value, place.now)
    if explained is None or explained.moment is None:
        return there
    return replace(there, words=explained.value or "", moment=explained.moment)


def _texts(place: Place, first: str, second: str) -> Difference:
    ours, theirs = marked(literal(first), literal(second))
    return _made(place, "text", text_words(first, second), ours, theirs)


def text_words(first: str, second: str) -> str:
    """What is little about the difference of two texts; empty where it is more."""
    if first.strip() == second.strip():
        return "They differ in white space around the text alone"
    if first.casefold() == second.casefold():
        return "They differ in upper and lower case alone"
    if first.rstrip("/") == second.rstrip("/"):
        return f"Only the {'first' if len(first) > len(second) else 'second'} has a slash at its end"
    if not first or not second:
        return f"The {'second' if first else 'first'} is empty"
    return ""


def _types(place: Place, first: JsonValue, second: JsonValue) -> Difference:
    told = f"{_capital(type_words(first))} in the first, {type_words(second)} in the second"
    if _bare(first) == _bare(second):
        told += ": the same otherwise"
    ours, theirs = (
        replace(side(value, text if is_number(value) else ""), words=type_words(value))
        for value, text in ((first, place.first_text), (second, place.second_text))
    )
    return _made(place, "type", told, ours, theirs)


def _bare(value: JsonValue) -> str:
    """A value without what tells its type: 1, "1" and true, "true"."""
    if isinstance(value, list) and len(value) == 1:
        return _bare(value[0])
    return value if isinstance(value, str) else literal(value)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _made(
    place: Place, code: str, summary: str, first: Side, second: Side, relation: Relation = Relation.DIFFERENT
) -> Difference:
    return Difference(
        path=place.path, name=place.name, code=code, relation=relation, summary=summary, first=first, second=second
    )


def seconds_of(value: JsonValue) -> int | None:
    """A NumericDate in whole seconds; None for what is none."""
    return whole_seconds(value) if isinstance(value, int | float) and not isinstance(value, bool) else None
