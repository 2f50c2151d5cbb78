"""The rules of the registry, the checks, and the help: each has what the others have."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest
from flask.testing import FlaskClient

import webapp.jose
from webapp.jose.registry.references import url_of
from webapp.jose.registry.rules import RULES
from webapp.jose.registry.rules.entry import Rule

_SOURCES: Final = Path(str(webapp.jose.__file__)).parent
_COUNT: Final = 182


def test_the_catalogue_is_whole_and_no_code_stands_for_two_rules() -> None:
    assert len(RULES) == _COUNT
    assert len({rule.code for rule in RULES.values()}) == _COUNT


@pytest.mark.parametrize("rule", RULES.values(), ids=list(RULES))
def test_a_rule_says_what_breaks_it_why_it_matters_and_what_to_do(rule: Rule) -> None:
    assert rule.title
    assert rule.why.endswith(".")
    assert rule.remedy.endswith(".")
    assert rule.example
    assert rule.reference


@pytest.mark.parametrize("identity", RULES)
def test_every_rule_is_reported_by_a_check(identity: str) -> None:
    sources = "".join(path.read_text() for path in _SOURCES.rglob("*.py") if "registry" not in path.parts)

    assert re.search(rf'"{identity}"', sources)


def test_the_help_has_an_entry_for_every_rule(client: FlaskClient) -> None:
    page = client.get("/help/rules").text

    assert sorted(re.findall(r'data-rule-help="([^"]+)"', page)) == sorted(RULES)


def test_every_reference_has_an_address_or_is_no_document() -> None:
    undocumented = {"a limit of this tool", "jwcrypto, JWK(**members)"}

    without = {one for rule in RULES.values() for one in rule.reference.split("; ") if url_of(one) is None}

    assert without == undocumented


def test_a_title_says_what_it_is_about() -> None:
    vague = [
        rule.title for rule in RULES.values() if rule.title.startswith(("Nobody ", "It is ", "It was ", "It does "))
    ]

    assert vague == []
