"""One difference between two tokens, and a section of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from webapp.jose.artefact import Moment
from webapp.jose.finding import Piece
from webapp.jose.text import Span


class Relation(StrEnum):
    """How the two stand to each other. equivalent: written differently, and the same in meaning."""

    SAME = "same"
    EQUIVALENT = "equivalent"
    DIFFERENT = "different"
    FIRST_ONLY = "first-only"
    SECOND_ONLY = "second-only"


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the two: its literal text, cut where it is long, in pieces where only some of it differs.

    words is what it means, moment the point in time that it is. span is its place in the paste, None where it has none.
    """

    text: str
    span: Span | None = None
    pieces: tuple[Piece, ...] = ()
    words: str = ""
    moment: Moment | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A member of one or both. path is its JSON Pointer, name what people call it, summary what differs.

    code says of which sort the difference is: member, text, number, type, time, set, order, notation, length, kind.
    first_only, second_only and shared are the values of a set, the first of them. is_usual says that any two tokens
    differ in it; delta is by how much the second number is greater.
    """

    path: str
    name: str
    code: str
    relation: Relation
    summary: str = ""
    first: Side | None = None
    second: Side | None = None
    first_only: tuple[str, ...] = ()
    second_only: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()
    delta: float | None = None
    is_usual: bool = False
    meaning: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """What was compared of one part of the tokens. left_out counts the differences that are not listed."""

    name: str
    title: str
    differences: tuple[Difference, ...] = ()
    same: tuple[Difference, ...] = ()
    left_out: int = 0

    def of(self, path: str) -> Difference | None:
        """The difference at a path; None where there is none, or nothing."""
        return next((one for one in self.differences if one.path == path), None)

    @property
    def total(self) -> int:
        """How many differences there are."""
        return len(self.differences) + self.left_out
