"""What the certificate of a key says: the one that it came in, or the first of its "x5c" (RFC 7517 section 4.7)."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from typing import Final

from webapp.jose.crypto.containers import Loaded, load_certificate
from webapp.jose.jwk.key import Key

_LONGEST: Final = 65_536


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateFacts:
    """Names as RFC 4514 writes them, the first and the last second, and what "x5t#S256" is of it."""

    subject: str | None
    issuer: str | None
    not_before: int
    not_after: int
    digest: str


def certificate_of(key: Key) -> CertificateFacts | None:
    """The facts of a key's certificate; None for a key that has none, or one that cannot be read."""
    if key.validity:
        return _facts(key.subject, key.issuer, key.validity, key.certificate_digest)
    chain = key.jwk.get("x5c")
    first = chain[0] if isinstance(chain, list) and chain else None
    if not isinstance(first, str) or len(first) > _LONGEST:
        return None
    try:
        loaded = load_certificate(base64.b64decode(first, validate=True))
    except (binascii.Error, ValueError):
        return None
    if not isinstance(loaded, Loaded) or not loaded.validity:
        return None
    return _facts(loaded.subject, loaded.issuer, loaded.validity, loaded.certificate_digest)


def _facts(subject: str | None, issuer: str | None, validity: tuple[int, int], digest: str) -> CertificateFacts:
    first, last = validity
    return CertificateFacts(subject=subject, issuer=issuer, not_before=first, not_after=last, digest=digest)
