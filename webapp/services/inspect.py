"""What is this? Whatever was pasted, described."""

from __future__ import annotations

from webapp.jose.describe import describe
from webapp.jose.detect import detect
from webapp.jose.limits import Limits
from webapp.services.questions import Question
from webapp.services.results import InspectionResult


def inspect(question: Question, limits: Limits) -> InspectionResult:
    """Describe everything in a paste, and the key that was given beside it."""
    detection = detect(question.input, limits)
    keys = question.read_keys(limits)
    return InspectionResult(
        artefacts=tuple(describe(found, limits, question.expected.at) for found in detection.found),
        stripped=detection.stripped,
        problems=detection.problems,
        keys=keys.keys,
        key_problems=keys.problems,
    )
