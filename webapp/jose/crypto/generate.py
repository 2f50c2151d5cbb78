"""New keys from the system's source of randomness. Nothing is kept."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Final

from cryptography.hazmat.primitives.asymmetric import ec, rsa

from webapp.jose.base64url import encode
from webapp.jose.crypto import engine, pyca
from webapp.jose.text import Problem

_EXPONENT: Final = 65537


def rsa_key(bits: int) -> Mapping[str, str] | Problem:
    """A private RSA key. Code: key.generation."""
    try:
        return pyca.private_members(rsa.generate_private_key(_EXPONENT, bits))
    except Exception as error:  # noqa: BLE001  the one adapter
        return engine.refusal("key.generation", "generate an RSA key", error)


def ec_key(crv: str) -> Mapping[str, str] | Problem:
    """A private key on a curve that pyca.EC_CURVES names. Code: key.generation."""
    try:
        return pyca.private_members(ec.generate_private_key(pyca.EC_CURVES[crv]))
    except Exception as error:  # noqa: BLE001  the one adapter
        return engine.refusal("key.generation", "generate a key on this curve", error)


def okp_key(crv: str) -> Mapping[str, str] | Problem:
    """A private octet key pair of a kind that pyca.OKP_PRIVATE names. Code: key.generation."""
    try:
        return pyca.private_members(pyca.OKP_PRIVATE[crv].generate())
    except Exception as error:  # noqa: BLE001  the one adapter
        return engine.refusal("key.generation", "generate a key of this kind", error)


def akp_key(alg: str) -> Mapping[str, str] | Problem:
    """A private ML-DSA key, kept as its seed. Code: key.generation."""
    try:
        return pyca.private_members(pyca.AKP_PRIVATE[alg].generate())
    except Exception as error:  # noqa: BLE001  the one adapter
        return engine.refusal("key.generation", "generate a key for this algorithm", error)


def oct_key(bits: int) -> Mapping[str, str]:
    """A shared secret of so many random bits, a multiple of eight."""
    return {"kty": "oct", "k": encode(secrets.token_bytes(bits // 8))}


def random_name() -> str:
    """A name that nobody has used before: 96 random bits as base64url."""
    return encode(secrets.token_bytes(12))
