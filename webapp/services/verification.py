"""Is it genuine, and may it pass? The four verdicts about a pasted token, and the trace behind them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from webapp.jose.artefact import Artefact, Kind
from webapp.jose.describe.artefacts import describe_token, named, read_jws
from webapp.jose.describe.jws import claims_of
from webapp.jose.describe.sd_jwt import describe_sd_jwt, read_sd_jwt
from webapp.jose.detect import Detection, detect
from webapp.jose.diagnose.case import SignatureCase
from webapp.jose.jose_header import JoseHeader
from webapp.jose.jwk.parse import KeyText
from webapp.jose.jws.jws import Jws, JwsSignature
from webapp.jose.jws.verify import Verification
from webapp.jose.jws.verify import verify as verify_signature
from webapp.jose.jwt import claims_set, time
from webapp.jose.jwt.claims_set import ClaimsCheck
from webapp.jose.jwt.time import TimeCheck
from webapp.jose.limits import Limits
from webapp.jose.segments import encoded_segment
from webapp.jose.text import Excerpt, Problem
from webapp.jose.trace import Light, Lights, Outcome
from webapp.services.named_keys import proof_keys, with_thumbprints
from webapp.services.questions import Question
from webapp.services.reading import Looked, Reading
from webapp.services.reasons import explained, foreign
from webapp.services.results import SignatureResult, Verdict, VerificationResult
from webapp.services.sd_jwt import check_presentation, claims_presented
from webapp.services.verdict import no_token, several, words

_NOTHING = Verification(steps=(), signature=Light(outcome=Outcome.UNCHECKED, summary="There is no signature to check"))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Judged:
    """One signature with all that was judged of it."""

    signature: JwsSignature
    checked: Verification
    claims: ClaimsCheck
    time: TimeCheck

    @property
    def lights(self) -> Lights:
        """Its four verdicts."""
        return Lights(
            signature=self.checked.signature,
            key_trust=self.checked.key_trust,
            time=self.time.light,
            claims=self.claims.light,
        )

    @property
    def rank(self) -> tuple[bool, int]:
        """How well it came out: whether the signature passed, then how little failed."""
        failed = sum(light.outcome is Outcome.FAILED for light in self.lights.all)
        return self.checked.signature.outcome is Outcome.PASSED, -failed


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answer:
    """A result with what it was made from, so that its failure can be explained."""

    result: VerificationResult
    reading: Reading
    jws: Jws
    best: _Judged
    place: int
    verifications: tuple[Verification, ...]

    @property
    def is_verified(self) -> bool:
        """Whether the mathematics of a signature came out right."""
        return self.result.signature.outcome is Outcome.PASSED

    def case(self, keys: KeyText, question: Question, limits: Limits) -> SignatureCase:
        """What the experiments are given."""
        return SignatureCase(
            given=question.given(keys, limits),
            jws=self.jws,
            signature=self.best.signature,
            verification=self.best.checked,
        )


def verify_layer(keys: KeyText, question: Question, limits: Limits) -> VerificationResult:
    """What verify_looked answers, where nobody asks for more."""
    return verify_looked(Looked(detection=detect(question.input, limits), keys=keys), question, limits)[0]


def verify_looked(looked: Looked, question: Question, limits: Limits) -> tuple[VerificationResult, Looked]:
    """Verify the JWS of a paste that the keys fit, or the first. Of anything else the result says what it is.

    Only this layer: what is inside of it is described, and judged by layers.py. What was read and computed comes along.
    """
    detection, keys = looked.detection, looked.keys
    found = [place for place, one in enumerate(detection.found) if one.kind in (Kind.JWS, Kind.SD_JWT)]
    if not found:
        looked = looked.with_readings(range(len(detection.found))[:1], limits, question.expected.at)
        return _no_jws(looked, question), looked
    tried = list(_tries(found, looked, question, limits))
    first = tried[-1] if tried[-1].is_verified else tried[0]
    result = explained(first.result, first.case(keys, question, limits), first.best.claims, first.best.time)
    readings = {one.place: one.reading for one in tried}
    known = replace(looked, place=first.place, readings=readings, verifications=first.verifications)
    problems = (*result.problems, *several(detection, result.artefact))
    return replace(result, problems=problems, others=known.others(limits, question.expected.at)), known


def _tries(found: list[int], looked: Looked, question: Question, limits: Limits) -> Iterator[_Answer]:
    """One token after the other until one is verified."""
    for place in found:
        answer = _verify_found(place, looked.detection, looked.keys, question, limits)
        yield answer
        if answer.is_verified:
            return


def _verify_found(place: int, detection: Detection, keys: KeyText, question: Question, limits: Limits) -> _Answer:
    found = detection.found[place]
    sd_jwt = read_sd_jwt(found, limits)
    jws = sd_jwt.issuer_signed if sd_jwt else read_jws(found, limits)
    at = question.expected.at
    jws = _with_content(jws, keys, question, limits)
    token_claims = claims_of(jws, limits)
    artefact = (
        describe_sd_jwt(sd_jwt, limits, at) if sd_jwt else named(describe_token(jws, token_claims, limits, at), found)
    )
    judged = _judge_all(jws, artefact, keys, question, limits)
    if sd_jwt:
        presentation = check_presentation(sd_jwt, question.expected, limits)
        judged = [replace(one, claims=presentation.added_to(one.claims)) for one in judged]
    best = max(judged, key=lambda one: one.rank)
    lights = replace(best.lights, signature=_signature_light(judged, best))
    verdict = _verdict(best, keys)
    told = words(verdict, lights, best.time.brief, artefact, keys)
    result = VerificationResult(
        verdict=verdict,
        headline=told.headline,
        explanation=told.explanation,
        signature=lights.signature,
        key_trust=lights.key_trust,
        time=lights.time,
        claims=lights.claims,
        steps=(*best.checked.steps, *best.time.steps, *best.claims.steps),
        key=best.checked.key,
        index=best.signature.index if len(judged) > 1 else None,
        keys=keys.keys,
        key_problems=keys.problems,
        signatures=tuple(_published(one) for one in judged if jws.signatures),
        artefact=with_thumbprints(artefact, keys.keys, proof_keys(detection.found, limits)),
        stripped=detection.stripped,
        problems=_about_content(question, jws),
    )
    return _Answer(
        result=result,
        reading=Reading(artefact=artefact, jws=jws, claims=token_claims, sd_jwt=sd_jwt),
        jws=jws,
        best=best,
        place=place,
        verifications=tuple(one.checked for one in judged) if keys.keys and jws.signatures else (),
    )


def _with_content(jws: Jws, keys: KeyText, question: Question, limits: Limits) -> Jws:
    """The JWS with the content that travels apart: of the forms that it can have had, the one that was signed."""
    if not jws.is_detached:
        return jws
    candidates = [replace(jws, content=content) for content in question.contents]
    for candidate in candidates if len(candidates) > 1 else ():
        checks = (verify_signature(candidate, one, keys.keys, limits) for one in candidate.signatures)
        if any(check.signature.outcome is Outcome.PASSED for check in checks):
            return candidate
    return candidates[0] if candidates else jws


def _judge_all(jws: Jws, artefact: Artefact, keys: KeyText, question: Question, limits: Limits) -> list[_Judged]:
    """Every signature, with the pairs of key and signature that may be tried shared among them."""
    each = max(min(limits.keys_tried, limits.key_pairs // max(len(jws.signatures), 1)), 1)
    claims = claims_presented(artefact) if artefact.is_whole else None
    times = time.check(claims, question.expected, artefact.header)
    judged = []
    for signature in jws.signatures:
        checked = verify_signature(jws, signature, keys.keys, replace(limits, keys_tried=each))
        if keys.problems and not keys.keys:
            checked = _without_a_readable_key(checked, keys.problems[0])
        against = _claims(signature, artefact, question)
        judged.append(_Judged(signature=signature, checked=checked, claims=against, time=times))
    return judged or [_no_signature(artefact, times, question)]


def _claims(signature: JwsSignature, artefact: Artefact, question: Question) -> ClaimsCheck:
    if artefact.claims is not None and not artefact.is_whole:
        return claims_set.unreadable()
    return claims_set.check(signature.header.values, claims_presented(artefact), question.expected)


def _without_a_readable_key(checked: Verification, problem: Problem) -> Verification:
    """A key was given, but not one that could be read: lights and steps say that, not that there was none."""
    if checked.signature.outcome is not Outcome.UNCHECKED:
        return checked
    told = f"The key could not be read: {problem.message}"
    *before, last = checked.steps
    step = replace(last, outcome=Outcome.FAILED, summary=told, reason=problem.code)
    light = Light(outcome=Outcome.FAILED, summary="The key could not be read")
    return replace(
        checked, steps=(*before, step), signature=replace(checked.signature, summary="Not computed"), key_trust=light
    )


def _no_signature(artefact: Artefact, times: TimeCheck, question: Question) -> _Judged:
    """A JWS in JSON whose list of signatures is empty or broken."""
    claims = claims_set.check({}, artefact.claims, question.expected)
    nothing = JwsSignature(
        index=0,
        protected=None,
        header=JoseHeader(protected=None),
        signature=encoded_segment("signature", Excerpt("", (0,), (0,))),
    )
    return _Judged(signature=nothing, checked=_NOTHING, claims=claims, time=times)


def _signature_light(judged: list[_Judged], best: _Judged) -> Light:
    """The light of the one signature, or of the best with how many others hold."""
    light = best.checked.signature
    if len(judged) == 1:
        return light
    passed = sum(one.checked.signature.outcome is Outcome.PASSED for one in judged)
    if not passed:
        verb = "was checked" if light.outcome is Outcome.UNCHECKED else "verifies"
        nearest = f"Signature {best.signature.index + 1}: {light.summary[:1].lower()}{light.summary[1:]}"
        return replace(light, summary=f"None of the {len(judged)} signatures {verb}. {nearest}")
    others = [str(one.signature.index + 1) for one in judged if one.checked.signature.outcome is not Outcome.PASSED]
    missing = f"; not verified: signature {', '.join(others)}" if others else ""
    return replace(light, summary=f"{passed} of {len(judged)} signatures verify{missing}")


def _published(one: _Judged) -> SignatureResult:
    alg, kid = (one.signature.header.values.get(name) for name in ("alg", "kid"))
    return SignatureResult(
        index=one.signature.index,
        alg=alg if isinstance(alg, str) else None,
        kid=kid if isinstance(kid, str) else None,
        signature=one.checked.signature,
        key_trust=one.checked.key_trust,
        steps=one.checked.steps,
    )


def _verdict(best: _Judged, keys: KeyText) -> Verdict:
    """Valid only when a signature was checked and nothing failed; unverifiable when key or content is missing."""
    signature = best.checked.signature.outcome
    if signature is Outcome.FAILED:
        return Verdict.INVALID
    has_key = any(key.is_usable for key in keys.keys)
    if signature is Outcome.UNCHECKED and (not has_key or best.checked.key_trust.outcome is not Outcome.FAILED):
        return Verdict.UNVERIFIABLE
    if any(light.outcome is Outcome.FAILED for light in best.lights.all):
        return Verdict.INVALID
    return Verdict.VALID if signature is Outcome.PASSED else Verdict.UNVERIFIABLE


def _about_content(question: Question, jws: Jws) -> tuple[Problem, ...]:
    """What is to be known about content that was given. Codes: content.ignored, content.line-ends."""
    if question.content is None:
        return ()
    if not jws.is_detached:
        code, message = "ignored", "This token carries its payload with it; the content given beside it is not used"
    elif jws.content != question.content:
        code = "line-ends"
        message = "The content was signed with line ends of one character, LF; a browser sends two for each, CR LF"
    else:
        return ()
    return (Problem(code=f"content.{code}", message=message, reference="RFC 7515 appendix F"),)


def _no_jws(looked: Looked, question: Question) -> VerificationResult:
    """There is nothing with a signature here: say what there is."""
    detection, keys = looked.detection, looked.keys
    artefact = looked.readings[0].artefact if looked.readings else None
    return VerificationResult(
        verdict=Verdict.UNVERIFIABLE,
        headline="There is no signature to verify",
        explanation=_instead(artefact),
        diagnoses=foreign(artefact, detection.problems, _instead(artefact), question.input),
        keys=keys.keys,
        key_problems=keys.problems,
        artefact=artefact,
        stripped=detection.stripped,
        problems=detection.problems,
    )


def _instead(artefact: Artefact | None) -> str:
    if artefact is not None and artefact.kind is Kind.JWE:
        return "This is a JWE: encrypted, not signed. Decrypt it first; what is inside may be signed."
    return no_token(artefact)
