"""Lists and closed sets of words, told in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, TypeAlias

from webapp.jose.json_object import JsonValue
from webapp.jose.registry.claim_values import ValueWord
from webapp.jose.text import counted, cut_short

Words: TypeAlias = Callable[[JsonValue], "str | None"]

NAMES_SHOWN: Final = 8


def count_of(noun: str) -> Words:
    """How many there are in a list or object, with their noun."""
    return lambda value: counted(len(value), noun) if isinstance(value, list | dict) else None


def meanings_of(table: Mapping[str, ValueWord]) -> Words:
    """The meanings of one text, of those in a list, or of an object's names."""

    def words(value: JsonValue) -> str | None:
        names = list(value) if isinstance(value, dict) else [value] if isinstance(value, str) else texts_in(value)
        if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10:
            names = [str(value)]
        if not any(name in table for name in names):
            return None
        said = listed([table[name].meaning if name in table else name for name in names])
        return said[:1].upper() + said[1:]

    return words


def texts_in(value: JsonValue) -> list[str]:
    """The texts of a list; nothing else of it."""
    return [text for text in value if isinstance(text, str)] if isinstance(value, list) else []


def listed(names: list[str]) -> str:
    """Names with commas between them, the first eight."""
    more = f" and {len(names) - NAMES_SHOWN:,} more" if len(names) > NAMES_SHOWN else ""
    return ", ".join(cut_short(name) for name in names[:NAMES_SHOWN]) + more
