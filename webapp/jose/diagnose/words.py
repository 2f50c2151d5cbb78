"""Diagnoses put into words in one way: what was shown, why it happens, what to change."""

from __future__ import annotations

from webapp.jose.finding import Certainty, Comparison, Correction, Diagnosis


def proven(
    code: str,
    title: str,
    explanation: str,
    remedy: str,
    *,
    reference: str | None = None,
    corrected: Correction | None = None,
    compared: Comparison | None = None,
) -> Diagnosis:
    """A diagnosis that an experiment showed."""
    return Diagnosis(
        code=code,
        certainty=Certainty.PROVEN,
        title=title,
        explanation=explanation,
        remedy=remedy,
        reference=reference,
        corrected=corrected,
        compared=compared,
    )


def likely(code: str, title: str, explanation: str, remedy: str, *, reference: str | None = None) -> Diagnosis:
    """A diagnosis that shape and context suggest; the explanation says why."""
    return Diagnosis(
        code=code,
        certainty=Certainty.LIKELY,
        title=title,
        explanation=explanation,
        remedy=remedy,
        reference=reference,
    )


def corrected_input(value: str) -> Correction:
    """What to paste in place of the token."""
    return Correction(field="input", value=value)


def corrected_key(value: str) -> Correction:
    """What to paste in place of the key."""
    return Correction(field="key", value=value)
