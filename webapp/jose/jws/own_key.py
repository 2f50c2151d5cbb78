"""The key that a header brings along, as DPoP proofs do (RFC 7515 section 4.1.3, RFC 9449 section 4.2)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from webapp.jose.json_object import JsonValue
from webapp.jose.jwk.build import examine
from webapp.jose.jwk.jwk_object import read_jwk
from webapp.jose.jwk.key_text import KeyText
from webapp.jose.jwk.publish import without_private
from webapp.jose.limits import Limits
from webapp.jose.text import Span

_NONE: Final = KeyText(container="jwk")


def own_key(header: Mapping[str, JsonValue], limits: Limits) -> KeyText:
    """The key in "jwk"; no key where there is none. It can show possession, and is never trusted by itself."""
    if not isinstance(header.get("jwk"), dict):
        return _NONE
    key = read_jwk(without_private(header["jwk"]), source="jwk", index=0, locate=_nowhere, limits=limits)
    return KeyText(keys=examine((key,), limits), container="jwk")


def _nowhere(_member: str) -> Span | None:
    return None
