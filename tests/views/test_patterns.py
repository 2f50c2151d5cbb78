"""The pattern pages show every component and every answer, in every state."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jinja2.runtime import Macro

from webapp.app import create_app
from webapp.jose.finding import Certainty
from webapp.jose.jwt.kinds import Sureness
from webapp.jose.trace import Outcome, Severity
from webapp.services.patterns import Pattern, pattern_families
from webapp.services.results import Verdict
from webapp.settings import Settings

TEMPLATES = Path(__file__).parent.parent.parent / "templates"
PATTERNS = [pattern for family in pattern_families() for pattern in family.patterns]
# They have no look of their own: they carry other components to their places when htmx asked, or stand in the title.
CARRIERS = {"regions/regions", "regions/key_regions", "regions/announce", "title/title_of", "title/outcome_of"}


def address(pattern: Pattern) -> str:
    return f"/help/patterns/{pattern.name}"


def macros() -> set[str]:
    """Every macro of every component, as "card/folded"."""
    return {
        f"{path.stem}/{name}"
        for path in (TEMPLATES / "components").glob("*.html")
        for name in re.findall(r"{%-? macro (\w+)\(", path.read_text())
    }


@pytest.fixture(scope="module")
def drawn() -> tuple[dict[str, str], set[str], set[str]]:
    """Every pattern page, and the macros and partials that were drawn for them."""
    app = create_app(Settings())
    called: set[str] = set()
    partials: set[str] = set()
    invoke = Macro._invoke  # noqa: SLF001  nothing public is called for every macro

    def noting(macro: Macro, *arguments: Any) -> str:
        path = Path(macro._func.__code__.co_filename)  # noqa: SLF001  nothing public names its template
        called.add(f"{path.stem}/{macro.name}")
        return invoke(macro, *arguments)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Macro, "_invoke", noting)
        client = app.test_client()
        pages = {pattern.name: client.get(address(pattern)).text for pattern in PATTERNS}
    for text in pages.values():
        partials |= set(re.findall(r'data-result="([^"]+)"', text))
    return pages, called, partials


Drawn = tuple[dict[str, str], set[str], set[str]]


def test_every_macro_of_every_component_is_shown(drawn: Drawn) -> None:
    _, called, _ = drawn

    assert macros() - called == CARRIERS


def test_every_component_is_shown_by_a_macro_of_its_own() -> None:
    components = {path.stem for path in (TEMPLATES / "components").glob("*.html")}

    assert components == {name.split("/")[0] for name in macros()}


def test_every_partial_of_a_result_is_shown(drawn: Drawn) -> None:
    _, _, partials = drawn
    due = {
        name
        for path in (TEMPLATES / "results").glob("*.html")
        for name in re.findall(r'data-result="([^"]+)"', path.read_text())
    }

    assert due == partials
    assert len(due) == len(list((TEMPLATES / "results").glob("*.html")))


@pytest.mark.parametrize(
    ("attribute", "words"),
    [
        ('class="finding" data-finding data-code="[^"]+" data-severity', Severity),
        ('data-light="signature" data-outcome', Outcome),
        ('data-step="[^"]+" data-outcome', Outcome),
        ('data-result="[^"]+" data-verdict', Verdict),
        ("data-certainty", Sureness),
        ("data-certainty", Certainty),
        (
            'class="result" data-result="comparison" data-verdict',
            ("incomplete", "same", "alike", "usual", "different", "empty"),
        ),
        ('class="timeline" data-timeline', ("early", "alive", "expired")),
        ('data-result="inspection" data-verdict', ("empty", "described", "unrecognised")),
        ("data-tone", ("ok", "bad", "warn", "info")),
    ],
)
def test_every_word_that_an_answer_can_have_is_shown(drawn: Drawn, attribute: str, words: Any) -> None:
    pages, _, _ = drawn

    shown = {word for page in pages.values() for word in re.findall(f'{attribute}="([^"]+)"', page)}

    assert {str(word) for word in words} - shown == set()


def test_every_pattern_is_listed_once_and_is_there(client: FlaskClient, drawn: Drawn) -> None:
    pages, _, _ = drawn
    listed = Counter(re.findall(r'data-pattern="([^"]+)"', client.get("/help/patterns").text))

    assert listed == Counter(pattern.name for pattern in PATTERNS)
    for name, page in pages.items():
        assert f'data-pattern="{name}"' in page


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: pattern.name)
def test_no_id_of_a_pattern_is_there_twice(drawn: Drawn, pattern: Pattern) -> None:
    counts = Counter(re.findall(r'\sid="([^"]*)"', drawn[0][pattern.name]))

    assert [name for name, count in counts.items() if count > 1] == []


def test_a_pattern_is_the_same_whatever_the_settings() -> None:
    client = create_app(Settings(leeway=86_400)).test_client()

    assert 'data-verdict="invalid"' in client.get("/help/patterns/expired").text


def test_the_help_leads_to_the_patterns_and_they_are_kept_nowhere(client: FlaskClient) -> None:
    answer = client.get("/help/patterns")

    assert 'href="/help/patterns"' in client.get("/help").text
    assert answer.headers["Cache-Control"] == "no-store"


def test_there_is_no_other_pattern(client: FlaskClient, app: Flask) -> None:
    assert client.get("/help/patterns/none").status_code == 404
    assert "patterns" in app.blueprints


def test_no_word_of_a_pattern_is_escaped_twice(drawn: Drawn) -> None:
    """But for one in the help, which is about such words."""
    pages = {name: page for name, page in drawn[0].items() if name != "help"}

    for name, page in pages.items():
        assert not re.findall(r"&amp;(?:#\d+|quot|lt|gt);", page), name
