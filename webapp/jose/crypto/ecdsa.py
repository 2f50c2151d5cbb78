"""ECDSA beyond what JWS names: over a digest that was made elsewhere, and back from a signature to its key.

SEC 1 section 4.1.6 says how: R and S of a signature and the digest give the few public keys that verify it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final, TypeAlias

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed, encode_dss_signature

from webapp.jose.crypto import pyca
from webapp.jose.crypto.curves import CURVES, Curve
from webapp.jose.crypto.numbers import fixed

_HASHES: Final[Mapping[int, hashes.HashAlgorithm]] = {
    20: hashes.SHA1(),  # noqa: S303  what a signer may have used
    28: hashes.SHA224(),
    32: hashes.SHA256(),
    48: hashes.SHA384(),
    64: hashes.SHA512(),
}
# Jacobian coordinates: x / z², y / z³; z is 0 for the point at infinity.
_Point: TypeAlias = tuple[int, int, int]
_INFINITY: Final[_Point] = (1, 1, 0)


def verify_digest(members: Mapping[str, str], digest: bytes, signature: bytes) -> bool:
    """Whether R‖S is this EC key's signature over a digest, of whichever hash that JOSE or its elders use."""
    half = len(signature) // 2
    r, s = int.from_bytes(signature[:half], "big"), int.from_bytes(signature[half:], "big")
    try:
        key = pyca.public_key(members)
        if not isinstance(key, ec.EllipticCurvePublicKey):
            return False
        key.verify(encode_dss_signature(r, s), digest, ec.ECDSA(Prehashed(_HASHES[len(digest)])))
    except InvalidSignature:
        return False
    except Exception:  # noqa: BLE001  the one adapter: what cannot be computed does not verify
        return False
    return True


def recovered(crv: str, digest: bytes, signature: bytes) -> tuple[Mapping[str, str], ...]:
    """The members of the public keys that verify R‖S over the digest; none where R is on no point of the curve.

    R may also stand for R plus the order, which is so rare (1 in 2^32 at the most) that it is left out.
    """
    curve, half = CURVES[crv], len(signature) // 2
    r, s = int.from_bytes(signature[:half], "big"), int.from_bytes(signature[half:], "big")
    if not (0 < r < curve.order and 0 < s < curve.order):
        return ()
    square = (pow(r, 3, curve.p) + curve.a * r + curve.b) % curve.p
    # p is 3 modulo 4 for the curves of JOSE.
    y = pow(square, (curve.p + 1) // 4, curve.p)
    if y * y % curve.p != square:
        return ()
    return tuple(_candidates(curve, digest, (r, s), y))


def _candidates(curve: Curve, digest: bytes, signature: tuple[int, int], y: int) -> Iterator[Mapping[str, str]]:
    r, s = signature
    bits = curve.order.bit_length()
    e = int.from_bytes(digest, "big") >> max(len(digest) * 8 - bits, 0)
    inverse = pow(r, -1, curve.order)
    u1, u2 = -e * inverse % curve.order, s * inverse % curve.order
    for root in (y, curve.p - y):
        x_y = _affine(curve, _sum_of_multiples(curve, (u1, _generator(curve.crv)), (u2, (r, root, 1))))
        if x_y:
            x, other = (fixed(value, curve.length) for value in x_y)
            yield {"kty": "EC", "crv": curve.crv, "x": x, "y": other}


@cache
def _generator(crv: str) -> _Point:
    numbers = ec.derive_private_key(1, pyca.EC_CURVES[crv]).public_key().public_numbers()
    return numbers.x, numbers.y, 1


def _sum_of_multiples(curve: Curve, first: tuple[int, _Point], second: tuple[int, _Point]) -> _Point:
    """Both multiplications in one walk over the bits."""
    (u1, one), (u2, two) = first, second
    table = (_INFINITY, one, two, _add(curve, one, two))
    total = _INFINITY
    for bit in range(max(u1.bit_length(), u2.bit_length()) - 1, -1, -1):
        total = _double(curve, total)
        index = (u1 >> bit & 1) | (u2 >> bit & 1) << 1
        if index:
            total = _add(curve, total, table[index])
    return total


def _double(curve: Curve, point: _Point) -> _Point:
    x, y, z = point
    if not z or not y:
        return _INFINITY
    p = curve.p
    yy = y * y % p
    four = 4 * x * yy % p
    slope = (3 * x * x + (curve.a * pow(z, 4, p) if curve.a else 0)) % p
    found = (slope * slope - 2 * four) % p
    return found, (slope * (four - found) - 8 * yy * yy) % p, 2 * y * z % p


def _add(curve: Curve, one: _Point, two: _Point) -> _Point:
    if not one[2] or not two[2]:
        return two if not one[2] else one
    (x1, y1, z1), (x2, y2, z2), p = one, two, curve.p
    zz1, zz2 = z1 * z1 % p, z2 * z2 % p
    u1, u2 = x1 * zz2 % p, x2 * zz1 % p
    s1, s2 = y1 * zz2 * z2 % p, y2 * zz1 * z1 % p
    if u1 == u2:
        return _double(curve, one) if s1 == s2 else _INFINITY
    h, r = (u2 - u1) % p, (s2 - s1) % p
    hh = h * h % p
    hhh, v = h * hh % p, u1 * hh % p
    x = (r * r - hhh - 2 * v) % p
    return x, (r * (v - x) - s1 * hhh) % p, h * z1 * z2 % p


def _affine(curve: Curve, point: _Point) -> tuple[int, int] | None:
    x, y, z = point
    if not z:
        return None
    inverse = pow(z, -1, curve.p)
    return x * inverse * inverse % curve.p, y * pow(inverse, 3, curve.p) % curve.p
