"""Cutting a compact serialization at its dots, whatever the pieces hold (RFC 7515 and RFC 7516 section 7.1)."""

from __future__ import annotations

from dataclasses import dataclass

from webapp.jose.base64url import Decoded, decode
from webapp.jose.text import Excerpt, Problem, Span, counted


@dataclass(frozen=True, slots=True)
class Segment:
    """One piece between dots: its characters as they were pasted, and what they decode to."""

    name: str
    encoded: Excerpt
    decoded: Decoded

    @property
    def octets(self) -> bytes:
        """The decoded octets."""
        return self.decoded.octets

    @property
    def span(self) -> Span:
        """Its place in the paste."""
        return self.encoded.span()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What a strict base64url reader says against it, by the segment's name."""
        return tuple(
            Problem(code=p.code, message=f"{self.name}: {p.message}", span=p.span, reference=p.reference)
            for p in self.decoded.problems
        )


def plain_segment(name: str, encoded: Excerpt) -> Segment:
    """Characters that stand for themselves, as a payload with "b64": false does (RFC 7797)."""
    octets = encoded.text.encode("utf-8", "surrogatepass")
    return Segment(name, encoded, Decoded(octets, encoded, ()))


def encoded_segment(name: str, encoded: Excerpt) -> Segment:
    """Characters that are base64url."""
    return Segment(name, encoded, decode(encoded))


def split(token: Excerpt, names: tuple[str, ...]) -> tuple[Segment, ...]:
    """The segments of a token, one for each name; missing ones are empty, and the last takes what is left over."""
    segments: list[Segment] = []
    start = 0
    for index, name in enumerate(names):
        dot = token.text.find(".", start)
        end = len(token.text) if dot < 0 or index == len(names) - 1 else dot
        encoded = token.slice(start, end)
        segments.append(Segment(name, encoded, decode(encoded)))
        start = min(end + 1, len(token.text))
    return tuple(segments)


def count_problem(token: Excerpt, kind: str, names: tuple[str, ...], reference: str) -> Problem | None:
    """A problem when a token has not as many segments as it must. Code: <kind>.parts."""
    count = token.text.count(".") + 1
    if count == len(names):
        return None
    missing = f"; missing: {', '.join(names[count:])}" if count < len(names) else ""
    return Problem(
        code=f"{kind}.parts",
        message=f"{counted(count, 'part')} where {len(names)} are due: {', '.join(names)}{missing}",
        span=_where(token, len(names)),
        reference=reference,
    )


def _where(token: Excerpt, due: int) -> Span:
    """The end, where parts are missing; or all that follows the last part that is due."""
    pieces = token.text.split(".", due)
    surplus = len(pieces[due]) + 1 if len(pieces) > due else 1
    return token.span(max(len(token.text) - surplus, 0))
