"""The times of a token."""

from __future__ import annotations

import pytest

from tests.jose.audit.asking import NOW, finding
from tests.jose.audit.telling import CLEAN, broken, token, with_claims
from webapp.jose.audit.kinds import TokenKind


def raw(literal: str, name: str = "exp") -> str:
    """A token in which a time is written so."""
    others = {key: value for key, value in CLEAN.items() if key != name}
    members = ",".join(
        f'"{key}":{value if isinstance(value, int) else chr(34) + value + chr(34)}' for key, value in others.items()
    )
    return token("{" + members + f',"{name}":{literal}' + "}")


@pytest.mark.parametrize(
    ("paste", "rule"),
    [
        (with_claims(iat=NOW - 600, exp=NOW - 60), "T01"),
        (with_claims(iat=NOW - 600, exp=NOW - 90.5), "T01"),
        (with_claims(nbf=NOW + 61), "T02"),
        (with_claims(iat=NOW + 100), "T03"),
        (with_claims(exp=None), "T04"),
        (with_claims(exp=(NOW + 600) * 1000), "T05"),
        (with_claims(nbf=NOW * 1000), "T05"),
        (with_claims(auth_time=NOW * 1000), "T05"),
        (with_claims(exp=str(NOW + 600)), "T06"),
        (with_claims(exp=True), "T06"),
        (raw("null", "iat"), "T06"),
        (with_claims(nbf=[NOW]), "T06"),
        (with_claims(exp="2027-01-01T00:00:00Z"), "T06"),
        (with_claims(exp=NOW + 31_536_000), "T07"),
        (with_claims(iat=None, nbf=NOW - 60, exp=NOW + 90_000), "T07"),
        (with_claims(iat=None, exp=NOW + 90_000), "T07"),
        (with_claims(iat=NOW + 30, exp=NOW), "T08"),
        (with_claims(iat=NOW, exp=NOW), "T08"),
        (with_claims(exp=10**15), "T09"),
        (with_claims(exp=253_402_300_800), "T09"),
        (with_claims(nbf=-1), "T09"),
        (raw("1e400"), "T09"),
        (raw("1e300"), "T09"),
        (raw("9" * 400), "T09"),
    ],
)  # fmt: skip
def test_each_rule_is_told_alone(paste: str, rule: str) -> None:
    assert broken(paste) == {rule}


@pytest.mark.parametrize(
    "paste",
    [
        with_claims(),
        with_claims(iat=NOW - 600, exp=NOW - 59),
        with_claims(nbf=NOW + 60),
        with_claims(iat=NOW + 60),
        with_claims(iat=NOW - 60.5, exp=NOW + 600.25),
        with_claims(iat=NOW - 60, exp=NOW - 60 + 86_400),
        with_claims(nbf=0),
        with_claims(iat=NOW - 10, nbf=NOW - 10, exp=NOW + 1),
    ],
)
def test_times_within_the_leeway_and_the_limits_are_fine(paste: str) -> None:
    assert broken(paste) == set()


def test_without_a_leeway_a_second_counts() -> None:
    assert broken(with_claims(exp=NOW - 1), leeway=0) == {"T01"}
    assert broken(with_claims(exp=NOW), leeway=0) == {"T01"}


def test_what_is_meant_to_last_may_live_long() -> None:
    lasting = with_claims(exp=NOW + 31_536_000)

    assert broken(lasting, kind=TokenKind.SD_JWT) == set()
    assert broken(lasting, kind=TokenKind.REFRESH_TOKEN) == set()


def test_a_time_is_told_with_its_place_and_in_words() -> None:
    paste = with_claims(exp=(NOW + 600) * 1000)

    found = finding("T05", paste)

    assert found.span
    assert "2026" in found.message
