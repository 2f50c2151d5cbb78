"""The whole analysis as plain values for a ticket: verdict, steps, reasons, findings, and the token without its values.

Like the report in lines it never holds a key, a signature, or the value of a claim.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final, TypeAlias

from webapp.jose.artefact import Artefact, Kind
from webapp.jose.finding import Finding
from webapp.jose.json_object import JsonValue
from webapp.jose.jwk.key import Key
from webapp.jose.moment import utc
from webapp.jose.text import cut_short
from webapp.jose.trace import Light, Step
from webapp.services.redaction import Redaction
from webapp.services.report import key_words, kind_of_value, public_header
from webapp.services.results import DecryptionResult, VerificationResult

# What json.dumps takes.
Plain: TypeAlias = dict[str, Any]
_MOST: Final = 200
_LONGEST: Final = 300


def analysis(result: VerificationResult | DecryptionResult, hide: Redaction, at: int) -> Plain:
    """Everything that was found of a token, and of what is inside of it, at a moment. Empty members are left out.

    hide is the redaction of the result.
    """
    layer = _layer(result, hide, is_sealed=isinstance(result, DecryptionResult))
    return {"tool": "Token Debugger", "at": utc(at), **layer}


def json_text(analysed: Plain) -> str:
    """The analysis as JSON, to be attached."""
    return json.dumps(analysed, indent=2, ensure_ascii=True) + "\n"


def _layer(result: VerificationResult | DecryptionResult, hide: Redaction, *, is_sealed: bool) -> Plain:
    checks = result.checks if isinstance(result, DecryptionResult) else ()
    inner = result.inner
    return _without_empty(
        {
            "headline": hide.line(result.headline),
            "explanation": hide.line(result.explanation),
            "verdict": str(result.verdict),
            "asked_about": None if result.at is None else utc(result.at),
            "profile": result.profile.summary if result.profile else None,
            "lights": _lights(result, hide),
            "key": _key(result.key),
            "reasons": [
                {
                    "code": one.code,
                    "certainty": str(one.certainty),
                    "title": hide.line(one.title),
                    "explanation": hide.line(one.explanation),
                    "remedy": hide.line(one.remedy),
                    "reference": one.reference,
                }
                for one in result.diagnoses
            ],
            "ruled_out": [hide.line(one) for one in result.ruled_out],
            "not_tried": [hide.line(one) for one in result.untried],
            "steps": [_step(step, hide) for step in (*result.steps, *checks)],
            "token_kind": result.token_kind,
            "token_kind_certainty": result.token_kind_certainty,
            "findings": [_finding(finding, hide) for finding in result.findings[:_MOST]],
            "token": _token(result.artefact, hide, is_sealed=is_sealed) if result.artefact else None,
            "inside": _layer(inner, hide, is_sealed=is_sealed or isinstance(inner, DecryptionResult))
            if inner
            else None,
        }
    )


def _lights(result: VerificationResult | DecryptionResult, hide: Redaction) -> Plain:
    named = {"time": result.time, "claims": result.claims}
    if isinstance(result, VerificationResult):
        named = {"signature": result.signature, "key": result.key_trust, **named}
    return {name: _light(light, hide) for name, light in named.items()}


def _light(light: Light, hide: Redaction) -> Plain:
    return {"outcome": str(light.outcome), "summary": hide.line(light.summary)}


def _step(step: Step, hide: Redaction) -> Plain:
    return _without_empty(
        {
            "name": step.name,
            "outcome": str(step.outcome),
            "summary": hide.line(step.summary),
            "code": step.reason or step.code,
            "reference": step.reference,
        }
    )


def _finding(finding: Finding, hide: Redaction) -> Plain:
    return _without_empty(
        {
            "rule": finding.rule,
            "code": finding.code,
            "severity": str(finding.severity),
            "title": hide.line(finding.title),
            "found": hide.line(finding.message),
            "remedy": finding.remedy,
            "reference": finding.reference,
        }
    )


def _key(key: Key | None) -> str | None:
    return key_words(key) if key else None


def _token(artefact: Artefact, hide: Redaction, *, is_sealed: bool) -> Plain:
    claims = artefact.disclosed_claims if artefact.disclosed_claims is not None else artefact.claims
    headers = [one.header for one in (*artefact.signatures, *artefact.recipients)]
    return _without_empty(
        {
            "kind": str(artefact.kind),
            "serialization": artefact.serialization,
            "label": hide.line(artefact.label),
            "headers": [
                _short(public_header(one or {}, hide)) for one in ([artefact.header] if artefact.header else headers)
            ],
            "claims": None if claims is None or is_sealed or artefact.kind is Kind.JWE else _kinds(claims),
            "problems": [
                {"code": problem.code, "message": hide.line(problem.message)} for problem in artefact.problems[:_MOST]
            ],
        }
    )


def _short(header: Mapping[str, JsonValue]) -> Plain:
    """The header with long values cut: a chain of certificates says nothing in a ticket."""
    return {
        name: value if len(text := json.dumps(value)) <= _LONGEST else cut_short(text, _LONGEST)
        for name, value in header.items()
    }


def _kinds(claims: Mapping[str, JsonValue]) -> dict[str, str]:
    return {name: kind_of_value(value) for name, value in list(claims.items())[:_MOST]}


def _without_empty(values: Plain) -> Plain:
    return {name: value for name, value in values.items() if not _is_empty(value)}


def _is_empty(value: object) -> bool:
    return value is None or (isinstance(value, str | Sequence | Mapping) and not value)
