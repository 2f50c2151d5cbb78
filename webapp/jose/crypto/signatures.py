"""The mathematics of signatures and MACs, by jwcrypto's primitive layer (RFC 7518 section 3).

The signing input is the exact octets received; nothing is re-encoded. Whether a key may be used is decided elsewhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from cryptography.exceptions import InvalidSignature

from webapp.jose.crypto import engine
from webapp.jose.crypto.keys import to_jwk
from webapp.jose.text import Problem


class SignatureOutcome(StrEnum):
    """What the mathematics says."""

    VERIFIED = "verified"
    WRONG = "wrong"
    IMPOSSIBLE = "impossible"


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureCheck:
    """The outcome, and the reason when the check could not be made."""

    outcome: SignatureOutcome
    problem: Problem | None = None


def verify(alg: str, members: Mapping[str, str], signing_input: bytes, signature: bytes) -> SignatureCheck:
    """Check a signature over the exact octets of the JWS Signing Input.

    The caller has checked the signature's length, the key's type and its curve: the library does not (all of the time).
    Problems: those of to_jwk, and crypto.signature for what the library refuses.
    """
    engine.configure()
    jwk = to_jwk(members)
    if isinstance(jwk, Problem):
        return SignatureCheck(outcome=SignatureOutcome.IMPOSSIBLE, problem=jwk)
    try:
        engine.signing(alg).verify(jwk, signing_input, signature)
    except InvalidSignature:
        return SignatureCheck(outcome=SignatureOutcome.WRONG)
    except Exception as error:  # noqa: BLE001  the one adapter: whatever the libraries raise becomes a reason
        return SignatureCheck(
            outcome=SignatureOutcome.IMPOSSIBLE,
            problem=engine.refusal("crypto.signature", "check the signature", error),
        )
    return SignatureCheck(outcome=SignatureOutcome.VERIFIED)


def sign(alg: str, members: Mapping[str, str], signing_input: bytes) -> bytes | Problem:
    """Sign the exact octets of a JWS Signing Input. Problems: those of to_jwk, and crypto.signature."""
    engine.configure()
    jwk = to_jwk(members)
    if isinstance(jwk, Problem):
        return jwk
    try:
        signature = engine.signing(alg).sign(jwk, signing_input)
    except Exception as error:  # noqa: BLE001  the one adapter
        return engine.refusal("crypto.signature", "sign", error)
    return bytes(signature)
