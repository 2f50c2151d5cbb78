"""Bodies of three media types become the same form; what cannot be read is refused by name and code."""

from __future__ import annotations

import re
import subprocess
import sys
import tracemalloc
from io import BytesIO
from typing import Any
from urllib.parse import quote_plus, unquote_plus

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from tests.servers import ROOT
from tests.views.conftest import JSON, application
from webapp.settings import Settings
from webapp.views.bodies import unquote


def post(client: FlaskClient, **body: Any) -> Any:
    response = client.post("/echo", headers=JSON, **body)
    assert response.status_code == 200, response.get_data(as_text=True)
    return response.json


def refusal(client: FlaskClient, status: int, **body: Any) -> Any:
    response = client.post("/echo", headers=JSON, **body)
    assert response.status_code == status, response.get_data(as_text=True)
    assert response.json
    return response.json["error"]


@pytest.mark.parametrize(
    "body",
    [
        pytest.param({"data": {"input": " a\r\nb ", "leeway": "5", "algorithms": "RS256 ES256"}}, id="form"),
        pytest.param({"data": {"input": " a\r\nb ", "leeway": "5", "algorithms": ["RS256", "ES256"]}}, id="repeated"),
        pytest.param(
            {
                "data": {"input": " a\r\nb ", "leeway": "5", "algorithms": "RS256 ES256"},
                "content_type": "multipart/form-data",
            },
            id="multipart",
        ),
        pytest.param({"json": {"input": " a\r\nb ", "leeway": 5, "algorithms": ["RS256", "ES256"]}}, id="JSON"),
        pytest.param({"json": {"input": " a\r\nb ", "leeway": "5", "algorithms": "RS256 ES256"}}, id="JSON as text"),
    ],
)
def test_the_same_fields_make_the_same_form_in_every_media_type(echo_client: FlaskClient, body: dict[str, Any]) -> None:
    form = post(echo_client, **body)

    assert form["input"] == " a\r\nb "
    assert form["leeway"] == 5
    assert form["algorithms"] == ["RS256", "ES256"]


def test_a_blank_field_that_is_no_text_counts_as_not_sent(echo_client: FlaskClient) -> None:
    form = post(echo_client, data={"leeway": "", "at": " ", "key_encoding": "", "exact": ""})

    assert form == post(echo_client, data={})


def test_text_fields_take_numbers_with_their_literal_digits(echo_client: FlaskClient) -> None:
    body = b'{"input": 1.50, "issuer": 12345678901234567890123, "exact": true, "key": null}'

    form = post(echo_client, data=body, content_type="application/json")

    assert form["input"] == "1.50"
    assert form["issuer"] == "12345678901234567890123"
    assert form["exact"] is True


def test_an_uploaded_file_is_the_text_of_its_field(echo_client: FlaskClient) -> None:
    form = post(echo_client, data={"key": (BytesIO(b"-----BEGIN"), "key.pem")}, content_type="multipart/form-data")

    assert form["key"] == "-----BEGIN"


def test_an_uploaded_file_never_reaches_a_disk(echo_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_file(*_arguments: object, **_options: object) -> None:
        raise AssertionError("a temporary file was made")

    monkeypatch.setattr("tempfile.SpooledTemporaryFile", no_file)
    monkeypatch.setattr("tempfile.TemporaryFile", no_file)

    head = b'--b\r\nContent-Disposition: form-data; name="key"; filename="key.pem"\r\n\r\n'
    body = head + b"x" * 1_000_000 + b"\r\n--b--\r\n"

    form = post(echo_app.test_client(), data=body, content_type="multipart/form-data; boundary=b")

    assert len(form["key"]) == 1_000_000


def test_an_unknown_field_is_left_out_of_a_form(echo_client: FlaskClient) -> None:
    assert post(echo_client, data={"inputs": "a"})["input"] == ""


def test_an_unknown_field_of_a_json_body_is_refused_by_its_name(echo_client: FlaskClient) -> None:
    error = refusal(echo_client, 422, json={"inputs": "a"})

    assert error["code"] == "field.unknown"
    assert error["field"] == "inputs"


def test_a_field_name_that_may_be_a_secret_is_not_repeated(echo_client: FlaskClient) -> None:
    error = refusal(echo_client, 422, json={"eyJhbGciOiJIUzI1NiJ9.e30.signature": "a"})

    assert error["field"] is None
    assert "eyJ" not in error["message"]


@pytest.mark.parametrize(
    ("field", "value"),
    [("leeway", "soon"), ("leeway", "1" * 5000), ("key_encoding", "rot13"), ("input", {"kty": "oct"}), ("at", [[{}]])],
)
def test_a_value_that_cannot_be_used_names_its_field_and_is_not_repeated(
    echo_client: FlaskClient, field: str, value: object
) -> None:
    error = refusal(echo_client, 422, json={field: value})

    assert error["code"] == "field.value"
    assert error["field"] == field
    assert not isinstance(value, str) or value not in error["message"]


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b'"text"', b"\xff", b'{"a":' * 5000, b"[" * 100_000, b'{"input":[' + b"1," * 5000 + b"1]}"],
)
def test_a_body_that_is_no_flat_json_object_is_malformed(echo_client: FlaskClient, body: bytes) -> None:
    error = refusal(echo_client, 400, data=body, content_type="application/json")

    assert error["code"] == "request.json"


def test_json_in_a_text_is_not_counted_as_structure(echo_client: FlaskClient) -> None:
    text = '{"keys": [' + '{"k": "\\"[,"},' * 2_000 + "]}"

    assert post(echo_client, json={"key": text})["key"] == text


def test_half_a_surrogate_pair_is_taken(echo_client: FlaskClient) -> None:
    assert post(echo_client, data=b'{"input": "\\ud800"}', content_type="application/json")["input"] == "\ud800"


