"""RSA private keys with some of their numbers left out: the others follow from them (RFC 7518 section 6.3.2)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from webapp.jose.crypto import pyca, rsa_checks
from webapp.jose.crypto.numbers import integer
from webapp.jose.text import Problem

_CRT: Final = ("p", "q", "dp", "dq", "qi")
# What finding primes may cost in one request, in exponentiations modulo 1024 bits: a key of 4096 bits, or eight of
# 2048. Either takes about half a second.
WORK: Final = 64


def is_incomplete(members: Mapping[str, str]) -> bool:
    """Whether an RSA private key lacks a number that others can be computed with."""
    return members.get("kty") == "RSA" and "d" in members and not all(name in members for name in _CRT)


def work_of(members: Mapping[str, str]) -> int:
    """What it costs to find the missing numbers: it grows with the third power of the size."""
    if "p" in members and "q" in members:
        return 0
    return -(-(integer(members["n"]).bit_length() ** 3) // 1024**3)


def complete(members: Mapping[str, str], work: int) -> dict[str, str] | Problem:
    """All eight numbers of a private key. Codes: key.rsa-incomplete, key.mismatch, key.rsa-numbers."""
    if work_of(members) > work:
        return Problem(
            code="key.rsa-incomplete",
            message='"p", "q", "dp", "dq" and "qi" are missing, and computing them would take too long here',
            reference="RFC 7518 section 6.3.2",
        )
    n, e, d = (integer(members[name]) for name in ("n", "e", "d"))
    if "p" in members and "q" in members:
        key = rsa_checks.complete(n, e, d, integer(members["p"]), integer(members["q"]))
    else:
        primes = rsa_checks.recover_primes(n, e, d)
        key = primes if isinstance(primes, Problem) else rsa_checks.complete(n, e, d, *primes)
    return key if isinstance(key, Problem) else pyca.rsa_members(key)
