"""What a specialist would notice, and the reasons that an experiment proves."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from webapp.jose.text import Span
from webapp.jose.trace import Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A risk in a token or key. rule is its id in the catalogue of rules, None for a remark of our own."""

    code: str
    severity: Severity
    title: str
    message: str
    remedy: str
    rule: str | None = None
    reference: str | None = None
    span: Span | None = None


class Certainty(StrEnum):
    """proven: an experiment shows it; likely: shape and context suggest it."""

    PROVEN = "proven"
    LIKELY = "likely"


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """Text that mends it: the form field it belongs into and the field's new value."""

    field: str
    value: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Some characters of a value, and whether the other value has the same there."""

    text: str
    is_same: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two values character by character: what is expected, and what is there. Long ones are cut where they agree."""

    expected: tuple[Piece, ...]
    found: tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnosis:
    """Why something failed, and what to change. compared are the values, where two that are nearly the same differ."""

    code: str
    certainty: Certainty
    title: str
    explanation: str
    remedy: str
    corrected: Correction | None = None
    compared: Comparison | None = None
    reference: str | None = None
