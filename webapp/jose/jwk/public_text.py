"""Is a secret really the text of a public key? That is the attack of algorithm confusion (RFC 8725 section 2.1)."""

from __future__ import annotations

import base64
import binascii
import re
import unicodedata
from typing import Final

# Searched for in texts that somebody else chose: none begins with a repetition, and those inside are short.
_MARKS: Final = (
    re.compile(r"-{3,5} ?BEGIN ", re.IGNORECASE),
    re.compile(r"-{3,5} ?END ", re.IGNORECASE),
    re.compile(r"(?:BEGIN|END) ?(?:RSA |EC )?(?:PUBLIC KEY|CERTIFICATE)"),
    re.compile(r"(?:ssh-(?:rsa|ed25519|dss)|ecdsa-sha2-nistp\d{3})\s{1,8}AAAA"),
    re.compile(r"<RSAKeyValue|<Modulus>"),
    re.compile(r"""(?<![A-Za-z0-9_])["']?kty["']?\s{0,8}:"""),
)
# Object identifiers that only the DER of keys and certificates has: rsaEncryption, ecPublicKey, Ed25519, Ed448, DSA.
_OIDS: Final = ("06092a864886f70d0101", "06072a8648ce3d0201", "06032b6570", "06032b6571", "06072a8648ce3804")
_IDENTIFIERS: Final = tuple(bytes.fromhex(oid) for oid in _OIDS)
# How the octets of an OpenSSH key begin: the length of a name, and the name (RFC 4253 section 6.6).
_SSH: Final = re.compile(rb"\x00\x00\x00[\x07-\x30](?:ssh-|ecdsa-sha2-)")
_ESCAPE: Final = re.compile(rb"%([0-9A-Fa-f]{2})")
_MOST: Final = 65_536
# Base64 of base64, and once more.
_DEPTH: Final = 3


def is_public_text(secret: bytes) -> bool:
    """Whether the octets are a key container, as they are or behind percent-encoding, base64 or hex."""
    readings = {secret[:_MOST]}
    for _ in range(_DEPTH):
        if any(_is_container(octets) for octets in readings):
            return True
        readings = {inner for octets in readings for inner in _decoded(octets)}
    return False


def _is_container(octets: bytes) -> bool:
    if octets[:1] == b"\x30" and any(identifier in octets[:400] for identifier in _IDENTIFIERS):
        return True
    text = _plain(octets)
    return _SSH.match(octets) is not None or any(mark.search(text) for mark in _MARKS)


def _plain(octets: bytes) -> str:
    """The text as a reader takes it: full-width signs, hard blanks and percent-encoding look like what they mean."""
    unescaped = _ESCAPE.sub(lambda escape: bytes.fromhex(escape[1].decode()), octets)
    return unicodedata.normalize("NFKC", unescaped.decode("utf-8", "replace"))


def _decoded(octets: bytes) -> set[bytes]:
    """What the octets say when they are base64 or hex text. Short ones are never keys."""
    text = b"".join(octets.split())
    if len(text) < 40 or not text.isascii():
        return set()
    padded = text + b"=" * (-len(text) % 4)
    readings: set[bytes] = set()
    for decode, encoded in ((base64.b64decode, padded), (base64.urlsafe_b64decode, padded), (binascii.unhexlify, text)):
        try:
            readings.add(decode(encoded))
        except (binascii.Error, ValueError):
            continue
    return readings
