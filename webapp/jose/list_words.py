"""Lists and closed sets of words, told in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final, TypeAlias

from webapp.jose.json_object import JsonValue
from webapp.jose.registry.claim_values import ValueWord
from webapp.jose.text import counted, cut_short

Words: TypeAlias = Callable[[JsonValue], "str | None"]

NAMES_SHOWN: Final = 8


def count_of(noun: str) -> Words:
    """How many there are in a list or object, with their noun."""
    return lambda value: counted(len(value), noun) if isinstance(value, list | dict) else None


def meaning_of(table: Mapping[str, ValueWord]) -> Words:
    """The meaning of a text, or of a digit; of nothing else, which a program would not take for it either."""

    def words(value: JsonValue) -> str | None:
        if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10:
            value = str(value)
        return _meant([value], table) if isinstance(value, str) else None

    return words


def meanings_of(table: Mapping[str, ValueWord]) -> Words:
    """The meanings of the texts in a list, or of one that stands for a list of itself."""
    return lambda value: _meant([value] if isinstance(value, str) else texts_in(value), table)


def meanings_of_names(table: Mapping[str, ValueWord]) -> Words:
    """The meanings of an object's names."""
    return lambda value: _meant(list(value), table) if isinstance(value, dict) else None


def _meant(names: list[str], table: Mapping[str, ValueWord]) -> str | None:
    """The meanings of names, whole; what has none stands for itself, cut short. None where none has any."""
    if not any(name in table for name in names):
        return None
    said = listed(table[name].meaning if name in table else cut_short(name) for name in names)
    return said[:1].upper() + said[1:]


def texts_in(value: JsonValue) -> list[str]:
    """The texts of a list; nothing else of it."""
    return [text for text in value if isinstance(text, str)] if isinstance(value, list) else []


def listed(said: Iterable[str]) -> str:
    """Words with commas between them, the first eight. What came with a token is cut short before."""
    words = list(said)
    more = f" and {len(words) - NAMES_SHOWN:,} more" if len(words) > NAMES_SHOWN else ""
    return ", ".join(words[:NAMES_SHOWN]) + more
