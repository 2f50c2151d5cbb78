"""What two tokens are by their form: kind, serialization, layers, and the lengths of their parts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from webapp.jose.artefact import Artefact, Kind
from webapp.jose.compare.difference import Difference, Relation, Section, Side
from webapp.jose.compare.layers import is_open
from webapp.jose.text import counted

_NAMES: Final = {Kind.JWS: "JWS", Kind.JWE: "JWE", Kind.SD_JWT: "SD-JWT"}
# Of these parts any two tokens may have other lengths.
_USUAL: Final = frozenset({"payload", "ciphertext", "protected header", "disclosure", "key-binding"})


def forms(first: tuple[Artefact, ...], second: tuple[Artefact, ...], kinds: tuple[str, str]) -> Section:
    """The layers of each from the outside to the inside, and what people call the two."""
    rows = [
        _difference("/kind", "Kind", *kinds),
        _difference("/form", "Form", _form(first), _form(second)),
        *_counts(first[0], second[0]),
        *(_lengths(first[0], second[0]) if is_open(first[0]) == is_open(second[0]) else ()),
        _number("/characters", "Length", len(first[0].text), len(second[0].text), "character", is_usual=True),
    ]
    return Section(
        name="form",
        title="Form and lengths",
        differences=tuple(row for row in rows if row.relation is not Relation.SAME),
        same=tuple(row for row in rows if row.relation is Relation.SAME),
    )


def form_words(artefact: Artefact) -> str:
    """A layer in words: "JWS, compact"."""
    name = _NAMES.get(artefact.kind, artefact.label or str(artefact.kind))
    return f"{name}, {artefact.serialization}" if artefact.serialization else name


def _form(layers: tuple[Artefact, ...]) -> str:
    return " › ".join(form_words(layer) for layer in layers)


def _difference(path: str, name: str, first: str, second: str) -> Difference:
    relation = Relation.SAME if first == second else Relation.DIFFERENT
    return Difference(
        path=path, name=name, code="kind", relation=relation, first=Side(text=first), second=Side(text=second)
    )


def _counts(first: Artefact, second: Artefact) -> Iterator[Difference]:
    """How many there are of what most tokens have none or one of."""
    rows = (
        ("signature", len(first.signatures), len(second.signatures)),
        ("recipient", len(first.recipients), len(second.recipients)),
        ("disclosure", len(first.disclosures), len(second.disclosures)),
        ("claim held back", first.undisclosed, second.undisclosed),
    )
    for noun, ours, theirs in rows:
        if ours or theirs:
            words = "Held back" if noun.startswith("claim") else f"{noun.capitalize()}s"
            unit = "digest" if noun.startswith("claim") else noun
            yield _number(f"/{words.lower().replace(' ', '-')}", words, ours, theirs, unit, is_usual=False)


def _lengths(first: Artefact, second: Artefact) -> Iterator[Difference]:
    ours, theirs = _octets(first), _octets(second)
    for name in dict.fromkeys((*ours, *theirs)):
        title = name[:1].upper() + name[1:].replace("-", " ")
        path = "/" + name.replace(" ", "-")
        yield _number(path, title, ours.get(name), theirs.get(name), "octet", is_usual=name in _USUAL)


def _octets(artefact: Artefact) -> dict[str, int]:
    """The decoded length of each part; of several with one name the sum."""
    sums: dict[str, int] = {}
    for part in artefact.parts:
        sums[part.name] = sums.get(part.name, 0) + part.octets
    return sums


def _number(path: str, name: str, first: int | None, second: int | None, unit: str, *, is_usual: bool) -> Difference:
    sides = [None if count is None else Side(text=counted(count, unit)) for count in (first, second)]
    relation, told, delta = Relation.SAME, "", None
    if first is None or second is None:
        relation = Relation.FIRST_ONLY if second is None else Relation.SECOND_ONLY
        told = f"Only the {'first' if second is None else 'second'} has it"
    elif first != second:
        relation, delta = Relation.DIFFERENT, second - first
        told = f"{counted(abs(delta), unit)} {'more' if delta > 0 else 'fewer'} in the second"
    return Difference(
        path=path,
        name=name,
        code="length",
        relation=relation,
        summary=told,
        first=sides[0],
        second=sides[1],
        delta=delta,
        is_usual=is_usual,
    )
