"""The best guess, for people, at what a token is: by its type, then by the claims it carries."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from webapp.jose.json_object import JsonValue
from webapp.jose.registry.token_types import media_type

# typ is a statement and wins over every guess (RFC 8725 section 3.11).
_TYPES: Final = {
    "at+jwt": "Access token",
    "dpop+jwt": "DPoP proof",
    "logout+jwt": "Logout token",
    "secevent+jwt": "Security Event Token",
    "kb+jwt": "Key-binding JWT",
    "oauth-authz-req+jwt": "Request object",
    "token-introspection+jwt": "Token introspection response",
    "dc+sd-jwt": "SD-JWT credential",
    "vc+sd-jwt": "SD-JWT credential",
    "jose+json": "JWS in JSON",
}
# The first row of which a claim is there names the token.
_BY_CLAIMS: Final = (
    (("nonce", "at_hash", "c_hash"), "ID token"),
    (("scope", "scp", "client_id"), "Access token"),
    (("events",), "Security Event Token"),
    (("htm", "htu"), "DPoP proof"),
)


def label(header: Mapping[str, JsonValue], claims: Mapping[str, JsonValue] | None) -> tuple[str, tuple[str, ...]]:
    """A name, and the reasons for it."""
    typ = header.get("typ")
    if isinstance(typ, str) and (named := _TYPES.get(media_type(typ))):
        return named, (f'"typ" is "{typ}"',)
    if claims is None:
        return "Signed content", ("the payload is no Claims Set",)
    for names, named in _BY_CLAIMS:
        if found := [name for name in names if name in claims]:
            return named, tuple(f'it has "{name}"' for name in found)
    return "JWT", ("its payload is a Claims Set",)
