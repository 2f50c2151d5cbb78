"""The life of a token as a picture: where each of its moments stands, to scale, and the gaps between them in words.

Places are hundredths of the scale's width. What lies too far away for the scale stands beyond a break beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from webapp.jose.moment import duration, utc
from webapp.views.lifespan import TOO_FINE, Lifespan, share

# What a character takes of the scale where it is narrowest, alone and beside its breaks: of a label, in a window of 320
# pixels; of the words of a gap, on a phone, as they are left out where it is narrower.
_OF_LABEL: Final = (3.1, 4.5, 8.0)
_OF_GAP: Final = (2.2, 3.0, 4.4)
_NAMES: Final = {"auth_time": "logged in", "iat": "issued", "nbf": "valid from", "exp": "expires"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """A moment in the life of a token. name is that of its claim, or "now" or "asked"; gap the time since the last."""

    name: str
    label: str
    seconds: int
    gap: str = ""
    utc: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """A label on its pole: to the right of it (anchor "start") or to the left ("end"), the lowest in row 0."""

    name: str
    label: str
    x: float
    anchor: str
    row: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """The time between two moments, said in the middle of it. An end without seconds is the present."""

    x: float
    start: int | None
    end: int | None
    verb: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """What is drawn. point is the moment that the answer is about, if it is on the scale; used is where it cuts life.

    before and after are the moments beyond the scale, in order; happenings is all of it as text. An endless life has no
    "exp" that can be read.
    """

    state: str
    flags: tuple[Flag, ...]
    rows: int
    begin: float
    used: float
    end: float
    point: Flag | None
    stretches: tuple[Stretch, ...]
    before: tuple[Happening, ...]
    after: tuple[Happening, ...]
    happenings: tuple[Happening, ...]
    is_endless: bool


def timeline(times: Mapping[str, int], life: Lifespan, now: int, asked: int | None) -> Timeline:
    """The picture of a token's life on the scale of its slider. times are the claims that are moments, in seconds."""
    told = _with_gaps(sorted(_happenings(times, now, asked), key=lambda one: one.seconds))
    before = tuple(one for one in told if one.seconds < life.first)
    after = tuple(one for one in told if one.seconds > life.last)
    inside = [one for one in told if life.first <= one.seconds <= life.last]
    breaks = min(len(before) + len(after), 2)
    about = "now" if asked is None else "asked"
    point = next((one for one in inside if one.name == about), None)
    flags = _flags(
        [(one, share(one.seconds, life.first, life.last)) for one in inside if one is not point], _OF_LABEL[breaks]
    )
    at = now if asked is None else asked
    return Timeline(
        state=_state(times, at),
        flags=flags,
        rows=1 + max((flag.row for flag in flags), default=-1),
        begin=life.begin,
        used=min(max(share(at, life.first, life.last), life.begin), life.end),
        end=life.end,
        point=_point(point, life) if point else None,
        stretches=tuple(_stretches(times, life, at, point, _OF_GAP[breaks])),
        before=before,
        after=after,
        happenings=told,
        is_endless="exp" not in times,
    )


def _happenings(times: Mapping[str, int], now: int, asked: int | None) -> Iterator[Happening]:
    at = now if asked is None else asked
    for name, label in _NAMES.items():
        seconds = times.get(name, 0)
        if not 0 < seconds < TOO_FINE or (name == "nbf" and seconds == times.get("iat")):
            continue
        words = "expired" if name == "exp" and seconds <= at else label
        yield Happening(name=name, label=words, seconds=seconds, utc=utc(seconds))
    yield Happening(name="now", label="now", seconds=now, utc=utc(now))
    if asked is not None:
        yield Happening(name="asked", label="asked about", seconds=asked, utc=utc(asked))


