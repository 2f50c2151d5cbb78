"""A private half beside the public half of another key, for every type and in every container that states both."""

from __future__ import annotations

import json
from typing import Any, Final

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed448, ed25519, mldsa, rsa, x448, x25519
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from tests.jose.jwk import containers
from tests.jose.jwk.containers import PRIVATE_KEYS, der, integer
from webapp.jose.jwk.key import Key
from webapp.jose.jwk.parse import read_keys
from webapp.jose.jwk.publish import Half, jwk_of
from webapp.jose.limits import Limits

OTHERS: Final[dict[str, Any]] = {
    "RSA": rsa.generate_private_key(65537, 2048),
    "P-256": ec.generate_private_key(ec.SECP256R1()),
    "P-384": ec.generate_private_key(ec.SECP384R1()),
    "P-521": ec.generate_private_key(ec.SECP521R1()),
    "secp256k1": ec.generate_private_key(ec.SECP256K1()),
    "Ed25519": ed25519.Ed25519PrivateKey.generate(),
    "Ed448": ed448.Ed448PrivateKey.generate(),
    "X25519": x25519.X25519PrivateKey.generate(),
    "X448": x448.X448PrivateKey.generate(),
    "ML-DSA-44": mldsa.MLDSA44PrivateKey.generate(),
    "ML-DSA-87": mldsa.MLDSA87PrivateKey.generate(),
}
EC_NAMES: Final = ("P-256", "P-384", "P-521", "secp256k1")
# The object identifiers of RFC 8410 section 3.
OKP_OIDS: Final = {"X25519": "2b656e", "X448": "2b656f", "Ed25519": "2b6570", "Ed448": "2b6571"}
# RFC 8410 section 10.3: a private key of version 2 with an attribute and its public key.
RFC8410_V2: Final = """\
-----BEGIN PRIVATE KEY-----
MHICAQEwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC
oB8wHQYKKoZIhvcNAQkJFDEPDA1DdXJkbGUgQ2hhaXJzgSEAGb9ECWmEzf6FQbrB
Z9w7lshQhqowtrbLDFw4rXAxZuE=
-----END PRIVATE KEY-----
"""


def only(text: str) -> Key:
    (key,) = read_keys(text, limits=Limits()).keys
    return key


def is_mismatch(key: Key) -> bool:
    return not key.is_usable and [problem.code for problem in key.problems] == ["key.mismatch"]


def octets(key: Any, layout: PrivateFormat) -> bytes:
    return bytes(key.private_bytes(Encoding.DER, layout, NoEncryption()))


def point(key: Any) -> bytes:
    return bytes(key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint))


def version_2(name: str, public: bytes, tag: int) -> str:
    """A OneAsymmetricKey that states its public half (RFC 5958 section 2)."""
    algorithm = der(0x30, der(0x06, bytes.fromhex(OKP_OIDS[name])))
    private = der(0x04, der(0x04, PRIVATE_KEYS[name].private_bytes_raw()))
    bits = b"\0" + public
    stated = der(tag, bits) if tag == 0x81 else der(tag, der(0x03, bits))
    return containers.pem("PRIVATE KEY", der(0x30, integer(1), algorithm, private, stated))


@pytest.mark.parametrize("name", OTHERS)
def test_in_a_jwk(name: str) -> None:
    own = jwk_of(only(containers.pkcs8(PRIVATE_KEYS[name])), Half.PRIVATE)
    other = jwk_of(only(containers.spki(OTHERS[name])), Half.PUBLIC)
    assert own is not None
    assert other is not None

    assert only(json.dumps(own)).is_usable
    assert is_mismatch(only(json.dumps({**own, **other})))


@pytest.mark.parametrize("name", EC_NAMES)
@pytest.mark.parametrize(("label", "layout"), [("EC PRIVATE KEY", PrivateFormat.TraditionalOpenSSL),
                                               ("PRIVATE KEY", PrivateFormat.PKCS8)])  # fmt: skip
def test_in_the_pem_of_an_ec_key(name: str, label: str, layout: PrivateFormat) -> None:
    own = octets(PRIVATE_KEYS[name], layout)
    mixed = own.replace(point(PRIVATE_KEYS[name]), point(OTHERS[name]))

    assert only(containers.pem(label, own)).is_usable
    assert is_mismatch(only(containers.pem(label, mixed)))


@pytest.mark.parametrize(("label", "layout"), [("RSA PRIVATE KEY", PrivateFormat.TraditionalOpenSSL),
                                               ("PRIVATE KEY", PrivateFormat.PKCS8)])  # fmt: skip
def test_in_the_pem_of_an_rsa_key(label: str, layout: PrivateFormat) -> None:
    def modulus(key: rsa.RSAPrivateKey) -> bytes:
        return key.public_key().public_numbers().n.to_bytes(256, "big")

    mixed = octets(containers.RSA, layout).replace(modulus(containers.RSA), modulus(OTHERS["RSA"]))

    assert is_mismatch(only(containers.pem(label, mixed)))


@pytest.mark.parametrize("name", OKP_OIDS)
@pytest.mark.parametrize("tag", [0x81, 0xA1], ids=["implicit", "explicit"])
def test_in_the_pem_of_an_okp_key_that_states_its_public_half(name: str, tag: int) -> None:
    own, other = (key.public_key().public_bytes_raw() for key in (PRIVATE_KEYS[name], OTHERS[name]))

    assert only(version_2(name, own, tag)).is_usable
    assert is_mismatch(only(version_2(name, other, tag)))


def test_the_published_key_that_states_its_public_half_is_read() -> None:
    key = only(RFC8410_V2)

    # RFC 8410 section 10.1 has the same public key by itself.
    assert key.members["x"] == "Gb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE"
    assert key.is_usable
