"""A token and its key in one paste: the token is held to the key, wherever the two stand."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from tests.jose.making import LIMITS, encrypted, jwk, new_key, signed
from webapp.jose.jwk.publish import Half, Layout, write
from webapp.jose.jwt.expectations import Expectations
from webapp.services.debug import debug
from webapp.services.inspect import inspect
from webapp.services.questions import Question
from webapp.services.results import DecryptionResult, InspectionResult, Verdict, VerificationResult
from webapp.services.together import taken_apart

KEY = new_key("ES256")
OTHER = new_key("EdDSA")
PUBLIC = json.dumps(jwk(KEY, Half.PUBLIC))
SET = json.dumps({"keys": [jwk(OTHER, Half.PUBLIC), jwk(KEY, Half.PUBLIC)]}, indent=2)
TOKEN = signed("ES256", KEY, b'{"sub":"alice"}')


def _question(paste: str) -> Question:
    return Question(input=paste, expected=Expectations(at=1_700_000_000))


def _pem() -> str:
    text = write(KEY, Layout.SPKI)
    assert isinstance(text, str)
    return text


@pytest.mark.parametrize("key", [PUBLIC, SET, _pem(), f"{json.dumps(jwk(OTHER, Half.PUBLIC))}\n{PUBLIC}"])
@pytest.mark.parametrize(
    "form",
    [
        "{t}\n{k}",
        "{k}\n{t}",
        "The token:\n{t}\n\nThe key:\n{k}\n",
        "curl -H 'Authorization: Bearer {t}' x\n{k}",
    ],
)
def test_the_token_is_verified_with_the_key_beside_it(form: str, key: str) -> None:
    paste = form.format(t=TOKEN, k=key)

    result = debug(_question(paste), LIMITS)

    assert isinstance(result, VerificationResult)
    assert result.verdict is Verdict.VALID
    assert result.artefact is not None
    assert result.artefact.span.of(paste) == TOKEN
    assert result.key is not None
    assert result.key.thumbprint == KEY.thumbprint
    assert "key-beside" in [one.code for one in result.stripped]


def test_keys_in_members_of_json_are_found_beside_the_token() -> None:
    paste = json.dumps({"token": TOKEN, "jwks": {"keys": [jwk(KEY, Half.PUBLIC)]}})

    result = debug(_question(paste), LIMITS)

    assert isinstance(result, VerificationResult)
    assert result.verdict is Verdict.VALID


def test_an_encrypted_token_is_opened_with_the_key_beside_it() -> None:
    token = encrypted("ECDH-ES", "A256GCM", KEY, b"hello")

    result = debug(_question(f"{token}\n{json.dumps(jwk(KEY))}"), LIMITS)

    assert isinstance(result, DecryptionResult)
    assert result.plaintext is not None
    assert result.plaintext.text == "hello"


def test_the_places_of_the_token_are_those_in_the_whole_paste() -> None:
    paste = f"{SET}\n{TOKEN}"

    result = inspect(_question(paste), LIMITS)

    assert isinstance(result, InspectionResult)
    assert [artefact.span.of(paste) for artefact in result.artefacts] == [TOKEN]
    assert len(result.keys) == 2


def test_a_token_is_not_held_to_a_key_that_is_said_in_its_header_or_claims() -> None:
    for name in ("jwk", "epk", "sub_jwk"):
        question = _question(json.dumps({"token": TOKEN, "header": {name: jwk(KEY, Half.PUBLIC)}}))

        assert taken_apart(question, LIMITS) == question


def test_a_key_that_was_given_goes_before_one_in_the_paste_which_hides_no_token() -> None:
    paste = f"{TOKEN}\n{SET}"

    result = debug(replace(_question(paste), key="a secret of more than thirty-two octets"), LIMITS)

    assert isinstance(result, VerificationResult)
    assert result.verdict is Verdict.INVALID
    assert result.artefact is not None
    assert result.artefact.span.of(paste) == TOKEN
    assert [one.message for one in result.stripped if one.code == "key-beside"] == [
        "The key beside the token: the one in the key box counts"
    ]


def test_a_blank_is_no_key_and_the_key_of_the_token_inside_is_another() -> None:
    question = _question(f"{TOKEN}\n{SET}")

    for asked in (replace(question, key="\n "), replace(question, inner_key=PUBLIC)):
        result = debug(asked, LIMITS)

        assert isinstance(result, VerificationResult)
        assert result.verdict is Verdict.VALID


def test_a_key_beside_the_token_that_cannot_be_read_is_told_beside_the_token() -> None:
    result = debug(_question(f"{TOKEN}\n" + '{"kty":"what"}'), LIMITS)

    assert isinstance(result, VerificationResult)
    assert result.verdict is Verdict.UNVERIFIABLE
    assert result.artefact is not None
    assert result.artefact.text == TOKEN


def test_of_a_signed_and_an_encrypted_token_the_one_that_the_key_fits_is_shown() -> None:
    sealed = encrypted("RSA-OAEP", "A256GCM", new_key("RSA-OAEP"), b"hello")

    opened = debug(_question(f"{TOKEN}\n{sealed}\n{json.dumps(jwk(new_key('RSA-OAEP')))}"), LIMITS)
    verified = debug(_question(f"{sealed}\n{TOKEN}\n{PUBLIC}"), LIMITS)

    assert isinstance(opened, DecryptionResult)
    assert isinstance(verified, VerificationResult)
    assert verified.verdict is Verdict.VALID


@pytest.mark.parametrize(
    "paste",
    [
        PUBLIC,
        SET,
        _pem(),
        TOKEN,
        '{"kty"' * 100,
        '{"a":' * 3_000 + '"kty"' + "}" * 3_000,
    ],
)
def test_what_is_no_token_with_a_key_stays_as_it_is(paste: str) -> None:
    assert taken_apart(_question(paste), LIMITS) == _question(paste)
