"""Durations of two tokens, from their NumericDates."""

from __future__ import annotations

from typing import Any

import pytest

from webapp.jose.compare.difference import Relation, Section
from webapp.jose.compare.lifetimes import lifetimes

NOW = 1_700_000_000


def told(section: Section, path: str) -> tuple[str | None, str | None]:
    found = next(one for one in (*section.differences, *section.same) if one.path == path)
    return (found.first.text if found.first else None), (found.second.text if found.second else None)


def test_lifetimes_are_compared_as_durations() -> None:
    section = lifetimes({"iat": NOW - 60, "exp": NOW + 3540}, {"iat": NOW - 120, "exp": NOW + 180}, NOW)

    assert told(section, "/lifetime") == ("1 h", "5 min")
    assert told(section, "/age") == ("1 min", "2 min")
    assert told(section, "/left") == ("59 min", "3 min")
    lifetime = section.of("/lifetime")
    assert lifetime
    assert lifetime.summary == "55 min less in the second"


def test_the_same_lifetime_at_another_time_is_the_same() -> None:
    section = lifetimes({"iat": 0, "exp": 3600}, {"iat": 60, "exp": 3660}, 100)

    assert [one.path for one in section.same] == ["/lifetime"]


def test_one_that_has_expired_is_told_apart_from_one_that_has_not() -> None:
    left = lifetimes({"exp": NOW + 60}, {"exp": NOW - 60}, NOW).of("/left")

    assert left
    assert left.second
    assert left.second.text == "expired 1 min ago"
    assert not left.is_usual


def test_a_duration_that_only_one_tells_is_told() -> None:
    found = lifetimes({"exp": NOW, "nbf": NOW - 10}, {"iat": NOW}, NOW)

    assert {one.path: one.relation for one in found.differences} == {
        "/lifetime": Relation.FIRST_ONLY,
        "/age": Relation.SECOND_ONLY,
        "/left": Relation.FIRST_ONLY,
    }


@pytest.mark.parametrize("value", ["1", None, True, [], {}, float("nan"), float("inf"), 10**300, NOW * 1000])
def test_what_is_no_time_in_seconds_has_no_duration(value: Any) -> None:
    assert not lifetimes({"iat": value, "exp": value}, {"iat": value}, NOW).differences


def test_a_token_that_ends_before_it_begins_has_a_lifetime_below_nothing() -> None:
    assert told(lifetimes({"iat": 60, "exp": 0}, {}, 0), "/lifetime") == ("minus 1 min", None)
