"""gunicorn's threaded worker, with all waiting for clients in its loop, and nothing of what they sent in its words."""

from __future__ import annotations

import json
import selectors
import sys
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from typing import Any, Final

from gunicorn.glogging import Logger
from gunicorn.http.body import Body
from gunicorn.http.errors import LimitRequestHeaders, LimitRequestLine, ParseException
from gunicorn.workers.gthread import ThreadWorker
from werkzeug.exceptions import BadRequest, HTTPException, RequestTimeout, ServiceUnavailable

from webapp.connection import Connection
from webapp.views.security import HEADERS, NO_STORE

# How long a client may take for an answer. No thread waits meanwhile.
_SEND_SECONDS: Final = 60
# What is read and dropped of a refused body, so that its sender gets to read why.
_DRAIN_SECONDS: Final = 5
_DRAIN_OCTETS: Final = 32 * 1024 * 1024
# How long an open connection may hold up the end of the server.
_STOP_SECONDS: Final = 2
# What all clients together may have sent without being served yet. Who holds most goes first; who holds little, never.
_MOST_HELD: Final = 128 * 1024 * 1024
_ALWAYS_HELD: Final = 64 * 1024
_METHODS: Final = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT"})


class Worker(ThreadWorker):  # type: ignore[misc]
    """Requests are received, and answers sent, in the loop: a thread gets a request when it is there in whole."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        settings = self.app.settings
        self._receive_seconds: int = settings.receive_timeout
        self._most_body: int = settings.limit_body_size
        self._most_held = max(_MOST_HELD, 4 * self._most_body)
        self._most_header = self.cfg.limit_request_line + self.cfg.limit_request_fields * (
            self.cfg.limit_request_field_size + 8
        )
        self._connections: set[Connection] = set()
        # Those that the loop waits for, and what is done with one that has not come on in time.
        self._waiting: dict[Connection, Callable[[Connection], None]] = {}
        self._next_check = 0.0

    def accept(self, listener: Any) -> None:
        """Take a new client in."""
        try:
            peer, client = listener.accept()
            peer.settimeout(0)
            connection = Connection(peer, client, most_header=self._most_header, most_body=self._most_body)
        except OSError:
            return  # the client is gone again, or there are too many; the loop asks again
        self.nr_conns += 1
        self._connections.add(connection)
        self._wait_for_request(connection, self._receive_seconds)
        if self.nr_conns >= self.worker_connections:
            self._close_one()

    def finish_request(self, conn: Connection, fs: Future[bool]) -> None:
        """Send what a thread has answered."""
        conn.keeps_alive = not fs.cancelled() and not fs.exception() and fs.result()
        self._wait(conn, selectors.EVENT_WRITE, self._send, self._close, _SEND_SECONDS)

    def handle_request(self, req: Any, conn: Connection) -> bool:
        """Answer one request, in a thread."""
        req.body = _ReceivedBody(req.body.reader)
        if not conn.is_whole:
            req.force_close()
        return bool(super().handle_request(req, conn))

    def handle_error(self, req: Any, client: Any, addr: Any, exc: BaseException) -> None:
        """Answer what is no HTTP request, or what failed outside of the application, in the one error shape."""
        status, code, message = _refusal(exc)
        self.log.warning("%s: %s", code, type(exc).__name__)
        body = json.dumps({"error": {"code": code, "message": message, "reference": None}}).encode()
        headers = (*HEADERS, *NO_STORE, ("Content-Type", "application/json"), ("Content-Length", str(len(body))))
        lines = [f"HTTP/1.1 {status}", "Connection: close", *(f"{name}: {value}" for name, value in headers), "", ""]
        client.sendall("\r\n".join(lines).encode("latin-1") + body)

    def murder_pending(self) -> None:
        """Be done with those that are late. Called in every turn of the loop."""
        now = time.monotonic()
        if now < self._next_check:
            return
        self._next_check = now + 0.5
        for connection, give_up in list(self._waiting.items()):
            if connection.deadline <= now:
                self._waiting_no_more(connection)
                give_up(connection)

    def _keepalive_after(self, conn: Connection, keepalive: object) -> bool:
        """Whether another request may follow: only where this one has ended for certain."""
        return bool(keepalive) and conn.is_whole and not conn.parser.mesg.body.failed

    def _cap_keepalive(self, deadline: float) -> None:
        """Hurry, because the server ends."""
        for connection in self._waiting:
            if connection.is_idle and not connection.sock.answer:
                connection.deadline = min(connection.deadline, deadline)

    def _wait(
        self,
        connection: Connection,
        event: int,
        go_on: Callable[[Connection], None],
        give_up: Callable[[Connection], None],
        seconds: float,
    ) -> None:
        connection.deadline = time.monotonic() + (seconds if self.alive else min(seconds, _STOP_SECONDS))
        self._waiting[connection] = give_up
        self.poller.register(connection.peer, event, partial(self._step, connection, go_on))

    def _waiting_no_more(self, connection: Connection) -> None:
        if self._waiting.pop(connection, None):
            self.poller.unregister(connection.peer)

    def _step(self, connection: Connection, go_on: Callable[[Connection], None], _peer: object) -> None:
        try:
            if connection in self._waiting:  # else an earlier event of this turn has ended the wait
                go_on(connection)
        except OSError:
            self._close(connection)

    def _wait_for_request(self, connection: Connection, seconds: float) -> None:
        self._wait(connection, selectors.EVENT_READ, self._receive, self._give_up_receiving, seconds)

    def _receive(self, connection: Connection) -> None:
        was_idle = connection.is_idle
        if connection.receive():
            self._waiting_no_more(connection)
            self._begin(connection)
        elif was_idle and not connection.is_idle:
            connection.deadline = time.monotonic() + self._receive_seconds
        elif connection.held > _ALWAYS_HELD:
            self._make_room()

    def _make_room(self) -> None:
        if sum(connection.held for connection in self._connections) <= self._most_held:
            return
        receiving = [one for one, give_up in self._waiting.items() if give_up == self._give_up_receiving]
        largest = max(receiving, key=lambda connection: connection.held)
        self._waiting_no_more(largest)
        self._begin(largest, ServiceUnavailable())

    def _close_one(self) -> None:
        """Keep a place for who comes next: the address that holds most loses the one that has waited longest."""
        hosts = Counter(connection.host for connection in self._waiting)
        ((host, _),) = hosts.most_common(1)
        self._close(next(connection for connection in self._waiting if connection.host == host))

    def _give_up_receiving(self, connection: Connection) -> None:
        self._begin(connection, RequestTimeout())

    def _begin(self, connection: Connection, missing: HTTPException | None = None) -> None:
        if connection.is_idle:
            self._close(connection)
            return
        connection.begin(self.cfg, missing)
        self.enqueue_req(connection)

    def _send(self, connection: Connection) -> None:
        if not connection.send():
            return
        self._waiting_no_more(connection)
        if not connection.keeps_alive:
            connection.end()
            self._wait(connection, selectors.EVENT_READ, self._drop, self._close, _DRAIN_SECONDS)
        elif connection.has_request():
            self._begin(connection)
        else:
            self._wait_for_request(connection, self.cfg.keepalive if connection.is_idle else self._receive_seconds)

    def _drop(self, connection: Connection) -> None:
        if connection.drop() or connection.dropped > _DRAIN_OCTETS:
            self._close(connection)

    def _close(self, connection: Connection) -> None:
        self._waiting_no_more(connection)
        connection.peer.close()
        self._connections.discard(connection)
        self.nr_conns -= 1


class SilentLogger(Logger):  # type: ignore[misc]
    """gunicorn's logger without exception texts and traces, and without methods as sent: all may be a secret."""

    def exception(self, msg: str, *_args: object, **_kwargs: object) -> None:
        """Log the kind of the exception that is being handled."""
        kind = sys.exc_info()[0] or Exception
        self.error("%s (%s)", msg.partition("%")[0].strip(), kind.__name__)

    def debug(self, msg: str, *_args: object, **_kwargs: object) -> None:
        """Log what happens, but not with what: that may be the path of a request as sent."""
        super().debug(msg.partition("%")[0].strip() or "A request")

    def atoms(self, resp: Any, req: Any, environ: dict[str, Any], request_time: Any) -> dict[str, Any]:
        """What the access log may tell."""
        atoms: dict[str, Any] = super().atoms(resp, req, environ, request_time)
        return atoms | {"m": atoms["m"] if atoms["m"] in _METHODS else "-"}


class _ReceivedBody(Body):  # type: ignore[misc]
    """A body whose framing may turn out to be broken while a view reads it: the client's fault, and none of ours."""

    def _read_reader(self, size: int) -> bytes:
        try:
            octets: bytes = super()._read_reader(size)
        except ParseException:
            raise BadRequest from None
        return octets


def _refusal(exc: BaseException) -> tuple[str, str, str]:
    if isinstance(exc, LimitRequestLine):
        return "414 URI Too Long", "request.line", "The request line is too long. Tokens and keys go into the body."
    if isinstance(exc, LimitRequestHeaders):
        return "431 Request Header Fields Too Large", "request.headers", "The request's headers are too large."
    if isinstance(exc, ParseException | BadRequest):
        return "400 Bad Request", "request.malformed", "This is no HTTP request that can be read."
    if isinstance(exc, RequestTimeout):
        return "408 Request Timeout", "request.timeout", "The request took too long to arrive."
    if isinstance(exc, ServiceUnavailable):
        return "503 Service Unavailable", "server.busy", "The server is busy. Try again in a moment."
    return "500 Internal Server Error", "server.error", "Something went wrong here; it is not your token's fault."
