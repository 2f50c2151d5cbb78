"""States that are easily forgotten, for everyone: on a phone, with strange texts, while an answer is out of date."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.debug_page import HS256, answer, box, paste, token_of
from tests.browser.room import want_of_room
from tests.browser.test_accessibility import open_all, violations_of
from webapp.jose.base64url import encode

_RTL = '{"iss":"https://مثال.com","name":"محمد بن عبد الله","שם":"שלום עולם","sub":"abc\\u202edef"}'
_LONG = '{"sub":"' + "x" * 10_000 + '","' + "n" * 2_000 + '":{"' + "k" * 900 + '":[1]}}'
# Its citations stand in several lines on a phone.
_RISKY = (
    '{"alg":"RS256","jku":"https://evil.example/' + "j" * 600 + '","jwk":{"kty":"oct","k":"c2VjcmV0"},"crit":["b64"]}'
)


def _token(claims: str, header: str = '{"alg":"HS256"}') -> Callable[[Page], None]:
    def show(page: Page) -> None:
        paste(page, token_of(claims, header))
        expect(answer(page, "inspection")).to_be_visible()

    return show


def _nothing_decoded(page: Page) -> None:
    paste(page, encode(b'{"alg":"HS256"}') + ".!!!.@@@")
    expect(page.locator("#token-payload-text")).to_be_attached()


def _out_of_date(page: Page) -> None:
    paste(page, HS256.token, HS256.key)
    expect(answer(page, "verification")).to_be_visible()
    page.locator("#expected summary").click()
    page.get_by_label("Leeway in seconds").fill("-5")
    expect(page.locator("#result")).to_have_attribute("data-state", "stale")


def _reasons(page: Page) -> None:
    page.goto("/help/reasons")


_STATES = {
    "from right to left": _token(_RTL),
    "very long": _token(_LONG),
    "risky": _token('{"sub":"x"}', _RISKY),
    "nothing decoded": _nothing_decoded,
    "out of date": _out_of_date,
    "reasons": _reasons,
}


@pytest.mark.parametrize("state", _STATES)
def test_axe_finds_no_violation_on_a_phone_and_nothing_is_wider(page: Page, state: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    _STATES[state](page)
    open_all(page)

    assert violations_of(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == 320


@pytest.mark.parametrize(
    "path", ["", "keys", "compare", "help", "help/reasons", "help/rules", "help/patterns", "nothing"]
)
def test_text_has_room_in_a_narrow_window_zoomed_in_and_with_wide_spacing(page: Page, path: str) -> None:
    found = {}

    # 320 pixels are 1280 at 400 %, 640 at 200 %.
    for width in (320, 640):
        page.set_viewport_size({"width": width, "height": 450})
        page.goto(f"/{path}")
        open_all(page)
        found[width] = list(want_of_room(page))

    assert found == {320: [], 640: []}


def test_nothing_moves_for_who_asked_for_less_motion(page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    _out_of_date(page)
    open_all(page)

    assert page.evaluate(_MOVING) == []


# A script: what glides, turns, fades or scrolls by and by.
_MOVING = """() => [...document.querySelectorAll('*')].filter(one => {
    const style = getComputedStyle(one)
    return style.animationName !== 'none' || style.scrollBehavior === 'smooth'
        || style.transitionDuration.split(',').some(duration => parseFloat(duration) > 0)
}).map(one => one.outerHTML.slice(0, 100))"""


def test_a_live_region_tells_each_verdict_once_and_nothing_else_speaks(page: Page) -> None:
    page.goto("/")
    page.evaluate(_LISTEN)

    box(page).fill(HS256.token)
    expect(answer(page, "inspection")).to_be_visible()
    page.locator("#key").fill(HS256.key)
    expect(answer(page, "verification")).to_be_visible()
    headline = page.locator("#result .verdict-headline").first.inner_text()

    spoken: list[str] = page.evaluate("() => window.spoken")
    assert len(spoken) == 2
    assert spoken[1] == headline


def test_the_title_follows_the_answer_and_is_that_of_the_page_when_the_box_is_emptied(page: Page) -> None:
    page.goto("/")
    page.evaluate(_LISTEN)

    box(page).fill(HS256.token)
    expect(page).to_have_title("Inspected – Debug – Token Debugger")
    page.locator("#key").fill(HS256.key)
    expect(page).to_have_title("Invalid – Debug – Token Debugger")
    page.locator("#expected summary").click()
    page.get_by_label("Leeway in seconds").fill("-5")
    expect(page).to_have_title("Refused – Debug – Token Debugger")
    page.get_by_label("Leeway in seconds").fill("")
    expect(page).to_have_title("Invalid – Debug – Token Debugger")
    box(page).fill("")
    expect(page).to_have_title("Debug – Token Debugger")

    # No region that is read aloud has it as well.
    assert not [text for text in page.evaluate("() => window.spoken") if "Token Debugger" in text]


# A script: what a screen reader is told while the page changes.
_LISTEN = """() => {
    window.spoken = []
    const live = document.querySelectorAll('[aria-live]:not([aria-live="off"]), [role="status"], [role="alert"]')
    const listen = (region) => new MutationObserver(() => {
        if (region.checkVisibility()) window.spoken.push(region.textContent.trim())
    }).observe(region, {childList: true, subtree: true, characterData: true})
    live.forEach(listen)
}"""


def test_the_keyboard_reaches_everything_sees_where_it_is_and_comes_out_again(page: Page) -> None:
    paste(page, HS256.token, HS256.key)
    expect(answer(page, "verification")).to_be_visible()
    page.locator(".skip-link").focus()
    stops: list[dict[str, object]] = []

    for _ in range(300):
        page.keyboard.press("Tab")
        stop = page.evaluate(_STOP)
        if stop is None or stop in stops[:1]:
            break
        stops.append(stop)

    assert len(stops) < 300
    assert [stop for stop in stops if not (stop["marked"] and stop["seen"])] == []
    assert {"input", "key", "action-verify", "token-at"} <= {stop["id"] for stop in stops}


# A script: where the focus is; whether that is marked, and not hidden below something else. None outside of the page.
_STOP = """() => {
    const one = document.activeElement
    if (one === document.body) return null
    const frames = [one, one.closest('label, .token-box')].filter(frame => frame)
    const marked = frames.some(frame => getComputedStyle(frame).outlineStyle !== 'none')
    const {left, right, top, bottom} = one.getBoundingClientRect()
    const places = [[left + 3, top + 3], [(left + right) / 2, (top + bottom) / 2], [right - 3, bottom - 3]]
    const seen = places.some(([x, y]) => {
        const there = document.elementFromPoint(x, y)
        return there && (one.contains(there) || there.contains(one) || there.closest('label')?.contains(one))
    })
    return {id: one.id, html: one.outerHTML.slice(0, 100), marked, seen}
}"""


def test_the_steps_are_a_list_whose_items_say_their_outcome(page: Page) -> None:
    paste(page, HS256.token, HS256.key)
    expect(answer(page, "verification")).to_be_visible()

    steps = page.get_by_role("list", name="Steps").first.get_by_role("listitem")

    assert steps.count() > 4
    for step in steps.all():
        expect(step).to_contain_text(re.compile(r"^\s*(passed|failed|warning|not checked|not reached):"))


def test_forced_colours_tell_the_button_that_fits_from_the_others(page: Page) -> None:
    page.emulate_media(forced_colors="active")
    paste(page, HS256.token)
    expect(page.locator("#action-verify")).to_have_attribute("data-primary", "")

    widths = [
        page.locator(name).evaluate("one => getComputedStyle(one).borderWidth")
        for name in ("#action-verify", "#action-inspect")
    ]

    assert widths == ["3px", "1px"]


def test_on_paper_the_answer_is_dark_on_white_and_whole(page: Page) -> None:
    page.emulate_media(color_scheme="dark")
    paste(page, HS256.token, HS256.key)
    expect(answer(page, "verification")).to_be_visible()
    page.locator("[data-theme-switch]").click()
    page.locator("[data-theme-switch]").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")

    page.emulate_media(media="print")

    assert page.evaluate("() => getComputedStyle(document.body).color") == "rgb(26, 28, 32)"
    expect(page.locator("main .button:visible")).to_have_count(0)
    expect(page.locator("#result .verdict-headline").first).to_be_visible()
    assert page.locator("#token-claims-text").evaluate("text => getComputedStyle(text).maxBlockSize") == "none"
