"""What opening an encrypted PKCS #8 container would cost, read before the work is done (RFC 8018, RFC 7914).

The container itself names its number of iterations. The library takes any: 2^31 of them take half a minute, and more
than 2^62 end the process's request with a panic that is no Exception.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from webapp.jose.crypto.asn1 import OCTET_STRING, SEQUENCE, Element, NotDerError, only
from webapp.jose.limits import Limits, setting_of
from webapp.jose.text import Problem

_PBES2: Final = bytes.fromhex("2a864886f70d01050d")
_PBKDF2: Final = bytes.fromhex("2a864886f70d01050c")
_SCRYPT: Final = bytes.fromhex("2b06010401da47040b")
# PBES1 of PKCS #5 (RFC 8018 appendix A.3) and of PKCS #12 (RFC 7292 appendix C): a salt and an iteration count.
_PBES1: Final = (bytes.fromhex("2a864886f70d0105"), bytes.fromhex("2a864886f70d010c01"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """Iterations of PBKDF2 or what weighs as much, and scrypt's N * r * p."""

    iterations: int = 0
    scrypt: int = 0


def is_encrypted(der: bytes) -> bool:
    """Whether the octets are an EncryptedPrivateKeyInfo: an algorithm, then an OCTET STRING, and no version number."""
    try:
        return [child.tag for child in only(der).children()] == [SEQUENCE, OCTET_STRING]
    except NotDerError:
        return False


def read_cost(der: bytes) -> Cost | Problem:
    """The work that an EncryptedPrivateKeyInfo asks for. Codes: container.cost, container.kdf-unknown, pem.syntax."""
    try:
        return algorithm_cost(only(der).children()[0])
    except (NotDerError, IndexError):
        return Problem(
            code="pem.syntax",
            message="The container says it is an encrypted private key, but its parameters cannot be read",
            reference="RFC 5958 section 3",
        )


def excess(cost: Cost, limits: Limits) -> Problem | None:
    """Why this much work is not done, if it is too much. Code: container.cost."""
    if cost.iterations > limits.container_iterations:
        return _too_dear("iterations of PBKDF2", "container_iterations", limits.container_iterations)
    if cost.scrypt > limits.container_scrypt:
        return _too_dear("scrypt (N·r·p)", "container_scrypt", limits.container_scrypt)
    return None


def less(limits: Limits, cost: Cost) -> Limits:
    """What is left of the ceilings for further containers of the same request, once a cost within them was paid."""
    if excess(cost, limits):
        return limits
    return replace(
        limits,
        container_iterations=limits.container_iterations - cost.iterations,
        container_scrypt=limits.container_scrypt - cost.scrypt,
    )


def algorithm_cost(algorithm: Element) -> Cost | Problem:
    """The work that an AlgorithmIdentifier of password-based encryption asks for. Raises NotDerError, IndexError.

    Codes: container.cost, container.kdf-unknown.
    """
    parts = algorithm.children()
    oid, parameters = parts[0].content, parts[1]
    if oid == _PBES2:
        derivation = parameters.children()[0].children()
        return _derivation(derivation[0].content, derivation[1].children())
    if oid.startswith(_PBES1):
        return _iterations(parameters.children()[1].integer())
    return _unknown()


def _derivation(oid: bytes, parameters: list[Element]) -> Cost | Problem:
    if oid == _PBKDF2:
        return _iterations(parameters[1].integer())
    if oid == _SCRYPT:
        n, r, p = (parameters[index].integer() for index in (1, 2, 3))
        return Cost(scrypt=n * r * p) if n >= 2 and n & (n - 1) == 0 and r >= 1 and p >= 1 else _unsound()
    return _unknown()


def _iterations(count: int) -> Cost | Problem:
    return Cost(iterations=count) if count >= 1 else _unsound()


def _too_dear(what: str, name: str, most: int) -> Problem:
    return Problem(
        code="container.cost",
        message=f"The encrypted container asks for more {what} than are done here: {most:,}; "
        f"{setting_of(name)} raises this. Or decrypt it with a tool of your own first",
        reference="RFC 8018 section 4.2",
    )


def _unsound() -> Problem:
    return Problem(
        code="container.cost",
        message="The encrypted container asks for a number of rounds that makes no sense",
        reference="RFC 8018 section 4.2",
    )


def _unknown() -> Problem:
    return Problem(
        code="container.kdf-unknown",
        message="The container is encrypted in a way that is not known here; PBES2 with PBKDF2 or scrypt is",
        reference="RFC 8018 section 6.2",
    )
