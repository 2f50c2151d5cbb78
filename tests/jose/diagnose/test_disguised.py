"""Whole tokens in another dress."""

from __future__ import annotations

import base64
import gzip
import json
import zlib

import pytest

from tests.jose.diagnose.asking import asked, corrected, reason
from tests.jose.making import jwk, new_key, signed
from webapp.jose.diagnose.disguised import disguised
from webapp.jose.finding import Certainty
from webapp.jose.jwk.publish import Half
from webapp.jose.trace import Outcome

KEY = new_key("ES256")
PUBLIC = json.dumps(jwk(KEY, Half.PUBLIC))
TOKEN = signed("ES256", KEY, b'{"sub":"alice"}', typ="JWT")
OCTETS = TOKEN.encode()

# fmt: off
DRESSES = [
    (TOKEN[::-1],                                                          "backwards"),
    (OCTETS.hex(),                                                         "hexadecimal"),
    ("0x" + OCTETS.hex().upper(),                                          "hexadecimal"),
    (f"<Buffer {OCTETS.hex(' ')}>",                                        "hexadecimal"),
    (TOKEN.encode("utf-16-be").hex(),                                      "hexadecimal"),
    (json.dumps(list(OCTETS)),                                             "list of octets"),
    (json.dumps({"type": "Buffer", "data": list(OCTETS)}),                 "list of octets"),
    (" ".join(str(octet) for octet in OCTETS),                             "list of octets"),
    (base64.b64encode(b"Bearer " + OCTETS).decode(),                       "base64 as a whole"),
    (base64.b64encode(TOKEN.encode("utf-16")).decode(),                    "base64 as a whole"),
    (base64.b64encode(gzip.compress(OCTETS)).decode(),                     "compressed with gzip"),
    (base64.urlsafe_b64encode(zlib.compress(OCTETS)).decode(),             "compressed with gzip or zlib"),
    (base64.b64encode(zlib.compress(OCTETS)[2:-4]).decode(),               "compressed with DEFLATE"),
]
# fmt: on


@pytest.mark.parametrize(("dressed", "told"), DRESSES)
def test_a_token_in_another_dress_is_told_and_put_right(dressed: str, told: str) -> None:
    found = reason(dressed, PUBLIC)

    assert (found.code, found.certainty) == ("mangled.disguised", Certainty.PROVEN)
    assert told in found.title
    assert corrected(dressed, PUBLIC, found).signature.outcome is Outcome.PASSED


def test_a_token_in_utf_16_is_told_as_that() -> None:
    dressed = TOKEN.encode("utf-16-le").decode("latin-1")

    found = reason(dressed, PUBLIC)

    assert "UTF-16" in found.title
    assert corrected(dressed, PUBLIC, found).signature.outcome is Outcome.PASSED


@pytest.mark.parametrize(
    "text",
    [
        "0a" * 40,
        "1, 2, 3, " * 20 + "999",
        base64.b64encode(gzip.compress(b"a" * 10_000_000)).decode(),
        base64.b64encode(b"Bearer opaque-token-of-many-characters").decode(),
        "eyJ.eyJ.eyJhIjoxfQ.." + "ye"[::-1],
        "[" * 1000,
        "\0" * 300_000,
    ],
)
def test_what_is_no_token_in_any_dress_stays_what_it_is(text: str) -> None:
    assert disguised(text) is None


@pytest.mark.parametrize(
    ("paste", "code"),
    [
        ('{"alg":"HS256","typ":"JWT"}.{"sub":"alice","exp":1800000000}', "paste.decoded"),
        ('{"iss":"https://issuer.example","sub":"alice","exp":1800000000}', "paste.decoded"),
        ("4/0AX4XfWhZ0123456789abcdefghij", "paste.google-code"),
    ],
)
def test_what_a_token_says_and_a_code_that_is_none_are_told_as_that(paste: str, code: str) -> None:
    assert [one.code for one in asked(paste, PUBLIC).diagnoses] == [code]


def test_a_token_that_was_shortened_in_its_middle_is_no_jwe() -> None:
    assert reason(f"{TOKEN[:50]}...{TOKEN[-20:]}", PUBLIC).code == "mangled.ellipsis"
