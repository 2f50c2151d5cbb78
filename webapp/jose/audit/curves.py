"""EC and OKP keys: points, lengths and halves (RFC 7518 section 6.2, RFC 8037 section 2)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from webapp.jose.audit.cases import KeyCase
from webapp.jose.audit.naming import the_key, told_of
from webapp.jose.crypto.small_order import has_small_order
from webapp.jose.finding import Finding
from webapp.jose.registry.rules import RULES

_RULES: Final = {"key.off-curve": "K18", "key.length": "K19", "key.private-range": "K20", "key.mismatch": "K20"}


def read_already(case: KeyCase) -> Iterator[Finding]:
    """Points off the curve, wrong lengths and halves that do not match are found when a key is read."""
    if case.key.kty == "RSA":
        return
    for problem in case.key.problems:
        if rule := _RULES.get(problem.code):
            yield RULES[rule].found(told_of(case, problem.message), problem.span or case.key.span)


def small_order(case: KeyCase) -> Iterator[Finding]:
    """A point of small order makes shared secrets that everybody knows, and signatures that fit every message."""
    members = case.key.members or case.key.stated
    crv, x = members.get("crv", ""), members.get("x")
    if x is not None and has_small_order(crv, x):
        message = f"{the_key(case)}: its order on {crv} divides the cofactor, so that only a few values can come of it."
        yield RULES["K31"].found(message, case.key.span)
