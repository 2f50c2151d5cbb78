"""The reasons for a failure, put into the result: what was proven, what is likely, what was ruled out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final, TypeVar

from webapp.jose.artefact import Artefact, Kind
from webapp.jose.diagnose import (
    diagnose_claims,
    diagnose_decryption,
    diagnose_form,
    diagnose_signature,
    diagnose_trust,
)
from webapp.jose.diagnose.case import ClaimsCase, DecryptionCase, Given, SignatureCase
from webapp.jose.diagnose.disguised import disguised
from webapp.jose.diagnose.jwe_damage import undeclared_compression
from webapp.jose.diagnose.run import Diagnosed
from webapp.jose.diagnose.words import likely
from webapp.jose.finding import Certainty, Diagnosis
from webapp.jose.json_object import JsonValue
from webapp.jose.jws.verify import OPEN_REASON
from webapp.jose.jwt.claims_set import ClaimsCheck
from webapp.jose.jwt.time import TimeCheck
from webapp.jose.text import Problem
from webapp.jose.trace import Light, Outcome, Step
from webapp.services.results import DecryptionResult, Verdict, VerificationResult
from webapp.services.verdict import FORGED

_Told = TypeVar("_Told", Light, Step)
# Whoever can read the public key can have made the token: this is said before anything else.
_ATTACK: Final = "key.confusion"
# Everybody has the key: this, too, where no key that was given verifies it.
PUBLISHED: Final = "key.published"
_HEADLINE_OF_ATTACK: Final = "Do not accept this token: anybody can have made it"
# What begins a title that says when it verifies. In a sentence about why it does not, "only" belongs to it.
_SUBJECTS: Final = ("The signature verifies ", "The token verifies ")
# What begins a title that is a finding by itself, to which "Because" does not fit.
_FINDINGS: Final = (
    "Right key", "Wrong ", "Attack", "Genuine", "A token", "Probably", "An encrypted",
    "The token expired", "The token is not valid yet", "The DPoP proof verifies",
)  # fmt: skip
_UNNAMED: Final = "Not recognised"
# What is inside of these is judged by itself.
_SIGNED: Final = (Kind.JWS, Kind.SD_JWT, Kind.JWE)
# Names that stand first in a title and look like common words.
_NAMES: Final = frozenset({"Auth.js", "Base64", "Cognito", "Firebase", "Google", "Kubernetes", "Microsoft", "Apple"})

_AUTH0: Final = likely(
    "jwe.only-for-issuer",
    "This looks like an Auth0 access token without an audience: only Auth0 can read it",
    "It is encrypted, not signed. Auth0 encrypts such a token to itself, for its /userinfo endpoint; nobody else has "
    "the key.",
    "Ask for a token with the parameter audience set to the identifier of your API: then it is a signed JWT.",
    reference="RFC 7516 section 3",
)
# What is said of a paste besides what it is.
_REMARKS: Final = frozenset({"paste.several", "paste.empty"})


def explained(
    result: VerificationResult, case: SignatureCase, claims: ClaimsCheck, time: TimeCheck
) -> VerificationResult:
    """The result with the reasons for whatever did not pass; as it is, when everything passed."""
    about_signature = _or_another_thing(_about_signature(result, case), result.artefact)
    about_claims = _about_claims(result.artefact, case.values, case.given, (*time.steps, *claims.steps))
    found = (*about_signature.found, *about_claims)
    deciding = about_claims if _is_genuine(result) and result.verdict is Verdict.INVALID else about_signature.found
    headline_reason = next((one for one in deciding if one.certainty is Certainty.PROVEN), None)
    return replace(
        _settled(result) if headline_reason else result,
        headline=_headline(result, headline_reason.code) if headline_reason else result.headline,
        explanation=because(headline_reason) if headline_reason else result.explanation,
        diagnoses=found,
        ruled_out=about_signature.ruled_out,
        untried=about_signature.untried,
    )


def _settled(result: VerificationResult) -> VerificationResult:
    """The result whose light and steps leave the reason no longer open, because it is proven."""
    return replace(
        result,
        signature=_closed(result.signature),
        steps=tuple(_closed(step) for step in result.steps),
        signatures=tuple(
            replace(one, signature=_closed(one.signature), steps=tuple(_closed(step) for step in one.steps))
            if one.index == result.index
            else one
            for one in result.signatures
        ),
    )


def _closed(told: _Told) -> _Told:
    return replace(told, summary=told.summary.replace(OPEN_REASON, ""))


def _headline(result: VerificationResult, code: str) -> str:
    """That anybody can have made it goes before all else, where no key that was given says otherwise."""
    if code == _ATTACK and not _is_signed(result):
        return _HEADLINE_OF_ATTACK
    return FORGED if code == PUBLISHED and result.verdict is Verdict.UNVERIFIABLE else result.headline


def _is_genuine(result: VerificationResult) -> bool:
    """Whether nothing but time and claims can be amiss."""
    return _is_signed(result) and result.key_trust.outcome is not Outcome.FAILED


def _or_another_thing(diagnosed: Diagnosed, artefact: Artefact | None) -> Diagnosed:
    """The name of what only looks like a token, such as a session cookie, where no experiment proved anything."""
    named = next((one for one in artefact.problems if one.code.startswith("paste.")), None) if artefact else None
    is_proven = any(one.certainty is Certainty.PROVEN for one in diagnosed.found)
    if artefact is None or named is None or named.code in _REMARKS or is_proven or not diagnosed.found:
        return diagnosed
    title = f"{artefact.label}: not a token in JOSE's form"
    return replace(diagnosed, found=(_told_foreign(named.code, title, named.message, named.reference),))


def because(reason: Diagnosis) -> str:
    """The reason as the sentence below a verdict that says that something does not verify."""
    for subject in _SUBJECTS:
        if reason.title.startswith(subject):
            return f"Because it verifies only {reason.title.removeprefix(subject)}."
    if reason.title.startswith(_FINDINGS):
        return f"{reason.title}."
    first = reason.title.split(" ", 1)[0]
    is_name = first in _NAMES or (len(first) > 1 and not first[1:].islower())
    return f"Because {reason.title if is_name else reason.title[:1].lower() + reason.title[1:]}."


def explained_decryption(result: DecryptionResult, case: DecryptionCase) -> DecryptionResult:
    """The result with the reasons why it was not decrypted; as it is, when it was and can be read."""
    if result.verdict is Verdict.DECRYPTED:
        remark = undeclared_compression(case, case.decryption.plaintext or b"")
        plain = result.content if result.content and result.content.kind not in _SIGNED else None
        about_claims = _about_claims(plain, case.values, case.given, result.checks)
        return replace(result, diagnoses=(*((remark,) if remark else ()), *about_claims))
    diagnosed = diagnose_decryption(case)
    reason = next((one for one in diagnosed.found if one.certainty is Certainty.PROVEN), None)
    return replace(
        result,
        explanation=because(reason) if reason else result.explanation,
        diagnoses=diagnosed.found,
        ruled_out=diagnosed.ruled_out,
        untried=diagnosed.untried,
    )


def _is_signed(result: VerificationResult) -> bool:
    return result.signature.outcome is Outcome.PASSED


def _about_signature(result: VerificationResult, case: SignatureCase) -> Diagnosed:
    if not _is_signed(result):
        return diagnose_signature(case)
    return diagnose_trust(case) if result.key_trust.outcome is Outcome.FAILED else diagnose_form(case)


def _about_claims(
    artefact: Artefact | None, header: Mapping[str, JsonValue], given: Given, steps: tuple[Step, ...]
) -> tuple[Diagnosis, ...]:
    """Why the claims are not valid now, or not what was expected."""
    failed = tuple(step for step in steps if step.outcome in (Outcome.FAILED, Outcome.WARNING))
    if artefact is None or artefact.claims is None or not artefact.is_whole:
        return ()
    claims = artefact.disclosed_claims or artefact.claims
    case = ClaimsCase(given=given, header=header, claims=claims, label=artefact.label, failed=failed)
    return diagnose_claims(case).found


def foreign(
    artefact: Artefact | None, problems: tuple[Problem, ...], instead: str, paste: str
) -> tuple[Diagnosis, ...]:
    """Why there is nothing to verify or decrypt: what was pasted is something else, which has a name.

    instead is the sentence that says so of a token of the other kind, or of a key.
    """
    if artefact is None:
        return ()
    if artefact.kind not in (*_SIGNED, Kind.PEM) and (hidden := disguised(paste)):
        return (hidden,)
    problem = problems[0] if problems else None
    if artefact.kind in (Kind.OPAQUE, Kind.UNRECOGNISED):
        if problem is None:
            return ()
        named = artefact.label != _UNNAMED
        title = f"{artefact.label}: not a token in JOSE's form" if named else problem.message.partition(". ")[0]
        return (_told_foreign(problem.code, title, problem.message, problem.reference),)
    if artefact.kind is Kind.CHALLENGE:
        told = artefact.findings[0]
        return (_told_foreign(told.code, told.title, f"{told.message} {told.remedy}", told.reference),)
    if artefact.kind is Kind.JWE and artefact.label.startswith("Auth0"):
        return (_AUTH0,)
    title, _, rest = instead.partition(". ")
    code = "paste.key" if artefact.keys else f"paste.{artefact.kind}"
    return (_told_foreign(code, title, rest or instead, None),)


def _told_foreign(code: str, title: str, explanation: str, reference: str | None) -> Diagnosis:
    return Diagnosis(
        code=code,
        certainty=Certainty.LIKELY,
        title=title,
        explanation=explanation,
        remedy="",
        reference=reference,
    )
