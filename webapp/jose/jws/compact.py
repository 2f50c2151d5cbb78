"""The JWS Compact Serialization: three parts, decoded as far as they go (RFC 7515 section 7.1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from webapp.jose import json_part
from webapp.jose.json_part import JsonPart
from webapp.jose.limits import Limits
from webapp.jose.segments import Segment, count_problem, split
from webapp.jose.text import Excerpt, Problem

PARTS: Final = ("protected header", "payload", "signature")


@dataclass(frozen=True, slots=True, kw_only=True)
class CompactJws:
    """A JWS as it was pasted. problems are about its form; what the header says is judged in header.py."""

    token: Excerpt
    protected: Segment
    payload: Segment
    signature: Segment
    header: JsonPart
    problems: tuple[Problem, ...]

    @property
    def segments(self) -> tuple[Segment, Segment, Segment]:
        """The parts in their order."""
        return self.protected, self.payload, self.signature

    @property
    def signing_input(self) -> bytes:
        """The JWS Signing Input: the received characters themselves, never a re-encoding (RFC 7515 section 5.2)."""
        return f"{self.protected.encoded.text}.{self.payload.encoded.text}".encode("utf-8", "surrogatepass")


def parse(token: Excerpt, limits: Limits) -> CompactJws:
    """Split and decode. Problems: jws.parts, those of base64url.decode, and of json_object.parse for the header."""
    protected, payload, signature = split(token, PARTS)
    header = json_part.read("protected header", protected.decoded, limits)
    counted = count_problem(token, "jws", PARTS, "RFC 7515 section 7.1")
    problems = [counted] if counted else []
    for segment in (protected, payload, signature):
        problems.extend(segment.problems)
    problems.extend(header.problems)
    return CompactJws(
        token=token,
        protected=protected,
        payload=payload,
        signature=signature,
        header=header,
        problems=tuple(problems),
    )
