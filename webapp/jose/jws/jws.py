"""A JWS, whichever way it is serialized (RFC 7515 section 3)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from webapp.jose.base64url import encode
from webapp.jose.jose_header import JoseHeader
from webapp.jose.segments import Segment
from webapp.jose.text import Excerpt, Problem

PARTS: Final = ("protected header", "payload", "signature")


@dataclass(frozen=True, slots=True, kw_only=True)
class JwsSignature:
    """One signature with its header. protected is None where the JSON Serialization has no protected header."""

    index: int
    protected: Segment | None
    header: JoseHeader
    signature: Segment
    problems: tuple[Problem, ...] = ()

    @property
    def is_encoded(self) -> bool:
        """Whether the payload is signed as base64url, which only "b64": false changes (RFC 7797 section 3)."""
        return not (self.header.is_protected("b64") and self.header.values["b64"] is False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Jws:
    """A JWS as it was pasted. problems are about its form; what a header says is judged in header.py.

    payload is None where the payload travels apart from the token; content is what was given for it then.
    """

    token: Excerpt
    serialization: str
    payload: Segment | None
    signatures: tuple[JwsSignature, ...]
    problems: tuple[Problem, ...]
    content: bytes | None = None
    is_piece: bool = False

    @property
    def is_detached(self) -> bool:
        """Whether the payload travels apart (RFC 7515 appendix F); that of a piece of a token is lost instead."""
        return not self.is_piece and (self.payload is None or not self.payload.encoded.text)

    @property
    def payload_octets(self) -> bytes:
        """The JWS Payload: what was signed."""
        if self.is_detached and self.content is not None:
            return self.content
        if self.payload is None:
            return b""
        if self.signatures and not self.signatures[0].is_encoded:
            return self.payload.encoded.text.encode("utf-8", "surrogatepass")
        return self.payload.octets

    def signing_input(self, signature: JwsSignature) -> bytes:
        """The JWS Signing Input: the received characters themselves, never a re-encoding (RFC 7515 section 5.2)."""
        protected = signature.protected.encoded.text if signature.protected else ""
        return f"{protected}.".encode("utf-8", "surrogatepass") + self._signed_payload(signature)

    def _signed_payload(self, signature: JwsSignature) -> bytes:
        if not signature.is_encoded:
            return self.payload_octets
        if self.is_detached and self.content is not None:
            return encode(self.content).encode("ascii")
        return self.payload.encoded.text.encode("utf-8", "surrogatepass") if self.payload else b""
