"""The values of claims, nested ones as well: secrets, attacks and addresses.

RFC 7519 section 12 and RFC 8725 section 3.10. All of them are looked for in one pass over the texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from webapp.jose.audit.cases import ClaimsCase
from webapp.jose.audit.claim_secrets import private_jwks, secret_in
from webapp.jose.audit.injections import attack_in, danger_of, operators
from webapp.jose.audit.strings import Text, texts
from webapp.jose.finding import Finding
from webapp.jose.registry.rules import RULES
from webapp.jose.text import cut_short
from webapp.jose.trace import Severity

_USER: Final = re.compile(r"//[^/@]{0,400}@")


def values(case: ClaimsCase) -> Iterator[Finding]:
    """Whoever sees a signed token reads its claims, and whoever uses them takes input from outside."""
    for text in texts(case.claims):
        if not case.is_encrypted and (what := secret_in(text)):
            told = f'"{cut_short(text.name)}" holds what looks like {what}'
            yield RULES["C08"].found(told, text.span(case.claims))
        if not text.is_number:
            yield from _from_outside(text, case)
    if not case.is_encrypted:
        yield from private_jwks(case)
    yield from operators(case)


def _from_outside(text: Text, case: ClaimsCase) -> Iterator[Finding]:
    """An attack, and an address that must not be fetched; that of an issuer is compared before it is."""
    if what := attack_in(text):
        yield RULES["C09"].found(f'"{cut_short(text.name)}" holds {what}', text.span(case.claims))
    if why := danger_of(text):
        severity = Severity.INFO if text.name == "iss" else None
        address = _USER.sub("//…@", cut_short(text.value))
        told = f'"{cut_short(text.name)}" is "{address}", {why}'
        yield RULES["C10"].found(told, text.span(case.claims), severity=severity)
