"""A client that is slow, or never comes to an end, keeps nobody waiting but itself."""

from __future__ import annotations

import re
import resource
import select
import socket
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from tests.servers import HEADERS, Server, exchange, serving, whole_answer

MIB = 1024 * 1024
HEALTH = b"GET /healthz HTTP/1.1\r\n" + HEADERS + b"\r\n"
INSPECT = b"POST /inspect HTTP/1.1\r\n" + HEADERS + b"Content-Length: 9\r\n\r\ninput=eyJ"
SLOW = {
    "silent": b"",
    "slow header": b"GET /healthz HTTP/1.1\r\nHost: loc",
    "slow body": b"POST /inspect HTTP/1.1\r\n" + HEADERS + b"Content-Length: 100000\r\n\r\ninput=",
    "slow chunks": b"POST /inspect HTTP/1.1\r\n" + HEADERS + b"Transfer-Encoding: chunked\r\n\r\n100\r\ninput=",
    "refused and never sent": b"POST /inspect HTTP/1.1\r\n" + HEADERS + b"Content-Length: 20000000\r\n\r\n",
    "HTTP/1.0, answered and not closed": b"GET /healthz HTTP/1.0\r\nHost: localhost\r\n\r\n",
    "answered and not closed": b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
}


@pytest.fixture(scope="module")
def patient(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with one thread, that waits for ten minutes."""
    with serving(tmp_path_factory.mktemp("patient"), threads="1", receive_timeout="600") as server:
        yield server


@pytest.fixture(scope="module")
def hasty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that waits for a second."""
    with serving(tmp_path_factory.mktemp("hasty"), receive_timeout="1") as server:
        yield server


@pytest.mark.parametrize("kind", SLOW)
def test_a_client_that_is_slow_keeps_nobody_waiting(patient: Server, kind: str) -> None:
    with ExitStack() as stack:
        for _ in range(60):
            connection = stack.enter_context(socket.create_connection(("127.0.0.1", patient.port)))
            connection.sendall(SLOW[kind])

        answers = [exchange(patient, HEALTH), whole_answer(patient, INSPECT)]

    assert [answer[:15] for answer in answers] == [b"HTTP/1.1 200 OK"] * 2


def test_a_client_that_does_not_read_keeps_nobody_waiting(patient: Server) -> None:
    page = whole_answer(patient, b"GET / HTTP/1.1\r\n" + HEADERS + b"\r\n")
    files = [b"GET " + path + b" HTTP/1.1\r\n" + HEADERS + b"\r\n" for path in re.findall(rb"/static/[^\"]+", page)]
    largest = max(files, key=lambda request: len(whole_answer(patient, request)))
    with ExitStack() as stack:
        for _ in range(4):
            connection = stack.enter_context(socket.socket())
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
            connection.connect(("127.0.0.1", patient.port))
            connection.sendall(largest * 300)

        answers = [exchange(patient, HEALTH) for _ in range(200)]  # meanwhile the answers to the others fill up

    assert {answer[:15] for answer in answers} == {b"HTTP/1.1 200 OK"}


@pytest.mark.parametrize("kind", ["slow header", "slow body", "slow chunks"])
def test_a_request_has_one_deadline_however_its_octets_drip(hasty: Server, kind: str) -> None:
    with socket.create_connection(("127.0.0.1", hasty.port), timeout=15) as connection:
        connection.sendall(SLOW[kind])
        drops = 0
        while drops < 100 and not select.select([connection], [], [], 0.1)[0]:
            connection.sendall(b"x")
            drops += 1
        answer = connection.recv(65_536) if drops < 100 else b""

    assert answer.startswith(b"HTTP/1.1 408")
    assert b'"code":"request.timeout"' in answer.replace(b'": "', b'":"')


def test_unfinished_bodies_do_not_fill_the_memory_and_small_requests_are_served(patient: Server) -> None:
    head = b"POST /inspect HTTP/1.1\r\n" + HEADERS + b"Content-Length: %d\r\n\r\n" % (16 * MIB)
    with ExitStack() as stack:
        greedy = [stack.enter_context(socket.create_connection(("127.0.0.1", patient.port))) for _ in range(10)]
        for connection in greedy:
            connection.sendall(head + b"x" * (15 * MIB))

        refused, _, _ = select.select(greedy, [], [], 15)
        first = refused[0].recv(65_536)
        answers = [exchange(patient, HEALTH), whole_answer(patient, INSPECT)]

    assert len(refused) < len(greedy)
    assert first.startswith(b"HTTP/1.1 503")
    assert b"Retry-After: " in first
    assert [answer[:15] for answer in answers] == [b"HTTP/1.1 200 OK"] * 2


def test_a_body_that_does_not_arrive_is_a_time_out(hasty: Server) -> None:
    answer = exchange(hasty, b"POST /inspect HTTP/1.1\r\n" + HEADERS + b"Content-Length: 100\r\n\r\ninput=eyJ")

    assert answer.startswith(b"HTTP/1.1 408")
    assert b'"code":"request.timeout"' in answer


def test_what_is_no_http_at_all_is_not_waited_for(patient: Server) -> None:
    answers = [exchange(patient, octets) for octets in (b"\x16\x03\x01\x02\x00\x01", b"GET / HTTP/1.1\n")]

    assert [answer[:12] for answer in answers] == [b"HTTP/1.1 400"] * 2


@pytest.mark.parametrize("kind", ["silent", "slow header", "HTTP/1.0, answered and not closed"])
def test_more_clients_than_there_are_places_keep_nobody_out(patient: Server, kind: str) -> None:
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (2_000 if most == resource.RLIM_INFINITY else min(2_000, most), most))
    with ExitStack() as stack:
        for _ in range(1_010):
            connection = stack.enter_context(socket.create_connection(("127.0.0.1", patient.port)))
            connection.sendall(SLOW[kind])

        answers = [exchange(patient, HEALTH), whole_answer(patient, INSPECT)]

    assert [answer[:15] for answer in answers] == [b"HTTP/1.1 200 OK"] * 2
