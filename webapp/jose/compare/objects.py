"""How two JSON objects differ, member by member; those inside of members by their path. The order does not count.

Linear in both: every value is looked at once, and written out once. The number of differences that are listed is
bounded; the others are counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Final, TypeAlias

from webapp.jose.artefact import Explanation
from webapp.jose.compare import sets
from webapp.jose.compare.difference import Difference, Relation, Section, Side
from webapp.jose.compare.lifetimes import is_turned
from webapp.jose.compare.shown import canonical
from webapp.jose.compare.values import Place, alone, difference, same
from webapp.jose.explain import explain_claim, explain_header
from webapp.jose.json_object import JsonValue
from webapp.jose.registry.token_types import media_type
from webapp.jose.text import Span, cut_short

_MOST: Final = 300
_LONGEST_NAME: Final = 120
# What any two tokens of a kind differ in: the name and times of each, and what is bound to one request or session.
USUAL: Final = frozenset(
    {
        "jti", "iat", "nbf", "exp", "auth_time", "nonce", "at_hash", "c_hash", "s_hash", "sid", "session_state",
        "uti", "aio", "rh", "origin_jti", "event_id", "toe", "txn", "rat", "ath",
    }
)  # fmt: skip

_Texts: TypeAlias = Mapping[str, str]
Spans: TypeAlias = Mapping[str, Span]


class _Nothing(Enum):
    """What a token has that has no such member; null is a value."""

    ABSENT = "absent"


ABSENT: Final = _Nothing.ABSENT


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two objects. The texts say how each writes its numbers, by JSON Pointer, the spans where; now is in seconds."""

    first: Mapping[str, JsonValue]
    second: Mapping[str, JsonValue]
    now: int
    first_texts: _Texts = field(default_factory=dict)
    second_texts: _Texts = field(default_factory=dict)
    first_spans: Spans = field(default_factory=dict)
    second_spans: Spans = field(default_factory=dict)
    is_header: bool = False


@dataclass(frozen=True, slots=True)
class _Spot:
    """A place where the two may differ: the names on the way to it, and what each has there.

    others are the names on the way to it in the second, where an element of an array may have another number.
    """

    names: tuple[str, ...]
    first: JsonValue | _Nothing
    second: JsonValue | _Nothing
    others: tuple[str, ...]


def compare_objects(pair: Pair, name: str, title: str) -> Section:
    """What differs, and what is the same, in the order of the first; what only the second has stands last."""
    found: list[Difference] = []
    same: list[Difference] = []
    count = 0
    for member in dict.fromkeys((*pair.first, *pair.second)):
        before = count
        for spot in _spots(_at((member,), pair.first.get(member, ABSENT), pair.second.get(member, ABSENT))):
            made = _difference(spot, pair) if len(found) < _MOST else None
            count += made is not None or len(found) >= _MOST
            if made is not None:
                found.append(made)
        if count == before and len(same) < _MOST:
            same.append(_same(member, pair))
    return Section(name=name, title=title, differences=tuple(found), same=tuple(same), left_out=count - len(found))


def _spots(spot: _Spot) -> Iterator[_Spot]:
    """The places within two values where they are not plainly the same."""
    first, second = spot.first, spot.second
    if isinstance(first, dict) and isinstance(second, dict):
        for name in dict.fromkeys((*first, *second)):
            names, others = (*spot.names, name), (*spot.others, name)
            yield from _spots(_Spot(names, first.get(name, ABSENT), second.get(name, ABSENT), others))
    elif isinstance(first, list) and isinstance(second, list):
        yield from _lists(spot, first, second)
    elif type(first) is not type(second) or first != second or isinstance(first, float):
        yield spot


def _lists(spot: _Spot, first: list[JsonValue], second: list[JsonValue]) -> Iterator[_Spot]:
    """Lists that differ. Of objects those that are equal are put aside, and the others held against each other."""
    ours, theirs = [canonical(one) for one in first], [canonical(one) for one in second]
    if ours == theirs:
        return
    parts = sets.split(first, second)
    left = (*parts.first_only.values(), *parts.second_only.values())
    is_paired = left and len(first) == len(second) and len(parts.first_only) == len(parts.second_only)
    if not is_paired or not all(isinstance(one, dict) for one in left):
        yield spot
        return
    places, others = ({text: str(place) for place, text in enumerate(texts)} for texts in (ours, theirs))
    for (text, one), (written, other) in zip(parts.first_only.items(), parts.second_only.items(), strict=True):
        yield from _spots(_Spot((*spot.names, places[text]), one, other, (*spot.others, others[written])))


