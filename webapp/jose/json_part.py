"""A decoded part that holds JSON: a JOSE Header or a Claims Set, with each member's place in the paste."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Protocol

from webapp.jose.json_object import JsonText, JsonValue, Member, parse, top_level
from webapp.jose.limits import Limits
from webapp.jose.text import Problem, Span

_EXACT: Final = 2**53


class Located(Protocol):
    """Octets that know their place: decoded base64url, or plain text."""

    @property
    def octets(self) -> bytes:
        """The octets."""

    def span(self, start: int, end: int) -> Span:
        """The characters that carry the octets [start, end)."""


@dataclass(frozen=True, slots=True)
class PlainText:
    """UTF-8 octets whose characters are the text itself, as in a plaintext that was decrypted."""

    octets: bytes

    def span(self, start: int, end: int) -> Span:
        """The code points of the octets [start, end)."""
        if self.octets.isascii():
            return Span(start, end)
        return Span(self._characters(start), self._characters(end))

    def _characters(self, end: int) -> int:
        return len(self.octets[:end].decode("utf-8", "ignore"))


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
                reference=problem.reference,
            )
            for problem in self.json.problems
        ]
        if not found and not self.is_object:
            found.append(self._not_an_object())
        return tuple(found)

    def members(self) -> Iterator[tuple[Member, Span]]:
        """Every member, nested ones and duplicates included, with the characters that encode it."""
        return ((m, self.decoded.span(m.octets.start, m.octets.end)) for m in self.json.members)

    def member_span(self, name: str) -> Span | None:
        """The place of the last top-level member of that name."""
        found = None
        for member in top_level(self.json):
            if member.name == name:
                found = self.decoded.span(member.octets.start, member.octets.end)
        return found

    def literal_numbers(self) -> dict[str, str]:
        """The source text of top-level members with a number that JavaScript cannot hold exactly."""
        return {m.name: m.text for m in top_level(self.json) if _is_inexact(m.value)}

    def _not_an_object(self) -> Problem:
        return Problem(
            code="json.not-an-object",
            message=f"{self.name}: this is JSON, but no object; a JSON object in braces is due",
            span=self.decoded.span(0, len(self.decoded.octets)),
            reference="RFC 7515 section 4",
        )


def read(name: str, decoded: Located, limits: Limits) -> JsonPart:
    """Read a decoded part as JSON. Problems: those of json_object.parse, and json.not-an-object."""
    return JsonPart(name, decoded, parse(decoded.octets, limits))


def _is_inexact(value: JsonValue) -> bool:
    if isinstance(value, dict):
        return any(_is_inexact(v) for v in value.values())
    if isinstance(value, list):
        return any(_is_inexact(v) for v in value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return abs(value) > _EXACT or (isinstance(value, float) and value.is_integer())
