"""Is it genuine, and may it pass? The four verdicts about a pasted token, and the trace behind them."""

from __future__ import annotations

from webapp.jose.artefact import Artefact, Kind
from webapp.jose.describe import describe, describe_jws
from webapp.jose.detect import Detection, Found, detect
from webapp.jose.jwk.parse import KeyText
from webapp.jose.jws import compact
from webapp.jose.jws.compact import CompactJws
from webapp.jose.jws.verify import Verification
from webapp.jose.jws.verify import verify as verify_signature
from webapp.jose.jwt import claims_set, time
from webapp.jose.limits import Limits
from webapp.jose.trace import Light, Outcome
from webapp.services.questions import Question
from webapp.services.results import SignatureResult, Verdict, VerificationResult
from webapp.services.verdict import headline


def verify(question: Question, limits: Limits) -> VerificationResult:
    """Verify the first JWS of a paste with the keys given. Of anything else the result says what it is."""
    keys = question.read_keys(limits)
    detection = detect(question.input, limits)
    found = next((f for f in detection.found if f.kind is Kind.JWS), None)
    if found is None:
        return _no_jws(detection, keys, question, limits)
    return verify_found(found, detection, keys, question, limits)


def verify_found(
    found: Found, detection: Detection, keys: KeyText, question: Question, limits: Limits
) -> VerificationResult:
    """Verify a JWS that was detected already."""
    jws = compact.parse(found.excerpt, limits)
    artefact = describe_jws(jws, limits, question.expected.at)
    checked = verify_signature(jws, keys.keys, limits)
    times = time.check(artefact.claims, question.expected)
    claims = claims_set.check(jws.header.values, artefact.claims, question.expected)
    lights = (checked.signature, checked.key_trust, times.light, claims.light)
    verdict = _verdict(lights, checked, keys)
    return VerificationResult(
        verdict=verdict,
        **headline(verdict, lights, artefact, keys),
        signature=checked.signature,
        key_trust=checked.key_trust,
        time=times.light,
        claims=claims.light,
        steps=(*checked.steps, *times.steps, *claims.steps),
        key=checked.key,
        keys=keys.keys,
        key_problems=keys.problems,
        signatures=(_signature(jws, checked),),
        artefact=artefact,
        stripped=detection.stripped,
    )


def _signature(jws: CompactJws, checked: Verification) -> SignatureResult:
    alg, kid = (jws.header.values.get(name) for name in ("alg", "kid"))
    return SignatureResult(
        index=0,
        alg=alg if isinstance(alg, str) else None,
        kid=kid if isinstance(kid, str) else None,
        signature=checked.signature,
        steps=checked.steps,
    )


def _verdict(lights: tuple[Light, ...], checked: Verification, keys: KeyText) -> Verdict:
    """Valid only when the signature was checked and nothing failed; unverifiable when there was no usable key."""
    if checked.signature.outcome is Outcome.FAILED:
        return Verdict.INVALID
    if checked.signature.outcome is Outcome.UNCHECKED and not any(key.is_usable for key in keys.keys):
        return Verdict.UNVERIFIABLE
    if any(light.outcome is Outcome.FAILED for light in lights):
        return Verdict.INVALID
    return Verdict.VALID if checked.signature.outcome is Outcome.PASSED else Verdict.UNVERIFIABLE


def _no_jws(detection: Detection, keys: KeyText, question: Question, limits: Limits) -> VerificationResult:
    """There is nothing with a signature here: say what there is."""
    artefact = describe(detection.found[0], limits, question.expected.at) if detection.found else None
    return VerificationResult(
        verdict=Verdict.UNVERIFIABLE,
        headline="There is no signature to verify",
        explanation=_instead(artefact),
        keys=keys.keys,
        key_problems=keys.problems,
        artefact=artefact,
        stripped=detection.stripped,
        problems=detection.problems,
    )


def _instead(artefact: Artefact | None) -> str:
    if artefact is None:
        return "Paste a token into the first box."
    if artefact.kind is Kind.JWE:
        return "This is a JWE: encrypted, not signed. Decrypt it first; what is inside may be signed."
    if artefact.keys:
        return "This is a key, not a token. Paste the token here, and the key into the second box."
    return "Neither a JWS nor a JWE was recognised in this text."
