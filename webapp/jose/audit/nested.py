"""Tokens inside of tokens: does the header say so, how deep, and did anybody sign (RFC 7519 sections 5.2, 11.2)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from webapp.jose.artefact import TOKENS, Artefact, Kind
from webapp.jose.audit.cases import EncryptedToken, RecipientCase, SignedToken
from webapp.jose.audit.jwe_header import algorithm_of
from webapp.jose.finding import Finding
from webapp.jose.json_object import JsonValue
from webapp.jose.registry.rules import RULES
from webapp.jose.registry.token_types import media_type
from webapp.jose.text import cut_short

_NAMES: Final = {Kind.JWS: "A JWS", Kind.SD_JWT: "An SD-JWT", Kind.JWE: "A JWE"}
_DEEP: Final = 3


def announced_in_signed(token: SignedToken) -> Iterator[Finding]:
    """A reader that goes by "cty" overlooks the token that is inside, or looks for one that is not."""
    payload, signatures = token.jws.payload, token.jws.signatures
    if payload is None or token.jws.is_detached or payload.problems or not signatures:
        return
    header = signatures[0].header
    artefact = token.artefact
    is_nested = artefact.payload is not None and artefact.payload.media == "jwt"
    span = header.member_span("cty")
    for rule, message in _announced(header.values, artefact.nested if is_nested else None):
        yield RULES[rule].found(message, span or payload.span)


def announced_in_encrypted(token: EncryptedToken) -> Iterator[Finding]:
    """The same of what was decrypted."""
    if token.content is None or not token.jwe.recipients:
        return
    header = token.jwe.recipients[0].header
    inner = token.content if token.content.kind in TOKENS else None
    for rule, message in _announced(header.values, inner):
        yield RULES[rule].found(message, header.member_span("cty") or header.whole_span())


def deep_signed(token: SignedToken) -> Iterator[Finding]:
    """Each level costs work before anything is proven."""
    if token.level == _DEEP:
        yield RULES["S11"].found("A JWS is inside of two other tokens")


def deep_encrypted(token: EncryptedToken) -> Iterator[Finding]:
    """The same of a JWE."""
    if token.level == _DEEP:
        yield RULES["S11"].found("A JWE is inside of two other tokens")


def unsigned(case: RecipientCase) -> Iterator[Finding]:
    """To a public key anybody can encrypt."""
    alg, content = algorithm_of(case), case.token.content
    if alg is None or content is None or "oct" in alg.key_types or content.kind in TOKENS:
        return
    if case.token.kind.has_claims:
        message = f"{alg.name} encrypts to a public key, and what is inside is not signed"
        yield RULES["S12"].found(message, case.recipient.header.member_span("alg"))


def _announced(header: Mapping[str, JsonValue], inner: Artefact | None) -> Iterator[tuple[str, str]]:
    """The rule and what is to be said. A "cty" that is no text is another rule's."""
    cty = header.get("cty")
    if "cty" in header and not isinstance(cty, str):
        return
    named = media_type(cty) if isinstance(cty, str) else ""
    if inner is None and named == "jwt":
        yield "S10", f'"cty" is "{cut_short(str(cty))}", and the content is no token'
    elif inner is not None and not _says(named, inner):
        says = f'"cty" is "{cut_short(str(cty))}"' if named else 'there is no "cty"'
        yield "S09", f"{_NAMES[inner.kind]} is inside, and {says}"


def _says(named: str, inner: Artefact) -> bool:
    """Whether a "cty" tells that such a token is inside: by the type of the inner one, too."""
    if named == "jwt" or named.endswith(("+jwt", "sd-jwt")):
        return True
    is_plain = inner.kind is Kind.JWS and inner.claims is None and inner.nested is None
    return is_plain and (not named or named in ("jose", "jose+json"))
