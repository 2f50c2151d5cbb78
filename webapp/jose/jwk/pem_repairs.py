"""What happens to a PEM on its way through mail, YAML, shells and environment variables, undone and told (RFC 7468).

Each kind of damage is told once for a text, at the first place where it was found, and never with what stood there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from webapp.jose.text import Excerpt, Problem

_MESSAGES: Final = MappingProxyType(
    {
        "pem.dashes": "The first or the last line of the PEM has not five hyphens on each side",
        "pem.end-missing": "The last line of the PEM, -----END …-----, is missing; its octets are complete",
        "pem.begin-missing": "The first line of the PEM, -----BEGIN …-----, is missing; its octets are complete",
        "pem.literal-newlines": "The line breaks of the PEM are written as a backslash and an n, as in a JSON "
        "string or an environment variable; most readers want real ones",
        "pem.line-breaks": "The line breaks of the PEM are lost or doubled: its first and last line stand alone, "
        "and between them are lines of 64 characters without blanks",
        "pem.quotes": "Quotation marks stand around the PEM or its lines",
        "pem.env-line": "The PEM stands in a line that sets a variable; only its value is the key",
        "pem.indentation": "The lines of the PEM are indented or have a mark before them; they begin at the margin",
        "pem.invisible": "Invisible characters stand inside the PEM",
        "pem.alphabet": "The PEM is written in base64url, with '-' and '_'; it has '+' and '/'",
    }
)
# The look-behind here and below keeps the search linear in long runs of backslashes.
_LITERAL: Final = re.compile(r"(?<!\\)\\{1,8}(?:r\\{1,8}n|[rn])")
# Strings of a program put together: a quote, perhaps an operator, and the next quote.
_JOINT: Final = re.compile(r"[\"'`][ \t]{0,40}[+.,\\]?\s{0,40}[\"'`]")
_QUOTE: Final = re.compile("[\"'`\u2018\u2019\u201c\u201d]")
_QUOTE_BEFORE: Final = re.compile("[\"'`\u2018\u2019\u201c\u201d]\\Z")
_MARGIN: Final = re.compile(r"(?<=[\r\n])(?:[ \t]{0,40}[>|#*][ \t]?|[ \t]+(?=\S))")
_INVISIBLE: Final = re.compile("[\ufeff\u200b-\u200d\u2060\u00ad]+")
_VARIABLE: Final = re.compile(r"(?:^|[\s;])[A-Za-z_][A-Za-z0-9_.-]{0,100}[ \t]{0,8}=[ \t]{0,8}[\"'`]?\Z")
_URL_SAFE: Final = re.compile(r"[-_]")
_NOISE: Final = re.compile(r"[\s\"'`,;\u2018\u2019\u201c\u201d]+|(?<!\\)\\{1,8}(?=[/\s]|\Z)")
_HEADERS: Final = re.compile(r"\s*((?:[A-Za-z][A-Za-z0-9-]*:[^\r\n]*(?:\r\n|\r|\n))+)")
# The two headers of an encrypted key, where its line breaks are lost (RFC 1421 section 4.6.1).
_FLAT_HEADERS: Final = re.compile(
    r"\s*Proc-Type:[ \t]*4[ \t]*,[ \t]*ENCRYPTED\s+DEK-Info:[ \t]*([A-Z0-9-]{1,40})[ \t]*,[ \t]*([0-9A-Fa-f]{1,64})\s+"
)
# Doubled line breaks, blanks within a line, and lines that are longer than any writer makes them.
_LAYOUT: Final = re.compile(r"\S[ \t]*\n[ \t]*\n[ \t]*\S|\S[ \t]+\S|[^\n]{77}")
_LINE_END: Final = re.compile(r"\r\n?")


@dataclass(slots=True)
class Repairs:
    """The repairs of one text, in the order they were found. Mutable, and handed down while it is read."""

    text: Excerpt
    found: dict[str, Problem] = field(default_factory=dict)

    def tell(self, code: str, start: int, end: int) -> None:
        """Note a repair of the characters [start, end), unless its kind was told before."""
        if code not in self.found:
            message = f"{_MESSAGES[code]}. This is put right here"
            span = self.text.span(start, end)
            self.found[code] = Problem(code=code, message=message, span=span, reference="RFC 7468 section 3")

    def add(self, others: Repairs) -> None:
        """Take over what was noted elsewhere for the same text."""
        self.found = {**others.found, **self.found}

    def told(self) -> tuple[Problem, ...]:
        """One problem for each kind of repair."""
        return tuple(self.found.values())

    def around(self, start: int, end: int) -> None:
        """Note what stands right before and after a block."""
        before = self.text.text[max(start - 160, 0) : start]
        if _VARIABLE.search(before):
            self.tell("pem.env-line", start, end)
        elif before[before.rfind("\n") + 1 :].strip(" \t") == "" and before[-1:] in (" ", "\t"):
            self.tell("pem.indentation", start - 1, start)
        elif _QUOTE_BEFORE.search(before) and _QUOTE.match(self.text.text, end):
            self.tell("pem.quotes", start - 1, start)


@dataclass(frozen=True, slots=True)
class Inside:
    """What stands between the first and the last line of a block: headers, one a line, and base64 without blanks."""

    headers: str = field(repr=False)
    body: str = field(repr=False)


def clean(inside: str, offset: int, repairs: Repairs) -> Inside:
    """The headers and the base64 of a block, which stood at that offset of the text.

    Repairs: pem.literal-newlines, pem.invisible, pem.quotes, pem.indentation, pem.line-breaks, pem.alphabet.
    """
    for code, pattern, instead in (
        ("pem.literal-newlines", _LITERAL, "\n"),
        ("pem.invisible", _INVISIBLE, ""),
        ("pem.quotes", _JOINT, ""),
        ("pem.indentation", _MARGIN, ""),
    ):
        if found := pattern.search(inside):
            # Earlier repairs shift later places by what they took away: then the block as a whole is the place.
            repairs.tell(code, *_place(found, offset, repairs))
            inside = pattern.sub(instead, inside)
    headers, body = _split(_LINE_END.sub("\n", inside))
    if not (headers or body[:1] == "\n") or body.strip(" \t")[-1:] != "\n" or _LAYOUT.search(body.strip()):
        repairs.tell("pem.line-breaks", offset, offset + 1)
    if _QUOTE.search(body):
        repairs.tell("pem.quotes", offset, offset + 1)
    body = _NOISE.sub("", body)
    if _URL_SAFE.search(body):
        repairs.tell("pem.alphabet", offset, offset + 1)
        body = body.replace("-", "+").replace("_", "/")
    return Inside(headers, body)


def _place(found: re.Match[str], offset: int, repairs: Repairs) -> tuple[int, int]:
    start = offset + found.start()
    return (start, offset + found.end()) if repairs.text.text.startswith(found[0], start) else (offset, offset + 1)


def _split(inside: str) -> tuple[str, str]:
    """Headers and the rest."""
    if flat := _FLAT_HEADERS.match(inside):
        rest = inside[flat.end() :]
        is_one_line = "\n" not in inside[: flat.end()].strip()
        return f"Proc-Type: 4,ENCRYPTED\nDEK-Info: {flat[1]},{flat[2]}", rest if is_one_line else "\n" + rest
    if headers := _HEADERS.match(inside):
        return headers[1].rstrip("\n"), inside[headers.end() :]
    return "", inside
