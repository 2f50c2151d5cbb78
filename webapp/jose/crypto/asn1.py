"""DER, as far as it must be read before a library is asked: elements, lengths and integers (X.690 sections 8 and 10).

Nothing here recurses, and each octet is looked at once for each level that is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

INTEGER: Final = 0x02
BIT_STRING: Final = 0x03
OCTET_STRING: Final = 0x04
OID: Final = 0x06
SEQUENCE: Final = 0x30
SET: Final = 0x31
# Constructed, context-specific [0].
EXPLICIT: Final = 0xA0


class NotDerError(Exception):
    """The octets are not the structure that they should be. Never leaves webapp.jose.crypto."""


@dataclass(frozen=True, slots=True)
class Element:
    """One element: its tag, its contents, and all of its octets."""

    tag: int
    content: bytes = field(repr=False)
    encoded: bytes = field(repr=False)

    def children(self) -> list[Element]:
        """The elements inside."""
        return list(elements(self.content))

    def inside(self, tag: int) -> bytes:
        """The contents of an element that must have this tag."""
        if self.tag != tag:
            raise NotDerError
        return self.content

    def integer(self) -> int:
        """The value of an INTEGER."""
        content = self.inside(INTEGER)
        if not content:
            raise NotDerError
        return int.from_bytes(content, "big", signed=True)


def only(der: bytes) -> Element:
    """The SEQUENCE that the octets begin with. Raises NotDerError."""
    first = next(elements(der), None)
    if first is None or first.tag != SEQUENCE:
        raise NotDerError
    return first


def elements(content: bytes) -> Iterator[Element]:
    """The elements that follow one another. Raises NotDerError where there is none."""
    at = 0
    while at < len(content):
        length, start = _length(content, at + 1)
        if start + length > len(content):
            raise NotDerError
        yield Element(content[at], content[start : start + length], content[at : start + length])
        at = start + length


def encode(tag: int, content: bytes) -> bytes:
    """One element."""
    if len(content) < 0x80:
        return bytes([tag, len(content)]) + content
    length = len(content).to_bytes((len(content).bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(length)]) + length + content


def shape(der: bytes) -> tuple[int, ...]:
    """The tags inside the one SEQUENCE that the octets are, from the first to the last; empty for anything else."""
    try:
        outer = list(elements(der))
        return tuple(child.tag for child in outer[0].children()) if [e.tag for e in outer] == [SEQUENCE] else ()
    except NotDerError:
        return ()


def is_one_sequence(der: bytes) -> bool:
    """Whether the octets are one DER SEQUENCE from the first to the last."""
    try:
        return [element.tag for element in elements(der)] == [SEQUENCE]
    except NotDerError:
        return False


def _length(content: bytes, at: int) -> tuple[int, int]:
    """The length that stands at an octet, and where the contents begin."""
    if at >= len(content):
        raise NotDerError
    first = content[at]
    if first < 0x80:
        return first, at + 1
    count = first & 0x7F
    if not 1 <= count <= 4 or at + 1 + count > len(content):
        raise NotDerError
    return int.from_bytes(content[at + 1 : at + 1 + count], "big"), at + 1 + count
