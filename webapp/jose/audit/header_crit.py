"""Extensions that must be understood, and the one for unencoded payloads (RFC 7515 section 4.1.11, RFC 7797)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from webapp.jose.audit.cases import HeaderCase
from webapp.jose.audit.parts import names_token
from webapp.jose.finding import Finding
from webapp.jose.jws.header import UNDERSTOOD, critical, unencoded_payload
from webapp.jose.registry.rules import RULES

_MALFORMED: Final = frozenset(
    f"header.crit-{cause}" for cause in ("type", "empty", "duplicate", "registered", "absent")
)


def crit(case: HeaderCase) -> Iterator[Finding]:
    """A list that is no such list, or that a verifier must reject. The first of the three is reason enough."""
    if "crit" not in case.values:
        return
    problems = tuple(critical(case.header, frozenset() if case.is_encrypted else UNDERSTOOD))
    rows = (
        ("H12", [problem for problem in problems if problem.code == "header.crit-unprotected"]),
        ("H10", [problem for problem in problems if problem.code in _MALFORMED]),
        ("H11", [problem for problem in problems if problem.code == "header.crit-unknown"]),
    )
    rule, found = next(((rule, found) for rule, found in rows if found), ("", []))
    for problem in found:
        yield RULES[rule].found(problem.message, problem.span)


def unencoded(case: HeaderCase) -> Iterator[Finding]:
    """Where the payload is not encoded, all must know it, or they check the signature of other octets."""
    if case.is_encrypted or case.values.get("b64") is not False:
        return
    span = case.header.member_span("b64")
    is_jwt = case.kind.has_claims if case.kind.is_given else names_token(case.values.get("typ"))
    if is_jwt:
        yield RULES["H13"].found('"b64" is false in a JWT, whose payload must be encoded', span)
    if problem := unencoded_payload(case.header):
        yield RULES["H13"].found(problem.message, span)
