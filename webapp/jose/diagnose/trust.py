"""The signature verifies, but this key must not be used for it: what forbids it (RFC 7517 section 4)."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from webapp.jose.diagnose.bench import Bench
from webapp.jose.diagnose.case import SignatureCase
from webapp.jose.diagnose.published import where_published
from webapp.jose.diagnose.words import proven
from webapp.jose.finding import Diagnosis

# The reason of the key step: the code, title and remedy that belong to it.
_REASONS: Final = MappingProxyType(
    {
        "key.use": (
            "key.use-forbids",
            'The signature is right, but the key\'s own "use" forbids it',
            'Set "use" to "sig" in the JWK if the key is meant for signatures, or sign with another key.',
        ),
        "key.key-ops": (
            "key.operations-forbid",
            'The signature is right, but the key\'s own "key_ops" forbid it',
            'Add "verify" to the "key_ops" of the public key, or leave the member out.',
        ),
        "key.alg": (
            "key.algorithm-forbids",
            'The signature is right, but the key\'s own "alg" is another one',
            'Have the signer use the algorithm that the key is for, or change "alg" in the JWK Set to the one in use.',
        ),
        "key.weak": (
            "key.too-short",
            "The signature is right, but the key is too short to be safe",
            "Make a new key of the size that is due. jjwt, IdentityModel and Nimbus refuse shorter ones.",
        ),
        "key.public-text": (
            "key.confusion",
            "Attack: the MAC is made with the text of a public key, which everybody has",
            "Refuse this token, and allow only the algorithm that is expected: a public key is never a secret.",
        ),
    }
)
_UNSAFE: Final = ("key.unsafe", "The signature is right, but this key is not safe", "Make a new key for both sides.")


def forbidden(case: SignatureCase, _bench: Bench) -> Diagnosis | None:
    """What the key verdict failed for."""
    step = next((s for s in case.verification.steps if s.code == "jws.key-trust"), None)
    if step is None or step.outcome != "failed":
        return None
    code, title, remedy = _REASONS.get(step.reason or "", _UNSAFE)
    where = where_published(case.verification.key) if case.verification.key else ""
    known = f" It is published, too: {where}." if where else ""
    return proven(code, title, f"{step.summary}.{known}", remedy, reference=step.reference)
