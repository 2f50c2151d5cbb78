"""PEM blocks in whatever text stands around them, and in whatever state they are (RFC 7468 sections 2 and 3).

What mail, YAML, shells, word processors and environment variables do to a PEM is undone here, and each thing told.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from webapp.jose.crypto import asn1
from webapp.jose.jwk.labels import LABELS, SILENT
from webapp.jose.jwk.pem_repairs import Repairs, clean
from webapp.jose.limits import Limits, setting_of
from webapp.jose.text import Excerpt, Problem, Span

_KNOWN: Final = "|".join(sorted((*LABELS, *SILENT), key=len, reverse=True))
_DASH: Final = "[-\u2010-\u2015\u2212]"
_BEGIN: Final = "BEGIN"
_END: Final = "END"
# RFC 4716 has four hyphens and a blank around the label of its own.
_SSH2: Final = "SSH2 PUBLIC KEY"
_ANY_LABEL: Final = "[A-Z0-9][A-Z0-9 .]{0,60}"
_BEFORE: Final = re.compile(rf"(?P<dashes>{_DASH}{{0,8}})(?P<blank>[ \t]{{0,4}})\Z")
_AFTER: Final = re.compile(
    rf"(?P<blank>[ \t]{{1,4}})"
    rf"(?:(?P<strict>{_ANY_LABEL})-----|(?P<loose>{_KNOWN})\b(?P<close>[ \t]{{0,4}}{_DASH}{{0,8}}))"
)
_REACH: Final = 12
# A text with more of these words than there are blocks is no PEM.
_MOST_WORDS: Final = 10_000
_FOREIGN: Final = re.compile(r"[^A-Za-z0-9+/=]")
# The library multiplies whatever primes it finds before anything can look at their size.
_MOST_CHARACTERS: Final = 128 * 1024
# The same with line breaks, quotes and indentation: more is not searched for repairs.
_MOST_INSIDE: Final = 512 * 1024
_REFERENCE: Final = "RFC 7468 section 2"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One PEM block: its label, its headers and the base64 in it, with its place in the paste."""

    label: str
    headers: str = field(repr=False)
    body: str = field(repr=False)
    span: Span

    def written(self) -> str:
        """The block as it should be: lines of 64 characters between two lines with five dashes."""
        lines = [self.body[at : at + 64] for at in range(0, len(self.body), 64)]
        headers = [*self.headers.splitlines(), ""] if self.headers else []
        return "\n".join([f"-----BEGIN {self.label}-----", *headers, *lines, f"-----END {self.label}-----", ""])


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocks:
    """The blocks of a text, why others could not be read, and what was repaired in those that could."""

    blocks: tuple[Block, ...] = ()
    problems: tuple[Problem, ...] = ()
    repairs: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class _Edge:
    """A line with BEGIN or END: where it stands, and whether it has all its dashes."""

    start: int
    end: int
    label: str
    is_whole: bool


def find_blocks(text: Excerpt, limits: Limits) -> Blocks:
    """The blocks of a text. Problems: pem.syntax, pem.size, limit.pem-blocks. Repairs: those of pem_repairs."""
    edges = list(islice(_edges(_BEGIN, text.text, 0, len(text.text)), limits.pem_blocks + 1))
    if not edges:
        return _without_begin(text)
    problems: list[Problem] = []
    blocks: list[Block] = []
    repairs = Repairs(text)
    for number, begin in enumerate(edges[: limits.pem_blocks]):
        following = edges[number + 1].start if number + 1 < len(edges) else len(text.text)
        block = _block(text, begin, following, repairs)
        if isinstance(block, Problem):
            problems.append(block)
        else:
            blocks.append(block)
    if len(edges) > limits.pem_blocks:
        most = f"There are more than {limits.pem_blocks} PEM blocks; {setting_of('pem_blocks')} raises this"
        problems.append(_problem("limit.pem-blocks", most, text.span(edges[-1].start, edges[-1].end)))
    return Blocks(blocks=tuple(blocks), problems=tuple(problems), repairs=repairs.told())


def has_block(text: str) -> bool:
    """Whether a text has a line that opens or closes a PEM block, damaged or not."""
    if "-----BEGIN" in text:
        return True
    return any(next(_edges(word, text, 0, len(text)), None) for word in (_BEGIN, _END))


def _edges(word: str, text: str, start: int, end: int) -> Iterator[_Edge]:
    """The lines with that word in [start, end)."""
    at = text.find(word, start, end)
    for _ in range(_MOST_WORDS):
        if at < 0:
            return
        edge = _edge(text, at, at + len(word))
        if edge:
            yield edge
        at = text.find(word, edge.end if edge else at + len(word), end)


