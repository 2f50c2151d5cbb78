"""The pattern pages in a browser: each is usable by everyone, wide and narrow, light and dark, folded and unfolded."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.room import want_of_room
from tests.browser.test_accessibility import OPTIONS, open_all
from webapp.services.patterns import NOW, Family, Pattern, pattern_families

HEIGHT = 900


@pytest.fixture
def at_the_moment(page: Page) -> Page:
    """A page whose clock stands where the patterns were asked. Nothing fades in or out."""
    page.clock.set_fixed_time(NOW * 1000)
    page.emulate_media(reduced_motion="reduce")
    return page


def show(page: Page, pattern: Pattern, width: int) -> None:
    page.set_viewport_size({"width": width, "height": HEIGHT})
    page.goto(f"/help/patterns/{pattern.name}")


def objections(page: Page, themes: tuple[str, ...] = ("light", "dark"), **options: Any) -> Iterator[str]:
    """What axe objects to, as the page stands."""
    for theme in themes:
        page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
        found: dict[str, Any] = page.evaluate("options => axe.run(document, options)", OPTIONS | options)
        for one in found["violations"]:
            yield from (
                f"{theme}: {one['id']}: {node['html'][:160]}: {node['failureSummary']}" for node in one["nodes"]
            )


def faults(page: Page, pattern: Pattern) -> Iterator[str]:
    """What is wrong with a pattern: folded on a wide screen, unfolded on a phone, and with spaced text.

    A component is asked for in every way; an answer, which is made of them, unfolded and without its colours.
    """
    show(page, pattern, 1440)
    page.evaluate(Axe().axe_script)
    if pattern.page == "sheet":
        yield from objections(page)
    page.set_viewport_size({"width": 320, "height": HEIGHT})
    open_all(page)
    if pattern.page == "sheet":
        yield from objections(page)
    else:
        yield from objections(page, ("light",), rules={"color-contrast": {"enabled": False}})
    yield from want_of_room(page)


@pytest.mark.parametrize("family", pattern_families(), ids=lambda family: family.title)
def test_a_pattern_is_for_everyone(at_the_moment: Page, family: Family) -> None:
    found = [f"{pattern.name}: {fault}" for pattern in family.patterns for fault in faults(at_the_moment, pattern)]

    assert found == []


# A script: the icons that have the colour of what they stand on (they are drawn in that of the text), and the outcomes
# that have neither icon nor word.
_UNSEEN = """() => {
    const ground = one => {
        const colour = getComputedStyle(one).backgroundColor
        return one.parentElement && /, 0\\)$/.test(colour) ? ground(one.parentElement) : colour
    }
    const seen = [...document.querySelectorAll('main .icon')].filter(icon => icon.checkVisibility())
    const lost = seen.filter(icon => getComputedStyle(icon.parentElement).color === ground(icon))
    const bare = [...document.querySelectorAll('main [data-outcome]')].filter(one => !one.querySelector('.icon'))
    return [...lost, ...bare].map(one => one.outerHTML.slice(0, 160))
}"""


@pytest.mark.parametrize("name", ["marks", "verdicts", "lights", "steps", "problems", "profiles", "story"])
def test_forced_colours_leave_every_mark_visible(at_the_moment: Page, name: str) -> None:
    at_the_moment.emulate_media(forced_colors="active")
    at_the_moment.goto(f"/help/patterns/{name}")
    open_all(at_the_moment)

    assert at_the_moment.locator("main .icon").count() > 0
    assert at_the_moment.evaluate(_UNSEEN) == []


def test_the_list_of_shortcuts_is_for_everyone_where_it_is_a_dialog(at_the_moment: Page) -> None:
    at_the_moment.set_viewport_size({"width": 320, "height": HEIGHT})
    at_the_moment.goto("/help/patterns/buttons")
    at_the_moment.keyboard.press("?")
    expect(at_the_moment.locator("#shortcuts")).to_be_visible()
    at_the_moment.evaluate(Axe().axe_script)

    assert list(objections(at_the_moment)) == []
    assert list(want_of_room(at_the_moment)) == []


def test_nothing_on_a_pattern_moves_with_the_clock_of_the_server(at_the_moment: Page) -> None:
    """Whoever looks at it later sees the same: the words about time are those of the one moment."""
    at_the_moment.goto("/help/patterns/expired")

    expect(at_the_moment.locator(".verdict-headline").first).to_contain_text("expired 3 h 20 min ago")


def test_forced_colours_leave_the_words_of_a_timeline_in_the_colour_of_text(at_the_moment: Page) -> None:
    at_the_moment.emulate_media(forced_colors="active")
    at_the_moment.goto("/help/patterns/times")

    labels = "() => [...document.querySelectorAll('.timeline-label')].map(one => getComputedStyle(one).fill)"
    colour = at_the_moment.evaluate("() => getComputedStyle(document.body).color")
    assert set(at_the_moment.evaluate(labels)) == {colour}
