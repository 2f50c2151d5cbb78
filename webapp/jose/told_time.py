"""NumericDates in words, as a verifier reads them: in seconds, also where a finer unit was probably meant."""

from __future__ import annotations

import re
from typing import Final, TypeGuard

from webapp.jose.artefact import Moment
from webapp.jose.json_object import JsonValue
from webapp.jose.moment import FineUnit, fine_unit, relative, utc, whole_seconds
from webapp.jose.registry.claim_values import TimeWords

_DIGITS: Final = re.compile(r"-?[0-9]{1,30}")


def tell_time(words: TimeWords, value: JsonValue, now: int) -> tuple[str, Moment | None]:
    """What a time says, in a sentence, and the moment itself; None for what is no number. now is in seconds."""
    moment = _moment(words, value, now)
    return _time_value(value, moment), moment


def tell_key_time(value: JsonValue) -> str:
    """A time within a key: nobody asks how far from now it is."""
    return utc(value) if _is_number(value) else _no_time(value)


def _moment(words: TimeWords, value: JsonValue, now: int) -> Moment | None:
    """The NumericDate as a verifier reads it: in seconds, also where a finer unit was probably meant."""
    seconds = whole_seconds(value) if _is_number(value) else None
    if seconds is None:
        return None
    if unit := fine_unit(seconds):
        digits = len(str(abs(seconds)))
        told = f"{digits} digits: {unit.name}; as seconds this is {utc(seconds)}"
    else:
        told = (words.past if seconds <= now else words.due).format(relative(seconds, now))
    return Moment(seconds=seconds, utc=utc(seconds), relative=told)


def _time_value(value: JsonValue, moment: Moment | None) -> str:
    if moment is None:
        return _no_time(value)
    if unit := fine_unit(moment.seconds):
        return _too_fine(moment.seconds, unit)
    return moment.relative[:1].upper() + moment.relative[1:]


def _too_fine(seconds: int, unit: FineUnit) -> str:
    meant = utc(seconds // unit.per_second)
    return f"In {unit.name}, where seconds are due: meant is perhaps {meant}, but a verifier reads {utc(seconds)}"


def _no_time(value: JsonValue) -> str:
    due = "a number of seconds since 1970 is due"
    if isinstance(value, str) and _DIGITS.fullmatch(value):
        return f"Text, where {due}; as a number it would be {utc(int(value))}"
    return f"{'Text' if isinstance(value, str) else 'No number'}, where {due}"


def _is_number(value: JsonValue) -> TypeGuard[int | float]:
    return isinstance(value, int | float) and not isinstance(value, bool)
