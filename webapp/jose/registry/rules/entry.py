"""What is known of one rule of the audit, and the finding that breaking it is."""

from __future__ import annotations

from dataclasses import dataclass

from webapp.jose.finding import Finding
from webapp.jose.text import Span
from webapp.jose.trace import Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule: what breaks it (title), why that matters, what to do, where it is written.

    id is that of the catalogue, code the readable name. example is a line that breaks the rule. is_told_by_verdict says
    that one of the four verdicts or a step says the same already, so that the page does not repeat it.
    """

    id: str
    code: str
    severity: Severity
    title: str
    why: str
    remedy: str
    reference: str
    example: str
    is_told_by_verdict: bool = False

    @property
    def anchor(self) -> str:
        """Its place in the help."""
        return self.id

    def found(self, message: str, span: Span | None = None, *, severity: Severity | None = None) -> Finding:
        """The finding that the rule is broken: message says what was found in this token, and span where.

        severity is given where it depends on the kind of token.
        """
        return Finding(
            rule=self.id,
            code=self.code,
            severity=severity or self.severity,
            title=self.title,
            message=message,
            remedy=self.remedy,
            reference=self.reference,
            span=span,
        )
