from __future__ import annotations

import json
from typing import Any

import pytest

from tests.jose.jwk.containers import PRIVATE_KEYS
from tests.vectors.published_keys import RFC7515_OCT, RFC7517_EC, RFC7638_RSA, RFC8037_ED25519
from webapp.jose.crypto import generate, pyca
from webapp.jose.crypto.keys import to_jwk
from webapp.jose.crypto.numbers import base64url_uint, fixed, integer
from webapp.jose.jwk.key import Key
from webapp.jose.jwk.parse import read_keys
from webapp.jose.limits import Limits
from webapp.jose.text import Problem, Span

LIMITS = Limits()


def read(jwk: object, limits: Limits = LIMITS) -> Key:
    found = read_keys(json.dumps(jwk), limits=limits)
    assert len(found.keys) == 1
    return found.keys[0]


def codes(key: Key) -> list[str]:
    return [problem.code for problem in key.problems]


def members_of(name: str) -> dict[str, str]:
    members = pyca.private_members(PRIVATE_KEYS[name])
    assert not isinstance(members, Problem)
    return members


_ANOTHER = {"EC": generate.ec_key, "OKP": generate.okp_key, "AKP": generate.akp_key}


def without(jwk: dict[str, str], *names: str) -> dict[str, str]:
    return {name: value for name, value in jwk.items() if name not in names}


@pytest.mark.parametrize("jwk", [RFC7638_RSA, RFC7517_EC, RFC8037_ED25519, RFC7515_OCT], ids=lambda jwk: jwk["kty"])
def test_published_keys_are_read_without_a_remark(jwk: dict[str, str]) -> None:
    key = read(jwk)

    assert key.problems == ()
    assert (key.kty, key.kid, key.alg, key.use) == (jwk["kty"], jwk.get("kid"), jwk.get("alg"), jwk.get("use"))
    assert dict(key.members) == without(jwk, "kid", "use", "alg")
    assert not isinstance(to_jwk(key.members), Problem)


@pytest.mark.parametrize("name", PRIVATE_KEYS)
def test_every_private_key_is_taken_by_the_engine(name: str) -> None:
    key = read(members_of(name))

    assert key.private
    assert key.problems == ()
    assert not isinstance(to_jwk(key.members), Problem)


