"""How a finding names the key that it is about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from webapp.jose.audit.cases import KeyCase
from webapp.jose.jwk.key import Key
from webapp.jose.text import cut_short

_SHOWN: Final = 10
# How sentences begin that go on after a colon.
_ARTICLES: Final = ("The ", "This ", "A ", "An ")


def the_key(case: KeyCase) -> str:
    """The key, as a sentence begins: by its number and kid where several were given."""
    return "The key" if len(case.among.keys.keys) == 1 else f"Key {numbered(case.key)}"


def told_of(case: KeyCase, message: str) -> str:
    """What a reader says of a key, as one sentence about it."""
    begun = message[:1].lower() + message[1:] if message.startswith(_ARTICLES) else message
    return f"{the_key(case)}: {begun}."


def numbered(key: Key) -> str:
    """The number of a key, with its kid."""
    return f"{key.index + 1}" + (f' (kid "{cut_short(key.kid)}")' if key.kid is not None else "")


def listed(keys: Sequence[Key]) -> str:
    """Several keys by their numbers."""
    shown = ", ".join(numbered(key) for key in keys[:_SHOWN])
    more = f" and {len(keys) - _SHOWN:,} more" if len(keys) > _SHOWN else ""
    return f"{'key' if len(keys) == 1 else 'keys'} {shown}{more}"
