"""The two sides of a difference, as the literal text of their values: cut where long, what differs marked."""

from __future__ import annotations

import json
from typing import Final

from webapp.jose.compare.difference import Side
from webapp.jose.diagnose.differences import compare
from webapp.jose.json_object import JsonValue
from webapp.jose.text import cut_short

_MOST: Final = 400
_NAMED: Final = 60


# Made once: making an encoder takes longer than writing a short value.
_LITERAL: Final = json.JSONEncoder(ensure_ascii=False)
_CANONICAL: Final = json.JSONEncoder(ensure_ascii=False, sort_keys=True)


def literal(value: JsonValue) -> str:
    """A value as JSON."""
    return _LITERAL.encode(value)


def canonical(value: JsonValue) -> str:
    """A value as JSON with the members of its objects in order, so that equal values have equal texts."""
    return _CANONICAL.encode(value)


def side(value: JsonValue, text: str = "") -> Side:
    """One side alone. text is how the token writes it, where that is known."""
    return Side(text=cut_short(text or literal(value), _MOST))


def marked(first: str, second: str) -> tuple[Side, Side]:
    """Two literal texts, with the one stretch in which they differ marked in each."""
    both = compare(first, second)
    return (
        Side(text=cut_short(first, _MOST), pieces=both.expected),
        Side(text=cut_short(second, _MOST), pieces=both.found),
    )


def quoted(text: str) -> str:
    """A value of a list, for a sentence."""
    return f'"{cut_short(text, _NAMED)}"'


def listed(texts: tuple[str, ...], most: int = 3) -> str:
    """Values of a list in a sentence: "a", "b" and 4 more."""
    named = [quoted(text) for text in texts[:most]]
    if len(texts) > most:
        return f"{', '.join(named)} and {len(texts) - most:,} more"
    return " and ".join([", ".join(named[:-1]), named[-1]] if len(named) > 1 else named)
