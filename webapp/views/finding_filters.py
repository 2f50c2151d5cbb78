"""What templates need to write down findings: the registry says why a rule matters."""

from __future__ import annotations

from collections.abc import Iterable

from flask import Blueprint

from webapp.jose.finding import Finding
from webapp.jose.registry.rules import RULES
from webapp.services.rule_help import kind_words as words_of_kind
from webapp.services.rule_help import kinds

bp = Blueprint("finding_filters", __name__)


@bp.app_template_filter()
def why(finding: Finding) -> str:
    """Why the rule matters that is broken; empty for a remark of our own."""
    rule = RULES.get(finding.rule or "")
    return rule.why if rule else ""


@bp.app_template_filter()
def untold(findings: Iterable[Finding]) -> list[Finding]:
    """The findings that the verdicts about signature, time and claims do not tell already."""
    return [one for one in findings if one.rule is None or not RULES[one.rule].is_told_by_verdict]


@bp.app_template_filter()
def kind_words(kind: str) -> str:
    """A kind of token with its article: "an access token"."""
    return words_of_kind(kind)


@bp.app_context_processor
def _kinds() -> dict[str, object]:
    """What the form offers as kinds of token."""
    return {"token_kinds": (("auto", "As it is recognised"), *kinds())}
