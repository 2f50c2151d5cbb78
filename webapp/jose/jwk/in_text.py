"""Pieces of a longer text that may be keys: JSON, base64 and OpenSSH lines in manifests, answers, settings and notes.

Only where they stand is found here; whether they are keys is said by who reads them. All searches are linear.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Final

from webapp.jose.text import Span

_JSON: Final = re.compile(r'\{\s{0,200}"|\[\s{0,200}\{')
# JSON within a string: it ends where the string does.
_ESCAPED_JSON: Final = re.compile(r'[{\[][ \t]{0,40}\\"(?:[^"\\\n]|\\.)*+')
# Literals of a program and of YAML, by the one name that every key has; the braces stand around it.
_KTY: Final = re.compile(r"[{,]\s{0,200}[\"':]?kty[\"']?\s{0,20}(?::|=>|=)")
# base64 in one line or in lines of one width: DER, OpenSSH, or PEM and JSON in base64 once more.
_BASE64: Final = re.compile(
    r"(?<![A-Za-z0-9+/_.\-])(?:M|b3BlbnNzaC1r|LS0tLS|ey|ew|e3|W3|Ww|Wy)[A-Za-z0-9+/_-]{50,}"
    r"(?:[ \t]*\r?\n[ \t]*[A-Za-z0-9+/]{57,})*+(?:[ \t]*\r?\n[ \t]*[A-Za-z0-9+/]{1,76}(?==|\s|\Z|"
    r"<))?={0,2}(?![.A-Za-z0-9+/_-])"
)
_MULTIKEY: Final = re.compile(r"(?<![\w])did:key:[A-Za-z0-9_-]{40,4000}")
# Objects that open and do not parse cost a search to the end of the text each.
_MOST_FAILURES: Final = 10
_MOST_LITERALS: Final = 20


def pieces(text: str, most: int) -> tuple[Span, ...]:
    """The places of at most so many pieces, in the order of the text. None lies within another."""
    found = [*_objects(text, most), *_matches(text, _ESCAPED_JSON, most), *_literals(text)]
    found += [*_matches(text, _BASE64, most), *_matches(text, _MULTIKEY, most)]
    kept: list[Span] = []
    for span in sorted(found, key=lambda span: (span.start, -span.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return tuple(kept[:most])


def _objects(text: str, most: int) -> Iterator[Span]:
    """JSON from its opening brace to its closing one."""
    decoder, end, failures = json.JSONDecoder(), 0, 0
    for match in _JSON.finditer(text):
        if match.start() < end:
            continue
        if failures == _MOST_FAILURES or not most:
            return
        try:
            _, end = decoder.raw_decode(text, match.start())
        except (ValueError, RecursionError):
            failures += 1
            continue
        most -= 1
        yield Span(match.start(), end)


def _literals(text: str) -> Iterator[Span]:
    """What stands between the braces around the name "kty"."""
    for count, match in enumerate(_KTY.finditer(text)):
        start = text.rfind("{", 0, match.end())
        end = text.find("}", match.end())
        if start >= 0 and end > 0:
            yield Span(start, end + 1)
        if count == _MOST_LITERALS:
            return


def _matches(text: str, pattern: re.Pattern[str], most: int) -> Iterator[Span]:
    for count, match in enumerate(pattern.finditer(text)):
        if count == most:
            return
        yield Span(*match.span())
