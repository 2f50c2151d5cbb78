"""What people call a token: the name of its kind, with the reasons for it."""

from __future__ import annotations

from collections.abc import Mapping

from webapp.jose.json_object import JsonValue
from webapp.jose.jwt.kinds import NAMES
from webapp.jose.jwt.recognise import recognise


def label(header: Mapping[str, JsonValue], claims: Mapping[str, JsonValue] | None) -> tuple[str, tuple[str, ...]]:
    """A name, and the reasons for it."""
    found = recognise(header, claims)
    return found.name or NAMES[found.kind], found.reasons