@pytest.mark.parametrize(
    ("jwk", "code"),
    [
        (without(RFC7638_RSA, "kty"), "jwk.kty-missing"),
        ({**RFC7638_RSA, "kty": "rsa"}, "jwk.kty-unknown"),
        ({**RFC7638_RSA, "kty": 1}, "jwk.member-type"),
        ({**RFC7517_EC, "crv": "P-255"}, "jwk.crv-unknown"),
        ({**RFC7517_EC, "crv": "Ed25519"}, "jwk.crv-unknown"),
        ({**RFC7517_EC, "crv": None}, "jwk.member-missing"),
        ({**RFC7517_EC, "crv": ["P-256"]}, "jwk.member-type"),
        ({"kty": "AKP", "alg": "SLH-DSA-SHA2-128s", "pub": "AA"}, "jwk.alg-unknown"),
        ({"kty": "AKP", "pub": "AA"}, "jwk.member-missing"),
        (without(RFC7638_RSA, "n"), "jwk.member-missing"),
        (without(RFC7517_EC, "y"), "jwk.member-missing"),
        ({"kty": "oct"}, "jwk.member-missing"),
        ({**RFC7638_RSA, "n": 12345}, "jwk.member-type"),
        ({**RFC7638_RSA, "n": "AQ!AB"}, "jwk.base64url"),
        ({**RFC7638_RSA, "e": "AQABA"}, "jwk.base64url"),
        ({**RFC7638_RSA, "e": ""}, "jwk.base64url"),
        ({**RFC7638_RSA, "e": "AQAA"}, "key.rsa-numbers"),
        ({**RFC7638_RSA, "e": "AQ"}, "key.rsa-numbers"),
        ({**RFC7638_RSA, "n": "some-modulus"}, "key.rsa-numbers"),
        ({**RFC7638_RSA, "p": "Aw"}, "jwk.member-missing"),
        ({**RFC7638_RSA, "oth": []}, "key.rsa-multi-prime"),
        ({**RFC7517_EC, "y": RFC7517_EC["x"]}, "key.off-curve"),
        ({**RFC7517_EC, "crv": "secp256k1"}, "key.off-curve"),
        ({**RFC7517_EC, "crv": "P-384"}, "key.off-curve"),
        ({**RFC7517_EC, "crv": "P-521", "x": "B" * 100}, "key.length"),
        ({**RFC7517_EC, "d": "A" * 43}, "key.private-range"),
        ({**RFC7517_EC, "d": "_" * 42 + "8"}, "key.private-range"),
        ({**RFC8037_ED25519, "x": "AAAA"}, "key.length"),
        ({**RFC8037_ED25519, "crv": "Ed448"}, "key.length"),
        ({**members_of("ML-DSA-44"), "alg": "ML-DSA-65"}, "key.length"),
        ({**members_of("ML-DSA-44"), "priv": "AAAA"}, "key.length"),
    ],
)
def test_each_defect_has_a_reason_of_its_own_and_makes_the_key_unusable(jwk: dict[str, Any], code: str) -> None:
    key = read(jwk)

    assert code in codes(key)
    assert not key.is_usable


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"y": RFC7517_EC["y"] + "="}, "jwk.base64url-form"),
        ({"x": RFC7517_EC["x"][:10] + "\n  " + RFC7517_EC["x"][10:]}, "jwk.base64url-form"),
        ({"n": "AQAB"}, "jwk.member-foreign"),
        ({"kid": 1}, "jwk.member-type"),
        ({"key_ops": "sign"}, "jwk.member-type"),
        ({"key_ops": [1]}, "jwk.member-type"),
    ],
)
def test_what_is_odd_is_remarked(change: dict[str, Any], code: str) -> None:
    assert code in codes(read({**RFC7517_EC, **change}))


def test_remarks_of_form_leave_the_key_usable_and_its_members_canonical() -> None:
    key = read({**RFC7517_EC, "y": RFC7517_EC["y"] + "=", "n": "AQAB", "kid": ["1"]})

    assert key.is_usable
    assert dict(key.members) == without(RFC7517_EC, "kid", "use")


def test_a_coordinate_without_its_leading_zeros_is_filled_up() -> None:
    # A point of P-256 whose x begins with a zero octet, found by counting up.
    private, key = 1, read(RFC7517_EC)
    while not key.members["x"].startswith("AA") or key.bits == 0:
        private += 1
        derived = pyca.public_members(pyca.private_key({**RFC7517_EC, "d": fixed(private, 32)}).public_key())
        key = read(derived)
    short = {**key.members, "x": base64url_uint(integer(key.members["x"]))}

    mended = read(short)

    assert codes(mended) == ["key.length"]
    assert mended.is_usable
    assert mended.thumbprint == key.thumbprint


def test_another_name_of_a_curve_is_the_curve() -> None:
    key = read({**members_of("secp256k1"), "crv": "P-256K"})

    assert (key.crv, codes(key), key.is_usable) == ("secp256k1", ["jwk.crv-alias"], True)
    assert key.thumbprint == read(members_of("secp256k1")).thumbprint


@pytest.mark.parametrize(
    ("name", "member"),
    [(n, "d") for n in PRIVATE_KEYS if n != "RSA" and not n.startswith("ML")] + [("ML-DSA-44", "priv")],
)
def test_a_private_half_of_another_key_is_found_out(name: str, member: str) -> None:
    foreign = _ANOTHER[members_of(name)["kty"]](name)
    assert not isinstance(foreign, Problem)

    key = read({**members_of(name), member: foreign[member]})

    assert codes(key) == ["key.mismatch"]
    assert not key.is_usable


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"d": "AQAB"}, "key.mismatch"),
        ({"q": "Aw"}, "key.mismatch"),
        ({"p": "AQ"}, "key.rsa-numbers"),
        ({"dp": "Aw"}, "key.rsa-numbers"),
        ({"qi": "Aw"}, "key.rsa-numbers"),
    ],
)
def test_rsa_numbers_that_do_not_belong_together_are_found_out(change: dict[str, str], code: str) -> None:
    assert codes(read({**members_of("RSA"), **change})) == [code]


