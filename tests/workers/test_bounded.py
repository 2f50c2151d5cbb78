"""Dear requests: answered elsewhere, with the same answer, and refused in one shape when that does not work out."""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.jose.jwk import containers
from tests.servers import Server, serving
from tests.workers import processes
from webapp.app import create_app
from webapp.services.examples import Example, examples
from webapp.settings import Settings
from webapp.views.bounded import helpers
from webapp.workers import cost
from webapp.workers.pool import EndedError, PanicError, Pool
from webapp.workers.turns import BusyError

NOON = 1_800_000_000
JSON = {"Accept": "application/json"}
RENDERINGS = {"JSON": JSON, "partial": {"HX-Request": "true"}, "compressed": {**JSON, "Accept-Encoding": "gzip"}}
_DER = containers.encrypted_container(containers.PBKDF2_OID, containers.SALT, containers.integer(1_900_000))
DEAREST = containers.pem("ENCRYPTED PRIVATE KEY", _DER)


@pytest.fixture(scope="module")
def helped() -> Iterator[Flask]:
    """The application with a helper process that is ready."""
    app = create_app(Settings(rate_limit="off"))
    pool = helpers(app)
    assert pool
    pool.start()
    yield app
    pool.close()


@pytest.fixture
def helped_client(helped: Flask) -> FlaskClient:
    return helped.test_client()


@pytest.fixture
def all_is_dear(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cost, "_LARGE", -1)


def told(response: TestResponse) -> tuple[int, list[tuple[str, str]], bytes]:
    return response.status_code, sorted(response.headers), response.data


@pytest.mark.usefixtures("all_is_dear")
@pytest.mark.parametrize("headers", RENDERINGS.values(), ids=RENDERINGS)
@pytest.mark.parametrize("path", ["/debug", "/verify", "/decrypt"])
@pytest.mark.parametrize("example", examples(NOON), ids=lambda example: example.title)
def test_a_helper_gives_the_answer_that_the_server_itself_would_give(
    example: Example, path: str, headers: dict[str, str], client: FlaskClient, helped_client: FlaskClient
) -> None:
    fields = {**example.fields, "at": str(NOON)}

    there = helped_client.post(path, data=fields, headers=headers)
    here = client.post(path, data=fields, headers=headers)

    # The page says what the time is: the answers are made in one second, or asked for once more.
    for _ in range(5):
        if told(there) == told(here):
            break
        there = helped_client.post(path, data=fields, headers=headers)
        here = client.post(path, data=fields, headers=headers)
    assert told(there) == told(here)
    assert there.status_code == 200


@pytest.mark.usefixtures("all_is_dear")
@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("/keys/generate", {"spec": "RS257"}),
        ("/keys/generate", {"spec": "RS256 " * 21}),
        ("/keys/convert", {"key": "secret", "to": "nothing"}),
        ("/verify", {"input": "a.b.c", "leeway": "soon"}),
        ("/verify", {"issuer": "x" * 70_000}),
    ],
)
def test_a_helper_refuses_as_the_server_itself_would(
    path: str, fields: dict[str, str], client: FlaskClient, helped_client: FlaskClient
) -> None:
    there = helped_client.post(path, data=fields, headers=JSON)

    assert told(there) == told(client.post(path, data=fields, headers=JSON))
    assert there.status_code in (413, 422)


@pytest.mark.usefixtures("all_is_dear")
def test_files_and_json_get_to_a_helper_as_well(client: FlaskClient, helped_client: FlaskClient) -> None:
    key = containers.pkcs8(containers.RSA)

    def file() -> dict[str, object]:
        return {"key": (BytesIO(key.encode()), "key.pem")}

    assert told(helped_client.post("/keys/inspect", data=file())) == told(client.post("/keys/inspect", data=file()))
    assert told(helped_client.post("/keys/inspect", json={"key": key})) == told(
        client.post("/keys/inspect", json={"key": key})
    )


def test_a_file_is_read_although_it_was_looked_into_before(helped_client: FlaskClient) -> None:
    small = {"key": (BytesIO(b"secret"), "key.txt")}

    response = helped_client.post("/keys/inspect", data=small, headers=JSON)

    assert response.get_json()["keys"][0]["kty"] == "oct"


