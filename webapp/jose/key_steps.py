"""The step that says which key was chosen, and why each other key was not (RFC 7515 section 6)."""

from __future__ import annotations

from webapp.jose.jwk.select import Selection
from webapp.jose.trace import KeyChoice, Outcome, Step

_MOST_TOLD = 50


def choice_step(code: str, selection: Selection) -> Step:
    """A step with what was thought of each key. When no key fits, its reason is that of the first key."""
    choices = selection.choices(_MOST_TOLD)
    more = len(selection.candidates) + len(selection.others) - len(choices)
    lines = [_line(choice) for choice in choices]
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
        choices=choices,
        more_choices=more,
    )


def _line(choice: KeyChoice) -> str:
    kid = f', kid "{choice.kid}"' if choice.kid is not None else ""
    return f"Key {choice.index + 1}: {choice.name}{kid}: {choice.words}"


def _reason(selection: Selection) -> str | None:
    """When no key fits, the code of the first key's reason."""
    if selection.candidates or not selection.others or not selection.others[0].reasons:
        return None
    return selection.others[0].reasons[0].code


def _outcome(selection: Selection) -> Outcome:
    if selection.candidates:
        return Outcome.PASSED
    return Outcome.FAILED if selection.others else Outcome.SKIPPED
