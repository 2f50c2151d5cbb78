"""The helper process: it loads what answers jobs once, then forks for every job.

It is started anew (never forked out of a server process with threads), has one thread, and sees no octet of a job:
that goes to the fork, over a socket of its own. So each job begins in a process that nothing has happened in, and what
it held is gone with it. The kernel ends a fork that is over its time, whatever library it is in.
"""

from __future__ import annotations

import gc
import os
import signal
import socket
import struct
import sys
import time
from collections.abc import Callable
from importlib import import_module
from typing import Final, NoReturn, TypeAlias

from webapp.workers import confine, frames

# What a job's process says, in order: when its time began, on the clock that all processes share, then one of the
# outcomes with octets that belong to it.
BEGUN: Final = struct.Struct("!d")
DONE: Final = b"="
OUT_OF_MEMORY: Final = b"m"
FAILED: Final = b"!"

Answer: TypeAlias = Callable[[bytes], bytes]


def main(control: str, seconds: str, memory: str, largest: str, entry: str, argument: str) -> None:
    """Serve jobs until the other end closes. entry names a function that makes an Answer out of the argument."""
    confine.for_life()
    jobs = socket.socket(fileno=int(control))
    module, _, name = entry.partition(":")
    answer: Answer = getattr(import_module(module), name)(argument)
    # A fork shares this memory until it is written to; the collector would write to all of it.
    gc.collect()
    gc.freeze()
    confine.for_jobs()
    # Nobody waits for a fork: the kernel clears it away.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    while job := _next(jobs):
        connection, times = job
        with connection:
            if _fork() == 0:
                jobs.close()
                _work(connection, answer, times * float(seconds), int(memory), int(largest))


def _next(jobs: socket.socket) -> tuple[socket.socket, int] | None:
    """The connection of the next job, and how many times the usual time it has; None when the other end is gone."""
    times, descriptors, _, _ = socket.recv_fds(jobs, 1, 1)
    return (socket.socket(fileno=descriptors[0]), times[0]) if descriptors else None


def _fork() -> int:
    """The number of a new process, 0 inside of it, or -1 when the system has no room: the job then just ends."""
    try:
        return os.fork()
    except OSError:
        return -1


def _work(connection: socket.socket, answer: Answer, seconds: float, memory: int, largest: int) -> NoReturn:
    """Answer one job and end. Whatever it raises stays here, a panic of a library too, and is told by its kind."""
    try:
        begun = time.monotonic()
        confine.for_a_job(seconds, memory)
        # It ends soon: memory is worth less than the time to look for what could be freed.
        gc.disable()
        frames.send(connection, BEGUN.pack(begun))
        outcome = _outcome(answer, frames.receive(connection, largest))
        frames.send(connection, outcome)
    finally:
        os._exit(0)


def _outcome(answer: Answer, job: bytes) -> bytes:
    try:
        return DONE + answer(job)
    except MemoryError:
        return OUT_OF_MEMORY
    except BaseException as error:  # noqa: BLE001  the boundary of the process: nothing is above that could catch it
        return FAILED + type(error).__name__.encode("ascii", "replace")


if __name__ == "__main__":
    main(*sys.argv[1:])
