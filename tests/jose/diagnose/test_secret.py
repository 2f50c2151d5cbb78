"""A secret that the two sides turn into octets in different ways."""

from __future__ import annotations

import base64
import hashlib
import json

import pytest

from tests.jose.diagnose.asking import asked, corrected, mac, proof, reason
from webapp.jose.base64url import encode
from webapp.jose.diagnose.readings import readings
from webapp.jose.finding import Certainty
from webapp.jose.trace import Outcome

TEXT = "correct horse battery staple, thirty-two octets and more"
OCTETS = bytes(range(200, 240))
STANDARD = base64.b64encode(OCTETS).decode()
HEXADECIMAL = OCTETS.hex()

# fmt: off
READINGS = [
    # what the signer took                     what was pasted                          the reason
    (OCTETS,                                   STANDARD,                                "secret.base64"),
    (OCTETS,                                   STANDARD.rstrip("="),                    "secret.base64"),
    (OCTETS,                                   encode(OCTETS),                          "secret.base64url"),
    (OCTETS,                                   OCTETS.hex(),                            "secret.hex"),
    (OCTETS,                                   OCTETS.hex(":").upper(),                 "secret.hex"),
    (OCTETS,                                   "0x" + OCTETS.hex(),                     "secret.hex"),
    (OCTETS,                                   base64.b64encode(STANDARD.encode()).decode(), "secret.base64-twice"),
    (OCTETS,                                   base64.b64encode(HEXADECIMAL.encode()).decode(), "secret.decoded-twice"),
    (OCTETS,                                   HEXADECIMAL.encode().hex(),              "secret.decoded-twice"),
    (OCTETS,                                   STANDARD.encode().hex(),                 "secret.decoded-twice"),
    (OCTETS.decode("latin-1").encode(),        STANDARD,                                "secret.atob"),
    (TEXT.encode() + b"\n",                    TEXT,                                    "secret.newline"),
    (TEXT.encode() + b"\r\n",                  TEXT,                                    "secret.newline"),
    (TEXT.encode(),                            TEXT + "\n",                             "secret.white-space"),
    (TEXT.encode(),                            f"  {TEXT}\r\n",                         "secret.white-space"),
    (TEXT.encode(),                            f'"{TEXT}"',                             "secret.quotes"),
    (f'"{TEXT}"'.encode(),                     TEXT,                                    "secret.quotes"),
    (TEXT.encode(),                            f"JWT_SECRET='{TEXT}'",                  "secret.assignment"),
    (OCTETS,                                   f"export JWT_SECRET={STANDARD}",         "secret.assignment"),
    (TEXT.encode(),                            json.dumps({"secret": TEXT}),            "secret.json-member"),
    (TEXT.encode(),                            TEXT.replace(" ", "%20").replace(",", "%2C"), "secret.percent-encoded"),
    (b'a "quoted" secret of many octets',      'a \\"quoted\\" secret of many octets',  "secret.escapes"),
    ("Straßenbahn über alles".encode("latin-1"), "Straßenbahn über alles",              "secret.character-set"),
    (TEXT.encode("utf-16-le"),                 TEXT,                                    "secret.character-set"),
    (b"\xef\xbb\xbf" + TEXT.encode(),          TEXT,                                    "secret.character-set"),
    (b"6f9619ff-8b86-d011-b42d-00c04fc964ff",  "6F9619FF-8B86-D011-B42D-00C04FC964FF",  "secret.case"),
    (base64.b64encode(TEXT.encode()),          TEXT,                                    "secret.encoded"),
    (TEXT.encode().hex().encode(),             TEXT,                                    "secret.encoded"),
    (hashlib.sha256(TEXT.encode()).digest(),   TEXT,                                    "secret.hashed"),
    (hashlib.sha256(TEXT.encode()).hexdigest().encode(), TEXT,                          "secret.hashed"),
    (hashlib.sha512(TEXT.encode()).hexdigest().encode(), TEXT,                          "secret.hashed"),
    (base64.b64decode("abcdefgh"),             "ab*cd*ef*gh",                           "secret.base64-lenient"),
    (TEXT.encode(),                            "\ufeff" + TEXT,                         "secret.invisible"),
    (TEXT.encode(),                            TEXT.replace(" ", "\u00a0"),             "secret.invisible"),
    (TEXT.encode(),                            TEXT[:9] + "\u200b" + TEXT[9:],          "secret.invisible"),
    (b"it's \"so\" well-known -- a secret...",  "it’s “so” well-known — a secret…",      "secret.typography"),
    (OCTETS,                                   base64.b32encode(OCTETS).decode(),       "secret.base32"),
    (OCTETS,                                   base64.b32encode(OCTETS).decode().rstrip("=").lower(), "secret.base32"),
    (b"it's so well & \"truly\" known",        "it&#39;s so well &amp; &quot;truly&quot; known", "secret.html-escaped"),
    (b"a &amp; b, thirty-two octets and more", "a & b, thirty-two octets and more",     "secret.html-escaped"),
    (b'a "quoted" \\ secret of many octets',   '"a \\"quoted\\" \\\\ secret of many octets"', "secret.escapes"),
    (b"a!b-secret-of-many-octets-and-more",    "a\\!b-secret-of-many-octets-and-more",   "secret.escapes"),
    (b"pa-secret-of-many-octets-and-more",     "pa$word-secret-of-many-octets-and-more", "secret.expanded"),
    (b"pa$word-secret-of-many-octets",         "pa$$word-secret-of-many-octets",        "secret.expanded"),
    (b"secret-of-many-octets",                 "secret-of-many-octets#and-more",        "secret.expanded"),
    (TEXT.encode(),                            TEXT + TEXT,                             "secret.doubled"),
    (TEXT.encode(),                            TEXT + "%",                              "secret.doubled"),
    (TEXT.encode(),                            f"b'{TEXT}'",                            "secret.quotes"),
    (f"b'{TEXT}'".encode(),                    TEXT,                                    "secret.quotes"),
    (TEXT[:32].encode(),                       TEXT,                                    "secret.cut"),
    (b"aO3lmany-octets-of-a-secret",           "a03lmany-octets-of-a-secret",           "secret.typed"),
    (b"one-l-and-many-octets",                 "one-1-and-many-octets",                 "secret.typed"),
    (TEXT.encode(),                            f"define('JWT_SECRET', '{TEXT}');",      "secret.assignment"),
    (TEXT.encode(),                            f'const secret = "{TEXT}";',             "secret.assignment"),
    (TEXT.encode(),                            f'getenv("SECRET_KEY", "{TEXT}")',       "secret.assignment"),
    (TEXT.encode(),                            f"$env:JWT_SECRET = '{TEXT}'",           "secret.assignment"),
    (b"a & b of many octets",                  '<add value="a &amp; b of many octets" />',  "secret.assignment"),
    (b"of-many-octets",                        "JWT_SECRET=of-many-octets # since May", "secret.assignment"),
    (TEXT.encode(),                            json.dumps({"Jwt": {"Key": TEXT}}),      "secret.json-member"),
    (TEXT.encode(),                            f"jwt:\n  secret: |\n    {TEXT}\n",      "secret.assignment"),
    (TEXT.encode(),                            f"PORT=80\n# ours\nJWT_SECRET={TEXT}\n", "secret.assignment"),
    (OCTETS,                                   f"data:\n  jwt-secret: {STANDARD}\n",    "secret.assignment"),
]
# fmt: on


