"""Several key containers pasted one after the other: JSON texts and PEM blocks, as a nested token needs them."""

from __future__ import annotations

import json
import re
from typing import Final

from webapp.jose.text import Span

# Between two JSON texts stands no comma, and no PEM block begins outside a string: neither is found within JSON.
_BOUNDARY: Final = re.compile(r"[}\]]\s*+(?:[{\[]|-----BEGIN )|-----END [A-Z0-9 ]{1,60}-----\s*+[{\[]")
_JSON_START: Final = re.compile(r"[{\[]")
_FILLING: Final = re.compile(r"[\s,;]*+")
_MOST: Final = 8
_DECODER: Final = json.JSONDecoder()


def cut(text: str) -> tuple[Span, ...]:
    """The places of the containers; none unless there are two at least. Of more than eight, the rest is left out."""
    if not _BOUNDARY.search(text):
        return ()
    spans: list[Span] = []
    position = _skip(text, 0)
    while position < len(text) and len(spans) < _MOST:
        end = _json_end(text, position) if text[position] in "{[" else _pem_end(text, position)
        if end is None:
            return ()
        spans.append(Span(position, end))
        position = _skip(text, end)
    return tuple(spans) if len(spans) > 1 else ()


def _skip(text: str, position: int) -> int:
    match = _FILLING.match(text, position)
    return match.end() if match else position


def _json_end(text: str, position: int) -> int | None:
    try:
        return _DECODER.raw_decode(text, position)[1]
    except (ValueError, RecursionError):
        return None


def _pem_end(text: str, position: int) -> int | None:
    """Where JSON begins again behind PEM blocks, or the end of the text."""
    if not text.startswith("-----BEGIN ", position):
        return None
    last = text.rfind("-----END ", position)
    found = _JSON_START.search(text, position)
    return found.start() if found and last >= 0 else len(text)
