"""Kinds of token that need no "exp": they are fresh by other means, or state what lasts."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from webapp.jose.json_object import JsonValue
from webapp.jose.jwt.kinds import TokenKind
from webapp.jose.jwt.recognise import recognise
from webapp.jose.registry.token_types import media_type

# RFC 9449 section 4.2, RFC 9901 section 4.3, RFC 8417 section 2.2. Logout tokens must have one, which is not so here.
_KINDS: Final[Mapping[TokenKind, str]] = MappingProxyType(
    {
        TokenKind.DPOP: "a DPoP proof",
        TokenKind.KEY_BINDING: "a Key Binding JWT",
        TokenKind.SECURITY_EVENT: "a Security Event Token",
    }
)
# DIDComm Messaging 2 section "Message Headers": the end is "expires_time", which may be left out.
_DIDCOMM: Final = ("didcomm-plain+json", "didcomm-signed+json", "didcomm-encrypted+json")
_HEALTH_CARD: Final = "https://smarthealth.cards#health-card"


def kind_without_exp(header: Mapping[str, JsonValue], claims: Mapping[str, JsonValue]) -> str:
    """Such a kind, with its article, where the type or the claims leave little doubt; "" for every other token."""
    if any(isinstance(typ, str) and media_type(typ) in _DIDCOMM for typ in (header.get("typ"), claims.get("typ"))):
        return "a DIDComm message"
    credential = claims.get("vc")
    types = credential.get("type") if isinstance(credential, dict) else None
    if isinstance(types, list) and _HEALTH_CARD in types:
        return "a SMART Health Card"
    return _KINDS.get(recognise(header, claims).ruled_as, "")
