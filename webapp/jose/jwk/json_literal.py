"""Object literals of JavaScript, Python and Ruby, which look like JSON and are not, written as JSON (RFC 8259).

Every character that is kept knows its place in the paste, so that places in the JSON are places in the literal.
"""

from __future__ import annotations

import re
from typing import Final

from webapp.jose.text import Excerpt

# What is opened and never closed goes on to the end: else the other half of each of a million quotes would be sought.
_TOKEN: Final = re.compile(
    r'(?P<kept>"(?:[^"\\]|\\.?)*+(?:"|\Z))'
    r"|[bru]?(?P<quoted>'(?:[^'\\]|\\.?)*+(?:'|\Z)|`(?:[^`\\]|\\.?)*+(?:`|\Z))"
    r"|(?P<dropped>(?<![A-Za-z0-9_$])[bru](?=\")|:(?=[A-Za-z_]{1,40}\s{0,40}=>)|\|(?=\s{0,80}[\"}])|//[^\n]*|/\*.*?(?:\*/|\Z)|\#[^\n]*|,(?=\s{0,1000}[}\]]))"
    r"|(?P<name>[A-Za-z_$][A-Za-z0-9_$]*+)(?P<colon>\s{0,40}(?::|=>))?"
    r"|(?P<arrow>=>)"
    r"|(?P<curly>[\u201c-\u201f])|(?P<blank>[\u00a0\u2007\u202f])",
    re.DOTALL,
)
_WORDS: Final = {"True": "true", "False": "false", "None": "null", "nil": "null", "undefined": "null"}
# What stands before and after a literal that a program assigns, or a line that sets a variable.
ASSIGNMENT: Final = re.compile(
    r"\s{0,40}(?:(?:[A-Za-z][\w.:<>*&]{0,40}(?:\[\])?\s{1,8}){1,4}(?=[$@%*&A-Za-z_{\[]))?"
    r"(?:[$@%*&]{0,2}[A-Za-z_][A-Za-z0-9_.$-]{0,100}(?:\[\])?\s{0,8}"
    r"(?::\s{0,8}[A-Za-z]{1,40}\s{0,8}|:)?=>?\s{0,8})?[bru@]?[\"'`]{0,3}(?=[{\[])"
)
_TAIL: Final = re.compile(r"[\"'`]?\s{0,8};?\s{0,40}\Z")


def without_assignment(text: Excerpt) -> Excerpt | None:
    """The literal that a text assigns to a name; None when it assigns none."""
    found = ASSIGNMENT.match(text.text[:300])
    if not found or not found[0].strip():
        return None
    inner = text.slice(found.end(), len(text.text))
    tail = _TAIL.search(inner.text, max(len(inner.text) - 60, 0))
    return inner.slice(0, tail.start()) if tail else inner


def as_json(text: Excerpt) -> Excerpt:
    """The literal as JSON, as far as its names, quotes, commas, comments and words go."""
    pieces: list[tuple[str, int]] = []
    at = 0
    for match in _TOKEN.finditer(text.text):
        pieces.append((text.text[at : match.start()], at))
        pieces.append((_written(match), match.start()))
        at = match.end()
    pieces.append((text.text[at:], at))
    kept = [(piece, place) for piece, place in pieces if piece] or [("", 0)]
    starts, length = [], 0
    for piece, _ in kept:
        starts.append(length)
        length += len(piece)
    places = tuple(text.place(place) for _, place in kept)
    return Excerpt("".join(piece for piece, _ in kept), tuple(starts), places)


def _written(match: re.Match[str]) -> str:
    if match["kept"]:
        return match[0]
    if match["dropped"]:
        return ""
    if match["arrow"]:
        return ":"
    if match["curly"] or match["blank"]:
        return '"' if match["curly"] else " "
    if match["quoted"]:
        inside = match["quoted"][1:-1].replace("\\'", "'").replace("\\`", "`")
        return '"' + re.sub(r'(?<!\\)"', r"\\" + '"', inside) + '"'
    if match["colon"]:
        return f'"{match["name"]}"{match["colon"].replace("=>", ":")}'
    return _WORDS.get(match["name"], match["name"])
