"""The key that was given cannot be used at all: broken, encrypted, or none (RFC 7517 section 4)."""

from __future__ import annotations

from webapp.jose.diagnose.bench import Bench
from webapp.jose.diagnose.case import DecryptionCase, Given, SignatureCase
from webapp.jose.diagnose.words import likely
from webapp.jose.finding import Diagnosis
from webapp.jose.trace import Outcome, Step


def for_signature(case: SignatureCase, _bench: Bench) -> Diagnosis | None:
    """What the choice of the key says of it."""
    return _told(case.given, case.verification.steps)


def for_decryption(case: DecryptionCase, _bench: Bench) -> Diagnosis | None:
    """The same for a token that is encrypted."""
    return _told(case.given, case.decryption.steps)


def _told(given: Given, steps: tuple[Step, ...]) -> Diagnosis | None:
    step = next((one for one in steps if one.code in ("jws.key", "jwe.key") and one.outcome is Outcome.FAILED), None)
    if step is None or given.keys.is_usable or not given.key_text.strip():
        return None
    return likely(
        "key.unusable",
        step.summary.rstrip("."),
        "A key was given, but nothing can be computed with it, so that the token itself was not tried.",
        "Put the key right, or export it again from where it was made: as a JWK, a JWK Set or a PEM.",
        reference=step.reference or "RFC 7517 section 4",
    )
