"""A whole token in another dress: backwards, in hexadecimal, as a list of octets, compressed (RFC 7515 section 7.1)."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import Final

from webapp.jose.base64url import decode
from webapp.jose.diagnose.words import corrected_input, proven
from webapp.jose.finding import Diagnosis
from webapp.jose.octet_forms import octets_of
from webapp.jose.text import Excerpt

_LONGEST: Final = 200_000
_TOKEN: Final = re.compile(r"\s*(?:bearer\s+)?(e[yw][A-Za-z0-9_-]{8,}(?:\.[A-Za-z0-9_-]*){2,4})\s*", re.IGNORECASE)
_BACKWARDS: Final = re.compile(r"(?:[A-Za-z0-9_-]*\.){2,4}[A-Za-z0-9_-]{8,}[yw]e")
_HEADER: Final = re.compile(rb'\s*\{(?=[\s\S]{0,8000}?"(?:alg|enc)"\s*:)')
# 101, 121 and so on, as programs show octets; in hexadecimal as xxd, <Buffer …> and \x65 have them.
_DECIMAL: Final = re.compile(r"(?<!\d)\d{1,3}(?!\d)")
_LIST: Final = re.compile(
    r"\s*+(?:\{[^\[]{0,80}\[|\[|bytes\(\[|new Uint8Array\(\[|\[\]byte\{)?\s*+(?:\d{1,3}[\s,;]++){20,}+\d{1,3}[\s\])}]*+"
)
_HEX_PAIRS: Final = re.compile(r"(?:<Buffer\s|0x|\\x|\s|,|;|:|[{}()\[\]>])+", re.IGNORECASE)
_PAIRS: Final = re.compile(r"(?:[0-9A-Fa-f]{2})+")
_WRAPPED: Final = (("compressed with gzip or zlib, in base64", 47), ("compressed with DEFLATE, in base64", -15))


def disguised(text: str) -> Diagnosis | None:
    """The token that the text is in another dress, if its header can be read once that is taken off."""
    if len(text) > _LONGEST:
        return None
    for dress, plain in _undressed(text.strip()):
        token = _TOKEN.fullmatch(plain)
        if token and _HEADER.match(decode(Excerpt.whole(token[1].partition(".")[0])).octets):
            return proven(
                "mangled.disguised",
                f"This is a token, but written {dress}",
                "With that undone, its header can be read. A verifier takes the token only as its own characters, with "
                "dots between the parts.",
                "Take the token as text where it comes from, and pass it on as that. The text put right is offered "
                "here.",
                reference="RFC 7515 section 7.1",
                corrected=corrected_input(token[1]),
            )
    return None


def _undressed(text: str) -> Iterator[tuple[str, str]]:
    if _BACKWARDS.fullmatch(text):
        yield "backwards", text[::-1]
    if "\0" in text:
        yield "in UTF-16, with a zero between its characters", text.replace("\0", "").lstrip("\ufeffÿþ\ufffd")
    if _LIST.fullmatch(text):
        numbers = [int(number) for number in _DECIMAL.findall(text)]
        if max(numbers) < 256:
            yield "as a list of octets", _text(bytes(numbers))
    pairs = _HEX_PAIRS.sub("", text)
    if pairs != text and _PAIRS.fullmatch(pairs):
        yield "in hexadecimal", _text(bytes.fromhex(pairs))
    for octets in octets_of(text):
        yield ("in hexadecimal" if _PAIRS.fullmatch(text) else "in base64 as a whole"), _text(octets)
        for dress, window in _WRAPPED:
            yield dress, _text(_inflated(octets, window))


def _text(octets: bytes) -> str:
    """The characters of octets, also of UTF-16: a token has no zeros in it."""
    return octets.replace(b"\0", b"").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").decode("utf-8", "replace")


def _inflated(octets: bytes, window: int) -> bytes:
    try:
        return zlib.decompressobj(window).decompress(octets, _LONGEST)
    except zlib.error:
        return b""
