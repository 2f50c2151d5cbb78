"""Whose turn it is when more is asked for than there are processes: who took much lately leaves a place to the others.

An address pays for the time that it takes with time that it waits; until it has, it gets no last place. So any number
of addresses that ask without a pause share all places but one, and somebody who asks now and then finds that one free.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

# A request waits for a place this long: what is left of two seconds beside a job of one and a half.
_WAIT_SECONDS: Final = 0.5
# What an address may take at once before it counts as one that takes much; it gets back a quarter of what passes.
_ALLOWED_SECONDS: Final = 3.0
_SHARE: Final = 0.25
# For so long at most an address pays, and so long after that it is known to have asked.
_REMEMBERED_SECONDS: Final = 60.0


class JobError(Exception):
    """A job was not done, for a reason that lies not in its limits."""


class BusyError(JobError):
    """All places are taken, and others wait already."""


class Turns:
    """Places for so many jobs at the same time, and for as many requests that wait for one.

    Each that waits keeps a thread of the server process; the others are for requests that cost nothing.
    """

    def __init__(self, size: int) -> None:
        self._size = size
        self._changed = threading.Condition()
        self._running = 0
        self._waiting = 0
        # When what an address has taken will be paid off.
        self._paid: dict[str, float] = {}

    @contextmanager
    def turn(self, owner: str) -> Iterator[None]:
        """A place, for as long as the block takes. Raises BusyError."""
        with self._changed:
            self._take(owner)
        began = time.monotonic()
        try:
            yield
        finally:
            with self._changed:
                self._give_back(owner, time.monotonic() - began)

    def _take(self, owner: str) -> None:
        now = time.monotonic()
        self._paid = {known: paid for known, paid in self._paid.items() if paid > now - _REMEMBERED_SECONDS}
        self._paid.setdefault(owner, now)
        if not (self._has_room(self._running, owner) or self._wait(owner)):
            raise BusyError
        self._running += 1

    def _wait(self, owner: str) -> bool:
        """Wait for a place, unless as many do already; whether there is one."""
        if not self._has_room(self._waiting, owner):
            return False
        self._waiting += 1
        try:
            return self._changed.wait_for(lambda: self._has_room(self._running, owner), _WAIT_SECONDS)
        finally:
            self._waiting -= 1

    def _has_room(self, taken: int, owner: str) -> bool:
        """Whether one more may come. While several addresses ask, the last place is not for one that took much."""
        debt = self._paid.get(owner, 0) - time.monotonic()
        is_last_kept = len(self._paid) > 1 and debt > _ALLOWED_SECONDS / _SHARE
        return taken < max(self._size - is_last_kept, 1)

    def _give_back(self, owner: str, seconds: float) -> None:
        self._running -= 1
        now = time.monotonic()
        paid = max(self._paid.get(owner, now), now) + seconds / _SHARE
        self._paid[owner] = min(paid, now + _REMEMBERED_SECONDS)
        self._changed.notify_all()
