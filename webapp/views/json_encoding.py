"""The JSON twin of every result: one encoder for all of them.

A Span becomes [start, end]; a word of a closed set its text; a tuple a list; a Mapping an object; any other
dataclass an object of its fields. Fields whose metadata says published=False are left out: they hold key material.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

from webapp.jose.text import Span


def encode(value: object) -> str:
    """The JSON text of a result. ASCII only, so that text with lone surrogates can be sent, too."""
    return json.dumps(publish(value), ensure_ascii=True, separators=(",", ":"))


def publish(value: object) -> object:
    """The value as dicts, lists, texts and numbers."""
    if value is None or isinstance(value, (str, int, float)):
        return value
    if isinstance(value, Span):
        return [value.start, value.end]
    if is_dataclass(value):
        return {name: publish(getattr(value, name)) for name in _published(value.__class__)}
    if isinstance(value, Mapping):
        return {str(name): publish(item) for name, item in value.items()}
    if isinstance(value, (tuple, list)):
        return [publish(item) for item in value]
    raise TypeError(f"{type(value).__name__} has no JSON form")


@cache
def _published(kind: type[Any]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind) if field.metadata.get("published", True))
