"""What is dear: decided from the text alone, and not to be got past by writing the same in another way."""

from __future__ import annotations

import json

import pytest

from tests.jose.jwk import containers
from tests.jose.making import encrypted, jwk, new_key, secret, signed
from webapp.jose.base64url import encode
from webapp.jose.jwk.publish import Half
from webapp.jose.limits import Limits
from webapp.services.examples import Example, examples
from webapp.workers.cost import Reason, reason

LIMITS = Limits()
RSA = jwk(new_key("RS256"))
WITHOUT_PRIMES = json.dumps({name: RSA[name] for name in ("kty", "n", "e", "d")})
TOKEN = signed("ES256", new_key("ES256"))
PASSWORD_TOKEN = encrypted("PBES2-HS256+A128KW", "A128GCM", secret("password"), p2s=encode(bytes(16)), p2c=1_000)
FIVE_KEYS = json.dumps({"keys": [jwk(new_key("RS256"), Half.PUBLIC, kid=str(number)) for number in range(5)]})


def with_iterations(count: int, name: str = "PBES2-HS256+A128KW") -> str:
    header = f'{{"alg":"{name}","enc":"A128GCM","p2s":"{encode(bytes(16))}","p2c":{count}}}'
    return ".".join((encode(header.encode()), *PASSWORD_TOKEN.split(".")[1:]))


def holding(text: str) -> str:
    return encrypted("dir", "A128GCM", secret("0123456789abcdef"), text.encode())


