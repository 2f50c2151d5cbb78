"""Curves of EC and OKP keys (RFC 7518 section 6.2.1.1, RFC 8037; IANA, JSON Web Key Elliptic Curve)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from webapp.jose.registry.algorithms import Requirement


class CurveUse(StrEnum):
    """What keys on a curve can do."""

    SIGNATURE = "signatures"
    AGREEMENT = "key agreement"
    BOTH = "signatures and key agreement"


@dataclass(frozen=True, slots=True)
class Curve:
    """A curve. octets is the length of each coordinate, or of an OKP key; bits is the size that people give it.

    requirement is None for a name that IANA does not list.
    """

    name: str
    kty: str
    bits: int
    octets: int
    use: CurveUse
    requirement: Requirement | None
    reference: str
    description: str

    @property
    def is_registered(self) -> bool:
        """Whether IANA lists the name."""
        return self.requirement is not None


# fmt: off
_ROWS: Final = (
    #     name         kty   bits octets use                  requirement                   reference, description
    Curve("P-256",     "EC",  256, 32, CurveUse.BOTH,      Requirement.RECOMMENDED_PLUS, "RFC 7518 section 6.2.1.1",
          "NIST P-256, also called secp256r1 or prime256v1"),
    Curve("P-384",     "EC",  384, 48, CurveUse.BOTH,      Requirement.OPTIONAL,         "RFC 7518 section 6.2.1.1",
          "NIST P-384, also called secp384r1"),
    Curve("P-521",     "EC",  521, 66, CurveUse.BOTH,      Requirement.OPTIONAL,         "RFC 7518 section 6.2.1.1",
          "NIST P-521, also called secp521r1"),
    Curve("Ed25519",   "OKP", 256, 32, CurveUse.SIGNATURE, Requirement.OPTIONAL,         "RFC 8037 section 3.1",
          "Edwards curve over 2^255 - 19, for EdDSA"),
    Curve("Ed448",     "OKP", 448, 57, CurveUse.SIGNATURE, Requirement.OPTIONAL,         "RFC 8037 section 3.1",
          "Edwards curve Goldilocks, for EdDSA"),
    Curve("X25519",    "OKP", 256, 32, CurveUse.AGREEMENT, Requirement.OPTIONAL,         "RFC 8037 section 3.2",
          "Montgomery curve over 2^255 - 19, for ECDH"),
    Curve("X448",      "OKP", 448, 56, CurveUse.AGREEMENT, Requirement.OPTIONAL,         "RFC 8037 section 3.2",
          "Montgomery curve of the Goldilocks field, for ECDH"),
    Curve("secp256k1", "EC",  256, 32, CurveUse.BOTH,      Requirement.OPTIONAL,         "RFC 8812 section 3.1",
          "SECG secp256k1, the curve of Bitcoin"),
    Curve("BP-256",    "EC",  256, 32, CurveUse.BOTH,      None,                         "RFC 5639 section 3.4",
          "brainpoolP256r1; the name is of German health care and not registered"),
    Curve("BP-384",    "EC",  384, 48, CurveUse.BOTH,      None,                         "RFC 5639 section 3.6",
          "brainpoolP384r1; the name is of German health care and not registered"),
    Curve("BP-512",    "EC",  512, 64, CurveUse.BOTH,      None,                         "RFC 5639 section 3.7",
          "brainpoolP512r1; the name is of German health care and not registered"),
)
# fmt: on

CURVES: Final[Mapping[str, Curve]] = MappingProxyType({row.name: row for row in _ROWS})
