"""Keys that were given and cannot be used: what is due, and nothing that was never tried."""

from __future__ import annotations

import pytest

from tests.jose.diagnose.asking import NOW, asked, mac
from tests.jose.jwk import containers
from tests.jose.making import LIMITS, new_key, signed
from webapp.jose.jwt.expectations import Expectations
from webapp.services.questions import Question
from webapp.services.verify import verify

LOCKED = containers.pkcs8(containers.PRIVATE_KEYS["Ed25519"], containers.encrypted())
TOKEN = mac(b"a secret that nobody has published")
METADATA = '{"issuer":"https://issuer.example","jwks_uri":"https://issuer.example/keys"}'


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('{"kty":"EC","crv":"P-256","x":"AA","y":"AA"}', "not on the curve"),
        ("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----", "The key"),
    ],
)
def test_a_key_that_cannot_be_used_is_told_as_the_reason(text: str, told: str) -> None:
    result = asked(signed("ES256", new_key("ES256")), text)

    assert [one.code for one in result.diagnoses] == ["key.unusable"]
    assert told in result.diagnoses[0].explanation


@pytest.mark.parametrize(
    ("text", "password", "title", "due"),
    [
        (LOCKED, "", "The key is locked, and its password was not given", "Give its password"),
        (LOCKED, "another", "The key is locked, and the password does not open it", "Give the password"),
        (METADATA, "", "The metadata of a provider were given, not its keys", "Open the address"),
    ],
)
def test_a_key_that_can_be_mended_in_one_step_is_told_with_that_step(
    text: str, password: str, title: str, due: str
) -> None:
    question = Question(
        input=signed("ES256", new_key("ES256")), key=text, password=password, expected=Expectations(at=NOW)
    )

    result = verify(question, LIMITS)

    (found,) = result.diagnoses
    assert found.title == title
    assert found.remedy.startswith(due)
    assert result.key_trust.summary not in (found.title, result.explanation)


@pytest.mark.parametrize("given", ["", LOCKED])
def test_no_encoding_of_a_secret_is_ruled_out_where_none_was_given(given: str) -> None:
    ruled_out = asked(TOKEN, given).ruled_out

    assert not any("encoding of this secret" in one for one in ruled_out)
    assert any("encoding of this secret" in one for one in asked(TOKEN, "another").ruled_out)


def test_an_address_in_place_of_a_secret_is_told_as_the_reason() -> None:
    address = "https://issuer.example/.well-known/jwks.json"

    wrong = asked(TOKEN, address)

    assert [one.code for one in wrong.diagnoses] == ["key.reference"]
    assert "not the secret itself" in wrong.diagnoses[0].title
