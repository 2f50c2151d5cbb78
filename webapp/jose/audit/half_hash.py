"""at_hash and c_hash: the left half of a hash, as base64url (OpenID Connect Core section 3.1.3.6).

The hash is that of the algorithm that signed the token. EdDSA has its hash in it: SHA-512 with Ed25519, and SHAKE256
with Ed448, of which 114 octets are taken (RFC 8032 sections 5.1 and 5.2).
"""

from __future__ import annotations

import hashlib
from typing import Final

from webapp.jose.base64url import encode

_ED448_OCTETS: Final = 114
_BY_SIZE: Final = {"256": "sha256", "384": "sha384", "512": "sha512"}


def half_hash(text: str, alg: str, signature_octets: int) -> str | None:
    """The value that is due for text; None when the algorithm names no hash."""
    octets = text.encode("utf-8", "surrogatepass")
    digest = _digest(octets, alg, signature_octets)
    return encode(digest[: len(digest) // 2]) if digest else None


def _digest(octets: bytes, alg: str, signature_octets: int) -> bytes:
    if alg == "Ed448" or (alg == "EdDSA" and signature_octets == _ED448_OCTETS):
        return hashlib.shake_256(octets).digest(_ED448_OCTETS)
    if alg in ("Ed25519", "EdDSA"):
        return hashlib.sha512(octets).digest()
    name = _BY_SIZE.get(alg[2:5]) if alg[:2] in ("HS", "RS", "PS", "ES") else None
    return hashlib.new(name, octets).digest() if name else b""