@pytest.mark.parametrize(("octets", "pasted", "code"), READINGS)
def test_the_way_in_which_the_signer_reads_the_secret_is_found(octets: bytes, pasted: str, code: str) -> None:
    token = mac(octets)

    found = reason(token, pasted)

    assert (found.code, found.certainty) == (code, Certainty.PROVEN)
    assert corrected(token, pasted, found).signature.outcome is Outcome.PASSED


@pytest.mark.parametrize(("octets", "pasted", "code"), READINGS)
def test_no_reading_is_claimed_for_another_secret(octets: bytes, pasted: str, code: str) -> None:
    result = asked(mac(octets + b"?"), pasted)

    assert not [one for one in result.diagnoses if one.certainty is Certainty.PROVEN]
    assert "another encoding of this secret" in result.ruled_out


def test_a_secret_that_was_decoded_but_is_plain_text_is_found() -> None:
    found = reason(mac(STANDARD.encode()), STANDARD, encoding="base64")

    assert found.code == "secret.utf-8"
    assert found.corrected
    assert (found.corrected.field, found.corrected.value) == ("key_encoding", "utf-8")


def test_the_text_of_k_used_as_the_secret_is_found() -> None:
    key = json.dumps({"kty": "oct", "k": encode(OCTETS)})

    assert proof(mac(encode(OCTETS).encode()), key) == "secret.jwk-text"


def test_another_hash_and_another_reading_together_are_found() -> None:
    found = reason(mac(OCTETS, alg="HS512", made_with="HS256"), STANDARD)

    assert found.code == "signature.other-algorithm"
    assert "HS256" in found.title
    assert "base64-decoded" in found.title


@pytest.mark.parametrize("text", ["", "undefined", "None", "${JWT_SECRET}", "process.env.JWT_SECRET"])
def test_a_signer_without_a_secret_is_found(text: str) -> None:
    found = reason(mac(text.encode()), TEXT)

    assert (found.code, found.certainty) == ("secret.unset", Certainty.PROVEN)
    assert text in found.title


def test_a_secret_that_is_right_as_it_is_does_not_explain_another_mistake() -> None:
    tokens = (mac(TEXT.encode(), kid=str(number)) for number in range(100))
    head, _, signature = next(token for token in tokens if "-" in token[-43:]).rpartition(".")

    assert reason(f"{head}.{signature}.", TEXT).code == "mangled.foreign"
    assert reason(f"{head}.{signature.replace('-', '+').replace('_', '/')}=", TEXT).code == "signature.standard-base64"


def test_what_verifies_is_not_explained() -> None:
    result = asked(mac(TEXT.encode()), TEXT)

    assert result.signature.outcome is Outcome.PASSED
    assert not result.diagnoses
    assert not result.ruled_out


def test_the_readings_of_a_text_are_told_once_each() -> None:
    octets = [reading.octets for reading in readings(STANDARD)]

    assert len(octets) == len(set(octets))


def test_a_file_is_no_secret_to_try_readings_of() -> None:
    assert not list(readings("A" * 10_000))


def test_the_words_never_hold_the_secret() -> None:
    for octets, pasted, _ in READINGS:
        found = reason(mac(octets), pasted)
        told = f"{found.title} {found.explanation} {found.remedy}"

        assert pasted.strip() not in told


@pytest.mark.parametrize("k", ['"*"', '""', "1"])
def test_a_jwk_whose_secret_cannot_be_read_is_not_tried(k: str) -> None:
    assert proof(mac(OCTETS), f'{{"kty":"oct","k":{k}}}') == ""
