"""What differs most, as the sentences above a comparison."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from webapp.jose.compare.difference import Relation, Section
from webapp.jose.compare.layers import is_open
from webapp.jose.compare.points import Point
from webapp.jose.compare.shown import listed
from webapp.jose.compare.tokens import Token
from webapp.jose.trace import Outcome

_IN_HEADLINE = 2
_MOST = 5


class Likeness(StrEnum):
    """same: the same token; alike: they say the same; usual: they differ as any two tokens do; or different."""

    SAME = "same"
    ALIKE = "alike"
    USUAL = "usual"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The two sentences, and how like the two are. is_contrast says that one passes a check that the other fails."""

    likeness: Likeness
    headline: str
    explanation: str = ""
    is_contrast: bool = False


def words(first: Token, second: Token, found: tuple[Section, ...], points: tuple[Point, ...]) -> Words:
    """Say what differs most; a check that only one passes goes before everything else."""
    if first.outer.text == second.outer.text:
        return Words(likeness=Likeness.SAME, headline="Both are the same token", explanation=_checked(first, second))
    contrast = _contrast(first, second)
    if contrast:
        failed = second if _rank(second) < _rank(first) else first
        why = f"{failed.reason.rstrip('.')}." if failed.reason else ""
        told = " ".join(filter(None, (why, *_sentences(points[:_MOST]))))
        return Words(likeness=Likeness.DIFFERENT, headline=contrast, explanation=told, is_contrast=True)
    checked = _checked(first, second)
    if points:
        top, rest = points[:_IN_HEADLINE], points[_IN_HEADLINE:_MOST]
        subjects = {point.subject for point in top}
        also = _sentences(rest, points[0].subject if len(subjects) == 1 else "")
        headline = "; the ".join(sentence[:-1].removeprefix("The ") for sentence in _sentences(top))
        return Words(
            likeness=Likeness.DIFFERENT, headline=f"The {headline}", explanation=" ".join((*also, checked)).strip()
        )
    return _little(found, checked)


def _little(found: tuple[Section, ...], checked: str) -> Words:
    """Two tokens that differ in nothing worth a clause."""
    rows = [row for section in found if section.name != "form" for row in section.differences]
    written = tuple(row.name for row in rows if row.relation is Relation.EQUIVALENT)
    others = tuple(
        dict.fromkeys(row.name for row in rows if row.relation is not Relation.EQUIVALENT and row.code != "duration")
    )
    told = [f"Written differently: {listed(written)}." if written else "", checked]
    if others:
        headline = "They differ only as any two tokens do"
        return Words(likeness=Likeness.USUAL, headline=headline, explanation=_joined(f"In {listed(others, 5)}.", *told))
    first_words = "Their signatures or their notation differ, and nothing that they say."
    return Words(likeness=Likeness.ALIKE, headline="They say the same", explanation=_joined(first_words, *told))


def _joined(*sentences: str) -> str:
    return " ".join(sentence for sentence in sentences if sentence)


def _rank(token: Token) -> int:
    """How far a token got: 2 when its check passed, 0 when it failed."""
    if token.is_decrypted is False:
        return 0
    if token.signature is Outcome.PASSED:
        return 2 if token.key_trust is not Outcome.FAILED else 1
    if token.signature is Outcome.FAILED:
        return 0
    return 2 if token.is_decrypted else 1


def _contrast(first: Token, second: Token) -> str:
    """The sentence for a check that one of them passes and the other does not; empty when there is none."""
    ranks = _rank(first), _rank(second)
    if ranks[0] == ranks[1] or max(ranks) < 2:
        return ""
    good, bad, passed, failed = ("first", "second", first, second)
    if ranks[0] < ranks[1]:
        good, bad, passed, failed = bad, good, failed, passed
    does = "verifies" if passed.signature is Outcome.PASSED else "can be decrypted"
    return f"The {good} {does}, the {bad} {_failure(passed, failed)}"


def _failure(passed: Token, failed: Token) -> str:
    """What the one does not, that the other does."""
    if failed.is_decrypted is False:
        return "cannot" if passed.signature is not Outcome.PASSED else "cannot be decrypted"
    if failed.signature is Outcome.PASSED:
        return "does with a key that must not be used"
    if failed.signature is Outcome.FAILED:
        return "does not" if passed.signature is Outcome.PASSED else "does not verify"
    verb = "verified" if is_open(failed.outer) else "decrypted"
    return f"cannot be {verb} with this key"


def _checked(first: Token, second: Token) -> str:
    outcomes = first.signature, second.signature
    if outcomes == (Outcome.PASSED, Outcome.PASSED):
        return "Both verify."
    if outcomes == (Outcome.FAILED, Outcome.FAILED):
        return "Neither verifies."
    return "Both are decrypted." if first.is_decrypted and second.is_decrypted else ""


def _sentences(points: tuple[Point, ...], told: str = "") -> tuple[str, ...]:
    """The clauses as sentences, one for each of the two. told is of which the headline speaks already."""
    found = []
    for subject in dict.fromkeys(point.subject for point in points):
        of_it = [point for point in points if point.subject == subject]
        sentence = _sentence(of_it)
        found.append(f"It also {sentence.partition(' ')[2].partition(' ')[2]}" if subject == told else sentence)
    return tuple(sorted(found, key=lambda sentence: not sentence.startswith("It also")))


def _sentence(points: list[Point]) -> str:
    clauses = [point.words for point in points]
    told = clauses[0] if len(clauses) == 1 else f"{', '.join(clauses[:-1])} and {clauses[-1]}"
    return f"The {points[0].subject} {told}."
