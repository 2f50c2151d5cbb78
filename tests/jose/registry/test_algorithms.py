"""What the product says that it computes, the engine computes."""

from __future__ import annotations

from typing import Any

import pytest
from jwcrypto.jwa import JWA
from jwcrypto.jwk import JWKEllipticCurveRegistry, JWKTypesRegistry

from webapp.jose.registry.algorithms import JWE_ALGORITHMS, JWE_ENCRYPTIONS, JWS_ALGORITHMS, Requirement
from webapp.jose.registry.curves import CURVES
from webapp.jose.registry.jwk_parameters import KEY_TYPES

# The engine lacks these; the product adds them.
_OWN = {"RSA-OAEP-384", "RSA-OAEP-512"}
# The engine has these, without any registration.
_UNREGISTERED = {"BP256R1", "BP384R1", "BP512R1"}
_SUPPORTED = [
    row.name for table in (JWS_ALGORITHMS, JWE_ALGORITHMS, JWE_ENCRYPTIONS) for row in table.values() if row.supported
]


def test_every_supported_algorithm_is_one_of_the_engine_or_our_own() -> None:
    assert set(_SUPPORTED) - _OWN <= set(JWA.algorithms_registry)


def test_every_registered_algorithm_of_the_engine_is_supported() -> None:
    assert set(JWA.algorithms_registry) - _UNREGISTERED - {"none"} == set(_SUPPORTED) - _OWN


def test_the_engine_uses_keys_of_the_sizes_in_the_tables() -> None:
    macs = [row for row in JWS_ALGORITHMS.values() if row.kty == "oct" and row.supported]

    assert {row.name: row.minimum_bits for row in macs} == {
        row.name: JWA.algorithms_registry[row.name].keysize for row in macs
    }
    for enc in (row for row in JWE_ENCRYPTIONS.values() if row.supported):
        engine: Any = JWA.encryption_alg(enc.name)  # the types of the engine lack wrap_key_size
        assert engine.wrap_key_size == enc.cek_bits


def test_the_engine_wraps_with_keys_of_the_sizes_in_the_table() -> None:
    wrapping = [row for row in JWE_ALGORITHMS.values() if row.wrap_bits]

    assert {row.name: row.wrap_bits for row in wrapping} == {
        row.name: JWA.algorithms_registry[row.name].keysize for row in wrapping
    }


@pytest.mark.parametrize(
    ("name", "octets"),
    [
        ("HS256", 32), ("HS384", 48), ("HS512", 64), ("ES256", 64), ("ES384", 96), ("ES512", 132), ("ES256K", 64),
        ("Ed25519", 64), ("Ed448", 114), ("ML-DSA-44", 2420), ("ML-DSA-65", 3309), ("ML-DSA-87", 4627),
        ("RS256", 0), ("PS512", 0), ("EdDSA", 0),
    ],
)  # fmt: skip
def test_a_signature_has_the_length_of_its_algorithm_or_of_its_key(name: str, octets: int) -> None:
    assert JWS_ALGORITHMS[name].signature_octets == octets


def test_an_ecdsa_signature_is_two_coordinates_of_its_curve() -> None:
    for row in JWS_ALGORITHMS.values():
        if row.kty == "EC":
            assert row.signature_octets == 2 * CURVES[row.crv[0]].octets


def test_none_and_what_is_prohibited_are_known_and_not_supported() -> None:
    refused = {row.name for row in JWS_ALGORITHMS.values() if not row.supported}

    assert refused == {"none", "RS1", "HS1"}
    assert {row.name for row in JWE_ENCRYPTIONS.values() if not row.supported} == {
        row.name for row in JWE_ENCRYPTIONS.values() if row.requirement is Requirement.PROHIBITED
    }


def test_eddsa_without_a_curve_in_its_name_is_deprecated() -> None:
    assert JWS_ALGORITHMS["EdDSA"].requirement is Requirement.DEPRECATED


def test_the_engine_knows_the_key_types_and_curves_of_the_tables() -> None:
    assert set(KEY_TYPES) == set(JWKTypesRegistry)
    assert set(CURVES) == set(JWKEllipticCurveRegistry)


def test_every_algorithm_names_key_types_and_curves_that_there_are() -> None:
    for row in JWS_ALGORITHMS.values():
        assert row.kty in KEY_TYPES or row.name == "none"
        assert all(CURVES[crv].kty == row.kty for crv in row.crv)
    for algorithm in JWE_ALGORITHMS.values():
        assert set(algorithm.key_types) <= set(KEY_TYPES)
