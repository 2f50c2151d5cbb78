"""The life of a token as a slider shows it: between which moments, in which steps, and each moment in words.

The words are made again in static/js/times.js while the slider moves; a test with a browser holds the two together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from webapp.jose.moment import duration, utc

# From here on a number is no moment in seconds.
TOO_FINE: Final = 100_000_000_000
_SHORTEST_MARGIN: Final = 60
_MARGIN_OF_ONE_MOMENT: Final = 3_600
_FAR: Final = 10 * 366 * 86_400
# From one end to the other with the arrow keys; the page keys go a tenth of it.
_MOST_STEPS: Final = 240
_STEPS: Final = (1, 5, 15, 30, 60, 300, 900, 1_800, 3_600, 10_800, 21_600, 43_200, 86_400, 604_800)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lifespan:
    """What the slider needs. begin and end are where the token lives, in hundredths of its length."""

    first: int
    last: int
    step: int
    value: int
    words: str
    begin: float
    end: float


def lifespan(times: Mapping[str, int], now: int, asked: int | None) -> Lifespan | None:
    """The moments around nbf, iat and exp, with a margin; the present, what was asked about and the login, if near.

    With one moment alone, or without an end, the moment that the answer is about belongs to the life.
    None for a token without such moments. times are the claims that are moments, in seconds.
    """
    own = [times[name] for name in ("nbf", "iat", "exp") if 0 < times.get(name, 0) < TOO_FINE]
    if not own:
        return None
    at = now if asked is None else asked
    # A single moment has no length to measure by, and no end has been reached that is not there.
    is_open = min(own) == max(own) or "exp" not in times
    reached = [at] if is_open and abs(at - min(own)) <= _FAR else []
    low, high = min(*own, *reached, own[0]), max(*own, *reached, own[0])
    life = high - low
    margin = max(life // 10, _SHORTEST_MARGIN) if life else _MARGIN_OF_ONE_MOMENT
    others = (now, asked, times.get("auth_time"))
    near = [one for one in others if one is not None and low - margin - life <= one <= high + margin + life]
    first, last = min(low - margin, *near, low), max(high + margin, *near, high)
    step = next((one for one in _STEPS if (last - first) // one <= _MOST_STEPS), (last - first) // _MOST_STEPS)
    # What it begins with is a whole number of steps away.
    first = max(low - -(-(low - first) // step) * step, low % step)
    last = first + -(-(last - first) // step) * step
    # With an end alone nobody knows since when it has lived.
    since = first if own == [times.get("exp")] else min(own)
    lives_from, lives_to = times.get("nbf") or since, times.get("exp") or last
    return Lifespan(
        first=first,
        last=last,
        step=step,
        value=min(max(at, first), last),
        words=f"{'Now' if asked is None else utc(at)}: {', '.join(_places(times, at))}",
        begin=share(lives_from, first, last),
        end=share(lives_to, first, last),
    )


def _places(times: Mapping[str, int], at: int) -> Iterator[str]:
    """Where a moment stands in the life of the token, in words."""
    nbf, iat, exp = (times.get(name, 0) for name in ("nbf", "iat", "exp"))
    if 0 < iat < TOO_FINE:
        yield _place(at, iat, "it was issued", "when it was issued")
    if 0 < nbf < TOO_FINE and nbf != iat:
        yield _place(at, nbf, "it becomes valid", "when it becomes valid")
    if 0 < exp < TOO_FINE:
        yield _place(at, exp, "its end", "at its end")


def _place(at: int, moment: int, what: str, exactly: str) -> str:
    if at == moment:
        return exactly
    return f"{duration(at - moment)} {'before' if at < moment else 'after'} {what}"


def share(at: int, first: int, last: int) -> float:
    """How far at is on the way from first to last, in hundredths."""
    return round(100 * min(max(at - first, 0), last - first) / max(last - first, 1), 2)
