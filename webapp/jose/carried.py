"""Taking off what carried a text: percent-encoding and escapes around and inside a token, the colours of a terminal."""

from __future__ import annotations

import re
from typing import Final

from webapp.jose.text import Excerpt
from webapp.jose.unwrap import Stripped

_ESCAPE: Final = re.compile(r"%([2-7][0-9A-Fa-f])")
# An escape that touches a token: right before its beginning, for one of its dots, or its beginning itself.
_TOUCHES: Final = re.compile(
    r"%[2-7][0-9A-Fa-f]e[yw3][A-Za-z0-9_-]{6}|[A-Za-z0-9_-]{6}%(?:25){0,2}(?:2[Ee]|7[Ee])|%(?:25){0,2}65%(?:25){0,2}79"
)
# The same as programs write it into strings, some for any sign that is no letter, and in strings within strings.
_STRING_ESCAPE: Final = re.compile(r"\\{1,8}(?:u00|x)([2-7][0-9A-Fa-f])")
_WRITTEN: Final = r"\\(?:u00|x)(?:[346][0-9A-Fa-f]|[57][0-9AaFf]|2[DdEe]|7[Ee])"
_IN_TOKEN: Final = re.compile(
    rf"[A-Za-z0-9_-]{{6}}\\{{0,7}}{_WRITTEN}|{_WRITTEN}[A-Za-z0-9_-]{{4}}"
    rf"|\\(?:u00|x)[2-7][0-9A-Fa-f]e[yw3][A-Za-z0-9_-]{{6}}|{_WRITTEN}\\{{0,7}}{_WRITTEN}"
)
_COLOUR: Final = re.compile(r"(?:\x1b|\u241b|\\x1[bB]|\\u001[bB]|\\033|\\e)\[[0-9;]{0,20}[A-Za-z]")
# Twice encoded is common, where one redirect carries another.
_ROUNDS: Final = 3


def decoded(paste: Excerpt) -> tuple[Excerpt, tuple[Stripped, ...]]:
    """The characters that are meant, each at its place, and what was taken off.

    Codes: percent-encoding, string-escapes, terminal-colours.
    """
    notes: list[Stripped] = []
    if first := _COLOUR.search(paste.text):
        message = "The colours of a terminal"
        notes.append(Stripped(code="terminal-colours", message=message, span=paste.span(*first.span())))
        paste = paste.without(_COLOUR)
    if first := _IN_TOKEN.search(paste.text):
        message = "Escapes of a string of a program around or inside the token"
        notes.append(Stripped(code="string-escapes", message=message, span=paste.span(*first.span())))
        paste = _once(paste, _STRING_ESCAPE)
    if first := _TOUCHES.search(paste.text):
        message = "Percent-encoding around or inside the token"
        notes.append(Stripped(code="percent-encoding", message=message, span=paste.span(*first.span())))
        for _ in range(_ROUNDS):
            paste = _once(paste, _ESCAPE)
    return paste, tuple(notes)


def _once(paste: Excerpt, escapes: re.Pattern[str]) -> Excerpt:
    found = [(*escape.span(), chr(int(escape[1], 16))) for escape in escapes.finditer(paste.text)]
    return paste.decoded(found) if found else paste
