"""Tokens in a JSON Serialization somewhere in a longer text: a command, a log line, another JSON document.

Only where they stand is found here (RFC 7515 section 7.2, RFC 7516 section 7.2).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Final

from webapp.jose.json_object import JsonValue
from webapp.jose.text import Excerpt, Span
from webapp.jose.unwrap import Stripped

_OBJECT: Final = re.compile(r'\{\s{0,200}"')
_SIGN: Final = re.compile(r'"(?:signatures?|ciphertext)"')
_HEADERS: Final = frozenset({"protected", "header", "unprotected", "recipients"})
_DECODER: Final = json.JSONDecoder()
_MOST_FOUND: Final = 20
_MOST_FAILURES: Final = 10
# Objects within others that are no tokens are read once more: in all not more than this, in lengths of the text.
_MOST_READ: Final = 4


def find(whole: Excerpt) -> tuple[tuple[Excerpt, ...], tuple[Stripped, ...]]:
    """The JSON texts of the tokens, in order, at most 20, and the text around them."""
    found = tuple(_places(whole.text)) if _SIGN.search(whole.text) else ()
    if not found:
        return (), ()
    ends = (0, *(span.end for span in found))
    starts = (*(span.start for span in found), len(whole.text))
    around = [whole.span(*place) for place in zip(ends, starts, strict=True) if whole.text[slice(*place)].strip()]
    stripped = tuple(Stripped(code="surrounding-text", message="Text around the token", span=span) for span in around)
    return tuple(whole.slice(span.start, span.end) for span in found), stripped


def _places(text: str) -> Iterator[Span]:
    position = count = failures = 0
    left = _MOST_READ * len(text)
    while count < _MOST_FOUND and failures < _MOST_FAILURES and left > 0:
        opening = _OBJECT.search(text, position)
        if opening is None:
            return
        start = position = opening.start()
        try:
            value, end = _DECODER.raw_decode(text, start)
        except (ValueError, RecursionError):
            failures += 1
            position += 1
            continue
        left -= end - start
        is_token = _is_token(value)
        position = end if is_token or not _SIGN.search(text, start, end) else position + 1
        if is_token:
            count += 1
            yield Span(start, end)


def _is_token(value: JsonValue) -> bool:
    """Whether an object has the members of a token, and not just one of the same name."""
    if not isinstance(value, Mapping):
        return False
    listed = value.get("signatures")
    if isinstance(listed, list) and any(isinstance(one, Mapping) and _HEADERS & one.keys() for one in listed):
        return True
    sealed = value.get("signature", value.get("ciphertext"))
    return isinstance(sealed, str) and bool(_HEADERS & value.keys())
