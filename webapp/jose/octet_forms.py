"""Telling by its octets what is not JOSE: COSE, macaroons, biscuits, SAML, Kerberos, in hexadecimal or base64."""

from __future__ import annotations

import base64
import binascii
import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class OctetForm:
    """One form: the code's cause, how its octets begin or are built, what it is, and what to do with it."""

    cause: str
    fits: Callable[[bytes], bool]
    name: str
    remedy: str


_HEX: Final = re.compile(r"(?:0x)?((?:[0-9A-Fa-f]{2})+)")
_BASE64: Final = re.compile(r"[A-Za-z0-9+/_-]{16,}={0,2}")
_SEPARATORS: Final = re.compile(r"[\s:]+")
_ESCAPES: Final = re.compile(r"%(2[BbFf]|3[Dd])")
_MEANT: Final = {"2b": "+", "2f": "/", "3d": "="}
# No form needs more of it to be told.
_MOST: Final = 64 * 1024
_INFLATED: Final = 4096
_BASE62: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_BRANCA: Final = re.compile(r"[A-Za-z0-9]{61,600}")
_BRANCA_VERSION: Final = 0xBA
_SAML: Final = re.compile(rb"<(?:[A-Za-z0-9_-]+:)?(?:Response|Assertion|AuthnRequest|Logout(?:Request|Response))[\s>]")
_COSE_TAGS: Final = (
    b"\xd0\x83",
    b"\xd1\x84",
    b"\xd2\x84",
    b"\xd8\x60\x84",
    b"\xd8\x61\x85",
    b"\xd8\x62\x84",
    b"\xd8\x3d",
)
# Untagged: an array of four (COSE_Sign1, COSE_Mac0) or three (COSE_Encrypt0) that begins with a map in a byte string.
_COSE_UNTAGGED: Final = re.compile(
    rb"[\x83\x84](?:\x43\xa1\x01|\x44\xa1\x01\x38|[\x44-\x57][\xa1-\xa5][\x01-\x04]|\x58.[\xa1-\xa5][\x01-\x04])",
    re.DOTALL,
)
_MACAROON_1: Final = re.compile(rb"00[0-9a-f]{2}(?:location|identifier) ")
_SPNEGO: Final = (b"\x06\x06\x2b\x06\x01\x05\x05\x02", b"\x06\x09\x2a\x86\x48\x86\xf7\x12\x01\x02\x02")


def octets_of(text: str) -> Iterator[bytes]:
    """What a text may stand for: octets in hexadecimal, or in one of the two alphabets of base64; perhaps none."""
    if len(text) > _MOST:
        return
    plain = _ESCAPES.sub(lambda match: _MEANT[match[1].lower()], _SEPARATORS.sub("", text))
    if hexadecimal := _HEX.fullmatch(plain):
        yield bytes.fromhex(hexadecimal[1])
    if _BASE64.fullmatch(plain):
        standard = plain.translate(str.maketrans("-_", "+/")).rstrip("=")
        try:
            yield base64.b64decode(standard + "=" * (-len(standard) % 4))
        except (binascii.Error, ValueError):
            return


def form_of(text: str) -> OctetForm | None:
    """The form that the octets of a text have; None when they have none of these."""
    for octets in octets_of(text):
        for form in OCTET_FORMS:
            if form.fits(octets):
                return form
    return _BRANCA_FORM if _is_branca(text) else None


def _begins(*openings: bytes) -> Callable[[bytes], bool]:
    return lambda octets: octets.startswith(openings)


def _is_cose(octets: bytes) -> bool:
    return len(octets) > 20 and (octets.startswith(_COSE_TAGS) or bool(_COSE_UNTAGGED.match(octets)))


def _is_macaroon(octets: bytes) -> bool:
    """Version 1 has packets with their length in hexadecimal; version 2 begins with a location or an identifier."""
    if _MACAROON_1.match(octets):
        return True
    return len(octets) > 40 and octets[0] == 2 and octets[1] in (1, 2) and octets[-34:-32] == b"\x06\x20"


