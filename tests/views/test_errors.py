"""Every refusal has one shape and three renderings, and repeats nothing of what was sent."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.views.conftest import JSON, application
from webapp.settings import Settings

HTMX = {"HX-Request": "true"}
MEMBERS = {"others", "code", "message", "limit", "setting", "field", "reference"}


def test_a_refusal_is_json_for_who_asks_for_json(client: FlaskClient) -> None:
    response = client.get("/nothing", headers=JSON)

    assert response.status_code == 404
    assert response.json is not None
    assert set(response.json) == {"error"}
    assert set(response.json["error"]) == MEMBERS
    assert response.json["error"]["code"] == "request.not-found"


def test_a_refusal_is_a_partial_for_htmx(client: FlaskClient) -> None:
    response = client.get("/nothing", headers=HTMX)

    assert response.status_code == 404
    assert 'data-result="refusal"' in response.text
    assert 'data-code="request.not-found"' in response.text
    assert "<html" not in response.text


def test_a_refusal_is_a_page_for_who_has_no_javascript(client: FlaskClient) -> None:
    response = client.get("/nothing")

    assert response.status_code == 404
    assert 'data-code="request.not-found"' in response.text
    assert "<html" in response.text


def test_a_page_that_refuses_a_body_says_what_to_do() -> None:
    client = application(Settings(limit_body_size=10_000, limit_input_size=5_000, limit_key_size=7_000)).test_client()

    response = client.post("/inspect", data={"input": "a" * 20_000})

    assert response.status_code == 413
    assert 'data-code="limit.body-size"' in response.text
    assert "Send less: a token may have 5,000 characters, a key 7,000." in response.text


def test_a_method_that_an_address_does_not_have_is_405_and_names_those_it_has(echo_client: FlaskClient) -> None:
    response = echo_client.get("/echo", headers=JSON)

    assert response.status_code == 405
    assert "POST" in response.headers["Allow"]


def test_what_nobody_expected_is_a_number_and_no_more(
    echo_client: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    response = echo_client.post("/broken", headers=JSON)

    assert response.status_code == 500
    assert response.json is not None
    assert response.json["error"]["code"] == "server.error"
    assert "eyJ" not in response.text
    assert "KeyError" in caplog.text
    assert "eyJ" not in caplog.text


def test_a_busy_server_says_when_to_try_again(echo_client: FlaskClient) -> None:
    response = echo_client.post("/busy", headers=JSON)

    assert response.status_code == 503
    assert int(response.headers["Retry-After"]) > 0


def test_costly_work_is_limited_per_address() -> None:
    client = application(Settings(rate_limit="2/minute")).test_client()
    statuses = [client.post("/costly", headers=JSON).status_code for _ in range(2)]

    response = client.post("/costly", headers=JSON)

    assert statuses == [200, 200]
    assert response.status_code == 429
    assert 0 < int(response.headers["Retry-After"]) <= 61
    assert response.json is not None
    assert response.json["error"]["code"] == "rate.exceeded"
    assert response.json["error"]["limit"] == 2
    assert response.json["error"]["setting"] == "TOKEN_DEBUGGER_RATE_LIMIT"


def test_behind_a_proxy_that_is_believed_each_client_has_its_own_limit() -> None:
    client = application(Settings(rate_limit="1/minute")).test_client()

    statuses = [
        client.post("/costly", headers=JSON | {"X-Forwarded-For": address}).status_code
        for address in ("192.0.2.1", "192.0.2.2", "192.0.2.1")
    ]

    assert statuses == [200, 200, 429]


def test_the_limit_can_be_switched_off(echo_client: FlaskClient) -> None:
    statuses = {echo_client.post("/costly", headers=JSON).status_code for _ in range(100)}

    assert statuses == {200}
