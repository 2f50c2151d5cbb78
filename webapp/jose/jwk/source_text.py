"""A key in the source of a program: strings that are put together, and parts of a set that are (RFC 7517)."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from webapp.jose.jwk.key_text import KeyText, ReadPiece
from webapp.jose.limits import Limits
from webapp.jose.program_strings import LINE_JOINT
from webapp.jose.text import Excerpt, Problem

# Parentheses around strings that are put together, as Python has them in the values of a dictionary.
_PARENTHESES: Final = re.compile(
    r"(?<=[:=])\s{0,40}\((?=\s{0,80}[bru]?[\"'])|(?<=[\"'])\s{0,40}\)(?=\s{0,40}(?:[,;}]|\Z))"
)
# What a program writes before its first string, and after its last one.
_BEFORE: Final = re.compile(r"[\s\w<>\[\]$@%&*.:]{0,200}=?[\s(>]{0,40}[bru@]?\"{1,3}(?=\s*(?:\\[nrt]|\s)*[{\[])")
_AFTER: Final = re.compile(r"(?<=[}\]nr])\s{0,40}\"{1,3}[\s);,]{0,40}\Z")


def read_source(text: str, so_far: KeyText | None, read: ReadPiece, limits: Limits) -> KeyText | None:
    """The keys of a text that a program puts together from strings; else what was found in it so far.

    Problems: key.string-joints, those of read, at their places in the text.
    """
    joined = _as_one_string(text)
    found = read(joined.text, limits) if joined else None
    if not joined or not found or not found.keys:
        return so_far
    if so_far and so_far.keys and not any(key.is_usable for key in found.keys):
        return so_far
    message = "The key is put together from several strings of a program; it is read as the one string that they make"
    remark = Problem(code="key.string-joints", message=message, span=joined.span())
    keys = tuple(replace(key, problems=_in_text(key.problems, joined)) for key in found.keys)
    problems = (*_in_text(found.problems, joined), remark)
    return replace(found, keys=keys, problems=problems, corrected=found.corrected or joined.text)


def _in_text(problems: tuple[Problem, ...], inner: Excerpt) -> tuple[Problem, ...]:
    """Problems of an excerpt, at their places in the text that it was taken from."""
    return tuple(replace(p, span=inner.span(p.span.start, p.span.end)) if p.span else p for p in problems)


def _as_one_string(text: str) -> Excerpt | None:
    """The text with the strings in it put together, less what the program has around them; None where it has none."""
    whole = Excerpt.whole(text)
    joined = whole.without(LINE_JOINT)
    if joined is whole:
        return None
    joined = joined.without(_PARENTHESES)
    if before := _BEFORE.match(joined.text[:1000]):
        joined = joined.slice(before.end(), len(joined.text))
        if after := _AFTER.search(joined.text, max(len(joined.text) - 200, 0)):
            joined = joined.slice(0, after.start())
    return joined