def _is_biscuit(octets: bytes) -> bool:
    """A protobuf message: perhaps the number of the root key, then the authority block with its own first field."""
    start = 2 if octets[:1] == b"\x08" else 0
    if octets[start : start + 1] != b"\x12" or len(octets) < 60:
        return False
    length, end = _varint(octets, start + 1)
    return length > 8 and octets[end : end + 1] == b"\x0a"


def _varint(octets: bytes, position: int) -> tuple[int, int]:
    """A number of protobuf, of at most three octets, and where it ends."""
    value = 0
    for count in range(3):
        octet = octets[position + count] if position + count < len(octets) else 0
        value |= (octet & 0x7F) << (7 * count)
        if octet < 0x80:
            return value, position + count + 1
    return 0, position


def _is_saml(octets: bytes) -> bool:
    return bool(_SAML.search(octets[:_INFLATED]))


def _is_deflated_saml(octets: bytes) -> bool:
    try:
        return _is_saml(zlib.decompressobj(-zlib.MAX_WBITS).decompress(octets, _INFLATED))
    except zlib.error:
        return False


def _is_spnego(octets: bytes) -> bool:
    return octets[:1] == b"\x60" and any(identifier in octets[:20] for identifier in _SPNEGO)


def _is_laravel(octets: bytes) -> bool:
    return octets[:1] == b"{" and all(name in octets for name in (b'"iv":', b'"value":', b'"mac":'))


def _is_branca(text: str) -> bool:
    """Base62 of a number that begins with the octet of the version."""
    if not _BRANCA.fullmatch(text):
        return False
    number = 0
    for character in text:
        number = number * 62 + _BASE62.index(character)
    octets = number.to_bytes((number.bit_length() + 7) // 8, "big")
    return octets[:1] == bytes([_BRANCA_VERSION]) and len(octets) >= 45


_XML_SIGNED: Final = "It is XML with XML Signature, not JOSE: decode it and use a SAML tool"
OCTET_FORMS: Final = (
    OctetForm("cwt", _is_cose, "a CWT or other COSE message", "COSE is CBOR (RFC 9052), not JOSE: use a COSE library"),
    OctetForm(
        "macaroon",
        _is_macaroon,
        "a macaroon",
        "Use a macaroon library with the service's root key; its caveats can be read without it",
    ),
    OctetForm("biscuit", _is_biscuit, "a biscuit", "Use a biscuit library with the issuer's public key"),
    OctetForm("saml", _is_saml, "a SAML message in base64", _XML_SIGNED),
    OctetForm(
        "saml-deflated",
        _is_deflated_saml,
        "a SAML message, deflated and in base64, as redirects carry it",
        f"{_XML_SIGNED}. Inflate it (raw DEFLATE) after the base64",
    ),
    OctetForm(
        "kerberos",
        _is_spnego,
        "a Kerberos ticket (SPNEGO)",
        "Only the service's keytab opens it; klist shows what it is for",
    ),
    OctetForm(
        "ntlm",
        _begins(b"NTLMSSP\0"),
        "an NTLM message",
        "It is a challenge-response message of Windows authentication, not a token",
    ),
    OctetForm(
        "laravel-cookie",
        _is_laravel,
        "an encrypted cookie of Laravel",
        "Its JSON has the initialization vector, the ciphertext and a MAC. Its key is APP_KEY: use "
        "Illuminate\\Encryption\\Encrypter",
    ),
    OctetForm(
        "java-object",
        _begins(b"\xac\xed\x00\x05"),
        "a serialized Java object",
        "It is no token. Never deserialize one that somebody sent",
    ),
)
_BRANCA_FORM: Final = OctetForm(
    "branca",
    lambda _: False,
    "a Branca token",
    "It is encrypted with XChaCha20-Poly1305: use a Branca library with the key",
)
