"""Is a secret really the text of a public key? That is the attack of algorithm confusion (RFC 8725 section 2.1)."""

from __future__ import annotations

import base64
import binascii
import re
from typing import Final

_MARKS: Final = (
    re.compile(rb"-{3,5} ?BEGIN ", re.IGNORECASE),
    re.compile(rb"-{3,5} ?END ", re.IGNORECASE),
    re.compile(rb"\s*(?:ssh-(?:rsa|ed25519|dss)|ecdsa-sha2-nistp\d+) AAAA"),
    re.compile(rb"<RSAKeyValue|<Modulus>"),
    re.compile(rb"""[{,\s]["']?kty["']?\s*:"""),
)
# Object identifiers that only the DER of keys and certificates has: rsaEncryption, ecPublicKey, Ed25519, Ed448, DSA.
_OIDS: Final = ("06092a864886f70d0101", "06072a8648ce3d0201", "06032b6570", "06032b6571", "06072a8648ce3804")
_IDENTIFIERS: Final = tuple(bytes.fromhex(oid) for oid in _OIDS)
_MOST: Final = 65_536


def is_public_text(secret: bytes) -> bool:
    """Whether the octets are a key container, as they are or behind base64 or hex."""
    octets = secret[:_MOST]
    return any(_is_container(reading) for reading in (octets, *_decoded(octets)))


def _is_container(octets: bytes) -> bool:
    if any(mark.search(octets) for mark in _MARKS):
        return True
    return octets[:1] == b"\x30" and any(identifier in octets[:400] for identifier in _IDENTIFIERS)


def _decoded(octets: bytes) -> list[bytes]:
    """What the octets say when they are base64 or hex text. Short ones are never keys."""
    text = b"".join(octets.split())
    if len(text) < 40:
        return []
    padded = text + b"=" * (-len(text) % 4)
    readings: list[bytes] = []
    for decode, encoded in ((base64.b64decode, padded), (base64.urlsafe_b64decode, padded), (binascii.unhexlify, text)):
        try:
            readings.append(decode(encoded))
        except (binascii.Error, ValueError):
            continue
    return readings
