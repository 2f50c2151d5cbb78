"""Shared secrets: short, published, made up by a person; and tokens whose secret is published."""

from __future__ import annotations

import base64
import json
import secrets
import string
from typing import Any

import pytest

from tests.jose.audit.asking import NOW, audited, finding, grave
from tests.jose.making import LIMITS, secret, signed
from webapp.jose.audit.human_text import why_human
from webapp.jose.base64url import encode
from webapp.jose.crypto.mac_guesses import affordable, first_match
from webapp.jose.jwt.expectations import Expectations
from webapp.jose.registry.known_secrets import known_secrets, where_known
from webapp.services.audit import audit
from webapp.services.inspect import inspect
from webapp.services.questions import Question

RANDOM = bytes.fromhex("9c1f6b3e8840d7a2551be97c03fda6182be4716d90c5384fa7e2106b5d9f83c4")


def ours(paste: str, key: str = "", **asked: Any) -> set[str]:
    """The rules about secrets that are broken."""
    return grave(paste, key, **asked) & {"K01", "K03", "K06", "K07", "K08", "G01"}


def token(text: str, alg: str = "HS256") -> str:
    return signed(alg, secret(text))


def oct_jwk(octets: bytes, **members: str) -> str:
    return json.dumps({"kty": "oct", "k": encode(octets), **members})


@pytest.mark.parametrize(("alg", "due"), [("HS256", 32), ("HS384", 48), ("HS512", 64)])
def test_a_key_is_as_long_as_the_hash(alg: str, due: int) -> None:
    long = (RANDOM * 3)[:due][::-1] if due == 32 else (RANDOM + bytes(reversed(range(7, 200, 3))))[:due]

    assert ours(oct_jwk(long[:-1], alg=alg)) == {"K06"}
    assert ours(oct_jwk(long, alg=alg)) == set()


def test_a_short_key_for_another_algorithm_is_none_of_this() -> None:
    assert ours(oct_jwk(RANDOM[:16], alg="A128KW")) == set()
    assert ours(oct_jwk(RANDOM[:16])) == set()


@pytest.mark.parametrize(
    "text",
    [
        "secret",
        "your-256-bit-secret",
        "Your_256_Bit_Secret",
        "09d25e094faa6ca2556c818166b7a9563b93f7099f6f0f4caa6cf63b88e8d3e7",
        "hunter2",
        "iloveyou",
    ],
)
def test_published_secrets_are_known(text: str) -> None:
    assert "K07" in ours(text)
    assert "K08" not in ours(text)
    assert "K07" in ours(token(text), text, encoding="utf-8")


def test_the_list_of_documentation_has_some_hundred_entries() -> None:
    assert len(known_secrets()) > 400
    assert where_known(RANDOM) == ""


def test_published_secrets_are_known_in_their_decoded_form() -> None:
    text = "404E635266556A586E3272357538782F413F4428472B4B6250645367566B5970"

    assert "K07" in ours(text)
    assert "K07" in ours(oct_jwk(base64.b64decode(text)))
    assert "K07" in ours(oct_jwk(bytes.fromhex(text)))


def test_a_secret_of_the_team_is_known() -> None:
    own = "Vq3-the-team-knows-this-7781-Xw90"
    question = Question(input=own, expected=Expectations(at=NOW), published=frozenset({own.encode()}))

    assert "K07" in {found.rule for found in audit(question, LIMITS).findings}
    assert "K07" not in ours(own)


def test_a_token_without_a_key_is_tried_with_what_is_published() -> None:
    pasted = token("your-256-bit-secret")

    found = finding("K07", pasted)

    assert "your-256-bit-secret" in found.message
    assert audited(pasted).findings[0].rule == "K07"
    looked_at = inspect(Question(input=pasted, expected=Expectations(at=NOW)), LIMITS)
    assert looked_at.findings[0].rule == "K07"


@pytest.mark.parametrize("alg", ["HS384", "HS512"])
def test_every_hmac_is_tried(alg: str) -> None:
    assert "K07" in ours(token("changeme", alg))


