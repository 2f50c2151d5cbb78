"""Times and durations in words. NumericDates are seconds since 1970 (RFC 7519 section 2).

Every function is total: any number, however large or negative, NaN included, gives text.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from webapp.jose.text import counted

_MINUTE: Final = 60
_HOUR: Final = 3600
_DAY: Final = 86_400
# A year of the Gregorian calendar on average, and a twelfth of it.
_YEAR: Final = 31_556_952
_MONTH: Final = _YEAR // 12
_CYCLE: Final = 400 * _YEAR
_AGES: Final = 1_000_000_000
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_FIRST: Final = -62_135_596_800
_LAST: Final = 253_402_300_799
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
# From here on a number of seconds lies after the year 5138, and is a date of today in a finer unit.
_TOO_FINE: Final = 100_000_000_000


@dataclass(frozen=True, slots=True)
class FineUnit:
    """A unit that numbers are given in by mistake: its name and how many of it make a second."""

    name: str
    per_second: int


_UNITS: Final = (
    FineUnit("milliseconds", 1_000),
    FineUnit("microseconds", 1_000_000),
    FineUnit("nanoseconds", 1_000_000_000),
)


def utc(seconds: float) -> str:
    """A NumericDate as "22 Mar 2011, 18:43:00 UTC"; outside of the years 1 to 9999 as "the year 58,853"."""
    whole = whole_seconds(seconds)
    if whole is None:
        return "no point in time"
    if not _FIRST <= whole <= _LAST:
        return _far_year(whole)
    date = _EPOCH + timedelta(seconds=whole)
    return f"{date.day} {_MONTHS[date.month - 1]} {date.year}, {date:%H:%M:%S} UTC"


def duration(seconds: float) -> str:
    """A length of time in at most two units, such as "3 h 12 min", "2 days 4 h" or "15 years", without its sign."""
    whole = whole_seconds(abs(seconds))
    if whole is None:
        return "no length of time" if math.isnan(seconds) else "for ever"
    if whole < _DAY:
        return _within_a_day(whole)
    if whole < _YEAR:
        days = whole // _DAY
        return _two(counted(days, "day"), f"{whole % _DAY // _HOUR} h" if days < 10 else "")
    years = whole // _YEAR
    if years >= _AGES:
        return "over a billion years"
    return _two(counted(years, "year"), counted(whole % _YEAR // _MONTH, "month") if years < 10 else "")


def relative(seconds: float, now: float) -> str:
    """How far a NumericDate is from now: "3 h 12 min ago", "in 5 min" or "just now"."""
    then, present = whole_seconds(seconds), whole_seconds(now)
    if then is None or present is None:
        return "at no point in time"
    if then == present:
        return "just now"
    return f"{duration(present - then)} ago" if then < present else f"in {duration(then - present)}"


def fine_unit(seconds: float) -> FineUnit | None:
    """The finer unit that a number looks to be given in, where seconds are due; None if it looks like seconds."""
    whole = whole_seconds(abs(seconds))
    if whole is None or whole < _TOO_FINE:
        return None
    return next((unit for unit in _UNITS if whole // unit.per_second < _TOO_FINE), None)


def whole_seconds(seconds: float) -> int | None:
    """The whole second that a NumericDate lies in; None for NaN and the infinities."""
    return math.floor(seconds) if isinstance(seconds, int) or math.isfinite(seconds) else None


def _far_year(seconds: int) -> str:
    """The exact year: the calendar repeats every 400 years, so the date is looked up in one that datetime knows."""
    cycles, rest = divmod(seconds, _CYCLE)
    year = (_EPOCH + timedelta(seconds=rest)).year + 400 * cycles
    if abs(year) >= _AGES:
        return "over a billion years away"
    return f"the year {year:,}" if year > 0 else f"the year {1 - year:,} BC"


def _within_a_day(seconds: int) -> str:
    if seconds < _MINUTE:
        return f"{seconds} s"
    if seconds < _HOUR:
        minutes = seconds // _MINUTE
        return _two(f"{minutes} min", f"{seconds % _MINUTE} s" if minutes < 10 else "")
    return _two(f"{seconds // _HOUR} h", f"{seconds % _HOUR // _MINUTE} min")


def _two(larger: str, smaller: str) -> str:
    return larger if not smaller or smaller.startswith("0 ") else f"{larger} {smaller}"
