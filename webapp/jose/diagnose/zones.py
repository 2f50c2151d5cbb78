"""Whether a difference of two times is that of a time zone: local time and UTC were taken for one another."""

from __future__ import annotations

from typing import Final

_HOUR: Final = 3_600
# Minutes that the clocks of some zone are from UTC today, to the east or west, in winter or summer (IANA tz database).
ZONES: Final = frozenset(
    {60 * hours for hours in range(1, 15)} | {150, 210, 270, 330, 345, 390, 525, 570, 630, 765, 825}
)
# What goes by until a new token is looked at, and what clocks differ by.
_AGE: Final = 60
_CLOCKS: Final = 10


def zone_behind(seconds: float) -> str:
    """The zone, as "5.5 h", that a moment so far back may be off by when it is in fact new; "" for none."""
    return _zone(seconds, _CLOCKS, _AGE)


def zone_ahead(seconds: float) -> str:
    """The same of a moment that lies so far ahead."""
    return _zone(seconds, _AGE, _CLOCKS)


def _zone(seconds: float, before: int, after: int) -> str:
    """The zone whose offset lies at most that many seconds before or after."""
    near = (minutes for minutes in ZONES if -before <= seconds - 60 * minutes <= after)
    return next((f"{60 * minutes / _HOUR:g} h" for minutes in near), "")
