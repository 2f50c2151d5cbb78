"""The real server: what it says at start, what it logs, and how it treats clients that misbehave."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.servers import HEADERS, ROOT, Server, exchange, serving
from webapp.settings import Settings, variable

MIB = 1024 * 1024
HEALTH = b"GET /healthz HTTP/1.1\r\n" + HEADERS + b"\r\n"
INSPECT = b"POST /inspect HTTP/1.1\r\n" + HEADERS + b"Content-Length: 9\r\n\r\ninput=eyJ"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(tmp_path_factory.mktemp("server")) as server:
        yield server


def run(*arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {variable(name): text for name, text in settings.items()}
    command = (sys.executable, "-m", "webapp", *arguments)
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=20, check=False)


def test_it_says_in_one_line_where_it_is_and_which_names_it_answers_to(tmp_path: Path) -> None:
    with serving(tmp_path) as server:
        log = server.log

    assert log == f"Token Debugger is at {server.url} (answers to localhost, 127.0.0.1, [::1])\n"


def test_a_port_in_use_is_one_clear_line(server: Server) -> None:
    result = run(port=str(server.port))

    assert result.returncode == 1
    assert result.stderr.count("\n") == 1
    assert f"port {server.port} is in use" in result.stderr


@pytest.mark.parametrize("arguments", [("--port", "9000"), ("--bind=0.0.0.0:80",), ("serve",)])
def test_an_argument_is_refused_in_one_line_that_names_the_settings(arguments: tuple[str, ...]) -> None:
    result = run(*arguments, port="0")

    assert result.returncode == 2
    assert result.stdout == ""
    assert result.stderr.count("\n") == 1
    assert result.stderr.startswith(" ".join(arguments))
    assert "TOKEN_DEBUGGER_HOST and TOKEN_DEBUGGER_PORT" in result.stderr


def test_help_lists_every_setting_and_starts_no_server() -> None:
    result = run("--help", port="0")

    assert result.returncode == 0
    assert result.stderr == ""
    assert all(f"{variable(name)}=" in result.stdout for name in Settings.model_fields)


def test_a_setting_that_cannot_be_used_is_one_clear_line() -> None:
    result = run(limit_json_depth="1000")

    assert result.returncode == 2
    assert result.stderr.count("\n") == 1
    assert "TOKEN_DEBUGGER_LIMIT_JSON_DEPTH" in result.stderr
    assert "less than or equal to 100" in result.stderr


def test_a_variable_that_is_no_setting_gives_a_warning_and_a_start(tmp_path: Path) -> None:
    with serving(tmp_path, prot="9000") as server:
        assert "TOKEN_DEBUGGER_PROT is no setting" in server.log


@pytest.mark.parametrize("size", [17 * MIB, 30 * MIB])
def test_the_sender_of_a_body_that_is_too_large_gets_to_read_the_refusal(server: Server, size: int) -> None:
    head = b"POST /inspect HTTP/1.1\r\n" + HEADERS + b"Content-Length: %d\r\n\r\n" % size

    answer = exchange(server, head, *([b"x" * MIB] * (size // MIB)))

    assert answer.startswith(b"HTTP/1.1 413")
    assert b'"code":"limit.body-size"' in answer


def test_the_log_names_routes_and_never_what_was_sent(server: Server) -> None:
    secret = b"eyJzZWNyZXQ"
    exchange(
        server, b"GET /" + secret + b"?" + secret + b" HTTP/1.1\r\n" + HEADERS + b"Referer: " + secret + b"\r\n\r\n"
    )
    exchange(server, b"GET /" + secret + b" NONSENSE " + secret + b"\r\n\r\n")
    exchange(server, b"GET /healthz HTTP/1.1\r\n" + HEADERS + b"User-Agent: " + secret + b"\r\n\r\n")

    log = server.log_with("GET /healthz 200")

    assert "GET - 404" in log
    assert secret.decode() not in log


@pytest.mark.parametrize(
    ("request_octets", "status", "code"),
    [
        pytest.param(b"eyJzZWNyZXQ\r\n\r\n", b"400", b"request.malformed", id="no HTTP"),
        pytest.param(b"GET /" + b"e" * 3000 + b" HTTP/1.1\r\n\r\n", b"414", b"request.line", id="long line"),
        pytest.param(
            b"GET / HTTP/1.1\r\nX: " + b"e" * 9000 + b"\r\n\r\n", b"431", b"request.headers", id="long header"
        ),
    ],
)
def test_what_is_no_request_is_refused_in_the_same_shape_and_not_repeated(
    server: Server, request_octets: bytes, status: bytes, code: bytes
) -> None:
    answer = exchange(server, request_octets)

    assert answer.startswith(b"HTTP/1.1 " + status)
    assert code in answer
    assert b"Content-Security-Policy:" in answer
    assert b"eyJzZWNyZXQ" not in answer


@pytest.mark.parametrize("media_type", [b"application/x-www-form-urlencoded", b"multipart/form-data; boundary=b"])
def test_a_chunked_body_that_is_too_large_is_refused_as_well(server: Server, media_type: bytes) -> None:
    head = b"POST /inspect HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\nTransfer-Encoding: chunked\r\n"
    part = b'--b\r\nContent-Disposition: form-data; name="input"\r\n\r\n'
    chunk = b"100000\r\n" + b"x" * MIB + b"\r\n"

    answer = exchange(
        server,
        head + b"Content-Type: " + media_type + b"\r\n\r\n",
        b"%x\r\n%s\r\n" % (len(part), part),
        *([chunk] * 20),
        b"0\r\n\r\n",
    )

    assert answer.startswith(b"HTTP/1.1 413")
    assert b'"code":"limit.body-size"' in answer


def test_a_crash_would_leave_no_core_file(server: Server) -> None:
    children = Path(f"/proc/{server.pid}/task/{server.pid}/children")
    if not children.exists():
        pytest.skip("only Linux tells the limits of a process")

    processes = [str(server.pid), *children.read_text().split()]

    for process in processes:
        assert re.search(r"^Max core file size +0 +0 ", Path(f"/proc/{process}/limits").read_text(), re.MULTILINE)


def test_it_stops_quietly(tmp_path: Path) -> None:
    with serving(tmp_path) as server:
        os.kill(server.pid, signal.SIGINT)
        time.sleep(0.5)

    assert server.log.count("\n") == 1


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"CANARY\r\n", id="no size"),
        pytest.param(b"5\r\ninputCANARY", id="no end of a chunk"),
        pytest.param(b"5;CANARY=\x01\r\ninput\r\n0\r\n\r\n", id="a bad extension"),
        pytest.param(b"0\r\nCANARY\r\n\r\n", id="a bad trailer"),
        pytest.param(b"-5\r\ninput\r\n0\r\n\r\n", id="a negative size"),
    ],
)
def test_a_broken_chunk_is_the_senders_fault(server: Server, body: bytes) -> None:
    answer = exchange(server, b"POST /inspect HTTP/1.1\r\n" + HEADERS + b"Transfer-Encoding: chunked\r\n\r\n" + body)

    assert answer.startswith(b"HTTP/1.1 400")
    assert b'"code":"request.malformed"' in answer
    assert "CANARY" not in server.log
    assert "server.error" not in server.log


def test_the_log_names_no_method_that_is_none(server: Server) -> None:
    exchange(server, b"EYJZZWNYZXQ / HTTP/1.1\r\n" + HEADERS + b"\r\n")
    exchange(server, b"DELETE /nowhere HTTP/1.1\r\n" + HEADERS + b"\r\n")

    log = server.log_with(" DELETE ")

    assert "EYJZZWNYZXQ" not in log
    assert "] - " in log


@pytest.mark.parametrize(
    "first",
    [
        pytest.param(HEALTH, id="no body"),
        pytest.param(b"POST /nowhere HTTP/1.1\r\n" + HEADERS + b"Content-Length: 5\r\n\r\ninput", id="length"),
        pytest.param(
            b"POST /nowhere HTTP/1.1\r\n"
            + HEADERS
            + b"Transfer-Encoding: chunked\r\n\r\n3;a=b\r\ninp\r\n2\r\nut\r\n0\r\nX-Sum: 1\r\n\r\n",
            id="chunks",
        ),
    ],
)
def test_requests_that_follow_one_another_at_once_are_answered_in_turn(server: Server, first: bytes) -> None:
    last = b"GET /healthz HTTP/1.0\r\nHost: localhost\r\n\r\n"

    with socket.create_connection(("127.0.0.1", server.port), timeout=15) as connection:
        connection.sendall(first + INSPECT + last)
        answer = b"".join(iter(lambda: connection.recv(65_536), b""))

    assert answer.count(b"HTTP/1.") == 3
    assert answer.endswith(b"ok\n")


def test_who_asks_before_sending_a_body_is_told_to_go_on(server: Server) -> None:
    head = b"POST /inspect HTTP/1.1\r\n" + HEADERS + b"Expect: 100-continue\r\nContent-Length: 9\r\n\r\n"
    with socket.create_connection(("127.0.0.1", server.port), timeout=15) as connection:
        connection.sendall(head)
        told = connection.recv(65_536)
        connection.sendall(b"input=eyJ")
        answer = connection.recv(65_536)

    assert told == b"HTTP/1.1 100 Continue\r\n\r\n"
    assert answer.startswith(b"HTTP/1.1 200")


def test_the_log_repeats_nothing_that_was_sent_however_much_it_tells(tmp_path: Path) -> None:
    with serving(tmp_path, log_level="debug") as server:
        for path in (b"/CANARY", b"/inspect?x=CANARY", b"/static/CANARY"):
            exchange(server, b"GET " + path + b" HTTP/1.1\r\n" + HEADERS + b"\r\n")
        log = server.log_with("GET /static")

    assert "CANARY" not in log
