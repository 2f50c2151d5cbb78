"""What helper processes do in the tests: each function makes the answer to a job, as webapp.app:answers does."""

from __future__ import annotations

import ctypes
import json
import os
import re
import resource
import secrets
import sys
import time
from collections.abc import Callable

from webapp.jose.crypto import generate

Answer = Callable[[bytes], bytes]

_PR_GET_DUMPABLE = 3
_PR_GET_NO_NEW_PRIVS = 39
_seen: list[bytes] = []


class Panic(BaseException):
    """As the panic of a library in Rust: no Exception."""


def answers(_argument: str) -> Answer:
    """Do what the first word of the job names."""
    return lambda job: _JOBS[job.partition(b" ")[0].decode()](job)


def _remember(job: bytes) -> bytes:
    _seen.append(job)
    return json.dumps([os.getpid(), len(_seen)]).encode()


def _spin(_job: bytes) -> bytes:
    """Work inside a library that lets no other thread of its process go on."""
    re.fullmatch("(a+)+b", "a" * 60)
    return b"never"


def _sleep(job: bytes) -> bytes:
    time.sleep(float(job.split()[1]))
    return b"slept"


def _eat(_job: bytes) -> bytes:
    return bytes(4 * 1024**3)


def _panic(job: bytes) -> bytes:
    raise Panic(job)


def _crash(_job: bytes) -> bytes:
    os.abort()


def _leave(_job: bytes) -> bytes:
    sys.exit(3)


def _key(_job: bytes) -> bytes:
    made = generate.ec_key("P-256")
    assert isinstance(made, dict)
    return json.dumps([made["d"], secrets.token_hex(16)]).encode()


def _surroundings(_job: bytes) -> bytes:
    limits = {
        name: resource.getrlimit(getattr(resource, name))[0]
        for name in dir(resource)
        if name.startswith("RLIM") and name != "RLIM_INFINITY"
    }
    prctl = ctypes.CDLL(None).prctl
    told = {
        "environment": sorted(os.environ),
        "limits": limits,
        "dumpable": prctl(_PR_GET_DUMPABLE, 0, 0, 0, 0),
        "no new rights": prctl(_PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0),
    }
    return json.dumps(told).encode()


_JOBS: dict[str, Answer] = {
    "remember": _remember,
    "spin": _spin,
    "sleep": _sleep,
    "eat": _eat,
    "panic": _panic,
    "crash": _crash,
    "leave": _leave,
    "key": _key,
    "surroundings": _surroundings,
}
