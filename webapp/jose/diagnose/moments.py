"""Why the time claims fail: the clock, the unit or the type (RFC 7519 sections 2 and 4.1.4 to 4.1.6)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from webapp.jose.diagnose.bench import Bench
from webapp.jose.diagnose.case import ClaimsCase
from webapp.jose.diagnose.words import likely, proven
from webapp.jose.diagnose.zones import zone_ahead, zone_behind
from webapp.jose.finding import Correction, Diagnosis
from webapp.jose.json_object import JsonValue
from webapp.jose.moment import duration, fine_unit, utc
from webapp.jose.text import cut_short

_NAMES: Final = ("exp", "nbf", "iat")
_REFERENCES: Final = {"exp": "RFC 7519 section 4.1.4", "nbf": "RFC 7519 section 4.1.5", "iat": "RFC 7519 section 4.1.6"}
# Clocks that are set by hand differ by minutes. Beyond this, no leeway should hide the difference.
_CLOCKS: Final = 600
_MINUTE: Final = 60
# No token was made before JWTs were thought of (2009), and few live for longer than ten years.
_FIRST_MOMENT: Final = 1_230_768_000
_LONGEST_LIFE: Final = 10 * 366 * 86_400
# Ticks of .NET from the year 2000 to 2100, and the seconds from the year 1 to 1970.
_TICKS_PER_SECOND: Final = 10_000_000
_YEAR_ONE: Final = 62_135_596_800
_TICKS_FROM: Final = 630_822_816_000_000_000
_TICKS_TO: Final = 662_380_416_000_000_000
_DATE: Final = re.compile(r"\d{4}-\d\d-\d\d|\w{3}, \d{1,2} \w{3} \d{4}|\d{1,2}[./]\d{1,2}[./]\d{2,4}")


def expired(case: ClaimsCase, _bench: Bench) -> Diagnosis | None:
    """The moment in exp has passed: by how much, and which leeway would still accept it."""
    exp = _seconds(case, "exp")
    if exp is None or not case.has_failed("time.exp"):
        return None
    over = int(case.given.expected.at - exp)
    life = _lifetime(case.claims) + _made_in_another_zone(case, over)
    return proven(
        "time.expired",
        f"The token expired {duration(over)} ago, on {utc(exp)}",
        f'"exp" is {int(exp)}; the moment asked about is {utc(case.given.expected.at)}.{life} '
        + (
            f"A leeway of {_generous(over):,} s would accept it."
            if over < _CLOCKS
            else f"No leeway should make up for {duration(over)}."
        ),
        "Get a fresh token: the client must renew it before it expires. If the token is new, the clock of the issuer "
        "or of this verifier is wrong: compare both with NTP.",
        reference=_REFERENCES["exp"],
        corrected=Correction(field="leeway", value=str(_generous(over))) if over < _CLOCKS else None,
    )


def not_yet_valid(case: ClaimsCase, _bench: Bench) -> Diagnosis | None:
    """The moment in nbf is ahead: by how much, and which leeway would accept it."""
    nbf = _seconds(case, "nbf")
    if nbf is None or not case.has_failed("time.nbf"):
        return None
    ahead = int(nbf - case.given.expected.at)
    return proven(
        "time.not-yet-valid",
        f"The token is not valid yet: it will be in {duration(ahead)}, on {utc(nbf)}",
        f'"nbf" is {int(nbf)}; the moment asked about is {utc(case.given.expected.at)}.{_zone(ahead)} '
        + (
            f"A leeway of {_generous(ahead):,} s would accept it. If the token was made just now, the clocks of issuer "
            f"and verifier differ by about {duration(ahead)}; or it was made to be valid later."
            if ahead <= _CLOCKS
            else f"No leeway should make up for {duration(ahead)}; it may have been made to be valid later."
        ),
        "Set the clocks of both sides by NTP, and allow a leeway of a minute. Many issuers set nbf a minute back.",
        reference=_REFERENCES["nbf"],
        corrected=Correction(field="leeway", value=str(_generous(ahead))) if ahead <= _CLOCKS else None,
    )


def issued_ahead(case: ClaimsCase, _bench: Bench) -> Diagnosis | None:
    """The moment in iat is in the future, which some libraries refuse although RFC 7519 does not."""
    iat = _seconds(case, "iat")
    if iat is None or not case.has_failed("time.iat"):
        return None
    ahead = int(iat - case.given.expected.at)
    return likely(
        "time.issued-ahead",
        f"The token says that it was issued {duration(ahead)} in the future",
        f'"iat" is {int(iat)}, {utc(iat)}; the moment asked about is {utc(case.given.expected.at)}.{_zone(ahead)} '
        "RFC 7519 gives no rule for that, but PyJWT, golang-jwt and others refuse it unless a leeway covers it.",
        f"Set the issuer's clock by NTP; a leeway of {ahead:,} s would accept it.",
        reference=_REFERENCES["iat"],
    )


def too_fine(case: ClaimsCase, _bench: Bench) -> Diagnosis | None:
    """A time is given in milliseconds or finer, where seconds are due."""
    for name in _NAMES:
        value = case.claims.get(name)
        if isinstance(value, bool) or not isinstance(value, int | float) or not (unit := fine_unit(value)):
            continue
        if _TICKS_FROM < value < _TICKS_TO:
            return _in_ticks(name, value)
        meant = value / unit.per_second
        return proven(
            "time.milliseconds" if unit.name == "milliseconds" else "time.unit",
            f'"{name}" is in {unit.name}, but seconds are due',
            f'As seconds, "{name}" would be {utc(value)}; in {unit.name} it is {utc(meant)}. A verifier reads seconds, '
            "so that the token never expires, or is never valid.",
            f"Divide by {unit.per_second:,} where the token is made, and cut off the fraction.",
            reference="RFC 7519 section 2",
        )
    return None


def _in_ticks(name: str, value: float) -> Diagnosis:
    meant = value / _TICKS_PER_SECOND - _YEAR_ONE
    return proven(
        "time.unit",
        f'"{name}" is in ticks of .NET, but seconds since 1970 are due',
        f"A tick is 100 ns, counted since the year 1; in ticks it is {utc(meant)}. A verifier reads seconds since "
        "1970, so that the token never expires, or is never valid.",
        "Use DateTimeOffset.UtcNow.ToUnixTimeSeconds() in place of DateTime.Ticks.",
        reference="RFC 7519 section 2",
    )


def no_number(case: ClaimsCase, _bench: Bench) -> Diagnosis | None:
    """A time is text, a date or something else than a number."""
    for name in _NAMES:
        if name not in case.claims:
            continue
        value = case.claims[name]
        if not isinstance(value, bool) and isinstance(value, int | float):
            continue
        return proven(
            "time.not-a-number",
            f'"{name}" is {_kind(value)}, but must be a number of seconds since 1970',
            f'The token has "{name}": {_shown(value)}. Strict libraries refuse the whole token for it, others take it '
            "as if it were not there.",
            "Write the number without quotes, in seconds since 1 January 1970 UTC: in JavaScript "
            "Math.floor(Date.now() / 1000).",
            reference="RFC 7519 section 2",
        )
    return None


def backwards(case: ClaimsCase, _bench: Bench) -> Diagnosis | None:
    """The moment in exp lies before nbf or iat: there is no moment at which the token is valid."""
    exp, nbf, iat = (_seconds(case, name) for name in ("exp", "nbf", "iat"))
    start, name = (nbf, "nbf") if nbf is not None else (iat, "iat")
    if exp is None or start is None or exp > start:
        return None
    if 0 < exp <= _LONGEST_LIFE and start > _FIRST_MOMENT:
        return likely(
            "time.lifetime",
            f'"exp" holds a lifetime ({duration(exp)}) where the moment of the end is due',
            f'"exp" is {int(exp):,}: as seconds since 1970 that is {utc(exp)}, so that the token was never valid. As '
            f'seconds after "{name}" it would end on {utc(start + exp)}.',
            "Add the time at which the token is made: exp = now + lifetime, both in seconds since 1970.",
            reference=_REFERENCES["exp"],
        )
    return proven(
        "time.never-valid",
        f'The token is never valid: "exp" is not after "{name}"',
        f'"exp" is {utc(exp)}, "{name}" is {utc(start)}: it ends {duration(start - exp)} before it begins.',
        "The lifetime was subtracted or left out where the token is made, or one of the two is in local time.",
        reference=_REFERENCES["exp"],
    )


def _seconds(case: ClaimsCase, name: str) -> float | None:
    value = case.claims.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float) or value != value or fine_unit(value):  # noqa: PLR0124
        return None
    return None if abs(value) > 1e15 else value


def _generous(seconds: int) -> int:
    """A leeway in full minutes that is still enough a minute later: time goes on while one reads and presses."""
    return (seconds // _MINUTE + 2) * _MINUTE


def _lifetime(claims: Mapping[str, JsonValue]) -> str:
    exp, iat = claims.get("exp"), claims.get("iat")
    if isinstance(exp, int) and isinstance(iat, int) and 0 < exp - iat < 10**10:
        return f" It was made to live for {duration(exp - iat)}."
    return ""


def _zone(ahead: int) -> str:
    hours = zone_ahead(ahead)
    return (
        f" That is about {hours}: if the token is new, local time and UTC were taken for one another." if hours else ""
    )


def _made_in_another_zone(case: ClaimsCase, over: int) -> str:
    """Whether the token may be new, and its times those of a clock some hours back. None may that has just expired."""
    iat = _seconds(case, "iat")
    hours = zone_behind(case.given.expected.at - iat) if iat is not None and over > _CLOCKS else ""
    return (
        f' "iat" is almost exactly {hours} back: if the token is new, local time and UTC were taken for one another.'
        if hours
        else ""
    )


def _kind(value: JsonValue) -> str:
    if isinstance(value, str):
        return "a date as text" if _DATE.search(value[:40]) else "text"
    return {type(None): "null", bool: "true or false", list: "an array", dict: "an object"}.get(
        type(value), "no number"
    )


def _shown(value: JsonValue) -> str:
    if isinstance(value, str):
        return f'"{cut_short(value, 40)}"'
    return {type(None): "null", bool: str(value).lower(), list: "[…]", dict: "{…}"}.get(type(value), "…")
