"""The length that a signature must have: the library accepts others (RFC 7518 section 3, RFC 8037, RFC 9964)."""

from __future__ import annotations

from typing import Final

from webapp.jose.jwk.key import Key
from webapp.jose.registry.algorithms import JWS_ALGORITHMS
from webapp.jose.segments import Segment
from webapp.jose.text import Problem, counted

_EDDSA: Final = {"Ed25519": 64, "Ed448": 114}


def signature_length(alg: str, key: Key) -> int:
    """The octets that a signature of this alg by this key has; 0 when it cannot be told."""
    if alg == "EdDSA":
        return _EDDSA.get(key.crv or "", 0)
    if key.kty == "RSA":
        return -(-key.bits // 8)
    row = JWS_ALGORITHMS.get(alg)
    return row.signature_octets if row else 0


def wrong_at_sight(alg: str, signature: Segment) -> Problem | None:
    """What the length alone says against a signature, without any key. Problem: signature.length."""
    due, found = JWS_ALGORITHMS[alg].signature_octets, len(signature.octets)
    if not due or due == found or alg == "none" or is_of_several_parts(signature):
        return None
    return Problem(
        code="signature.length",
        message=f"The signature has {counted(found, 'octet')}; {alg} makes {due:,}{_hint(alg, signature.octets, due)}",
        span=signature.span,
        reference=JWS_ALGORITHMS[alg].reference,
    )


def is_of_several_parts(signature: Segment) -> bool:
    """Whether there are more dots than belong there: then the count of parts is wrong, and no length says anything."""
    return "." in signature.encoded.text


def length_problem(alg: str, key: Key, signature: bytes) -> Problem | None:
    """Problem: signature.length, with what the other length may mean."""
    due, found = signature_length(alg, key), len(signature)
    if not due or due == found:
        return None
    size = counted(found, "octet")
    return Problem(
        code="signature.length",
        message=f"The signature has {size}; {alg} with this key makes {due:,}{_hint(alg, signature, due)}",
        reference=JWS_ALGORITHMS[alg].reference,
    )


def _hint(alg: str, signature: bytes, due: int) -> str:
    if not signature:
        return ": it is missing"
    if alg.startswith("ES") and signature[:1] == b"\x30" and len(signature) > due // 2:
        return f": it begins {signature[:4].hex(' ')}, like an ASN.1 sequence (DER), where R and S side by side are due"
    if len(signature) < due:
        return ": it looks cut short"
    return ""
