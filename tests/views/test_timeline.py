"""The picture of a token's life: what stands where, what is beyond a break, and the same in words."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from webapp.views.lifespan import lifespan
from webapp.views.timeline import Flag, Timeline, timeline

NOW = 1_700_000_000
HOUR = {"iat": NOW, "exp": NOW + 3600}
NEAR = st.integers(min_value=NOW - 9_000, max_value=NOW + 9_000)
MOMENTS = st.integers(min_value=-(2**70), max_value=2**70) | NEAR
CLAIMS = st.dictionaries(st.sampled_from(["auth_time", "iat", "nbf", "exp"]), MOMENTS)


def drawn(times: dict[str, int], now: int, asked: int | None = None) -> Timeline:
    life = lifespan(times, now, asked)
    assert life
    return timeline(times, life, now, asked)


def told(line: Timeline) -> list[tuple[str, str]]:
    return [(one.label, one.gap) for one in line.happenings]


def test_the_life_is_told_in_its_order_with_the_gaps_in_words() -> None:
    times = {"auth_time": NOW - 300, "iat": NOW, "nbf": NOW + 60, "exp": NOW + 3600}

    line = drawn(times, NOW + 600)

    assert told(line) == [
        ("logged in", ""),
        ("issued", "5 min"),
        ("valid from", "1 min"),
        ("now", "9 min"),
        ("expires", "50 min"),
    ]


def test_gaps_are_to_scale() -> None:
    line = drawn(HOUR, NOW + 900)

    assert line.point
    assert line.point.name == "now"
    assert abs((line.point.x - line.begin) - (line.end - line.begin) / 4) < 0.1
    assert line.used == line.point.x


def test_what_is_gone_and_what_is_left_stands_beside_the_present() -> None:
    line = drawn(HOUR, NOW + 1800)

    assert [(one.words, one.start, one.end) for one in line.stretches] == [
        ("30 min gone", NOW, None),
        ("30 min left", None, NOW + 3600),
    ]


def test_before_the_life_the_wait_is_told_and_how_long_the_life_is() -> None:
    line = drawn({"iat": NOW, "nbf": NOW + 3600, "exp": NOW + 6960}, NOW)

    assert line.state == "early"
    assert [(one.words, one.start, one.end) for one in line.stretches] == [
        ("1 h to wait", None, NOW + 3600),
        ("56 min long", NOW + 3600, NOW + 6960),
    ]


@pytest.mark.parametrize("distance", [600, 25_000, 10**8, -600, -25_000, -(10**8)])
def test_with_an_end_alone_the_present_is_on_the_scale_and_the_time_left_is_told_once(distance: int) -> None:
    line = drawn({"exp": NOW + distance}, NOW)

    assert line.point
    assert not line.before
    assert not line.after
    assert line.used == min(line.point.x, line.end)
    assert len(line.stretches) == 1


@pytest.mark.parametrize("name", ["iat", "nbf"])
def test_without_an_end_the_life_goes_on_beyond_the_present(name: str) -> None:
    line = drawn({name: NOW - 10**6}, NOW)

    assert line.point
    assert line.begin < line.point.x < line.end == 100
    assert [one.words for one in line.stretches] == ["11 days gone"]


def test_a_present_far_from_the_life_stands_beyond_a_break() -> None:
    line = drawn(HOUR, NOW + 10**8)

    assert line.state == "expired"
    assert line.point is None
    assert [(one.name, one.gap) for one in line.after] == [("now", "3 years 2 months")]


def test_a_login_long_before_the_token_stands_beyond_a_break() -> None:
    line = drawn({**HOUR, "auth_time": NOW - 10**7}, NOW + 60)

    assert [one.label for one in line.before] == ["logged in"]
    assert [flag.label for flag in line.flags] == ["issued", "expires"]


def test_what_was_asked_about_is_the_point_and_the_present_has_a_flag() -> None:
    line = drawn(HOUR, NOW + 60, NOW + 4000)

    assert line.state == "expired"
    assert line.point
    assert line.point.label == "asked about"
    assert "now" in [flag.name for flag in line.flags]


def test_a_token_before_its_time_is_early_and_one_without_an_end_is_endless() -> None:
    assert drawn({"nbf": NOW + 60, "exp": NOW + 3600}, NOW).state == "early"
    assert drawn({"iat": NOW}, NOW).is_endless


def test_moments_close_together_stand_one_above_the_other_in_their_order() -> None:
    times = {"auth_time": NOW - 2, "iat": NOW - 1, "nbf": NOW, "exp": NOW + 9000}

    line = drawn(times, NOW + 4000)

    assert [(flag.label, flag.row, flag.anchor) for flag in line.flags] == [
        ("logged in", 2, "start"),
        ("issued", 1, "start"),
        ("valid from", 0, "start"),
        ("expires", 0, "end"),
    ]


def reach(flag: Flag) -> tuple[float, float]:
    width = 2.2 * len(flag.label)
    return (flag.x, flag.x + width) if flag.anchor == "start" else (flag.x - width, flag.x)


@given(CLAIMS, MOMENTS, st.none() | MOMENTS)
@example({"nbf": 1_699_998_605, "iat": 1_699_998_212}, 0, 0)
def test_any_claims_give_a_picture_whose_labels_lie_beside_each_other(
    times: dict[str, int], now: int, asked: int | None
) -> None:
    life = lifespan(times, now, asked)
    if life is None:
        return

    line = timeline(times, life, now, asked)

    assert len(line.happenings) <= 6
    for flag in line.flags:
        left, right = reach(flag)
        assert -1 <= left <= right <= 101
        for other in line.flags:
            if other is not flag and other.row == flag.row:
                assert reach(other)[1] <= left or right <= reach(other)[0]
    assert all(0 <= stretch.x <= 100 for stretch in line.stretches)
