"""JSON with the place of every member, strict and never refusing to say what it could read (RFC 8259).

A scanner of our own over the octets, because no library gives spans, literal numbers and duplicates.
It recurses no deeper than the limit, stops at the limits, and after the first error returns what it has read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from webapp.jose.json_tokens import WORDS, JsonProblem, JsonValue, Octets, StopError, Tokens
from webapp.jose.limits import Limits

__all__ = ["JsonProblem", "JsonText", "JsonValue", "Member", "Octets", "parse", "top_level"]

# The beginning of a member as most are, without escapes in its name; with its value, when that is neither a container
# nor has escapes in it, and what follows. The rest is read in small steps, that take several times as long.
_MEMBER = re.compile(
    rb'"([^"\\\x00-\x1f]*+)"[ \t\n\r]*+:[ \t\n\r]*+'
    rb'(?:("([^"\\\x00-\x1f]*+)"|(-?(?:0|[1-9][0-9]{0,17}+))|true|false|null)'
    rb"[ \t\n\r]*+(?:(,)[ \t\n\r]*+|(?=})))?+"
)
_LONG = 4096
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One member of an object: its JSON Pointer (RFC 6901), where it stands, and its value's literal text.

    is_cut says that the text ends with the value, so that there may have been more of it.
    """

    path: str
    name: str
    depth: int
    octets: Octets
    value_octets: Octets
    text: str
    value: JsonValue = field(repr=False)
    is_cut: bool = False

    def moved(self, octets: int, path: str, depth: int) -> Member:
        """The same member as it stands in an object of its own, which begins at an octet and has a path and a depth."""
        return Member(
            path=self.path.removeprefix(path),
            name=self.name,
            depth=self.depth - depth,
            octets=Octets(self.octets.start - octets, self.octets.end - octets),
            value_octets=Octets(self.value_octets.start - octets, self.value_octets.end - octets),
            text=self.text,
            value=self.value,
            is_cut=self.is_cut,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class JsonText:
    """What was read: the value (of the last of duplicate members), all members in order, the problems."""

    value: JsonValue
    members: tuple[Member, ...]
    problems: tuple[JsonProblem, ...]

    @property
    def is_complete(self) -> bool:
        """Whether the text was read to its end, so that value is all of it."""
        return not any(problem.fatal for problem in self.problems)


@dataclass(slots=True)
class _Frame:
    """An object or array that is being read. Mutable, and private to the scanner."""

    container: dict[str, JsonValue] | list[JsonValue]
    path: str
    start: int
    name: str = ""
    name_start: int = 0
    pending: int = -1


def parse(octets: bytes, limits: Limits) -> JsonText:
    """Read one JSON text.

    Problems: json.syntax, json.truncated, json.utf-8, json.control-character, json.escape, json.trailing,
    json.empty, json.duplicate-member, json.not-a-number, json.number-range, json.surrogate,
    json.byte-order-mark, limit.json-depth, limit.json-nodes, limit.json-digits.
    """
    scanner = _Scanner(octets, limits)
    try:
        scanner.read()
    except StopError as stop:
        scanner.problems.append(stop.problem)
        scanner.close(stop.problem.octets.start)
    members = tuple(m for m in scanner.members if m is not None)
    if any(problem.code == "json.truncated" for problem in scanner.problems):
        members = tuple(replace(m, is_cut=True) if m.value_octets.end == len(octets) else m for m in members)
    return JsonText(value=scanner.root, members=members, problems=tuple(scanner.problems))


class _Scanner(Tokens):
    """Reads objects and arrays, with a stack of its own."""

    def __init__(self, octets: bytes, limits: Limits) -> None:
        super().__init__(octets, limits)
        self.root: JsonValue = None
        self.members: list[Member | None] = []
        self.stack: list[_Frame] = []
        self.nodes = 0

    def read(self) -> None:
        """One value, and nothing after it but white space."""
        at = self.white(self._byte_order_mark())
        if at == len(self.octets):
            raise StopError("json.empty", "there is no JSON here, only nothing or white space", 0, at)
        at = self._value(at)
        while self.stack:
            at = self._next(at)
        at = self.white(at)
        if at < len(self.octets):
            raise StopError("json.trailing", "something follows the end of the JSON text", at, len(self.octets))

    def close(self, at: int) -> None:
        """After an error: keep what the open objects and arrays hold already."""
        while self.stack:
            self._pop(at)

    def _byte_order_mark(self) -> int:
        if not self.octets.startswith(_BOM):
            return 0
        self.remark("json.byte-order-mark", "a byte order mark stands before the JSON", 0, 3)
        return 3

    def _value(self, at: int) -> int:
        """Read the value that begins at an octet, or open the container that does."""
        self.nodes += 1
        if self.nodes > self.limits.json_nodes:
            raise self.limit("json_nodes", f"more than {self.limits.json_nodes:,} values", at)
        start = self.octets[at : at + 1]
        value: JsonValue
        if start in (b"{", b"["):
            return self._open(at, start)
        if start == b'"':
            value, end = self._string_value(at)
        elif start in (b"-", b"") or start.isdigit():
            value, end = self.number(at)
        else:
            value, end = self.word(at)
        self._attach(value, at, end)
        return end

    def _open(self, at: int, bracket: bytes) -> int:
        if len(self.stack) >= self.limits.json_depth:
            raise self.limit("json_depth", f"objects and arrays nested over {self.limits.json_depth} deep", at)
        container: dict[str, JsonValue] | list[JsonValue] = {} if bracket == b"{" else []
        pending = self._attach(container, at, at)
        self.stack.append(_Frame(container, self._path(), at, pending=pending))
        inside = self.white(at + 1)
        if self.octets[inside : inside + 1] == (b"}" if bracket == b"{" else b"]"):
            self._pop(inside + 1)
            return inside + 1
        return self._name(inside) if bracket == b"{" else self._value(inside)

    def _path(self) -> str:
        """The JSON Pointer of the value that is being read."""
        if not self.stack:
            return ""
        frame = self.stack[-1]
        if isinstance(frame.container, list):
            return f"{frame.path}/{len(frame.container) - 1}"
        return _pointer(frame.path, frame.name)

    def _name(self, at: int) -> int:
        """Read members from the name of one on, to the end of the object or of the first that is not plain."""
        while (match := _MEMBER.match(self.octets, at)) and self._plain_member(match):
            at = match.end()
            if not match[5]:
                return at if match[2] else self._value(at)
        return self._member_in_steps(at)

    def _plain_member(self, match: re.Match[bytes]) -> bool:
        """Take a member, with its value if that is there; False when there is something to say about it."""
        if self.nodes >= self.limits.json_nodes:
            return False
        try:
            name, value = match[1].decode(), _plain_value(match)
        except UnicodeDecodeError:
            return False
        self._begin(name, match.start(), match.end(1) + 1)
        if match[2]:
            self.nodes += 1
            self._attach(value, match.start(2), match.end(2))
        return True

    def _member_in_steps(self, at: int) -> int:
        """Read a member's name and colon, then its value."""
        if self.octets[at : at + 1] != b'"':
            raise self.unexpected(at, "a member name in double quotes")
        name, end = self.string(at)
        self._begin(name, at, end)
        colon = self.white(end)
        if self.octets[colon : colon + 1] != b":":
            raise self.unexpected(colon, "':'")
        return self._value(self.white(colon + 1))

    def _begin(self, name: str, start: int, end: int) -> None:
        """Take note of a member's name; its value is attached later."""
        frame = self.stack[-1]
        if name in frame.container:
            self.remark("json.duplicate-member", f"{name!r} stands here a second time; the last one counts", start, end)
        frame.name, frame.name_start = name, start

    def _next(self, at: int) -> int:
        """After a value: the next one, or the end of the container."""
        at = self.white(at)
        is_object = isinstance(self.stack[-1].container, dict)
        found = self.octets[at : at + 1]
        if found == b",":
            at = self.white(at + 1)
            return self._name(at) if is_object else self._value(at)
        if found != (b"}" if is_object else b"]"):
            raise self.unexpected(at, "',' or '}'" if is_object else "',' or ']'")
        self._pop(at + 1)
        return at + 1

    def _pop(self, end: int) -> None:
        frame = self.stack.pop()
        if frame.pending < 0:
            return
        parent = self.stack[-1]
        self.members[frame.pending] = self._member(parent, frame.container, frame.start, end)

    def _attach(self, value: JsonValue, start: int, end: int) -> int:
        """Put a value into its container; the index of its member, or -1 when it is not one."""
        if not self.stack:
            self.root = value
            return -1
        frame = self.stack[-1]
        if isinstance(frame.container, list):
            frame.container.append(value)
            return -1
        frame.container[frame.name] = value
        self.members.append(self._member(frame, value, start, end))
        return len(self.members) - 1

    def _member(self, parent: _Frame, value: JsonValue, start: int, end: int) -> Member:
        name = parent.name
        return Member(
            path=_pointer(parent.path, name),
            name=name,
            depth=len(self.stack) - 1,
            octets=Octets(parent.name_start, end),
            value_octets=Octets(start, end),
            text=self._text(start, end),
            value=value,
        )

    def _text(self, start: int, end: int) -> str:
        """The literal text of a value. Long values deep inside are left out: they stand in those around them."""
        if len(self.stack) > 1 and end - start > _LONG:
            return ""
        return self.octets[start:end].decode("utf-8", "replace")

    def _string_value(self, at: int) -> tuple[str, int]:
        """A string that is a value: when the text ends inside it, what is there of it is kept."""
        try:
            return self.string(at)
        except StopError as stop:
            if stop.problem.code == "json.truncated":
                kept = self.octets[at + 1 : stop.problem.octets.end].decode("utf-8", "replace")
                self._attach(kept, at, len(self.octets))
            raise


def _plain_value(match: re.Match[bytes]) -> JsonValue:
    text: bytes | None = match[3]
    if text is not None:
        return text.decode()
    return int(match[4]) if match[4] else WORDS.get(match[2])


def _pointer(parent: str, name: str) -> str:
    """The JSON Pointer of a member. Names longer than anybody writes are cut in those of what is inside them."""
    if len(parent) > _LONG:
        parent = parent[: _LONG // 8] + "…"
    return parent + "/" + name.replace("~", "~0").replace("/", "~1")


def top_level(text: JsonText) -> Iterator[Member]:
    """The members of the outermost object, duplicates included, in order."""
    return (member for member in text.members if member.depth == 0)