@pytest.mark.parametrize("names", [("p", "q", "dp", "dq", "qi"), ("dp", "dq", "qi"), ("qi",)])
def test_an_rsa_private_key_without_its_primes_is_completed(names: tuple[str, ...]) -> None:
    members = members_of("RSA")

    key = read(without(members, *names))

    assert key.is_usable
    assert {key.members["p"], key.members["q"]} == {members["p"], members["q"]}


def test_what_primes_cannot_be_found_for_is_a_reason() -> None:
    key = read({**without(members_of("RSA"), "p", "q", "dp", "dq", "qi"), "d": "AQAB"})

    assert codes(key) == ["key.mismatch"]


@pytest.mark.parametrize(("name", "public"), [("Ed25519", ("x",)), ("P-256", ("x", "y")), ("ML-DSA-44", ("pub",))])
def test_a_public_half_that_is_missing_follows_from_the_private_one(name: str, public: tuple[str, ...]) -> None:
    members = members_of(name)

    key = read(without(members, *public))

    assert codes(key) == ["jwk.public-half-missing"]
    assert dict(key.members) == members


def test_the_size_of_an_rsa_modulus_is_bounded() -> None:
    assert codes(read(RFC7638_RSA, Limits(rsa_public_bits=2047))) == ["key.rsa-size"]


@pytest.mark.parametrize(("bits", "expected"), [(256, []), (257, ["key.rsa-size"])])
def test_the_size_of_an_rsa_public_exponent_is_bounded(bits: int, expected: list[str]) -> None:
    key = read(RFC7638_RSA | {"e": base64url_uint(2**bits - 1)}, Limits(rsa_exponent_bits=256))

    assert codes(key) == expected


def test_a_short_rsa_key_is_a_finding_and_stays_usable() -> None:
    key = read({"kty": "RSA", "n": base64url_uint(2**1023 + 11), "e": "AQAB"})

    assert [(f.rule, f.code) for f in key.findings] == [("K09", "key.rsa-short")]
    assert key.is_usable


def test_a_key_with_the_fingerprint_of_roca_is_a_critical_finding() -> None:
    product = 1
    for prime in (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97,
                  101, 103, 107, 109, 113, 127, 131, 137, 139, 149, 151, 157, 163, 167):  # fmt: skip
        product *= prime
    n = pow(65537, 12345, product) + product * 2**1900

    key = read({"kty": "RSA", "n": base64url_uint(n), "e": "AQAB"})

    assert [(f.rule, f.code, f.severity) for f in key.findings if f.code == "key.roca"] == [
        ("K12", "key.roca", "critical")
    ]
    assert not read(RFC7638_RSA).findings


def test_a_problem_of_a_member_stands_at_the_member() -> None:
    text = '\r\n{"kty": "oct", "kid": "é", "k": "a b!"}'

    (key,) = read_keys(text, limits=LIMITS).keys

    span = key.problems[0].span
    assert isinstance(span, Span)
    assert span.of(text) == '"k": "a b!"'


def test_a_secret_never_shows_in_problems_or_in_a_repr() -> None:
    secret = "c3VwZXJzZWNyZXQ"
    texts = [
        f'{{"kty":"oct","k":"{secret}!"}}',
        f'{{"kty":"EC","crv":"P-256","d":"{secret}"}}',
        f'{{"kty":"oct","k":"{secret}"}}',
    ]

    shown = repr([read_keys(text, limits=LIMITS) for text in texts])

    assert secret not in shown
