"""The shapes that a signature is found in where the octets of RFC 7518 section 3 are due: guesses, not yet proven."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

_HEX: Final = re.compile(r"(?:0x)?((?:[0-9A-Fa-f]{2}[:\s]?){8,})\s*")
_BASE64: Final = re.compile(r"[A-Za-z0-9+/_\s-]{16,}={0,2}\s*")
# Octets by which an integer that lost its leading zeros is shorter, or one with a sign octet is longer.
_MOST_ZEROS: Final = 4
_DER: Final = "it is written in DER (ASN.1) where JOSE has R and S side by side"


@dataclass(frozen=True, slots=True)
class Shape:
    """Octets that the signature may stand for. flaw completes "the signature is right, but …"; code is stable."""

    octets: bytes = field(repr=False)
    code: str = ""
    flaw: str = ""
    remedy: str = ""

    def then(self, octets: bytes, code: str, flaw: str, remedy: str) -> Shape:
        """A further flaw beneath this one, whose code is told: it is the one nearer to the mathematics."""
        joined = f"{self.flaw}, and {flaw}" if self.flaw else flaw
        return Shape(octets, code, joined, f"{self.remedy} {remedy}".strip())


def shapes(octets: bytes, text: str, kty: str, due: int) -> Iterator[Shape]:
    """Every shape, common ones first, each octet string once, of the length that is due. text is the base64url."""
    seen = {octets}
    for outer in _unwrapped(octets, text):
        for shape in (outer, *_inner(outer, kty, due)):
            if len(shape.octets) == due and shape.octets not in seen:
                seen.add(shape.octets)
                yield shape


def der_integers(octets: bytes) -> tuple[int, int] | None:
    """R and S of a DER SEQUENCE, also of a sloppy one: a wrong outer length, a lost sign octet, something behind."""
    if octets[:1] != b"\x30" or len(octets) < 8:
        return None
    at = 3 if octets[1] == 0x81 else 2
    found: list[int] = []
    for _ in range(2):
        if octets[at : at + 1] != b"\x02" or at + 2 > len(octets):
            return None
        length = octets[at + 1]
        content = octets[at + 2 : at + 2 + length]
        if not length or len(content) != length:
            return None
        found.append(int.from_bytes(content, "big"))
        at += 2 + length
    return found[0], found[1]


def _unwrapped(octets: bytes, text: str) -> Iterator[Shape]:
    """The signature itself, and what it says if it is text."""
    plain = Shape(octets)
    yield plain
    if found := _HEX.fullmatch(text):
        flaw = "it stands there as hexadecimal digits, which are no base64url"
        yield plain.then(_unhex(found[1]), "signature.hex-text", flaw, "Encode the octets in base64url, not in hex.")
    inside = octets.decode("ascii", "replace")
    if found := _HEX.fullmatch(inside):
        flaw = "its hexadecimal text was encoded in base64url instead of its octets"
        remedy = "Take the raw digest of the signing function (digest(), not hexdigest()), and encode that."
        yield plain.then(_unhex(found[1]), "signature.hex-text", flaw, remedy)
    if _BASE64.fullmatch(inside):
        flaw = "it was encoded twice: what it decodes to is base64 text again"
        remedy = "Encode the octets of the signature once, in base64url."
        yield plain.then(_unbase64(inside), "signature.base64-text", flaw, remedy)
    if widened := _narrowed(octets):
        flaw = "it was taken for a string and written in UTF-8, so that every octet above 127 became two"
        remedy = "Keep the signature as octets; never pass it through a string."
        yield plain.then(widened, "signature.utf-8", flaw, remedy)


def _inner(outer: Shape, kty: str, due: int) -> Iterator[Shape]:
    if kty == "EC":
        yield from _of_two_integers(outer, due // 2)
    if kty == "RSA":
        yield from _of_one_integer(outer, due)
    if kty == "OKP":
        yield from _backwards(outer, due)
    yield from _longer(outer, due)


def _of_two_integers(outer: Shape, half: int) -> Iterator[Shape]:
    most = 1 << 8 * half
    for base, r, s in _pairs(outer, half):
        if r >= most or s >= most:
            continue
        first, second = r.to_bytes(half, "big"), s.to_bytes(half, "big")
        yield replace(base, octets=first + second)
        flaw, remedy = "R and S are swapped", "Write R first, then S (RFC 7518 section 3.4)."
        yield base.then(second + first, "signature.swapped", flaw, remedy)
        flaw = "its integers are little-endian"
        remedy = "Write R and S big-endian; Windows CryptoAPI gives them the other way round."
        yield base.then(first[::-1] + second[::-1], "signature.little-endian", flaw, remedy)
        yield base.then(second[::-1] + first[::-1], "signature.little-endian", flaw, remedy)


def _pairs(outer: Shape, half: int) -> Iterator[tuple[Shape, int, int]]:
    """R and S as the signature may hold them, with the flaw that goes with it."""
    octets = outer.octets
    if found := der_integers(octets):
        remedy = "Convert it before it is encoded, or ask the signing library for the IEEE P1363 form."
        yield outer.then(b"", "signature.der", _DER, remedy), *found
    due = 2 * half
    if len(octets) == due:
        yield outer, int.from_bytes(octets[:half], "big"), int.from_bytes(octets[half:], "big")
        return
    for at in _cuts(len(octets), half):
        lengths = f"R has {at} and S {len(octets) - at} octets where each has {half}"
        remedy = f"Pad R and S with zero octets in front to {half} octets each, and drop sign octets."
        shape = outer.then(b"", "signature.integer-length", lengths, remedy)
        yield shape, int.from_bytes(octets[:at], "big"), int.from_bytes(octets[at:], "big")


def _cuts(length: int, half: int) -> Iterator[int]:
    """Where R may end: either has lost zeros or has some more; or both are padded to one longer length."""
    missing = 2 * half - length
    if 0 < missing <= _MOST_ZEROS:
        yield from range(half, half - missing - 1, -1)
    elif -_MOST_ZEROS <= missing < 0:
        yield from range(half, half - missing + 1)
    elif missing < 0 and length % 2 == 0:
        yield length // 2


def _of_one_integer(outer: Shape, due: int) -> Iterator[Shape]:
    octets = outer.octets
    bare = octets.lstrip(b"\x00")
    if len(octets) != due and due - _MOST_ZEROS <= len(bare) <= due:
        flaw = f"it has {len(octets)} octets, zeros in front left out or added, where {due} are due"
        remedy = "Write the integer in exactly as many octets as the modulus has (RFC 8017 section 4.1)."
        yield outer.then(bare.rjust(due, b"\x00"), "signature.integer-length", flaw, remedy)
    yield from _backwards(outer, due)


def _backwards(outer: Shape, due: int) -> Iterator[Shape]:
    flaw = "its octets stand in reverse order (little-endian)"
    remedy = "Write it big-endian, as the RFCs do; Windows CryptoAPI gives it the other way round."
    yield outer.then(outer.octets[:due][::-1], "signature.little-endian", flaw, remedy)


def _longer(outer: Shape, due: int) -> Iterator[Shape]:
    octets = outer.octets
    if len(octets) <= due or not due:
        return
    more = len(octets) - due
    if octets == octets[:due] * 2:
        remedy = "Append the signature once."
        yield outer.then(octets[:due], "signature.doubled", "it stands there twice", remedy)
        return
    remedy = f"Drop what does not belong to it: {due} octets are due."
    yield outer.then(octets[:due], "signature.too-long", f"{more} more octets stand behind it", remedy)
    yield outer.then(octets[-due:], "signature.too-long", f"{more} more octets stand in front of it", remedy)


def _unhex(digits: str) -> bytes:
    return bytes.fromhex("".join(character for character in digits if character.isalnum()))


def _unbase64(text: str) -> bytes:
    standard = "".join(text.split()).rstrip("=").replace("-", "+").replace("_", "/")
    try:
        return base64.b64decode(standard + "=" * (-len(standard) % 4))
    except binascii.Error:
        return b""


def _narrowed(octets: bytes) -> bytes:
    """The characters of UTF-8 text as octets, if all of them are below 256 and some above 127."""
    try:
        text = octets.decode("utf-8")
        return b"" if text.isascii() else text.encode("latin-1")
    except UnicodeError:
        return b""
