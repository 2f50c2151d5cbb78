"""A question held to a profile: what nobody said otherwise is expected as the profile says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from webapp.jose.artefact import TOKENS, Artefact, Kind
from webapp.jose.audit.expected import Expected
from webapp.jose.detect import Found, detect
from webapp.jose.json_object import JsonValue
from webapp.jose.jwt import claims_set, time
from webapp.jose.jwt.expectations import Expectations
from webapp.jose.limits import Limits
from webapp.jose.text import cut_short
from webapp.jose.trace import Step
from webapp.services.profiles import NO_PROFILE, Chosen, Profile
from webapp.services.questions import Question
from webapp.services.reading import read
from webapp.services.results import (
    AuditResult,
    DecryptionResult,
    InspectionResult,
    ProfileCheck,
    VerificationResult,
)
from webapp.services.sd_jwt import claims_presented


def held(question: Question, limits: Limits) -> Question:
    """The question with what a profile expects: the one asked for, or that of the token's issuer."""
    if not question.profiles.all or question.chosen or question.profile == NO_PROFILE:
        return question
    found = next((one for one in detect(question.input, limits).found if one.kind in TOKENS), None)
    if found is None:
        return question
    artefact = _artefact(found, question, limits)
    if profile := question.profiles.named(question.profile):
        return _filled(question, profile, artefact, "you chose it")
    return _of_issuer(question, artefact)


def held_inside(question: Question, result: DecryptionResult) -> tuple[Question, DecryptionResult]:
    """The same once a token is decrypted, whose issuer is told inside; the result is judged anew."""
    content = result.content
    if content is None or question.chosen or not question.profiles.all or question.profile == NO_PROFILE:
        return question, result
    again = _of_issuer(question, content, is_inside=True)
    return (again, _judged(again, result, content)) if again.chosen else (question, result)


def profile_of(
    question: Question, result: InspectionResult | VerificationResult | DecryptionResult | AuditResult
) -> ProfileCheck | None:
    """What is told of the profile: each of its expectations, met or missed."""
    chosen = question.chosen
    if chosen is None:
        return None
    return ProfileCheck(
        name=chosen.profile.name,
        issuer=chosen.profile.issuer,
        reason=chosen.reason,
        keys=chosen.keys,
        expectations=_expectations(question, result),
    )


def _expectations(
    question: Question, result: InspectionResult | VerificationResult | DecryptionResult | AuditResult
) -> tuple[Step, ...]:
    if isinstance(result, VerificationResult):
        return tuple(step for step in result.steps if step.code.startswith("claims."))
    if isinstance(result, DecryptionResult):
        return tuple(step for step in result.checks if step.code.startswith("claims."))
    artefact = result.artefact if isinstance(result, AuditResult) else next(iter(result.artefacts), None)
    if artefact is None or artefact.kind is Kind.JWE or not artefact.is_whole:
        return ()
    return claims_set.check(artefact.header or {}, claims_presented(artefact), question.expected).steps


def _artefact(found: Found, question: Question, limits: Limits) -> Artefact:
    return read(found, limits, question.expected.at).artefact


def _of_issuer(question: Question, artefact: Artefact, *, is_inside: bool = False) -> Question:
    claims = claims_presented(artefact) or artefact.header or {}
    issuer, audience = claims.get("iss"), claims.get("aud")
    if not isinstance(issuer, str):
        return question
    profile = question.profiles.of_issuer(issuer, audience if isinstance(audience, list) else (audience,))
    if profile is None:
        return question
    reason = f'its issuer is that of the token, "{cut_short(issuer)}"'
    return _filled(question, profile, artefact, reason, is_inside=is_inside)


def _filled(
    question: Question, profile: Profile, artefact: Artefact, reason: str, *, is_inside: bool = False
) -> Question:
    """Keys of a profile are public: they verify the token, or the one that is inside of a JWE."""
    is_sealed = is_inside or artefact.kind is Kind.JWE
    has_key = bool(question.inner_key.strip() or (question.key.strip() and not is_sealed))
    keys, told = ("", _about_keys(profile)) if has_key or not profile.key_text else (profile.key_text, "")
    told = "the keys that you gave" if has_key else told or "the keys of the profile"
    filled = replace(
        question,
        expected=_expected(question, profile),
        audited=_audited(question, profile, artefact),
        chosen=Chosen(profile=profile, reason=reason, keys=told),
    )
    if not keys:
        return filled
    if is_sealed:
        return replace(filled, inner_key=keys)
    chosen = Chosen(profile=profile, reason=reason, keys=told, stands_in=True)
    return replace(filled, key=keys, key_encoding="auto", password="", chosen=chosen)


def _about_keys(profile: Profile) -> str:
    if profile.jwks_url:
        return f"none here: they are at {profile.jwks_url}, and nothing is fetched from here; paste them as the key"
    return "none, the profile has none"


def _expected(question: Question, profile: Profile) -> Expectations:
    given = question.expected
    return replace(
        given,
        leeway=profile.leeway if profile.leeway is not None and not question.has_leeway else given.leeway,
        issuer=given.issuer or profile.issuer,
        audiences=() if given.audience else profile.audiences,
        typ=given.typ or profile.typ,
        algorithms=given.algorithms or profile.algorithms,
        required_claims=given.required_claims or profile.required_claims,
        maximum_lifetime=profile.maximum_lifetime,
        scopes=profile.scopes,
    )


def _audited(question: Question, profile: Profile, artefact: Artefact) -> Expected:
    """What the audit compares: it knows one audience, so that of several the one that is there is taken."""
    given = question.audited
    found = (claims_presented(artefact) or {}).get("aud")
    there = found if isinstance(found, list) else (found,)
    audience = next((one for one in profile.audiences if one in there), next(iter(profile.audiences), None))
    return replace(
        given,
        leeway=profile.leeway if profile.leeway is not None and not question.has_leeway else given.leeway,
        issuer=given.issuer or profile.issuer,
        audience=given.audience or audience,
        typ=given.typ or profile.typ,
        kind=given.kind or profile.token_kind,
        kind_reason=given.kind_reason if given.kind else f"the profile {profile.name} says so",
    )


def _judged(question: Question, result: DecryptionResult, content: Artefact) -> DecryptionResult:
    """The claims that were inside, against what is expected now."""
    header = content.header if content.header is not None else _outer_header(result)
    inner = claims_presented(content) if content.is_whole else None
    times, claims = time.check(inner, question.expected, header), claims_set.check(header, inner, question.expected)
    return replace(result, time=times.light, claims=claims.light, checks=(*times.steps, *claims.steps))


def _outer_header(result: DecryptionResult) -> Mapping[str, JsonValue]:
    artefact = result.artefact
    if artefact is None:
        return {}
    headers = [artefact.header, *(one.header for one in artefact.recipients if one.index == result.index)]
    return next((header for header in headers if header), {})
