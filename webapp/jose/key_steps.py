"""The step that says which key was chosen, and why each other key was not (RFC 7515 section 6)."""

from __future__ import annotations

from webapp.jose.jwk.select import Selection
from webapp.jose.trace import Outcome, Step

_MOST_TOLD = 50


def choice_step(code: str, selection: Selection) -> Step:
    """A step with one line for each key in its detail. When no key fits, its reason is that of the first key."""
    lines = list(selection.told[:_MOST_TOLD])
    more = len(selection.told) - len(lines)
    if more:
        lines.append(f"… and {more:,} more")
    reference = "RFC 7515 section 6" if code.startswith("jws") else "RFC 7516 section 6"
    return Step(
        code=code,
        name="Key chosen",
        outcome=_outcome(selection),
        summary=selection.summary,
        reason=_reason(selection),
        detail="\n".join(lines) or None,
        reference=reference,
    )


def _reason(selection: Selection) -> str | None:
    """When no key fits, the code of the first key's reason."""
    if selection.candidates or not selection.others or not selection.others[0].reasons:
        return None
    return selection.others[0].reasons[0].code


def _outcome(selection: Selection) -> Outcome:
    if selection.candidates:
        return Outcome.PASSED
    return Outcome.FAILED if selection.told else Outcome.SKIPPED
