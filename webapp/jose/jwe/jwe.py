"""A JWE, whichever way it is serialized (RFC 7516 section 3)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from webapp.jose.jose_header import JoseHeader
from webapp.jose.segments import Segment
from webapp.jose.text import Excerpt, Problem

PARTS: Final = ("protected header", "encrypted key", "initialization vector", "ciphertext", "authentication tag")


@dataclass(frozen=True, slots=True, kw_only=True)
class JweRecipient:
    """One recipient: its header, which includes what all share, and the content key encrypted to it."""

    index: int
    header: JoseHeader
    encrypted_key: Segment
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Jwe:
    """A JWE as it was pasted. protected is None where nothing is protected, aad where nothing else is bound to it."""

    token: Excerpt
    serialization: str
    protected: Segment | None
    recipients: tuple[JweRecipient, ...]
    initialization_vector: Segment
    ciphertext: Segment
    tag: Segment
    problems: tuple[Problem, ...]
    aad: Segment | None = None

    @property
    def segments(self) -> tuple[Segment, ...]:
        """The parts in the order of the compact form, every recipient's encrypted key among them."""
        keys = tuple(recipient.encrypted_key for recipient in self.recipients)
        first = (self.protected,) if self.protected else ()
        last = (self.aad,) if self.aad else ()
        return (*first, *keys, self.initialization_vector, self.ciphertext, self.tag, *last)

    @property
    def additional_data(self) -> bytes:
        """The Additional Authenticated Data: the received characters (RFC 7516 section 5.2, step 15)."""
        text = self.protected.encoded.text if self.protected else ""
        if self.aad:
            text += "." + self.aad.encoded.text
        return text.encode("utf-8", "surrogatepass")
