"""DPoP proofs (RFC 9449 sections 4.2 and 4.3). The signature is checked with the key that the proof carries."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Final

from webapp.jose.audit.cases import ClaimsCase, HeaderCase, SignedToken
from webapp.jose.audit.kinds import TokenKind
from webapp.jose.audit.times import time_of
from webapp.jose.audit.words import listed, shown, typed
from webapp.jose.base64url import decode, encode
from webapp.jose.finding import Finding
from webapp.jose.http_uri import is_same_target
from webapp.jose.json_object import parse
from webapp.jose.limits import Limits
from webapp.jose.moment import duration, utc
from webapp.jose.registry.rules import RULES
from webapp.jose.text import Excerpt

_REQUIRED: Final = ("jti", "htm", "htu", "iat")
# Servers allow seconds to a few minutes (RFC 9449 section 11.1).
_WINDOW: Final = 300
_PARTS: Final = 3


def required(case: ClaimsCase) -> Iterator[Finding]:
    """Without them a proof is good for more than one request."""
    if not _is_due(case):
        return
    if absent := [name for name in _REQUIRED if name not in case.values or case.values[name] == ""]:
        yield RULES["D02"].found(f"It has no {listed(absent)}")
    for name in ("htm", "htu"):
        if name in case.values and not isinstance(case.values[name], str):
            told = f'"{name}" is {typed(case.values[name])}, where a text is due'
            yield RULES["D02"].found(told, case.claims.member_span(name))


def asymmetric(case: HeaderCase) -> Iterator[Finding]:
    """A proof is made with a private key."""
    alg = case.values.get("alg")
    is_none = isinstance(alg, str) and (alg.lower() == "none" or alg.upper().startswith("HS"))
    if case.kind.ruled_as is TokenKind.DPOP and not case.is_encrypted and is_none:
        yield RULES["D03"].found(f'"alg" is {shown(alg)}', case.header.member_span("alg"))


def public_key(case: HeaderCase) -> Iterator[Finding]:
    """The key that the proof is checked with stands in its header."""
    if case.kind.ruled_as is not TokenKind.DPOP or case.is_encrypted or isinstance(case.values.get("jwk"), dict):
        return
    found = f'"jwk" is {typed(case.values["jwk"])}' if "jwk" in case.values else 'Its header has no "jwk"'
    yield RULES["D04"].found(found, case.header.member_span("jwk") or case.header.whole_span())


def request(case: ClaimsCase) -> Iterator[Finding]:
    """A proof is good for one method at one address."""
    if not _is_due(case):
        return
    method, asked = case.values.get("htm"), case.expected.htm
    if asked is not None and isinstance(method, str) and method and method != asked.strip().upper():
        told = f'"htm" is {shown(method)}; the request is {shown(asked.strip().upper())}'
        yield RULES["D06"].found(told, case.claims.member_span("htm"))
    target, address = case.values.get("htu"), case.expected.htu
    if address is not None and isinstance(target, str) and target and not is_same_target(target, address):
        told = f'"htu" is {shown(target)}; the request is to {shown(address)}'
        yield RULES["D07"].found(told, case.claims.member_span("htu"))


def age(case: ClaimsCase) -> Iterator[Finding]:
    """The shorter a proof is good for, the less a stolen one is worth."""
    made = time_of(case, "iat")
    if not _is_due(case) or made is None:
        return
    ago = case.expected.at - made
    window = max(_WINDOW, case.expected.leeway)
    if abs(ago) > window:
        when = f"{duration(ago)} {'ago' if ago > 0 else 'ahead'}"
        told = f'"iat" is {utc(made)}, {when}; {window // 60} minutes are allowed for'
        yield RULES["D08"].found(told, case.claims.member_span("iat"))


def nonce(case: ClaimsCase) -> Iterator[Finding]:
    """The server asks for its own nonce, so that no proof can be made in advance."""
    expected = case.expected.nonce
    if not _is_due(case) or expected is None or case.values.get("nonce") == expected:
        return
    found = f'"nonce" is {shown(case.values["nonce"])}' if "nonce" in case.values else 'It has no "nonce"'
    yield RULES["D09"].found(f"{found}; the server's is {shown(expected)}", case.claims.member_span("nonce"))


def access_token(case: ClaimsCase) -> Iterator[Finding]:
    """The proof names the access token that it is sent with."""
    token = case.expected.access_token
    if not _is_due(case) or token is None:
        return
    due = encode(hashlib.sha256(token.strip().encode("utf-8", "surrogatepass")).digest())
    if case.values.get("ath") != due:
        found = f'"ath" is {shown(case.values["ath"])}' if "ath" in case.values else 'It has no "ath"'
        yield RULES["D10"].found(f'{found}; that of the access token is "{due}"', case.claims.member_span("ath"))


def binding(token: SignedToken) -> Iterator[Finding]:
    """The access token names the key that may use it, and the proof is made with that of its header."""
    if token.kind.ruled_as is not TokenKind.DPOP or token.expected.access_token is None or not token.keys.keys:
        return
    bound, made_with = bound_to(token.expected.access_token), token.keys.keys[0].thumbprint
    if bound and made_with and bound != made_with:
        told = f'The access token is bound to the key {shown(bound)}; the proof is made with "{made_with}"'
        yield RULES["D11"].found(told, token.jws.signatures[0].header.member_span("jwk"))


def bound_to(access_token: str) -> str:
    """The thumbprint of the key that an access token is bound to (RFC 9449 section 6.1); "" when it names none."""
    parts = access_token.strip().split(".", _PARTS)
    if len(parts) != _PARTS:
        return ""
    claims = parse(decode(Excerpt.whole(parts[1])).octets, Limits()).value
    confirmation = claims.get("cnf") if isinstance(claims, dict) else None
    bound = confirmation.get("jkt") if isinstance(confirmation, dict) else None
    return bound if isinstance(bound, str) else ""


def _is_due(case: ClaimsCase) -> bool:
    return case.kind.ruled_as is TokenKind.DPOP
