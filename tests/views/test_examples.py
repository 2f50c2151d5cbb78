"""Each example has an address of its own, that shows it answered, or says what to fill the boxes with."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from webapp.services.examples import examples, story

_NAMES = [example.name for example in examples(0)] + [chapter.name for chapter in story(0)]


def test_every_example_and_chapter_has_a_link_on_the_page(client: FlaskClient) -> None:
    links = re.findall(r'href="/examples/([a-z-]+)"', client.get("/").text)

    assert links == _NAMES


@pytest.mark.parametrize("name", _NAMES)
def test_the_link_leads_to_the_page_with_the_boxes_filled_and_the_answer(client: FlaskClient, name: str) -> None:
    fields = client.get(f"/examples/{name}", headers={"Accept": "application/json"}).get_json()["fields"]

    page = client.get(f"/examples/{name}")

    assert page.status_code == 200
    assert page.headers["Cache-Control"] == "no-store"
    assert fields["input"].split("\n", 1)[0].replace('"', "&#34;") in page.text
    assert re.search('data-result="(inspection|verification|decryption)"', page.text)


def test_there_is_no_example_of_another_name(client: FlaskClient) -> None:
    answer = client.get("/examples/nothing", headers={"Accept": "application/json"})

    assert answer.status_code == 404
    assert "error" in answer.get_json()
