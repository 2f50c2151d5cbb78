"""What kind of token it is decides which rules are due. How it is recognised stands in jwt/recognise.py."""

from __future__ import annotations

from webapp.jose.jwt.kinds import NAMES, Recognised, Sureness, TokenKind, has_own_type
from webapp.jose.jwt.recognise import is_of_a_vendor, recognise, recognise_sealed

__all__ = [
    "NAMES",
    "Recognised",
    "Sureness",
    "TokenKind",
    "has_own_type",
    "is_of_a_vendor",
    "recognise",
    "recognise_sealed",
]
