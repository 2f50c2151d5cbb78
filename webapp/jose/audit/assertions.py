"""Client assertions and request objects (RFC 7523 section 3, FAPI 2.0 Security Profile, RFC 9101 section 4)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from webapp.jose.audit.cases import ClaimsCase, SignatureCase
from webapp.jose.audit.kinds import TokenKind
from webapp.jose.audit.words import listed, shown
from webapp.jose.finding import Finding
from webapp.jose.registry.rules import RULES

_KINDS: Final = frozenset({TokenKind.CLIENT_ASSERTION, TokenKind.FAPI_CLIENT_ASSERTION})
_REQUIRED: Final = ("iss", "sub", "aud", "exp", "jti")
_ALLOWED: Final = frozenset({"PS256", "ES256", "EdDSA", "Ed25519"})
_ED25519_OCTETS: Final = 64
# How the addresses of token endpoints and pushed requests end.
_ENDPOINT: Final = re.compile(r"[A-Za-z0-9+.-]*+://[^?#]*/(?:token|par|as/par|oauth/par)/?\Z")


def required(case: ClaimsCase) -> Iterator[Finding]:
    """It must say which client it authenticates, where, until when, and be usable once."""
    if case.kind.ruled_as not in _KINDS:
        return
    values = case.values
    told = []
    if absent := [name for name in _REQUIRED if name not in values or values[name] in ("", [])]:
        told.append(f"It has no {listed(absent)}")
    if {"iss", "sub"}.isdisjoint(absent) and values["iss"] != values["sub"]:
        told.append(f'"iss" is {shown(values["iss"])} and "sub" is {shown(values["sub"])}')
    elif "iss" not in absent and case.expected.client_id is not None and values["iss"] != case.expected.client_id:
        told.append(f'"iss" is {shown(values["iss"])}; the client is {shown(case.expected.client_id)}')
    if told:
        yield RULES["F01"].found("; ".join(told), case.claims.member_span("sub") if not absent else None)


def algorithm(case: SignatureCase) -> Iterator[Finding]:
    """FAPI 2.0 allows three algorithms."""
    if case.token.kind.ruled_as is not TokenKind.FAPI_CLIENT_ASSERTION:
        return
    alg = case.signature.header.values.get("alg")
    span = case.signature.header.member_span("alg")
    if not isinstance(alg, str) or alg not in _ALLOWED:
        yield RULES["F02"].found(f'"alg" is {shown(alg)}', span)
    elif alg == "EdDSA" and len(case.signature.signature.octets) > _ED25519_OCTETS:
        yield RULES["F02"].found('"alg" is "EdDSA", with a signature of another curve than Ed25519', span)


def audience(case: ClaimsCase) -> Iterator[Finding]:
    """FAPI 2.0 takes the issuer identifier of the authorization server, as a single text."""
    if case.kind.ruled_as is not TokenKind.FAPI_CLIENT_ASSERTION or not case.values.get("aud"):
        return
    found = case.values["aud"]
    expected = case.expected.issuer or case.expected.audience
    if not isinstance(found, str):
        told = f'"aud" is {shown(found)}, where a single text is due'
    elif expected is not None and found != expected:
        told = f'"aud" is {shown(found)}; the issuer is {shown(expected)}'
    elif expected is None and _ENDPOINT.match(found):
        told = f'"aud" is {shown(found)}, which looks like an endpoint and not like an issuer'
    else:
        return
    yield RULES["F03"].found(told, case.claims.member_span("aud"))


def nested_request(case: ClaimsCase) -> Iterator[Finding]:
    """A request object must not hold another."""
    found = [name for name in ("request", "request_uri") if name in case.values]
    if case.kind.ruled_as is TokenKind.REQUEST_OBJECT and found:
        yield RULES["R01"].found(f"It has {listed(found)}", case.claims.member_span(found[0]))
