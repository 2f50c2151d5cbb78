"""What is this? Whatever was pasted, described."""

from __future__ import annotations

from webapp.jose.describe.artefacts import describe
from webapp.jose.detect import detect
from webapp.jose.jwt import time
from webapp.jose.limits import Limits
from webapp.services.audit import with_findings
from webapp.services.questions import Question
from webapp.services.results import InspectionResult
from webapp.services.verdict import inspection_words


def inspect(question: Question, limits: Limits) -> InspectionResult:
    """Describe everything in a paste, and the key that was given beside it."""
    detection = detect(question.input, limits)
    keys = question.read_keys(limits)
    artefacts = tuple(describe(found, limits, question.expected.at) for found in detection.found)
    first = artefacts[0] if artefacts else None
    times = time.check(first.claims if first and first.is_whole else None, question.expected)
    told = inspection_words(first, times.light, times.brief)
    result = InspectionResult(
        headline=told.headline,
        explanation=told.explanation,
        time=times.light,
        artefacts=artefacts,
        stripped=detection.stripped,
        problems=detection.problems,
        keys=keys.keys,
        key_problems=keys.problems,
        at=question.asked_at,
    )
    return with_findings(result, question, limits)
