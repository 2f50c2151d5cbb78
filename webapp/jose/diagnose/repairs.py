"""What may undo a change on the way: the text of a token with its characters, dots and parts put back."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from itertools import chain, pairwise, product
from typing import Final, NamedTuple

from webapp.jose.text import counted

_FOREIGN: Final = re.compile(r"[^A-Za-z0-9_.\-]")
_ESCAPE: Final = re.compile(r"%([0-9A-Fa-f]{2})")
# Quoted-printable (RFC 2045 section 6.7) of the signs that a token has.
_QUOTED: Final = re.compile(r"=(2D|2E|3D|5F)")
# How an object in base64url begins, behind a character that is no sign of a longer word.
_OBJECT: Final = re.compile(r"ey[AIJ]|ew[0o]")
# Signs that look like others: dashes and dots of documents, letters of other scripts.
_ALIKE: Final = str.maketrans(
    "–—‐‑−‒。·•․аеорсухіјѕԁАВЕЅЗКМНОРСТУХІЈαινορυΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
    "------....aeopcyxijsdABES3KMHOPCTYXIJaivopuABEZHIKMNOPTYX",
)
_SIGNS: Final = ("-", "_", "+")
# What may be lost before a token: the beginning of {"alg, in base64url.
BEGINNINGS: Final = ("e", "ey", "eyJ", "eyJh")
# With so many spaces and one more, each can have been either sign.
_MOST_SPACES: Final = 8
# A header is no shorter, and a text is looked at for no more beginnings.
_SHORTEST: Final = 12
_MOST_FOUND: Final = 4


class Repair(NamedTuple):
    """A code, what was done to the token (as the end of a sentence), and the text with that undone."""

    code: str
    name: str
    text: str


def repairs(text: str, signatures: frozenset[int]) -> Iterator[Repair]:
    """What may undo a change, likeliest first. signatures are the numbers of characters that one may have."""
    yield from _encoded(text)
    yield from _exchanged(text)
    yield from _parted(text, signatures)
    yield from _doubled(text)
    yield from _around(text)


def _in_base64url(text: str) -> str:
    """Standard base64 has the signs that become spaces; its others go with them."""
    return text.replace("+", "-").replace("/", "_").replace("=", "")


def _encoded(text: str) -> Iterator[Repair]:
    """Encodings of URLs, pages and mail that nobody undid."""
    if "%" in text:
        plain = _ESCAPE.sub(lambda escape: chr(int(escape[1], 16)), text)
        for candidate in (plain, _in_base64url(plain)):
            yield Repair("mangled.percent-encoding", "percent-encoding was left in it", candidate)
    if "&" in text:
        yield Repair("mangled.characters", "HTML entities stand in it", html.unescape(text))
    if _QUOTED.search(text):
        plain = _QUOTED.sub(lambda sign: chr(int(sign[1], 16)), text)
        yield Repair("mangled.characters", "quoted-printable of a mail was left in it", plain)


def _exchanged(text: str) -> Iterator[Repair]:
    """Characters that became others."""
    if " " in text.strip():
        for sign in _SIGNS:
            candidate = _in_base64url(text.strip().replace(" ", sign))
            yield Repair("mangled.spaces", f'"{sign}" became a space', candidate)
        pieces = text.strip().split(" ")
        for signs in product("-_", repeat=len(pieces) - 1) if len(pieces) <= _MOST_SPACES else ():
            candidate = "".join(chain.from_iterable(zip(pieces, (*signs, ""), strict=True)))
            yield Repair("mangled.spaces", '"-" and "_" became spaces', _in_base64url(candidate))
    standard = text.replace("+", "-").replace("/", "_")
    if standard != text:
        yield Repair("mangled.alphabet", "its parts were written in standard base64", standard.replace("=", ""))
    if "=" in text:
        yield Repair("mangled.padding", "padding (=) was added to its parts", text.replace("=", ""))
    if not text.isascii():
        plain = unicodedata.normalize("NFKC", text).translate(_ALIKE)
        name = "signs in it became others that look like them"
        # Foreign signs that only have to go are told as that.
        for candidate in (plain, bare) if (bare := _FOREIGN.sub("", plain)) != _FOREIGN.sub("", text) else ():
            yield Repair("mangled.characters", name, candidate)


def _parted(text: str, signatures: frozenset[int]) -> Iterator[Repair]:
    """Two dots, where they are gone or have become another sign: before the payload, and before the signature."""
    if text.count(".") > 1:
        return
    begin = _OBJECT.search(text, _SHORTEST)
    if begin is None:
        return
    before, after = text[: begin.start()], text[begin.start() :]
    headers = dict.fromkeys((before[:-1], before) if not before[-1:].isalnum() else (before, before[:-1]))
    for length in sorted(signatures):
        if not 0 < length < len(after):
            continue
        payload, signature = after[:-length], after[-length:]
        payloads = dict.fromkeys((payload[:-1], payload) if not payload[-1:].isalnum() else (payload, payload[:-1]))
        for header in headers:
            for middle in payloads:
                name = "the dots between its parts were lost, or became another sign"
                yield Repair("mangled.dots", name, f"{header}.{middle}.{signature}")


def _doubled(text: str) -> Iterator[Repair]:
    """A part that stands there twice, with a dot between or without."""
    parts = text.split(".")
    if len(parts) == 4:
        for index, (part, following) in enumerate(pairwise(parts)):
            if part and part == following:
                yield Repair(
                    "mangled.doubled", "a part stands in it twice", ".".join(parts[:index] + parts[index + 1 :])
                )
    if len(parts) == 3:
        for index, part in enumerate(parts):
            half = part[: len(part) // 2]
            if half and part == half * 2:
                name = "a part of it was written twice"
                yield Repair("mangled.doubled", name, ".".join((*parts[:index], half, *parts[index + 1 :])))


def _around(text: str) -> Iterator[Repair]:
    """What stands within or around the token, or is missing before it."""
    bare = _FOREIGN.sub("", text)
    if bare != text:
        name = f"{counted(len(text) - len(bare), 'character')} that no token has in it"
        if text.count("\0") > len(bare) // 2:
            name = "it is in UTF-16, with a zero between its characters"
        yield Repair("mangled.foreign", name, bare)
    stripped = bare.strip(".")
    if stripped != bare:
        yield Repair("mangled.foreign", "a dot was added before or behind it", stripped)
    for begin in _beginnings(text):
        rest = ".".join(text[begin:].split(".", 3)[:3])
        yield Repair("mangled.prefix", "something was put before it, such as the beginning of another token", rest)
    if not text.startswith("ey"):
        for lost in BEGINNINGS:
            yield Repair("mangled.beginning", f'its first characters ("{lost}") are missing', lost + text)


def _beginnings(text: str) -> list[int]:
    """Where a token may begin that has all its parts, though something stands before it."""
    found: list[int] = []
    last = text.rfind(".", 0, max(text.rfind("."), 0))
    begin = text.find("eyJ", 1, last + 1 if last > 0 else 0)
    while begin > 0 and len(found) < _MOST_FOUND:
        found.append(begin)
        begin = text.find("eyJ", begin + 1, last + 1)
    return found