HOSTILE_JSON = {
    "escaped quotes and no string": b'\\"',
    "strings between backslashes": b'\\\\"',
    "quotes": b'"',
    "strings that break off at a line's end": b'"\\\n',
    "backslashes": b"\\",
    "arrays": b"[",
    "minus signs": b"-",
    "UTF-16": '"\\""'.encode("utf-16-le"),
}


def test_no_body_that_is_no_json_is_looked_at_again_and_again() -> None:
    # With any step that is not linear in the size, this takes hours. It holds the interpreter: only a process can end.
    program = """
from tests.servers import ROOT
from tests.views.conftest import JSON, application
from tests.views.test_forms import HOSTILE_JSON
from webapp.settings import Settings

client = application(Settings()).test_client()
for octets in HOSTILE_JSON.values():
    for start in (b"", b'{"input":"', b'{"input":'):
        body = start + octets * (16_000_000 // len(octets))
        answer = client.post("/echo", data=body, content_type="application/json", headers=JSON)
        assert answer.status_code == 400, (start, octets[:9])
        assert answer.json["error"]["code"] == "request.json"
"""

    subprocess.run((sys.executable, "-c", program), cwd=ROOT, check=True, timeout=120)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32"])
def test_json_is_read_in_utf_8_alone(echo_client: FlaskClient, encoding: str) -> None:
    body = '{"input":"\\"","algorithms":[1,2]}'.encode(encoding)

    assert refusal(echo_client, 400, data=body, content_type="application/json")["code"] == "request.json"


def test_commas_and_brackets_in_a_json_string_are_no_values(echo_client: FlaskClient) -> None:
    text = '[{,"\\' * 1_000

    assert post(echo_client, json={"input": text, "issuer": '",[' * 1_000})["input"] == text


def test_a_form_of_very_many_fields_is_malformed(echo_client: FlaskClient) -> None:
    error = refusal(echo_client, 400, data=b"a&" * 100_000, content_type="application/x-www-form-urlencoded")

    assert error["code"] == "request.form"


@given(st.text())
def test_text_comes_through_a_form_as_it_was_sent(text: str) -> None:
    octets = quote_plus(text, errors="replace").encode()

    assert unquote(octets) == unquote_plus(octets.decode())


@given(st.text(alphabet="=+ab \r\n_.?%0dD"))
def test_what_is_not_escaped_though_it_might_be_is_taken_as_it_is(text: str) -> None:
    octets = re.sub("%(?![0-9A-Fa-f]{2})", "", text).replace("&", "").encode()

    assert unquote(octets) == unquote_plus(octets.decode())


def test_a_stray_percent_sign_is_malformed(echo_client: FlaskClient) -> None:
    error = refusal(echo_client, 400, data=b"input=100%", content_type="application/x-www-form-urlencoded")

    assert error["code"] == "request.form"


@pytest.mark.parametrize(
    ("octets", "media_type"),
    [
        pytest.param(b"key=" + b"%41" * 5_000_000, "application/x-www-form-urlencoded", id="escapes"),
        pytest.param(b"a&" * 8_000_000, "application/x-www-form-urlencoded", id="fields"),
        pytest.param(b'{"key":[' + b"1," * 8_000_000 + b"1]}", "application/json", id="list"),
        pytest.param(b'{"key":' + b'"' * 16_000_000, "application/json", id="quotes"),
        pytest.param(
            b'--b\r\nContent-Disposition: form-data; name="a"\r\n\r\n\r\n' * 300_000,
            "multipart/form-data; boundary=b",
            id="parts",
        ),
    ],
)
def test_a_body_that_is_made_to_be_costly_is_refused_with_little_memory(
    echo_client: FlaskClient, octets: bytes, media_type: str
) -> None:
    tracemalloc.start()
    response = echo_client.post("/echo", data=octets, content_type=media_type)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert response.status_code in (400, 413)
    assert most < 8 * len(octets)


def test_another_media_type_is_refused(echo_client: FlaskClient) -> None:
    assert refusal(echo_client, 415, data=b"<a/>", content_type="text/xml")["code"] == "request.media-type"
    assert refusal(echo_client, 415, data=b"input=a")["code"] == "request.media-type"


@pytest.mark.parametrize(
    ("field", "code", "setting"),
    [
        ("input", "limit.input-size", "TOKEN_DEBUGGER_LIMIT_INPUT_SIZE"),
        ("key", "limit.key-size", "TOKEN_DEBUGGER_LIMIT_KEY_SIZE"),
        ("issuer", "limit.field-size", "TOKEN_DEBUGGER_LIMIT_FIELD_SIZE"),
    ],
)
def test_a_field_over_its_ceiling_is_refused_with_the_limit_and_its_setting(
    field: str, code: str, setting: str
) -> None:
    settings = Settings(limit_input_size=2_000, limit_key_size=3_000, limit_field_size=1_000)
    client = application(settings).test_client()

    error = refusal(client, 413, data={field: "x" * 4_000})

    assert (error["code"], error["setting"], error["field"]) == (code, setting, field)
    assert error["limit"] == getattr(settings, setting.removeprefix("TOKEN_DEBUGGER_").lower())


@pytest.mark.parametrize(
    "content_type", ["application/x-www-form-urlencoded", "multipart/form-data", "application/json"]
)
def test_a_body_over_the_ceiling_is_refused_before_it_is_read(content_type: str) -> None:
    client = application(Settings(limit_body_size=10_000)).test_client()

    error = refusal(client, 413, data=b"x" * 10_001, content_type=f"{content_type}; boundary=x")

    assert error["code"] == "limit.body-size"
    assert error["limit"] == 10_000
