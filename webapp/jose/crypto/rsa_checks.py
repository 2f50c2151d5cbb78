"""Arithmetic on RSA numbers, in place of the library's validation of private keys (RFC 8017 section 3.2).

The library takes 30 ms to a minute for it and holds the interpreter's lock; these checks take 0.1 ms.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import gcd, isqrt
from typing import Final

from webapp.jose.text import Problem

# Each round finds the primes with a probability of at least one half.
_ROUNDS: Final = 12
# The discrete logarithm of n to the base 65537 exists modulo all of these primes for ROCA keys alone
# (CVE-2017-15361): their primes are k * M + 65537^a mod M, where M is a product of small primes.
_ROCA_PRIMES: Final = (11, 13, 17, 19, 37, 53, 61, 71, 73, 79, 97, 103, 107, 109, 127, 151, 157)
_ROCA_POWERS: Final = tuple((r, frozenset(pow(65537, i, r) for i in range(r))) for r in _ROCA_PRIMES)


@dataclass(frozen=True, slots=True, kw_only=True)
class RsaPrivate:
    """The numbers of an RSA private key with two primes, named as in JWK."""

    n: int
    e: int
    d: int = field(repr=False)
    p: int = field(repr=False)
    q: int = field(repr=False)
    dp: int = field(repr=False)
    dq: int = field(repr=False)
    qi: int = field(repr=False)


def public_defect(n: int, e: int) -> Problem | None:
    """Why these numbers are no RSA public key. Code: key.rsa-numbers."""
    if n < 3 or n % 2 == 0:
        return _numbers("the modulus n must be odd and a product of two primes", "RFC 8017 section 3.1")
    if e < 3 or e % 2 == 0 or e >= n:
        return _numbers("the exponent e must be odd, at least 3 and less than n", "RFC 8017 section 3.1")
    return None


def private_defect(key: RsaPrivate) -> Problem | None:
    """Why these numbers are no RSA private key. Codes: key.mismatch, key.rsa-numbers."""
    p, q = key.p, key.q
    if defect := _primes_defect(key.n, p, q):
        return defect
    if p * q != key.n:
        return _mismatch("p times q is not the modulus n")
    # Ranges come first: what is in range is cheap to compute with, whatever was pasted.
    if not (0 < key.dp < p and 0 < key.dq < q and 0 < key.qi < p):
        return _numbers("dp, dq or qi is out of range")
    if not 1 < key.d < key.n or (key.e * key.d - 1) % (p - 1) or (key.e * key.d - 1) % (q - 1):
        return _mismatch("the private exponent d does not undo the public exponent e")
    if key.dp % (p - 1) != key.d % (p - 1) or key.dq % (q - 1) != key.d % (q - 1) or key.qi * q % p != 1:
        return _numbers("dp, dq and qi do not follow from d, p and q")
    return None


def complete(n: int, e: int, d: int, p: int, q: int) -> RsaPrivate | Problem:
    """The private key with dp, dq and qi computed anew. Code: key.rsa-numbers."""
    if defect := _primes_defect(n, p, q):
        return defect
    if not 1 < d < n or gcd(p, q) != 1:
        return _numbers("d must be less than n, and p and q must be two different odd primes")
    return RsaPrivate(n=n, e=e, d=d, p=p, q=q, dp=d % (p - 1), dq=d % (q - 1), qi=pow(q, -1, p))


def recover_primes(n: int, e: int, d: int) -> tuple[int, int] | Problem:
    """The two primes of n, the larger first, from the exponents alone (NIST SP 800-56B Rev. 2, appendix C.1).

    At most 14 modular exponentiations, and only one when e and d do not belong to n. Code: key.mismatch.
    """
    if public_defect(n, e) or not 1 < d < n or pow(2, e * d, n) != 2:
        return _mismatch("the private exponent d does not undo the public exponent e")
    if isqrt(n) ** 2 == n or pow(3, n - 1, n) == 1:
        return _mismatch("the modulus n is a prime or a square, not a product of two primes")
    odd = e * d - 1
    twos = (odd & -odd).bit_length() - 1
    odd >>= twos
    for base in range(2, 2 + _ROUNDS):
        if factor := _factor(n, pow(base, odd, n), twos):
            return max(factor, n // factor), min(factor, n // factor)
    return _mismatch("the primes cannot be found from n, e and d")


def is_roca(n: int) -> bool:
    """Whether the modulus has the fingerprint of the flawed Infineon generator (CVE-2017-15361)."""
    return all(n % r in powers for r, powers in _ROCA_POWERS)


def _factor(n: int, root: int, twos: int) -> int | None:
    """A factor of n from a square root of 1 that is neither 1 nor -1, met on the way of squaring."""
    for _ in range(twos):
        square = root * root % n
        if square == 1:
            return gcd(root - 1, n) if root not in (1, n - 1) else None
        root = square
    return None


def _primes_defect(n: int, p: int, q: int) -> Problem | None:
    """Why these are no two primes of n, by what costs next to nothing to see."""
    if max(p, q) >= n:
        return _numbers("p and q must be less than n")
    if min(p, q) < 3 or p % 2 == 0 or q % 2 == 0 or p == q:
        return _numbers("p and q must be two different odd primes")
    return None


def _numbers(why: str, reference: str = "RFC 8017 section 3.2") -> Problem:
    return Problem(code="key.rsa-numbers", message=f"This is no sound RSA key: {why}", reference=reference)


def _mismatch(why: str) -> Problem:
    return Problem(
        code="key.mismatch",
        message=f"The private and the public numbers do not belong together: {why}",
        reference="RFC 8017 section 3.2",
    )
