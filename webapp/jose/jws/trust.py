"""May this key be used for this? The key verdict, apart from the mathematics (RFC 7517 section 4)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from webapp.jose.jwk.key import Key
from webapp.jose.jwk.select import Candidate
from webapp.jose.registry.algorithms import JWS_ALGORITHMS
from webapp.jose.trace import Light, Outcome, Severity, Step

_GRAVE: Final = (Severity.CRITICAL, Severity.HIGH)
# The rule that a short RSA modulus breaks; it is told here by the algorithm's own minimum.
_SHORT_MODULUS: Final = "K09"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trust:
    """The light, and the step that explains it."""

    light: Light
    step: Step


def key_trust(alg: str, candidate: Candidate) -> Trust:
    """Judge a key for an algorithm. Step code: jws.key-trust."""
    objections = [*(reason.message for reason in candidate.objections), *_weaknesses(alg, candidate.key)]
    warnings = [reason.message for reason in candidate.warnings]
    if objections:
        return _trust(Outcome.FAILED, objections[0], [*objections, *warnings])
    if warnings:
        return _trust(Outcome.WARNING, warnings[0], warnings)
    return _trust(Outcome.PASSED, f"It may be used for {alg}; it was given by you, not by the token", [])


def _weaknesses(alg: str, key: Key) -> Iterator[str]:
    row = JWS_ALGORITHMS.get(alg)
    if row and key.bits < row.minimum_bits:
        what = "The secret" if key.kty == "oct" else "The modulus"
        yield f"{what} has {key.bits:,} bits; {alg} needs at least {row.minimum_bits:,} ({row.reference})"
    for finding in key.findings:
        if finding.severity in _GRAVE and finding.rule != _SHORT_MODULUS:
            yield finding.message


def _trust(outcome: Outcome, summary: str, lines: list[str]) -> Trust:
    step = Step(
        code="jws.key-trust",
        name="Key may be used",
        outcome=outcome,
        summary=summary,
        detail="\n".join(lines) if len(lines) > 1 else None,
        reference="RFC 8725 section 3.5",
    )
    return Trust(light=Light(outcome=outcome, summary=summary), step=step)
