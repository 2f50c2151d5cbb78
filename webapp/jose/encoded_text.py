"""Text whose UTF-8 octets know their characters: plain JSON in a paste, or a plaintext that was decrypted."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from webapp.jose.text import Excerpt, Span

_CONTINUATION = re.compile(rb"[\x80-\xbf]")


@dataclass(frozen=True, slots=True)
class EncodedText:
    """The octets of an excerpt in UTF-8, and which characters of the paste they are."""

    excerpt: Excerpt
    octets: bytes
    _continuations: Sequence[int] = field(repr=False)

    @classmethod
    def of(cls, excerpt: Excerpt) -> EncodedText:
        """The excerpt as octets. Half a surrogate pair gets the three octets that it would have."""
        octets = excerpt.text.encode("utf-8", "surrogatepass")
        if len(octets) == len(excerpt.text):
            return cls(excerpt, octets, ())
        return cls(excerpt, octets, [match.start() for match in _CONTINUATION.finditer(octets)])

    def span(self, start: int, end: int) -> Span:
        """The characters of the octets [start, end)."""
        return self.excerpt.span(self.characters(start), self.characters(end))

    def slice(self, start: int, end: int) -> Excerpt:
        """The characters of the octets [start, end), as an excerpt of the same paste."""
        return self.excerpt.slice(self.characters(start), self.characters(end))

    def characters(self, octet: int) -> int:
        """How many characters begin before an octet."""
        return min(octet, len(self.octets)) - bisect_left(self._continuations, octet)
