"""Public keys as Multikey, in DID documents and as did:key and did:jwk (W3C Controlled Identifiers section 2.2.2).

base58btc of a number that says the type, then the octets of the key: raw for Curve25519, a compressed point for EC.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import Final

from webapp.jose.base64url import encode
from webapp.jose.crypto.curves import CURVES
from webapp.jose.jwk.build import Description, build_key, examine
from webapp.jose.jwk.key import Key
from webapp.jose.limits import Limits

MULTIKEY: Final = "multikey"
_ALPHABET: Final = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
# Longer ones would take quadratic time, and no curve has them.
_TEXT: Final = re.compile(
    r"\s{0,40}(?:did:key:)?(?P<key>z[1-9A-HJ-NP-Za-km-z]{40,120})(?:#[1-9A-HJ-NP-Za-km-z]{0,130})?\s{0,40}"
)
# The registry of multicodec, as the octets of its variable-length numbers.
_OKP: Final = MappingProxyType({b"\xed\x01": "Ed25519", b"\xec\x01": "X25519"})
_EC: Final = MappingProxyType(
    {b"\x80\x24": "P-256", b"\x81\x24": "P-384", b"\x82\x24": "P-521", b"\xe7\x01": "secp256k1"}
)


def read_multikey(text: str, limits: Limits) -> Key | None:
    """The public key that a text is in Multikey; None for any other text."""
    found = _TEXT.fullmatch(text)
    octets = _base58(found["key"][1:]) if found else b""
    members = _members(octets[:2], octets[2:])
    if members is None:
        return None
    return examine((build_key(members, Description(source=MULTIKEY), limits),), limits)[0]


def _members(kind: bytes, octets: bytes) -> dict[str, str] | None:
    if kind in _OKP:
        return {"kty": "OKP", "crv": _OKP[kind], "x": encode(octets)} if len(octets) == 32 else None
    if kind not in _EC or octets[:1] not in (b"\x02", b"\x03"):
        return None
    curve = CURVES[_EC[kind]]
    x = int.from_bytes(octets[1:], "big")
    y = curve.y_of(x, octets[0] % 2) if len(octets) == 1 + curve.length else None
    if y is None:
        return None
    return {"kty": "EC", "crv": curve.crv, "x": encode(octets[1:]), "y": encode(y.to_bytes(curve.length, "big"))}


def _base58(text: str) -> bytes:
    number = 0
    for character in text:
        number = number * 58 + _ALPHABET.index(character)
    zeros = len(text) - len(text.lstrip("1"))
    return bytes(zeros) + number.to_bytes((number.bit_length() + 7) // 8, "big")
