"""A paste, and what the audit says about it."""

from __future__ import annotations

from typing import Any, Final

from tests.jose.making import LIMITS
from webapp.jose.audit.expected import Expected
from webapp.jose.finding import Finding
from webapp.jose.jwt.expectations import Expectations
from webapp.jose.trace import Severity
from webapp.services.audit import audit
from webapp.services.questions import Question
from webapp.services.results import AuditResult

NOW: Final = 1_767_225_600


def audited(paste: str, key: str = "", *, encoding: str = "auto", inner_key: str = "", **expected: Any) -> AuditResult:
    """What the audit answers to a paste and a key. expected are fields of Expected."""
    at = expected.pop("at", NOW)
    question = Question(
        input=paste,
        key=key,
        key_encoding=encoding,
        inner_key=inner_key,
        expected=Expectations(at=at),
        audited=Expected(at=at, is_secret_text=encoding != "auto", **expected),
    )
    return audit(question, LIMITS)


def rules(paste: str, key: str = "", **asked: Any) -> set[str]:
    """The ids of the rules that are broken, remarks among them."""
    return {found.rule or found.code for found in audited(paste, key, **asked).findings}


def grave(paste: str, key: str = "", **asked: Any) -> set[str]:
    """The ids of the rules that are broken, without mere remarks."""
    findings = audited(paste, key, **asked).findings
    return {found.rule or found.code for found in findings if found.severity is not Severity.INFO}


def finding(rule: str, paste: str, key: str = "", **asked: Any) -> Finding:
    """What is found about one rule."""
    return next(found for found in audited(paste, key, **asked).findings if found.rule == rule)
