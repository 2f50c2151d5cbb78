"""Keys that a token brings, or says where they are to be fetched (RFC 7515 sections 4.1.2 to 4.1.5, RFC 8725)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from webapp.jose.audit.cases import HeaderCase
from webapp.jose.audit.kinds import TokenKind
from webapp.jose.audit.parts import quoted
from webapp.jose.finding import Finding
from webapp.jose.internal_address import internal_host, read
from webapp.jose.json_object import JsonValue
from webapp.jose.registry.rules import RULES
from webapp.jose.registry.token_types import media_type

# Proofs of possession: that the token carries its key is what they are for (RFC 9449 section 4.2, OpenID4VCI).
_PROOFS: Final = frozenset({"dpop+jwt", "openid4vci-proof+jwt"})
# Who is calling is told with the address of a certificate (RFC 8225 section 4.3).
_CALLS: Final = frozenset({"passport"})
_ACME: Final = frozenset({"url", "nonce"})
# What no public key has: the private numbers of RSA, EC and OKP, a secret, the seed of ML-DSA.
_PRIVATE: Final = frozenset({"d", "p", "q", "dp", "dq", "qi", "oth", "k", "priv"})
_MOST_KEYS: Final = 20


def addresses(case: HeaderCase) -> Iterator[Finding]:
    """Whoever makes a token writes "jku" and "x5u", and so chooses the key and whom the verifier calls."""
    for name, rule in (("jku", "H14"), ("x5u", "H16")):
        value = case.values.get(name)
        if isinstance(value, str):
            is_due = name == "x5u" and _has_type(case, _CALLS)
            span = case.header.member_span(name)
            if not is_due:
                yield RULES[rule].found(f'"{name}" is {quoted(value)}', span)
            if why := _unsafe(value):
                yield RULES["H15"].found(f'"{name}" is {quoted(value)}: {why}', span)


def embedded(case: HeaderCase) -> Iterator[Finding]:
    """A key that the token brings proves nothing; a private one is lost."""
    value = case.values.get("jwk")
    if not isinstance(value, dict):
        return
    span = case.header.member_span("jwk")
    if not case.is_encrypted and not _is_proof(case):
        yield RULES["H17"].found(f'"jwk" holds a key of type {quoted(str(value.get("kty")), 20)}', span)
    listed = value.get("keys")
    for key in (value, *(listed[:_MOST_KEYS] if isinstance(listed, list) else ())):
        if members := _private_members(key):
            yield RULES["H18"].found(f'"jwk" has {members}, which only the owner of the key may know', span)


def _is_proof(case: HeaderCase) -> bool:
    if case.kind.kind is TokenKind.DPOP:
        return True
    return _has_type(case, _PROOFS) or (not case.kind.is_given and case.values.keys() >= _ACME)


def _has_type(case: HeaderCase, names: frozenset[str]) -> bool:
    """Whether "typ" is one of these, and nobody says that it is another kind of token."""
    typ = case.values.get("typ")
    return not case.kind.is_given and isinstance(typ, str) and media_type(typ) in names


def _private_members(key: JsonValue) -> str:
    if not isinstance(key, dict):
        return ""
    return ", ".join(f'"{name}"' for name in key if name in _PRIVATE)


def _unsafe(url: str) -> str:
    """Why nothing should be fetched from an address; "" when nothing speaks against it by itself."""
    address = read(url)
    if address.scheme != "https":
        return f'the scheme must be "https" and is {quoted(address.scheme, 20)}'
    if not address.host:
        return "there is no host in it"
    if inside := internal_host(address.host):
        return f"this is {inside}"
    return "a user name stands before the host, which makes it look like another" if address.has_user else ""
