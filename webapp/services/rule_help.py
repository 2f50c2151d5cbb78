"""What the help says about the audit: every rule of the registry, in families."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from webapp.jose.registry.rules import RULES
from webapp.jose.registry.rules.entry import Rule
from webapp.services.help_family import HelpFamily

# The first letter of a rule's id, and what its rules are about.
_TITLES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "S": "How the token is put together",
        "B": "base64url",
        "J": "JSON",
        "H": "The header",
        "K": "Keys and secrets",
        "G": "The signature",
        "T": "Times",
        "C": "Claims",
        "E": "Encryption",
        "O": "ID tokens",
        "A": "Access tokens",
        "D": "DPoP proofs",
        "V": "SD-JWT",
        "F": "Client assertions",
        "L": "Logout tokens",
        "R": "Request objects",
    }
)
_KINDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "jws": "signed content (JWS)",
        "jwt": "a JWT of no particular kind",
        "id_token": "an ID token",
        "access_token": "an access token",
        "refresh_token": "a refresh token",
        "dpop": "a DPoP proof",
        "sd_jwt": "an SD-JWT",
        "key_binding": "a key-binding JWT",
        "credential": "a verifiable credential or presentation",
        "logout_token": "a logout token",
        "security_event": "a Security Event Token",
        "client_assertion": "a client assertion",
        "fapi_client_assertion": "a client assertion under FAPI 2",
        "request_object": "a request object",
        "introspection": "an answer about another token",
        "service_account": "a token of a service account",
        "session": "the token of a session",
        "public_jwks": "a published JWK Set",
        "verify_key": "a key to verify with",
    }
)


def rule_families() -> tuple[HelpFamily[Rule], ...]:
    """Every rule of the audit, in the order of the registry."""
    families: dict[str, list[Rule]] = {letter: [] for letter in _TITLES}
    for rule in RULES.values():
        families[rule.id[0]].append(rule)
    return tuple(
        HelpFamily(name=letter, title=_TITLES[letter], entries=tuple(rules)) for letter, rules in families.items()
    )


def kind_words(kind: str) -> str:
    """A kind of token with its article; the word itself when there are no better ones."""
    return _KINDS.get(kind, kind.replace("_", " "))


def kinds() -> tuple[tuple[str, str], ...]:
    """The kinds of token that can be named in the form, each with its words."""
    return tuple(_KINDS.items())
