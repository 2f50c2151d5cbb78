"""The colours can be read in both themes: contrast as WCAG 2.2 computes it (success criteria 1.4.3 and 1.4.11)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

_THEME = (Path(__file__).parent.parent / "static/css/theme.css").read_text()
_LAYOUT = (Path(__file__).parent.parent / "static/css/layout.css").read_text()
_BOX = (Path(__file__).parent.parent / "static/css/components/token_box.css").read_text()
_PAIRS = re.findall(r"--([a-z-]+): light-dark\(#([0-9a-f]{6}), #([0-9a-f]{6})\)", _THEME)
COLOURS = {name: {"light": light, "dark": dark} for name, light, dark in _PAIRS}
PARTS = ("part-header", "part-payload", "part-signature", "part-key", "part-vector")
TONES = ("ok", "bad", "warn", "info")

TEXT = [
    *((text, ground) for text in ("ink", "ink-soft", "link") for ground in ("ground", "sheet", "sunken")),
    *((part, ground) for part in PARTS for ground in ("sheet", "sunken", f"{part}-ground")),
    *((tone, ground) for tone in TONES for ground in ("sheet", "sunken", f"{tone}-ground")),
    *(("ink", f"{tone}-ground") for tone in TONES),
    *(("ink-soft", f"{tone}-ground") for tone in TONES),
    *(("ink-soft", f"{part}-ground") for part in PARTS),
    *(("sheet", part) for part in PARTS),
    # A claim that is lit has the ground of its part, and links and warnings among its words.
    *((text, f"{part}-ground") for part in PARTS for text in ("ink", "link", "ok", "bad", "warn")),
    ("on-ink", "ink"),
]
CONTROLS = [("line-control", ground) for ground in ("ground", "sheet")] + [
    ("focus", ground) for ground in ("ground", "sheet")
]


def luminance(colour: str) -> float:
    channels = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT)
def test_text_has_a_contrast_of_at_least_4_5(text: str, ground: str, theme: str) -> None:
    assert contrast(COLOURS[text][theme], COLOURS[ground][theme]) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("line", "ground"), CONTROLS)
def test_the_borders_of_controls_have_a_contrast_of_at_least_3(line: str, ground: str, theme: str) -> None:
    assert contrast(COLOURS[line][theme], COLOURS[ground][theme]) >= 3


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_an_answer_that_is_older_than_the_question_can_still_be_read(theme: str) -> None:
    found = re.search(r"\.answer\[data-state\][^{]* \{ filter: grayscale\(1\); opacity: ([0-9.]+);", _LAYOUT)

    assert found
    for text, ground in TEXT:
        assert contrast(*(_faded(COLOURS[name][theme], theme, float(found[1])) for name in (text, ground))) >= 4.5


def _faded(colour: str, theme: str, opacity: float) -> str:
    """A colour as a grey, with the ground of the page shining through (the matrix of CSS's grayscale())."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (0, 2, 4))
    grey = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    grounds = (int(COLOURS["ground"][theme][at : at + 2], 16) for at in (0, 2, 4))
    return "".join(f"{round(opacity * grey + (1 - opacity) * ground):02x}" for ground in grounds)


def test_every_colour_of_the_theme_has_a_light_and_a_dark_value() -> None:
    hexadecimal = re.findall(r"#[0-9a-fA-F]{3,8}", _THEME)

    assert len(hexadecimal) == 2 * len(COLOURS)


# What the box marks in its text: the name of the highlight, its ground, its text. A problem leaves the text its colour.
MARKS = {
    name: (ground, text)
    for name, ground, text in re.findall(
        r"::highlight\(([a-z-]+)\) \{ background-color: var\(--([a-z-]+)\); color: var\(--([a-z-]+)\); \}", _BOX
    )
}


def test_every_mark_in_the_box_is_looked_at() -> None:
    kinds = {f"lit-{kind.removeprefix('part-')}" for kind in (*PARTS, "plain")}

    assert set(MARKS) == {*kinds, "pointed"}
    assert set(re.findall(r"::highlight\(([a-z-]+)\)", _BOX)) == {*MARKS, "problem"}


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", MARKS)
def test_a_mark_can_be_read_and_told_from_what_is_around_it(name: str, theme: str) -> None:
    ground, text = MARKS[name]

    assert contrast(COLOURS[text][theme], COLOURS[ground][theme]) >= 4.5
    assert contrast(COLOURS[ground][theme], COLOURS["sheet"][theme]) >= 3


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_problem_in_the_box_is_underlined_in_a_colour_that_is_seen_and_leaves_the_text_readable(theme: str) -> None:
    rule = re.search(r"::highlight\(problem\) \{[^}]*wavy var\(--([a-z-]+)\)[^}]*color: var\(--([a-z-]+)\)", _BOX)

    assert rule
    line, ground = rule.groups()
    for around in (ground, "sheet"):
        assert contrast(COLOURS[line][theme], COLOURS[around][theme]) >= 3
    for text in (*PARTS, "ink-soft"):
        assert contrast(COLOURS[text][theme], COLOURS[ground][theme]) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("text", [*PARTS, "ink-soft"])
def test_text_that_is_selected_in_the_box_can_be_read(text: str, theme: str) -> None:
    """The box lies over its colours, so that its selection veils the text as well as its ground."""
    found = re.search(r"::selection \{ background: color-mix\(in srgb, var\(--([a-z-]+)\) (\d+)%, transparent\)", _BOX)

    assert found
    veil, share = COLOURS[found[1]][theme], int(found[2]) / 100
    for ground in ("sheet", "bad-ground"):
        veiled = (_mixed(COLOURS[name][theme], veil, share) for name in (text, ground))
        assert contrast(*veiled) >= 4.5
    for ground, lit in MARKS.values():
        assert contrast(*(_mixed(COLOURS[name][theme], veil, share) for name in (lit, ground))) >= 4.5


def _mixed(colour: str, veil: str, share: float) -> str:
    channels = ((int(colour[at : at + 2], 16), int(veil[at : at + 2], 16)) for at in (0, 2, 4))
    return "".join(f"{round((1 - share) * one + share * other):02x}" for one, other in channels)
