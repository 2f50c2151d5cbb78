"""A token and its key in one paste are taken apart: the token is what is asked about, the key what is given for it."""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from itertools import accumulate
from typing import Final

from webapp.jose.artefact import TOKENS
from webapp.jose.detect import detect
from webapp.jose.limits import Limits
from webapp.jose.text import Excerpt, Span
from webapp.jose.unwrap import Stripped
from webapp.services.held import held
from webapp.services.questions import Question

_SIGNS: Final = ('"kty"', "-----BEGIN ")
_PEM: Final = re.compile(r"-----BEGIN ([A-Z0-9 ]+)-----[^-]*+-----END \1-----")
_MARK: Final = re.compile(r'"(?:[^"\\\r\n]|\\.)*+"|[{}]')
_TOKEN: Final = re.compile(r"(?<![\w-])eyJ[\w-]+(?:\.[\w-]*){2}")
_KEY_TYPE: Final = re.compile(r'"kty"')
# Keys that are said in a header or a claim are those of somebody else, or of the token itself (RFC 7515 section 4.1.3,
# RFC 7518 section 4.6.1.1, RFC 7800 section 3.2): a token is not held to what it says itself.
_SAID: Final = re.compile(r'"(?:jwk|epk|sub_jwk)"\s*:\s*\Z')
_LOOKING_BACK: Final = 40
# Objects around one another that are read to see whether they are keys: each is read anew.
_MOST_READ: Final = 200
_BLANK: Final = re.compile(r"\S")


def prepared(question: Question, limits: Limits) -> Question:
    """The question as it is answered: taken apart, and held to a profile."""
    return held(taken_apart(question, limits), limits)


def taken_apart(question: Question, limits: Limits) -> Question:
    """The question without the keys beside its token, which are its key where no other was given. Places stay."""
    text = question.input
    if question.beside or not any(sign in text for sign in _SIGNS):
        return question
    places = tuple(_keys(text))
    if not places:
        return question
    rest = _without(text, places)
    if not any(found.kind in TOKENS for found in detect(rest, limits).found):
        return question
    if question.key.strip():
        return replace(question, input=rest, beside=(_note("the one in the key box counts", places),))
    key = _joined(text, places)
    note = _note("the token is held to it", places)
    return replace(question, input=rest, key=key.text, key_encoding="auto", key_excerpt=key, beside=(note,))


def _note(words: str, places: tuple[Span, ...]) -> Stripped:
    return Stripped(code="key-beside", message=f"The key beside the token: {words}", span=places[0])


def _joined(text: str, places: tuple[Span, ...]) -> Excerpt:
    """The texts at these places in lines of their own, each character with its place."""
    lines = [place.of(text) for place in places]
    starts = (0, *accumulate(len(line) + 1 for line in lines[:-1]))
    return Excerpt("\n".join(lines), starts, tuple(place.start for place in places))


def _without(text: str, places: tuple[Span, ...]) -> str:
    """The text with blanks in these places."""
    pieces: list[str] = []
    position = 0
    for place in places:
        pieces += text[position : place.start], _BLANK.sub(" ", place.of(text))
        position = place.end
    return "".join((*pieces, text[position:]))


def _keys(text: str) -> Iterator[Span]:
    """The PEM blocks and the JWKs or JWK Sets of a text, in order."""
    blocks = [Span(*found.span()) for found in _PEM.finditer(text)]
    found = sorted((*blocks, *_json_keys(text)), key=lambda place: place.start)
    end = 0
    for place in found:
        if place.start >= end:
            yield place
            end = place.end


def _json_keys(text: str) -> Iterator[Span]:
    """The largest JSON objects that are a JWK or a JWK Set, and hold no token."""
    types = [found.start() for found in _KEY_TYPE.finditer(text)]
    tokens = [found.start() for found in _TOKEN.finditer(text)]
    end, left = 0, _MOST_READ
    for place in sorted(_objects(text), key=lambda place: place.start):
        if place.start < end or not left or not _holds(types, place) or _holds(tokens, place):
            continue
        left -= 1
        if _SAID.search(text, max(0, place.start - _LOOKING_BACK), place.start):
            end = place.end
        elif _is_key(place.of(text)):
            end = place.end
            yield place


def _holds(positions: list[int], place: Span) -> bool:
    index = bisect_left(positions, place.start)
    return index < len(positions) and positions[index] < place.end


def _objects(text: str) -> Iterator[Span]:
    """Everything between a brace and the one that closes it."""
    opened: list[int] = []
    for mark in _MARK.finditer(text):
        if mark[0] == "{":
            opened.append(mark.start())
        elif mark[0] == "}" and opened:
            yield Span(opened.pop(), mark.end())


def _is_key(text: str) -> bool:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return False
    listed = value.get("keys")
    members = listed if isinstance(listed, list) else [value]
    return any(isinstance(one, dict) and "kty" in one for one in members)
