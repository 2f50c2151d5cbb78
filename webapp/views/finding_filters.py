"""What templates need to write down findings: the registry says why a rule matters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from flask import Blueprint

from webapp.jose.finding import Certainty, Diagnosis, Finding
from webapp.jose.registry.diagnoses import DIAGNOSES
from webapp.jose.registry.rules import RULES
from webapp.jose.trace import Outcome
from webapp.services.reasons import PUBLISHED
from webapp.services.results import AuditResult, DecryptionResult, InspectionResult, Verdict, VerificationResult
from webapp.services.rule_help import kind_words as words_of_kind
from webapp.services.rule_help import kinds
from webapp.services.verdict import guessed_secret

bp = Blueprint("finding_filters", __name__)

# Which verdicts tell the rules of a family, by the first letter of their ids.
_VERDICTS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "S": ("signature",),
        "H": ("signature", "key_trust"),
        "K": ("signature", "key_trust", "decryption"),
        "G": ("signature",),
        "T": ("time",),
        "C": ("claims",),
        "E": ("decryption",),
    }
)
# What tells that a key is short. A verdict that failed for another reason, such as the type of the key, does not.
_SHORT: Final = ("key.weak", "decryption")
_ABOUT_CLAIMS: Final = ("claims.", "time.")
_LIGHTS: Final = ("signature", "key_trust", "time", "claims")
_LIGHTS_OF_CONTENT: Final = ("time", "claims")


@bp.app_template_filter()
def why(finding: Finding) -> str:
    """Why the rule matters that is broken; empty for a remark of our own."""
    rule = RULES.get(finding.rule or "")
    return rule.why if rule else ""


@bp.app_template_filter()
def has_help(reason: Diagnosis) -> bool:
    """Whether the help has an entry of this reason. Another thing than a token is explained where it is named."""
    return reason.code in DIAGNOSES


@bp.app_template_filter()
def untold(result: InspectionResult | VerificationResult | DecryptionResult | AuditResult) -> list[Finding]:
    """The findings that no verdict of this answer tells already: a verdict that was not given tells nothing."""
    failed = set(_failed(result))
    return [one for one in result.findings if not _is_told(one, failed)]


@bp.app_template_filter()
def ordered_reasons(result: VerificationResult | DecryptionResult) -> list[Diagnosis]:
    """The proven ones first. Why a signature does not verify comes before what the claims are reproached with."""
    light = getattr(result, "signature", None)
    is_unsigned = light is not None and light.outcome is not Outcome.PASSED

    def place(one: Diagnosis) -> tuple[bool, bool]:
        return is_unsigned and one.code.startswith(_ABOUT_CLAIMS), one.certainty is not Certainty.PROVEN

    return sorted(result.diagnoses, key=place)


@bp.app_template_filter()
def forgery(result: InspectionResult | VerificationResult) -> Finding | Diagnosis | None:
    """The published key that a token was made with whose own key was not given."""
    if isinstance(result, VerificationResult) and result.verdict is not Verdict.UNVERIFIABLE:
        return None
    reasons = getattr(result, "diagnoses", ())
    return guessed_secret(result.findings) or next((one for one in reasons if one.code == PUBLISHED), None)


@bp.app_template_filter()
def gravity(result: VerificationResult | DecryptionResult) -> str:
    """Why anybody can have written it, in a word: "unsecured", "forged" or "attack". Empty where nobody knows that."""
    if not isinstance(result, VerificationResult):
        return ""
    if result.artefact and result.artefact.unsecured:
        return "unsecured"
    if forgery(result):
        return "forged"
    is_attack = result.diagnoses[:1] and result.diagnoses[0].code == "key.confusion"
    return "attack" if is_attack and result.signature.outcome is not Outcome.PASSED else ""


def _is_told(finding: Finding, failed: set[str]) -> bool:
    if finding.rule is None or not RULES[finding.rule].is_told_by_verdict:
        return False
    if finding.rule == "H04" and "unsecured" in failed:
        return True
    if finding.rule == "K09":
        return not failed.isdisjoint(_SHORT)
    return not failed.isdisjoint(_VERDICTS.get(finding.rule[0], ()))


def _failed(result: object) -> Iterator[str]:
    """The verdicts that failed, in this token and those inside, reasons of the steps, and that nobody signed it."""
    if any(artefact.unsecured for artefact in getattr(result, "artefacts", ())):
        yield "unsecured"
    drawn = _drawn(result)
    while result is not None:
        yield from (name for name in drawn if getattr(result, name).outcome is Outcome.FAILED)
        yield from (step.reason for step in getattr(result, "steps", ()) if step.reason)
        if getattr(result, "verdict", None) is Verdict.FAILED:
            yield "decryption"
        profile = getattr(result, "profile", None)
        if profile and any(step.outcome is Outcome.FAILED for step in profile.expectations):
            yield "claims"
        result = getattr(result, "inner", None)
        drawn = _drawn_inside(result)


def _drawn(result: object) -> tuple[str, ...]:
    """The lights that the page shows of a result: a description and an audit have none, whatever they know."""
    if isinstance(result, VerificationResult) and result.steps:
        return _LIGHTS
    if isinstance(result, DecryptionResult) and result.checks and not result.verification:
        return _LIGHTS_OF_CONTENT
    return ()


def _drawn_inside(inner: object) -> tuple[str, ...]:
    """The same of a result about a token inside."""
    is_judged = isinstance(inner, VerificationResult) and inner.signature.outcome is not Outcome.UNCHECKED
    return _LIGHTS if is_judged else ()


@bp.app_template_filter()
def kind_words(kind: str) -> str:
    """A kind of token with its article: "an access token"."""
    return words_of_kind(kind)


@bp.app_context_processor
def _kinds() -> dict[str, object]:
    """What the form offers as kinds of token."""
    return {"token_kinds": (("auto", "As it is recognised"), *kinds())}
