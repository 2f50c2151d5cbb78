"""Logout tokens (OpenID Connect Back-Channel Logout section 2.4)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from webapp.jose.audit.cases import ClaimsCase
from webapp.jose.audit.kinds import TokenKind
from webapp.jose.audit.words import listed, shown, typed
from webapp.jose.finding import Finding
from webapp.jose.jwt.recognise import LOGOUT_EVENT
from webapp.jose.registry.rules import RULES

_REQUIRED: Final = ("iss", "aud", "iat", "exp", "jti")


def logout_token(case: ClaimsCase) -> Iterator[Finding]:
    """A logout token must say that somebody logged out, and who, and be nothing else."""
    if case.kind.ruled_as is not TokenKind.LOGOUT_TOKEN:
        return
    values = case.values
    if "nonce" in values:
        yield RULES["L01"].found(f'"nonce" is {shown(values["nonce"])}', case.claims.member_span("nonce"))
    if told := _missing_event(case):
        yield RULES["L02"].found(told, case.claims.member_span("events"))
    if not values.get("sub") and not values.get("sid"):
        yield RULES["L03"].found('It has neither "sub" nor "sid"')
    if absent := [name for name in _REQUIRED if name not in values or values[name] in ("", [])]:
        yield RULES["L04"].found(f"It has no {listed(absent)}")


def _missing_event(case: ClaimsCase) -> str:
    """What is wrong with "events", as a sentence; "" when it is as it must be."""
    events = case.values.get("events")
    if not isinstance(events, dict):
        return (
            f'"events" is {typed(events)}, where an object is due' if "events" in case.values else 'It has no "events"'
        )
    if LOGOUT_EVENT not in events:
        return f'"events" has no "{LOGOUT_EVENT}"'
    if not isinstance(events[LOGOUT_EVENT], dict):
        return f"The value of the event is {typed(events[LOGOUT_EVENT])}, where an object is due"
    return ""
