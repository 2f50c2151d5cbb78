"""JSON that may hold keys, with the place of each member as long as the text is not huge (RFC 7517).

Texts up to 256 Ki characters are read by the scanner that knows places. It takes a second for a set of 10,000 keys,
so that larger texts are read by the library, and by the scanner only when the library refuses them. The scanner reads
their beginning all the same: the first keys of a large set know their places, too.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Final, NoReturn

from webapp.jose import json_object
from webapp.jose.encoded_text import EncodedText
from webapp.jose.json_object import JsonProblem, JsonValue
from webapp.jose.jwk.json_literal import as_json
from webapp.jose.limits import Limits
from webapp.jose.text import Excerpt, Problem, Span
from webapp.jose.unwrap import break_at, join_lines, unescape

_LARGE: Final = 256 * 1024
_BEGINNING: Final = 64 * 1024
# The text is read, but something after it is not: the value stands.
_COMPLETE: Final = frozenset({"json.trailing"})
_REPAIRS: Final = MappingProxyType(
    {
        "key.json-escaped": "The JSON is written as the inside of a JSON string, with backslashes before its quotes; "
        "it is read without them",
        "key.json-literal": "This is an object literal of a program, not JSON: JSON has double quotes around names and "
        "strings, and neither comments nor commas at the end. It is read as JSON all the same",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyJson:
    """A JSON value, what is wrong with its text, and where its members stand, by JSON Pointer."""

    value: JsonValue = field(repr=False)
    problems: tuple[Problem, ...] = ()
    is_complete: bool = True
    spans: Mapping[str, Span] = field(default_factory=dict)
    # The text as JSON, where it was none; it repeats private keys.
    corrected: str | None = field(default=None, repr=False)


def read(text: Excerpt, limits: Limits) -> KeyJson:
    """Read JSON that may hold keys.

    Problems: those of json_object.parse, jwk.line-breaks for strings that are broken over several lines,
    key.json-escaped and key.json-literal for what is no JSON but can be made into it.
    """
    if len(text.text) > _LARGE and (found := _read_fast(text, limits)):
        return found
    parsed = _scan(text, limits)
    wrong = next((problem for problem in parsed.problems if problem.code == "json.control-character"), None)
    if wrong:
        broken = break_at(text, wrong.span) if wrong.span else None
        return (broken and _read_joined(text, broken, limits)) or parsed
    if parsed.is_complete or len(text.text) > _LARGE:
        return parsed
    return _read_repaired(text, limits) or parsed


def _read_repaired(text: Excerpt, limits: Limits) -> KeyJson | None:
    """JSON with its quotes escaped, or an object literal of a program; None when it is neither."""
    unescaped, escapes = unescape(text, ())
    attempts = (("key.json-escaped", unescaped), ("key.json-literal", as_json(text)))
    for code, attempt in attempts if escapes else attempts[1:]:
        found = _scan(attempt, limits)
        if found.is_complete and isinstance(found.value, dict | list):
            remark = Problem(code=code, message=_REPAIRS[code], span=text.span(), reference="RFC 8259 section 7")
            return replace(found, problems=(*found.problems, remark), corrected=attempt.text + "\n")
    return None


def _read_joined(text: Excerpt, broken: Span, limits: Limits) -> KeyJson | None:
    """The text without its line breaks, of which broken is within a string: RFCs print long strings that way."""
    found = _scan(join_lines(text)[0], limits)
    if any(problem.code == "json.control-character" for problem in found.problems):
        return None
    remark = Problem(
        code="jwk.line-breaks",
        message="Strings are broken over several lines, which JSON does not allow; they are put together here",
        span=broken,
        reference="RFC 8259 section 7",
    )
    return KeyJson(
        value=found.value, problems=(remark, *found.problems), is_complete=found.is_complete, spans=found.spans
    )


def _scan(text: Excerpt, limits: Limits) -> KeyJson:
    place = EncodedText.of(text)
    parsed = json_object.parse(place.octets, limits)
    return KeyJson(
        value=parsed.value,
        problems=tuple(_problem(problem, place) for problem in parsed.problems),
        is_complete=not any(p.fatal and p.code not in _COMPLETE for p in parsed.problems),
        spans={member.path: place.span(member.octets.start, member.octets.end) for member in parsed.members},
    )


def _problem(problem: JsonProblem, place: EncodedText) -> Problem:
    return Problem(
        code=problem.code,
        message=f"The key: {problem.message}",
        span=place.span(problem.octets.start, problem.octets.end),
        reference=problem.reference,
    )


def _read_fast(text: Excerpt, limits: Limits) -> KeyJson | None:
    """The value, with places near the beginning; None when anything is odd, so that the scanner can say what."""
    try:
        value = json.loads(text.text, object_pairs_hook=_object, parse_constant=_refuse)
    except (ValueError, RecursionError):
        return None
    beginning = _scan(text.slice(0, _BEGINNING), limits).spans
    cut = text.place(_BEGINNING)
    return KeyJson(value=value, spans={path: span for path, span in beginning.items() if span.end < cut})


def _object(pairs: list[tuple[str, JsonValue]]) -> dict[str, JsonValue]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise ValueError("duplicate member")
    return members


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)
