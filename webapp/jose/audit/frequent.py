"""Frequent passwords and words, from the lists of zxcvbn. They are loaded when a secret is first looked at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import Final, cast

_PASSWORDS: Final = "passwords"
_TOLD: Final[Mapping[str, str]] = MappingProxyType(
    {
        _PASSWORDS: "the list of frequent passwords",
        "english_wikipedia": "the list of frequent English words",
        "us_tv_and_film": "the list of words in films",
        "female_names": "the list of first names",
        "male_names": "the list of first names",
        "surnames": "the list of surnames",
    }
)


@cache
def frequent_passwords() -> Sequence[str]:
    """The most frequent first."""
    return tuple(_lists()[_PASSWORDS])


@cache
def frequent_words() -> Mapping[str, str]:
    """On which list a word stands, in lower case."""
    return MappingProxyType({word: told for name, told in reversed(tuple(_TOLD.items())) for word in _lists()[name]})


def where_frequent(secret: bytes) -> str:
    """On which list a secret stands; "" for one that is on none. Case does not matter."""
    try:
        text = secret.decode("ascii")
    except UnicodeDecodeError:
        return ""
    return frequent_words().get(text.lower(), "")


def _lists() -> Mapping[str, Sequence[str]]:
    from zxcvbn.frequency_lists import FREQUENCY_LISTS  # noqa: PLC0415  a tenth of a second, only when it is needed

    return cast("Mapping[str, Sequence[str]]", FREQUENCY_LISTS)
