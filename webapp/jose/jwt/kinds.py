"""The kinds of token, what each is called, and how sure it is that a token is one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from webapp.jose.json_object import JsonValue
from webapp.jose.registry.token_types import TOKEN_TYPES, media_type


class TokenKind(StrEnum):
    """What a token is for. jwt is any other Claims Set, jws any other content."""

    JWS = "jws"
    JWT = "jwt"
    ID_TOKEN = "id_token"  # noqa: S105  a word, not a secret
    ACCESS_TOKEN = "access_token"  # noqa: S105
    REFRESH_TOKEN = "refresh_token"  # noqa: S105
    DPOP = "dpop"
    SD_JWT = "sd_jwt"
    KEY_BINDING = "key_binding"
    CREDENTIAL = "credential"
    LOGOUT_TOKEN = "logout_token"  # noqa: S105
    SECURITY_EVENT = "security_event"
    CLIENT_ASSERTION = "client_assertion"
    FAPI_CLIENT_ASSERTION = "fapi_client_assertion"
    REQUEST_OBJECT = "request_object"
    INTROSPECTION = "introspection"
    SERVICE_ACCOUNT = "service_account"
    SESSION = "session"
    PUBLIC_JWKS = "public_jwks"
    VERIFY_KEY = "verify_key"


# What people call them.
NAMES: Final[Mapping[TokenKind, str]] = MappingProxyType(
    {
        TokenKind.JWS: "Signed content",
        TokenKind.JWT: "JWT",
        TokenKind.ID_TOKEN: "ID token",
        TokenKind.ACCESS_TOKEN: "Access token",
        TokenKind.REFRESH_TOKEN: "Refresh token",
        TokenKind.DPOP: "DPoP proof",
        TokenKind.SD_JWT: "SD-JWT",
        TokenKind.KEY_BINDING: "Key-binding JWT",
        TokenKind.CREDENTIAL: "Verifiable credential",
        TokenKind.LOGOUT_TOKEN: "Logout token",
        TokenKind.SECURITY_EVENT: "Security Event Token",
        TokenKind.CLIENT_ASSERTION: "Client assertion",
        TokenKind.FAPI_CLIENT_ASSERTION: "Client assertion (FAPI)",
        TokenKind.REQUEST_OBJECT: "Request object",
        TokenKind.INTROSPECTION: "Token introspection response",
        TokenKind.SERVICE_ACCOUNT: "Service-account token",
        TokenKind.SESSION: "Session token",
        TokenKind.PUBLIC_JWKS: "Public JWK Set",
        TokenKind.VERIFY_KEY: "Key to verify with",
    }
)

# Kinds whose payload need not be a Claims Set.
_NO_CLAIMS: Final = (TokenKind.JWS, TokenKind.PUBLIC_JWKS, TokenKind.VERIFY_KEY)


class Sureness(StrEnum):
    """certain: its type says so; likely: its claims leave little doubt; guessed: they allow it, no more."""

    CERTAIN = "certain"
    LIKELY = "likely"
    GUESSED = "guessed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognised:
    """A kind with the reasons for it. is_given says that the person who asks named it; name is what people call it."""

    kind: TokenKind
    reasons: tuple[str, ...] = ()
    is_given: bool = False
    certainty: Sureness = Sureness.CERTAIN
    name: str = ""

    @property
    def has_claims(self) -> bool:
        """Whether its content must be a Claims Set."""
        return self.kind not in _NO_CLAIMS

    @property
    def ruled_as(self) -> TokenKind:
        """The kind whose rules are due: what is only guessed is held to the rules of any JWT."""
        if self.is_given or self.certainty is not Sureness.GUESSED:
            return self.kind
        return TokenKind.JWT if self.has_claims else TokenKind.JWS


# What "typ" states. It is a statement, and wins over every guess (RFC 8725 section 3.11).
_TYPES: Final[Mapping[str, tuple[TokenKind, str]]] = MappingProxyType(
    {
        "at+jwt": (TokenKind.ACCESS_TOKEN, ""),
        "dpop+jwt": (TokenKind.DPOP, ""),
        "logout+jwt": (TokenKind.LOGOUT_TOKEN, ""),
        "secevent+jwt": (TokenKind.SECURITY_EVENT, ""),
        "kb+jwt": (TokenKind.KEY_BINDING, ""),
        "oauth-authz-req+jwt": (TokenKind.REQUEST_OBJECT, ""),
        "client-authentication+jwt": (TokenKind.CLIENT_ASSERTION, ""),
        "token-introspection+jwt": (TokenKind.INTROSPECTION, ""),
        "dc+sd-jwt": (TokenKind.SD_JWT, "SD-JWT credential"),
        "vc+sd-jwt": (TokenKind.SD_JWT, "SD-JWT credential"),
        "vc+ld+json+sd-jwt": (TokenKind.SD_JWT, "SD-JWT credential"),
        "sd-jwt": (TokenKind.SD_JWT, ""),
        "sd+jwt": (TokenKind.SD_JWT, ""),
        "vc+jwt": (TokenKind.CREDENTIAL, ""),
        "vc+ld+json+jwt": (TokenKind.CREDENTIAL, ""),
        "vc+ld+jwt": (TokenKind.CREDENTIAL, ""),
        "vp+jwt": (TokenKind.CREDENTIAL, "Verifiable presentation"),
        "vp+ld+json+jwt": (TokenKind.CREDENTIAL, "Verifiable presentation"),
        "vp+ld+jwt": (TokenKind.CREDENTIAL, "Verifiable presentation"),
    }
)
# Types that say nothing about what a token is for.
_OF_ANY_KIND: Final = frozenset({"jwt", "jose", "jose+json", "json"})
_JSON_SERIALIZATION: Final = "jose+json"


def by_type(header: Mapping[str, JsonValue]) -> Recognised | None:
    """The kind that the type states; None when it states none that has rules of its own."""
    typ = header.get("typ")
    if not isinstance(typ, str):
        return None
    reasons = (f'"typ" is "{typ[:60]}"',)
    if media_type(typ) == _JSON_SERIALIZATION:
        return Recognised(kind=TokenKind.JWS, reasons=reasons, name="JWS in JSON")
    kind, name = _TYPES.get(media_type(typ), (None, ""))
    return Recognised(kind=kind, reasons=reasons, name=name) if kind else None


def has_own_type(header: Mapping[str, JsonValue]) -> bool:
    """Whether the type is that of another specification, which has rules of its own."""
    typ = header.get("typ")
    return isinstance(typ, str) and media_type(typ) in TOKEN_TYPES and media_type(typ) not in _OF_ANY_KIND
