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
class KeyChoice:
    """What was thought of one of the keys that were given: passed is chosen, skipped not needed, failed does not fit.

    index is its place among them, name its type and size; words say why; code is that of the first reason against it.
    """

    index: int
    name: str
    kid: str | None
    outcome: Outcome
    words: str
    code: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of a procedure, with what it found.

    reason is the code of the problem that decided it, detail the values for people who want to see them. choices is
    there where a key was chosen: the first keys, those that were chosen before others; more_choices counts the rest.
    """

    code: str
    name: str
    outcome: Outcome
    summary: str
    reason: str | None = None
    detail: str | None = None
    reference: str | None = None
    choices: tuple[KeyChoice, ...] = ()
    more_choices: int = 0


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
