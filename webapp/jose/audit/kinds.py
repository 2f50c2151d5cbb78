"""What kind of token it is, with the reasons: an access token's missing "sub" is not an ID token's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from webapp.jose.json_object import JsonValue
from webapp.jose.registry.token_types import media_type


class TokenKind(StrEnum):
    """The kinds that have rules of their own. jwt is any other Claims Set, jws any other content."""

    JWS = "jws"
    JWT = "jwt"
    ID_TOKEN = "id_token"  # noqa: S105  a word, not a secret
    ACCESS_TOKEN = "access_token"  # noqa: S105
    DPOP = "dpop"
    SD_JWT = "sd_jwt"
    LOGOUT_TOKEN = "logout_token"  # noqa: S105
    CLIENT_ASSERTION = "client_assertion"
    FAPI_CLIENT_ASSERTION = "fapi_client_assertion"
    REQUEST_OBJECT = "request_object"
    PUBLIC_JWKS = "public_jwks"
    VERIFY_KEY = "verify_key"


# Kinds whose payload need not be a Claims Set.
_NO_CLAIMS: Final = (TokenKind.JWS, TokenKind.PUBLIC_JWKS, TokenKind.VERIFY_KEY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognised:
    """A kind with the reasons for it. is_given says that the person who asks named it."""

    kind: TokenKind
    reasons: tuple[str, ...] = ()
    is_given: bool = False

    @property
    def has_claims(self) -> bool:
        """Whether its content must be a Claims Set."""
        return self.kind not in _NO_CLAIMS


_BY_TYPE: Final[Mapping[str, TokenKind]] = {
    "at+jwt": TokenKind.ACCESS_TOKEN,
    "dpop+jwt": TokenKind.DPOP,
    "logout+jwt": TokenKind.LOGOUT_TOKEN,
    "oauth-authz-req+jwt": TokenKind.REQUEST_OBJECT,
}


def recognise(header: Mapping[str, JsonValue], claims: Mapping[str, JsonValue] | None) -> Recognised:
    """The kind by the type, then by the claims. The first sentence of reasons decides."""
    typ = header.get("typ")
    if isinstance(typ, str) and (kind := _BY_TYPE.get(media_type(typ))):
        return Recognised(kind=kind, reasons=(f'"typ" is "{typ}"',))
    if claims is None:
        return Recognised(kind=TokenKind.JWS, reasons=("the payload is no Claims Set",))
    return Recognised(kind=TokenKind.JWT, reasons=("its payload is a Claims Set",))