def _difference(spot: _Spot, pair: Pair) -> Difference | None:
    place = _place(spot.names, pair)
    if isinstance(spot.first, _Nothing):
        found = None if isinstance(spot.second, _Nothing) else alone(place, spot.second, Relation.SECOND_ONLY)
    elif isinstance(spot.second, _Nothing):
        found = alone(place, spot.first, Relation.FIRST_ONLY)
    else:
        found = difference(place, spot.first, spot.second)
    if found is None:
        return None
    if pair.is_header and found.name in ("typ", "cty"):
        found = _as_media_type(found, spot)
    is_usual = not pair.is_header and spot.names[0] in USUAL and found.code in ("text", "time", "number")
    is_usual = is_usual and not _is_turning(found, pair.now)
    return _located(_explained(replace(found, is_usual=is_usual), spot, pair), spot, pair)


def _at(names: tuple[str, ...], first: JsonValue | _Nothing, second: JsonValue | _Nothing) -> _Spot:
    return _Spot(names, first, second, names)


def _located(one: Difference, spot: _Spot, pair: Pair) -> Difference:
    """With the places of both sides."""
    first = one.first and replace(one.first, span=pair.first_spans.get(_pointer(spot.names)))
    second = one.second and replace(one.second, span=pair.second_spans.get(_pointer(spot.others)))
    return replace(one, first=first, second=second)


def _pointer(names: tuple[str, ...]) -> str:
    return "".join(f"/{name.replace('~', '~0').replace('/', '~1')}" for name in names)


def _as_media_type(found: Difference, spot: _Spot) -> Difference:
    """Types of media are the same in any case, and with "application/" or without (RFC 7515 section 4.1.9)."""
    first, second = spot.first, spot.second
    if not (isinstance(first, str) and isinstance(second, str) and media_type(first) == media_type(second)):
        return found
    told = "The same media type, written differently"
    return replace(found, code="notation", relation=Relation.EQUIVALENT, summary=told)


def _is_turning(found: Difference, now: int) -> bool:
    """Whether an end or a beginning has passed in the one and not in the other."""
    moments = [side.moment for side in (found.first, found.second) if side and side.moment]
    return len(moments) > 1 and is_turned(*(moment.seconds - now for moment in moments))


def _same(member: str, pair: Pair) -> Difference:
    value = pair.first[member]
    return _explained(same(_place((member,), pair), value), _at((member,), value, value), pair)


def _place(names: tuple[str, ...], pair: Pair) -> Place:
    path = "".join(f"/{cut_short(name.replace('~', '~0').replace('/', '~1'), _LONGEST_NAME)}" for name in names)
    return Place(
        path=path,
        name=cut_short(names[-1], _LONGEST_NAME),
        now=pair.now,
        first_text=pair.first_texts.get(path, ""),
        second_text=pair.second_texts.get(path, ""),
    )


def _explained(one: Difference, spot: _Spot, pair: Pair) -> Difference:
    """With what its member means, and of a top-level one what its values do."""
    name = spot.names[0]
    about = _about(name, None, pair)
    if about is None:
        return one
    meaning = about.description or about.name
    if len(spot.names) > 1:
        return replace(one, meaning=meaning)
    sides = [_with_words(one.first, spot.first, name, pair), _with_words(one.second, spot.second, name, pair)]
    return replace(one, first=sides[0], second=sides[1], meaning=meaning)


def _about(name: str, value: JsonValue, pair: Pair) -> Explanation | None:
    """What a member means, by the claims of the one that has it."""
    if pair.is_header:
        return explain_header(name, value, pair.now)
    return explain_claim(name, value, pair.now, pair.first if name in pair.first else pair.second)


def _with_words(there: Side | None, value: JsonValue | _Nothing, name: str, pair: Pair) -> Side | None:
    if there is None or there.words or isinstance(value, _Nothing):
        return there
    told = _about(name, value, pair)
    return replace(there, words=told.value) if told and told.value else there
