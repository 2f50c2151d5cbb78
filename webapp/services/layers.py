"""What is inside what: every layer of a nested token judged in place, with the keys given (RFC 7519 section 5.2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final, TypeGuard, TypeVar

from webapp.jose.artefact import TOKENS, Artefact, Kind
from webapp.jose.finding import Certainty, Diagnosis
from webapp.jose.jwk.parse import KeyText
from webapp.jose.limits import Limits
from webapp.jose.trace import UNCHECKED, Light, Outcome
from webapp.services.decryption import decrypt_layer, iterations_of
from webapp.services.questions import Question
from webapp.services.reasons import PUBLISHED, because
from webapp.services.results import DecryptionResult, Verdict, VerificationResult
from webapp.services.verdict import Words, forged_words
from webapp.services.verification import verify_layer

_Result = TypeVar("_Result", VerificationResult, DecryptionResult)
# Reasons that tell of another key than the one given, or of none.
_OF_OTHERS: Final = (PUBLISHED, "key.recovered", "time.", "claims.")


def with_layers(result: _Result, keys: KeyText, question: Question, limits: Limits, level: int = 1) -> _Result:
    """The same result with the one about what is inside, and so on, as deep as limits.nesting allows.

    All layers share the PBES2 iterations of one request. How many are asked for behind an encryption nobody can see
    beforehand, so that the work is done where it is: half of them at most.
    """
    token = _inside(result)
    if token is None or level >= limits.nesting:
        return result
    left = max(limits.pbes2_iterations - iterations_of(result), 0)
    shared = replace(limits, pbes2_iterations=min(left, limits.pbes2_iterations // 2) if level == 1 else left)
    inner = _judged(token, keys, replace(question, input=token.text, content=None), shared, level + 1)
    if not question.inner_key and _is_other_layers(inner, result):
        inner = _not_its_key(inner)
    told = f"{result.explanation} Inside: {' › '.join(_headlines(inner))}.".lstrip()
    if isinstance(result, VerificationResult):
        return replace(result, inner=inner, explanation=told)
    return replace(result, inner=inner, explanation=told, verification=_verification(inner))


def _inside(result: VerificationResult | DecryptionResult) -> Artefact | None:
    """The token that is the content of this layer. The Key Binding JWT of an SD-JWT is no content."""
    if isinstance(result, DecryptionResult) and result.content is not None:
        return result.content if result.content.kind in TOKENS else None
    artefact = result.artefact
    if artefact is None or artefact.payload is None or artefact.payload.media != "jwt":
        return None
    nested = artefact.nested
    return nested if nested is not None and (nested.serialization or nested.kind in TOKENS) else None


def _judged(
    token: Artefact, keys: KeyText, question: Question, limits: Limits, level: int
) -> VerificationResult | DecryptionResult:
    if token.kind is Kind.JWE:
        decrypted = with_layers(decrypt_layer(keys, question, limits), keys, question, limits, level)
        return _without_its_key(decrypted) if _has_no_key(decrypted) else decrypted
    verified = with_layers(verify_layer(keys, question, limits), keys, question, limits, level)
    if verified.inner is not None and verified.artefact is not None:
        verified = replace(verified, artefact=replace(verified.artefact, nested=None))
    return _unverified(verified) if verified.signature.outcome is Outcome.UNCHECKED else verified


def _has_no_key(result: DecryptionResult) -> bool:
    """Whether nothing was tried, because none of the keys is for this layer."""
    return result.verdict is not Verdict.DECRYPTED and bool(result.steps) and result.steps[-1].code == "jwe.key"


def _without_its_key(result: DecryptionResult) -> DecryptionResult:
    """A key for another layer is no failure of this one."""
    told = f"{result.steps[-1].summary}. Paste its key into the key box, beside the others."
    return replace(result, verdict=Verdict.UNDECRYPTABLE, headline="Not decrypted yet", explanation=told)


def _unverified(result: VerificationResult) -> VerificationResult:
    """The same for a layer that is signed; what keeps every key from verifying it stays as it is."""
    last = next((step for step in reversed(result.steps) if step.code.startswith("jws.")), None)
    if last is None or last.code != "jws.key":
        return result
    words = _unverified_words(result, f"{last.summary}. Paste its key into the key box, beside the others.")
    return replace(
        result,
        verdict=Verdict.UNVERIFIABLE,
        headline=words.headline,
        explanation=words.explanation,
        key_trust=UNCHECKED,
    )


def _unverified_words(result: VerificationResult, told: str) -> Words:
    """That its key is missing; but that everybody has its key is said first."""
    published = next((reason for reason in result.diagnoses if reason.code == PUBLISHED), None)
    return forged_words(because(published)) if published else Words("Not verified yet", told)


def _is_other_layers(
    inner: VerificationResult | DecryptionResult, outer: VerificationResult | DecryptionResult
) -> TypeGuard[VerificationResult]:
    """Whether a signature inside was held to the key that the layer around it is done with, which it does not name."""
    if not isinstance(inner, VerificationResult) or inner.signature.outcome is not Outcome.FAILED or inner.key is None:
        return False
    is_done = outer.signature.outcome is Outcome.PASSED if isinstance(outer, VerificationResult) else outer.plaintext
    kid = inner.artefact.header.get("kid") if inner.artefact and inner.artefact.header else None
    is_meant = (kid and kid == inner.key.kid) or any(map(_tells_of_this_key, inner.diagnoses))
    return bool(is_done) and inner.key == outer.key and not is_meant


def _tells_of_this_key(reason: Diagnosis) -> bool:
    """Whether an experiment came out right with the key: then it is the key, and something else is wrong."""
    return reason.certainty is Certainty.PROVEN and not reason.code.startswith(_OF_OTHERS)


def _not_its_key(result: VerificationResult) -> VerificationResult:
    """Nobody said that this key is for both layers. What its octets tell of the key that signed stays told."""
    told = "Only the key of the layer around it was given, and that key did not sign it"
    steps = tuple(
        replace(step, outcome=Outcome.UNCHECKED, summary=f"{told}.") if step.code == "jws.signature" else step
        for step in result.steps
        if step.code != "jws.key-trust"
    )
    words = _unverified_words(result, f"{told}. Paste its key into the key box, beside the other.")
    return replace(
        result,
        verdict=Verdict.UNVERIFIABLE,
        headline=words.headline,
        explanation=words.explanation,
        signature=Light(outcome=Outcome.UNCHECKED, summary=told),
        key_trust=UNCHECKED,
        steps=steps,
    )


def _headlines(inner: VerificationResult | DecryptionResult | None) -> Iterator[str]:
    """What was found of each layer, from the outside to the inside."""
    while inner is not None:
        yield f"{inner.headline[:1].lower()}{inner.headline[1:]}".replace(": ", ", ")
        inner = inner.inner


def _verification(inner: VerificationResult | DecryptionResult) -> VerificationResult | None:
    """The verdict on a JWS that was inside, when one of the keys that were given may check it."""
    if not isinstance(inner, VerificationResult):
        return None
    is_checked = inner.signature.outcome is not Outcome.UNCHECKED and inner.key_trust.outcome is not Outcome.FAILED
    return replace(inner, inner=None) if is_checked else None