def _with_gaps(happenings: list[Happening]) -> tuple[Happening, ...]:
    """Each with the words for the time since the one before."""
    return (
        *happenings[:1],
        *(
            Happening(
                name=one.name,
                label=one.label,
                seconds=one.seconds,
                utc=one.utc,
                gap=duration(one.seconds - last.seconds) if one.seconds > last.seconds else "",
            )
            for last, one in pairwise(happenings)
        ),
    )


def _state(times: Mapping[str, int], at: int) -> str:
    if 0 < times.get("exp", 0) <= at:
        return "expired"
    return "early" if at < max(times.get("nbf", 0), times.get("iat", 0)) else "alive"


def _flags(places: list[tuple[Happening, float]], character: float) -> tuple[Flag, ...]:
    """Labels that lie over no other label or pole: those that do not fit to the right of their pole go to the left."""
    widths = [character * (len(one.label) + 1) for one, _ in places]
    xs = [x for _, x in places]
    lefts = _to_the_left(xs, widths)
    rows: dict[int, int] = {}
    for nth in sorted(lefts):
        rows[nth] = 1 + max((rows[j] for j in rows if xs[j] >= xs[nth] - widths[nth]), default=-1)
    for nth in reversed(range(len(places))):
        if nth not in lefts:
            reach = xs[nth] + widths[nth]
            begins = {j: xs[j] - (widths[j] if j in lefts else 0) for j in rows if j > nth}
            rows[nth] = 1 + max((rows[j] for j, begin in begins.items() if begin <= reach), default=-1)
    return tuple(
        Flag(name=one.name, label=one.label, x=x, anchor="end" if nth in lefts else "start", row=rows[nth])
        for nth, (one, x) in enumerate(places)
    )


def _to_the_left(xs: list[float], widths: list[float]) -> set[int]:
    lefts: set[int] = set()
    reach = 100.0
    for nth in reversed(range(len(xs))):
        is_under_another = bool(lefts) and xs[nth] >= reach
        # A label that fits on neither side stands on the one with more room.
        has_room = xs[nth] >= min(widths[nth], 50.0)
        if (xs[nth] + widths[nth] > 100 or is_under_another) and has_room:
            lefts.add(nth)
            reach = min(reach, xs[nth] - widths[nth])
    return lefts


def _point(happening: Happening, life: Lifespan) -> Flag:
    x = share(happening.seconds, life.first, life.last)
    anchor = "start" if x < 10 else "end" if x > 90 else "middle"
    return Flag(name=happening.name, label=happening.label, x=x, anchor=anchor, row=0)


def _stretches(
    times: Mapping[str, int], life: Lifespan, at: int, point: Happening | None, character: float
) -> Iterator[Stretch]:
    """What is gone of the life and what is left, how long it has been over or is to come, where there is room."""
    if point is None:
        return
    begin, end = (times.get("nbf") or times.get("iat") or 0), times.get("exp", 0)
    for start, stop, verb in _told_stretches(begin, at, end):
        if not (0 < start < stop < TOO_FINE and life.first <= start and stop <= life.last):
            continue
        words = duration(stop - start) + verb
        left, right = share(start, life.first, life.last), share(stop, life.first, life.last)
        # The word at the point takes half of its width of this stretch.
        taken = character * (len(point.label) / 2 + 1) if at in (start, stop) else 0
        room = right - left - taken
        if room < character * len(words):
            continue
        middle = left + room / 2 if stop == at else right - room / 2
        yield Stretch(
            x=round(middle, 2),
            start=None if start == at and point.name == "now" else start,
            end=None if stop == at and point.name == "now" else stop,
            verb=verb,
            words=words,
        )


def _told_stretches(begin: int, at: int, end: int) -> Iterator[tuple[int, int, str]]:
    """From when to when, and what is said of it: before the life the wait, too, and its length."""
    if 0 < end <= at:
        yield end, at, " too late"
    elif at < begin:
        yield at, begin, " to wait"
        yield begin, end, " long"
    else:
        yield begin, at, " gone"
        yield at, end, " left"
