"""JSON with the place of every member, strict and never refusing to say what it could read (RFC 8259).

A scanner of our own over the octets, because no library gives spans, literal numbers and duplicates.
It recurses no deeper than the limit, stops at the limits, and after the first error returns what it has read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from webapp.jose.limits import Limits, setting_of

JsonValue: TypeAlias = "bool | int | float | str | list[JsonValue] | dict[str, JsonValue] | None"

_WHITE = re.compile(rb"[ \t\n\r]*")
_NUMBER = re.compile(rb"-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?")
_PLAIN = re.compile(rb'[^"\\\x00-\x1f]*')
_HEX = re.compile(rb"[0-9a-fA-F]{4}")
_WORD = re.compile(rb"-?[A-Za-z][A-Za-z0-9]*")
_ESCAPES = {b'"': '"', b"\\": "\\", b"/": "/", b"b": "\b", b"f": "\f", b"n": "\n", b"r": "\r", b"t": "\t"}
_WORDS: dict[bytes, JsonValue] = {b"true": True, b"false": False, b"null": None}
_LONG = 4096
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Octets:
    """A half-open range [start, end) of octets of a decoded part."""

    start: int
    end: int


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
        return replace(
            self,
            path=self.path.removeprefix(path),
            depth=self.depth - depth,
            octets=Octets(self.octets.start - octets, self.octets.end - octets),
            value_octets=Octets(self.value_octets.start - octets, self.value_octets.end - octets),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class JsonProblem:
    """A defect of a JSON text, by octet. The codes are those of parse."""

    code: str
    message: str
    octets: Octets
    reference: str = "RFC 8259"
    fatal: bool = False


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


class _StopError(Exception):
    """Reading ends here. Never leaves this module."""

    def __init__(self, code: str, message: str, start: int, end: int | None = None) -> None:
        super().__init__(message)
        self.problem = JsonProblem(
            code=code, message=message, octets=Octets(start, start + 1 if end is None else end), fatal=True
        )


@dataclass(slots=True)
class _Frame:
    """An object or array that is being read. Mutable, and private to the scanner."""

    container: dict[str, JsonValue] | list[JsonValue]
    path: str
    start: int
    names: set[str] = field(default_factory=set)
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
    except _StopError as stop:
        scanner.problems.append(stop.problem)
        scanner.close(stop.problem.octets.start)
    members = tuple(m for m in scanner.members if m is not None)
    if any(problem.code == "json.truncated" for problem in scanner.problems):
        members = tuple(replace(m, is_cut=True) if m.value_octets.end == len(octets) else m for m in members)
    return JsonText(value=scanner.root, members=members, problems=tuple(scanner.problems))


class _Scanner:
    def __init__(self, octets: bytes, limits: Limits) -> None:
        self.octets = octets
        self.limits = limits
        self.root: JsonValue = None
        self.members: list[Member | None] = []
        self.problems: list[JsonProblem] = []
        self.stack: list[_Frame] = []
        self.nodes = 0

    def read(self) -> None:
        """One value, and nothing after it but white space."""
        at = self._white(self._byte_order_mark())
        if at == len(self.octets):
            raise _StopError("json.empty", "there is no JSON here, only nothing or white space", 0, at)
        at = self._value(at)
        while self.stack:
            at = self._next(at)
        at = self._white(at)
        if at < len(self.octets):
            raise _StopError("json.trailing", "something follows the end of the JSON text", at, len(self.octets))

    def close(self, at: int) -> None:
        """After an error: keep what the open objects and arrays hold already."""
        while self.stack:
            self._pop(at)

    def _byte_order_mark(self) -> int:
        if not self.octets.startswith(_BOM):
            return 0
        self._remark("json.byte-order-mark", "a byte order mark stands before the JSON", 0, 3)
        return 3

    def _white(self, at: int) -> int:
        match = _WHITE.match(self.octets, at)
        return match.end() if match else at

    def _value(self, at: int) -> int:
        """Read the value that begins at an octet, or open the container that does."""
        self.nodes += 1
        if self.nodes > self.limits.json_nodes:
            raise self._limit("json_nodes", f"more than {self.limits.json_nodes:,} values", at)
        start = self.octets[at : at + 1]
        value: JsonValue
        if start in (b"{", b"["):
            return self._open(at, start)
        if start == b'"':
            value, end = self._string_value(at)
        elif start in (b"-", b"") or start.isdigit():
            value, end = self._number(at)
        else:
            value, end = self._word(at)
        self._attach(value, at, end)
        return end

    def _open(self, at: int, bracket: bytes) -> int:
        if len(self.stack) >= self.limits.json_depth:
            raise self._limit("json_depth", f"objects and arrays nested over {self.limits.json_depth} deep", at)
        container: dict[str, JsonValue] | list[JsonValue] = {} if bracket == b"{" else []
        pending = self._attach(container, at, at)
        self.stack.append(_Frame(container, self._path(), at, pending=pending))
        inside = self._white(at + 1)
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
        """Read a member's name and colon, then its value."""
        if self.octets[at : at + 1] != b'"':
            raise self._unexpected(at, "a member name in double quotes")
        frame = self.stack[-1]
        name, end = self._string(at)
        if name in frame.names:
            self._remark("json.duplicate-member", f"{name!r} stands here a second time; the last one counts", at, end)
        frame.names.add(name)
        frame.name, frame.name_start = name, at
        colon = self._white(end)
        if self.octets[colon : colon + 1] != b":":
            raise self._unexpected(colon, "':'")
        return self._value(self._white(colon + 1))

    def _next(self, at: int) -> int:
        """After a value: the next one, or the end of the container."""
        at = self._white(at)
        is_object = isinstance(self.stack[-1].container, dict)
        found = self.octets[at : at + 1]
        if found == b",":
            at = self._white(at + 1)
            return self._name(at) if is_object else self._value(at)
        if found != (b"}" if is_object else b"]"):
            raise self._unexpected(at, "',' or '}'" if is_object else "',' or ']'")
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
            return self._string(at)
        except _StopError as stop:
            if stop.problem.code == "json.truncated":
                kept = self.octets[at + 1 : stop.problem.octets.end].decode("utf-8", "replace")
                self._attach(kept, at, len(self.octets))
            raise

    def _string(self, at: int) -> tuple[str, int]:
        pieces: list[str] = []
        start, at = at, at + 1
        while True:
            match = _PLAIN.match(self.octets, at)
            end = match.end() if match else at
            pieces.append(self._utf8(at, end))
            stop = self.octets[end : end + 1]
            if stop == b'"':
                return self._surrogates("".join(pieces), start, end + 1), end + 1
            if stop != b"\\":
                raise self._broken_string(start, end, stop)
            piece, at = self._escape(end)
            pieces.append(piece)

    def _broken_string(self, start: int, at: int, stop: bytes) -> _StopError:
        if not stop:
            return _StopError("json.truncated", "the text ends inside a string", start, at)
        return _StopError("json.control-character", f"octet 0x{stop[0]:02x} stands unescaped in a string", at, at + 1)

    def _utf8(self, start: int, end: int) -> str:
        try:
            return self.octets[start:end].decode("utf-8")
        except UnicodeDecodeError as error:
            at = start + error.start
            raise _StopError("json.utf-8", f"octet 0x{self.octets[at]:02x} is not valid UTF-8 here", at) from None

    def _escape(self, at: int) -> tuple[str, int]:
        letter = self.octets[at + 1 : at + 2]
        if letter in _ESCAPES:
            return _ESCAPES[letter], at + 2
        if letter == b"u" and (digits := _HEX.match(self.octets, at + 2)):
            return chr(int(digits[0], 16)), at + 6
        if not letter or (letter == b"u" and at + 6 > len(self.octets)):
            raise _StopError("json.truncated", "the text ends inside an escape", at, len(self.octets))
        raise _StopError("json.escape", "this is no escape that JSON knows", at, at + 2)

    def _surrogates(self, text: str, start: int, end: int) -> str:
        """Join escaped surrogate pairs, and tell of those that stand alone."""
        if not any("\ud800" <= c <= "\udfff" for c in text):
            return text
        joined = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
        joined = re.sub(
            "[\ud800-\udbff][\udc00-\udfff]",
            lambda pair: pair[0].encode("utf-16-le", "surrogatepass").decode("utf-16-le"),
            joined,
        )
        if any("\ud800" <= c <= "\udfff" for c in joined):
            self._remark("json.surrogate", "half of a surrogate pair stands alone: it is no character", start, end)
        return joined

    def _number(self, at: int) -> tuple[JsonValue, int]:
        match = _NUMBER.match(self.octets, at)
        if not match:
            return self._word(at)
        literal, end = match[0], match.end()
        if len(literal) > self.limits.json_digits:
            most = f"at most {self.limits.json_digits:,} are read as a number; {setting_of('json_digits')} raises this"
            self._remark("limit.json-digits", f"a number of {len(literal):,} characters; {most}", at, end)
            return literal.decode("ascii"), end
        if not match[1] and not match[2]:
            return int(literal), end
        value = float(literal)
        if value in (float("inf"), float("-inf")):
            self._remark("json.number-range", "this number is too large for most readers", at, end)
            return literal.decode("ascii"), end
        return value, end

    def _word(self, at: int) -> tuple[JsonValue, int]:
        match = _WORD.match(self.octets, at)
        word = match[0] if match else b""
        if word in _WORDS:
            return _WORDS[word], at + len(word)
        if word in (b"NaN", b"Infinity", b"-Infinity"):
            message = f"{word.decode()} is JavaScript, not JSON; strict readers refuse it"
            self._remark("json.not-a-number", message, at, at + len(word))
            return word.decode(), at + len(word)
        raise self._unexpected(at, "a value")

    def _unexpected(self, at: int, wanted: str) -> _StopError:
        if at >= len(self.octets):
            return _StopError("json.truncated", f"the text ends where {wanted} is due", at, at)
        found = self.octets[at : at + 4].decode("utf-8", "replace")[:1]
        return _StopError("json.syntax", f"{found!r} stands where {wanted} is due", at)

    def _limit(self, name: str, message: str, at: int, end: int | None = None) -> _StopError:
        return _StopError("limit." + name.replace("_", "-"), f"{message}; {setting_of(name)} raises this", at, end)

    def _remark(self, code: str, message: str, start: int, end: int) -> None:
        if len(self.problems) < 100:
            self.problems.append(JsonProblem(code=code, message=message, octets=Octets(start, end)))


def _pointer(parent: str, name: str) -> str:
    """The JSON Pointer of a member. Names longer than anybody writes are cut in those of what is inside them."""
    if len(parent) > _LONG:
        parent = parent[: _LONG // 8] + "…"
    return parent + "/" + name.replace("~", "~0").replace("/", "~1")


def top_level(text: JsonText) -> Iterator[Member]:
    """The members of the outermost object, duplicates included, in order."""
    return (member for member in text.members if member.depth == 0)