def test_a_token_with_a_frequent_password_is_found_by_the_audit() -> None:
    assert "K07" in ours(token("liverpool"))


def test_a_token_with_a_random_secret_is_not() -> None:
    assert ours(signed("HS256", secret(oct_jwk(RANDOM)))) == set()


def test_guesses_are_counted_by_a_table() -> None:
    assert affordable(b"x" * 900, 300) > 40
    assert affordable(b"x" * 1_000_000, 300) == 0
    assert first_match("HS256", b"x", b"short", [b"secret"], 10) is None
    assert first_match("RS256", b"x", b"\0" * 32, [b"secret"], 10) is None


HUMAN = [
    "our team's very own passphrase for orders",
    "MyCompany2024SecretKeyForProduction!!",
    "mein sehr geheimes Passwort für Aufträge",
    "esta es una clave muy larga y privada",
    "МойОченьДлинныйСекретныйКлюч",
    "MyS3cr3tK3yF0rJWT2024!Pr0duct10n",
    "YELLOW SUBMARINE",
    "a" * 40,
    "abcdefghijklmnopqrstuvwxyz012345",
    "1q2w3e4r5t6y7u8i9o0p1q2w3e4r5t6y",
    "Summer2024!Summer2024!Summer2024",
    "ordersserviceproductionkey",
    "kubernetes-cluster-jwt-01-eu-west",
    "b3VyIHRlYW0ncyB2ZXJ5IG93biBwYXNzcGhyYXNl",
]


@pytest.mark.parametrize("text", HUMAN)
def test_what_people_make_up_is_told(text: str) -> None:
    assert why_human(text.encode())
    assert "K08" in ours(text)


def test_repeated_and_counted_octets_are_told() -> None:
    assert "K08" in ours(oct_jwk(bytes(32)))
    assert "K08" in ours(oct_jwk(bytes(range(32))))


ALPHABETS = {
    "hex": string.hexdigits[:16],
    "base62": string.ascii_letters + string.digits,
    "base64": string.ascii_letters + string.digits + "+/",
    "base64url": string.ascii_letters + string.digits + "-_",
    "base32": string.ascii_uppercase + "234567",
    "digits": string.digits,
    "printable": string.printable[:94],
}


@pytest.mark.parametrize("alphabet", ALPHABETS.values(), ids=ALPHABETS)
@pytest.mark.parametrize("length", [22, 43, 64])
def test_what_a_generator_writes_is_not(alphabet: str, length: int) -> None:
    texts = ["".join(secrets.choice(alphabet) for _ in range(length)) for _ in range(200)]

    assert sum(1 for text in texts if why_human(text.encode())) <= 1


def test_octets_that_are_no_text_are_not() -> None:
    assert not any(why_human(secrets.token_bytes(32)) for _ in range(200))


def test_a_password_of_pbes2_may_be_made_up() -> None:
    key = {"kty": "oct", "k": encode(b"our team has a long passphrase here"), "alg": "PBES2-HS256+A128KW"}

    assert ours(json.dumps(key)) == set()


def test_a_damaged_token_is_no_secret() -> None:
    assert ours("eyJhbGciOiJIUzI1NiJ9.e30.AAAA.BBBB.CCCC.DDDD") == set()


def test_a_secret_is_never_repeated() -> None:
    text = "our team's very own passphrase for orders"

    assert all("passphrase for orders" not in found.message for found in audited(text).findings)


def test_a_secret_of_the_list_of_an_installation_is_found_and_not_told() -> None:
    own = "Our-Staging-Secret-of-2019-0123456789"
    known = frozenset({own.encode(), b"your-256-bit-secret"})

    def told(paste: str) -> str:
        question = Question(input=paste, expected=Expectations(at=NOW), published=known)
        return next(one.message for one in audit(question, LIMITS).findings if one.rule == "K07")

    assert "this installation" in told(token(own))
    assert own not in told(token(own))
    assert '"your-256-bit-secret"' in told(token("your-256-bit-secret"))
