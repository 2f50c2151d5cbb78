"""Taking apart the RSA moduli that are no sound ones: what an attacker tries first (RFC 8017 section 3.1).

Each search is bounded: it finds what a flawed generator or a damaged number gives away in a moment, and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from math import gcd, isqrt, prod
from typing import Final

# Rounds of Fermat's method: flawed generators take the next prime, which the first round finds (CVE-2022-26320).
_ROUNDS: Final = 100
# All primes below this are tried at once.
_SMALL: Final = 1 << 14
# A difference of squares is looked at closely only when it is a square modulo this.
_SIEVE: Final = 3 * 3 * 5 * 7 * 11
# Bits of all moduli of a set that are compared with each other: the work grows with the square of it.
_SHARED_BITS: Final = 1 << 18
# Smaller common factors are those that small_factor tells.
_LEAST_SHARED: Final = 1 << 64
_MOST_SHARED: Final = 20


@dataclass(frozen=True, slots=True)
class Shared:
    """The places of two different moduli that have a prime in common."""

    first: int
    second: int


def small_factor(n: int) -> int | None:
    """A prime below 16,384 that divides the modulus."""
    common = gcd(n, _primorial() % n) if n > 1 else 1
    if common == 1:
        return None
    return next((prime for prime in _primes() if common % prime == 0), common)


def is_square(n: int) -> bool:
    """Whether both primes are the same."""
    return isqrt(n) ** 2 == n


def has_close_primes(n: int) -> bool:
    """Whether Fermat's method finds the two different primes of an odd modulus within a hundred rounds."""
    middle = isqrt(n - 1) + 1
    of_64, sieved = middle % 64, middle % _SIEVE
    n_of_64, n_sieved, squares = n % 64, n % _SIEVE, _squares()
    for step in range(_ROUNDS):
        is_candidate = ((of_64 + step) ** 2 - n_of_64) % 64 in _SQUARES_OF_64
        if is_candidate and ((sieved + step) ** 2 - n_sieved) % _SIEVE in squares:
            difference = (middle + step) ** 2 - n
            half = isqrt(difference)
            if half and half * half == difference:
                return middle + step - half > 1
    return False


def shared_factors(moduli: Sequence[int]) -> Iterator[Shared]:
    """Pairs of different moduli that share a prime, each modulus with the first one that it shares with."""
    product, bits, found = 1, 0, 0
    places: dict[int, int] = {}
    for place, n in enumerate(moduli):
        bits += n.bit_length()
        if bits > _SHARED_BITS or found == _MOST_SHARED:
            return
        if n < _LEAST_SHARED or n in places:
            continue
        if gcd(n, product % n) >= _LEAST_SHARED and (other := _partner(n, places)) is not None:
            found += 1
            yield Shared(other, place)
        places[n] = place
        product *= n


def _partner(n: int, places: dict[int, int]) -> int | None:
    return next((place for other, place in places.items() if gcd(n, other) >= _LEAST_SHARED), None)


@cache
def _primes() -> tuple[int, ...]:
    composite = bytearray(_SMALL)
    for number in range(2, isqrt(_SMALL) + 1):
        if not composite[number]:
            composite[number * number :: number] = b"\1" * len(range(number * number, _SMALL, number))
    return tuple(number for number in range(2, _SMALL) if not composite[number])


@cache
def _primorial() -> int:
    return prod(_primes())


@cache
def _squares() -> frozenset[int]:
    return frozenset(number * number % _SIEVE for number in range(_SIEVE))


_SQUARES_OF_64: Final = frozenset(number * number % 64 for number in range(64))
