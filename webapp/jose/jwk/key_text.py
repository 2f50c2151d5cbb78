"""What keys were found in a text, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from webapp.jose.jwk.key import UNPUBLISHED, Key
from webapp.jose.limits import Limits
from webapp.jose.text import Problem, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyText:
    """The keys that a text holds, in order, and what is wrong with the text as a whole.

    container is "jwk", "jwk-set", "pem", "der", "openssh", "ec-point", "multikey", "secret", "several" for containers
    one after the other, "empty" for nothing but white space, or "" where no key is. corrected is the text put right,
    where it had to be: it repeats private keys.
    left is what the ceilings still allow, None for all of it. places are those of the members of JWKs in the text, by
    JSON Pointer, where they are known.
    """

    keys: tuple[Key, ...] = ()
    problems: tuple[Problem, ...] = ()
    container: str = ""
    corrected: str | None = field(default=None, repr=False)
    left: Limits | None = field(default=None, repr=False)
    places: Mapping[str, Span] = field(default_factory=dict, repr=False, metadata=UNPUBLISHED)

    @property
    def is_usable(self) -> bool:
        """Whether a key is there that can be computed with."""
        return any(key.is_usable for key in self.keys)


# The keys of a piece of a text, within these ceilings; None when the piece is no key container.
ReadPiece: TypeAlias = Callable[[str, Limits], KeyText | None]
