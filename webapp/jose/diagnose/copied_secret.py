"""What becomes of a secret on its way through documents, shells and configuration files (RFC 7518 section 3.2)."""

from __future__ import annotations

import base64
import html
import json
import re
from collections.abc import Iterator
from typing import Final, NamedTuple

_INVISIBLE: Final = re.compile("[\ufeff\u200b-\u200f\u202a-\u202e\u2060\u00ad]")
_WIDE_BLANKS: Final = re.compile("[\u00a0\u2007\u202f]")
_STRAIGHT: Final = str.maketrans(
    dict.fromkeys("“”„‟«»", '"') | dict.fromkeys("‘’‚‛‹›", "'") | dict.fromkeys("‐‑–−", "-")
)
_BASE32: Final = re.compile(r"[A-Z2-7]{16,}")
# Characters of a last group of base32 that is whole (RFC 4648 section 6).
_LAST_OF_BASE32: Final = (0, 2, 4, 5, 7)
_OCTETS_LITERAL: Final = re.compile(r"[bB][rR]?(['\"])(.*)\1", re.DOTALL)
_VARIABLE: Final = re.compile(r"\$(?:\w+|\{[^}]*\})")
_COMMENT: Final = re.compile(r"\s*#")
_SIZES: Final = (32, 64, 16, 24, 48, 72)
_STRING: Final = re.compile(r"([\"'`])((?:(?!\1)[^\\\n]|\\.){0,1000})\1")
_MOST_STRINGS: Final = 4
_SHORTEST: Final = 4
_WITH_COMMENT: Final = re.compile(r"[\w.$: -]{1,80}[=:]\s*[\"']?(\S{1,1000}?)[\"']?;?\s+(?:#|//|--|;).*")
# Characters that are mistaken for one another when a secret is read and typed, each pair in both directions.
_MISTAKEN: Final = ("O0", "l1", "I1", "Il", "S5", "Z2", "B8", "rn", "vu", "gq")
_MOST_MISTAKES: Final = 40


class Copied(NamedTuple):
    """A way to take a text. name continues the sentence "the secret is …"; value is the secret, text or octets."""

    name: str
    code: str
    value: str | bytes
    advice: str


def copied(text: str) -> Iterator[Copied]:
    """What the secret was before it was copied or read, likeliest first. Some may be the text itself."""
    stripped = text.strip()
    yield from _characters(stripped)
    yield from _written(stripped)
    yield from _read_by_a_shell(stripped)
    yield from _base32(stripped)
    yield from _in_quotes(stripped)
    yield from _cut(stripped)
    yield from _mistaken(stripped)


def _characters(text: str) -> Iterator[Copied]:
    """Characters that a document put in: those that nobody sees, and those that look better."""
    seen = _WIDE_BLANKS.sub(" ", _INVISIBLE.sub("", text))
    advice = "Type the secret anew, or copy it from its source: an editor, a chat or a web page put the characters in."
    yield Copied("taken without the invisible characters in it", "secret.invisible", seen.strip(), advice)
    straight = seen.translate(_STRAIGHT)
    advice = "Copy the secret from its source: a document or chat has exchanged its signs for ones that look better."
    for form in (straight.replace("—", "-").replace("…", "..."), straight.replace("—", "--").replace("…", "...")):
        yield Copied("taken with plain quotes, hyphens and dots", "secret.typography", form.strip(), advice)


def _written(text: str) -> Iterator[Copied]:
    """The secret as a string of JSON, Python or HTML."""
    if text[:1] == '"' and text[-1:] == '"':
        try:
            value = json.loads(text)
        except (ValueError, RecursionError):
            value = None
        if isinstance(value, str):
            advice = "Parse the JSON; the quotes and backslashes belong to it and not to the secret."
            yield Copied("taken as the string that this JSON is", "secret.escapes", value, advice)
    if found := _OCTETS_LITERAL.fullmatch(text):
        advice = "The b and the quotes are how Python shows octets: decode them in place of calling str() on them."
        yield Copied("taken without the b and the quotes around it", "secret.quotes", found[2], advice)
    for mark in ("b'{}'", 'b"{}"') if text else ():
        advice = (
            "The signer called str() on octets in Python, which writes b and quotes around them: decode them there."
        )
        yield Copied(f"taken with {mark.format('…')} around it", "secret.quotes", mark.replace("{}", text), advice)
    if "&" in text:
        advice = "Copy the secret from its source: this one was copied out of HTML, where & < > and quotes are escaped."
        yield Copied("taken with its HTML entities undone", "secret.html-escaped", html.unescape(text), advice)
    if re.search("[&<>\"']", text):
        advice = "The signer keeps the secret escaped as for HTML. Undo that there."
        yield Copied("escaped as for HTML", "secret.html-escaped", html.escape(text), advice)
        yield Copied("escaped as for HTML", "secret.html-escaped", html.escape(text, quote=False), advice)


