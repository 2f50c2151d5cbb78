"""Is a key a text that a person made up? Words, sentences, keyboard runs and repetitions say so.

What a generator writes (base64, hex, base62, a UUID) has none of these but by chance, which never covers much of it.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from itertools import pairwise
from typing import Final

from webapp.jose.audit.frequent import frequent_words

# Only the beginning is looked at, so that the cost stays the same for whichever text.
_MOST: Final = 100
_LEAST: Final = 4
_LONGEST_WORD: Final = 16
# What part of a text has to be made of words and runs: more when all of them are short, which happens by chance.
_PART: Final = 0.4
_MORE: Final = 0.6
_LONG: Final = 6
# Signs that people write for letters.
_LEET: Final = str.maketrans("013457@$!", "oleastasi")
_SEPARATORS: Final = re.compile(r"[\s\-_.,:;!?'\"/]+")
_RUNS: Final = re.compile(r"(.)\1{3,}")
_WALKS: Final = tuple(
    walk + " " + walk[::-1]
    for walk in (
        "abcdefghijklmnopqrstuvwxyz", "01234567890123456789", "qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertzuiop",
        "yxcvbnm", "azertyuiop", "qazwsxedcrfvtgbyhnujm", "1qaz2wsx3edc4rfv5tgb6yhn", "1q2w3e4r5t6y7u8i9o0p",
        "!@#$%^&*()",
    )
)  # fmt: skip
_STEPS: Final = frozenset(walk[at : at + _LEAST] for walk in _WALKS for at in range(len(walk) - _LEAST + 1))
_VOWELS: Final = frozenset("aeiouyäöüàáâãéèêíìóòôõúù")
_FEW: Final = 5
_ENCODED: Final = re.compile(r"[A-Za-z0-9+/_-]{12,}={0,2}")
_HEX: Final = re.compile(r"(?:[0-9A-Fa-f]{2}){8,}")


def why_human(octets: bytes) -> str:
    """What about the octets is a person's work, as the end of a sentence; "" when nothing is."""
    if why := _repeated(octets[:_MOST]):
        return why
    try:
        text = octets[: _MOST * 4].decode("utf-8")[:_MOST]
    except UnicodeDecodeError as error:
        if error.start < min(len(octets), _MOST * 4) - 4:
            return ""
        text = octets[: error.start].decode("utf-8")[:_MOST]
    if not text.isprintable():
        return ""
    return _why_text(text) or _why_encoded(text)


def _repeated(octets: bytes) -> str:
    """Few different octets, one block again and again, or octets that count up or down."""
    length = len(octets)
    if length < _LEAST:
        return ""
    if length >= 16 and len(set(octets)) <= _FEW:
        return f"it has only {len(set(octets))} different octets"
    for period in range(1, length // 2 + 1):
        if octets[period:] == octets[:-period]:
            return "the same octets are repeated" if period > 1 else "one octet is repeated"
    steps = {(after - before) % 256 for before, after in pairwise(octets)}
    return "its octets are a sequence" if len(steps) == 1 else ""


def _why_text(text: str) -> str:
    foreign = sum(1 for sign in text if sign.isalpha() and not sign.isascii())
    if foreign >= _LEAST or _is_phrase(text):
        return "it is a text of words"
    found = tuple(_finds(text))
    longest, covered = max(map(len, found), default=0), sum(map(len, found))
    if covered >= max(len(text) * (_PART if longest >= _LONG else _MORE), _LEAST):
        return "it is made of words or of runs on the keyboard"
    return ""


def _is_phrase(text: str) -> bool:
    """Whether at least three words, in one case each and with vowels, make up most of it, whatever the language."""
    words = [word for word in _SEPARATORS.split(text) if word]
    natural = [word for word in words if _is_natural(word)]
    letters = sum(map(len, natural))
    return len(natural) >= 3 and letters >= 10 and letters + len(words) >= len(text) * 0.7


def _is_natural(word: str) -> bool:
    if not word.isalpha() or not 2 <= len(word) <= _LONGEST_WORD:
        return False
    return (word[1:].islower() or word.isupper()) and not _VOWELS.isdisjoint(word.lower())


def _finds(text: str) -> Iterator[str]:
    """The words, runs and walks over the keyboard in a text, none over another."""
    lower = text.lower()
    plain, at = lower.translate(_LEET), 0
    while at < len(text):
        found = _word_at(text, plain, at) or _walk_at(lower, at)
        if found:
            yield found
        at += len(found) or 1


def _word_at(text: str, plain: str, at: int) -> str:
    """The longest word that begins here, in a case that people write. Signs stand for letters in long ones alone."""
    if plain[at : at + _LEAST] not in _beginnings():
        return ""
    words = frequent_words()
    for length in range(min(_LONGEST_WORD, len(text) - at), _LEAST - 1, -1):
        word = text[at : at + length]
        if plain[at : at + length] in words and (word.isalpha() or length >= _LONG) and _has_one_case(word):
            return word
    return ""


@cache
def _beginnings() -> frozenset[str]:
    return frozenset(word[:_LEAST] for word in frequent_words())


def _has_one_case(word: str) -> bool:
    """Letters of one case, but perhaps the first. A number is no word."""
    letters = "".join(sign for sign in word if sign.isalpha())
    return len(letters) * 2 >= len(word) and (letters[1:].islower() or letters.isupper())


def _walk_at(lower: str, at: int) -> str:
    """A run of one character, or of neighbours in the alphabet or on the keyboard."""
    if run := _RUNS.match(lower, at):
        return run[0]
    if lower[at : at + _LEAST] not in _STEPS:
        return ""
    found = ""
    for walk in _WALKS:
        length = _LEAST
        while lower[at : at + length] in walk and at + length <= len(lower):
            found = max(found, lower[at : at + length], key=len)
            length += 1
    return found


def _why_encoded(text: str) -> str:
    """Base64 or hex of a text: as little random as the text."""
    for octets in _decoded(text):
        try:
            inner = octets.decode("ascii")
        except UnicodeDecodeError:
            continue
        if inner.isprintable() and len(inner) >= 8 and _why_text(inner):
            return "it is the base64 or hex form of a text of words"
    return ""


def _decoded(text: str) -> list[bytes]:
    found: list[bytes] = []
    if _HEX.fullmatch(text):
        found.append(bytes.fromhex(text))
    if _ENCODED.fullmatch(text):
        bare = text.rstrip("=").translate(str.maketrans("-_", "+/"))
        bare = bare[: len(bare) - len(bare) % 4]
        with suppress(binascii.Error, ValueError):
            found.append(base64.b64decode(bare))
    return found
