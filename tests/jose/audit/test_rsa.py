"""RSA keys that can be taken apart, or whose numbers are none."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from tests.jose.audit.asking import finding, grave, rules
from tests.jose.making import jwk, new_key
from webapp.jose.base64url import encode
from webapp.jose.crypto.numbers import base64url_uint
from webapp.jose.jwk.publish import Half


@cache
def primes(bits: int = 1024) -> tuple[int, int]:
    numbers = rsa.generate_private_key(65537, 2 * bits).private_numbers()
    return numbers.p, numbers.q


def rsa_jwk(n: int, e: int = 65537, **members: Any) -> str:
    return json.dumps({"kty": "RSA", "n": base64url_uint(n), "e": base64url_uint(e), **members})


def modulus() -> int:
    p, q = primes()
    return p * q


def next_prime(number: int) -> int:
    """A number behind another one without small factors that Fermat's test takes for a prime."""
    number += 1 + number % 2
    while any(number % small == 0 for small in range(3, 2000, 2)) or pow(2, number - 1, number) != 1:
        number += 2
    return number


def test_a_sound_key_of_a_usual_size_deserves_nothing() -> None:
    assert rules(rsa_jwk(modulus())) == set()


@pytest.mark.parametrize(("bits", "expected"), [(1024, {"K09"}), (2048, set())])
def test_moduli_below_2048_bits_are_told(bits: int, expected: set[str]) -> None:
    p, q = primes(bits // 2)

    assert rules(rsa_jwk(p * q)) == expected


@pytest.mark.parametrize("e", [0, 1, 2, 65536, 2**64])
def test_exponents_that_are_none_are_told(e: int) -> None:
    assert grave(rsa_jwk(modulus(), e)) == {"K10"}


def test_an_exponent_beyond_the_modulus_is_told() -> None:
    assert "K10" in grave(rsa_jwk(modulus(), modulus() + 2))


@pytest.mark.parametrize(
    ("e", "expected"), [(3, {"K11"}), (17, {"K11"}), (65535, {"K11"}), (65537, set()), (65539, set())]
)
def test_small_exponents_are_told(e: int, expected: set[str]) -> None:
    assert rules(rsa_jwk(modulus(), e)) == expected


@pytest.mark.parametrize("times", [2, 3, 59, 16_381])
def test_small_factors_are_told(times: int) -> None:
    p, _q = primes()

    assert grave(rsa_jwk(times * next_prime(p << 1024))) == {"K14"}


def test_a_square_is_told_as_one() -> None:
    p, _q = primes()

    assert grave(rsa_jwk(p * p)) == {"K14"}


def test_close_primes_are_told_and_independent_ones_are_not() -> None:
    p, _q = primes()

    assert grave(rsa_jwk(p * next_prime(p))) == {"K13"}
    assert "K13" not in grave(rsa_jwk(p * next_prime(p + 2**600)))


def test_a_modulus_of_an_odd_size_is_a_remark() -> None:
    p, q = primes(1028)

    assert rules(rsa_jwk(p * q)) == {"K16"}


@pytest.mark.parametrize("bits", [511, 2_046, 2_047])
def test_a_short_modulus_is_not_called_long_enough_for_its_odd_size(bits: int) -> None:
    found = rules(rsa_jwk((1 << bits - 1) + 1))

    assert "K09" in found
    assert "K16" not in found


@pytest.mark.parametrize("bits", [8_200, 16_384])
def test_very_large_keys_are_told_and_not_computed_with(bits: int) -> None:
    assert grave(rsa_jwk((1 << bits - 1) + 1)) == {"K17"}


@pytest.mark.parametrize("wrong", ["d", "p", "dp", "qi"])
def test_private_numbers_that_do_not_belong_together_are_told(wrong: str) -> None:
    own, other = jwk(new_key("RS256")), jwk(new_key("PS256"))

    assert "K15" in grave(json.dumps({**own, wrong: other[wrong]}))


def test_a_leading_zero_octet_is_told() -> None:
    n = modulus()
    padded = encode(b"\0" + n.to_bytes(256, "big"))

    assert rules(json.dumps({"kty": "RSA", "n": padded, "e": "AQAB"})) == {"K26"}


def test_two_moduli_with_a_common_prime_are_told_once() -> None:
    p, q = primes()
    other, _ = primes(1028)
    keys = [
        {**json.loads(rsa_jwk(n)), "kid": str(place), "alg": "RS256"}
        for place, n in enumerate((p * q, q * next_prime(other), modulus()))
    ]

    assert "K35" in grave(json.dumps({"keys": keys[:2]}))
    assert "K35" not in grave(json.dumps({"keys": [keys[0], {**keys[2], "kid": "again"}]}))


def test_the_exponent_is_told_with_its_value() -> None:
    assert finding("K10", rsa_jwk(modulus(), 4)).message == "The key has an exponent that is even: 4."


def test_a_token_is_told_of_its_weak_key() -> None:
    key = json.dumps(jwk(new_key("RS256"), Half.PUBLIC))
    weak = rsa_jwk(primes(512)[0] * primes(512)[1])

    assert rules(weak) == {"K09"}
    assert rules(key) == set()
