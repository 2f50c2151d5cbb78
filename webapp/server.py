"""The token-debugger command: gunicorn with our settings, and what it says and logs kept free of what was sent."""

from __future__ import annotations

import ctypes
import errno
import resource
import socket
import sys
import threading
from typing import Any, Final

from flask import Flask
from gunicorn.app.base import BaseApplication

from webapp.gunicorn_worker import SilentLogger, Worker
from webapp.host_names import host_names
from webapp.services.profiles import Profiles
from webapp.settings import Settings, SettingsError, load, unknown_variables, variable
from webapp.usage import help_text, is_help, refused

_BAD_SETTING: Final = 2
_CANNOT_LISTEN: Final = 1
_CONNECTIONS: Final = 1_000
_FILES: Final = 2 * _CONNECTIONS
# mallopt(3), from glibc's malloc.h. Other libraries have no such heaps.
_M_ARENA_MAX: Final = -8
_ARENAS: Final = 2
# Time, method, route (never the path as sent), status, octets, seconds. No query, Referer, User-Agent or address.
_ACCESS_LOG: Final = "%(t)s %(m)s %({token_debugger.route}e)s %(s)s %(B)s %(L)s"


def main() -> int:
    """Serve until stopped. Exit codes: 1 when the address cannot be used, 2 when a setting or an argument cannot."""
    if arguments := sys.argv[1:]:
        return _answer(arguments)
    for name in unknown_variables():
        print(f"{name} is no setting of Token Debugger; it is ignored.", file=sys.stderr)
    try:
        settings = load()
        profiles = _profiles(settings)
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
    _allow_files()
    _save_memory()
    address = f"Token Debugger is at {_address(settings, listener)} (answers to {host_names(settings)})"
    _Server(settings, profiles, listener, address).run()
    return 0


def _answer(arguments: list[str]) -> int:
    """What is asked for instead of serving."""
    if is_help(arguments):
        print(help_text())
        return 0
    print(refused(arguments), file=sys.stderr)
    return _BAD_SETTING


def _profiles(settings: Settings) -> Profiles:
    """Those of the file that is set. Reading keys takes what loads slowly."""
    if not settings.profiles:
        return Profiles()
    from webapp.profiles import load_profiles  # noqa: PLC0415

    return load_profiles(settings)


def _allow_files() -> None:
    """Room for as many connections as gunicorn takes, and some: what a user gets by default is hardly enough."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _FILES if hard == resource.RLIM_INFINITY else min(_FILES, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def _save_memory() -> None:
    """Let all threads share their memory: else each keeps a heap of its own, as large as its largest answer was."""
    if set_option := getattr(ctypes.CDLL(None), "mallopt", None):
        set_option(_M_ARENA_MAX, _ARENAS)


class _Server(BaseApplication):  # type: ignore[misc]
    """gunicorn, configured from Settings and from nothing else."""

    def __init__(self, settings: Settings, profiles: Profiles, listener: socket.socket, address: str) -> None:
        self.settings = settings
        self.profiles = profiles
        self.listener = listener
        self.address = address
        super().__init__()

    def load_config(self) -> None:
        """Hand our settings to gunicorn."""
        for name, value in _configuration(self.settings, self.listener).items():
            self.cfg.set(name, value)
        self.cfg.set("post_worker_init", _get_ready)
        self.cfg.set("when_ready", lambda _arbiter: print(self.address, flush=True))

    def load(self) -> Flask:
        """The application, made once before the processes are forked."""
        from webapp.app import create_app  # noqa: PLC0415 - after the address is known to be free

        return create_app(self.settings, self.profiles)


def _configuration(settings: Settings, listener: socket.socket) -> dict[str, object]:
    return {
        "bind": f"fd://{listener.detach()}",
        "worker_class": Worker,
        "workers": settings.workers,
        "threads": settings.threads,
        "worker_connections": _CONNECTIONS,
        "preload_app": True,
        "timeout": settings.timeout,
        "graceful_timeout": 10,
        "keepalive": 5,
        "sendfile": False,  # a thread has no socket to send to
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


def _get_ready(worker: Any) -> None:
    """Have the helpers load and the templates be compiled while nobody waits. Helpers end when the worker does."""
    from webapp.views.bounded import helpers  # noqa: PLC0415 - with the application
    from webapp.views.lean_templates import compile_all  # noqa: PLC0415

    if pool := helpers(worker.wsgi):
        pool.start()
    threading.Thread(target=compile_all, args=(worker.wsgi,), daemon=True).start()


def _listen(settings: Settings) -> socket.socket:
    host = settings.host.strip("[]")
    family, _, _, _, address = socket.getaddrinfo(
        host, settings.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
    )[0]
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
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
