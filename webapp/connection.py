"""A client's connection, split in two: the loop moves octets, and a thread works on a request that is there in whole.

A thread that read from a socket, or wrote to one, would belong to whoever is slowest.
"""

from __future__ import annotations

import socket
from typing import Any, Final

from gunicorn.http import get_parser
from werkzeug.exceptions import BadRequest, HTTPException, RequestEntityTooLarge

from webapp.http_framing import Framing

_PIECE: Final = 256 * 1024


class Exchange:
    """One request and its answer, in memory, where gunicorn expects a socket."""

    def __init__(self, octets: bytearray, *, missing: HTTPException | None) -> None:
        self.received = octets
        self.answer = bytearray()
        # What stands in the place of octets that will not come. None when the client itself has ended.
        self._missing = missing

    def recv(self, size: int) -> bytes:
        """The next octets of the request."""
        if not self.received and self._missing:
            raise self._missing
        octets = bytes(self.received[:size])
        del self.received[:size]
        return octets

    def sendall(self, octets: bytes) -> None:
        """Add to the answer."""
        self.answer += octets

    def send(self, octets: bytes) -> int:
        """Nothing: gunicorn sends "100 Continue" so, and that was said when the body was waited for."""
        return len(octets)

    def setblocking(self, _blocking: object) -> None:
        """Nothing here blocks."""

    def shutdown(self, _how: int) -> None:
        """The loop closes connections, once the answer is sent."""
        raise OSError

    def close(self) -> None:
        """The loop closes connections."""


class Connection:
    """One client. initialized, data_ready, is_http2, sock, client, server and parser are what gunicorn asks for."""

    initialized = True
    data_ready = True
    is_http2 = False

    def __init__(self, peer: socket.socket, client: Any, *, most_header: int, most_body: int) -> None:
        self.peer = peer
        self.client = client
        self.server = peer.getsockname()
        self.deadline = 0.0
        self.is_whole = False
        self.keeps_alive = False
        self.dropped = 0
        self.parser: Any = None
        self.sock = Exchange(bytearray(), missing=None)
        self._received = bytearray()
        self._is_at_end = False
        self._most = {"most_header": most_header, "most_body": most_body}
        self._framing = Framing(**self._most)

    def init(self) -> None:
        """Nothing is left to do."""

    @property
    def host(self) -> str:
        """The address of the client, or of the proxy before it."""
        return str(self.client[0]) if isinstance(self.client, tuple) else ""

    @property
    def is_idle(self) -> bool:
        """Whether nothing of a request has arrived."""
        return not self._received

    @property
    def held(self) -> int:
        """Octets that this client occupies."""
        return len(self._received) + len(self.sock.received) + len(self.sock.answer)

    def receive(self) -> bool:
        """Take what has arrived. Whether there is no more to wait for. Raises OSError when the client is gone."""
        try:
            octets = self.peer.recv(_PIECE)
        except BlockingIOError:
            return False
        self._is_at_end = not octets
        self._received += octets
        return self._is_at_end or self.has_request()

    def has_request(self) -> bool:
        """Whether what has arrived is a whole request, or is enough to refuse it."""
        if not self._received:
            return False
        has_header = self._framing.header_end is not None
        is_there = self._framing.look(self._received)
        if not has_header and not is_there and self._framing.expects_continue:
            self._send(b"HTTP/1.1 100 Continue\r\n\r\n")
        return is_there

    def begin(self, cfg: object, missing: HTTPException | None = None) -> None:
        """Hand over the request, as far as it has come. missing says why no more of it is waited for."""
        framing, received = self._framing, self._received
        self._framing, self._received = Framing(**self._most), bytearray()
        self.is_whole = framing.end is not None and len(received) >= framing.end
        if self.is_whole:
            self._received = received[framing.end :]
            del received[framing.end :]
        elif missing and framing.header_end:
            del received[framing.header_end :]
        if framing.is_too_large:
            missing = RequestEntityTooLarge()
        elif not missing and not self._is_at_end:
            missing = BadRequest()  # if the parser should read on, where the framing has found no reason to wait
        self.sock = Exchange(received, missing=missing)
        self.parser = get_parser(cfg, self.sock, self.client)

    def send(self) -> bool:
        """Send what can be sent of the answer. Whether all is. Raises OSError when the client is gone."""
        while self.sock.answer:
            sent = self._send(self.sock.answer)
            if not sent:
                return False
            del self.sock.answer[:sent]
        return True

    def end(self) -> None:
        """Tell the client that no more will come. Raises OSError when it is gone."""
        self._received.clear()
        self.peer.shutdown(socket.SHUT_WR)

    def drop(self) -> bool:
        """Read what still comes, for nobody. Whether it has ended. Raises OSError when the client is gone."""
        try:
            octets = self.peer.recv(_PIECE)
        except BlockingIOError:
            return False
        self.dropped += len(octets)
        return not octets

    def _send(self, octets: bytes | bytearray) -> int:
        try:
            return self.peer.send(bytes(octets[:_PIECE]))
        except BlockingIOError:
            return 0
