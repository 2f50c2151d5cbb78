"""What is this? Whatever was pasted, described."""

from __future__ import annotations

from dataclasses import replace

from webapp.jose.jwt import time
from webapp.jose.limits import Limits
from webapp.services.audit import with_findings
from webapp.services.named_keys import proof_keys, with_thumbprints
from webapp.services.questions import Question
from webapp.services.reading import Looked, look, read
from webapp.services.results import InspectionResult
from webapp.services.together import prepared
from webapp.services.verdict import inspection_words


def inspect(question: Question, limits: Limits) -> InspectionResult:
    """Describe everything in a paste, and the key that was given beside it, with what the audit says."""
    question = prepared(question, limits)
    result, looked = described(question, limits)
    return with_findings(result, question, limits, looked)


def described(question: Question, limits: Limits) -> tuple[InspectionResult, Looked]:
    """The description, and what it was made from."""
    looked = look(question, limits)
    detection, keys = looked.detection, looked.keys
    readings = {place: read(found, limits, question.expected.at) for place, found in enumerate(detection.found)}
    proofs = proof_keys(detection.found, limits)
    artefacts = tuple(with_thumbprints(reading.artefact, keys.keys, proofs) for reading in readings.values())
    first = artefacts[0] if artefacts else None
    claims = first.claims if first and first.is_whole else None
    times = time.check(claims, question.expected, first.header if first else None)
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
    return result, replace(looked, readings=readings)
