"""The values of claims, nested ones as well: secrets, attacks and addresses.

RFC 7519 section 12 and RFC 8725 section 3.10. All of them are looked for in one pass over the texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from webapp.jose.audit.cases import ClaimsCase, SignedToken
from webapp.jose.audit.claim_secrets import private_jwks, secret_in
from webapp.jose.audit.injections import attack_in, danger_of, operators
from webapp.jose.audit.strings import Text, named, texts
from webapp.jose.audit.words import in_quotes
from webapp.jose.finding import Finding
from webapp.jose.registry.rules import RULES
from webapp.jose.text import Span, cut_short
from webapp.jose.trace import Severity

_LONGEST: Final = 500
_USER: Final = re.compile(r"//[^/@]{0,400}@")


def values(case: ClaimsCase) -> Iterator[Finding]:
    """Whoever sees a signed token reads its claims, and whoever uses them takes input from outside."""
    for text in texts(case.claims):
        yield from _of(text, text.span(case.claims), is_encrypted=case.is_encrypted)
    if not case.is_encrypted:
        yield from private_jwks(case)
    yield from operators(case)


def disclosed(token: SignedToken) -> Iterator[Finding]:
    """The same of claims that are disclosed: whoever is shown them reads and uses them."""
    for disclosure in token.sd_jwt.disclosures if token.sd_jwt else ():
        if disclosure.is_sound:
            for text in (*named(disclosure.name or "", disclosure.value), *texts(disclosure.json)):
                yield from _of(text, disclosure.span, is_encrypted=token.is_encrypted)


def _of(text: Text, span: Span, *, is_encrypted: bool) -> Iterator[Finding]:
    if not is_encrypted and (what := secret_in(text)):
        yield RULES["C08"].found(f'"{cut_short(text.name)}" holds what looks like {what}', span)
    if not text.is_number:
        yield from _from_outside(text, span)


def _from_outside(text: Text, span: Span) -> Iterator[Finding]:
    """An attack, and an address that must not be fetched; that of an issuer is compared before it is."""
    if what := attack_in(text):
        yield RULES["C09"].found(f'"{cut_short(text.name)}" holds {what}', span)
    if why := danger_of(text):
        severity = Severity.INFO if text.name == "iss" else None
        address = in_quotes(_USER.sub("//…@", text.value[:_LONGEST]))
        yield RULES["C10"].found(f'"{cut_short(text.name)}" is {address}, {why}', span, severity=severity)
