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
    """One step of a procedure, with what it found.

    reason is the code of the problem that decided it, detail the values for people who want to see them.
    """

    code: str
    name: str
    outcome: Outcome
    summary: str
    reason: str | None = None
    detail: str | None = None
    reference: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Light:
    """One of the four verdicts: signature, key, time, claims."""

    outcome: Outcome
    summary: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lights:
    """The four verdicts, which are never merged into one."""

    signature: Light
    key_trust: Light
    time: Light
    claims: Light

    @property
    def all(self) -> tuple[Light, Light, Light, Light]:
        """Signature, key, time, claims."""
        return self.signature, self.key_trust, self.time, self.claims


UNCHECKED = Light(outcome=Outcome.UNCHECKED, summary="Not checked")


class Severity(StrEnum):
    """How bad a finding is."""

    CRITICAL = "critical"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    INFO = "info"
