"""Secrets and passwords that the two sides turn into keys in different ways."""

from __future__ import annotations

import base64
import hashlib
import json
from typing import Any

import pytest
from cryptography.hazmat.primitives.keywrap import aes_key_wrap

from tests.jose.diagnose.sealing import TEXT, opened, opens_when_corrected, proof, reason, sealed
from tests.jose.making import encrypted, secret
from webapp.jose.base64url import encode
from webapp.jose.diagnose.case import secret_of
from webapp.jose.diagnose.jwe_sessions import hkdf
from webapp.jose.finding import Certainty

CEK = bytes(range(32))
KEY = bytes(range(100, 132))
PASSWORD = "correct horse battery staple"
CHARACTERS = "0123456789abcdef0123456789ABCDEF"
STANDARD = base64.b64encode(KEY).decode()
NEXTAUTH = "NextAuth.js Generated Encryption Key"
AUTHJS = "Auth.js Generated Encryption Key"

# fmt: off
READINGS = [
    # the key that the sender took                      what was pasted       the reason
    (KEY,                                               STANDARD,             "secret.base64"),
    (KEY,                                               STANDARD.rstrip("="), "secret.base64"),
    (KEY,                                               KEY.hex(),            "secret.hex"),
    (CHARACTERS.encode(),                               CHARACTERS + "\n",    "secret.white-space"),
    (CHARACTERS.encode(),                               f'"{CHARACTERS}"',    "secret.quotes"),
    (CHARACTERS.encode(),                               f"SECRET={CHARACTERS}", "secret.assignment"),
    (hashlib.sha256(PASSWORD.encode()).digest(),        PASSWORD,             "secret.hashed"),
    (hashlib.sha256(KEY).digest(),                      STANDARD,             "secret.hashed"),
    (hashlib.sha512(PASSWORD.encode()).digest()[:32],   PASSWORD,             "secret.hashed"),
    (PASSWORD.encode().ljust(32, b"\0"),                PASSWORD,             "secret.padded"),
    (PASSWORD.encode().ljust(32, b"0"),                 PASSWORD,             "secret.padded"),
    ((CHARACTERS + "more").encode()[:32],               CHARACTERS + "more",  "secret.cut"),
    (encode(KEY).encode()[:32],                         json.dumps({"kty": "oct", "k": encode(KEY)}), "secret.cut"),
]
# fmt: on


def _tokens(key: bytes) -> list[str]:
    wrapped = sealed({"alg": "A256KW", "enc": "A256GCM"}, CEK, wrapped=aes_key_wrap(key, CEK))
    by_gcm = encrypted("A256GCMKW", "A128CBC-HS256", secret_of(key), TEXT)
    return [sealed({"alg": "dir", "enc": "A256GCM"}, key), wrapped, by_gcm]


@pytest.mark.parametrize(("key", "pasted", "code"), READINGS)
def test_the_way_in_which_the_sender_reads_the_secret_is_found(key: bytes, pasted: str, code: str) -> None:
    for token in _tokens(key):
        found = reason(token, pasted)

        assert (found.code, found.certainty) == (code, Certainty.PROVEN)
        assert opens_when_corrected(token, pasted, found)
        assert pasted.strip() not in f"{found.title} {found.explanation} {found.remedy}"


@pytest.mark.parametrize(("key", "pasted", "code"), READINGS)
def test_no_reading_is_claimed_for_another_secret(key: bytes, pasted: str, code: str) -> None:
    for token in _tokens(key[::-1][:-1] + b"?"):
        assert not proof(token, pasted)


def test_a_secret_that_is_taken_for_base64_but_is_plain_text_is_found() -> None:
    token = sealed({"alg": "dir", "enc": "A256GCM"}, CHARACTERS.encode())

    found = reason(token, CHARACTERS, "base64")

    assert found.code == "secret.utf-8"
    assert found.corrected
    assert (found.corrected.field, found.corrected.value) == ("key_encoding", "utf-8")


@pytest.mark.parametrize(
    "given", [f" {PASSWORD}\n", f"PASSWORD='{PASSWORD}'", base64.b64encode(PASSWORD.encode()).decode()]
)
def test_a_password_that_must_be_trimmed_or_decoded_is_found(given: str) -> None:
    token = encrypted("PBES2-HS256+A128KW", "A128GCM", secret(PASSWORD), TEXT, p2c=2048)

    found = reason(token, given)

    assert found.certainty is Certainty.PROVEN
    assert opens_when_corrected(token, given, found)
    assert not proof(token, given.replace("horse", "mouse").replace("Y29", "Y30"))


def _password_based(digest: str, salt: bytes, count: int, said: int = 1000) -> str:
    kek = hashlib.pbkdf2_hmac(digest, PASSWORD.encode(), salt, count, 16)
    header = {"alg": "PBES2-HS256+A128KW", "enc": "A256GCM", "p2s": encode(b"salt salt salt"), "p2c": said}
    return sealed(header, CEK, wrapped=aes_key_wrap(kek, CEK))