def _edge(text: str, start: int, end: int) -> _Edge | None:
    """The line that the word at [start, end) stands in, when it is one that opens or closes a block."""
    after = _AFTER.match(text, end)
    before = _BEFORE.search(text[max(start - _REACH, 0) : start])
    if not after or not before:
        return None
    dashes, label = before["dashes"], after["strict"] or after["loose"]
    first = start - len(dashes + before["blank"])
    if dashes[-5:] == "-----" and after["strict"] and (before["blank"], after["blank"]) == ("", " "):
        return _Edge(start - 5, after.end(), label, is_whole=True)
    if label == _SSH2 and text[first : after.end()].count("-") == 8:
        return _Edge(first, after.end(), label, is_whole=True)
    if label not in LABELS and label not in SILENT:
        return None
    closing = after["strict"] or after["close"].strip()
    is_line = _is_line(text[max(first - 1, 0) : first], closing, text[after.end() : after.end() + 1])
    return _Edge(first, after.end(), label, is_whole=False) if dashes or is_line else None


def _is_line(before: str, closing: str, after: str) -> bool:
    """Without hyphens before it, only a line of its own opens or closes a block."""
    return before in ("", "\n", "\r") and (bool(closing) or after in ("", "\n", "\r", "\\"))


def _block(text: Excerpt, begin: _Edge, following: int, repairs: Repairs) -> Block | Problem:
    close = next(_edges(_END, text.text, begin.end, following), None)
    if close is None:
        return _endless(text, begin, following, repairs)
    if close.label != begin.label:
        message = f"The PEM block begins with {begin.label} but ends with another label, or its last line is damaged"
        return _problem("pem.syntax", message, text.span(close.start, close.end))
    if close.start - begin.end > _MOST_INSIDE:
        return _too_large(text.span(begin.start, close.end), close.start - begin.end)
    for edge in (begin, close):
        if not edge.is_whole:
            repairs.tell("pem.dashes", edge.start, edge.end)
    inside = clean(text.text[begin.end : close.start], begin.end, repairs)
    repairs.around(begin.start, close.end)
    return Block(
        label=begin.label, headers=inside.headers, body=inside.body, span=text.span(begin.start, close.end)
    )  # fmt: skip


def _endless(text: Excerpt, begin: _Edge, following: int, repairs: Repairs) -> Block | Problem:
    """A block without its last line is read when its octets say themselves where they end."""
    own = Repairs(text)
    following = min(following, begin.end + _MOST_INSIDE)
    inside = clean(text.text[begin.end : following], begin.end, own)
    block = Block(
        label=begin.label, headers=inside.headers, body=inside.body, span=text.span(begin.start, following)
    )  # fmt: skip
    if not _is_complete(block):
        message = f"The PEM block has no end: the line -----END {begin.label}----- is missing"
        return _problem("pem.syntax", message, text.span(begin.start))
    repairs.tell("pem.end-missing", begin.start, begin.end)
    own.found.pop("pem.line-breaks", None)
    repairs.add(own)
    return block


def _without_begin(text: Excerpt) -> Blocks:
    """A text with the last line of a block alone."""
    close = next(_edges(_END, text.text, 0, len(text.text)), None)
    if close and close.start <= _MOST_INSIDE:
        repairs = Repairs(text)
        repairs.tell("pem.begin-missing", close.start, close.end)
        inside = clean("\n" + text.text[: close.start], 0, repairs)
        block = Block(label=close.label, headers=inside.headers, body=inside.body, span=text.span(0, close.end))
        if _is_complete(block):
            return Blocks(blocks=(block,), repairs=repairs.told())
    message = "The text has the beginning or the end of a PEM block, but no line -----BEGIN …----- that opens one"
    return Blocks(problems=(_problem("pem.syntax", message, text.span()),))


def octets_of(block: Block) -> bytes | Problem:
    """The octets of a block. Codes: pem.empty, pem.base64, pem.size."""
    if foreign := _FOREIGN.search(block.body):
        message = f"The PEM block has the character {foreign[0]!r} in it, which base64 does not know"
        return _problem("pem.base64", message, block.span)
    text = block.body.rstrip("=")
    if not text:
        return _problem("pem.empty", "The PEM block is empty: nothing stands between its two lines", block.span)
    if len(text) % 4 == 1 or "=" in text:
        message = "The base64 of the PEM block is damaged: characters are missing, or there are too many"
        return _problem("pem.base64", message, block.span)
    if len(text) > _MOST_CHARACTERS:
        return _too_large(block.span, len(text))
    return base64.b64decode(text + "=" * (-len(text) % 4))


def _too_large(span: Span, count: int) -> Problem:
    message = f"The PEM block is larger than any key: {count:,} characters, where {_MOST_CHARACTERS:,} are read"
    return _problem("pem.size", message, span)


def _is_complete(block: Block) -> bool:
    octets = octets_of(block)
    return not isinstance(octets, Problem) and asn1.is_one_sequence(octets)


def _problem(code: str, message: str, span: Span) -> Problem:
    return Problem(code=code, message=message, span=span, reference=_REFERENCE)
