"""What normalised members are worth: sizes, numbers, the point on its curve, halves that belong together.

sound is cheap enough for each key of a set of 10,000; belongs computes with the private half.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Final

from webapp.jose.crypto import keys, rsa_checks
from webapp.jose.crypto.curves import CURVES
from webapp.jose.crypto.numbers import integer, octets
from webapp.jose.finding import Finding
from webapp.jose.limits import Limits, setting_of
from webapp.jose.registry import curves
from webapp.jose.registry.rules import RULES
from webapp.jose.text import Problem
from webapp.jose.trace import Severity

_Check = Callable[[Mapping[str, str], Limits], Problem | None]
_LEAST_RSA: Final = 2048
# Octets of a public key (FIPS 204 table 2), and of the seed that stands for the private one (RFC 9964 section 3).
AKP_PUBLIC: Final[Mapping[str, int]] = MappingProxyType({"ML-DSA-44": 1312, "ML-DSA-65": 1952, "ML-DSA-87": 2592})
_AKP_SEED: Final = 32


def sound(members: Mapping[str, str], limits: Limits) -> Problem | None:
    """Why these members are no key, as far as can be told without a private-key operation.

    Codes: key.rsa-size, key.rsa-numbers, key.off-curve, key.private-range, key.length.
    """
    return _SOUND[members["kty"]](members, limits)


def belongs(members: Mapping[str, str]) -> Problem | None:
    """Why the halves do not belong together, or the library refuses the key. Codes: those of crypto.keys."""
    return keys.mismatch(members) or keys.defect(members)


def bits_and_findings(members: Mapping[str, str]) -> tuple[int, tuple[Finding, ...]]:
    """The size of the modulus, the curve or the secret, 0 where bits say nothing (AKP), and what is risky about it.

    Findings lie in the key itself, whatever it is used for: key.rsa-short (K09), key.roca (K12), and the remark
    key.curve-unregistered.
    """
    if "crv" in members:
        curve = curves.CURVES[members["crv"]]
        return curve.bits, () if curve.is_registered else (_unregistered(curve),)
    if "n" in members:
        n = integer(members["n"])
        return n.bit_length(), _findings(n)
    return len(octets(members["k"])) * 8 if "k" in members else 0, ()


def _findings(n: int) -> tuple[Finding, ...]:
    short = (_short(n.bit_length()),) if n.bit_length() < _LEAST_RSA else ()
    return (*short, _ROCA) if rsa_checks.is_roca(n) else short


def _rsa(members: Mapping[str, str], limits: Limits) -> Problem | None:
    n, e = integer(members["n"]), integer(members["e"])
    most_of_n = "rsa_private_bits" if "d" in members else "rsa_public_bits"
    return (
        _size("modulus", n, most_of_n, limits)
        or rsa_checks.public_defect(n, e)
        or _size("public exponent", e, "rsa_exponent_bits", limits)
    )


def _size(what: str, number: int, name: str, limits: Limits) -> Problem | None:
    bits, most = number.bit_length(), getattr(limits, name)
    if bits <= most:
        return None
    return Problem(
        code="key.rsa-size",
        message=f"The {what} has {bits:,} bits; at most {most:,} are computed with here, "
        f"{setting_of(name)} raises this",
    )


def _ec(members: Mapping[str, str], _limits: Limits) -> Problem | None:
    curve = CURVES[members["crv"]]
    if not curve.has_point(integer(members["x"]), integer(members["y"])):
        return Problem(
            code="key.off-curve",
            message=f"The point (x, y) is not on the curve {curve.crv}: "
            "a digit is wrong, or x and y belong to another curve",
            reference="RFC 7518 section 6.2.1",
        )
    if "d" in members and not 0 < integer(members["d"]) < curve.order:
        return Problem(
            code="key.private-range",
            message=f'"d" is not between 1 and the order of {curve.crv}',
            reference="RFC 7518 section 6.2.2.1",
        )
    return None


def _okp(members: Mapping[str, str], _limits: Limits) -> Problem | None:
    length = curves.CURVES[members["crv"]].octets
    return _first(_length(members, name, length, members["crv"], "RFC 8037 section 2") for name in ("x", "d"))


def _akp(members: Mapping[str, str], _limits: Limits) -> Problem | None:
    alg = members["alg"]
    lengths = (("pub", AKP_PUBLIC[alg]), ("priv", _AKP_SEED))
    return _first(_length(members, name, length, alg, "RFC 9964 section 3") for name, length in lengths)


def _oct(_members: Mapping[str, str], _limits: Limits) -> Problem | None:
    return None


def _length(members: Mapping[str, str], name: str, length: int, kind: str, reference: str) -> Problem | None:
    if name not in members:
        return None
    found = len(octets(members[name]))
    if found == length:
        return None
    return Problem(
        code="key.length",
        message=f'"{name}" has {found:,} octets; {kind} asks for {length:,}',
        reference=reference,
    )


def _first(problems: Iterable[Problem | None]) -> Problem | None:
    return next((problem for problem in problems if problem), None)


def _unregistered(curve: curves.Curve) -> Finding:
    return Finding(
        code="key.curve-unregistered",
        severity=Severity.INFO,
        title="The name of the curve is not registered",
        message=f'"{curve.name}" is {curve.description}. IANA lists no such curve for JOSE, and few libraries take it.',
        remedy="Use it only where both sides have agreed on the name; P-256 and Ed25519 are understood everywhere.",
        reference="RFC 7518 section 7.6",
    )


def _short(size: int) -> Finding:
    return RULES["K09"].found(f"The modulus has {size:,} bits; JOSE asks for {_LEAST_RSA} or more.")


_ROCA: Final = RULES["K12"].found(
    "The modulus has the fingerprint of keys from Infineon chips, whose private half can be computed from the public "
    "one."
)
_SOUND: Final[Mapping[str, _Check]] = MappingProxyType({"RSA": _rsa, "EC": _ec, "OKP": _okp, "AKP": _akp, "oct": _oct})