PREFIX = b"PBES2-HS256+A128KW\0"
# fmt: off
DERIVATIONS: list[tuple[str, bytes, int, str]] = [
    ("sha256", b"salt salt salt",                            1000, "jwe.pbes2-salt"),
    ("sha256", PREFIX + encode(b"salt salt salt").encode(),  1000, "jwe.pbes2-salt"),
    ("sha256", encode(b"salt salt salt").encode(),           1000, "jwe.pbes2-salt"),
    ("sha512", PREFIX + b"salt salt salt",                   1000, "jwe.pbes2-hash"),
    ("sha1",   b"salt salt salt",                            1000, "jwe.pbes2-hash"),
    ("sha256", PREFIX + b"salt salt salt",                   2048, "jwe.pbes2-iterations"),
]
# fmt: on


@pytest.mark.parametrize(("digest", "salt", "count", "code"), DERIVATIONS)
def test_a_key_that_is_derived_otherwise_from_the_password_is_found(
    digest: str, salt: bytes, count: int, code: str
) -> None:
    token = _password_based(digest, salt, count)

    assert reason(token, PASSWORD).code == code
    assert not proof(token, PASSWORD + "!")


# fmt: off
SESSIONS: list[tuple[str, str, str, str, str]] = [
    # enc              salt                             info       before the token           the reason
    ("A256GCM",        "",                              NEXTAUTH,  "",                        "jwe.nextauth-session"),
    ("A256GCM",        "next-auth.session-token",       NEXTAUTH,  "",                        "jwe.nextauth-session"),
    ("A256CBC-HS512",  "authjs.session-token",          AUTHJS,    "",                        "jwe.authjs-session"),
    ("A256CBC-HS512",  "__Secure-authjs.session-token", AUTHJS,    "",                        "jwe.authjs-session"),
    ("A256CBC-HS512",  "my-app.session-token",          AUTHJS,    "my-app.session-token=",   "jwe.authjs-session"),
    ("A256GCM",        "",                              "JWE CEK", "",                        "jwe.express-session"),
]
# fmt: on


@pytest.mark.parametrize(("enc", "salt", "info", "before", "code"), SESSIONS)
@pytest.mark.parametrize("given", [PASSWORD, f"AUTH_SECRET={PASSWORD}\n"])
def test_the_key_of_a_session_cookie_is_derived(
    enc: str, salt: str, info: str, before: str, code: str, given: str
) -> None:
    whole = f"{info} ({salt})" if salt else info
    key = hkdf(PASSWORD.encode(), salt.encode(), whole.encode(), 64 if "CBC" in enc else 32)
    token = before + sealed({"alg": "dir", "enc": enc}, key)

    found = reason(token, given)

    assert (found.code, found.certainty) == (code, Certainty.PROVEN)
    assert opens_when_corrected(token, given, found)
    assert not proof(token, "another secret")


def test_hkdf_is_that_of_the_standard() -> None:
    """RFC 5869 appendix A.3."""
    made = hkdf(b"\x0b" * 22, b"", b"", 42)

    assert made.hex().startswith("8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d")


# fmt: off
MAKERS: list[tuple[dict[str, Any], str]] = [
    ({"alg": "dir", "enc": "A256GCM", "iss": "https://tenant.eu.auth0.com/"}, "jwe.only-for-issuer"),
    ({"alg": "dir", "enc": "A256GCM"},                                        "jwe.session-cookie"),
    ({"alg": "dir", "enc": "A256CBC-HS512", "kid": "x"},                      "jwe.session-cookie"),
    ({"alg": "RSA-OAEP", "enc": "A256GCM", "kid": "x"},                       "jwe.only-for-recipient"),
]
# fmt: on


@pytest.mark.parametrize(("header", "code"), MAKERS)
def test_who_alone_can_read_it_is_likely_told_when_no_key_is_there(header: dict[str, Any], code: str) -> None:
    size = 64 if "CBC" in header["enc"] else 32
    wrapped = b"" if header["alg"] == "dir" else bytes(256)

    found = reason(sealed(header, (KEY * 2)[:size], wrapped=wrapped))

    assert (found.code, found.certainty) == (code, Certainty.LIKELY)


def test_a_token_with_more_in_its_header_is_no_session_cookie() -> None:
    token = sealed({"alg": "dir", "enc": "A256GCM", "cty": "JWT"}, KEY)

    assert "jwe.session-cookie" not in [one.code for one in opened(token, PASSWORD).diagnoses]


@pytest.mark.parametrize("part", [2, 3, 4])
@pytest.mark.parametrize("alg", ["PBES2-HS256+A128KW", "PBES2-HS512+A256KW"])
def test_a_right_password_is_not_said_to_need_a_zero_octet(alg: str, part: int) -> None:
    parts = encrypted(alg, "A256GCM", secret(PASSWORD), TEXT, p2s=encode(bytes(16)), p2c=1_000).split(".")
    for damaged in (parts[part][:-4], parts[part][:-5], parts[part] + "A"):
        token = ".".join((*parts[:part], damaged, *parts[part + 1 :]))

        codes = [one.code for one in opened(token, PASSWORD).diagnoses]

        assert codes
        assert not [code for code in codes if code.startswith(("secret.", "jwe.pbes2"))]