@pytest.mark.parametrize("example", examples(0), ids=lambda example: example.title)
def test_the_examples_are_answered_at_once(example: Example) -> None:
    assert reason(example.fields, LIMITS) is None


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param({}, id="nothing"),
        pytest.param({"input": TOKEN, "key": FIVE_KEYS}, id="a set of five keys"),
        pytest.param({"input": f"curl -H 'Authorization: Bearer {TOKEN}' https://api.example/v1.0"}, id="curl"),
        pytest.param({"input": PASSWORD_TOKEN, "key": "password"}, id="a thousand iterations"),
        pytest.param({"input": with_iterations(1_200_000)}, id="iterations without a password"),
        pytest.param({"input": FIVE_KEYS}, id="a set of five keys alone"),
        pytest.param({"input": f"{TOKEN}\n{FIVE_KEYS}"}, id="a set of five keys beside a token"),
        pytest.param({"input": holding("x"), "key": '{"kty":"oct","k":"cA"}'}, id="a short JWE"),
        pytest.param({"input": holding("x" * 400), "key": json.dumps(RSA)}, id="a JWE and a private key"),
        pytest.param({"key": json.dumps(RSA)}, id="an RSA key with its primes"),
        pytest.param({"key": containers.pkcs8(containers.RSA)}, id="an RSA key in PEM"),
        pytest.param({"key": WITHOUT_PRIMES[:200], "key_encoding": "base64"}, id="a secret in base64"),
        pytest.param({"password": "password"}, id="a password alone"),
        pytest.param({"spec": "ES256 Ed25519 HS256"}, id="three keys that are quickly made"),
    ],
)
def test_what_people_do_all_day_is_answered_at_once(fields: dict[str, str]) -> None:
    assert reason(fields, LIMITS) is None


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        pytest.param({"input": "x" * 9_000}, Reason.SIZE, id="a large paste"),
        pytest.param({"key": "x" * 9_000}, Reason.SIZE, id="a large key text"),
        pytest.param({"input": "x" * 5_000, "key": "x" * 5_000}, Reason.SIZE, id="both together"),
        pytest.param({"spec": "ES256 RS256"}, Reason.GENERATION, id="an RSA key"),
        pytest.param({"spec": "RSA-OAEP-256:4096"}, Reason.GENERATION, id="a large RSA key"),
        pytest.param({"spec": "ES256 " * 20}, Reason.GENERATION, id="twenty keys"),
        pytest.param({"key": "-----BEGIN", "password": "p"}, Reason.CONTAINER, id="a container and a password"),
        pytest.param({"input": "-----BEGIN", "password": "p"}, Reason.CONTAINER, id="in the first box"),
        pytest.param({"key": WITHOUT_PRIMES}, Reason.INCOMPLETE_KEY, id="no primes"),
        pytest.param({"input": WITHOUT_PRIMES}, Reason.INCOMPLETE_KEY, id="no primes, in the first box"),
        pytest.param({"key": f'{{"keys":[{WITHOUT_PRIMES}]}}'}, Reason.INCOMPLETE_KEY, id="no primes, in a set"),
        pytest.param({"key": json.dumps(WITHOUT_PRIMES)}, Reason.INCOMPLETE_KEY, id="no primes, as JSON in a string"),
        pytest.param({"key": WITHOUT_PRIMES[:-1]}, Reason.INCOMPLETE_KEY, id="no primes, cut off"),
        pytest.param(
            {"key": WITHOUT_PRIMES.replace('"d"', '"\\u0064"')}, Reason.INCOMPLETE_KEY, id="no primes, escaped"
        ),
        pytest.param(
            {"key": WITHOUT_PRIMES.replace('"d"', '"\\u0064"')[:-1]}, Reason.INCOMPLETE_KEY, id="escaped and cut off"
        ),
        pytest.param(
            {"key": encode(WITHOUT_PRIMES.encode()), "key_encoding": "base64url"},
            Reason.INCOMPLETE_KEY,
            id="no primes, in base64url",
        ),
        pytest.param({"input": TOKEN, "key": '{"k":1}' * 100}, Reason.TRIALS, id="a hundred keys"),
        pytest.param({"input": "a.b.c " * 90, "key": "secret"}, Reason.TRIALS, id="ninety tokens"),
        pytest.param({"input": TOKEN, "key": "x" * 6_000}, Reason.TRIALS, id="one huge key"),
        pytest.param({"input": with_iterations(20_001), "key": "p"}, Reason.ITERATIONS, id="iterations"),
        pytest.param(
            {"input": with_iterations(20_001, "P\\u0042ES2-HS256+A128KW"), "key": "p"},
            Reason.ITERATIONS,
            id="iterations, escaped",
        ),
        pytest.param(
            {"input": with_iterations(20_001).replace(".", "%2E"), "key": "p"},
            Reason.ITERATIONS,
            id="iterations, percent-encoded",
        ),
        pytest.param(
            {"input": TOKEN, "other": with_iterations(20_001), "key": "p"}, Reason.ITERATIONS, id="iterations, compared"
        ),
        pytest.param(
            {"input": with_iterations(11_000), "other": with_iterations(11_000), "key": "p"},
            Reason.ITERATIONS,
            id="iterations of two together",
        ),
        pytest.param({"other": TOKEN, "other_key": '{"k":1}' * 100}, Reason.TRIALS, id="a hundred keys of the other"),
        pytest.param(
            {"other": TOKEN, "other_key": WITHOUT_PRIMES}, Reason.INCOMPLETE_KEY, id="no primes, of the other"
        ),
        pytest.param({"other_key": "-----BEGIN", "password": "p"}, Reason.CONTAINER, id="a container of the other"),
        pytest.param(
            {"input": with_iterations(20_001), "inner_key": "p"}, Reason.ITERATIONS, id="iterations for the key inside"
        ),
        pytest.param(
            {"input": with_iterations(20_001) + '\n{"kty":"oct","k":"cA"}'},
            Reason.ITERATIONS,
            id="iterations, with the key beside the token",
        ),
        pytest.param(
            {"input": holding("x" * 200), "key": '{"kty":"oct","k":"cA"}'},
            Reason.ITERATIONS,
            id="what may be a token with a password inside of another",
        ),
        pytest.param({"input": TOKEN, "inner_key": WITHOUT_PRIMES}, Reason.INCOMPLETE_KEY, id="no primes, inside"),
        pytest.param({"input": TOKEN, "inner_key": '{"k":1}' * 100}, Reason.TRIALS, id="a hundred keys, inside"),
        pytest.param(
            {"input": with_iterations(5_000), "key": '{"kty":"oct","k":"cA"}' * 5},
            Reason.ITERATIONS,
            id="five passwords",
        ),
    ],
)
def test_what_takes_long_is_known_beforehand(fields: dict[str, str], why: Reason) -> None:
    assert reason(fields, LIMITS) is why


@pytest.mark.parametrize("text", ["{" * 8_000, "[" * 8_000, '{"n":' * 1_500, "." * 8_000, "%" * 8_000, "M" * 8_000])
def test_no_text_makes_the_decision_fail(text: str) -> None:
    assert reason({"input": text, "key": "x"}, LIMITS) in (None, *Reason)
    assert reason({"input": "x", "key": text}, LIMITS) in (None, *Reason)
