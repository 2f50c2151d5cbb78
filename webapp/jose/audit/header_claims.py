"""Claims that are repeated in the header of a JWE, where they can be read without the key (RFC 7519 section 5.3)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from webapp.jose.audit.cases import EncryptedToken
from webapp.jose.finding import Finding
from webapp.jose.json_object import JsonValue
from webapp.jose.registry.header_parameters import HEADER_PARAMETERS
from webapp.jose.registry.rules import RULES
from webapp.jose.text import cut_short

_REGISTERED: Final = ("iss", "sub", "aud")
_MOST: Final = 50


def replicated(token: EncryptedToken) -> Iterator[Finding]:
    """What a gateway reads in the header must be what the receiver finds inside."""
    claims = _claims(token)
    if claims is None:
        return
    for recipient in token.jwe.recipients:
        values = recipient.header.values
        for name in list(values)[:_MOST]:
            is_copy = name in _REGISTERED or (name in claims and name not in HEADER_PARAMETERS)
            if is_copy and _plain(values[name]) != _plain(claims.get(name)):
                there = "another inside" if name in claims else "not there inside"
                message = f'"{cut_short(name, 40)}" has one value in the header, and is {there}'
                yield RULES["H32"].found(message, recipient.header.member_span(name))


def _claims(token: EncryptedToken) -> Mapping[str, JsonValue] | None:
    if token.plaintext_claims is not None:
        return token.plaintext_claims.values
    return token.content.claims if token.content else None


def _plain(value: JsonValue) -> object:
    """A value as it is compared: true is not 1, and an audience may be a string or an array of one."""
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    return (isinstance(value, bool), value)
