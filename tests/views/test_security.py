"""Every answer has the headers; requests of other sites and other names are refused."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.views.conftest import JSON, application
from webapp.settings import Settings

ANSWERS = [
    pytest.param("GET", "/", 200, id="page"),
    pytest.param("GET", "/keys", 200, id="keys"),
    pytest.param("GET", "/healthz", 200, id="health"),
    pytest.param("GET", "/nothing", 404, id="404"),
    pytest.param("GET", "/static/nothing.css", 404, id="static 404"),
    pytest.param("GET", "/echo", 405, id="405"),
    pytest.param("POST", "/broken", 500, id="500"),
    pytest.param("POST", "/echo", 200, id="JSON"),
    pytest.param("GET", "/?token=x", 400, id="400"),
]


@pytest.mark.parametrize(("method", "path", "status"), ANSWERS)
def test_every_answer_has_the_security_headers_and_is_stored_nowhere(
    echo_client: FlaskClient, method: str, path: str, status: int
) -> None:
    response = echo_client.open(path, method=method)

    policy = response.headers["Content-Security-Policy"]
    assert response.status_code == status
    assert "default-src 'none'" in policy
    assert "require-trusted-types-for 'script'; trusted-types htmx" in policy
    assert "unsafe" not in policy
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["X-Frame-Options"] == "DENY"
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert response.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Vary"] == "Accept, HX-Request"
    assert "Set-Cookie" not in response.headers
    assert "Access-Control-Allow-Origin" not in response.headers
    assert "Strict-Transport-Security" not in response.headers


def test_over_tls_browsers_are_told_to_stay_there(client: FlaskClient) -> None:
    response = client.get("/", base_url="https://localhost")

    assert response.headers["Strict-Transport-Security"].startswith("max-age=")


def test_compression_and_headers_are_each_applied_once(client: FlaskClient) -> None:
    response = client.get("/", headers={"Accept-Encoding": "gzip"})

    assert len(response.headers.getlist("Content-Security-Policy")) == 1
    assert len(response.headers.getlist("Vary")) == 1


@pytest.mark.parametrize(
    "headers",
    [
        pytest.param({"Sec-Fetch-Site": "cross-site"}, id="another site"),
        pytest.param({"Sec-Fetch-Site": "same-site"}, id="a sister name"),
        pytest.param({"Sec-Fetch-Site": "cross-site", "HX-Request": "true"}, id="with a header of htmx"),
        pytest.param({"Origin": "http://evil.example"}, id="another origin"),
        pytest.param({"Origin": "http://localhost:9000"}, id="another port"),
        pytest.param({"Origin": "null"}, id="no origin"),
        pytest.param({"Origin": "http://[broken"}, id="an origin that is none"),
    ],
)
def test_a_page_of_another_site_cannot_post_here(echo_client: FlaskClient, headers: dict[str, str]) -> None:
    response = echo_client.post("/echo", headers=JSON | headers)

    assert response.status_code == 403
    assert response.json is not None
    assert response.json["error"]["code"] == "request.cross-site"


@pytest.mark.parametrize(
    "headers",
    [
        pytest.param({}, id="no browser"),
        pytest.param({"Sec-Fetch-Site": "same-origin", "Origin": "null"}, id="our page"),
        pytest.param({"Sec-Fetch-Site": "none"}, id="typed by the user"),
        pytest.param({"Origin": "http://localhost"}, id="our origin"),
        pytest.param({"Origin": "null", "HX-Request": "true"}, id="our script over plain HTTP"),
    ],
)
def test_our_own_page_and_what_is_no_browser_can(echo_client: FlaskClient, headers: dict[str, str]) -> None:
    assert echo_client.post("/echo", headers=JSON | headers).status_code == 200


@pytest.mark.parametrize("path", ["/", "/healthz", "/nothing"])
def test_another_host_name_is_refused_by_name_and_with_the_setting(client: FlaskClient, path: str) -> None:
    response = client.get(path, headers={"Host": "evil.example"})

    assert response.status_code == 400
    assert 'data-code="request.host"' in response.text
    assert "evil.example" in response.text
    assert "TOKEN_DEBUGGER_ALLOWED_HOSTS" in response.text


def test_a_host_name_is_shown_as_text(client: FlaskClient) -> None:
    response = client.get("/", headers={"Host": "<script>alert(1)</script>"})

    assert response.status_code == 400
    assert "<script>alert" not in response.text
    assert "&lt;script&gt;" in response.text


def test_a_host_name_that_is_allowed_is_answered() -> None:
    client = application(Settings(allowed_hosts=("tokens.example.org",))).test_client()

    assert client.get("/healthz", headers={"Host": "tokens.example.org"}).status_code == 200


@pytest.mark.parametrize("query", ["token=abc", "key=abc", "Password=abc", "q=eyJhbGciOiJIUzI1NiJ9"])
def test_a_token_in_an_address_is_refused_and_not_repeated(client: FlaskClient, query: str) -> None:
    response = client.get(f"/?{query}", headers=JSON)

    assert response.status_code == 400
    assert response.json is not None
    assert response.json["error"]["code"] == "request.query"
    assert query.partition("=")[2] not in response.text
