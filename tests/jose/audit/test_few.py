"""However often a token breaks a rule, what is told of it stays short."""

from __future__ import annotations

import json

import pytest

from tests.jose.audit.asking import audited
from tests.jose.audit.telling import token


@pytest.mark.parametrize(
    ("rule", "member"),
    [
        ("C08", '"password":"correct horse {}"'),
        ("C09", '"c{}":"\' or 1=1 --"'),
        ("C10", '"url{}":"http://127.0.0.1/"'),
        ("J07", '"c{}":12345678901234567890'),
    ],
)
def test_of_thousands_of_places_the_first_twenty_are_told_and_how_many_follow(rule: str, member: str) -> None:
    claims = ",".join("{" + member.format(index) + "}" for index in range(1_500))
    if rule == "J07":
        claims = ",".join(member.format(index) for index in range(1_500))
        paste = token("{" + claims + "}")
    else:
        paste = token('{"all":[' + claims + "]}")

    told = [found for found in audited(paste).findings if found.rule == rule]

    assert len(told) == 20
    assert told[-1].message.endswith("The same is found 1,480 more times.")
    assert not any("more times" in found.message for found in told[:-1])


def test_twenty_places_are_told_one_by_one() -> None:
    paste = token(json.dumps({f"c{index}": 12345678901234567890 for index in range(20)}))

    told = [found for found in audited(paste).findings if found.rule == "J07"]

    assert len(told) == 20
    assert not any("more times" in found.message for found in told)
