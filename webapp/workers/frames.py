"""Octets between a server process and its helper: a length of eight octets, then as many."""

from __future__ import annotations

import socket
import struct
from typing import Final

_LENGTH: Final = struct.Struct("!Q")
_PIECE: Final = 1024 * 1024


class BrokenFrameError(Exception):
    """The other end is gone, or what it announces is larger than is taken."""


def send(connection: socket.socket, octets: bytes) -> None:
    """Send a frame. Raises OSError as the socket does, its time-out included."""
    connection.sendall(_LENGTH.pack(len(octets)))
    connection.sendall(octets)


def receive(connection: socket.socket, most: int) -> bytes:
    """The next frame, of at most that many octets. Raises BrokenFrameError, and OSError as the socket does."""
    (length,) = _LENGTH.unpack(_exactly(connection, _LENGTH.size))
    if length > most:
        raise BrokenFrameError
    return _exactly(connection, length)


def _exactly(connection: socket.socket, count: int) -> bytes:
    pieces = []
    while count:
        piece = connection.recv(min(count, _PIECE))
        if not piece:
            raise BrokenFrameError
        pieces.append(piece)
        count -= len(piece)
    return b"".join(pieces)
