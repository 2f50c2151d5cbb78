"""Putting disclosed claims into their places: from the signed payload to the claims meant (RFC 9901 section 7.1)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from webapp.jose.json_object import JsonValue
from webapp.jose.json_part import JsonPart
from webapp.jose.limits import Limits, setting_of
from webapp.jose.sd_jwt.disclosure import RESERVED, DecodedDisclosure
from webapp.jose.text import Problem, Span

_DIGESTS, _ELEMENT = RESERVED
# Belongs to the top level. Credentials within a claim such as "vc" keep one beside their digests, as useless there.
_ALGORITHM: Final = "_sd_alg"
_MATCHING: Final = "RFC 9901 section 7.1"
_EMBEDDING: Final = "RFC 9901 section 4.2.4"
_MOST_TOLD: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Reassembly:
    """The claims with all that was disclosed in its place, less every digest; None without a Claims Set.

    places has the JSON Pointer into claims of each Disclosure that found one, by index. undisclosed counts the
    digests that fit no Disclosure: claims held back, or decoys (section 4.2.5).
    """

    claims: Mapping[str, JsonValue] | None = field(default=None, repr=False)
    places: Mapping[int, str] = field(default_factory=dict)
    undisclosed: int = 0
    problems: tuple[Problem, ...] = ()
    own: Mapping[int, tuple[Problem, ...]] = field(default_factory=dict)


def reassemble(payload: JsonPart | None, disclosures: tuple[DecodedDisclosure, ...], limits: Limits) -> Reassembly:
    """Match digests at every depth, also those inside of what is disclosed.

    Problems of the payload: sd-jwt.digests-type, sd-jwt.digest-twice, sd-jwt.reserved-name, limit.json-depth.
    Problems of a Disclosure (own): sd-jwt.disclosure-twice, sd-jwt.disclosure-unmatched, sd-jwt.disclosure-place,
    sd-jwt.claim-twice.
    """
    assembler = _Assembler(disclosures, limits)
    claims: Mapping[str, JsonValue] | None = None
    if payload and payload.is_object:
        top = assembler.members(payload.values, _Place(payload, "", "", 1))
        claims = {name: value for name, value in top.items() if name != _ALGORITHM}
    assembler.tell_unmatched()
    return Reassembly(
        claims=claims,
        places=assembler.places,
        undisclosed=assembler.undisclosed,
        problems=tuple(assembler.problems),
        own={index: tuple(problems) for index, problems in assembler.own.items()},
    )


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a value comes from, the payload or a Disclosure, and where it goes: JSON Pointers, and the depth there."""

    source: JsonPart
    path: str
    pointer: str
    depth: int

    def member(self, name: str) -> _Place:
        """The place of a member."""
        escaped = "/" + name.replace("~", "~0").replace("/", "~1")
        return replace(self, path=self.path + escaped, pointer=self.pointer + escaped, depth=self.depth + 1)

    def element(self, index: int, kept: int) -> _Place:
        """The place of an array element, which moves up where others before it are held back."""
        return replace(self, path=f"{self.path}/{index}", pointer=f"{self.pointer}/{kept}", depth=self.depth + 1)

    def span(self) -> Span:
        """The characters of the member, or of its source when it is no member."""
        for member in self.source.json.members:
            if member.path == self.path:
                return self.source.decoded.span(member.octets.start, member.octets.end)
        return self.source.whole_span()


