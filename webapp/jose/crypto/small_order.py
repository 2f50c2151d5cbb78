"""Points of small order on the curves of RFC 7748 and RFC 8032, in whichever encoding.

Decided by the equations of the curves, so that non-canonical encodings (y or u not less than p) are found as well.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from webapp.jose.crypto.numbers import octets

_P25519: Final = 2**255 - 19
_P448: Final = 2**448 - 2**224 - 1
_D25519: Final = -121665 * pow(121666, -1, _P25519) % _P25519
_A25519: Final = 486662


def has_small_order(crv: str, x: str) -> bool:
    """Whether the public key x (base64url) is a point whose order divides the cofactor; False for other curves."""
    check = _CHECKS.get(crv)
    return check is not None and check(int.from_bytes(octets(x), "little"))


def _x25519(value: int) -> bool:
    """Order 1 and 2: u = 0; 4: u² = 1; 8: doubling gives u = 1. The highest bit does not count (RFC 7748 section 5)."""
    u = value % 2**255 % _P25519
    square = u * u % _P25519
    if u == 0 or square == 1:
        return True
    return ((square - 1) ** 2 - 4 * u * (square + _A25519 * u + 1)) % _P25519 == 0


def _x448(value: int) -> bool:
    u = value % _P448
    return u == 0 or u * u % _P448 == 1


def _ed25519(value: int) -> bool:
    """Order 1 and 2: y² = 1; 4: y = 0; 8: doubling gives y = 0. The highest bit is the sign of x."""
    y = value % 2**255 % _P25519
    square = y * y % _P25519
    return y == 0 or square == 1 or (_D25519 * square * square + 2 * square - 1) % _P25519 == 0


def _ed448(value: int) -> bool:
    y = value % 2**455 % _P448
    return y == 0 or y * y % _P448 == 1


_CHECKS: Final[Mapping[str, Callable[[int], bool]]] = MappingProxyType(
    {"X25519": _x25519, "X448": _x448, "Ed25519": _ed25519, "Ed448": _ed448}
)
