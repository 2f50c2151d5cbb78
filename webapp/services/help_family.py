"""Entries of the help that are about one thing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

Entry = TypeVar("Entry")


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpFamily(Generic[Entry]):
    """Entries, each with a title and an anchor. name is the family's own anchor."""

    name: str
    title: str
    entries: tuple[Entry, ...]
