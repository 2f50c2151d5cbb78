"""What is this text? Tokens, keys, or something else that is named as well as can be."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from webapp.jose import base64url, json_object, unwrap
from webapp.jose.artefact import Kind
from webapp.jose.limits import Limits
from webapp.jose.lookalikes import name_it
from webapp.jose.text import Excerpt, Problem
from webapp.jose.unwrap import Stripped

# How base64url JSON objects begin: a brace, then a quote, a blank, a line break or the closing brace.
_OPENING: Final = re.compile(r"e(?:y[A-Z0-9]|w0|wo|wk|30)")
_SEGMENT: Final = r"[A-Za-z0-9_\-]"
_EMBEDDED: Final = re.compile(
    rf"(?<![A-Za-z0-9_\-.])e[yw3]{_SEGMENT}{{6,}}(?:\.{_SEGMENT}*){{2,4}}(?:~[A-Za-z0-9_\-.~]*)?"
)
_PEM: Final = re.compile(r"-{2,5} ?BEGIN [A-Z0-9 .]+-{2,5}")
_BLANK: Final = re.compile(r"\s")
_COMPACT: Final = re.compile(r"[^\s\"'{}<>]*\.[^\s\"'{}<>]*")
_MOST_FOUND: Final = 20


@dataclass(frozen=True, slots=True)
class Found:
    """One thing found in a paste: what it is, and its characters."""

    kind: Kind
    excerpt: Excerpt


@dataclass(frozen=True, slots=True, kw_only=True)
class Detection:
    """All that was found, in order; what was left out around it; or why nothing was recognised."""

    found: tuple[Found, ...] = ()
    stripped: tuple[Stripped, ...] = ()
    problems: tuple[Problem, ...] = ()


def detect(text: str, limits: Limits) -> Detection:
    """Recognise what a paste holds. Problems: paste.empty, and those of lookalikes.name_it."""
    if not text.strip():
        return Detection(problems=(Problem(code="paste.empty", message="There is nothing here yet to look at."),))
    inner, stripped = unwrap.unwrap(Excerpt.whole(text))
    if _PEM.search(inner.text):
        return Detection(found=(Found(Kind.PEM, inner),), stripped=stripped)
    if inner.text[:1] in ("{", "["):
        return _json(inner, stripped, limits)
    return _token(inner, stripped) or _embedded(text) or _unknown(inner, stripped)


def _json(inner: Excerpt, stripped: tuple[Stripped, ...], limits: Limits) -> Detection:
    """JSON that is a key or a set of keys, by its members; JSON that only holds tokens; or neither."""
    value = json_object.parse(inner.text.encode("utf-8", "replace"), limits).value
    if isinstance(value, dict) and "keys" in value:
        return Detection(found=(Found(Kind.JWK_SET, inner),), stripped=stripped)
    if isinstance(value, dict) and "kty" in value:
        return Detection(found=(Found(Kind.JWK, inner),), stripped=stripped)
    if isinstance(value, list) and value and all(isinstance(v, dict) and "kty" in v for v in value):
        return Detection(found=(Found(Kind.JWK_SET, inner),), stripped=stripped)
    return _embedded(inner.text) or _unknown(inner, stripped)


def _token(inner: Excerpt, stripped: tuple[Stripped, ...]) -> Detection | None:
    """The whole paste as one compact token, damaged or not."""
    joined, breaks = unwrap.join_lines(inner)
    joined, disclosures = _without_disclosures(joined)
    kind = _kind_of(joined)
    if kind is None:
        return None
    return Detection(found=(Found(kind, joined),), stripped=stripped + breaks + disclosures)


def _without_disclosures(token: Excerpt) -> tuple[Excerpt, tuple[Stripped, ...]]:
    tilde = token.text.find("~")
    if tilde < 0 or _BLANK.search(token.text, tilde):
        return token, ()
    note = Stripped(
        code="sd-jwt-disclosures",
        message="The disclosures of an SD-JWT; the issuer's signed token stands before them (RFC 9901)",
        span=token.span(tilde),
    )
    return token.slice(0, tilde), (note,)


def _kind_of(token: Excerpt) -> Kind | None:
    """JWS or JWE, when the text has dots and its first part opens a JSON object, or looks like a damaged one."""
    text = token.text
    segments = text.split(".", 6)
    if not _is_token(text, segments):
        return None
    if len(segments) in (3, 5):
        return Kind.JWS if len(segments) == 3 else Kind.JWE
    header = base64url.decode(Excerpt.whole(segments[0])).octets
    return Kind.JWE if b'"enc"' in header else Kind.JWS


def _is_token(text: str, segments: list[str]) -> bool:
    if _OPENING.match(segments[0]) and not _many_words(text):
        return len(segments) > 1 or len(text) >= 16
    if len(segments) not in (3, 5) or not _COMPACT.fullmatch(text) or len(text) < 24:
        return False
    return any(_opens_object(segment) for segment in segments[:2])


def _many_words(text: str) -> bool:
    """Prose that only begins like a token: most of it blanks and words."""
    return len(_BLANK.findall(text[:2000])) > 8


def _opens_object(segment: str) -> bool:
    """Whether a part decodes to something like JSON, the first character of which may be lost."""
    readings = (base64url.decode(Excerpt.whole("A" * lost + segment[:400])).octets for lost in range(4))
    return any(octets.startswith(b"{") or b'":' in octets for octets in readings)


def _embedded(text: str) -> Detection | None:
    """Tokens somewhere in a longer text: a log line, a command, JSON."""
    whole = Excerpt.whole(text)
    found: list[Found] = []
    end = 0
    stripped: list[Stripped] = []
    for match in _EMBEDDED.finditer(text):
        token, disclosures = _without_disclosures(whole.slice(*match.span()))
        if kind := _kind_of(token):
            found.append(Found(kind, token))
            stripped.extend(_around(whole, end, match.start()))
            stripped.extend(disclosures)
            end = match.end()
        if len(found) == _MOST_FOUND:
            break
    if not found:
        return None
    stripped.extend(_around(whole, end, len(text)))
    return Detection(found=tuple(found), stripped=tuple(stripped))


def _around(whole: Excerpt, start: int, end: int) -> tuple[Stripped, ...]:
    if not whole.text[start:end].strip():
        return ()
    return (Stripped(code="surrounding-text", message="Text around the token", span=whole.span(start, end)),)


def _unknown(inner: Excerpt, stripped: tuple[Stripped, ...]) -> Detection:
    is_one_word = not _BLANK.search(inner.text) and len(inner.text) >= 8
    kind = Kind.OPAQUE if is_one_word else Kind.UNRECOGNISED
    return Detection(found=(Found(kind, inner),), stripped=stripped, problems=(name_it(inner),))
