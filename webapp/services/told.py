"""A finished answer, with the moment that was asked about and the texts that tell of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from webapp.services.questions import Question
from webapp.services.redaction import Values
from webapp.services.report import report
from webapp.services.results import DecryptionResult, VerificationResult

_Result = TypeVar("_Result", VerificationResult, DecryptionResult)


def told(result: _Result, question: Question) -> _Result:
    """The result with its reports: one that leaves out the values of claims, and one that does not."""
    asked = replace(result, at=question.asked_at)
    at = question.expected.at
    return replace(asked, report=report(asked, Values.HIDDEN, at), report_with_values=report(asked, Values.SHOWN, at))
