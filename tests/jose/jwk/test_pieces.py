"""Several key containers in one text, one after the other."""

from __future__ import annotations

import json

import pytest

from tests.jose.jwk.containers import PRIVATE_KEYS, pkcs8
from tests.jose.making import LIMITS, jwk, new_key
from webapp.jose.jwk.parse import read_keys
from webapp.jose.jwk.publish import Half

FIRST = new_key("ES256")
SECOND = new_key("Ed25519")


def _jwk(member: str = "") -> str:
    return json.dumps(jwk(FIRST, Half.PUBLIC, x_note=member or None))


def _set() -> str:
    return json.dumps({"keys": [jwk(SECOND, Half.PUBLIC)]})


def _pem() -> str:
    return pkcs8(PRIVATE_KEYS["Ed25519"])


@pytest.mark.parametrize(
    "text",
    [
        f"{_jwk()}\n{_set()}",
        f"{_jwk()}{_set()}",
        f"{_jwk()}\n\n{_pem()}",
        f"{_jwk('} { ] [ -----BEGIN ')} {_pem()}\n",
    ],
)
def test_keys_of_several_containers_are_all_read_in_order(text: str) -> None:
    found = read_keys(text, limits=LIMITS)

    assert [key.crv for key in found.keys] == ["P-256", "Ed25519"]
    assert [key.index for key in found.keys] == [0, 1]
    assert found.problems == ()
    assert found.container == "several"


def test_a_pem_block_before_a_jwk_is_read_as_well() -> None:
    found = read_keys(f"{_pem()}{_jwk()}", limits=LIMITS)

    assert [key.crv for key in found.keys] == ["Ed25519", "P-256"]


def test_a_problem_of_the_second_container_is_told_at_its_place() -> None:
    text = f'{_jwk()}\n{{"kty":"EC","crv":"P-999","x":"AA","y":"AA"}}'

    key = read_keys(text, limits=LIMITS).keys[1]

    span = key.problems[0].span
    assert span is not None
    assert "P-999" in span.of(text)


def test_json_that_is_damaged_is_one_text_still() -> None:
    found = read_keys(f"{_jwk()}\n{{broken", limits=LIMITS)

    assert [problem.code for problem in found.problems] == ["json.trailing"]
