"""OAuth access tokens (RFC 9068). Vendors' formats are held to what any JWT should have."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from webapp.jose.audit.cases import ClaimsCase
from webapp.jose.audit.due import is_profiled
from webapp.jose.audit.kinds import TokenKind
from webapp.jose.audit.words import listed, shown
from webapp.jose.finding import Finding
from webapp.jose.registry.rules import RULES
from webapp.jose.trace import Severity

_REQUIRED: Final = ("iss", "exp", "aud", "sub", "client_id", "iat", "jti")
# What RFC 9068 section 2.2 has no place for, and ID Tokens have; auth_time, acr and amr are in both.
_OF_ID_TOKENS: Final = ("nonce", "at_hash", "c_hash", "s_hash")


def required(case: ClaimsCase) -> Iterator[Finding]:
    """A resource server needs each of them to decide; a vendor's own format need not have them all."""
    absent = [name for name in _REQUIRED if name not in case.values or case.values[name] in ("", [])]
    if not _is_due(case) or not absent:
        return
    if is_profiled(case):
        yield RULES["A02"].found(f"It has no {listed(absent)}")
    else:
        told = f'It has no {listed(absent)}; as its "typ" is not "at+jwt", RFC 9068 does not ask for it'
        yield RULES["A02"].found(told, severity=Severity.INFO)


def symmetric(case: ClaimsCase) -> Iterator[Finding]:
    """Whoever can check it can make it."""
    alg = case.header.get("alg")
    if _is_due(case) and isinstance(alg, str) and alg.upper().startswith("HS"):
        severity = None if is_profiled(case) else Severity.INFO
        yield RULES["A03"].found(f'"alg" is {shown(alg)}', severity=severity)


def for_logins(case: ClaimsCase) -> Iterator[Finding]:
    """What looks like an ID Token may be taken for one."""
    found = [name for name in _OF_ID_TOKENS if name in case.values]
    if _is_due(case) and found:
        severity = None if is_profiled(case) else Severity.INFO
        told = f"It has {listed(found)}"
        yield RULES["A04"].found(told, case.claims.member_span(found[0]), severity=severity)


def _is_due(case: ClaimsCase) -> bool:
    return case.kind.ruled_as is TokenKind.ACCESS_TOKEN
