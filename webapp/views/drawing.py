"""A small drawing of boxes and arrows: a sketch says what stands in which row and column, and this where that is.

Everything is in the units of the SVG, which are pixels when it is as wide as its width says. Columns are twelfths.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_COLUMNS: Final = 12
_BETWEEN: Final = 16
_BETWEEN_ROWS: Final = 32
_PADDING: Final = 9
_TITLE: Final = 17
_LINE: Final = 16
_FRAME: Final = 22
_BAR: Final = 7
# The size of a line and of a title, which is bold, with what the widest of the usual fonts takes of it for a character:
# of each kind more than the widest of that kind, as anybody may write a line of nothing but that.
_OF_LINE: Final = 12.0
OF_TITLE: Final = 15.2
_KINDS: Final = (
    (0.34, re.compile(r"[ijlI.,'| ·’]")),
    (0.43, re.compile(r"[frt:;()\[\]/\\\-]")),
    (0.64, re.compile(r"[a-eghknopqsuvxyz0-9_?$\"]")),
    (0.84, re.compile(r"[A-HJ-LN-VX-Zw!#&*+<=>^`{}~“”]")),
    (1.0, re.compile(r"[mMW@%…–]")),
)
_ANY: Final = 1.45
# Ligatures of whole sentences, and cuneiform.
_HUGE: Final = re.compile("[\ufdf0-\ufdff\U00012000-\U0001254f]")
_OF_HUGE: Final = 10.0
_MOST_CHARACTERS: Final = 400
_MOST_LINES: Final = 3
_MOST_FRAMES: Final = 8


_Texts = tuple[list[str], list[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stripe:
    """A part of a bar, as wide as its weight among the others."""

    kind: str
    weight: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A box of a sketch. stripes are the parts that it is made of, inside the layers that it holds, the outer first."""

    name: str
    row: int
    column: int
    span: int
    kind: str
    title: str
    lines: tuple[str, ...] = ()
    stripes: tuple[Stripe, ...] = ()
    inside: tuple[tuple[str, str], ...] = ()
    is_missing: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """An arrow from one box to another. column is where it runs, in twelfths, when not in the middle of both."""

    start: str
    end: str
    label: str = ""
    column: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """What is to be drawn, and the same in sentences."""

    title: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A line of text that fits."""

    x: float
    y: float
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A rectangle in the colour of a part."""

    x: float
    y: float
    width: float
    height: float
    kind: str
    label: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A box with its texts, its bar and the frames of what it holds."""

    area: Area
    titles: tuple[Text, ...]
    lines: tuple[Text, ...]
    bar: tuple[Area, ...]
    frames: tuple[Area, ...]
    is_missing: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrow:
    """A path with its head, and what is done on the way."""

    path: str
    label: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A sketch with every place worked out."""

    width: int
    height: float
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]


def draw(sketch: Sketch, width: int) -> Drawing:
    """Work out every place for a drawing of this width. Rows are as high as their highest box."""
    texts = {node.name: _texts(node, width) for node in sketch.nodes}
    heights: dict[int, float] = {}
    for node in sketch.nodes:
        heights[node.row] = max(heights.get(node.row, 0), _height(node, texts[node.name]))
    tops: dict[int, float] = {}
    top = 1.0
    for row in sorted(heights):
        tops[row] = top
        top += heights[row] + _BETWEEN_ROWS
    boxes = {node.name: _box(node, texts[node.name], width, tops[node.row], heights[node.row]) for node in sketch.nodes}
    arrows = tuple(
        _arrow(edge, boxes[edge.start].area, boxes[edge.end].area, width)
        for edge in sketch.edges
        if edge.start in boxes and edge.end in boxes
    )
    return Drawing(width=width, height=top - _BETWEEN_ROWS + 1, boxes=tuple(boxes.values()), arrows=arrows)


def _edges_of(node: Node, width: int) -> tuple[float, float]:
    """Its left end and its width."""
    column = (width - 2 + _BETWEEN) / _COLUMNS
    return 1 + node.column * column, node.span * column - _BETWEEN


def _height(node: Node, texts: _Texts) -> float:
    titles, lines = texts
    frames = len(node.inside[:_MOST_FRAMES])
    return (
        2 * _PADDING
        + _TITLE * len(titles)
        + _LINE * len(lines)
        + (_BAR + 6 if node.stripes else 0)
        + (frames * (_FRAME + 6) + 4 if frames else 0)
        - 3
    )


def _texts(node: Node, width: int) -> _Texts:
    """Its title and its lines as they fit."""
    room = _edges_of(node, width)[1] - 2 * _PADDING
    lines = [piece for line in node.lines for piece in wrapped(line, room)]
    return wrapped(node.title, room, characters=OF_TITLE), lines


