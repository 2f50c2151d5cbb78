"""Taking away what stands around a token: header name, scheme, quotes, line breaks. What was taken is told."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from webapp.jose.program_strings import TOKEN_JOINT
from webapp.jose.text import Excerpt, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Stripped:
    """Something that stood around a token in the paste and was left out."""

    code: str
    message: str
    span: Span


@dataclass(frozen=True, slots=True)
class _Wrapper:
    code: str
    message: str
    leading: re.Pattern[str]
    trailing: re.Pattern[str] | None = None


# Tried again and again from the outside to the inside, until none of them applies.
_WRAPPERS: Final = (
    _Wrapper("white-space", "White space around it", re.compile(r"\s+"), re.compile(r"(?<!\s)\s+\Z")),
    _Wrapper(
        "header-name",
        "The name of the HTTP header",
        re.compile(r"(?i:(?:proxy-)?authorization|dpop|x-[a-z0-9-]+|cookie|set-cookie)[ \t]*:[ \t]*"),
    ),
    _Wrapper(
        "bearer-scheme",
        "The authentication scheme",
        re.compile(r"(?i:bearer|dpop|jwt|token)(?:[ \t]*:)?(?:[ \t]|\r?\n)+(?=\S)"),
    ),
    _Wrapper(
        "quotes",
        "Quotation marks",
        re.compile(r"[\"'`“”‘’«]+"),
        re.compile(r"(?<![\"'`“”‘’»])[\"'`“”‘’»]+[,;]?\Z"),
    ),
    _Wrapper("brackets", "Brackets", re.compile(r"[<(](?=[A-Za-z0-9_-]+\.)"), re.compile(r"[>)]\Z")),
    _Wrapper(
        "zero-width",
        "Invisible characters",
        re.compile("[\ufeff\u200b\u2060]+"),
        re.compile("(?<![\ufeff\u200b\u2060])[\ufeff\u200b\u2060]+\\Z"),
    ),
)
_WINDOW: Final = 4096
_TAIL: Final = re.compile(r"[,;]\Z")
# A backslash before the break is the folding of RFC 8792, ">" behind it that of quoted mail. The look-behinds here and
# above keep the search linear in long runs of blanks.
_WRAP: Final = re.compile(r"(?<![ \t])[ \t]*\\?(?:\r\n|\r|\n)[ \t\r\n>]*")
# The same where every line has signs of its own: quoted mail, comments, tables, the pieces of a string in a program,
# quoted-printable, and line breaks that are written as an escape. Only where base64url stands, which has none of them.
BREAK: Final = re.compile(
    r"(?<![ \t])[ \t]*(?:[\"'`][ \t]*(?:[+&.\\][ \t]*)?|[\\^|=][ \t]*)?(?:\r\n|\r|\n|\\r\\n|\\n)"
    r"(?:[ \t\r\n>|#*;\"'`]|//[ \t]|--[ \t]|[+&.][ \t]*[\"'`])*"
)
# Nobody nests more wrappers; a paste of a thousand schemes must not cost a thousand copies.
_ROUNDS: Final = 8
# An escaped quote or line break where JSON can have neither.
_ESCAPED_JSON: Final = re.compile(r"[{\[](?:(?:\s|\\[nrt])*\\\"|\s*\\[nrt])")
_ESCAPE: Final = re.compile(r"\\([nrt\"\\/])")
_BLANKS: Final = str.maketrans("nrt", "\n\r\t")
_INVISIBLE: Final = re.compile("[\ufeff\u200b-\u200d\u2060\u00ad]+")

_BREAKS: Final = "Line breaks inside the token; whoever checks it must not see them"
_INSIDE: Final = ("invisible", "Invisible characters inside the token; whoever checks it must not see them", _INVISIBLE)


def unwrap(paste: Excerpt) -> tuple[Excerpt, tuple[Stripped, ...]]:
    """The paste less its wrappers, and one entry for each that was taken away."""
    stripped: list[Stripped] = []
    inner = paste
    for _ in range(_ROUNDS):
        before = len(inner.text)
        for wrapper in _WRAPPERS:
            inner = _take(inner, wrapper, stripped)
        inner = _take_tail(inner, stripped)
        if len(inner.text) == before:
            break
    return inner, tuple(s for s in stripped if s.code != "white-space")


def unescape(inner: Excerpt, stripped: tuple[Stripped, ...]) -> tuple[Excerpt, tuple[Stripped, ...]]:
    """JSON that was itself written as a JSON string, as it was before."""
    if not _ESCAPED_JSON.match(inner.text):
        return inner, stripped
    note = Stripped(code="json-escapes", message="Escapes of a JSON string around the JSON", span=inner.span())
    escapes = ((*found.span(), found[1].translate(_BLANKS)) for found in _ESCAPE.finditer(inner.text))
    return inner.decoded(escapes), (*stripped, note)


def join_lines(text: Excerpt) -> tuple[Excerpt, tuple[Stripped, ...]]:
    """A text wrapped over several lines, as mail, terminals and RFCs do it, put together."""
    return _join(text, (_WRAP,))


def break_at(text: Excerpt, place: Span) -> Span | None:
    """The line break at a place, with the blanks around it, as join_lines takes it away; None where there is none."""
    breaks = (text.span(*match.span()) for match in _WRAP.finditer(text.text))
    return next((span for span in breaks if span.start <= place.start < span.end), None)


def join_pieces(token: Excerpt) -> tuple[Excerpt, tuple[Stripped, ...]]:
    """The same for a compact token, which has none of the signs that may stand at the ends of its lines."""
    return _join(token, (TOKEN_JOINT, BREAK))


def _join(token: Excerpt, breaks: tuple[re.Pattern[str], ...]) -> tuple[Excerpt, tuple[Stripped, ...]]:
    notes: list[Stripped] = []
    for code, message, pattern in (*(("line-breaks", _BREAKS, each) for each in breaks), _INSIDE):
        if first := pattern.search(token.text):
            notes.append(Stripped(code=code, message=message, span=token.span(first.start(), first.end())))
            token = token.without(pattern)
    return token, tuple(notes)


def _take(inner: Excerpt, wrapper: _Wrapper, stripped: list[Stripped]) -> Excerpt:
    if match := wrapper.leading.match(inner.text):
        stripped.append(Stripped(code=wrapper.code, message=wrapper.message, span=inner.span(0, match.end())))
        inner = inner.slice(match.end(), len(inner.text))
    if wrapper.trailing and (match := _at_end(wrapper.trailing, inner.text)):
        span = inner.span(match.start(), match.end())
        stripped.append(Stripped(code=wrapper.code, message=wrapper.message, span=span))
        inner = inner.slice(0, match.start())
    return inner


def _at_end(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """Where the text ends in the pattern. Two characters tell that it does not, and few are more than a window long."""
    if not pattern.search(text[-2:]):
        return None
    return pattern.search(text, max(len(text) - _WINDOW, 0)) or pattern.search(text)


def _take_tail(inner: Excerpt, stripped: list[Stripped]) -> Excerpt:
    if match := _at_end(_TAIL, inner.text):
        span = inner.span(match.start(), match.end())
        stripped.append(Stripped(code="punctuation", message="Punctuation after it", span=span))
        return inner.slice(0, match.start())
    return inner
