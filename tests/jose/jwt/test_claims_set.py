"""The claims verdict: what is expected, held against what is there."""

from __future__ import annotations

from typing import Any

import pytest

from webapp.jose.json_object import JsonValue
from webapp.jose.jwt.claims_set import check
from webapp.jose.jwt.expectations import Expectations
from webapp.jose.trace import Outcome

HEADER: dict[str, JsonValue] = {"alg": "ES256", "typ": "at+jwt"}
CLAIMS: dict[str, JsonValue] = {"iss": "https://login.example", "aud": ["https://api.example", "other"], "sub": "alice"}


@pytest.mark.parametrize(
    ("expected", "outcome"),
    [
        ({}, Outcome.UNCHECKED),
        ({"issuer": "https://login.example"}, Outcome.PASSED),
        ({"issuer": "https://login.example/"}, Outcome.FAILED),
        ({"audience": "other"}, Outcome.PASSED),
        ({"audience": "https://api.example/"}, Outcome.FAILED),
        ({"typ": "AT+JWT"}, Outcome.PASSED),
        ({"typ": "application/at+jwt"}, Outcome.PASSED),
        ({"typ": "JWT"}, Outcome.FAILED),
        ({"algorithms": ("RS256", "ES256")}, Outcome.PASSED),
        ({"algorithms": ("RS256",)}, Outcome.FAILED),
        ({"required_claims": ("sub", "iss")}, Outcome.PASSED),
        ({"required_claims": ("sub", "jti")}, Outcome.FAILED),
        ({"audiences": ("nobody", "other")}, Outcome.PASSED),
        ({"audiences": ("nobody", "OTHER")}, Outcome.FAILED),
        ({"audience": "nobody", "audiences": ("other",)}, Outcome.FAILED),
    ],
)
def test_the_claims_light(expected: dict[str, Any], outcome: Outcome) -> None:
    assert check(HEADER, CLAIMS, Expectations(at=0, **expected)).light.outcome is outcome


def test_every_miss_is_told_not_only_the_first() -> None:
    expected = Expectations(at=0, issuer="https://other.example", audience="nobody")

    steps = check(HEADER, CLAIMS, expected).steps

    assert [(step.code, step.outcome) for step in steps] == [
        ("claims.issuer", Outcome.FAILED),
        ("claims.audience", Outcome.FAILED),
    ]


def test_an_issuer_cannot_be_found_in_a_payload_without_claims() -> None:
    assert check(HEADER, None, Expectations(at=0, issuer="x")).light.outcome is Outcome.FAILED


@pytest.mark.parametrize(
    ("claims", "outcome"),
    [
        ({"iat": 1000, "exp": 1600}, Outcome.PASSED),
        ({"iat": 1000, "exp": 1601}, Outcome.FAILED),
        ({"iat": 1000.5, "exp": 1600.5}, Outcome.PASSED),
        ({"iat": 2000, "exp": 1000}, Outcome.PASSED),
        ({"exp": 1600}, Outcome.FAILED),
        ({"iat": 1000}, Outcome.FAILED),
        ({"iat": "1000", "exp": 1001}, Outcome.FAILED),
        ({"iat": True, "exp": 2}, Outcome.FAILED),
        ({}, Outcome.FAILED),
    ],
)
def test_a_lifetime_that_nobody_can_tell_is_not_within_bounds(claims: dict[str, JsonValue], outcome: Outcome) -> None:
    step = check(HEADER, claims, Expectations(at=0, maximum_lifetime=600)).steps[0]

    assert (step.code, step.outcome) == ("claims.lifetime", outcome)


@pytest.mark.parametrize(
    ("claims", "outcome"),
    [
        ({"scope": "read write admin"}, Outcome.PASSED),
        ({"scope": ["read", "write"]}, Outcome.PASSED),
        ({"scp": ["write", "read"]}, Outcome.PASSED),
        ({"scp": "read write"}, Outcome.PASSED),
        ({"scope": "read"}, Outcome.FAILED),
        ({"scope": "readwrite"}, Outcome.FAILED),
        ({"scope": 7}, Outcome.FAILED),
        ({"scope": [["read"], "write"]}, Outcome.FAILED),
        ({}, Outcome.FAILED),
    ],
)
def test_every_scope_must_be_granted(claims: dict[str, JsonValue], outcome: Outcome) -> None:
    step = check(HEADER, claims, Expectations(at=0, scopes=("read", "write"))).steps[0]

    assert (step.code, step.outcome) == ("claims.scope", outcome)
