"""What keys were found in a text, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
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
    JSON Pointer, where they are known; those of keys in pieces of a longer text as if it were one JWK Set.
    """

    keys: tuple[Key, ...] = ()
    problems: tuple[Problem, ...] = ()
    container: str = ""
    corrected: str | None = field(default=None, repr=False)
    left: Limits | None = field(default=None, repr=False)
    places: Mapping[str, Span] = field(default_factory=dict, repr=False, metadata=UNPUBLISHED)

    def path_of(self, key: Key) -> str:
        """The JSON Pointer of a key, if it is a JWK: the root, or the element of an array of keys."""
        first = escaped(next(iter(key.jwk), ""))
        paths = (f"{path}/{key.index}" for path in ("/keys", "/jwks/keys", ""))
        return next((path for path in paths if f"{path}/{first}" in self.places), "")

    def places_in_set(self, before: int, shift: int) -> Iterator[tuple[str, Span]]:
        """The places in a longer text, after as many characters, of keys that are counted after as many others."""
        for key in self.keys:
            path = self.path_of(key)
            for name in map(escaped, key.jwk):
                if place := self.places.get(f"{path}/{name}"):
                    moved = Span(place.start + shift, place.end + shift)
                    yield f"/keys/{before + key.index}/{name}", moved

    @property
    def is_usable(self) -> bool:
        """Whether a key is there that can be computed with."""
        return any(key.is_usable for key in self.keys)


def escaped(name: str) -> str:
    """A name in a JSON Pointer (RFC 6901 section 3)."""
    return name.replace("~", "~0").replace("/", "~1")


# The keys of a piece of a text, within these ceilings; None when the piece is no key container.
ReadPiece: TypeAlias = Callable[[str, Limits], KeyText | None]
