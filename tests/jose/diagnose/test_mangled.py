"""Tokens that were changed on their way, and tokens that only somebody else can validate."""

from __future__ import annotations

import json
import math
import random

import pytest

from tests.jose.diagnose.asking import asked, corrected, mac, proof, reason
from tests.jose.making import encrypted, fresh_key, jwk, keys_of, new_key, signed
from webapp.jose.base64url import encode
from webapp.jose.jwk.publish import Half
from webapp.jose.trace import Outcome

KEY = new_key("ES256")
PUBLIC = json.dumps(jwk(KEY, Half.PUBLIC))
# A payload whose base64url has - and _ in it, whatever the signature is.
TOKEN = signed("ES256", KEY, b'{"a":"???>>>~~~","sub":"alice and bob and all the others of them"}')
HEADER, PAYLOAD, SIGNATURE = TOKEN.split(".")
AUTH0 = encode(b'{"alg":"dir","enc":"A256GCM","iss":"https://a.eu.auth0.com/"}')
assert "_" in PAYLOAD

# fmt: off
CHANGED = [
    (TOKEN.replace("_", " "),                          ("mangled.spaces",)),
    (TOKEN.replace("_", "/").replace("-", "+"),        ("mangled.alphabet", "input.alphabet-changed")),
    (f"{HEADER}.{SIGNATURE}.{PAYLOAD}",                ("mangled.swapped",)),
    (f"{SIGNATURE}.{HEADER}.{PAYLOAD}",                ("mangled.swapped",)),
    (f"{HEADER}.{PAYLOAD[:20]}*{PAYLOAD[20:]}.{SIGNATURE}",      ("mangled.foreign",)),
    (TOKEN + ".",                                      ("mangled.foreign",)),
]
# fmt: on


@pytest.mark.parametrize(("token", "codes"), CHANGED)
def test_a_change_on_the_way_is_proven_by_undoing_it(token: str, codes: tuple[str, ...]) -> None:
    found = reason(token, PUBLIC)

    assert found.code in codes
    assert corrected(token, PUBLIC, found).signature.outcome is Outcome.PASSED


@pytest.mark.parametrize(("token", "codes"), CHANGED)
def test_no_change_is_claimed_with_another_key(token: str, codes: tuple[str, ...]) -> None:
    assert proof(token, json.dumps(jwk(fresh_key("ES256"), Half.PUBLIC))) == ""


@pytest.mark.parametrize(
    ("token", "code"),
    [
        (TOKEN.lower(), "mangled.case"),
        (TOKEN.upper(), "mangled.case"),
        (f"{HEADER}.{PAYLOAD[:30]}…{PAYLOAD[60:]}.{SIGNATURE}", "mangled.ellipsis"),
        (TOKEN[: len(HEADER) + 40], "mangled.cut-off"),
    ],
)
def test_what_cannot_be_undone_is_named(token: str, code: str) -> None:
    assert code in [one.code for one in asked(token, PUBLIC).diagnoses]


def test_the_limit_that_cut_a_token_is_named() -> None:
    token = signed("ES256", KEY, json.dumps({"text": "x" * 900}).encode())[:255]

    found = reason(token, PUBLIC)

    assert found.code == "mangled.cut-off"
    assert "255 characters" in found.title


def test_an_unsigned_token_of_the_firebase_emulator_is_named() -> None:
    payload = {"iss": "https://securetoken.google.com/project", "sub": "a"}
    header = encode(json.dumps({"alg": "none"}).encode())
    token = f"{header}.{encode(json.dumps(payload).encode())}."

    codes = [one.code for one in asked(token).diagnoses]

    assert codes[0] == "foreign.firebase-emulator"


@pytest.mark.parametrize("alg", ["none", "None", "nOnE"])
def test_a_token_that_says_it_is_not_signed_is_named(alg: str) -> None:
    token = f"{encode(json.dumps({'alg': alg}).encode())}.{PAYLOAD}."

    assert reason(token, PUBLIC).code == "signature.none"


def test_a_token_of_a_load_balancer_says_where_its_key_is() -> None:
    signer = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/app/a/b"

    found = reason(signed("ES256", KEY, b'{"sub":"a"}', signer=signer))

    assert found.code == "foreign.aws-load-balancer"
    assert "public-keys.auth.elb.eu-west-1.amazonaws.com" in found.remedy


def test_a_key_whose_use_forbids_it_is_explained() -> None:
    found = reason(TOKEN, json.dumps(jwk(KEY, Half.PUBLIC, use="enc")))

    assert found.code == "key.use-forbids"


@pytest.mark.parametrize(
    ("members", "code"),
    [({"key_ops": ["deriveKey"]}, "key.operations-forbid"), ({"alg": "ES384"}, "key.algorithm-forbids")],
)
def test_a_key_that_forbids_it_otherwise_is_explained(members: dict[str, object], code: str) -> None:
    assert reason(TOKEN, json.dumps(jwk(KEY, Half.PUBLIC, **{"use": None, "alg": None, **members}))).code == code


def test_a_secret_that_is_too_short_is_explained_though_it_verifies() -> None:
    result = asked(signed("HS256", fresh_key("HS256")), "secret")
    assert result.signature.outcome is Outcome.FAILED

    key = jwk(fresh_key("HS256"), k=encode(b"secret"))
    found = reason(signed("HS256", keys_of(key)[0]), json.dumps(key))

    assert found.code == "key.too-short"


