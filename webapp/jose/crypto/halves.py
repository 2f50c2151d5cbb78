"""The public half that a private key in DER states beside the private one (RFC 5958 section 2, RFC 5915 section 3).

The library refuses what has another public half than it computes, and refuses the half altogether in PKCS #8. So it is
taken out before the library reads the key, and compared afterwards, where the difference can be told.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from webapp.jose.base64url import encode
from webapp.jose.crypto import asn1
from webapp.jose.crypto.asn1 import Element, NotDerError
from webapp.jose.crypto.curves import CURVES

_ONE: Final = 0xA1
_ONE_IMPLICIT: Final = 0x81


def split(der: bytes) -> tuple[bytes, bytes | None]:
    """A private key without the public half that it states, and that half; the key as it is when it states none."""
    try:
        parts = asn1.only(der).children()
        tags = tuple(part.tag for part in parts[:3])
        if tags[:2] == (asn1.INTEGER, asn1.OCTET_STRING):
            return _without(parts)
        if tags == (asn1.INTEGER, asn1.SEQUENCE, asn1.OCTET_STRING):
            return _split_pkcs8(der, parts)
    except (NotDerError, IndexError):
        pass
    return der, None


def with_stated(members: Mapping[str, str], stated: bytes) -> dict[str, str]:
    """The members with the public half that the container states, where it has the form that it should have."""
    if members["kty"] == "OKP":
        return {**members, "x": encode(stated)}
    if members["kty"] == "AKP":
        return {**members, "pub": encode(stated)}
    length = CURVES[members["crv"]].length if members["kty"] == "EC" else 0
    if not length or len(stated) != 1 + 2 * length or stated[0] != 4:
        return dict(members)
    return {**members, "x": encode(stated[1 : 1 + length]), "y": encode(stated[1 + length :])}


def _split_pkcs8(der: bytes, parts: list[Element]) -> tuple[bytes, bytes | None]:
    stated = next((_bits(part) for part in parts[3:] if part.tag in (_ONE, _ONE_IMPLICIT)), None)
    inner = parts[2].content
    # What is inside is a SEQUENCE for RSA and EC keys; only the one of EC keys states a public half.
    if asn1.shape(inner)[:2] == (asn1.INTEGER, asn1.OCTET_STRING):
        inner, within = _without(asn1.only(inner).children())
        stated = stated or within
    if stated is None:
        return der, None
    version = asn1.encode(asn1.INTEGER, b"\0")
    return asn1.encode(
        asn1.SEQUENCE, version + parts[1].encoded + asn1.encode(asn1.OCTET_STRING, inner)
    ), stated  # fmt: skip


def _without(parts: list[Element]) -> tuple[bytes, bytes | None]:
    """An ECPrivateKey without its last member."""
    kept = b"".join(part.encoded for part in parts if part.tag != _ONE)
    stated = next((_bits(part) for part in parts if part.tag == _ONE), None)
    return asn1.encode(asn1.SEQUENCE, kept), stated


def _bits(part: Element) -> bytes:
    """The octets of a BIT STRING, tagged implicitly or explicitly: writers do both."""
    content = part.content
    if part.tag == _ONE:
        held = next(asn1.elements(content), None)
        if held is None:
            raise NotDerError
        content = held.inside(asn1.BIT_STRING)
    if content[:1] != b"\0":
        raise NotDerError
    return content[1:]
