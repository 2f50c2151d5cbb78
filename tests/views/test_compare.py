"""GET and POST /compare: a page, a partial and JSON of one result; and nothing of it in an address."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient
from markupsafe import escape

from tests.browser.debug_page import token_of
from tests.vectors import rfc_examples
from webapp.services.examples import compared_example

JSON = {"Accept": "application/json"}
PARTIAL = {"HX-Request": "true"}
FIELDS = dict(compared_example(1_700_000_000).fields)
EXAMPLE = next(example for example in rfc_examples("/verify") if example.alg == "HS256")


def test_the_page_is_reached_from_every_page(client: FlaskClient) -> None:
    page = client.get("/compare")

    assert page.status_code == 200
    assert page.headers["Cache-Control"] == "no-store"
    assert 'aria-current="page">Compare' in page.text
    for path in ("/", "/keys", "/help"):
        assert 'href="/compare"' in client.get(path).text


def test_there_are_three_renderings_of_one_comparison(client: FlaskClient) -> None:
    page = client.post("/compare", data=FIELDS).text
    partial = client.post("/compare", data=FIELDS, headers=PARTIAL).text
    answer = client.post("/compare", json=FIELDS, headers=JSON).get_json()

    assert 'data-result="comparison" data-verdict="different"' in page
    assert "<html" in page
    assert 'data-result="comparison" data-verdict="different"' in partial
    assert "<html" not in partial
    assert answer["verdict"] == "different"
    assert escape(answer["headline"]) in partial
    assert {section["name"] for section in answer["sections"]} == {"claims", "times", "header", "form"}
    assert {"path", "relation", "summary", "first", "second"} <= answer["sections"][0]["differences"][0].keys()


def test_the_page_shows_again_what_was_sent(client: FlaskClient) -> None:
    page = client.post("/compare", data=FIELDS).text

    assert FIELDS["input"] in page
    assert FIELDS["other"] in page


def test_tables_have_headers_and_their_roles_where_they_are_laid_out_otherwise(client: FlaskClient) -> None:
    partial = client.post("/compare", data=FIELDS, headers=PARTIAL).text

    for table in re.findall(r"<table.*?</table>", partial, re.DOTALL):
        assert "<caption" in table
        assert 'scope="col"' in table
        assert 'role="table"' in table
    assert 'data-difference="/aud" data-relation="different"' in partial
    assert "only here: " in partial


def test_the_boxes_can_be_swapped_without_a_script(client: FlaskClient) -> None:
    swapped = client.post("/compare/swap", data={**FIELDS, "key": "", "other_key": "k"}).text
    boxes = dict(re.findall(r'<textarea[^>]*name="(\w+)"[^>]*>([^<]*)</textarea>', swapped))

    assert boxes["input"] == FIELDS["other"]
    assert boxes["other"] == FIELDS["input"]
    assert boxes["key"] == "k"
    assert boxes["other_key"] == ""


def test_a_token_is_taken_along_from_the_debug_page(client: FlaskClient) -> None:
    page = client.post("/verify", data={"input": EXAMPLE.token, "key": EXAMPLE.key}).text

    button = re.search(r'<button[^>]*id="action-compare"[^>]*>', page)
    assert button
    assert 'formaction="/compare"' in button[0]
    # All fields of that form come along; those that are unknown here are left out.
    answer = client.post("/compare", data={"input": EXAMPLE.token, "key": EXAMPLE.key, "issuer": "joe", "payload": ""})
    assert answer.status_code == 200
    assert "Paste the second token" in answer.text


def test_nothing_to_compare_with_is_offered_for_what_is_no_token(client: FlaskClient) -> None:
    assert "action-compare" not in client.post("/inspect", data={"input": EXAMPLE.key}).text


def test_the_time_that_was_asked_about_counts_for_both(client: FlaskClient) -> None:
    answer = client.post("/compare", data={**FIELDS, "at": "1699992001"}, headers=JSON).get_json()

    assert answer["at"] == 1_699_992_001
    assert "expired 1 h ago" in answer["headline"]


def test_a_field_that_cannot_be_used_is_told_of_at_its_box(client: FlaskClient) -> None:
    response = client.post("/compare", data={**FIELDS, "at": "tomorrow"})

    assert response.status_code == 422
    assert 'data-message-for="field-at"' in response.text
    assert FIELDS["other"] in response.text
    assert client.post("/compare", data={"other": "x" * 1_100_000}, headers=JSON).status_code == 413
    assert client.post("/compare", json={"third": ""}, headers=JSON).get_json()["error"]["code"] == "field.unknown"


@pytest.mark.parametrize("name", ["other", "other_key"])
def test_neither_token_nor_key_is_taken_from_an_address(client: FlaskClient, name: str) -> None:
    assert client.get(f"/compare?{name}=abc", headers=JSON).status_code == 400


def test_a_key_is_never_repeated_in_an_answer(client: FlaskClient) -> None:
    secret = "a secret that nobody else knows at all"

    for headers in (JSON, PARTIAL):
        text = client.post("/compare", data={**FIELDS, "key": secret, "other_key": secret}, headers=headers).text
        assert secret not in text


def test_a_huge_difference_is_bounded_on_the_page(client: FlaskClient) -> None:
    first, second = (
        token_of("{" + ",".join(f'"c{number}":{number + by}' for number in range(3_000)) + "}") for by in (0, 1)
    )

    partial = client.post("/compare", data={"input": first, "other": second}, headers=PARTIAL).text

    assert partial.count("data-difference=") < 500
    assert "more differences not listed" in partial
