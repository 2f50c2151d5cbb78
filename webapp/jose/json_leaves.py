"""The innermost values of a JSON text, each with its octets: those that hold no others (RFC 8259).

It reads the text of a value that json_object has read before, and stops quietly where it is no JSON any more.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from webapp.jose.json_tokens import Octets

_TOKEN: Final = re.compile(rb'[ \t\r\n]*+(?:("(?:[^"\\]|\\.)*+")|([\[\]{}:,])|[^ \t\r\n\[\]{}:,"]++)', re.DOTALL)
# What the pointer of a leaf may grow to; whoever nests longer names is shown the beginning.
_LONG: Final = 512


@dataclass(frozen=True, slots=True)
class Leaf:
    """A value that holds no others: its JSON Pointer (RFC 6901), and its octets, with those of its name, if any."""

    path: str
    octets: Octets


@dataclass(slots=True)
class _Frame:
    """An array or object that is being read. Mutable, and private."""

    path: str
    is_object: bool
    name: str | None = None
    start: int = 0
    index: int = 0

    @property
    def inner(self) -> str:
        """The JSON Pointer of what is read in it now."""
        last = (self.name or "") if self.is_object else str(self.index)
        return f"{self.path}/{last}"[:_LONG]


def leaves(octets: bytes, value: Octets, path: str = "") -> Iterator[Leaf]:
    """The leaves of the array or object that stands at these octets and has this path, in order. Linear, and lazy."""
    stack: list[_Frame] = []
    at = value.start
    while token := _TOKEN.match(octets, at, value.end):
        at, mark = token.end(), token[2]
        if mark in (b"[", b"{"):
            stack.append(_Frame(stack[-1].inner if stack else path, mark == b"{"))
        elif mark in (b"]", b"}"):
            stack.pop()
        if not stack:
            return
        frame = stack[-1]
        if mark == b",":
            frame.name, frame.index = None, frame.index + 1
        elif mark is None and frame.is_object and frame.name is None:
            frame.name, frame.start = _name(token[1]), token.start(1)
        elif mark is None:
            start = token.start() + len(token[0]) - len(token[0].lstrip(b" \t\r\n"))
            yield Leaf(frame.inner, Octets(frame.start if frame.is_object else start, at))


def _name(literal: bytes | None) -> str:
    try:
        name = str(json.loads(literal or b'""'))
    except ValueError:
        return ""
    return name.replace("~", "~0").replace("/", "~1")
