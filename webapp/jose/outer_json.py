"""The outer object of a JSON Serialization, and its members as parts (RFC 7515 section 7.2, RFC 7516 section 7.2)."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from webapp.jose import json_object
from webapp.jose.encoded_text import EncodedText
from webapp.jose.json_object import JsonText, JsonValue, Member
from webapp.jose.json_part import JsonPart
from webapp.jose.limits import Limits
from webapp.jose.segments import Segment, encoded_segment
from webapp.jose.text import Excerpt, Problem
from webapp.jose.unwrap import break_at, join_lines

_BACKSLASH: Final = b"\\"
# A pair of surrogates is one character (RFC 8259 section 7).
_ESCAPE: Final = re.compile(
    r"\\(?:u[Dd][89ABab][0-9A-Fa-f]{2}\\u[Dd][C-Fc-f][0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|.)", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class OuterJson:
    """A JSON text in the paste. Members are found by JSON Pointer (RFC 6901); the last of duplicates counts."""

    located: EncodedText
    json: JsonText
    problems: tuple[Problem, ...]
    members: Mapping[str, Member]

    def value(self, path: str) -> JsonValue:
        """The value of a member; None when it is not there."""
        member = self._member(path)
        return member.value if member else None

    def has(self, path: str) -> bool:
        """Whether a member is there, whatever its value."""
        return self._member(path) is not None

    def segment(self, name: str, path: str) -> Segment | None:
        """A member that is base64url text, as a part of the token; None when it is no text or not there."""
        excerpt = self.text(path)
        return None if excerpt is None else encoded_segment(name, excerpt)

    def text(self, path: str) -> Excerpt | None:
        """The characters of a member that is text."""
        member = self._member(path)
        if member is None or not isinstance(member.value, str):
            return None
        written = self.inside(member.value_octets)
        is_whole = _BACKSLASH not in self.located.octets[member.value_octets.start : member.value_octets.end]
        return written if is_whole or written.text == member.value else replace(written, text=member.value)

    def inside(self, string: json_object.Octets) -> Excerpt:
        """The characters of a string between its quotes, without escapes, which base64url never needs."""
        start, end = string.start + 1, string.end - 1
        written = self.located.slice(start, max(start, end))
        if _BACKSLASH not in self.located.octets[start:end]:
            return written
        return written.decoded((*one.span(), _meant(one[0])) for one in _ESCAPE.finditer(written.text))

    def part(self, name: str, path: str) -> JsonPart | None:
        """A member that is itself an object, such as an unprotected header; None when it is not there."""
        member = self._member(path)
        if member is None:
            return None
        located = EncodedText.of(self.located.slice(member.value_octets.start, member.value_octets.end))
        return JsonPart(name, located, JsonText(value=member.value, members=tuple(self._inside(member)), problems=()))

    def problem(self, code: str, message: str, path: str, reference: str) -> Problem:
        """A problem at the place of a member, or of the whole text when it is not there."""
        member = self._member(path)
        octets = member.octets if member else json_object.Octets(0, len(self.located.octets))
        return Problem(
            code=code, message=message, span=self.located.span(octets.start, octets.end), reference=reference
        )

    def _member(self, path: str) -> Member | None:
        return self.members.get(path)

    def _inside(self, outer: Member) -> Iterator[Member]:
        """The members within a member, as if it stood alone."""
        shift, end = outer.value_octets.start, outer.value_octets.end
        first = bisect_right(self.json.members, shift, key=_start)
        for index in range(first, len(self.json.members)):
            member = self.json.members[index]
            if member.octets.end > end:
                break
            yield member.moved(shift, outer.path, outer.depth + 1)


def _meant(escape: str) -> str:
    """The character that an escape of JSON stands for; one that it does not know stands for itself."""
    try:
        return str(json.loads(f'"{escape}"'))
    except ValueError:
        return escape[1]


def _start(member: Member) -> int:
    """Members are in the order of their names' places."""
    return member.octets.start


def read(excerpt: Excerpt, limits: Limits) -> OuterJson:
    """Read JSON in a paste; strings that an RFC prints over several lines are put together.

    Problems: those of json_object.parse, and json.line-breaks.
    """
    found = _scan(excerpt, limits)
    wrong = next((problem for problem in found.problems if problem.code == "json.control-character"), None)
    broken = break_at(excerpt, wrong.span) if wrong and wrong.span else None
    if broken is None:
        return found
    note = Problem(
        code="json.line-breaks",
        message="Strings are broken over several lines, which JSON does not allow; they are put together here",
        span=broken,
        reference="RFC 8259 section 7",
    )
    again = _scan(join_lines(excerpt)[0], limits)
    return replace(again, problems=(note, *again.problems))


def _scan(excerpt: Excerpt, limits: Limits) -> OuterJson:
    located = EncodedText.of(excerpt)
    parsed = json_object.parse(located.octets, limits)
    problems = tuple(
        Problem(
            code=problem.code,
            message=f"The JSON: {problem.message}",
            span=located.span(problem.octets.start, problem.octets.end),
            reference=problem.reference,
        )
        for problem in parsed.problems
    )
    return OuterJson(located, parsed, problems, _by_path(parsed.members))


def _by_path(members: tuple[Member, ...]) -> Mapping[str, Member]:
    """The members that count: neither replaced by a later one of their name, nor within one that is.

    They come in the order of the text, an outer one before those within it.
    """
    last = {member.path: member for member in members}
    counting: dict[str, Member] = {}
    replaced_until = 0
    for member in members:
        if member.octets.start < replaced_until:
            continue
        if last[member.path] is member:
            counting[member.path] = member
        else:
            replaced_until = member.octets.end
    return counting
