"""Tokens, keys and secrets with what a specialist notices about them (--corpus-root)."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from flask.testing import FlaskClient

from tests.conformance import audit_cases

# Cases that do not hold, each with the reason.
_EXCUSED: Final[dict[str, str]] = {}


def test_every_rule_that_is_broken_is_reported_and_nothing_else(corpus_root: Path, client: FlaskClient) -> None:
    found = audit_cases.cases(corpus_root / "audit_cases.json")
    differing = {
        case["id"]: difference
        for case in found
        if case["id"] not in _EXCUSED and (difference := audit_cases.difference(case, client))
    }

    assert differing == {}


def test_no_case_of_the_audit_is_excused_that_holds(corpus_root: Path, client: FlaskClient) -> None:
    found = audit_cases.cases(corpus_root / "audit_cases.json")

    assert [c["id"] for c in found if c["id"] in _EXCUSED and not audit_cases.difference(c, client)] == []
