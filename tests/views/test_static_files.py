"""Static files are served under names that hold a hash of their content, and may be kept for ever."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from flask import Flask, render_template_string

from webapp.app import create_app
from webapp.settings import Settings
from webapp.views import bundles, static_files

CSS = b".part { color: red }\n" * 200


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Flask:
    (tmp_path / "css").mkdir()
    (tmp_path / "css/theme.css").write_bytes(CSS)
    (tmp_path / "js").mkdir()
    (tmp_path / "js/app.min.js").write_bytes(b"'use strict'\n")
    (tmp_path / "notes.txt").write_bytes(b"not to be served")
    monkeypatch.setattr(static_files, "directory", lambda _name: tmp_path)
    return create_app(Settings())


def asset(app: Flask, name: str) -> str:
    with app.test_request_context():
        return render_template_string("{{ asset(name) }}", name=name)


def test_a_name_holds_the_hash_of_the_content(app: Flask) -> None:
    assert re.fullmatch(r"/static/css/theme\.[0-9a-f]{12}\.css", asset(app, "css/theme.css"))
    assert re.fullmatch(r"/static/js/app\.min\.[0-9a-f]{12}\.js", asset(app, "js/app.min.js"))


def test_a_file_may_be_kept_for_ever(app: Flask) -> None:
    response = app.test_client().get(asset(app, "css/theme.css"))

    assert response.data == CSS
    assert response.headers["Content-Type"] == "text/css; charset=utf-8"
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response.headers["Vary"] == "Accept-Encoding"
    assert "Content-Security-Policy" in response.headers
    assert "Access-Control-Allow-Origin" not in response.headers


def test_a_file_is_sent_compressed_to_who_takes_gzip(app: Flask) -> None:
    response = app.test_client().get(asset(app, "css/theme.css"), headers={"Accept-Encoding": "gzip, br"})

    assert response.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(response.data) == CSS


@pytest.mark.parametrize(
    "path", ["css/theme.css", "css/theme.000000000000.css", "notes.txt", "../pyproject.toml", "%2e%2e/pyproject.toml"]
)
def test_no_other_name_is_served(app: Flask, path: str) -> None:
    response = app.test_client().get(f"/static/{path}", headers={"Accept": "application/json"})

    assert response.status_code == 404
    assert response.headers["Cache-Control"] == "no-store"


def test_a_template_cannot_name_a_file_that_is_not_there(app: Flask) -> None:
    with pytest.raises(KeyError):
        asset(app, "css/missing.css")


def test_what_a_page_loads_is_joined_into_few_files() -> None:
    """One style sheet, two scripts of ours, htmx, and the icon: with the page itself six requests."""
    page = create_app(Settings()).test_client().get("/").text

    addresses = re.findall(r'(?:href|src)="(/static/[^"]+)"', page)

    assert len(addresses) == 5
    assert all(create_app(Settings()).test_client().get(address).status_code == 200 for address in addresses)


def test_a_bundle_has_no_comments_and_no_indentation() -> None:
    client = create_app(Settings()).test_client()
    page = client.get("/").text
    style, script = (re.search(rf'"(/static/{name}\.[^"]+)"', page) for name in ("css/page", "js/page"))
    assert style
    assert script

    assert "/*" not in client.get(style[1]).text
    assert not re.search(r"^(?: |//|\n)", client.get(script[1]).text, re.MULTILINE)


@pytest.mark.parametrize(
    ("text", "suffix", "lean"),
    [
        ("/* a: b */\n.a,\n.b { c: d; e: f g; }\n\n@media (x: y) { .a > .b { c: d } }\n", ".css",
         ".a,.b{c:d;e:f g}@media (x:y){.a>.b{c:d}}"),
        ("// about it\nconst a = 'x'; // goes\n\n  // gone\n  f(`// ${a}`, /[/'\"]  x/g);\n", ".js",
         "const a='x';f(`// ${a}`,/[/'\"]  x/g);"),
    ],
)  # fmt: skip
def test_what_is_left_of_a_file_means_the_same(text: str, suffix: str, lean: str) -> None:
    assert bundles.lean(text.encode(), suffix).decode().lstrip() == lean


def test_no_string_of_ours_would_be_changed() -> None:
    static = Path(static_files.__file__).parent.parent.parent / "static"

    for style in static.rglob("*.css"):
        strings = re.findall(r'"[^"\n]*"', re.sub(r"/\*.*?\*/", "", style.read_text(), flags=re.DOTALL))
        assert not [text for text in strings if re.search("[{},;>]|: ", text)], style
    for script in (static / "js").glob("*.js"):
        assert all(line.count("`") % 2 == 0 for line in script.read_text().splitlines()), script


def test_a_first_visit_is_light() -> None:
    """The page with its styles, scripts and icon, as they go over the line."""
    client = create_app(Settings()).test_client()
    zipped = {"Accept-Encoding": "gzip"}
    addresses = re.findall(r'(?:href|src)="(/static/[^"]+)"', client.get("/").text)

    sizes = [len(client.get(address, headers=zipped).data) for address in ("/", *addresses)]

    assert sum(sizes) <= 45_000