def _flawed_prime(seed: random.Random, product: int) -> int:
    """A prime of 1,024 bits as the flawed generator of CVE-2017-15361 makes them."""
    least, most = (3 << 1022) // product + 1, (1 << 1024) // product - 1
    while True:
        found = seed.randrange(least, most) * product + pow(65537, seed.randrange(product), product)
        if pow(2, found - 1, found) == 1:
            return found


def test_a_key_of_a_flawed_generator_is_told_as_unsafe_though_it_verifies() -> None:
    product = math.prod((11, 13, 17, 19, 37, 53, 61, 71, 73, 79, 97, 103, 107, 109, 127, 151, 157))
    seed = random.Random(4)  # noqa: S311  # the same flawed key each time, for a test
    p, q = (_flawed_prime(seed, product) for _ in range(2))
    n, d = p * q, pow(65537, -1, (p - 1) * (q - 1))
    numbers = {"n": n, "e": 65537, "d": d, "p": p, "q": q, "dp": d % (p - 1), "dq": d % (q - 1), "qi": pow(q, -1, p)}
    members = {name: encode(value.to_bytes((value.bit_length() + 7) // 8)) for name, value in numbers.items()}
    key = keys_of({"kty": "RSA", **members})[0]

    found = reason(signed("RS256", key), json.dumps(jwk(key, Half.PUBLIC)))

    assert (found.code, found.certainty) == ("key.unsafe", "proven")
    assert reason(TOKEN, json.dumps(jwk(KEY, Half.PUBLIC, use="enc"))).code != "key.unsafe"


def test_two_tokens_that_were_joined_are_taken_apart() -> None:
    found = reason(TOKEN + TOKEN, PUBLIC)

    assert (found.code, found.certainty) == ("mangled.joined", "proven")
    assert corrected(TOKEN + TOKEN, PUBLIC, found).signature.outcome is Outcome.PASSED


def test_a_token_that_is_encrypted_is_named_where_a_signature_is_asked_for() -> None:
    found = reason(encrypted("dir", "A256GCM", new_key("A256GCM")), PUBLIC)

    assert found.code == "paste.jwe"
    assert "encrypted, not signed" in found.title


def test_both_signs_that_became_spaces_are_put_back() -> None:
    tokens = (signed("ES256", KEY, payload) for payload in (str(number).encode() for number in range(200)))
    token = next(t for t in tokens if "-" in t and "_" in t and t.count("-") + t.count("_") < 7)
    spaced = token.replace("-", " ").replace("_", " ")

    found = reason(spaced, PUBLIC)

    assert (found.code, found.certainty) == ("mangled.spaces", "proven")
    assert corrected(spaced, PUBLIC, found).signature.outcome is Outcome.PASSED
    assert proof(spaced, json.dumps(jwk(fresh_key("ES256"), Half.PUBLIC))) == ""


def test_a_mac_that_lost_its_signs_is_put_right() -> None:
    secret = "a secret of thirty-two octets and more"
    tokens = (mac(secret.encode(), kid=str(number)) for number in range(100))
    signing_input, _, signature = next(t for t in tokens if "-" in t[-43:] and "_" in t[-43:]).rpartition(".")
    bare = f"{signing_input}.{signature.replace('-', '').replace('_', '')}"

    found = reason(bare, secret)

    assert (found.code, found.certainty) == ("signature.signs-dropped", "proven")
    assert corrected(bare, secret, found).signature.outcome is Outcome.PASSED
    assert proof(bare, "another secret of many octets, as long") == ""


def test_an_rsa_signature_without_any_sign_says_that_they_were_dropped() -> None:
    key = new_key("RS256")
    signing_input, _, signature = signed("RS256", key).rpartition(".")
    bare = signature.replace("-", "").replace("_", "")

    found = reason(f"{signing_input}.{bare}", json.dumps(jwk(key, Half.PUBLIC)))

    assert "something dropped them" in found.remedy


@pytest.mark.parametrize(
    ("paste", "code"),
    [
        ("eyJ1c2VyIjoxfQ.ZVx1Aw.0123456789abcdefghijklmnopq", "paste.flask-session"),
        (
            f"{AUTH0}..{encode(b'i' * 12)}.{encode(b'c' * 60)}.{encode(b't' * 16)}",
            "jwe.only-for-issuer",
        ),
    ],
)
def test_what_only_its_maker_can_check_is_named_where_a_signature_is_asked_for(paste: str, code: str) -> None:
    assert [one.code for one in asked(paste, PUBLIC).diagnoses] == [code]


def test_a_wrong_rsa_key_for_a_token_of_microsoft_graph_says_that_only_graph_validates_it() -> None:
    claims = {"iss": "https://sts.windows.net/72f988bf/", "aud": "https://graph.microsoft.com"}
    token = signed("RS256", fresh_key("RS256"), json.dumps(claims).encode())

    found = reason(token, json.dumps(jwk(new_key("RS256"), Half.PUBLIC)))

    assert found.code == "key.wrong"
    assert "only Graph can validate it" in found.explanation
    assert "pass it on" in found.remedy
