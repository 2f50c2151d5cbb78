"""The processes below another one."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest


def children(pid: int) -> list[int]:
    """The processes that a process has started and that are still there. Linux alone tells them."""
    tasks = Path(f"/proc/{pid}/task")
    if not (tasks / str(pid) / "children").exists():
        pytest.skip("only Linux tells the children of a process")
    try:
        return [int(child) for task in tasks.iterdir() for child in (task / "children").read_text().split()]
    except OSError:
        return []  # it has ended meanwhile


def helpers(pid: int) -> list[int]:
    """The helper processes of a server process, or of the tests' own."""
    return [child for child in children(pid) if "webapp.workers.child" in command(child)]


def command(pid: int) -> str:
    """The command line of a process; empty when it has ended."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
    except OSError:
        return ""


def eventually(holds: Callable[[], object]) -> bool:
    """Whether something comes to hold, soon."""
    deadline = time.monotonic() + 10
    while not holds() and time.monotonic() < deadline:
        time.sleep(0.02)
    return bool(holds())
