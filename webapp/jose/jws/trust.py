"""May this key be used for this? The key verdict, apart from the mathematics (RFC 7517 section 4)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from webapp.jose.base64url import decode
from webapp.jose.jwk.key import Key
from webapp.jose.jwk.public_text import is_public_text
from webapp.jose.jwk.select import Candidate, Reason, Weight
from webapp.jose.registry.algorithms import JWS_ALGORITHMS
from webapp.jose.text import Excerpt
from webapp.jose.trace import Light, Outcome, Severity, Step

_NAME: Final = "Key may be used"
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
    objections = [*candidate.objections, *_weaknesses(alg, candidate.key)]
    if objections:
        return _trust(Outcome.FAILED, [*objections, *candidate.warnings])
    if candidate.warnings:
        return _trust(Outcome.WARNING, list(candidate.warnings))
    good = f"It may be used for {alg}; it does not come from the token itself"
    step = Step(code="jws.key-trust", name=_NAME, outcome=Outcome.PASSED, summary=good, reference="RFC 7517 section 4")
    return Trust(light=Light(outcome=Outcome.PASSED, summary=good), step=step)


def _weaknesses(alg: str, key: Key) -> Iterator[Reason]:
    row = JWS_ALGORITHMS.get(alg)
    if key.kty == "oct" and is_public_text(decode(Excerpt.whole(key.members.get("k", ""))).octets):
        message = "The secret is the text or the octets of a public key, which everybody has: anybody can sign with it"
        yield Reason(code="key.public-text", weight=Weight.OBJECTION, message=message, reference="RFC 8725 section 2.1")
    if row and key.bits < row.minimum_bits:
        what = "The secret" if key.kty == "oct" else "The modulus"
        message = f"{what} has {key.bits:,} bits; {alg} needs at least {row.minimum_bits:,}"
        yield Reason(code="key.weak", weight=Weight.OBJECTION, message=message, reference=row.reference)
    for finding in key.findings:
        if finding.severity in _GRAVE and finding.rule != _SHORT_MODULUS:
            weight, reference = Weight.OBJECTION, finding.reference
            yield Reason(code=finding.code, weight=weight, message=finding.message, reference=reference)


def _trust(outcome: Outcome, reasons: list[Reason]) -> Trust:
    first = reasons[0]
    step = Step(
        code="jws.key-trust",
        name=_NAME,
        outcome=outcome,
        summary=first.message,
        reason=first.code,
        detail="\n".join(reason.message for reason in reasons) if len(reasons) > 1 else None,
        reference=first.reference,
    )
    return Trust(light=Light(outcome=outcome, summary=first.message), step=step)
