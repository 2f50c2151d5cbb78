"""What an X.509 certificate says of itself: its key and when it is valid (RFC 5280 section 4.1)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from cryptography import x509

from webapp.jose.crypto import engine, pyca
from webapp.jose.text import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """A certificate. not_before and not_after are seconds since the epoch, both within the period of validity.

    members are those of its public key, empty where JOSE has no name for the key.
    """

    der: bytes = field(repr=False)
    not_before: int
    not_after: int
    members: Mapping[str, str] = field(repr=False)

    def is_valid_at(self, moment: int) -> bool:
        """Whether the moment is within its period of validity (RFC 5280 section 4.1.2.5)."""
        return self.not_before <= moment <= self.not_after


def read_certificate(der: bytes) -> Certificate | Problem:
    """The certificate that the octets are. Nothing is said of who signed it. Code: certificate.content."""
    try:
        certificate = x509.load_der_x509_certificate(der)
        first, last = validity(certificate)
        return Certificate(
            der=der,
            not_before=first,
            not_after=last,
            members=_members(certificate),
        )
    except Exception as error:  # noqa: BLE001  the one adapter
        return engine.refusal("certificate.content", "read these octets as a certificate", error)


def validity(certificate: x509.Certificate) -> tuple[int, int]:
    """The first and the last second of its period of validity."""
    return int(certificate.not_valid_before_utc.timestamp()), int(certificate.not_valid_after_utc.timestamp())


def _members(certificate: x509.Certificate) -> Mapping[str, str]:
    try:
        members = pyca.public_members(certificate.public_key())
    except Exception:  # noqa: BLE001  the one adapter
        return {}
    return {} if isinstance(members, Problem) else members