def _read_by_a_shell(text: str) -> Iterator[Copied]:
    """What a shell, Compose or a .env file leaves of a secret with signs that mean something to it."""
    if "$" in text:
        advice = (
            "Put the secret in single quotes, and write $$ for $ in Compose files: shells and .env files take $ for "
            "the beginning of a variable. Better, make a secret without such signs."
        )
        name = "taken as a shell leaves it, with $… replaced by nothing"
        for form in (_VARIABLE.sub("", text), text.replace("$$", "$"), _VARIABLE.sub("", text.replace("$$", ""))):
            yield Copied(name, "secret.expanded", form, advice)
    if "#" in text:
        advice = "Put the secret in quotes: without them, # begins a comment in .env and YAML files."
        start = _COMMENT.split(text, maxsplit=1)[0]
        yield Copied("taken up to its #, which begins a comment", "secret.expanded", start, advice)
    if "\\" in text:
        advice = "Put the secret in single quotes: a shell takes the backslashes out."
        yield Copied("taken without its backslashes", "secret.escapes", re.sub(r"\\(.)", r"\1", text), advice)
    if " " in text:
        advice = "Put the secret in quotes: without them it ends at the first space."
        yield Copied("taken up to its first space", "secret.expanded", text.split(" ", 1)[0], advice)


def _in_quotes(text: str) -> Iterator[Copied]:
    """The strings in a line of a program, a script or XML, such as define('JWT_SECRET', '…')."""
    advice = "Use that value alone as the secret."
    found = dict.fromkeys(match[2] for match in _STRING.finditer(text) if len(match[2]) >= _SHORTEST)
    for value in list(found)[-_MOST_STRINGS:][::-1]:
        yield Copied("the text in quotes in this line", "secret.assignment", value, advice)
        if "&" in value:
            yield Copied("the text in quotes in this line", "secret.assignment", html.unescape(value), advice)
        if "\\" in value:
            plain = re.sub(r"\\(.)", r"\1", value)
            yield Copied("the text in quotes in this line", "secret.assignment", plain, advice)
    if assigned := _WITH_COMMENT.fullmatch(text):
        yield Copied("the value in this line, without the comment behind it", "secret.assignment", assigned[1], advice)


def _base32(text: str) -> Iterator[Copied]:
    bare = re.sub(r"[\s-]", "", text).rstrip("=").upper()
    if _BASE32.fullmatch(bare) and len(bare) % 8 in _LAST_OF_BASE32:
        octets = base64.b32decode(bare + "=" * (-len(bare) % 8))
        yield Copied("base32-decoded", "secret.base32", octets, "Decode the text from base32 before it is used.")


def _mistaken(text: str) -> Iterator[Copied]:
    """One character that was taken for another one: typed from paper or from a picture."""
    places = [(at, pair) for at, character in enumerate(text) for pair in _MISTAKEN if character in pair]
    advice = "Copy the secret by machine; it was typed, and one character was taken for another."
    for at, pair in places[:_MOST_MISTAKES]:
        other = pair[1] if text[at] == pair[0] else pair[0]
        made = text[:at] + other + text[at + 1 :]
        yield Copied(f"taken with character {at + 1} as the one that looks like it", "secret.typed", made, advice)


def _cut(text: str) -> Iterator[Copied]:
    """Pasted twice, or cut to a length."""
    half = len(text) // 2
    if half and text[:half] == text[half:]:
        yield Copied("taken once, as it was pasted twice", "secret.doubled", text[:half], "Paste the secret once.")
    octets = text.encode("utf-8", "surrogatepass")
    for size in _SIZES:
        if len(octets) > size:
            advice = (
                f"The signer uses no more than {size} octets of it. Give HMAC the whole secret: it takes any length."
            )
            yield Copied(f"cut to its first {size} octets", "secret.cut", octets[:size], advice)
    if len(text) > 8:
        advice = "Copy the secret again, in whole: a character came along that does not belong to it."
        yield Copied("taken without its last character", "secret.doubled", text[:-1], advice)
        yield Copied("taken without its first character", "secret.doubled", text[1:], advice)
