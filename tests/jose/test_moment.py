"""Times in words."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.jose.moment import duration, fine_unit, relative, utc

NUMBERS = st.one_of(st.integers(), st.floats(), st.integers(min_value=-(10**400), max_value=10**400))


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (1300819380, "22 Mar 2011, 18:43:00 UTC"),
        (1300819380.9, "22 Mar 2011, 18:43:00 UTC"),
        (0, "1 Jan 1970, 00:00:00 UTC"),
        (-1, "31 Dec 1969, 23:59:59 UTC"),
        (253_402_300_799, "31 Dec 9999, 23:59:59 UTC"),
        (253_402_300_800, "the year 10,000"),
        (1_795_331_600_000, "the year 58,861"),
        (-62_135_596_800, "1 Jan 1, 00:00:00 UTC"),
        (-62_180_000_000, "the year 2 BC"),
        (10**400, "over a billion years away"),
        (math.nan, "no point in time"),
        (-math.inf, "no point in time"),
    ],
)
def test_a_numeric_date_is_told_in_utc(seconds: float, words: str) -> None:
    assert utc(seconds) == words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "0 s"),
        (59.9, "59 s"),
        (60, "1 min"),
        (303, "5 min 3 s"),
        (903, "15 min"),
        (3600, "1 h"),
        (11_520, "3 h 12 min"),
        (86_400, "1 day"),
        (2 * 86_400 + 4 * 3600, "2 days 4 h"),
        (40 * 86_400 + 4 * 3600, "40 days"),
        (31_556_952, "1 year"),
        (31_556_952 + 3 * 2_629_746, "1 year 3 months"),
        (-15 * 31_556_952, "15 years"),
        (1000 * 31_556_952, "1,000 years"),
        (10**400, "over a billion years"),
        (math.inf, "for ever"),
        (math.nan, "no length of time"),
    ],
)
def test_a_duration_has_two_units_at_most(seconds: float, words: str) -> None:
    assert duration(seconds) == words


def test_a_time_is_told_from_now() -> None:
    assert relative(1000, 1000 + 11_520) == "3 h 12 min ago"
    assert relative(1300, 1000) == "in 5 min"
    assert relative(1000.5, 1000) == "just now"
    assert relative(math.nan, 1000) == "at no point in time"


@pytest.mark.parametrize(
    ("number", "unit"),
    [
        (1_795_331_600_000, "milliseconds"),
        (1_795_331_600_000_000, "microseconds"),
        (1_795_331_600_000_000_000, "nanoseconds"),
    ],
)
def test_a_date_in_a_finer_unit_is_noticed(number: int, unit: str) -> None:
    found = fine_unit(number)

    assert found
    assert found.name == unit


@pytest.mark.parametrize("number", [0, 1_795_331_600, 99_999_999_999, 10**30, math.inf, math.nan])
def test_seconds_and_nonsense_are_no_finer_unit(number: float) -> None:
    assert fine_unit(number) is None


@given(seconds=NUMBERS, now=NUMBERS)
def test_every_number_has_words(seconds: float, now: float) -> None:
    assert utc(seconds)
    assert duration(seconds)
    assert relative(seconds, now)
    assert fine_unit(seconds) is None or abs(seconds) >= 10**11
