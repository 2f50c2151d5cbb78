"""An "alg" that was changed after signing, is no registered name, or is not there."""

from __future__ import annotations

import json
from typing import Final

import pytest

from tests.jose.diagnose.asking import asked, corrected, mac, proof, reason
from tests.jose.making import fresh_key, jwk, new_key, signed, with_header
from webapp.jose.base64url import encode
from webapp.jose.finding import Certainty
from webapp.jose.jwk.publish import Half
from webapp.jose.trace import Outcome

KEY: Final = json.dumps(jwk(new_key("RS256"), Half.PUBLIC))
PAYLOAD: Final = encode(b'{"sub":"alice"}')


def _unsigned(header: object) -> str:
    return f"{encode(json.dumps(header).encode())}.{PAYLOAD}."


@pytest.mark.parametrize("says", ["HS256", "none", "NONE", "RS512", "PS256", "ES256", "", None, "junk"])
def test_an_alg_that_was_changed_after_signing_is_proven_and_put_back(says: str | None) -> None:
    token = with_header(signed("RS256", new_key("RS256"), typ="JWT"), {"alg": says, "typ": "JWT"})

    found = reason(token, KEY)

    assert (found.code, found.certainty) == ("signature.algorithm-edited", Certainty.PROVEN)
    assert "RS256" in found.title
    assert corrected(token, KEY, found).signature.outcome is Outcome.PASSED


@pytest.mark.parametrize("says", ["HS256", "none", "RS512", "", None])
def test_no_change_of_alg_is_claimed_when_something_else_was_changed_too(says: str | None) -> None:
    token = with_header(signed("RS256", new_key("RS256"), typ="JWT"), {"alg": says, "typ": "at+jwt"})

    assert proof(token, KEY) != "signature.algorithm-edited"


@pytest.mark.parametrize("says", ["", "null", None, [], {}, 5, True])
def test_an_alg_that_names_nothing_is_told(says: object) -> None:
    found = [one.code for one in asked(_unsigned({"alg": says}), KEY).diagnoses]

    assert found == ["signature.algorithm-missing"]


def test_a_header_without_alg_is_told() -> None:
    found = reason(_unsigned({"typ": "JWT"}))

    assert (found.code, found.title) == ("signature.algorithm-missing", 'The header has no "alg"')


@pytest.mark.parametrize(
    ("says", "told"), [("hs256", '"HS256" is meant'), ("RS257", "no registered name"), ("A128KW", "encryption")]
)
def test_a_name_that_is_not_registered_is_told_where_no_key_proves_it(says: str, told: str) -> None:
    token = with_header(mac(b"another secret"), {"alg": says})

    found = asked(token, "a secret of thirty-two octets or so").diagnoses

    assert [(one.code, one.certainty) for one in found] == [("signature.algorithm-name", Certainty.LIKELY)]
    assert told in found[0].title


def test_none_is_told_as_none_alone() -> None:
    for says in ("none", "None", "nOnE"):
        assert [one.code for one in asked(_unsigned({"alg": says}), KEY).diagnoses] == ["signature.none"]


def test_a_registered_alg_is_not_called_unknown() -> None:
    codes = {one.code for one in asked(signed("ES256", fresh_key("ES256")), KEY).diagnoses}

    assert not codes & {"signature.algorithm-name", "signature.algorithm-missing"}
