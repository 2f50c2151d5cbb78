"""The help: every reason has its place, and is kept nowhere."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from webapp.jose.registry.diagnoses import DIAGNOSES


def test_every_reason_has_an_anchor_with_its_code(client: FlaskClient) -> None:
    page = client.get("/help/reasons").text

    assert set(re.findall(r'data-help="([^"]+)"', page)) == set(DIAGNOSES)
    for code in DIAGNOSES:
        assert page.count(f'id="{code}"') == 1


@pytest.mark.parametrize("path", ["/help", "/help/reasons"])
def test_help_is_kept_nowhere_and_reached_from_every_page(client: FlaskClient, path: str) -> None:
    answer = client.get(path)

    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert f'href="{path}"' in client.get("/").text


def test_the_index_leads_to_every_reason(client: FlaskClient) -> None:
    page = client.get("/help").text

    assert set(re.findall(r'href="/help/reasons#([a-z0-9.-]+)"', page)) >= set(DIAGNOSES)


def test_help_has_no_other_method(client: FlaskClient) -> None:
    assert client.post("/help/reasons").status_code == 405
