"""Two ECDSA signatures with one nonce give the private key away: computed, so that it is proven (SEC 1 section 4.1).

s = k⁻¹(z + rd) for both, so that k = (z₁ - z₂) / (s₁ - s₂), where either s may stand for its negative.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from cryptography.hazmat.primitives.asymmetric import ec

from webapp.jose.crypto import pyca
from webapp.jose.crypto.curves import CURVES
from webapp.jose.crypto.numbers import integer

_HASHES: Final = {"ES256": hashlib.sha256, "ES256K": hashlib.sha256, "ES384": hashlib.sha384, "ES512": hashlib.sha512}


@dataclass(frozen=True, slots=True)
class Signed:
    """A signature R‖S and what it is over. alg says with which hash."""

    alg: str
    signing_input: bytes
    signature: bytes


def gives_away(members: Mapping[str, str], one: Signed, two: Signed) -> bool:
    """Whether the private half of an EC key follows from two signatures with the same R. It is not kept."""
    curve = CURVES.get(members.get("crv", ""))
    if curve is None or not {one.alg, two.alg} <= _HASHES.keys():
        return False
    return any(_is_private_half(members, number) for number in _candidates(curve.order, one, two))


def _candidates(order: int, one: Signed, two: Signed) -> Iterator[int]:
    r, s1 = _numbers(one)
    _, s2 = _numbers(two)
    z1, z2 = _digest(one), _digest(two)
    for other in (s2, -s2):
        if r % order and (s1 - other) % order:
            k = (z1 - z2) * pow(s1 - other, -1, order) % order
            yield (s1 * k - z1) * pow(r, -1, order) % order


def _numbers(signed: Signed) -> tuple[int, int]:
    half = len(signed.signature) // 2
    return int.from_bytes(signed.signature[:half], "big"), int.from_bytes(signed.signature[half:], "big")


def _digest(signed: Signed) -> int:
    """The hash as a number. None of JOSE's is longer than the order of its curve."""
    return int.from_bytes(_HASHES[signed.alg](signed.signing_input).digest(), "big")


def _is_private_half(members: Mapping[str, str], number: int) -> bool:
    try:
        key = ec.derive_private_key(number, pyca.EC_CURVES[members["crv"]])
    except Exception:  # noqa: BLE001  the one adapter: zero is no private key
        return False
    return key.public_key().public_numbers().x == integer(members["x"])