class _Assembler:
    def __init__(self, disclosures: tuple[DecodedDisclosure, ...], limits: Limits) -> None:
        self.disclosures = disclosures
        self.depth = limits.json_depth
        self.by_digest: dict[str, DecodedDisclosure] = {}
        self.seen: set[str] = set()
        self.places: dict[int, str] = {}
        self.problems: list[Problem] = []
        self.own: dict[int, list[Problem]] = {}
        self.undisclosed = 0
        for disclosure in disclosures:
            self._index(disclosure)

    def _index(self, disclosure: DecodedDisclosure) -> None:
        first = self.by_digest.setdefault(disclosure.digest, disclosure)
        if first is not disclosure and disclosure.digest:
            message = f"{_named(disclosure)} is the same as {_named(first)}; each may be presented once only"
            self._object("disclosure-twice", message, disclosure)

    def members(self, values: Mapping[str, JsonValue], place: _Place) -> dict[str, JsonValue]:
        """An object less its digests, with what they disclose."""
        found: dict[str, JsonValue] = {}
        for name, value in values.items():
            if name == _ELEMENT:
                message = f'"{_ELEMENT}" may only stand alone in an object in an array, and holds a digest there'
                self._remark("reserved-name", message, place.member(name), _EMBEDDING)
            if name not in (_DIGESTS, _ALGORITHM):
                found[name] = self._value(value, place.member(name))
        for digest in self._digests(values, place):
            disclosure = self._claim(digest, place.member(_DIGESTS))
            if disclosure and self._may_be_member(disclosure, found):
                name = disclosure.name or ""
                found[name] = self._disclosed(disclosure, place.member(name))
        return found

    def _elements(self, values: list[JsonValue], place: _Place) -> list[JsonValue]:
        """An array less the elements that are held back, with those that are disclosed."""
        found: list[JsonValue] = []
        for index, value in enumerate(values):
            here = place.element(index, len(found))
            digest = _placeholder(value)
            if digest is None:
                found.append(self._value(value, here))
            elif (disclosure := self._claim(digest, here.member(_ELEMENT))) and self._may_be_element(disclosure):
                found.append(self._disclosed(disclosure, here))
        return found

    def _value(self, value: JsonValue, place: _Place) -> JsonValue:
        if not isinstance(value, (dict, list)):
            return value
        if place.depth > self.depth:
            if len(self.problems) < _MOST_TOLD:
                self.problems.append(self._too_deep(place))
            return value
        return self.members(value, place) if isinstance(value, dict) else self._elements(value, place)

    def _disclosed(self, disclosure: DecodedDisclosure, place: _Place) -> JsonValue:
        self.places[disclosure.index] = place.pointer
        inner = _Place(disclosure.json, disclosure.value_path, place.pointer, place.depth)
        return self._value(disclosure.value, inner)

    def _digests(self, values: Mapping[str, JsonValue], place: _Place) -> list[str]:
        listed = values.get(_DIGESTS, [])
        digests = [digest for digest in listed if isinstance(digest, str)] if isinstance(listed, list) else []
        if not isinstance(listed, list) or len(digests) < len(listed):
            message = f'"{_DIGESTS}" must be an array of digests, each of them text'
            self._remark("digests-type", message, place.member(_DIGESTS), _EMBEDDING)
        return digests

    def _claim(self, digest: str, place: _Place) -> DecodedDisclosure | None:
        """The Disclosure of a digest, once: a digest that comes again would let a small token grow without end."""
        if digest in self.seen:
            message = f'The digest "{digest[:48]}" stands here a second time; the SD-JWT must be rejected'
            self._remark("digest-twice", message, place, _MATCHING)
            return None
        self.seen.add(digest)
        found = self.by_digest.get(digest) if digest else None
        self.undisclosed += found is None
        return found

    def _may_be_member(self, disclosure: DecodedDisclosure, found: Mapping[str, JsonValue]) -> bool:
        if not disclosure.is_sound:
            return False
        if disclosure.name is None:
            message = f"{_named(disclosure)} has no name, and yet its digest stands among those of named claims"
            self._object("disclosure-place", message, disclosure)
            return False
        if disclosure.name in found:
            message = (
                f'{_named(disclosure)}: the claim "{disclosure.name[:60]}" is already there, and must not be replaced'
            )
            self._object("claim-twice", message, disclosure)
            return False
        return True

    def _may_be_element(self, disclosure: DecodedDisclosure) -> bool:
        if disclosure.is_sound and disclosure.name is not None:
            message = f"{_named(disclosure)} has a name, and yet its digest stands for an element of an array"
            self._object("disclosure-place", message, disclosure)
        return disclosure.is_sound and disclosure.name is None

    def tell_unmatched(self) -> None:
        """What no digest refers to. Without digests that could be made, nothing can be said."""
        for disclosure in self.disclosures:
            if disclosure.digest and disclosure.digest not in self.seen:
                message = (
                    f"{_named(disclosure)} fits no digest of the signed payload: it was changed, or is not part of it"
                )
                self._object("disclosure-unmatched", message, disclosure)

    def _object(self, cause: str, message: str, disclosure: DecodedDisclosure) -> None:
        problem = Problem(code=f"sd-jwt.{cause}", message=message, span=disclosure.span, reference=_MATCHING)
        self.own.setdefault(disclosure.index, []).append(problem)

    def _remark(self, cause: str, message: str, place: _Place, reference: str) -> None:
        # Finding the place of one takes a search through the whole payload.
        if len(self.problems) < _MOST_TOLD:
            problem = Problem(code=f"sd-jwt.{cause}", message=message, span=place.span(), reference=reference)
            self.problems.append(problem)

    def _too_deep(self, place: _Place) -> Problem:
        message = f"Claims nested over {self.depth} deep are left as they are; {setting_of('json_depth')} raises this"
        return Problem(code="limit.json-depth", message=message, span=place.span(), reference=_MATCHING)


def _placeholder(value: JsonValue) -> str | None:
    """The digest that stands for an array element."""
    if isinstance(value, dict) and len(value) == 1 and isinstance(digest := value.get(_ELEMENT), str):
        return digest
    return None


def _named(disclosure: DecodedDisclosure) -> str:
    return f"Disclosure {disclosure.index + 1}"
