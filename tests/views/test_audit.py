"""POST /audit and the findings of the other answers: three renderings of one result."""

from __future__ import annotations

import json

from flask.testing import FlaskClient

from tests.vectors import rfc_examples

JSON = {"Accept": "application/json"}
EXAMPLE = next(example for example in rfc_examples("/verify") if example.alg == "HS256")


def test_the_audit_names_the_kind_of_token_and_what_it_found(client: FlaskClient) -> None:
    answer = client.post("/audit", data={"input": EXAMPLE.token}, headers=JSON).get_json()

    assert answer["token_kind"] == "jwt"
    assert answer["token_kind_reasons"]
    assert answer["token_kind_certainty"] == "certain"
    assert answer["artefact"]["kind"] == "jws"
    assert isinstance(answer["findings"], list)


def test_the_kind_that_was_named_counts(client: FlaskClient) -> None:
    answer = client.post("/audit", data={"input": EXAMPLE.token, "token_kind": "id_token"}, headers=JSON).get_json()

    assert answer["token_kind"] == "id_token"


def test_a_kind_that_there_is_not_is_refused_at_its_field(client: FlaskClient) -> None:
    response = client.post("/audit", json={"input": EXAMPLE.token, "token_kind": "cookie"}, headers=JSON)

    assert response.status_code == 422
    assert response.get_json()["error"]["field"] == "token_kind"


def test_the_audit_has_a_page_without_javascript_and_a_partial_with_it(client: FlaskClient) -> None:
    page = client.post("/audit", data={"input": EXAMPLE.token}).text
    partial = client.post("/audit", data={"input": EXAMPLE.token}, headers={"HX-Request": "true"}).text

    assert 'data-result="audit"' in page
    assert "<html" in page
    assert 'data-result="audit"' in partial
    assert "<html" not in partial


def test_inspecting_verifying_and_decrypting_tell_the_findings_as_well(client: FlaskClient) -> None:
    for route in ("/inspect", "/verify", "/decrypt"):
        answer = client.post(route, data={"input": EXAMPLE.token, "key": EXAMPLE.key}, headers=JSON).get_json()

        assert answer["token_kind"] == "jwt"
        assert "findings" in answer


def test_the_report_comes_as_json_and_as_markdown_without_values(client: FlaskClient) -> None:
    answer = client.post("/verify", data={"input": EXAMPLE.token, "key": EXAMPLE.key}, headers=JSON).get_json()

    analysed = json.loads(answer["report_json"])
    assert analysed["verdict"] == answer["verdict"]
    assert analysed["token"]["claims"]["iss"].startswith("text of 3 characters")
    assert answer["report_markdown"].startswith("## ")
    signature = EXAMPLE.token.rpartition(".")[2]
    for report in (answer["report_json"], answer["report_markdown"]):
        assert "joe" not in report
        assert signature not in report
        assert EXAMPLE.key not in report
