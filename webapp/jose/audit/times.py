"""The times of a token: what they say now, and whether they can be times (RFC 7519 sections 2 and 4.1.4 to 4.1.6)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from webapp.jose.audit.cases import ClaimsCase
from webapp.jose.audit.due import due
from webapp.jose.audit.kinds import TokenKind, has_own_type
from webapp.jose.audit.words import shown
from webapp.jose.finding import Finding
from webapp.jose.json_object import top_level
from webapp.jose.moment import duration, utc
from webapp.jose.registry.rules import RULES

NAMES: Final = ("exp", "nbf", "iat", "auth_time")
_DAY: Final = 86_400
_LAST: Final = 253_402_300_799
# Milliseconds since 1970 of the years 1980 to 5138. A number of seconds of that size lies beyond the year 9999.
_MILLISECONDS: Final = (315_532_800_000, 100_000_000_000_000)
# What is meant to last; and a proof, whose age has a rule of its own.
_LASTING: Final = frozenset(
    {TokenKind.SD_JWT, TokenKind.CREDENTIAL, TokenKind.REFRESH_TOKEN, TokenKind.DPOP, TokenKind.KEY_BINDING}
)


def expired(case: ClaimsCase) -> Iterator[Finding]:
    """From "exp" on nobody may accept it."""
    ends, at = time_of(case, "exp"), case.expected.at
    if ends is not None and at - ends >= case.expected.leeway:
        told = f'"exp" was {utc(ends)}, {duration(at - ends)} ago'
        yield RULES["T01"].found(told + _leeway(case), case.claims.member_span("exp"))


def not_yet(case: ClaimsCase) -> Iterator[Finding]:
    """Until "nbf" nobody may accept it."""
    begins, at = time_of(case, "nbf"), case.expected.at
    if begins is not None and begins - at > case.expected.leeway:
        told = f'"nbf" is {utc(begins)}, in {duration(begins - at)}'
        yield RULES["T02"].found(told + _leeway(case), case.claims.member_span("nbf"))


def issued_ahead(case: ClaimsCase) -> Iterator[Finding]:
    """A token of the future was made with a wrong clock, or by hand."""
    issued, at = time_of(case, "iat"), case.expected.at
    if case.kind.ruled_as is TokenKind.DPOP or issued is None:
        return
    if issued - at > case.expected.leeway:
        told = f'"iat" is {utc(issued)}, {duration(issued - at)} ahead'
        yield RULES["T03"].found(told + _leeway(case), case.claims.member_span("iat"))


def endless(case: ClaimsCase) -> Iterator[Finding]:
    """Without "exp" a stolen token is good forever."""
    if "exp" in due(case) and "exp" not in case.values:
        yield RULES["T04"].found('There is no "exp" among its claims')


def no_time(case: ClaimsCase) -> Iterator[Finding]:
    """A time must be a number of seconds, of a date that can be meant."""
    for name in NAMES:
        if name not in case.values:
            continue
        value = case.values[name]
        span = case.claims.member_span(name)
        if _is_number_too_large(case, name):
            yield RULES["T09"].found(f'"{name}" is a number that is too large for any date', span)
        elif isinstance(value, bool) or not isinstance(value, int | float):
            yield RULES["T06"].found(f'"{name}" is {shown(value)}, which is no number', span)
        elif _is_milliseconds(value):
            told = f'"{name}" is {shown(value)}: in milliseconds {utc(value // 1000)}, in seconds {utc(value)}'
            yield RULES["T05"].found(told, span)
        elif not _is_in_range(value):
            yield RULES["T09"].found(f'"{name}" is {shown(value)}, {utc(value)}', span)


def long_lived(case: ClaimsCase) -> Iterator[Finding]:
    """What lives long can be stolen for long."""
    kind = case.kind.ruled_as
    if kind in _LASTING or (kind is TokenKind.JWT and not case.kind.is_given and has_own_type(case.header)):
        return
    ends = time_of(case, "exp")
    begins = next((time for name in ("iat", "nbf") if (time := time_of(case, name)) is not None), None)
    if ends is None:
        return
    lives = ends - (case.expected.at if begins is None else begins)
    if lives > _DAY:
        told = f"It is valid for {duration(lives)}" + (" from now on" if begins is None else "")
        yield RULES["T07"].found(told, case.claims.member_span("exp"))


def order(case: ClaimsCase) -> Iterator[Finding]:
    """What ends before it begins is never valid."""
    ends = time_of(case, "exp")
    for name in ("iat", "nbf"):
        begins = time_of(case, name)
        if ends is not None and begins is not None and ends <= begins:
            told = f'"exp" is {utc(ends)}, and "{name}" is {utc(begins)}'
            yield RULES["T08"].found(told, case.claims.member_span("exp"))
            return


def time_of(case: ClaimsCase, name: str) -> float | None:
    """The seconds of a time claim; None for one that is missing or can be no time, about which no_time speaks."""
    value = case.values.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return value if _is_in_range(value) and not _is_milliseconds(value) else None


def _is_number_too_large(case: ClaimsCase, name: str) -> bool:
    """Whether a number was read as its literal text, because none can hold it; a text stands in quotes."""
    if not isinstance(case.values[name], str):
        return False
    literals = [member.text for member in top_level(case.claims.json) if member.name == name]
    return not literals[-1].startswith('"') if literals else False


def _is_milliseconds(value: float) -> bool:
    return _MILLISECONDS[0] <= value < _MILLISECONDS[1]


def _is_in_range(value: float) -> bool:
    return 0 <= value <= _LAST


def _leeway(case: ClaimsCase) -> str:
    return f"; {case.expected.leeway} s of leeway are allowed for" if case.expected.leeway else ""
