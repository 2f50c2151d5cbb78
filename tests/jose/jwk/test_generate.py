from __future__ import annotations

import pytest

from webapp.jose.crypto.keys import to_jwk
from webapp.jose.jwk.fit import Purpose
from webapp.jose.jwk.generate import Order, make_key, read_spec
from webapp.jose.jwk.key import Key
from webapp.jose.jwk.select import select_keys
from webapp.jose.limits import Limits
from webapp.jose.registry.algorithms import JWE_ALGORITHMS, JWE_ENCRYPTIONS, JWS_ALGORITHMS
from webapp.jose.text import Problem

LIMITS = Limits()
SIGNING = [name for name, row in JWS_ALGORITHMS.items() if row.supported and row.kty != "RSA"]
ENCRYPTING = [
    name
    for name, row in JWE_ALGORITHMS.items()
    if row.supported and name != "dir" and "RSA" not in row.key_types and "p2s" not in row.header_parameters
]
DIRECT = [name for name, row in JWE_ENCRYPTIONS.items() if row.supported]


def make(spec: str) -> Key:
    order = read_spec(spec, LIMITS)
    assert isinstance(order, Order)
    key = make_key(order, LIMITS, 0)
    assert isinstance(key, Key)
    return key


@pytest.mark.parametrize("alg", [*SIGNING, "RS256", "PS256"])
def test_a_key_made_for_signing_signs(alg: str) -> None:
    key = make(alg)

    assert key.use == "sig"
    assert not isinstance(to_jwk(key.members), Problem)
    assert select_keys((key,), alg=alg, kid=None, purpose=Purpose.SIGN).candidates[0].reasons == ()


@pytest.mark.parametrize("alg", [*ENCRYPTING, "RSA-OAEP-256"])
def test_a_key_made_for_key_management_decrypts(alg: str) -> None:
    key = make(alg)

    assert (key.alg, key.use) == (alg, "enc")
    assert select_keys((key,), alg=alg, kid=None, purpose=Purpose.DECRYPT, enc="A256GCM").candidates[0].reasons == ()


@pytest.mark.parametrize("enc", DIRECT)
def test_a_key_made_for_content_encryption_is_used_directly(enc: str) -> None:
    key = make(enc)

    assert select_keys((key,), alg="dir", kid=None, purpose=Purpose.DECRYPT, enc=enc).candidates[0].reasons == ()


@pytest.mark.parametrize(
    ("spec", "kty", "crv", "bits", "alg"),
    [
        ("RSA-OAEP-256:3072", "RSA", None, 3072, "RSA-OAEP-256"),
        ("ECDH-ES+A128KW:X25519", "OKP", "X25519", 256, "ECDH-ES+A128KW"),
        ("ECDH-ES:X448", "OKP", "X448", 448, "ECDH-ES"),
        ("ECDH-ES:P-521", "EC", "P-521", 521, "ECDH-ES"),
        ("EdDSA", "OKP", "Ed25519", 256, "Ed25519"),
        ("EdDSA:Ed448", "OKP", "Ed448", 448, "Ed448"),
        ("HS384", "oct", None, 384, "HS384"),
        ("A192CBC-HS384", "oct", None, 384, "A192CBC-HS384"),
    ],
)
def test_a_spec_says_what_the_algorithm_leaves_open(
    spec: str, kty: str, crv: str | None, bits: int, alg: str
) -> None:  # fmt: skip
    key = make(spec)

    assert (key.kty, key.crv, key.bits, key.alg) == (kty, crv, bits, alg)


@pytest.mark.parametrize(
    ("spec", "code"),
    [
        ("RSA", "spec.unknown"),
        ("rs256", "spec.unknown"),
        ("HS1", "spec.unknown"),
        ("A128CBC", "spec.unknown"),
        ("none", "spec.unsecured"),
        ("dir", "spec.direct"),
        ("PBES2-HS256+A128KW", "spec.password"),
        ("RS256:1024", "spec.parameter"),
        ("RS256:16384", "spec.parameter"),
        ("ES256:P-384", "spec.parameter"),
        ("ECDH-ES:Ed25519", "spec.parameter"),
        ("HS256:8", "spec.parameter"),
        ("A128KW:256", "spec.parameter"),
    ],
)
def test_a_spec_that_makes_no_key_has_a_reason(spec: str, code: str) -> None:
    order = read_spec(spec, LIMITS)

    assert isinstance(order, Problem)
    assert order.code == code


def test_the_size_of_generated_rsa_keys_is_bounded() -> None:
    order = read_spec("RS256:4096", Limits(rsa_generated_bits=3072))

    assert isinstance(order, Problem)
    assert "TOKEN_DEBUGGER_LIMIT_RSA_GENERATED_BITS" in order.message


def test_no_two_keys_are_the_same() -> None:
    assert make("ES256").thumbprint != make("ES256").thumbprint
