"""Pieces of a compact token: shortened for display, or copied without its other parts (RFC 7515 section 7.1).

A piece is read as the token that it was, with nothing where something is missing, so that what is there is shown.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Final

from webapp.jose import base64url
from webapp.jose.completeness import is_whole
from webapp.jose.registry.algorithms import JWE_ALGORITHMS
from webapp.jose.text import Excerpt, Problem

# What a log, a table or a person writes in place of the middle or the end of a token.
_SHORTENED: Final = re.compile(
    r"(?P<head>e[A-Za-z0-9_-]{7,}(?:\.[A-Za-z0-9_-]*){0,3}?[A-Za-z0-9_-])"
    r"(?P<gap>\.?[\[(]?(?:\.{3}|…)[\])]?)(?P<tail>[A-Za-z0-9_.-]*)"
)
_ALONE: Final = re.compile(r"\.?(?P<part>e[A-Za-z0-9_-]{10,})\.?")
# A signature has more characters than the time and the SHA-1 of values that itsdangerous signs.
_HEADLESS: Final = re.compile(r"(?P<payload>e[A-Za-z0-9_-]{10,})\.(?P<signature>[A-Za-z0-9_-]{40,})")
_ALG: Final = re.compile(rb'"alg"\s*:\s*"([^"]*)"')
_HEADER: Final = (b'"alg"', b'"enc"', b'"typ"', b'"kid"', b'"cty"')
_REGISTERED: Final = frozenset({"iss", "sub", "aud", "exp", "nbf", "iat", "jti"})
_LONGEST: Final = 65_536
_PARTS: Final = {False: 3, True: 5}
_WHOLE: Final = "copy the whole token, from the response of the issuer or the header of the request"
_NAMES: Final = {
    "header": ("Header of a JWT", "it is a JOSE Header in base64url, and nothing else"),
    "claims": ("Claims of a JWT", "it is a JSON object in base64url without what a JOSE Header has, and nothing else"),
    "headless": ("JWT without its header", "its first part has claims, and its second is as long as a signature"),
}
_FORM: Final = "RFC 7515 section 7.1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fragment:
    """A piece of a token, as the token that it was: its name, the reason for it, and the problem that says so.

    Codes: fragment.shortened, fragment.header, fragment.claims, fragment.headless.
    """

    token: Excerpt
    is_encrypted: bool
    label: str
    reason: str
    problem: Problem


def shortened(text: Excerpt) -> Fragment | None:
    """A token with an ellipsis in it, or behind one that is not whole; None for any other text."""
    match = _SHORTENED.fullmatch(text.text) if "…" in text.text or "..." in text.text else None
    if match is None or is_whole(text.slice(0, match.end("head"))) or is_whole(text.slice(0, match.end("head") + 1)):
        return None
    head, tail = match["head"].split("."), match["tail"].rpartition(".")[2]
    header = _octets(head[0])
    if not header.startswith(b"{") or b'"b64"' in header:
        return None
    is_encrypted = _is_encrypted(header)
    missing = _PARTS[is_encrypted] - len(head)
    # A JWE may have empty parts beside each other, and is told to be damaged.
    if missing < 0 or (is_encrypted and match["tail"] and text.text.count(".") == 4):
        return None
    pieces = [text.slice(0, match.end("head"))]
    if tail and missing:
        pieces += [_dots(missing, text.place(match.start("gap"))), text.slice(match.end() - len(tail), match.end())]
    sign = match["gap"].strip("[]()") if "…" in match["gap"] else "..."
    return Fragment(
        token=_together(pieces),
        is_encrypted=is_encrypted,
        label="Shortened token",
        reason="an ellipsis stands in place of some of its characters",
        problem=Problem(
            code="fragment.shortened",
            message=f'Shortened with "{sign}": {_WHOLE}',
            span=text.span(match.start("gap"), match.end("gap")),
            reference=_FORM,
        ),
    )


def part_alone(text: Excerpt) -> Fragment | None:
    """The header or the claims of a token with nothing beside them; None for any other text."""
    match = _ALONE.fullmatch(text.text) if len(text.text) <= _LONGEST else None
    if match is None:
        return None
    part, octets = text.slice(match.start("part"), match.end("part")), _octets(match["part"])
    if octets.startswith(b"{") and _ALG.search(octets):
        return _named(part, "header", "This is the header of a JWT alone; the rest is missing", octets)
    is_claims = _object(octets) is not None and not any(name in octets for name in _HEADER)
    if not is_claims:
        return None
    token = _together([_dots(1, part.place(0)), part, _dots(1, part.span().end - 1)])
    return _named(token, "claims", "These are the claims of a JWT alone; the rest is missing", b"")


def headless(text: Excerpt) -> Fragment | None:
    """The claims and the signature of a token, without its header; None for any other text."""
    match = _HEADLESS.fullmatch(text.text) if len(text.text) <= _LONGEST else None
    claims = _object(_octets(match["payload"])) if match else None
    if claims is None or "alg" in claims or "enc" in claims or _REGISTERED.isdisjoint(claims):
        return None
    token = _together([_dots(1, text.place(0)), text])
    return _named(token, "headless", "These are the claims and the signature of a JWT; its header is missing", b"")


def _named(token: Excerpt, kind: str, message: str, header: bytes) -> Fragment:
    label, reason = _NAMES[kind]
    return Fragment(
        token=token,
        is_encrypted=_is_encrypted(header),
        label=label,
        reason=reason,
        problem=Problem(code=f"fragment.{kind}", message=f"{message}: {_WHOLE}", span=token.span(), reference=_FORM),
    )


def _is_encrypted(header: bytes) -> bool:
    alg = _ALG.search(header)
    return b'"enc"' in header or (alg is not None and alg[1].decode("utf-8", "replace") in JWE_ALGORITHMS)


def _octets(part: str) -> bytes:
    return base64url.decode(Excerpt.whole(part)).octets


def _object(octets: bytes) -> dict[str, object] | None:
    try:
        value = json.loads(octets)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def _dots(count: int, place: int) -> Excerpt:
    """Dots that stand for what is missing at a place of the paste."""
    return Excerpt("." * count, tuple(range(count)), (place,) * count)


def _together(pieces: list[Excerpt]) -> Excerpt:
    """Pieces one after the other, each character with its place."""
    starts: list[int] = []
    places: list[int] = []
    length = 0
    for piece in pieces:
        starts += [length + start for start in piece.starts]
        places += piece.places
        length += len(piece.text)
    return Excerpt("".join(piece.text for piece in pieces), tuple(starts), tuple(places))
