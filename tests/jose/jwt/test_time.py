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


HEALTH_CARD: JsonValue = {"type": ["https://smarthealth.cards#health-card"]}


@pytest.mark.parametrize(
    ("header", "claims", "kind"),
    [
        ({"typ": "dpop+jwt"}, {"iat": NOW}, "a DPoP proof"),
        ({"typ": "application/dpop+jwt"}, {"iat": NOW}, "a DPoP proof"),
        ({}, {"htm": "POST", "htu": "https://api.example/", "iat": NOW}, "a DPoP proof"),
        ({"typ": "kb+jwt"}, {"iat": NOW, "nonce": "n"}, "a Key Binding JWT"),
        ({"typ": "secevent+jwt"}, {"iat": NOW, "events": {}}, "a Security Event Token"),
        ({"typ": "application/didcomm-signed+json"}, {"nbf": NOW}, "a DIDComm message"),
        ({}, {"typ": "application/didcomm-plain+json", "iat": NOW}, "a DIDComm message"),
        ({"zip": "DEF"}, {"nbf": NOW, "vc": HEALTH_CARD}, "a SMART Health Card"),
    ],
)
def test_a_kind_that_needs_no_exp_is_not_warned_of_for_having_none(
    header: dict[str, JsonValue], claims: dict[str, JsonValue], kind: str
) -> None:
    light = check(claims, Expectations(at=NOW), header).light

    assert (light.outcome, light.summary) == (Outcome.PASSED, f"No exp, which {kind} does not need")


def test_a_kind_that_needs_no_exp_and_has_no_time_at_all_leaves_time_unchecked() -> None:
    assert check({}, Expectations(at=NOW), {"typ": "kb+jwt"}).light.outcome is Outcome.UNCHECKED


@pytest.mark.parametrize("typ", ["logout+jwt", "at+jwt", "JWT"])
def test_a_kind_that_needs_an_exp_is_warned_of(typ: str) -> None:
    light = check({"iat": NOW}, Expectations(at=NOW), {"typ": typ}).light

    assert (light.outcome, light.summary) == (Outcome.WARNING, "No exp: this token never expires")


def test_an_exp_that_is_not_needed_counts_all_the_same() -> None:
    assert check({"exp": NOW - 9}, Expectations(at=NOW), {"typ": "dpop+jwt"}).light.outcome is Outcome.FAILED


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
