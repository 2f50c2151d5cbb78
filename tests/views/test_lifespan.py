"""The slider over the life of a token: its ends, its steps and its words, for any claims."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.views.lifespan import lifespan

NOW = 1_700_000_000
HOUR = {"iat": NOW, "exp": NOW + 3600}
MOMENTS = st.integers(min_value=-(2**70), max_value=2**70)


def test_it_begins_before_the_token_does_and_goes_on_after_its_end() -> None:
    life = lifespan(HOUR, NOW + 600, None)

    assert life
    assert life.first < NOW < NOW + 3600 < life.last
    assert life.words == "Now: 10 min after it was issued, 50 min before its end"


def test_what_was_asked_about_is_where_the_slider_stands() -> None:
    life = lifespan({**HOUR, "nbf": NOW + 60}, NOW, NOW + 30)

    assert life
    assert life.value == NOW + 30
    assert life.words == (
        "14 Nov 2023, 22:13:50 UTC: 30 s after it was issued, 30 s before it becomes valid, 59 min before its end"
    )


def test_a_token_with_an_end_alone_lives_until_then() -> None:
    life = lifespan({"exp": NOW + 600}, NOW, None)

    assert life
    assert life.begin == 0 < life.end


def test_a_present_that_is_far_away_does_not_press_the_life_together() -> None:
    life = lifespan(HOUR, NOW + 10**8, None)

    assert life
    assert life.last < NOW + 2 * 3600
    assert life.value == life.last


def test_a_token_with_one_moment_has_an_hour_around_it() -> None:
    life = lifespan({"exp": NOW}, NOW + 10**9, None)

    assert life
    assert (life.first, life.last) == (NOW - 3600, NOW + 3600)


@pytest.mark.parametrize("times", [{}, {"iat": 0}, {"exp": -5}, {"exp": 1_700_000_000_000}, {"auth_time": NOW}])
def test_without_a_moment_there_is_no_slider(times: dict[str, int]) -> None:
    assert lifespan(times, NOW, None) is None


@given(st.dictionaries(st.sampled_from(["iat", "nbf", "exp"]), MOMENTS), MOMENTS, st.none() | MOMENTS)
def test_any_claims_give_a_slider_of_a_few_hundred_steps_or_none(
    times: dict[str, int], now: int, asked: int | None
) -> None:
    life = lifespan(times, now, asked)

    if life is None:
        return
    assert 0 <= life.first <= life.value <= life.last
    assert 1 <= (life.last - life.first) // life.step <= 300
    assert 0 <= life.begin <= 100
    assert 0 <= life.end <= 100
    assert life.words
