"""A small number of jobs at the same time, each in a process of its own that can be ended at any moment.

Both ends are this one product, but they do not trust each other with more than octets: the process that worked on
hostile input answers with a frame whose size is bounded and whose content is never executed (no pickle).
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import time
import weakref
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from webapp.jose.limits import LimitError, Limits, setting_of
from webapp.workers import child, confine, frames
from webapp.workers.turns import JobError, Turns

# A helper that had to be started first has this long to begin. That happens once, and when somebody ended it. It takes
# a second, and seven where four others keep two processors busy, because it waits for everybody else.
_START_SECONDS: Final = 30
# The kernel ends a job in time. This much later, the server process stops waiting for it to be so.
_GRACE_SECONDS: Final = 0.25
_END_SECONDS: Final = 1.0
_TRIES: Final = 2
_MIB: Final = 1024 * 1024


class EndedError(JobError):
    """The process ended before it had answered."""


class PanicError(JobError):
    """The job raised what nothing in it catches. kind is the name of its class; its text may hold a secret."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


@dataclass(frozen=True, slots=True)
class _Helper:
    """The process that forks for each job, and the socket over which it gets the jobs' connections."""

    process: subprocess.Popen[bytes]
    jobs: socket.socket

    def end(self) -> None:
        """Close its socket, which ends it, and clear it away."""
        self.jobs.close()
        try:
            self.process.wait(_END_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


class Pool:
    """Runs jobs within the limits time and memory. One for each server process; made before or after it is forked."""

    def __init__(self, *, size: int, limits: Limits, entry: str, argument: str = "") -> None:
        """Room for size jobs at once. entry, "module:function", makes of the argument what answers a job."""
        self._limits = limits
        self._entry = entry
        self._argument = argument
        self._turns = Turns(size)
        self._lock = threading.Lock()
        self._helper: _Helper | None = None
        self._end = weakref.finalize(self, lambda: None)

    def start(self) -> None:
        """Have the helper ready before the first job. It loads while this process goes on."""
        with self._lock:
            self._running()

    def close(self) -> None:
        """End the helper. Jobs that are being done end within their time."""
        with self._lock:
            self._end()
            self._helper = None

    def run(self, job: bytes, times: int = 1, *, owner: str = "") -> bytes:
        """What the job's answer is; it may take so many times the limit, up to 255. owner is the address that asks.

        Raises BusyError, EndedError, PanicError, and LimitError for time and memory.
        """
        seconds = times * self._limits.time / 1000 * confine.CLOCK
        with self._turns.turn(owner):
            connection, begun = self._begin(times)
            try:
                answer = _exchange(connection, job, begun + seconds, self._limits.memory * _MIB)
            except (OSError, frames.BrokenFrameError) as error:
                raise self._overrun(begun, times) from error
            finally:
                connection.close()
        return self._judge(answer)

    def _judge(self, answer: bytes) -> bytes:
        outcome, octets = answer[:1], answer[1:]
        if outcome == child.DONE:
            return octets
        if outcome == child.OUT_OF_MEMORY:
            raise out_of_memory(self._limits)
        raise PanicError(octets.decode("ascii", "replace"))

    def _overrun(self, begun: float, times: int) -> Exception:
        """Why there is no answer: the time was over, or the process ended for a reason of its own."""
        if time.monotonic() - begun < times * self._limits.time / 1000:
            return EndedError()
        most = f"{self._limits.time:,} ms, as {setting_of('time')} says"
        if times > 1:
            most = f"{times} times {most}"
        message = f"The work took longer than one request may take here: {most}. It was stopped."
        return LimitError(name="time", limit=self._limits.time, message=message)

    def _begin(self, times: int) -> tuple[socket.socket, float]:
        """A connection to a new process that waits for its job, and when its time began.

        One try more than one: the helper may just have been ended by somebody.
        """
        for _ in range(_TRIES):
            ours, theirs = socket.socketpair()
            with theirs:
                helper = self._hand_over(theirs, times)
            ours.settimeout(_START_SECONDS)
            try:
                (begun,) = child.BEGUN.unpack(frames.receive(ours, child.BEGUN.size))
            except (OSError, frames.BrokenFrameError):
                ours.close()
                self._discard(helper)
            else:
                return ours, begun
        raise EndedError

    def _hand_over(self, connection: socket.socket, times: int) -> _Helper:
        """Give the other end of a connection to the helper, which may be ending: then nobody ever answers on it."""
        with self._lock:
            helper = self._running()
        with suppress(OSError):
            socket.send_fds(helper.jobs, [bytes((times,))], [connection.fileno()])
        return helper

    def _discard(self, helper: _Helper) -> None:
        with self._lock:
            if helper is self._helper:
                self._end()
                self._helper = None

    def _running(self) -> _Helper:
        """The helper, started when there is none. The lock is held."""
        if self._helper is None or self._helper.process.poll() is not None:
            self._end()
            self._helper = _start(self._arguments())
            self._end = weakref.finalize(self, self._helper.end)
        return self._helper

    def _arguments(self) -> tuple[str, ...]:
        largest = 2 * self._limits.body_size
        return str(self._limits.time / 1000), str(self._limits.memory), str(largest), self._entry, self._argument


def _exchange(connection: socket.socket, job: bytes, end: float, largest: int) -> bytes:
    """Send the job, then wait until its end for the first octet of the answer, which comes when all of it is there."""
    connection.settimeout(max(end - time.monotonic(), 0) + _GRACE_SECONDS)
    frames.send(connection, job)
    connection.settimeout(max(end - time.monotonic(), 0) + _GRACE_SECONDS)
    return frames.receive(connection, largest)


def out_of_memory(limits: Limits) -> LimitError:
    """The refusal of work that needs more memory than it may have."""
    most = f"{limits.memory:,} MiB, as {setting_of('memory')} says"
    message = f"The work needs more memory than one request may have here: {most}. It was stopped."
    return LimitError(name="memory", limit=limits.memory, message=message)


def _start(arguments: tuple[str, ...]) -> _Helper:
    """A new interpreter: forking this process, which has threads, could copy a lock that nobody would ever open.

    It finds the modules that we find and knows nothing else of our environment, writes nowhere, and the terminal's
    Ctrl-C does not reach it: it ends with us.
    """
    jobs, theirs = socket.socketpair()
    with theirs:
        process = subprocess.Popen(  # noqa: S603  our own interpreter and module
            (sys.executable, "-P", "-B", "-m", child.__name__, str(theirs.fileno()), *arguments),
            pass_fds=(theirs.fileno(),),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "LC_ALL": "C.UTF-8"},
            process_group=0,
        )
    return _Helper(process, jobs)
