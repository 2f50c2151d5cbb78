"""Which claims any JWT should have are due of a token of its kind: the rules of the kind come before them."""

from __future__ import annotations

from typing import Final

from webapp.jose.audit.cases import ClaimsCase
from webapp.jose.audit.kinds import Sureness, TokenKind, has_own_type, is_of_a_vendor
from webapp.jose.registry.token_types import media_type

_GENERAL: Final = frozenset({"iss", "sub", "aud", "exp"})
# RFC 9101 section 4, RFC 8417 section 2.2, RFC 9701 section 5. What has no row has rules of its own, or needs none.
_DUE: Final = {
    TokenKind.JWT: _GENERAL,
    TokenKind.REFRESH_TOKEN: _GENERAL,
    TokenKind.SERVICE_ACCOUNT: _GENERAL,
    # Whoever makes a session reads it, and nobody else.
    TokenKind.SESSION: frozenset({"exp"}),
    TokenKind.REQUEST_OBJECT: frozenset({"iss", "aud"}),
    TokenKind.SECURITY_EVENT: frozenset({"iss"}),
    TokenKind.INTROSPECTION: frozenset({"iss", "aud"}),
}
_NONE: Final[frozenset[str]] = frozenset()


def due(case: ClaimsCase) -> frozenset[str]:
    """The claims that the rules of any JWT ask of this one."""
    kind = case.kind.ruled_as
    if kind is TokenKind.ACCESS_TOKEN:
        return _NONE if is_profiled(case) else _GENERAL
    if kind is TokenKind.JWT and not case.kind.is_given and (has_own_type(case.header) or _is_any_json(case)):
        return _NONE
    return _DUE.get(kind, _NONE)


def is_profiled(case: ClaimsCase) -> bool:
    """Whether an access token follows RFC 9068: it says so, or it was said to be one and looks like no vendor's."""
    typ = case.header.get("typ")
    if isinstance(typ, str) and media_type(typ) == "at+jwt":
        return True
    return case.kind.is_given and not is_of_a_vendor(case.values)


def _is_any_json(case: ClaimsCase) -> bool:
    """Whether nothing but being a JSON object speaks for a Claims Set."""
    return case.kind.kind is TokenKind.JWT and case.kind.certainty is Sureness.GUESSED