@pytest.mark.usefixtures("all_is_dear")
def test_keys_are_made_in_a_helper_and_differ_each_time(helped_client: FlaskClient) -> None:
    answers = [helped_client.post("/keys/generate", data={"spec": "RS256"}, headers=JSON) for _ in range(3)]

    assert len({answer.get_json()["keys"][0]["thumbprint"] for answer in answers}) == 3


def test_a_container_of_almost_two_million_iterations_is_opened_or_cut_off(helped_client: FlaskClient) -> None:
    response = helped_client.post("/keys/inspect", data={"key": DEAREST, "password": "p"}, headers=JSON)

    answer = response.get_json()
    if response.status_code == 422:
        assert answer["error"]["code"] == "limit.time"
    else:
        assert answer["keys"][0]["problems"][0]["code"] == "pem.password"


def test_work_that_is_over_its_time_is_refused_by_limit_and_setting() -> None:
    app = create_app(Settings(rate_limit="off", limit_time=100))
    client = app.test_client()

    response = client.post("/keys/generate", data={"spec": "RS256:4096 " * 20}, headers=JSON)
    after = client.post("/keys/generate", data={"spec": "ES256"}, headers=JSON)

    assert response.status_code == 422
    assert response.get_json()["error"]["code"] == "limit.time"
    assert response.get_json()["error"]["limit"] == 100
    assert response.get_json()["error"]["setting"] == "TOKEN_DEBUGGER_LIMIT_TIME"
    assert after.status_code == 200
    pool = helpers(app)
    assert pool
    pool.close()


@pytest.mark.parametrize(
    ("error", "status", "code"),
    [
        (BusyError(), 503, "server.busy"),
        (EndedError(), 503, "helper.ended"),
        (PanicError("PanicException"), 422, "helper.panic"),
        (MemoryError(), 422, "limit.memory"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
@pytest.mark.usefixtures("all_is_dear")
def test_what_goes_wrong_elsewhere_is_one_clear_refusal(
    error: Exception, status: int, code: str, helped_client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_pool: Pool, _job: bytes, _times: int, *, owner: str) -> bytes:
        raise error

    monkeypatch.setattr(Pool, "run", fail)

    response = helped_client.post("/inspect", data={"input": "x"}, headers=JSON)

    assert response.status_code == status
    assert response.get_json()["error"]["code"] == code
    assert ("Retry-After" in response.headers) is (status == 503)


@pytest.mark.usefixtures("all_is_dear")
def test_what_a_helper_has_to_log_is_in_the_log_of_the_server(
    helped_client: FlaskClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    answer = b'{"status": 500, "headers": {}, "log": ["server.error 00c0ffee: KeyError at somewhere"]}\n'
    monkeypatch.setattr(Pool, "run", lambda *_arguments, **_named: answer)

    helped_client.post("/inspect", data={"input": "x"})

    assert "server.error 00c0ffee" in caplog.text


def ask(server: Server, path: str, **fields: str) -> tuple[int, bytes]:
    request = Request(server.url + path, data=urlencode(fields).encode(), headers=JSON)
    with urlopen(request, timeout=20) as response:
        return response.status, response.read()


def helper_of(server: Server) -> int:
    """The helper of its one server process."""

    def found() -> list[int]:
        return [helper for worker in processes.children(server.pid) for helper in processes.helpers(worker)]

    assert processes.eventually(lambda: len(found()) == 1)
    return found()[0]


def test_the_real_server_has_its_helper_ready_and_survives_its_end(live_server: Server) -> None:
    killed = helper_of(live_server)
    os.kill(killed, signal.SIGKILL)

    status, body = ask(live_server, "/keys/generate", spec="RS256")

    assert status == 200
    assert b'"kty":"RSA"' in body
    assert helper_of(live_server) != killed


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGINT])
def test_the_helper_ends_with_its_server(tmp_path: Path, end: signal.Signals) -> None:
    with serving(tmp_path) as server:
        helper = helper_of(server)
        os.kill(server.pid, end)

    assert processes.eventually(lambda: processes.command(helper) == "")
    assert re.fullmatch(r"Token Debugger is at .*\n", server.log)


def test_no_helpers_means_none(tmp_path: Path) -> None:
    with serving(tmp_path, helpers="0", rate_limit="off") as server:
        assert ask(server, "/keys/generate", spec="RS256")[0] == 200
        workers = processes.children(server.pid)

        assert [helper for worker in workers for helper in processes.helpers(worker)] == []
