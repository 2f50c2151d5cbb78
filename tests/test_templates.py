"""What templates, style sheets and scripts must hold to: no inline code, one partial per result, every file in use."""

from __future__ import annotations

import inspect
import json
import re
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pydantic import BaseModel

from tests.jose.jwk.containers import RSA, spki
from webapp.jose.base64url import encode
from webapp.jose.jwk.generate import read_spec
from webapp.jose.limits import Limits
from webapp.jose.registry.algorithms import JWE_ALGORITHMS, JWE_ENCRYPTIONS, JWS_ALGORITHMS
from webapp.jose.text import Problem
from webapp.services import results
from webapp.services.keys import Target
from webapp.services.results import InspectionResult
from webapp.views.bundles import BUNDLES
from webapp.views.compare import CompareForm
from webapp.views.keys import ConvertForm, GenerateForm
from webapp.views.questions import QuestionForm
from webapp.views.render import partial_name

ROOT = Path(__file__).parent.parent
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
STYLES = sorted((ROOT / "static/css").rglob("*.css"))
SCRIPTS = sorted((ROOT / "static/js").glob("*.js"))
PAGES = "".join((ROOT / "templates" / name).read_text() for name in ("layout.html", "pages/compare.html"))

_INLINE = re.compile(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=|javascript:|\|\s*safe\b|hx-on|\bjs:")
_COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b|\b(?:rgb|hsl|oklch|lab|lch)a?\(|light-dark\(")
_ID_SELECTOR = re.compile(r"(?:^|[\s,>~+(])#[A-Za-z]", re.MULTILINE)
_ELSEWHERE = re.compile(r"(?:https?:)?//[a-z0-9-]+\.[a-z]")


def names(paths: list[Path]) -> list[str]:
    return [path.relative_to(ROOT).as_posix() for path in paths]


def result_types() -> list[type]:
    """The types that services answer with; the parts of them have no partial of their own."""
    types = [kind for _, kind in inspect.getmembers(results, inspect.isclass) if kind.__module__ == results.__name__]
    return [kind for kind in types if kind.__name__.endswith("Result") or kind is results.Refusal]


@pytest.mark.parametrize("path", TEMPLATES, ids=names(TEMPLATES))
def test_a_template_has_no_inline_code_and_loads_nothing_from_elsewhere(path: Path) -> None:
    text = path.read_text()

    assert not _INLINE.search(text)
    assert not _ELSEWHERE.search(text)
    assert len(text.splitlines()) <= 80


def test_each_result_has_its_partial_and_the_partial_names_its_result() -> None:
    parts = {results.SignatureResult, results.RecipientResult}
    for kind in result_types():
        if kind in parts:
            continue
        template = ROOT / "templates" / partial_name(object.__new__(kind))
        first = template.read_text().splitlines()[0]
        assert first.startswith(f"{{# {kind.__name__} -> #result")


@pytest.mark.parametrize("path", STYLES, ids=names(STYLES))
def test_a_style_sheet_is_loaded_names_no_id_and_leaves_colours_to_the_theme(path: Path) -> None:
    text = path.read_text()

    assert any(path.relative_to(ROOT / "static").as_posix() in parts for parts in BUNDLES.values())
    assert text.startswith(f"/* {path.stem}")
    if path.stem != "theme":
        assert not _ID_SELECTOR.search(text)
        assert not _COLOUR.search(text)


@pytest.mark.parametrize("path", SCRIPTS, ids=names(SCRIPTS))
def test_a_script_is_loaded_and_writes_no_markup(path: Path) -> None:
    text = path.read_text()

    loaded = {part for name, parts in BUNDLES.items() if name in PAGES for part in parts}
    assert f"js/{path.name}" in loaded or f"js/{path.name}" in PAGES
    assert "'use strict';" in text
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function", text)
    # One of the page's own comes later, from the address that the page names.
    assert re.findall(r"\bimport\b.*", text) == (["import(address);"] if path.stem == "late" else [])
    assert not _ELSEWHERE.search(text)


def test_only_the_name_of_the_theme_is_stored_in_the_browser() -> None:
    storing = {
        path.name for path in SCRIPTS if re.search(r"localStorage|sessionStorage|indexedDB|cookie", path.read_text())
    }

    assert storing == {"theme.js"}


def offered(app: Flask) -> set[str]:
    """The kinds of key on the Keys page, as they are sent."""
    choices: Any = app.jinja_env.get_template("components/key_choices.html").module
    groups = (*choices.SIGN, *choices.ENCRYPT)
    return {spec for _, _, specs in groups for spec in specs}


def test_every_kind_of_key_that_the_page_offers_can_be_made(app: Flask) -> None:
    refused = {spec for spec in offered(app) if isinstance(read_spec(spec, Limits()), Problem)}

    assert refused == set()


def test_the_page_offers_a_key_for_every_algorithm_that_is_supported(app: Flask) -> None:
    names_of_rows = (*JWS_ALGORITHMS, *JWE_ALGORITHMS, *JWE_ENCRYPTIONS)
    can_be_made = {name for name in names_of_rows if not isinstance(read_spec(name, Limits()), Problem)}

    # EdDSA is the old name of what Ed25519 and Ed448 are.
    assert can_be_made - offered(app) == {"EdDSA"}


@pytest.mark.parametrize(
    ("path", "forms"), [("/", (QuestionForm,)), ("/keys", (GenerateForm, ConvertForm)), ("/compare", (CompareForm,))]
)
def test_every_field_has_its_box_and_a_place_for_why_it_was_refused(
    client: FlaskClient, path: str, forms: tuple[type[BaseModel], ...]
) -> None:
    page = client.get(path).text

    for name in (name for form in forms for name in form.model_fields):
        assert f'name="{name}"' in page
        place = re.search(rf'id="message-{name}" data-message-for="([^"]+)"', page)
        assert place
        assert f'id="{place[1]}"' in page


def test_every_field_that_can_be_refused_is_told_of_at_its_box(app: Flask) -> None:
    placed: Any = app.jinja_env.get_template("components/message.html").module

    assert set(placed.FIELDS) == {
        name for form in (QuestionForm, GenerateForm, ConvertForm, CompareForm) for name in form.model_fields
    }


@pytest.mark.parametrize("code", ["key.is-token", "input.is-key"])
def test_token_and_key_in_each_others_box_can_be_swapped(app: Flask, code: str) -> None:
    hint: Any = app.jinja_env.get_template("components/key_hint.html").module
    problem = Problem(code=code, message="It stands in the wrong box")

    with app.test_request_context():
        words = hint.key_hint(InspectionResult(key_problems=(problem,)))
        form = hint.swap_form({"input": "a key", "key": "a token"}, InspectionResult(key_problems=(problem,)))

    assert 'form="swap"' in words
    assert 'name="input" value="a token"' in form
    assert 'name="key" value="a key"' in form


def test_the_rows_of_a_huge_token_are_bounded_and_what_is_missing_is_said(client: FlaskClient) -> None:
    claims = json.dumps({f"claim{number}": number for number in range(3_000)}).encode()
    token = f"{encode(b'{}')}.{encode(claims)}.AAAA"

    page = client.post("/inspect", data={"input": token}, headers={"HX-Request": "true"}).text

    assert page.count('data-kind="claims"') <= 2_000
    assert "1,000 rows are not shown" in page


def test_a_key_text_that_was_put_right_can_be_copied(client: FlaskClient) -> None:
    key = "KEY='" + spki(RSA).replace("\n", "\\n") + "'"

    page = client.post("/keys/inspect", data={"key": key}, headers={"HX-Request": "true"}).text

    assert 'data-copy-target="corrected-text"' in page
    assert re.search(r'id="corrected-text"[^>]*>-----BEGIN PUBLIC KEY-----\n', page)


def test_every_format_that_a_key_can_be_converted_to_is_offered(client: FlaskClient) -> None:
    page = client.get("/keys").text

    for target in Target:
        assert f'<option value="{target}"' in page


def test_an_sd_jwt_is_said_to_be_signed(client: FlaskClient) -> None:
    token = ".".join(map(encode, (b'{"alg":"ES256"}', b'{"_sd_alg":"sha-256"}', bytes(64)))) + "~"

    page = client.post("/inspect", data={"input": token}, headers={"HX-Request": "true"}).text

    assert "How ES256 signs this token" in page


def test_two_sections_of_one_document_are_told_as_two(app: Flask) -> None:
    component: Any = app.jinja_env.get_template("components/reference.html").module

    assert ">RFC 7518, 3.3 and 4.2<" in component.reference("RFC 7518 section 3.3 and section 4.2")
