"""New keys to order: "RS256", "RSA-OAEP-256:3072", "ECDH-ES+A128KW:X25519" (RFC 7518 sections 3.1 and 4.1).

A spec is the name of an algorithm, and after a colon what the name leaves open: the bits of an RSA modulus, or a curve.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from webapp.jose.crypto import generate
from webapp.jose.jwk.build import Description, build_key
from webapp.jose.jwk.key import Key
from webapp.jose.limits import Limits, setting_of
from webapp.jose.registry.algorithms import JWE_ALGORITHMS, JWE_ENCRYPTIONS, JWS_ALGORITHMS, JweAlgorithm, JwsAlgorithm
from webapp.jose.registry.curves import CURVES, CurveUse
from webapp.jose.text import Problem

GENERATED: Final = "generated"
RSA_SIZES: Final = (2048, 3072, 4096)
_DEFAULT_RSA: Final = "2048"
_DEFAULT_CURVE: Final = "P-256"
_AGREEMENT: Final = tuple(curve.name for curve in CURVES.values() if curve.use is not CurveUse.SIGNATURE)


class Use(StrEnum):
    """What a key is for (RFC 7517 section 4.2)."""

    SIGNATURE = "sig"
    ENCRYPTION = "enc"


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One key to be made. parameter is a curve, an alg of ML-DSA, or a number of bits as text."""

    kty: str
    parameter: str
    alg: str
    use: Use


def read_spec(spec: str, limits: Limits) -> Order | Problem:
    """What a spec asks for.

    Codes: spec.unknown, spec.password, spec.unsecured, spec.direct, spec.parameter.
    """
    name, _, parameter = spec.partition(":")
    if name in _REFUSED:
        return _refused(name)
    if name.startswith("PBES2"):
        return _problem("spec.password", f"{name} takes a password, which people choose: there is no key to generate")
    if name in JWS_ALGORITHMS and JWS_ALGORITHMS[name].supported:
        return _signing(JWS_ALGORITHMS[name], parameter, limits)
    if name in JWE_ALGORITHMS and JWE_ALGORITHMS[name].supported:
        return _managing(JWE_ALGORITHMS[name], parameter, limits)
    if name in JWE_ENCRYPTIONS and JWE_ENCRYPTIONS[name].supported:
        return _sized(name, parameter, JWE_ENCRYPTIONS[name].cek_bits, Use.ENCRYPTION)
    # What stands there may be a secret that is in the wrong box: it is not repeated.
    return _problem(
        "spec.unknown", "This is no algorithm that keys are made for here; one is RS256 or ES256, for example"
    )


def make_key(order: Order, limits: Limits, index: int) -> Key | Problem:
    """A new private key, without a kid. Code: key.generation."""
    members = _MAKERS[order.kty](order.parameter)
    if isinstance(members, Problem):
        return members
    about = Description(source=GENERATED, index=index, alg=order.alg, use=str(order.use))
    return build_key(members, about, limits)


def name_key(key: Key, kid: str) -> Key:
    """The same key with a kid."""
    return replace(key, kid=kid)


def new_name() -> str:
    """A random kid."""
    return generate.random_name()


def _signing(row: JwsAlgorithm, parameter: str, limits: Limits) -> Order | Problem:
    if row.kty == "RSA":
        return _rsa(row.name, parameter, Use.SIGNATURE, limits)
    if row.kty == "oct":
        return _sized(row.name, parameter, row.minimum_bits, Use.SIGNATURE)
    choices = row.crv or (row.name,)
    chosen = parameter or choices[0]
    if chosen not in choices:
        return _parameter(row.name, choices)
    # EdDSA is deprecated: a new key carries the name that says its curve (RFC 9864).
    alg = chosen if row.name == "EdDSA" else row.name
    return Order(kty=row.kty, parameter=chosen, alg=alg, use=Use.SIGNATURE)


def _managing(row: JweAlgorithm, parameter: str, limits: Limits) -> Order | Problem:
    if row.key_types == ("RSA",):
        return _rsa(row.name, parameter, Use.ENCRYPTION, limits)
    if row.key_types == ("oct",):
        return _sized(row.name, parameter, row.wrap_bits, Use.ENCRYPTION)
    chosen = parameter or _DEFAULT_CURVE
    if chosen not in _AGREEMENT:
        return _parameter(row.name, _AGREEMENT)
    return Order(kty=CURVES[chosen].kty, parameter=chosen, alg=row.name, use=Use.ENCRYPTION)


def _rsa(name: str, parameter: str, use: Use, limits: Limits) -> Order | Problem:
    sizes = tuple(str(size) for size in RSA_SIZES)
    chosen = parameter or _DEFAULT_RSA
    if chosen not in sizes:
        return _parameter(name, sizes)
    if int(chosen) > limits.rsa_generated_bits:
        most = f"{limits.rsa_generated_bits:,} bits; {setting_of('rsa_generated_bits')} raises this"
        return _problem("spec.parameter", f"RSA keys are made here with at most {most}")
    return Order(kty="RSA", parameter=chosen, alg=name, use=use)


def _sized(name: str, parameter: str, bits: int, use: Use) -> Order | Problem:
    if parameter not in ("", str(bits)):
        return _parameter(name, (str(bits),))
    return Order(kty="oct", parameter=str(bits), alg=name, use=use)


def _parameter(name: str, choices: tuple[str, ...]) -> Problem:
    return _problem("spec.parameter", f"After {name} and a colon stands one of: {', '.join(choices)}")


def _refused(name: str) -> Problem:
    return _problem(*_REFUSED[name])


def _problem(code: str, message: str) -> Problem:
    return Problem(code=code, message=message, reference="RFC 7518 section 3.1")


_REFUSED: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "none": ("spec.unsecured", '"none" has no key: nothing is signed'),
        "dir": (
            "spec.direct",
            'A key for "dir" is used for the content itself: name the content encryption instead, such as A256GCM',
        ),
    }
)
_MAKERS: Final[Mapping[str, Callable[[str], Mapping[str, str] | Problem]]] = MappingProxyType(
    {
        "RSA": lambda bits: generate.rsa_key(int(bits)),
        "EC": generate.ec_key,
        "OKP": generate.okp_key,
        "AKP": generate.akp_key,
        "oct": lambda bits: generate.oct_key(int(bits)),
    }
)
