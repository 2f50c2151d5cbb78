"""Where things stand in what was pasted: spans, excerpts and problems.

Every offset that leaves the core is a Unicode code point of the paste exactly as it was sent.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass


def counted(count: int, noun: str) -> str:
    """A number with its noun: "1 part", "3 parts"."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def enumerated(names: Sequence[str]) -> str:
    """Names in a sentence: "RSA", "RSA and EC", "RSA, EC and OKP"."""
    return " and ".join(one for one in (", ".join(names[:-1]), *names[-1:]) if one)


def cut_short(text: str, length: int = 60) -> str:
    """Text that came with a token or key, short enough for a sentence."""
    return text if len(text) <= length else text[:length] + "…"


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range [start, end) of code points in the paste."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters of text that this span covers."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something wrong with the paste: a stable code, a sentence for people, the place and the rule."""

    code: str
    message: str
    span: Span | None = None
    reference: str | None = None


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Characters taken out of a paste, each of which still knows its place there.

    Line breaks, quotes or foreign characters may have been left out on the way, so the text is
    a chain of runs: run i begins at starts[i] in text and at places[i] in the paste.
    A character that is written with several is a run of its own, and ends[i] is where it ends in the paste; it is 0 for
    all other runs. Without any such character, ends is empty.
    """

    text: str
    starts: tuple[int, ...]
    places: tuple[int, ...]
    ends: tuple[int, ...] = ()

    @classmethod
    def whole(cls, text: str) -> Excerpt:
        """The paste itself."""
        return cls(text, (0,), (0,))

    def slice(self, start: int, end: int) -> Excerpt:
        """The characters [start, end) of this excerpt."""
        start = min(max(start, 0), len(self.text))
        end = min(max(end, start), len(self.text))
        if not self.ends:
            starts, places, _ = zip(*self._runs(start, end), strict=True)
            return Excerpt(self.text[start:end], starts, places)
        first, last = self._run(start), bisect_left(self.starts, end, lo=self._run(start) + 1)
        starts = (0, *(later - start for later in self.starts[first + 1 : last]))
        places = (self.place(start), *self.places[first + 1 : last])
        return Excerpt(self.text[start:end], starts, places, self.ends[first:last])

    def spelled(self, text: str, starts: Sequence[int], ends: Sequence[int]) -> Excerpt:
        """Another text, each character of which is written with several of this excerpt, from its start to its end."""
        if not text:
            return self.slice(0, 0)
        if len(self.starts) > 1 or self.ends:
            pasted = [self.span(start, end) for start, end in zip(starts, ends, strict=True)]
            starts, ends = [span.start for span in pasted], [span.end for span in pasted]
        elif shift := self.places[0] - self.starts[0]:
            starts, ends = [shift + start for start in starts], [shift + end for end in ends]
        return Excerpt(text, tuple(range(len(text))), tuple(starts), tuple(ends))

    def decoded(self, escapes: Iterable[tuple[int, int, str]]) -> Excerpt:
        """The same, with each range that is an escape read as the one character that it is written for."""
        pieces: list[str] = []
        runs: list[tuple[int, int, int]] = []
        length = position = 0
        shift = self.places[0] - self.starts[0] if len(self.starts) == 1 and not self.ends else None
        for start, end, character in escapes:
            if start > position:
                runs += ((length + at, place, last) for at, place, last in self._runs(position, start))
                pieces.append(self.text[position:start])
                length += start - position
            if shift is None:
                pasted = self.span(start, end)
                runs.append((length, pasted.start, pasted.end))
            else:
                runs.append((length, shift + start, shift + end))
            pieces.append(character)
            length, position = length + 1, end
        if position < len(self.text) or not runs:
            runs += ((length + at, place, last) for at, place, last in self._runs(position, len(self.text)))
            pieces.append(self.text[position:])
        starts, places, ends = zip(*runs, strict=True)
        return Excerpt("".join(pieces), starts, places, ends if any(ends) else ())

    def without(self, unwanted: re.Pattern[str]) -> Excerpt:
        """The same characters less every match of the pattern."""
        kept: list[tuple[int, int]] = []
        position = 0
        for match in unwanted.finditer(self.text):
            if match.start() > position:
                kept.append((position, match.start()))
            position = match.end()
        if not kept and position == 0:
            return self
        if position < len(self.text):
            kept.append((position, len(self.text)))
        return self.pick(kept)

    def pick(self, ranges: list[tuple[int, int]]) -> Excerpt:
        """The ranges of this excerpt, in order, put together."""
        if not ranges:
            return Excerpt("", (0,), (self.place(0),))
        text = "".join([self.text[start:end] for start, end in ranges])
        starts: list[int] = []
        places: list[int] = []
        ends: list[int] = []
        length = 0
        for start, end in ranges:
            for run_start, run_place, run_end in self._runs(start, end):
                starts.append(length + run_start)
                places.append(run_place)
                ends.append(run_end)
            length += end - start
        return Excerpt(text, tuple(starts), tuple(places), tuple(ends) if self.ends else ())

    def _runs(self, start: int, end: int) -> Iterator[tuple[int, int, int]]:
        """The runs within [start, end): where each begins, counted from start; its place in the paste; and its end."""
        run = self._run(start)
        yield 0, self.place(start), self._end(run)
        for later in range(run + 1, len(self.starts)):
            if self.starts[later] >= end:
                break
            yield self.starts[later] - start, self.places[later], self._end(later)

    def place(self, index: int) -> int:
        """Where character index stands in the paste; the end of the text is one past its last character."""
        if index >= len(self.text) and self.text:
            return self._after(len(self.text) - 1)
        run = self._run(index)
        return self.places[run] + index - self.starts[run]

    def span(self, start: int = 0, end: int | None = None) -> Span:
        """The place in the paste of the characters [start, end), from the first of them to the last."""
        end = len(self.text) if end is None else min(end, len(self.text))
        if len(self.starts) == 1 and not self.ends:
            shift = self.places[0] - self.starts[0]
            first = shift + min(start, len(self.text))
            return Span(first, shift + end if end > start else first)
        first = self.place(min(start, len(self.text)))
        return Span(first, self._after(end - 1) if end > start else first)

    def _after(self, index: int) -> int:
        """Where character index ends in the paste."""
        return self._end(self._run(index)) or self.place(index) + 1

    def _end(self, run: int) -> int:
        return self.ends[run] if self.ends else 0

    def _run(self, index: int) -> int:
        return max(bisect_right(self.starts, index) - 1, 0)
