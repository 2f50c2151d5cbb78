"""RSA keys: size, exponent, and moduli that can be taken apart (RFC 8017 section 3, RFC 7518 section 6.3)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from webapp.jose.audit.cases import KeyCase, KeysCase
from webapp.jose.audit.naming import numbered, the_key, told_of
from webapp.jose.crypto import rsa_factors
from webapp.jose.crypto.numbers import integer
from webapp.jose.finding import Finding
from webapp.jose.jwk.key import Key
from webapp.jose.registry.rules import RULES

_COMMON_EXPONENT: Final = 65_537
# Sizes that every library and device takes: whole KiB, and the one that is as strong as AES-192 (SP 800-57).
_UNIT: Final = 1_024
_USUAL: Final = (7_680,)
_LARGE: Final = 8_192
_LEAST: Final = 2_048
# Where the checks of private numbers say that they stand.
_PRIVATE_NUMBERS: Final = "RFC 8017 section 3.2"
_FOUND_WHEN_READ: Final = ("K09", "K12")


def read_already(case: KeyCase) -> Iterator[Finding]:
    """Short moduli, those of a flawed generator, and names of curves that nobody registered are found with the key."""
    for found in case.key.findings:
        if found.rule in _FOUND_WHEN_READ:
            yield RULES[found.rule].found(found.message.replace("The modulus", _modulus(case), 1), case.key.span)
        elif found.rule is None:
            yield replace(found, span=case.key.span)


def exponent(case: KeyCase) -> Iterator[Finding]:
    """An exponent of 1 makes every text a signature; small ones forgive no mistake."""
    if (numbers := _numbers(case.key)) is None:
        return
    n, e = numbers
    if why := "even" if e % 2 == 0 else "less than 3" if e < 3 else "not less than the modulus" if e >= n else "":
        shown = f"{e:,}" if e < 1 << 64 else f"a number of {e.bit_length():,} bits"
        yield RULES["K10"].found(f"{the_key(case)} has an exponent that is {why}: {shown}.", case.key.span)
    elif e < _COMMON_EXPONENT:
        yield RULES["K11"].found(f"{the_key(case)} has the exponent {e:,}.", case.key.span)


def factors(case: KeyCase) -> Iterator[Finding]:
    """Whoever can take the modulus apart has the private key. Above 8192 bits nothing is computed here (K17)."""
    if (numbers := _numbers(case.key)) is None or case.key.bits > _LARGE:
        return
    n, what = numbers[0], _modulus(case)
    if (factor := rsa_factors.small_factor(n)) is not None:
        told = "is even" if factor == 2 else f"is divisible by {factor:,}"
        yield RULES["K14"].found(f"{what} {told}.", case.key.span)
    elif n < 3:
        yield RULES["K14"].found(f"{what} is {n}, which is no product of two primes.", case.key.span)
    elif rsa_factors.is_square(n):
        yield RULES["K14"].found(f"{what} is the square of a number.", case.key.span)
    elif rsa_factors.has_close_primes(n):
        yield RULES["K13"].found(f"{what} was taken apart into its two primes.", case.key.span)


def private_numbers(case: KeyCase) -> Iterator[Finding]:
    """d, p, q, dp, dq and qi must follow from one another."""
    if case.key.kty != "RSA":
        return
    for problem in case.key.problems:
        is_private = problem.code == "key.rsa-numbers" and problem.reference == _PRIVATE_NUMBERS
        if problem.code == "key.mismatch" or is_private:
            yield RULES["K15"].found(told_of(case, problem.message), case.key.span)


def size(case: KeyCase) -> Iterator[Finding]:
    """Odd sizes meet libraries that refuse them, and very large ones wear verifiers out. K09 tells short ones."""
    bits = case.key.bits
    if case.key.kty != "RSA" or not bits:
        return
    if bits > _LARGE:
        yield RULES["K17"].found(f"{_modulus(case)} has {bits:,} bits.", case.key.span)
    if bits > _LEAST and bits % _UNIT and bits not in _USUAL:
        yield RULES["K16"].found(f"{_modulus(case)} has {bits:,} bits.", case.key.span)


def shared_factor(case: KeysCase) -> Iterator[Finding]:
    """Two keys made with the same randomness share a prime, and the gcd of their moduli is that prime."""
    found = [(key, numbers[0]) for key in case.examined if (numbers := _numbers(key)) is not None]
    keys = [key for key, _n in found]
    for shared in rsa_factors.shared_factors([n for _key, n in found]):
        one, two = keys[shared.first], keys[shared.second]
        message = f"The moduli of keys {numbered(one)} and {numbered(two)} have a prime in common."
        yield RULES["K35"].found(message, two.span)


def _modulus(case: KeyCase) -> str:
    return "The modulus" if len(case.among.keys.keys) == 1 else f"The modulus of key {numbered(case.key)}"


def _numbers(key: Key) -> tuple[int, int] | None:
    """The modulus and the exponent, also of a key that cannot be used for what they are."""
    members = key.members or key.stated
    if key.kty != "RSA" or not {"n", "e"} <= members.keys():
        return None
    return integer(members["n"]), integer(members["e"])
