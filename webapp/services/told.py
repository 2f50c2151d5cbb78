"""A finished answer, with the moment that was asked about and the texts that tell of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from webapp.jose.limits import Limits
from webapp.services.analysis import analysis, json_text
from webapp.services.audit import with_findings
from webapp.services.markdown import markdown
from webapp.services.questions import Question
from webapp.services.reading import Looked
from webapp.services.redaction import Values, redaction
from webapp.services.report import report
from webapp.services.results import DecryptionResult, VerificationResult

_Result = TypeVar("_Result", VerificationResult, DecryptionResult)


def told(result: _Result, question: Question, limits: Limits, looked: Looked) -> _Result:
    """The result with what the audit says, and its reports: without the values of claims, and one with them."""
    at = question.expected.at
    asked = with_findings(replace(result, at=question.asked_at), question, limits, looked)
    hide = redaction(asked, Values.HIDDEN)
    analysed = analysis(asked, hide, at)
    return replace(
        asked,
        report=report(asked, hide, at),
        report_with_values=report(asked, replace(hide, values=Values.SHOWN), at),
        report_markdown=markdown(analysed),
        report_json=json_text(analysed),
    )
