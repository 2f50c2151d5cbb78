"""The pool: a job that goes wrong ends its own process and nothing else."""

from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor

import pytest

from tests.workers import processes
from webapp.jose.limits import LimitError, Limits
from webapp.workers.pool import EndedError, PanicError, Pool
from webapp.workers.turns import BusyError

SECRET = b"eyJzZWNyZXQ"


def new_pool(size: int = 2, time: int = 1_500) -> Pool:
    return Pool(size=size, limits=Limits(time=time), entry="tests.workers.jobs:answers")


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    pool = new_pool()
    yield pool
    pool.close()


@pytest.fixture
def hasty_pool() -> Iterator[Pool]:
    pool = new_pool(time=200)
    yield pool
    pool.close()


def works(pool: Pool) -> bool:
    return pool.run(b"sleep 0") == b"slept"


def helper_of(*, new: set[int]) -> int:
    """The helper that this process has started since, or starts at this moment."""
    assert processes.eventually(lambda: set(processes.helpers(os.getpid())) - new)
    (found,) = set(processes.helpers(os.getpid())) - new
    return found


def test_a_job_may_be_given_several_times_the_time(hasty_pool: Pool) -> None:
    assert hasty_pool.run(b"sleep 0.5", 5) == b"slept"

    with pytest.raises(LimitError, match="2 times 200 ms"):
        hasty_pool.run(b"sleep 5", 2)


@pytest.mark.parametrize("job", [b"spin", b"sleep 60"])
def test_work_that_is_over_its_time_is_stopped_wherever_it_is(hasty_pool: Pool, job: bytes) -> None:
    with pytest.raises(LimitError) as refusal:
        hasty_pool.run(job)

    assert refusal.value.code == "limit.time"
    assert refusal.value.limit == 200
    assert refusal.value.setting == "TOKEN_DEBUGGER_LIMIT_TIME"
    assert refusal.value.setting in refusal.value.message
    assert works(hasty_pool)


def test_a_job_that_wants_too_much_memory_does_not_get_it(pool: Pool) -> None:
    with pytest.raises(LimitError) as refusal:
        pool.run(b"eat")

    assert refusal.value.code == "limit.memory"
    assert refusal.value.setting in refusal.value.message
    assert works(pool)


def test_a_panic_of_a_library_is_told_by_its_kind_and_never_by_its_text(pool: Pool) -> None:
    with pytest.raises(PanicError) as panic:
        pool.run(b"panic " + SECRET)

    assert panic.value.kind == "Panic"
    assert SECRET.decode() not in repr(panic.value)
    assert works(pool)


def test_a_job_cannot_end_more_than_itself(pool: Pool) -> None:
    with pytest.raises(PanicError, match="SystemExit"):
        pool.run(b"leave")

    assert works(pool)


def test_a_process_that_crashes_gives_one_refusal(pool: Pool) -> None:
    with pytest.raises(EndedError):
        pool.run(b"crash")

    assert works(pool)


def test_a_process_that_is_killed_while_it_works_gives_one_refusal() -> None:
    before = set(processes.helpers(os.getpid()))
    pool = new_pool(time=60_000)
    with ThreadPoolExecutor(1) as threads:
        refusal: Future[bytes] = threads.submit(pool.run, b"sleep 60")
        helper = helper_of(new=before)
        assert processes.eventually(lambda: processes.children(helper))
        time.sleep(0.5)  # until the job has begun: one that has not is given to another process

        os.kill(processes.children(helper)[0], signal.SIGKILL)

        assert isinstance(refusal.exception(), EndedError)
    assert works(pool)
    pool.close()


def test_a_helper_that_is_killed_is_replaced() -> None:
    before = set(processes.helpers(os.getpid()))
    pool = new_pool()
    pool.start()
    killed = helper_of(new=before)

    os.kill(killed, signal.SIGKILL)

    assert works(pool)
    assert helper_of(new=before) != killed
    pool.close()


def test_nothing_of_one_job_is_there_for_the_next(pool: Pool) -> None:
    answers = [json.loads(pool.run(b"remember " + SECRET)) for _ in range(3)]

    assert len({pid for pid, _ in answers}) == 3
    assert [seen for _, seen in answers] == [1, 1, 1]


def test_no_two_jobs_make_the_same_key(pool: Pool) -> None:
    answers = [json.loads(pool.run(b"key")) for _ in range(4)]

    assert len({ec for ec, _ in answers}) == 4
    assert len({octets for _, octets in answers}) == 4


def test_requests_beyond_its_room_are_told_that_it_is_busy() -> None:
    pool = new_pool(size=1)
    pool.start()
    with ThreadPoolExecutor(3) as threads:
        done = [threads.submit(pool.run, b"sleep 1.2") for _ in range(3)]
        errors = [one.exception() for one in done]

    assert sum(isinstance(error, BusyError) for error in errors) == 2
    assert errors.count(None) == 1
    assert works(pool)
    pool.close()


def test_nothing_is_left_of_a_job_or_of_a_pool() -> None:
    before = set(processes.helpers(os.getpid()))
    pool = new_pool()
    assert works(pool)
    helper = helper_of(new=before)

    assert processes.eventually(lambda: not processes.children(helper))
    pool.close()

    assert set(processes.helpers(os.getpid())) == before
    assert processes.command(helper) == ""


def test_a_job_knows_nothing_of_our_environment_and_can_write_nothing(
    pool: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_PASSWORD", "not for a helper")

    found = json.loads(pool.run(b"surroundings"))

    assert "DATABASE_PASSWORD" not in found["environment"]
    assert found["limits"]["RLIMIT_CORE"] == 0
    assert found["limits"]["RLIMIT_FSIZE"] == 0
    assert found["limits"]["RLIMIT_NPROC"] == 0
    assert found["limits"]["RLIMIT_NOFILE"] == 64
    assert found["limits"]["RLIMIT_CPU"] == 3
    assert found["limits"]["RLIMIT_AS"] == 512 * 1024 * 1024
    assert found["dumpable"] == 0
    assert found["no new rights"] == 1


def test_an_answer_that_is_larger_than_the_memory_it_could_have_is_not_read() -> None:
    pool = Pool(size=1, limits=Limits(memory=0), entry="tests.workers.jobs:answers")

    with pytest.raises((EndedError, LimitError)):
        pool.run(b"sleep 0")
    pool.close()
