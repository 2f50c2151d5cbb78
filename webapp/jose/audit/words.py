"""Values of a token in the messages of findings: as JSON has them, and short."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Final

from webapp.jose.json_object import JsonValue
from webapp.jose.text import cut_short

_MOST: Final = 8


def shown(value: JsonValue) -> str:
    """A value, cut short."""
    if isinstance(value, str):
        return in_quotes(value)
    if isinstance(value, list):
        more = ", …" if len(value) > _MOST else ""
        return "[" + ", ".join(shown(one) if isinstance(one, str) else typed(one) for one in value[:_MOST]) + more + "]"
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    return "an object" if isinstance(value, dict) else cut_short(str(value), 40)


def in_quotes(value: str) -> str:
    """A text in quotes, cut short; those within it are escaped, so that everybody sees where it ends."""
    return json.dumps(cut_short(value), ensure_ascii=False)


def typed(value: JsonValue) -> str:
    """What type a value has, in JSON's words."""
    if value is None or isinstance(value, bool):
        return shown(value)
    for kinds, word in (((str,), "a text"), ((int, float), "a number"), ((list,), "a list")):
        if isinstance(value, kinds):
            return word
    return "an object"


def listed(names: Iterable[str]) -> str:
    """Names in quotes: "iss", "sub" and "aud"."""
    quoted = [f'"{name}"' for name in names]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} and {quoted[-1]}"
