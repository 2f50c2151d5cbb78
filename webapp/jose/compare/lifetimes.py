"""How long each of two tokens lives, how old it is, how long it has yet: durations, from their NumericDates."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from webapp.jose.compare.difference import Difference, Relation, Section, Side
from webapp.jose.compare.values import seconds_of
from webapp.jose.json_object import JsonValue
from webapp.jose.moment import duration, relative

# After the year 5138: in a finer unit, or no time at all.
_TOO_FAR: Final = 100_000_000_000

_Claims = Mapping[str, JsonValue]


@dataclass(frozen=True, slots=True)
class _Row:
    """A duration: its seconds, if the claims for it are there. is_usual: any two tokens differ in it."""

    path: str
    name: str
    meaning: str
    seconds: Callable[[_Claims, int], int | None]
    is_usual: bool = False


def lifetimes(first: _Claims, second: _Claims, now: int) -> Section:
    """The durations that one of the two has, at least. now is in seconds."""
    rows = [made for row in _ROWS if (made := _difference(row, first, second, now))]
    return Section(
        name="times",
        title="Lifetimes",
        differences=tuple(row for row in rows if row.relation is not Relation.SAME),
        same=tuple(row for row in rows if row.relation is Relation.SAME),
    )


def _difference(row: _Row, first: _Claims, second: _Claims, now: int) -> Difference | None:
    ours, theirs = row.seconds(first, now), row.seconds(second, now)
    if ours is None and theirs is None:
        return None
    relation, told, delta = Relation.SAME, "", None
    if ours is None or theirs is None:
        relation = Relation.FIRST_ONLY if theirs is None else Relation.SECOND_ONLY
        told = f"The {'second' if theirs is None else 'first'} does not say"
    elif ours != theirs:
        relation, delta = Relation.DIFFERENT, theirs - ours
        told = f"{duration(delta)} {'more' if delta > 0 else 'less'} in the second"
    return Difference(
        path=row.path,
        name=row.name,
        code="duration",
        relation=relation,
        summary=told,
        first=_side(row, ours, now),
        second=_side(row, theirs, now),
        delta=delta,
        is_usual=row.is_usual and not (row.path == "/left" and is_turned(ours, theirs)),
        meaning=row.meaning,
    )


def is_turned(first: int | None, second: int | None) -> bool:
    """Whether the one has passed and the other has not. Both are seconds from now on."""
    return first is not None and second is not None and (first > 0) != (second > 0)


def _side(row: _Row, seconds: int | None, now: int) -> Side | None:
    if seconds is None:
        return None
    if row.path == "/left":
        told = relative(now + seconds, now)
        return Side(text=f"expired {told}" if seconds <= 0 else told.removeprefix("in "))
    return Side(text=f"{'minus ' if seconds < 0 else ''}{duration(seconds)}")


def _moment(claims: _Claims, name: str) -> int | None:
    """A NumericDate; None for what is no time in seconds."""
    seconds = seconds_of(claims.get(name))
    return None if seconds is None or abs(seconds) >= _TOO_FAR else seconds


def _between(start: str, end: str) -> Callable[[_Claims, int], int | None]:
    def seconds(claims: _Claims, _now: int) -> int | None:
        begins, ends = _moment(claims, start), _moment(claims, end)
        return None if begins is None or ends is None else ends - begins

    return seconds


def _lifetime(claims: _Claims, now: int) -> int | None:
    issued = _between("iat", "exp")(claims, now)
    return issued if issued is not None else _between("nbf", "exp")(claims, now)


def _age(claims: _Claims, now: int) -> int | None:
    issued = _moment(claims, "iat")
    return None if issued is None else now - issued


def _left(claims: _Claims, now: int) -> int | None:
    ends = _moment(claims, "exp")
    return None if ends is None else ends - now


_ROWS: Final = (
    _Row("/lifetime", "Lifetime", "From issue to end", _lifetime),
    _Row("/age", "Age", "Since it was issued", _age, is_usual=True),
    _Row("/left", "Left", "Until it expires", _left, is_usual=True),
    _Row("/start", "Start", "From issue until it becomes valid", _between("iat", "nbf")),
    _Row("/login", "Login", "From the login to the issue", _between("auth_time", "iat"), is_usual=True),
)
