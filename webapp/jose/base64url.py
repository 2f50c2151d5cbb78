"""base64url without padding, strict and with positions (RFC 7515 section 2, RFC 4648 sections 3.5 and 5).

decode always gives octets, as many as can be had, and a Problem for each thing a strict reader refuses.
"""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass, replace

from webapp.jose.text import Excerpt, Problem, Span, counted

_FOREIGN = re.compile(r"[^A-Za-z0-9_-]+")
_STANDARD = re.compile(r"[+/]")
_TO_URL = str.maketrans("+/", "-_")
_VALUES = {c: i for i, c in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")}
_REFERENCE = "RFC 7515 section 2"


@dataclass(frozen=True, slots=True)
class Decoded:
    """Octets, the characters that carry them, and what a strict reader says against those characters."""

    octets: bytes
    characters: Excerpt
    problems: tuple[Problem, ...]

    def span(self, start: int, end: int) -> Span:
        """The characters that carry any bit of the octets [start, end); neighbours may share one."""
        return self.characters.span(start * 8 // 6, -(-end * 8 // 6))


def encode(octets: bytes) -> str:
    """The base64url of octets, without padding."""
    return base64.urlsafe_b64encode(octets).rstrip(b"=").decode("ascii")


def decode(encoded: Excerpt) -> Decoded:
    """Decode all characters of an excerpt.

    Problems: base64url.padding, base64url.alphabet, base64url.character, base64url.length,
    base64url.trailing-bits. Without problems the text is the one canonical form of its octets.
    """
    problems: list[Problem] = []
    characters = _canonical_characters(encoded, problems)
    text = characters.text
    if len(text) % 4 == 1:
        problems.append(_length(characters))
        text = text[:-1]
    octets = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    if found := _trailing_bits(characters, len(text)):
        problems.append(found)
    return Decoded(octets, characters, tuple(problems))


def _canonical_characters(encoded: Excerpt, problems: list[Problem]) -> Excerpt:
    unpadded = len(encoded.text.rstrip("="))
    if unpadded < len(encoded.text):
        problems.append(
            Problem(
                code="base64url.padding",
                message=f"{counted(len(encoded.text) - unpadded, 'padding character')} '=' at the end; JOSE has none",
                span=encoded.span(unpadded),
                reference=_REFERENCE,
            )
        )
        encoded = encoded.slice(0, unpadded)
    if found := _STANDARD.search(encoded.text):
        problems.append(
            Problem(
                code="base64url.alphabet",
                message=f"{found[0]!r} belongs to standard base64; base64url writes '-' for '+' and '_' for '/'",
                span=encoded.span(found.start(), found.end()),
                reference=_REFERENCE,
            )
        )
        encoded = replace(encoded, text=encoded.text.translate(_TO_URL))
    for match in _FOREIGN.finditer(encoded.text):
        problems.append(_foreign(encoded, match))
        if len(problems) >= 20:
            break
    return encoded.without(_FOREIGN)


def _foreign(encoded: Excerpt, match: re.Match[str]) -> Problem:
    shown = match[0] if len(match[0]) <= 12 else match[0][:12] + "…"
    return Problem(
        code="base64url.character",
        message=f"{shown!r} is not in the base64url alphabet (A to Z, a to z, 0 to 9, '-' and '_'); left out here",
        span=encoded.span(match.start(), match.end()),
        reference=_REFERENCE,
    )


def _length(characters: Excerpt) -> Problem:
    count = len(characters.text)
    return Problem(
        code="base64url.length",
        message=f"{counted(count, 'character')} cannot be base64url: one is left over after groups of four, "
        "so a character is missing or too many",
        span=characters.span(count - 1, count),
        reference=_REFERENCE,
    )


def _trailing_bits(characters: Excerpt, length: int) -> Problem | None:
    unused = {2: 4, 3: 2}.get(length % 4)
    if not unused or _VALUES[characters.text[length - 1]] % (1 << unused) == 0:
        return None
    return Problem(
        code="base64url.trailing-bits",
        message=f"the last character {characters.text[length - 1]!r} carries bits that belong to no octet; "
        "a strict reader refuses it, because the same octets can then be written in several ways",
        span=characters.span(length - 1, length),
        reference="RFC 4648 section 3.5",
    )
