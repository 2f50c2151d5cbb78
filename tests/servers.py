"""Starting the real server for a test, with the command that a user starts it with."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from webapp.settings import variable

ROOT = Path(__file__).parent.parent
HEADERS = b"Host: localhost\r\nAccept: application/json\r\nContent-Type: application/x-www-form-urlencoded\r\n"
_ADDRESS = re.compile(r"^Token Debugger is at (http://\S+:(\d+))", re.MULTILINE)
_START_SECONDS = 20


@dataclass(frozen=True, slots=True)
class Server:
    """A server that runs. log holds all that it has printed."""

    url: str
    port: int
    pid: int
    log_file: Path

    @property
    def log(self) -> str:
        return self.log_file.read_text()

    def log_with(self, text: str) -> str:
        """The log, once that text is in it: a request is logged a moment after it is answered."""
        deadline = time.monotonic() + 5
        while text not in self.log and time.monotonic() < deadline:
            time.sleep(0.02)
        assert text in self.log
        return self.log


def exchange(server: Server, *pieces: bytes) -> bytes:
    """Send everything, and only then read: as many clients do."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=15) as connection:
        for piece in pieces:
            connection.sendall(piece)
        answer = b""
        while octets := connection.recv(65_536):
            answer += octets
            if b'"reference":null}}' in answer or b"ok\n" in answer:
                break
        return answer


def whole_answer(server: Server, request: bytes) -> bytes:
    """All that the server sends, until it closes."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=15) as connection:
        connection.sendall(request.replace(b"HTTP/1.1\r\n", b"HTTP/1.1\r\nConnection: close\r\n", 1))
        return b"".join(iter(lambda: connection.recv(65_536), b""))


@contextmanager
def serving(
    directory: Path, command: tuple[str, ...] = (sys.executable, "-m", "webapp"), **settings: str
) -> Iterator[Server]:
    """A server with these settings, on a port that the system chooses, until the block ends."""
    environment = {"PORT": "0", "HOST": "127.0.0.1"} | {name.upper(): text for name, text in settings.items()}
    log_file = directory / "server.log"
    with log_file.open("w") as log:
        process = subprocess.Popen(
            command,
            cwd=ROOT if "-m" in command else directory,
            env=os.environ | {variable(name): text for name, text in environment.items()},
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    try:
        yield _started(process, log_file)
    finally:
        process.terminate()
        process.wait(timeout=20)


def _started(process: subprocess.Popen[bytes], log_file: Path) -> Server:
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        if found := _ADDRESS.search(log_file.read_text()):
            return Server(url=found[1], port=int(found[2]), pid=process.pid, log_file=log_file)
        time.sleep(0.05)
    raise RuntimeError(f"The server did not start:\n{log_file.read_text()}")
