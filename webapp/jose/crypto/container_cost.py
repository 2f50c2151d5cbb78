"""What opening an encrypted PKCS #8 container would cost, read before the work is done (RFC 8018, RFC 7914).

The container itself names its number of iterations. The library takes any: 2^31 of them take half a minute, and more
than 2^62 end the process's request with a panic that is no Exception.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from webapp.jose.limits import Limits, setting_of
from webapp.jose.text import Problem

_INTEGER: Final = 0x02
_OCTET_STRING: Final = 0x04
_OID: Final = 0x06
_SEQUENCE: Final = 0x30

_PBES2: Final = bytes.fromhex("2a864886f70d01050d")
_PBKDF2: Final = bytes.fromhex("2a864886f70d01050c")
_SCRYPT: Final = bytes.fromhex("2b06010401da47040b")
# PBES1 of PKCS #5 (RFC 8018 appendix A.3) and of PKCS #12 (RFC 7292 appendix C): a salt and an iteration count.
_PBES1: Final = (bytes.fromhex("2a864886f70d0105"), bytes.fromhex("2a864886f70d010c01"))


class _NotDerError(Exception):
    """The octets are not the structure that they should be. Never leaves this module."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """Iterations of PBKDF2, and scrypt's N * r * p."""

    iterations: int = 0
    scrypt: int = 0


@dataclass(frozen=True, slots=True)
class _Element:
    tag: int
    content: bytes

    def children(self) -> list[_Element]:
        """The elements inside."""
        return list(_elements(self.content))

    def integer(self) -> int:
        """The value of an INTEGER."""
        if self.tag != _INTEGER or not self.content:
            raise _NotDerError
        return int.from_bytes(self.content, "big", signed=True)


def is_one_sequence(der: bytes) -> bool:
    """Whether the octets are one DER SEQUENCE from the first to the last."""
    try:
        return [element.tag for element in _elements(der)] == [_SEQUENCE]
    except _NotDerError:
        return False


def is_encrypted(der: bytes) -> bool:
    """Whether the octets are an EncryptedPrivateKeyInfo: an algorithm, then an OCTET STRING, and no version number."""
    try:
        return [child.tag for child in _only(der).children()] == [_SEQUENCE, _OCTET_STRING]
    except _NotDerError:
        return False


def read_cost(der: bytes) -> Cost | Problem:
    """The work that an EncryptedPrivateKeyInfo asks for. Codes: container.cost, container.kdf-unknown, pem.syntax."""
    try:
        algorithm = _only(der).children()[0].children()
        return _algorithm(algorithm[0].content, algorithm[1])
    except (_NotDerError, IndexError):
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


def _algorithm(oid: bytes, parameters: _Element) -> Cost | Problem:
    if oid == _PBES2:
        derivation = parameters.children()[0].children()
        return _derivation(derivation[0].content, derivation[1].children())
    if oid.startswith(_PBES1):
        return _iterations(parameters.children()[1].integer())
    return _unknown()


def _derivation(oid: bytes, parameters: list[_Element]) -> Cost | Problem:
    if oid == _PBKDF2:
        return _iterations(parameters[1].integer())
    if oid == _SCRYPT:
        n, r, p = (parameter.integer() for parameter in parameters[1:4])
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


def _only(der: bytes) -> _Element:
    first = next(_elements(der), None)
    if first is None or first.tag != _SEQUENCE:
        raise _NotDerError
    return first


def _elements(content: bytes) -> Iterator[_Element]:
    """The DER elements that follow one another."""
    at = 0
    while at < len(content):
        length, start = _length(content, at + 1)
        if start + length > len(content):
            raise _NotDerError
        yield _Element(content[at], content[start : start + length])
        at = start + length


def _length(content: bytes, at: int) -> tuple[int, int]:
    """The length that stands at an octet, and where the contents begin."""
    if at >= len(content):
        raise _NotDerError
    first = content[at]
    if first < 0x80:
        return first, at + 1
    count = first & 0x7F
    if not 1 <= count <= 4 or at + 1 + count > len(content):
        raise _NotDerError
    return int.from_bytes(content[at + 1 : at + 1 + count], "big"), at + 1 + count
