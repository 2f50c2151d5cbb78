"""What a picture of a signature is drawn from: each signature of a token with its parts and its signing input."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from webapp.jose.artefact import Artefact, Part
from webapp.jose.base64url import encode
from webapp.jose.json_object import JsonValue
from webapp.jose.registry.algorithms import JWS_ALGORITHMS, JwsAlgorithm

_DIGESTS: Final = {"SHA-256": "sha256", "SHA-384": "sha384", "SHA-512": "sha512"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Signing:
    """One signature: what is known of it. header and signature are None where the token has no such part."""

    row: JwsAlgorithm
    header: Part | None
    payload: Part | None
    signature: Part | None
    content: bytes | None
    is_encoded: bool

    @property
    def is_detached(self) -> bool:
        """Whether the payload is not in the token."""
        return self.payload is None or not self.payload.text

    @property
    def signed_payload(self) -> bytes | None:
        """The second half of the signing input; None where it travels apart and was not given."""
        if not self.is_detached and self.payload:
            return self.payload.text.encode("utf-8", "surrogatepass")
        if self.content is None:
            return None
        return encode(self.content).encode() if self.is_encoded else self.content

    @property
    def signing_input(self) -> bytes | None:
        """What is signed: header, a dot, payload."""
        payload = self.signed_payload
        if payload is None:
            return None
        return (self.header.text if self.header else "").encode("utf-8", "surrogatepass") + b"." + payload

    @property
    def digest(self) -> str:
        """How the digest of the signing input begins, where it is the digest that is signed; else empty."""
        name = _DIGESTS.get(self.row.hash or "")
        signed = self.signing_input
        if signed is None or name is None or self.row.kty not in ("RSA", "EC"):
            return ""
        return f"{hashlib.new(name, signed).digest()[:6].hex(' ')} …"


def read_signings(artefact: Artefact, most: int) -> Iterator[Signing]:
    """The signatures of a JWS up to the first whose alg is not registered; of several, at most so many."""
    headers: tuple[Mapping[str, JsonValue] | None, ...] = tuple(one.header for one in artefact.signatures)
    if not artefact.signatures:
        headers = (artefact.header,)
    payload = next((part for part in artefact.parts if part.name == "payload"), None)
    pairs = _pairs(artefact.parts)
    for nth, header in enumerate(headers[:most]):
        alg = (header or {}).get("alg")
        row = JWS_ALGORITHMS.get(alg) if isinstance(alg, str) else None
        if header is None or row is None:
            return
        protected, signature = pairs[nth] if nth < len(pairs) else (None, None)
        is_plain = header.get("b64") is False and protected is not None and _names_b64(protected)
        yield Signing(
            row=row,
            header=protected,
            payload=payload,
            signature=signature,
            content=_content(artefact),
            is_encoded=not is_plain,
        )


def _names_b64(protected: Part) -> bool:
    """Whether the protected header can be where "b64" stands. Only there does it count (RFC 7797 section 3)."""
    return b'"b64"' in _octets(protected.base64url)


def _pairs(parts: tuple[Part, ...]) -> list[tuple[Part | None, Part]]:
    """Each signature with its protected header, which is the part before it if it has one."""
    pairs: list[tuple[Part | None, Part]] = []
    header: Part | None = None
    for part in parts:
        if part.name == "protected header":
            header = part
        elif part.name == "signature":
            pairs.append((header, part))
            header = None
    return pairs


def _content(artefact: Artefact) -> bytes | None:
    payload = artefact.payload
    if payload is None or payload.media == "detached":
        return None
    return _octets(payload.base64url)


def _octets(base64url: str) -> bytes:
    return base64.urlsafe_b64decode(base64url + "=" * (-len(base64url) % 4))
