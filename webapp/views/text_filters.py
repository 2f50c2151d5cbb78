"""Jinja filters for text that comes from a token."""

from __future__ import annotations

import json
import re
import unicodedata
from typing import Final

from flask import Flask
from markupsafe import Markup

from webapp.settings import Settings

# Characters that a page shows as nothing, or that reorder what stands around them: C0 and C1 controls but tab and
# line breaks, soft hyphen, zero-width and bidirectional ones (UAX #9), line separators, lone surrogates, byte order
# marks and the tag characters.
_INVISIBLE: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff"
    "\ufff9-\ufffb\U000e0000-\U000e007f]"
)

# An escape by its number, pairs of surrogates together; other escapes are passed over whole.
_ESCAPED: Final = re.compile(
    r"\\\\|(?P<code>\\u[Dd][89ABab][0-9A-Fa-f]{2}\\u[Dd][C-Fc-f][0-9A-Fa-f]{2}|\\u[0-9A-Fa-f]{4})"
)
_KEPT: Final = '\\"\n\r\t'
_LONGEST: Final = 4_096
_MOST_SHOWN: Final = 200

_DIGEST: Final = re.compile(r'"([A-Za-z0-9_-]{1,128})"\Z')
_OCTETS: Final = re.compile(r"((?<![^ ])[0-9a-f]{2}(?: [0-9a-f]{2}){3,}(?: …)?)(?![^ ,;.])")


def install(app: Flask, _settings: Settings) -> None:
    """Give templates the filters."""
    app.jinja_env.filters["visible"] = visible
    app.jinja_env.filters["invisible_apart"] = invisible_apart
    app.jinja_env.filters["as_text"] = as_text
    app.jinja_env.filters["digest"] = digest
    app.jinja_env.filters["octets_apart"] = octets_apart


def visible(value: object) -> str:
    """The text with every invisible character as its JSON escape, U+202E for one as the six characters of it."""
    # What a macro has put together is escaped already, and will be escaped again.
    text = value.unescape() if isinstance(value, Markup) else str(value)
    return _INVISIBLE.sub(lambda match: _escape(match[0]), text)


def invisible_apart(literal: str) -> list[tuple[str, str]]:
    """A literal text in pieces: plain ones, and each invisible character as its escape with its name."""
    pieces: list[tuple[str, str]] = []
    at = 0
    for match in _INVISIBLE.finditer(literal):
        if match.start() > at:
            pieces.append((literal[at : match.start()], ""))
        pieces.append((_escape(match[0]), _named(match[0])))
        at = match.end()
    return [*pieces, (literal[at:], "")]


def as_text(literal: str) -> str:
    """What a literal says as text, where escapes or invisible characters make it look otherwise; "" where not.

    Invisible characters are named; of a long text the beginning.
    """
    begun = literal[:_LONGEST]
    if not _INVISIBLE.search(begun) and not _ESCAPED.search(begun):
        return ""
    text = _ESCAPED.sub(_unescaped, begun)
    if text == begun and not _INVISIBLE.search(begun):
        return ""
    if len(text) > _MOST_SHOWN:
        text = text[:_MOST_SHOWN] + "…"
    return _INVISIBLE.sub(lambda match: f"⟨{_named(match[0])}⟩", text)


def digest(literal: str) -> str:
    """The digest that a JSON string is, or the member that has it as its value; empty for anything else."""
    found = _DIGEST.search(literal)
    return found[1] if found else ""


def octets_apart(line: str) -> list[tuple[bool, str]]:
    """A line in pieces, each with whether it is octets in hexadecimal: four of them or more, with spaces between."""
    return [(index % 2 == 1, piece) for index, piece in enumerate(_OCTETS.split(line)) if piece]


def _unescaped(match: re.Match[str]) -> str:
    """The character of an escape; a backslash, quotation mark or line break stays as it is written."""
    if not match["code"]:
        return match[0]
    character: str = json.loads(f'"{match["code"]}"')
    return match[0] if character in _KEPT else character


def _named(character: str) -> str:
    other = "half a surrogate pair" if unicodedata.category(character) == "Cs" else "control character"
    return f"U+{ord(character):04X} {unicodedata.name(character, other)}"


def _escape(character: str) -> str:
    units = character.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))
