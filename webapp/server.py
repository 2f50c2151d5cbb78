"""The token-debugger command: gunicorn with our settings, and what it says and logs kept free of what was sent."""

from __future__ import annotations

import errno
import json
import resource
import socket
import struct
import sys
import time
from typing import Any, Final

from flask import Flask
from gunicorn.app.base import BaseApplication
from gunicorn.glogging import Logger
from gunicorn.http.errors import LimitRequestHeaders, LimitRequestLine, ParseException
from gunicorn.workers.gthread import ThreadWorker

from webapp.host_names import host_names
from webapp.settings import Settings, SettingsError, load, unknown_variables, variable
from webapp.views.security import HEADERS, NO_STORE

_BAD_SETTING: Final = 2
_CANNOT_LISTEN: Final = 1
# How long a client may keep a thread waiting for its next octet, or for taking ours.
_RECEIVE_SECONDS: Final = 5
_SEND_SECONDS: Final = 10
# What is read and dropped of a refused body, so that its sender gets to read why.
_DRAIN_SECONDS: Final = 5
_DRAIN_OCTETS: Final = 32 * 1024 * 1024
# Time, method, route (never the path as sent), status, octets, seconds. No query, Referer, User-Agent or address.
_ACCESS_LOG: Final = "%(t)s %(m)s %({token_debugger.route}e)s %(s)s %(B)s %(L)s"


def main() -> int:
    """Serve until stopped. Exit codes: 1 when the address cannot be used, 2 when a setting cannot."""
    for name in unknown_variables():
        print(f"{name} is no setting of Token Debugger; it is ignored.", file=sys.stderr)
    try:
        settings = load()
    except SettingsError as error:
        print(error, file=sys.stderr)
        return _BAD_SETTING
    try:
        listener = _listen(settings)
    except OSError as error:
        print(_why_not(settings, error), file=sys.stderr)
        return _CANNOT_LISTEN
    # A core file would hold what was pasted.
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    address = f"Token Debugger is at {_address(settings, listener)} (answers to {host_names(settings)})"
    _Server(settings, listener, address).run()
    return 0


class _Server(BaseApplication):  # type: ignore[misc]
    """gunicorn, configured from Settings and from nothing else."""

    def __init__(self, settings: Settings, listener: socket.socket, address: str) -> None:
        self.settings = settings
        self.listener = listener
        self.address = address
        super().__init__()

    def load_config(self) -> None:
        """Hand our settings to gunicorn."""
        for name, value in _configuration(self.settings, self.listener).items():
            self.cfg.set(name, value)
        self.cfg.set("post_worker_init", _start_helpers)
        self.cfg.set("when_ready", lambda _arbiter: print(self.address, flush=True))

    def load(self) -> Flask:
        """The application, made once before the processes are forked."""
        from webapp.app import create_app  # noqa: PLC0415 - after the address is known to be free

        return create_app(self.settings)


class Worker(ThreadWorker):  # type: ignore[misc]
    """gunicorn's threaded worker, which drains refused bodies and never repeats what a client sent."""

    def handle_request(self, req: Any, conn: Any) -> bool:
        """Answer one request, then read what the answer did not wait for: else its sender would see a reset."""
        keepalive = super().handle_request(req, conn)
        is_drained = conn.parser.finish_body(deadline=time.monotonic() + _DRAIN_SECONDS, max_bytes=_DRAIN_OCTETS)
        return bool(keepalive and is_drained)

    def handle_error(self, req: Any, client: Any, addr: Any, exc: BaseException) -> None:
        """Answer what is no HTTP request, or what failed outside of the application, in the one error shape."""
        status, code, message = _refusal(exc)
        self.log.warning("%s: %s", code, type(exc).__name__)
        body = json.dumps({"error": {"code": code, "message": message, "reference": None}}).encode()
        headers = (*HEADERS, *NO_STORE, ("Content-Type", "application/json"), ("Content-Length", str(len(body))))
        lines = [f"HTTP/1.1 {status}", "Connection: close", *(f"{name}: {value}" for name, value in headers), "", ""]
        try:
            client.sendall("\r\n".join(lines).encode("latin-1") + body)
        except OSError:
            self.log.debug("The client was gone before it could be told.")


class SilentLogger(Logger):  # type: ignore[misc]
    """gunicorn's logger without exception texts and traces: they may hold what was sent."""

    def exception(self, msg: str, *_args: object, **_kwargs: object) -> None:
        """Log the kind of the exception that is being handled. A client that is too slow is none of our errors."""
        kind = sys.exc_info()[0] or Exception
        log = self.debug if issubclass(kind, BlockingIOError | TimeoutError) else self.error
        log("%s (%s)", msg.partition("%")[0].strip(), kind.__name__)


def _configuration(settings: Settings, listener: socket.socket) -> dict[str, object]:
    return {
        "bind": f"fd://{listener.detach()}",
        "worker_class": Worker,
        "workers": settings.workers,
        "threads": settings.threads,
        "preload_app": True,
        "timeout": settings.timeout,
        "graceful_timeout": 10,
        "keepalive": 5,
        "limit_request_line": 2048,
        "limit_request_fields": 50,
        "limit_request_field_size": 4096,
        "forwarded_allow_ips": ",".join(settings.proxies),
        "control_socket_disable": True,
        "logger_class": SilentLogger,
        "loglevel": settings.log_level,
        "accesslog": "-" if settings.access_log else None,
        "access_log_format": _ACCESS_LOG,
    }


def _start_helpers(worker: Any) -> None:
    """Have them load while nobody waits. They end when the worker does."""
    from webapp.views.bounded import helpers  # noqa: PLC0415 - with the application

    if pool := helpers(worker.wsgi):
        pool.start()


def _refusal(exc: BaseException) -> tuple[str, str, str]:
    if isinstance(exc, LimitRequestLine):
        return "414 URI Too Long", "request.line", "The request line is too long. Tokens and keys go into the body."
    if isinstance(exc, LimitRequestHeaders):
        return "431 Request Header Fields Too Large", "request.headers", "The request's headers are too large."
    if isinstance(exc, ParseException):
        return "400 Bad Request", "request.malformed", "This is no HTTP request that can be read."
    return "500 Internal Server Error", "server.error", "Something went wrong here; it is not your token's fault."


def _listen(settings: Settings) -> socket.socket:
    """The listening socket. Sockets that it accepts inherit its time-outs."""
    host = settings.host.strip("[]")
    family, _, _, _, address = socket.getaddrinfo(
        host, settings.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
    )[0]
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, struct.pack("ll", _RECEIVE_SECONDS, 0))
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, struct.pack("ll", _SEND_SECONDS, 0))
    try:
        listener.bind(address)
        listener.listen(1024)
    except OSError:
        listener.close()
        raise
    return listener


def _why_not(settings: Settings, error: OSError) -> str:
    place = f"{settings.host} port {settings.port}"
    if error.errno == errno.EADDRINUSE:
        return f"{place} is in use already. Choose another port: {variable('port')}=9000, or make run PORT=9000."
    if error.errno == errno.EACCES:
        return f"{place} needs rights that this user does not have. Choose a port above 1023 with {variable('port')}."
    return f"Cannot listen on {place}: {error.strerror}. {variable('host')} must be an address of this machine."


def _address(settings: Settings, listener: socket.socket) -> str:
    host = settings.host.strip("[]")
    return f"http://{f'[{host}]' if ':' in host else host}:{listener.getsockname()[1]}"
