"""Arrays, and texts that are lists, as sets: what only one of the two has. The order counts in few of them.

"aud" may be one text or a list (RFC 7519 section 4.1.3), "scope" is a text with spaces (RFC 8693 section 4.2).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, TypeAlias

from webapp.jose.compare.difference import Difference, Relation
from webapp.jose.compare.shown import canonical, listed, side
from webapp.jose.json_object import JsonValue
from webapp.jose.text import cut_short

# Texts whose words are a set.
_SPACED: Final = frozenset({"scope", "scp", "acr_values", "response_type", "prompt"})
# Claims that hold one text or a list of them.
_ONE_OR_MORE: Final = frozenset({"aud", "trusted_audiences", "scp", "scope", "roles", "role", "groups", "amr"})
# Lists whose order is part of their meaning: a chain of certificates, and layers of compression or encryption.
_ORDERED: Final = frozenset({"x5c"})
_SHOWN: Final = 50
_LONGEST: Final = 200

_Items: TypeAlias = dict[str, JsonValue]


@dataclass(frozen=True, slots=True)
class Split:
    """Two sets: what only one has, by its canonical text, and what both have."""

    first_only: _Items
    second_only: _Items
    shared: _Items

    @property
    def is_same(self) -> bool:
        """Whether neither has anything that the other has not."""
        return not self.first_only and not self.second_only


def items_of(name: str, value: JsonValue) -> list[JsonValue] | None:
    """The elements of a value that is a set; None where it is none."""
    if isinstance(value, list):
        return value
    if isinstance(value, str) and name in _SPACED:
        return [*value.split()]
    if isinstance(value, str) and name in _ONE_OR_MORE:
        return [value]
    return None


def split(first: list[JsonValue], second: list[JsonValue]) -> Split:
    """The two as sets."""
    ours, theirs = _keyed(first), _keyed(second)
    return Split(
        {key: value for key, value in ours.items() if key not in theirs},
        {key: value for key, value in theirs.items() if key not in ours},
        {key: value for key, value in ours.items() if key in theirs},
    )


def difference(path: str, name: str, first: JsonValue, second: JsonValue, parts: Split) -> Difference:
    """How two values that are sets differ, or in what they are written differently."""
    only = _texts(parts.first_only), _texts(parts.second_only)
    relation, code, summary = Relation.DIFFERENT, "set", _summary(*only, has_shared=bool(parts.shared))
    if parts.is_same:
        relation, code, summary = _written(name, first, second)
    return Difference(
        path=path,
        name=name,
        code=code,
        relation=relation,
        summary=summary,
        first=side(first),
        second=side(second),
        first_only=only[0][:_SHOWN],
        second_only=only[1][:_SHOWN],
        shared=_texts(parts.shared)[:_SHOWN],
    )


def _keyed(values: list[JsonValue]) -> _Items:
    return {canonical(value): value for value in values}


def _texts(items: _Items) -> tuple[str, ...]:
    return tuple(cut_short(value if isinstance(value, str) else key, _LONGEST) for key, value in items.items())


def _summary(first: tuple[str, ...], second: tuple[str, ...], *, has_shared: bool) -> str:
    if first and second and not has_shared:
        return "Nothing in common"
    parts = [
        f"only the {which} has {listed(texts)}" for which, texts in (("first", first), ("second", second)) if texts
    ]
    told = "; ".join(parts)
    return told[:1].upper() + told[1:]


def _written(name: str, first: JsonValue, second: JsonValue) -> tuple[Relation, str, str]:
    """Two values that hold the same elements."""
    if isinstance(first, list) != isinstance(second, list):
        which = "first" if isinstance(first, list) else "second"
        return Relation.EQUIVALENT, "notation", f"The same, as a list in the {which} and as one text in the other"
    ours, theirs = items_of(name, first) or [], items_of(name, second) or []
    if len(ours) != len(theirs):
        which = "first" if len(ours) > len(theirs) else "second"
        return Relation.EQUIVALENT, "order", f"The same values; the {which} has some of them more than once"
    if name in _ORDERED:
        return Relation.DIFFERENT, "order", "The same values in another order, which matters here"
    return Relation.EQUIVALENT, "order", "The same values, in another order"
