"""The JSON twin of every result: one encoder for all of them.

A Span becomes [start, end]; a word of a closed set its text; a tuple a list; a Mapping an object; any other
dataclass an object of its fields. Fields whose metadata says published=False are left out: they hold key material.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, Final

from webapp.jose.text import Span


def encode(value: object) -> str:
    """The JSON text of a result. ASCII only, so that text with lone surrogates can be sent, too."""
    return _ENCODER.encode(value)


def _form(value: object) -> object:
    """The next step for what the encoder has no form for. It goes on inside of that by itself, and fast."""
    if isinstance(value, Span):
        return value.start, value.end
    if is_dataclass(value):
        return {name: getattr(value, name) for name in _published(value.__class__)}
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{type(value).__name__} has no JSON form")


@cache
def _published(kind: type[Any]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind) if field.metadata.get("published", True))


_ENCODER: Final = json.JSONEncoder(ensure_ascii=True, separators=(",", ":"), check_circular=False, default=_form)
