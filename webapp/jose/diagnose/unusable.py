"""The key that was given cannot be used at all: broken, encrypted, or none (RFC 7517 section 4)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from webapp.jose.diagnose.bench import Bench
from webapp.jose.diagnose.case import DecryptionCase, Given, SignatureCase
from webapp.jose.diagnose.words import likely
from webapp.jose.finding import Diagnosis
from webapp.jose.text import Problem
from webapp.jose.trace import Outcome, Step

# What is due for each problem of a key: the title, and what to do. Another way to write the key helps with the others.
_OTHER: Final = (
    "The key that was given cannot be used",
    "Put the key right, or export it again from where it was made: as a JWK, a JWK Set or a PEM.",
)
_NEXT: Final[Mapping[str, tuple[str, str]]] = {
    "pem.encrypted": (
        "The key is locked, and its password was not given",
        "Give its password in the field below the key. The public key or the certificate is enough to verify.",
    ),
    "pem.password": (
        "The key is locked, and the password does not open it",
        "Give the password that the key was encrypted with. The public key or the certificate is enough to verify.",
    ),
    "key.json-metadata": (
        "The metadata of a provider were given, not its keys",
        'Open the address that its "jwks_uri" names, and paste what it answers, a JWK Set, in place of the metadata.',
    ),
}


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
    problem = _problem(given)
    # The titles of these say it all, and above them stands what is wrong with the key.
    told = "" if problem and problem.code in _NEXT else f"{step.summary.rstrip('.')}. "
    title, remedy = _NEXT.get(problem.code if problem else "", _OTHER)
    return likely(
        "key.unusable",
        title,
        f"{told}Nothing can be computed with it, so that the token itself was not tried.",
        remedy,
        reference=(problem.reference if problem else None) or step.reference or "RFC 7517 section 4",
    )


def _problem(given: Given) -> Problem | None:
    """What makes it useless: the last that is said of the first key, or what is wrong with the text."""
    of_key = given.keys.keys[0].problems if given.keys.keys else ()
    return of_key[-1] if of_key else next(iter(given.keys.problems), None)
