"""What is this? Whatever was pasted, described."""

from __future__ import annotations

from webapp.jose.describe import describe
from webapp.jose.detect import detect
from webapp.jose.limits import Limits
from webapp.services.results import InspectionResult


def inspect(text: str, limits: Limits, now: int) -> InspectionResult:
    """Describe everything in a paste. now is in seconds since the epoch."""
    detection = detect(text, limits)
    return InspectionResult(
        artefacts=tuple(describe(found, limits, now) for found in detection.found),
        stripped=detection.stripped,
        problems=detection.problems,
    )
