"""What JWS and JWE are described with alike: their parts, their members, their payload."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Final

from webapp.jose.artefact import ArtefactMember, Element, Explanation, Part, Payload
from webapp.jose.base64url import encode
from webapp.jose.explain import explain_claim, explain_header
from webapp.jose.explain_nested import explain_within_claims, explain_within_header
from webapp.jose.jose_header import JoseHeader
from webapp.jose.json_leaves import Leaf
from webapp.jose.json_object import Member, Octets
from webapp.jose.json_part import JsonPart
from webapp.jose.segments import Segment
from webapp.jose.text import Problem, Span

# Nobody points at more elements: of one array, and of all in a part.
MOST_OF_ONE: Final = 200
_MOST_ELEMENTS: Final = 2000

_Explain = Callable[[Member], Explanation | None]


def parts_of(segments: Iterable[Segment | None]) -> tuple[Part, ...]:
    """The parts that are there, in order."""
    return tuple(
        Part(
            name=segment.name,
            span=segment.span,
            text=segment.encoded.text,
            octets=len(segment.octets),
            base64url=encode(segment.octets),
            problems=segment.problems,
        )
        for segment in segments
        if segment
    )


def header_members(header: JoseHeader, now: int) -> Iterator[ArtefactMember]:
    """The Header Parameters, explained, and what stands within them. now is in seconds."""

    def explain(member: Member) -> Explanation | None:
        if member.depth:
            return explain_within_header(member.path, member.value, header.values)
        return explain_header(member.name, member.value, now)

    return (member for part in header.parts for member in _members(part, "header", explain))


def claims_members(claims: JsonPart, now: int) -> Iterator[ArtefactMember]:
    """The claims, explained, and what stands within them. now is in seconds."""

    def explain(member: Member) -> Explanation | None:
        if member.depth:
            return explain_within_claims(member.path, member.value, claims.values, now)
        return explain_claim(member.name, member.value, now, claims.values)

    return _members(claims, "claims", explain)


def elements_of(part: JsonPart, value: Octets, leaves: Iterable[Leaf]) -> Iterator[Element]:
    """The leaves of a value, with their places in the paste and in the value's text."""
    octets, at, characters = part.decoded.octets, value.start, 0
    for leaf in leaves:
        characters += len(octets[at : leaf.octets.start].decode("utf-8", "replace"))
        length = len(octets[leaf.octets.start : leaf.octets.end].decode("utf-8", "replace"))
        yield Element(
            path=leaf.path,
            span=part.decoded.span(leaf.octets.start, leaf.octets.end),
            text_span=Span(characters, characters + length),
        )
        at, characters = leaf.octets.end, characters + length


def _members(part: JsonPart, where: str, explain: _Explain) -> Iterator[ArtefactMember]:
    left = _MOST_ELEMENTS
    for member, span in part.members():
        leaves = islice(part.leaves(member), min(left, MOST_OF_ONE))
        elements = tuple(elements_of(part, member.value_octets, leaves))
        left -= len(elements)
        yield ArtefactMember(
            path=member.path,
            where=where,
            name=member.name,
            span=span,
            text=member.text,
            explanation=None if member.is_cut else explain(member),
            elements=elements,
            incomplete=member.is_cut,
        )


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Problems once each, in the order of their places; those without a place last."""
    return tuple(sorted(dict.fromkeys(problems), key=lambda p: (p.span is None, p.span.start if p.span else 0)))


def payload_of(octets: bytes) -> Payload:
    """Octets as what they are: JSON, text or binary."""
    text = utf8(octets)
    media = "binary" if text is None else "json" if text.lstrip()[:1] == "[" else "text"
    return Payload(text=text, base64url=encode(octets), media=media)


def utf8(octets: bytes) -> str | None:
    """The text of octets in UTF-8; None when they are not."""
    try:
        return octets.decode("utf-8")
    except UnicodeDecodeError:
        return None
