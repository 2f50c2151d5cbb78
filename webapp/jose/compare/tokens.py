"""Two tokens, compared part by part: claims, lifetimes, headers, form, and the Key Binding JWT of SD-JWTs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from typing import Final

from webapp.jose.artefact import Artefact, Kind
from webapp.jose.compare.difference import Difference, Relation, Section
from webapp.jose.compare.forms import forms
from webapp.jose.compare.layers import headers_of, pairs, presented
from webapp.jose.compare.lifetimes import lifetimes
from webapp.jose.compare.objects import Pair, Spans, compare_objects
from webapp.jose.compare.values import Place, difference
from webapp.jose.json_object import JsonValue
from webapp.jose.jwt.kinds import Sureness
from webapp.jose.trace import Outcome

_NUMBER: Final = tuple("-0123456789")
# Headers of one layer that are compared: one for each signature or recipient.
_MOST_HEADERS: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """One of the two: its layers from the outside to the inside, as far as they could be opened; at least one.

    kind and kind_words say what it was recognised as, signature what came of checking one; is_decrypted is None where
    there was nothing to decrypt or no key for it. reason is why a check failed, in words.
    """

    layers: tuple[Artefact, ...]
    kind: str = ""
    kind_words: str = ""
    certainty: Sureness = Sureness.CERTAIN
    signature: Outcome = Outcome.UNCHECKED
    key_trust: Outcome = Outcome.UNCHECKED
    is_decrypted: bool | None = None
    reason: str = ""

    @property
    def outer(self) -> Artefact:
        """What was pasted."""
        return self.layers[0]

    @property
    def spans(self) -> Spans:
        """Where the claims stand in the paste, by JSON Pointer; nowhere when they are inside of another token."""
        if len(self.layers) > 1:
            return {}
        disclosed = {one.path: one.span for one in self.outer.disclosures if one.path is not None}
        return {**{one.path: one.span for one in self.outer.members_of("claims")}, **disclosed}

    @property
    def inner(self) -> Artefact:
        """What is innermost, and has the claims."""
        return self.layers[-1]


def sections(first: Token, second: Token, now: int) -> tuple[Section, ...]:
    """Everything that was compared, what matters most first. now, in seconds, is what times are told relative to."""
    kinds = (first.kind_words or first.inner.label, second.kind_words or second.inner.label)
    made = (
        *_claims(first, second, now),
        *_all_headers(first, second, now),
        *_key_binding(first.inner.nested, second.inner.nested, now),
        forms(first.layers, second.layers, kinds),
    )
    return tuple(section for section in made if section.differences or section.same or section.left_out)


def _claims(first_token: Token, second_token: Token, now: int) -> Iterator[Section]:
    first, second = first_token.inner, second_token.inner
    ours, theirs = presented(first), presented(second)
    if ours is not None and theirs is not None:
        pair = Pair(
            first=ours, second=theirs, now=now, first_texts=_texts(first, "claims"),
            second_texts=_texts(second, "claims"), first_spans=first_token.spans, second_spans=second_token.spans,
        )  # fmt: skip
        yield compare_objects(pair, "claims", "Claims")
        yield lifetimes(ours, theirs, now)
    elif first.payload is not None and second.payload is not None:
        yield _payload(first_token, second_token, now)


def _payload(first: Token, second: Token, now: int) -> Section:
    """Content that is not claims in both: as text, or as octets in base64url."""
    one, other = first.inner.payload, second.inner.payload
    texts = [(payload.text if payload.text is not None else payload.base64url) for payload in (one, other) if payload]
    place = Place(path="/payload", name="payload", now=now)
    found = difference(place, texts[0], texts[1])
    same = Difference(path="/payload", name="payload", code="same", relation=Relation.SAME)
    return Section(
        name="payload", title="Payload", differences=(found,) if found else (), same=() if found else (same,)
    )


def _texts(artefact: Artefact, where: str) -> Mapping[str, str]:
    """How the token writes its numbers."""
    return {one.path: one.text for one in artefact.members if one.where == where and one.text.startswith(_NUMBER)}


def _all_headers(first: Token, second: Token, now: int) -> Iterator[Section]:
    layers = pairs(first.layers, second.layers)
    outer = first.outer, second.outer
    for level, (ours, theirs) in enumerate(layers):
        if ours is not None and theirs is not None:
            yield from _headers(ours, theirs, level, len(layers), outer, now)


def _headers(
    first: Artefact, second: Artefact, level: int, count: int, outer: tuple[Artefact, Artefact], now: int
) -> Iterator[Section]:
    """The headers of two layers: those with the same key and algorithm, or else in their order."""
    headers = headers_of(first)[:_MOST_HEADERS], headers_of(second)[:_MOST_HEADERS]
    matched = _matched(*headers) if all(headers) else []
    name = "header" if level == count - 1 else f"header-{level + 1}"
    title = "Header" if count == 1 else f"Header of the {_title(first, second)}"
    for number, (ours, theirs) in enumerate(matched):
        pair = Pair(
            first=ours, second=theirs, now=now, first_texts=_texts(first, "header"), is_header=True,
            second_texts=_texts(second, "header"), first_spans=_spans(ours, first, outer[0]),
            second_spans=_spans(theirs, second, outer[1]),
        )  # fmt: skip
        told = title if len(matched) == 1 else f"{title}, signature or recipient {number + 1}"
        yield compare_objects(pair, name if number == 0 else f"{name}-of-{number + 1}", told)


def _spans(header: Mapping[str, JsonValue], artefact: Artefact, outer: Artefact) -> Spans:
    """Where the parameters of a header stand; what is inside of another token has no place in the paste."""
    if artefact is not outer:
        return {}
    members = artefact.members_of("header")
    if artefact.header is not header:
        several = (*artefact.signatures, *artefact.recipients)
        members = next((one.members for one in several if one.header is header), ())
    return {one.path: one.span for one in members}


def _title(first: Artefact, second: Artefact) -> str:
    names = {Kind.JWE: "JWE", Kind.JWS: "JWS", Kind.SD_JWT: "SD-JWT"}
    ours, theirs = names.get(first.kind, "content"), names.get(second.kind, "content")
    return ours if ours == theirs else f"{ours}, and of the {theirs}"


_Header = Mapping[str, JsonValue]


def _matched(first: tuple[_Header, ...], second: tuple[_Header, ...]) -> list[tuple[_Header, _Header]]:
    """Each header beside the one with the same "kid" and "alg", and what is left in its order."""
    others = list(second)
    found: list[tuple[_Header, _Header]] = []
    left: list[_Header] = []
    for ours in first:
        theirs = next((one for one in others if _name(one) == _name(ours)), None)
        if theirs is None:
            left.append(ours)
        else:
            others.remove(theirs)
            found.append((ours, theirs))
    return found + list(zip_longest(left, others, fillvalue={}))


def _name(header: _Header) -> tuple[str, str]:
    return str(header.get("kid"))[:200], str(header.get("alg"))[:200]


def _key_binding(first: Artefact | None, second: Artefact | None, now: int) -> Iterator[Section]:
    """The Key Binding JWTs of two SD-JWTs; other nested tokens are layers."""
    if first is None or second is None or first.claims is None or second.claims is None:
        return
    pair = Pair(first=first.claims, second=second.claims, now=now)
    yield compare_objects(pair, "key-binding", "Key Binding JWT")
