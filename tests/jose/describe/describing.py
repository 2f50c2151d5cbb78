"""The artefact of a paste, as every service describes it."""

from __future__ import annotations

from tests.jose.making import LIMITS
from webapp.jose.artefact import Artefact
from webapp.jose.describe.artefacts import describe
from webapp.jose.detect import detect
from webapp.jose.limits import Limits

NOW = 1_700_000_000


def described(paste: str, limits: Limits = LIMITS) -> Artefact:
    """The one thing that is found in a paste."""
    (found,) = detect(paste, limits).found
    return describe(found, limits, NOW)


def codes(artefact: Artefact) -> list[str]:
    """What is wrong with it."""
    return [problem.code for problem in artefact.problems]
