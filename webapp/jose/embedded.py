"""Tokens somewhere in a longer text: a log line, a command, a redirect, a cookie, a manifest, a QR code.

What a token was wrapped in is told as what was stripped from around it.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Final

from webapp.jose.base64url import decode
from webapp.jose.completeness import LAST_LENGTHS, is_whole
from webapp.jose.program_strings import TOKEN_JOINT
from webapp.jose.text import Excerpt, cut_short
from webapp.jose.unwrap import BREAK, Stripped

_CHARACTER: Final = r"[A-Za-z0-9_\-]"
# A header begins with a brace: {" { or a line break, in base64url. Parts may keep padding, as some gateways send it.
_REST: Final = rf"{_CHARACTER}{{6,}}={{0,2}}(?:\.{_CHARACTER}*={{0,2}}){{0,4}}(?:~[A-Za-z0-9_\-.~]*)?"
_COMPACT: Final = re.compile(rf"(?<![A-Za-z0-9_\-.])e[yw3]{_REST}")
# The same behind a blank or line break that begins the header: many words begin so, and few of them hold a brace.
_INDENTED: Final = re.compile(rf"(?<![A-Za-z0-9_\-.])(?:I[HCA]|C[XSQnig]|D[XSQ]){_REST}")
_BREAK: Final = re.compile(r"[ \t]*\\?(?:\r\n|\r|\n)[ \t>]*")
# The marks by which pages colour a token or let it wrap.
_MARKUP: Final = re.compile(r"(?:</?(?:span|wbr|br|b|i|em|strong|font|mark)\b[^<>]{0,200}>\s{0,40}){1,6}")
_LINE: Final = re.compile(r"[A-Za-z0-9_\-.~]++(?=[ \t]*[\\^|=]?(?:[\r\n]|\Z)|[\"'`&;,\\<])")
_STRING: Final = re.compile(r"[A-Za-z0-9_\-.=~]++(?=[\"'`]|\Z)")
# What begins the next line of an SD-JWT that could end here: a Disclosure or a key-binding JWT.
_PRESENTED: Final = re.compile(r"~|W[yw1]|ey")
_MOST_DOTS: Final = 4
# Characters that blanks before a header may take.
_MOST_BLANK: Final = 200
# Lines that are looked at for the rest of tokens: as many as a megabyte has, and no line again and again.
_MOST_LINES: Final = 20_000
# The same percent-encoded, and the same in base64, as manifests of secrets hold it.
_PERCENT: Final = re.compile(
    rf"(?<![A-Za-z0-9_\-.])e[yw3]{_CHARACTER}{{6,}}(?:(?:\.|%2[Ee]){_CHARACTER}*){{2,4}}"
    rf"(?:(?:~|%7[Ee])(?:{_CHARACTER}|\.|%2[Ee])*)*"
)
_ESCAPE: Final = re.compile("%(?:2[Ee]|7[Ee])")
_IN_BASE64: Final = re.compile(r"(?<![A-Za-z0-9+/_\-])Z(?:X[c-fk-n]|T[M-P])[A-Za-z0-9+/_\-]{28,}={0,2}")
_CARD: Final = re.compile(r"shc:/(?:\d+/\d+/)?((?:\d\d){20,})")
# A cookie that is too long for one is kept in several, numbered: Auth.js and others do so with their sessions.
_COOKIE_PIECE: Final = re.compile(
    rf"(?<![^\s;,\"'])([^\s;,=\"']{{1,128}})\.(\d{{1,2}})(?:=|\t)({_CHARACTER}[A-Za-z0-9_\-.]*)"
)
# The same as the developer tools of browsers export it.
_COOKIE_IN_JSON: Final = re.compile(
    rf'"name"\s*+:\s*+"([^\s"]{{1,128}})\.(\d{{1,2}})"\s*+,\s*+"value"\s*+:\s*+"({_CHARACTER}[A-Za-z0-9_\-.]*)"'
)
# Tokens in the alphabet of plain base64, whose slash also stands in paths: only what is whole with it is one.
_STANDARD: Final = re.compile(
    r"(?<![A-Za-z0-9_\-.+/])e[yw3](?=[A-Za-z0-9.=]*+[+/])[A-Za-z0-9+/]{6,}={0,2}(?:\.[A-Za-z0-9+/]*={0,2}){2,4}"
)
_BASIC: Final = re.compile(r"(?i:\bbasic)[ \t]{1,8}([A-Za-z0-9+/]{24,}={0,2})")
_MOST_FOUND: Final = 20
# Smart Health Cards write each character as two digits, less this (SMART Health Cards Framework, "QR codes").
_CARD_OFFSET: Final = 45
_MOST_SPELLED: Final = 20_000


@dataclass(frozen=True, slots=True)
class Embedded:
    """Characters that look like a token, and what they were wrapped in."""

    excerpt: Excerpt
    stripped: tuple[Stripped, ...]


def find(whole: Excerpt, is_token: Callable[[Excerpt], bool]) -> tuple[Embedded, ...]:
    """The tokens of a text, in order, with the text around them among what was stripped. At most 20."""
    found: list[Embedded] = []
    end, lines_left = 0, _MOST_LINES
    for start, first_stop, candidate in _candidates(whole):
        if start < end:
            continue
        stop, embedded, lines = _continued(whole, first_stop, candidate, lines_left)
        lines_left -= lines
        if not is_token(embedded.excerpt):
            continue
        found.append(Embedded(embedded.excerpt, (*_around(whole, end, start), *embedded.stripped)))
        end = stop
        if len(found) == _MOST_FOUND:
            break
    if not found:
        return ()
    last = Embedded(found[-1].excerpt, (*found[-1].stripped, *_around(whole, end, len(whole.text))))
    return (*found[:-1], last)


def _continued(whole: Excerpt, stop: int, candidate: Embedded, most: int) -> tuple[int, Embedded, int]:
    """A token that ends with its line or string before it is whole, with those behind it that can be the rest of it.

    Lines with signs of their own are the rest of it only when that makes it whole. Where it ends, the token, and the
    number of lines that were looked at, which is limited.
    """
    if candidate.stripped:
        return stop, candidate, 0
    first = (stop - len(candidate.excerpt.text), stop)
    ranges = _strings(whole, first, most)
    looked_at = len(ranges) - 1
    if len(ranges) == 1:
        ranges, looked_at = _rest(whole, first, most)
    if len(ranges) < 2:
        return stop, candidate, looked_at
    note = Stripped(
        code="line-breaks",
        message="Line breaks inside the token; whoever checks it must not see them",
        span=whole.span(stop, ranges[1][0]),
    )
    return ranges[-1][1], Embedded(whole.pick(ranges), (note,)), looked_at


def _strings(whole: Excerpt, first: tuple[int, int], most: int) -> list[tuple[int, int]]:
    """The places of strings of a program that are put together, from the first on."""
    ranges = [first]
    dots, last = _counted(whole.text[slice(*first)], 0, 0)
    while len(ranges) <= most and (joint := TOKEN_JOINT.match(whole.text, ranges[-1][1])):
        # Strings that stand in a row without an operator may as well be a list.
        if not joint["operator"] and last in LAST_LENGTHS and is_whole(whole.pick(ranges)):
            break
        if not (string := _STRING.match(whole.text, joint.end())):
            break
        ranges.append(string.span())
        dots, last = _counted(string[0], dots, last)
        if dots > _MOST_DOTS:
            return [first]
    return ranges


def _rest(whole: Excerpt, first: tuple[int, int], most: int) -> tuple[list[tuple[int, int]], int]:
    """The lines of a token, with what stands at their ends, and how many were looked at."""
    plain, looked_at = _lines(whole, first, _BREAK, most)
    if len(plain) > 1 and is_whole(whole.pick(plain)):
        return plain, looked_at
    for pattern in (BREAK, _MARKUP):
        signed, more = _lines(whole, first, pattern, most - looked_at)
        looked_at += more
        if len(signed) > 1 and is_whole(whole.pick(signed)):
            return signed, looked_at
    return plain, looked_at


def _lines(
    whole: Excerpt, first: tuple[int, int], pattern: re.Pattern[str], most: int
) -> tuple[list[tuple[int, int]], int]:
    """The first line and those behind it, until the token is whole; none when that makes too many parts.

    With the number of lines that were looked at.
    """
    ranges = [first]
    dots, last = _counted(whole.text[slice(*first)], 0, 0)
    ends = last in LAST_LENGTHS and is_whole(whole.slice(*first))
    break_ = pattern.match(whole.text, first[1])
    while break_ is not None and len(ranges) <= most and (line := _LINE.match(whole.text, break_.end())):
        if ends and not _goes_on(whole.text[ranges[-1][1] - 1], line[0]):
            break
        dots, last = _counted(line[0], dots, last)
        if dots > _MOST_DOTS:
            return [], len(ranges)
        ranges.append(line.span())
        ends = last in LAST_LENGTHS and is_whole(whole.pick(ranges))
        break_ = pattern.match(whole.text, line.end())
    return ranges, len(ranges) - 1


def _goes_on(end: str, line: str) -> bool:
    """Whether a line is the next of an SD-JWT, which has a tilde before each of its parts but the first."""
    return (end == "~" or line[0] == "~") and _PRESENTED.match(line) is not None


def _counted(piece: str, dots: int, last: int) -> tuple[int, int]:
    """The dots of a token with one piece more, and the length of its last part."""
    at = max(piece.rfind("."), piece.rfind("~"))
    return dots + piece.count("."), len(piece) - at - 1 if at >= 0 else last + len(piece)


def _candidates(whole: Excerpt) -> Iterator[tuple[int, int, Embedded]]:
    """Everything that one of the patterns matches, with its place, in the order of the text."""
    text = whole.text
    plain = [*_COMPACT.finditer(text), *(match for match in _INDENTED.finditer(text) if _opens(match[0]))]
    found = [(*match.span(), Embedded(whole.slice(*match.span()), ())) for match in plain]
    found += [one for one in map(partial(_whole_token, whole), _STANDARD.finditer(text)) if one]
    if _ESCAPE.search(text):
        found += [(*match.span(), _percent_decoded(whole, match)) for match in _PERCENT.finditer(text)]
    for pattern, read in ((_BASIC, _credentials), (_IN_BASE64, _base64_decoded)):
        found += [(*match.span(), one) for match in pattern.finditer(text) if (one := read(whole, match))]
    found += _cookies(whole)
    found += [(*match.span(), _card_decoded(whole, match)) for match in _CARD.finditer(text)]
    return iter(sorted(found, key=lambda candidate: (candidate[0], -candidate[1])))


def _opens(token: str) -> bool:
    """Whether it begins with a JSON object, in base64url, behind blanks."""
    return decode(Excerpt.whole(token[:_MOST_BLANK].partition(".")[0])).octets.lstrip().startswith(b"{")


def _whole_token(whole: Excerpt, match: re.Match[str]) -> tuple[int, int, Embedded] | None:
    token = whole.slice(*match.span())
    return (*match.span(), Embedded(token, ())) if is_whole(token) else None


def _credentials(whole: Excerpt, match: re.Match[str]) -> Embedded | None:
    """The token that stands for a user name or a password in HTTP Basic credentials."""
    try:
        text = base64.b64decode(match[1] + "=" * (-len(match[1]) % 4)).decode("ascii")
    except (binascii.Error, ValueError):
        return None
    token = _COMPACT.search(text)
    if token is None:
        return None
    message = "HTTP Basic credentials, in base64, with the token in them"
    note = Stripped(code="basic-credentials", message=message, span=whole.span(*match.span()))
    return Embedded(_in_base64(text, whole, match.start(1)).slice(*token.span()), (note,))


def _cookies(whole: Excerpt) -> list[tuple[int, int, Embedded]]:
    """The values of numbered cookies put together, by their name, from number 0 on."""
    pieces: dict[str, dict[int, tuple[int, int]]] = {}
    for pattern in (_COOKIE_PIECE, _COOKIE_IN_JSON):
        for match in pattern.finditer(whole.text):
            pieces.setdefault(match[1], {}).setdefault(int(match[2]), match.span(3))
    found = []
    for name, numbered in pieces.items():
        if len(numbered) > 1 and sorted(numbered) == list(range(len(numbered))):
            ranges = [numbered[number] for number in range(len(numbered))]
            start, stop = min(ranges)[0], max(ranges)[1]
            message = f"A cookie in {len(ranges)} pieces, {cut_short(name)}.0 to .{len(ranges) - 1}, put together"
            note = Stripped(code="cookie-pieces", message=message, span=whole.span(start, stop))
            found.append((start, stop, Embedded(whole.pick(ranges), (note,))))
    return found


def _percent_decoded(whole: Excerpt, match: re.Match[str]) -> Embedded:
    excerpt = whole.slice(*match.span())
    found = [(*escape.span(), "." if escape[0][1] == "2" else "~") for escape in _ESCAPE.finditer(excerpt.text)]
    if not found:
        return Embedded(excerpt, ())
    note = Stripped(code="percent-encoding", message="Percent-encoding inside the token", span=excerpt.span())
    return Embedded(excerpt.decoded(found), (note,))


def _base64_decoded(whole: Excerpt, match: re.Match[str]) -> Embedded | None:
    text = match[0].translate(str.maketrans("-_", "+/")).rstrip("=")
    try:
        token = base64.b64decode(text + "=" * (-len(text) % 4)).decode("ascii")
    except (binascii.Error, ValueError):
        return None
    span = whole.span(*match.span())
    note = Stripped(code="base64", message="Base64 around the whole token, as secrets are kept in manifests", span=span)
    inner = _in_base64(token, whole, match.start())
    return Embedded(inner.slice(len(token) - len(token.lstrip()), len(token.rstrip())), (note,))


def _card_decoded(whole: Excerpt, match: re.Match[str]) -> Embedded:
    digits = match[1]
    pairs = range(0, len(digits), 2)
    token = "".join(chr(int(digits[at : at + 2]) + _CARD_OFFSET) for at in pairs)
    note = Stripped(
        code="smart-health-card", message="The digits of a SMART Health Card", span=whole.span(*match.span())
    )
    return Embedded(_spelled(token, whole, match.start(1), 2, 1), (note,))


def _in_base64(text: str, whole: Excerpt, start: int) -> Excerpt:
    """Characters that stand in base64 from a place on; neighbours share one."""
    return _spelled(text, whole, start, 4, 3)


def _spelled(text: str, whole: Excerpt, start: int, width: int, count: int) -> Excerpt:
    """Characters from a place on that are written with so many for so many, such as four for three.

    To say it of each takes time: those of a huge token follow that place.
    """
    if len(text) > _MOST_SPELLED:
        return Excerpt(text, (0,), (whole.place(start),))
    numbers = range(len(text))
    starts = [start + width * at // count for at in numbers]
    return whole.spelled(text, starts, [start - (-width * (at + 1) // count) for at in numbers])


def _around(whole: Excerpt, start: int, end: int) -> tuple[Stripped, ...]:
    if not whole.text[start:end].strip():
        return ()
    return (Stripped(code="surrounding-text", message="Text around the token", span=whole.span(start, end)),)
