"""What is at hand for a trial: the keys, the secret in all its readings, and whether a key would be taken."""

from __future__ import annotations

from collections.abc import Iterator

from webapp.jose.diagnose.bench import Bench
from webapp.jose.diagnose.case import SignatureCase, public_part, secret_of
from webapp.jose.diagnose.secret import secret_readings
from webapp.jose.jwk.key import Key
from webapp.jose.registry.algorithms import JWS_ALGORITHMS
from webapp.jose.trace import Outcome


def keys_for(case: SignatureCase, kty: str) -> Iterator[Key]:
    """The keys of one type at hand, the one that was tried first; of a secret also its other readings."""
    yield from (public_part(key) for key in case.keys(kty))
    if kty == "oct":
        yield from (secret_of(reading.octets) for reading in secret_readings(case.given))


def algorithms_for(key: Key, first: str = "") -> tuple[str, ...]:
    """The algorithms computed here that this key fits, one of them first."""
    fitting = [
        name
        for name, row in JWS_ALGORITHMS.items()
        if row.supported
        and row.kty == key.kty
        and (not row.crv or key.crv in row.crv)
        and (key.kty != "AKP" or key.alg in (None, name))
    ]
    return tuple(sorted(fitting, key=lambda name: name != first))


def verifies_over(case: SignatureCase, bench: Bench, signing_input: bytes) -> bool:
    """Whether a key at hand verifies the signature over other octets than the token's."""
    keys = case.keys(case.kty) if case.kty else ()
    return any(bench.verifies(case.alg, public_part(key), signing_input, case.octets) for key in keys)


def is_right(case: SignatureCase) -> bool:
    """Whether the mathematics came out right, and it is a rule that fails."""
    return any(step.code == "jws.signature" and step.outcome is Outcome.PASSED for step in case.verification.steps)


def is_taken(case: SignatureCase, key: Key) -> bool:
    """Whether a verifier would try this key for the token, so that correcting the token alone is enough."""
    given = case.given.keys.keys
    fits = key.use != "enc" and key.alg in (None, case.alg)
    return any(own.members == key.members or public_part(own).members == key.members for own in given) and (
        len(given) == 1 or (fits and (case.kid is None or key.kid in (None, case.kid)))
    )


def whose(case: SignatureCase, key: Key) -> str:
    """The key in a title, when it is not the one that the token names: " (with key 2 of the 3)"; else nothing."""
    tried, count = case.verification.key, len(case.given.keys.keys)
    if count < 2 or (tried is not None and tried.index == key.index):
        return ""
    return f" (with key {key.index + 1} of the {count} given)"
