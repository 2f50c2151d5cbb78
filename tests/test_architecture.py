"""What the design promises about imports and templates. The layers themselves are contracts of import-linter."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from tests.servers import ROOT

TEMPLATES = sorted((ROOT / "templates").rglob("*.*"))
SOURCES = sorted((ROOT / "webapp").rglob("*.py"))


@pytest.mark.parametrize("module", ["webapp", "webapp.jose", "webapp.jose.detect", "webapp.jose.jws.verify"])
def test_the_core_loads_no_web(module: str) -> None:
    program = f"import sys, {module}; print(sorted({{'flask', 'werkzeug', 'jinja2', 'pydantic'}} & set(sys.modules)))"

    loaded = subprocess.run(
        (sys.executable, "-c", program), cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout

    assert loaded == "[]\n"


def test_only_one_module_names_the_headers_of_htmx() -> None:
    naming = [path.name for path in SOURCES if re.search(r"HX-[A-Z]", path.read_text())]

    assert naming == ["htmx.py"]


def test_templates_escape_everything_and_run_nothing_inline() -> None:
    forbidden = re.compile(
        r"\|\s*safe\b|autoescape|<script(?![^>]*\bsrc=)|<style|\bstyle=|\son[a-z]+=|javascript:", re.IGNORECASE
    )

    offending = {path.name: found[0] for path in TEMPLATES if (found := forbidden.search(path.read_text()))}

    assert offending == {}


def test_templates_have_the_suffix_that_is_escaped() -> None:
    assert {path.suffix for path in TEMPLATES} == {".html"}


def test_no_code_marks_text_as_markup() -> None:
    marking = [path.name for path in SOURCES if "Markup(" in path.read_text()]

    assert marking == []


def test_our_pages_name_themselves_as_the_origin_of_their_requests() -> None:
    # Under the header's no-referrer alone, a form posted over plain HTTP has the origin "null", as another site's may.
    layout = (ROOT / "templates/layout.html").read_text()

    assert '<meta name="referrer" content="same-origin">' in layout
