"""The time verdict: a moment against exp, nbf and iat."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.jose.json_object import JsonValue
from webapp.jose.jwt.expectations import Expectations
from webapp.jose.jwt.time import check
from webapp.jose.trace import Outcome

NOW = 1_700_000_000


@pytest.mark.parametrize(
    ("claims", "leeway", "outcome"),
    [
        ({"exp": NOW + 1}, 0, Outcome.PASSED),
        ({"exp": NOW}, 0, Outcome.FAILED),
        ({"exp": NOW - 59}, 60, Outcome.PASSED),
        ({"exp": NOW - 60}, 60, Outcome.FAILED),
        ({"exp": NOW + 0.5}, 0, Outcome.PASSED),
        ({"exp": NOW + 9, "nbf": NOW}, 0, Outcome.PASSED),
        ({"exp": NOW + 9, "nbf": NOW + 1}, 0, Outcome.FAILED),
        ({"exp": NOW + 9, "nbf": NOW + 1}, 1, Outcome.PASSED),
        ({"exp": NOW + 9, "iat": NOW + 5}, 0, Outcome.WARNING),
        ({"exp": "1700000000"}, 0, Outcome.FAILED),
        ({"exp": True}, 0, Outcome.FAILED),
        ({"exp": None}, 0, Outcome.FAILED),
        ({"exp": [NOW]}, 0, Outcome.FAILED),
        ({"exp": NOW * 1000}, 0, Outcome.WARNING),
        ({"exp": NOW + 9, "nbf": NOW * 1000}, 0, Outcome.FAILED),
        ({"sub": "alice"}, 0, Outcome.WARNING),
    ],
)
def test_the_time_light(claims: dict[str, JsonValue], leeway: int, outcome: Outcome) -> None:
    assert check(claims, Expectations(at=NOW, leeway=leeway)).light.outcome is outcome


def test_an_expired_token_says_since_when_and_which_leeway_would_accept_it() -> None:
    light = check({"exp": NOW - 3600}, Expectations(at=NOW)).light

    assert light.summary.startswith("Expired 1 h ago")
    assert "3,600 s" in light.summary


def test_a_payload_that_is_no_claims_set_leaves_time_unchecked() -> None:
    assert check(None, Expectations(at=NOW)).light.outcome is Outcome.UNCHECKED


@given(
    st.dictionaries(
        st.sampled_from(["exp", "nbf", "iat"]),
        st.none() | st.integers() | st.floats() | st.text() | st.booleans() | st.lists(st.integers()),
    )
)
def test_no_value_makes_it_raise(claims: dict[str, JsonValue]) -> None:
    assert check(claims, Expectations(at=NOW)).light.summary


@pytest.mark.parametrize(("value", "shown"), [(None, "null"), (True, "true"), ("1", '"1"')])
def test_a_value_that_is_no_number_is_shown_as_json_has_it(value: JsonValue, shown: str) -> None:
    assert check({"exp": value}, Expectations(at=NOW)).steps[0].summary.endswith(f"here it is {shown}")


def test_only_what_is_a_time_of_today_in_milliseconds_looks_like_them() -> None:
    assert "looks like milliseconds" in check({"exp": NOW * 1000}, Expectations(at=NOW)).light.summary
    assert "in no unit" in check({"exp": 1e300}, Expectations(at=NOW)).light.summary
