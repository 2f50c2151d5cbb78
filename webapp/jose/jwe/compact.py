"""The JWE Compact Serialization: five parts, decoded as far as they go (RFC 7516 section 7.1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from webapp.jose import json_part
from webapp.jose.json_part import JsonPart
from webapp.jose.limits import Limits
from webapp.jose.segments import Segment, count_problem, split
from webapp.jose.text import Excerpt, Problem

PARTS: Final = ("protected header", "encrypted key", "initialization vector", "ciphertext", "authentication tag")


@dataclass(frozen=True, slots=True, kw_only=True)
class CompactJwe:
    """A JWE as it was pasted."""

    token: Excerpt
    protected: Segment
    encrypted_key: Segment
    initialization_vector: Segment
    ciphertext: Segment
    tag: Segment
    header: JsonPart
    problems: tuple[Problem, ...]

    @property
    def segments(self) -> tuple[Segment, ...]:
        """The parts in their order."""
        return self.protected, self.encrypted_key, self.initialization_vector, self.ciphertext, self.tag

    @property
    def additional_data(self) -> bytes:
        """The Additional Authenticated Data: the received characters of the protected header (RFC 7516 section 5.2)."""
        return self.protected.encoded.text.encode("utf-8", "surrogatepass")


def parse(token: Excerpt, limits: Limits) -> CompactJwe:
    """Split and decode. Problems: jwe.parts, those of base64url.decode, and of json_object.parse for the header."""
    protected, encrypted_key, vector, ciphertext, tag = split(token, PARTS)
    header = json_part.read("protected header", protected.decoded, limits)
    counted = count_problem(token, "jwe", PARTS, "RFC 7516 section 7.1")
    problems = [counted] if counted else []
    for segment in (protected, encrypted_key, vector, ciphertext, tag):
        problems.extend(segment.problems)
    problems.extend(header.problems)
    return CompactJwe(
        token=token,
        protected=protected,
        encrypted_key=encrypted_key,
        initialization_vector=vector,
        ciphertext=ciphertext,
        tag=tag,
        header=header,
        problems=tuple(problems),
    )
