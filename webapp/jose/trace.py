"""The steps of a verification or decryption, and the four lights above them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """How a step or a light came out."""

    PASSED = "passed"
    WARNING = "warning"
    FAILED = "failed"
    SKIPPED = "skipped"
    UNCHECKED = "unchecked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of a procedure, with what it found. detail holds the values, for people who want to see them."""

    code: str
    name: str
    outcome: Outcome
    summary: str
    detail: str | None = None
    reference: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Light:
    """One of the four verdicts: signature, key, time, claims."""

    outcome: Outcome
    summary: str


UNCHECKED = Light(outcome=Outcome.UNCHECKED, summary="Not checked")


class Severity(StrEnum):
    """How bad a finding is."""

    CRITICAL = "critical"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    INFO = "info"