def _box(node: Node, texts: _Texts, width: int, top: float, height: float) -> Box:
    left, across = _edges_of(node, width)
    titles, lines = texts
    x, y = left + _PADDING, top + _PADDING + 11
    below = y + _TITLE * len(titles)
    end = below + _LINE * len(lines) - 12
    return Box(
        area=Area(x=_round(left), y=_round(top), width=_round(across), height=_round(height), kind=node.kind),
        titles=tuple(Text(x=_round(x), y=_round(y + nth * _TITLE), text=text) for nth, text in enumerate(titles)),
        lines=tuple(Text(x=_round(x), y=_round(below + nth * _LINE), text=text) for nth, text in enumerate(lines)),
        bar=tuple(_bar(node, x, end + 4, across - 2 * _PADDING)),
        frames=tuple(_frames(node, x, end + (_BAR + 6 if node.stripes else 0) + 4, across - 2 * _PADDING)),
        is_missing=node.is_missing,
    )


def _bar(node: Node, left: float, top: float, across: float) -> Iterator[Area]:
    """The stripes side by side, each at least a few pixels wide."""
    least = 6.0
    total = sum(stripe.weight for stripe in node.stripes) or 1
    free = max(across - (least + 2) * len(node.stripes) + 2, 0)
    for stripe in node.stripes:
        wide = least + free * stripe.weight / total
        yield Area(x=_round(left), y=_round(top), width=_round(wide), height=_BAR, kind=stripe.kind)
        left += wide + 2


def _frames(node: Node, left: float, top: float, across: float) -> Iterator[Area]:
    """What it holds, one frame inside the other."""
    layers = node.inside[:_MOST_FRAMES]
    for nth, (words, kind) in enumerate(layers):
        x, y, wide = left + 6 * nth, top + _FRAME * nth, across - 12 * nth
        label = wrapped(words, wide - 14, most=1)
        yield Area(
            x=_round(x),
            y=_round(y),
            width=_round(wide),
            height=_FRAME * (len(layers) - nth) + 6 * (len(layers) - nth - 1),
            kind=kind,
            label=Text(x=_round(x + 7), y=_round(y + 15), text=label[0] if label else ""),
        )


def _arrow(edge: Edge, start: Area, end: Area, width: int) -> Arrow:
    if start.y == end.y:
        return _level(start, end)
    column = (width - 2 + _BETWEEN) / _COLUMNS
    left, right = max(start.x, end.x), min(start.x + start.width, end.x + end.width)
    x = 1 - _BETWEEN / 2 + edge.column * column if edge.column is not None else (left + right) / 2
    top, bottom = start.y + start.height + 2, end.y - 3
    path = f"M{_round(x)} {_round(top)}V{_round(bottom)}m-4-5l4 5 4-5"
    label = Text(x=_round(x + 8), y=_round((top + bottom) / 2 + 4), text=edge.label) if edge.label else None
    return Arrow(path=path, label=label)


def _level(start: Area, end: Area) -> Arrow:
    """Between two boxes of one row, at the height of their titles."""
    y = _round(start.y + min(start.height, end.height) / 2)
    if start.x < end.x:
        return Arrow(path=f"M{_round(start.x + start.width + 1)} {y}H{_round(end.x - 2)}m-5-4l5 4-5 4")
    return Arrow(path=f"M{_round(start.x - 1)} {y}H{_round(end.x + end.width + 2)}m5-4l-5 4 5 4")


def wrapped(text: str, room: float, *, most: int = _MOST_LINES, characters: float = _OF_LINE) -> list[str]:
    """Text in lines that fit into the room, broken at spaces; what does not fit is cut, and ends in "…"."""
    if len(text) < _MOST_CHARACTERS and extent(text, characters) <= room:
        return [" ".join(text.split())] if text.strip() else []
    lines: list[str] = []
    words = text[:_MOST_CHARACTERS].split()
    while words and len(lines) < most:
        line = words.pop(0)
        while words and extent(f"{line} {words[0]}", characters) <= room:
            line += f" {words.pop(0)}"
        is_last = bool(words) and len(lines) == most - 1
        lines.append(_cut(f"{line}…" if is_last else line, room, characters))
    return lines


def extent(text: str, characters: float = _OF_LINE) -> float:
    """How much room a text takes at most, in characters of a size."""
    known = [(width, len(kind.findall(text))) for width, kind in (*_KINDS, (_OF_HUGE, _HUGE))]
    others = len(text) - sum(count for _, count in known)
    return characters * (sum(width * count for width, count in known) + _ANY * others)


def _cut(line: str, room: float, characters: float) -> str:
    while len(line) > 1 and extent(line, characters) > room:
        line = f"{line.rstrip('…')[:-1]}…"
    return line


def _round(number: float) -> float:
    return round(number, 1)
