"""Times that are off by the offset of a time zone, and times that only look so."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from zoneinfo import ZoneInfo, available_timezones

import pytest

from tests.jose.diagnose.asking import NOW, reason
from tests.jose.making import new_key, signed
from webapp.jose.diagnose.zones import ZONES, zone_ahead, zone_behind

KEY = new_key("HS256")
SECRET = json.dumps(dict(KEY.members))
HOUR = 3600


def _told(**claims: int) -> str:
    return reason(signed("HS256", KEY, json.dumps(claims).encode()), SECRET).explanation


def test_a_difference_of_whole_hours_is_said_to_be_a_time_zone() -> None:
    told = _told(exp=NOW + 9 * HOUR, nbf=NOW + 2 * HOUR - 20)

    assert "about 2 h: if the token is new, local time and UTC were taken for one another" in told


def test_a_new_token_that_expired_by_a_time_zone_is_told() -> None:
    zone = _told(iat=NOW - 5 * HOUR - 5, exp=NOW - 4 * HOUR - 5)
    clock = _told(iat=NOW - 5 * HOUR - 400, exp=NOW - 4 * HOUR - 400)

    assert "almost exactly 5 h back" in zone
    assert "back" not in clock


@pytest.mark.parametrize("life", [HOUR, 2 * HOUR, 12 * HOUR])
def test_a_token_that_has_just_expired_is_in_no_other_zone(life: int) -> None:
    told = _told(iat=NOW - life - 5, exp=NOW - 5)

    assert "back" not in told
    assert "UTC were taken" not in told


def test_only_offsets_that_a_zone_has_are_said_to_be_one() -> None:
    known = {at for at in range(15 * 60) if zone_behind(60 * at + 5)}

    assert known == ZONES
    assert not zone_behind(60 * 345 - 30)
    assert zone_ahead(60 * 345 - 30) == "5.75 h"


@pytest.mark.skipif(not available_timezones(), reason="this machine has no time zones")
def test_the_offsets_are_those_of_the_zones_of_today() -> None:
    moments = [datetime(2026, month, 15, tzinfo=UTC) for month in range(1, 13)]
    zones = [ZoneInfo(name) for name in available_timezones()]
    offsets = {zone.utcoffset(moment.astimezone(zone)) for zone in zones for moment in moments}

    assert {abs(offset.total_seconds()) / 60 for offset in offsets if offset} == ZONES


def test_what_is_said_of_a_token_of_another_zone_does_not_contradict_itself() -> None:
    told = _told(iat=NOW - 90 * 60 - HOUR, exp=NOW - 90 * 60)

    assert "almost exactly 2.5 h back" in told
    assert "Clocks do not differ" not in told


def test_clocks_that_differ_are_one_reason_of_two_for_a_token_that_is_not_valid_yet() -> None:
    told = _told(nbf=NOW + 600, exp=NOW + HOUR)

    assert "If the token was made just now, the clocks of issuer and verifier differ by about 10 min" in told
    assert "or it was made to be valid later" in told
