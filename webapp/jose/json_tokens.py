"""The tokens of JSON: strings, numbers and words, with what is wrong with each (RFC 8259 sections 2, 3, 6 and 7)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TypeAlias

from webapp.jose.limits import Limits, setting_of

JsonValue: TypeAlias = "bool | int | float | str | list[JsonValue] | dict[str, JsonValue] | None"

WORDS: dict[bytes, JsonValue] = {b"true": True, b"false": False, b"null": None}
_WHITE = re.compile(rb"[ \t\n\r]*")
_BLANKS = frozenset(b" \t\n\r")
_NUMBER = re.compile(rb"-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?")
_PLAIN = re.compile(rb'[^"\\\x00-\x1f]*')
_HEX = re.compile(rb"[0-9a-fA-F]{4}")
_SURROGATE = re.compile("[\ud800-\udfff]")
_SURROGATE_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_WORD = re.compile(rb"-?[A-Za-z][A-Za-z0-9]*")
_ESCAPES = {b'"': '"', b"\\": "\\", b"/": "/", b"b": "\b", b"f": "\f", b"n": "\n", b"r": "\r", b"t": "\t"}


@dataclass(frozen=True, slots=True)
class Octets:
    """A half-open range [start, end) of octets of a decoded part."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class JsonProblem:
    """A defect of a JSON text, by octet. The codes are those of parse."""

    code: str
    message: str
    octets: Octets
    reference: str = "RFC 8259"
    fatal: bool = False


class StopError(Exception):
    """Reading ends here. Never leaves json_object.parse."""

    def __init__(self, code: str, message: str, start: int, end: int | None = None) -> None:
        super().__init__(message)
        self.problem = JsonProblem(
            code=code, message=message, octets=Octets(start, start + 1 if end is None else end), fatal=True
        )


class Tokens:
    """The octets of one JSON text. The reader of objects and arrays is built on this, and shares its problems."""

    def __init__(self, octets: bytes, limits: Limits) -> None:
        self.octets = octets
        self.limits = limits
        self.problems: list[JsonProblem] = []

    def white(self, at: int) -> int:
        """Where white space that begins at an octet ends."""
        if at >= len(self.octets) or self.octets[at] not in _BLANKS:
            return at
        match = _WHITE.match(self.octets, at)
        return match.end() if match else at

    def string(self, at: int) -> tuple[str, int]:
        """The string that begins at an octet, and where it ends."""
        pieces: list[str] = []
        start, at = at, at + 1
        while True:
            match = _PLAIN.match(self.octets, at)
            end = match.end() if match else at
            pieces.append(self._utf8(at, end))
            stop = self.octets[end : end + 1]
            if stop == b'"':
                return self._joined(pieces, start, end + 1), end + 1
            if stop != b"\\":
                raise self._broken_string(start, end, stop)
            piece, at = self._escape(end)
            pieces.append(piece)

    def _broken_string(self, start: int, at: int, stop: bytes) -> StopError:
        if not stop:
            return StopError("json.truncated", "the text ends inside a string", start, at)
        return StopError("json.control-character", f"octet 0x{stop[0]:02x} stands unescaped in a string", at, at + 1)

    def _utf8(self, start: int, end: int) -> str:
        try:
            return self.octets[start:end].decode("utf-8")
        except UnicodeDecodeError as error:
            at = start + error.start
            raise StopError("json.utf-8", f"octet 0x{self.octets[at]:02x} is not valid UTF-8 here", at) from None

    def _escape(self, at: int) -> tuple[str, int]:
        letter = self.octets[at + 1 : at + 2]
        if letter in _ESCAPES:
            return _ESCAPES[letter], at + 2
        if letter == b"u" and (digits := _HEX.match(self.octets, at + 2)):
            return chr(int(digits[0], 16)), at + 6
        if not letter or (letter == b"u" and at + 6 > len(self.octets)):
            raise StopError("json.truncated", "the text ends inside an escape", at, len(self.octets))
        raise StopError("json.escape", "this is no escape that JSON knows", at, at + 2)

    def _joined(self, pieces: list[str], start: int, end: int) -> str:
        """Put a string together, with its escaped surrogate pairs, and tell of those that stand alone."""
        text = "".join(pieces)
        if not _SURROGATE.search(text):
            return text
        joined = _SURROGATE_PAIR.sub(_one_character, text)
        if _SURROGATE.search(joined):
            self.remark("json.surrogate", "half of a surrogate pair stands alone: it is no character", start, end)
        return joined

    def number(self, at: int) -> tuple[JsonValue, int]:
        """The number that begins at an octet, and where it ends; its literal text where it is no number here."""
        match = _NUMBER.match(self.octets, at)
        if not match:
            return self.word(at)
        literal, end = match[0], match.end()
        if len(literal) > self.limits.json_digits:
            most = f"at most {self.limits.json_digits:,} are read as a number; {setting_of('json_digits')} raises this"
            self.remark("limit.json-digits", f"a number of {len(literal):,} characters; {most}", at, end)
            return literal.decode("ascii"), end
        if not match[1] and not match[2]:
            return int(literal), end
        value = float(literal)
        if value in (float("inf"), float("-inf")):
            self.remark("json.number-range", "this number is too large for most readers", at, end)
            return literal.decode("ascii"), end
        return value, end

    def word(self, at: int) -> tuple[JsonValue, int]:
        """true, false or null, and where it ends; what JavaScript knows beside them, as text."""
        match = _WORD.match(self.octets, at)
        word = match[0] if match else b""
        if word in WORDS:
            return WORDS[word], at + len(word)
        if word in (b"NaN", b"Infinity", b"-Infinity"):
            message = f"{word.decode()} is JavaScript, not JSON; strict readers refuse it"
            self.remark("json.not-a-number", message, at, at + len(word))
            return word.decode(), at + len(word)
        raise self.unexpected(at, "a value")

    def unexpected(self, at: int, wanted: str) -> StopError:
        """What to stop with where something else is due."""
        if at >= len(self.octets):
            return StopError("json.truncated", f"the text ends where {wanted} is due", at, at)
        found = self.octets[at : at + 4].decode("utf-8", "replace")[:1]
        return StopError("json.syntax", f"{found!r} stands where {wanted} is due", at)

    def limit(self, name: str, message: str, at: int, end: int | None = None) -> StopError:
        """What to stop with at a limit."""
        return StopError("limit." + name.replace("_", "-"), f"{message}; {setting_of(name)} raises this", at, end)

    def remark(self, code: str, message: str, start: int, end: int) -> None:
        """Note a problem that reading goes on after. Those after the first hundred tell nothing new."""
        if len(self.problems) < 100:
            self.problems.append(JsonProblem(code=code, message=message, octets=Octets(start, end)))


def _one_character(pair: re.Match[str]) -> str:
    return pair[0].encode("utf-16-le", "surrogatepass").decode("utf-16-le")
