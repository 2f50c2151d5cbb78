"""The limits of a helper process. What a system does not know is left out: macOS knows fewer of them than Linux."""

from __future__ import annotations

import ctypes
import math
import os
import resource
import signal
import sys
from pathlib import Path
from typing import Final

# prctl(2), from linux/prctl.h.
_PR_SET_DUMPABLE: Final = 4
_PR_SET_NO_NEW_PRIVS: Final = 38
_OPEN_FILES: Final = 64
# Of 19. The server process, which answers everybody else, goes first.
_NICENESS: Final = 5
# Of 1,000. When memory runs out, the kernel ends a helper before the server process.
_EXPENDABLE: Final = b"500"
_MIB: Final = 1024 * 1024
# On the clock a job may take so many times the processor time that it has: others may keep the processor busy.
CLOCK: Final = 3


def for_life() -> None:
    """What holds from the start: no core file, no debugger, no new rights."""
    _limit(resource.RLIMIT_CORE, 0)
    if sys.platform == "linux":
        system = ctypes.CDLL(None, use_errno=True)
        system.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
        _volunteer()
        system.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def for_jobs() -> None:
    """What holds once it has loaded: the last turn on the processor. Before, somebody may be waiting for its start."""
    os.nice(_NICENESS)


def for_a_job(seconds: float, memory: int) -> None:
    """What holds for one job: the work that it may do, and memory in MiB. Both end or refuse it in the kernel.

    Work is processor time, so that what a busy machine refuses is the same as what an idle one does; a second timer
    counts time on the clock. Neither has a handler, so that they end the process inside of a library, too. The limit
    on processor time is the last line: it ends the process with a signal that cannot be held off.
    """
    for timer, alarm, most in (
        (signal.ITIMER_PROF, signal.SIGPROF, seconds),
        (signal.ITIMER_REAL, signal.SIGALRM, seconds * CLOCK),
    ):
        signal.signal(alarm, signal.SIG_DFL)
        signal.setitimer(timer, most)
    _limit(resource.RLIMIT_CPU, math.ceil(seconds) + 1)
    _limit(resource.RLIMIT_AS, memory * _MIB)
    _limit(resource.RLIMIT_FSIZE, 0)
    _limit(resource.RLIMIT_NOFILE, _OPEN_FILES)
    _limit(resource.RLIMIT_NPROC, 0)


def _volunteer() -> None:
    try:
        Path("/proc/self/oom_score_adj").write_bytes(_EXPENDABLE)
    except OSError:
        return  # /proc may be out of reach in a container: the limits hold without it


def _limit(kind: int, most: int) -> None:
    """Set a limit where the system has it, and never above one that holds already."""
    _, hard = resource.getrlimit(kind)
    value = most if hard == resource.RLIM_INFINITY else min(most, hard)
    try:
        resource.setrlimit(kind, (value, value))
    except (OSError, ValueError):
        return  # macOS refuses to limit the address space
