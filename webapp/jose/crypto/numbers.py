"""Integers and octets as the base64url text of JWK members (RFC 7518 section 2, Base64urlUInt)."""

from __future__ import annotations

from binascii import a2b_base64

from webapp.jose.base64url import encode


def octets(text: str) -> bytes:
    """The octets of base64url text whose alphabet and length have been checked."""
    return a2b_base64(text.replace("-", "+").replace("_", "/") + "=" * (-len(text) % 4))


def integer(text: str) -> int:
    """The unsigned big-endian integer of a normalised member."""
    return int.from_bytes(octets(text), "big")


def base64url_uint(value: int) -> str:
    """The integer in as few octets as it needs, one for zero."""
    return encode(value.to_bytes(max((value.bit_length() + 7) // 8, 1), "big"))


def fixed(value: int, length: int) -> str:
    """The integer in exactly so many octets. The caller knows that it fits."""
    return encode(value.to_bytes(length, "big"))
