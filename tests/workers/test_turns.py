"""Turns: who asks without a pause leaves a place to somebody who does not."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from webapp.workers import turns
from webapp.workers.turns import BusyError, Turns


class Clock:
    """Time that passes when it is told to."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(turns, "time", clock)
    monkeypatch.setattr(turns, "_WAIT_SECONDS", 0.01)
    return clock


def take(places: Turns, clock: Clock, owner: str, seconds: float) -> None:
    with places.turn(owner):
        clock.now += seconds


def is_free(places: Turns, owner: str) -> bool:
    try:
        with places.turn(owner):
            return True
    except BusyError:
        return False


def test_an_address_that_asks_alone_has_all_places(clock: Clock) -> None:
    places = Turns(2)
    for _ in range(20):
        take(places, clock, "one", 1.5)

    with places.turn("one"):
        assert is_free(places, "one")


def test_two_that_ask_without_a_pause_leave_a_place_to_a_third(clock: Clock) -> None:
    places = Turns(2)
    for _ in range(8):
        take(places, clock, "one", 1.5)
        take(places, clock, "two", 1.5)

    with places.turn("one"):
        assert not is_free(places, "two")
        assert not is_free(places, "one")
        assert is_free(places, "third")


def test_who_asks_now_and_then_has_all_places_also_while_others_ask(clock: Clock) -> None:
    places = Turns(2)
    take(places, clock, "two", 1.0)
    for _ in range(20):
        take(places, clock, "one", 1.0)
        clock.now += 5

    with places.turn("two"):
        assert is_free(places, "one")


def test_what_was_taken_is_paid_off_with_time(clock: Clock) -> None:
    places = Turns(2)
    for _ in range(500):
        take(places, clock, "one", 1.5)
    with places.turn("two"):
        assert not is_free(places, "one")

    clock.now += 60

    with places.turn("two"):
        assert is_free(places, "one")


def test_a_single_place_is_for_everybody(clock: Clock) -> None:
    places = Turns(1)
    take(places, clock, "two", 1.0)
    take(places, clock, "one", 100.0)

    assert is_free(places, "one")


def test_a_place_that_is_given_back_goes_to_one_that_waits() -> None:
    places = Turns(1)
    begun, is_over = threading.Event(), threading.Event()

    def take_first() -> None:
        with places.turn("one"):
            begun.set()
            is_over.wait(5)

    with ThreadPoolExecutor(2) as threads:
        first = threads.submit(take_first)
        assert begun.wait(5)
        second = threads.submit(is_free, places, "two")
        is_over.set()

        assert second.result()
        assert first.exception() is None
