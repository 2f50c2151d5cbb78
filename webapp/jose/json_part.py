"""A decoded part that holds JSON: a JOSE Header or a Claims Set, with each member's place in the paste."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Protocol

from webapp.jose.json_leaves import Leaf, leaves
from webapp.jose.json_object import JsonProblem, JsonText, JsonValue, Member, parse, top_level
from webapp.jose.limits import Limits
from webapp.jose.text import Problem, Span

_EXACT: Final = 2**53
# Strings are matched first, so that digits within them are no numbers; numbers are group 1. A string that is cut off
# goes on to the end: else each of its escaped quotes would be sought the end of.
_NUMBER: Final = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"?|(-?[0-9][0-9.eE+-]*+)', re.DOTALL)


class Located(Protocol):
    """Octets that know their place: decoded base64url, or plain text."""

    @property
    def octets(self) -> bytes:
        """The octets."""

    def span(self, start: int, end: int) -> Span:
        """The characters that carry the octets [start, end)."""


@dataclass(frozen=True, slots=True)
class JsonPart:
    """One part of a token, decoded and read as JSON. name is what the problems call it."""

    name: str
    decoded: Located
    json: JsonText

    @property
    def is_object(self) -> bool:
        """Whether a JSON object was read, be it cut short."""
        return isinstance(self.json.value, dict)

    @property
    def values(self) -> Mapping[str, JsonValue]:
        """The members by name; the last one of a duplicate counts (RFC 7515 section 4)."""
        return self.json.value if isinstance(self.json.value, dict) else {}

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the JSON, with its place in the paste."""
        found = [
            Problem(
                code=problem.code,
                message=f"{self.name}: {problem.message}",
                span=self.decoded.span(problem.octets.start, problem.octets.end),
                reference=self._rule_of(problem),
            )
            for problem in self.json.problems
        ]
        if not found and not self.is_object:
            found.append(self._not_an_object())
        return tuple(found)

    def members(self) -> Iterator[tuple[Member, Span]]:
        """Every member, nested ones and duplicates included, with the characters that encode it."""
        return ((m, self.decoded.span(m.octets.start, m.octets.end)) for m in self.json.members)

    def leaves(self, member: Member) -> Iterator[Leaf]:
        """The innermost values of a member that is an array, in order; none for any other."""
        return leaves(self.decoded.octets, member.value_octets, member.path) if _is_array(member) else iter(())

    def whole_span(self) -> Span:
        """The place of all of it."""
        return self.decoded.span(0, len(self.decoded.octets))

    def member_span(self, name: str) -> Span | None:
        """The place of the last top-level member of that name."""
        found = None
        for member in top_level(self.json):
            if member.name == name:
                found = self.decoded.span(member.octets.start, member.octets.end)
        return found

    def literal_numbers(self) -> dict[str, str]:
        """The source text of top-level members with a number that JavaScript cannot hold exactly."""
        return {m.name: m.text for m in top_level(self.json) if _is_inexact(m)}

    def _rule_of(self, problem: JsonProblem) -> str | None:
        """Names are unique by a rule of their own in claims and headers; JSON alone only says that they should be."""
        if problem.code != "json.duplicate-member":
            return problem.reference
        return "RFC 7515 section 4" if "header" in self.name else "RFC 7519 section 4"

    def _not_an_object(self) -> Problem:
        return Problem(
            code="json.not-an-object",
            message=f"{self.name}: this is JSON, but no object; a JSON object in braces is due",
            span=self.whole_span(),
            reference="RFC 7515 section 4",
        )


def read(name: str, decoded: Located, limits: Limits) -> JsonPart:
    """Read a decoded part as JSON. Problems: those of json_object.parse, and json.not-an-object."""
    return JsonPart(name, decoded, parse(decoded.octets, limits))


def _is_array(member: Member) -> bool:
    return isinstance(member.value, list) and member.text != ""


def _is_inexact(member: Member) -> bool:
    """Whether a number in the member's text would not come back from JavaScript as it stands."""
    return any(not _comes_back(match[1]) for match in _NUMBER.finditer(member.text) if match[1])


def _comes_back(literal: str) -> bool:
    """Whether JavaScript's numbers, which are doubles, hold exactly this one and would write it so."""
    try:
        value = float(literal)
    except ValueError:
        return False
    if not math.isfinite(value) or abs(value) > _EXACT:
        return False
    return repr(value).removesuffix(".0") == literal
