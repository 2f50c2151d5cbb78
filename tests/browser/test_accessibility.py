"""Every state of the page in both themes: no violation of WCAG 2.2 AA that axe can find, and no scrolling sideways."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.debug_page import ES256, HS256, answer, paste, token_of, two_recipients, two_signatures
from tests.browser.test_audit import FETCHED, show_clean
from tests.jose.diagnose.asking import mac

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}


def _example(title: str, kind: str) -> Callable[[Page], None]:
    def show(page: Page) -> None:
        page.goto("/")
        page.locator(".example-button").filter(has=page.get_by_text(title, exact=True)).click()
        expect(answer(page, kind)).to_be_visible()

    return show


def _empty(page: Page) -> None:
    page.goto("/")


def _keys(page: Page) -> None:
    page.goto("/keys")


def _damaged(page: Page) -> None:
    header, payload, signature = HS256.token.split(".")
    paste(page, f"Bearer {header}.{payload[:9]}*{payload[9:]}.{signature}")
    expect(answer(page, "inspection")).to_be_visible()


def _unknown(page: Page) -> None:
    paste(page, "this is nothing that anybody knows")
    expect(answer(page, "inspection")).to_be_visible()


def _refused(page: Page) -> None:
    page.goto("/nothing-here")


def _story(page: Page) -> None:
    page.goto("/")
    page.locator("[data-chapter-title]").first.click()
    expect(page.locator("#token-formula-fold")).to_have_attribute("open", "")


def _generated(page: Page) -> None:
    page.goto("/keys")
    page.get_by_label("HS256", exact=True).check()
    page.locator("#encryption-choices summary").click()
    page.get_by_role("button", name="Generate").click()
    expect(answer(page, "key-generation")).to_be_visible()


def _field_refused(page: Page) -> None:
    page.goto("/")
    page.locator("#expected summary").click()
    page.get_by_label("Leeway in seconds").fill("-5")
    expect(page.locator("#message-leeway")).not_to_be_empty()


def _several(page: Page) -> None:
    paste(page, two_signatures(), ES256.key)
    expect(answer(page, "verification")).to_be_visible()


def _several_recipients(page: Page) -> None:
    paste(page, two_recipients())
    expect(answer(page, "inspection")).to_be_visible()


def _keys_tried(page: Page) -> None:
    keys = [{"kty": "oct", "k": "c2VjcmV0", "kid": "a very long name of a key " * 9}, json.loads(ES256.key)]
    paste(page, ES256.token, json.dumps({"keys": keys}))
    expect(page.locator(".keys-tried")).to_be_visible()


def _far_away(page: Page) -> None:
    paste(page, token_of('{"auth_time":1600000000,"iat":1700000000,"exp":1700003600}'), "a secret that is not the one")
    expect(page.locator(".timeline-beyond")).to_have_count(2)


def _header_of_the_story(page: Page) -> None:
    page.goto("/")
    page.locator("[data-chapter-title]").nth(3).click()
    expect(page.locator("[data-pointed]").first).to_be_visible()


def _help(page: Page) -> None:
    page.goto("/help")


def _help_reasons(page: Page) -> None:
    page.goto("/help/reasons#secret.base64")


def _explained(page: Page) -> None:
    paste(page, mac(b"secret" * 6 + b"\n"), "secret" * 6)
    expect(page.locator("[data-fix]")).to_be_visible()


def _ruled_out(page: Page) -> None:
    paste(page, mac(bytes(range(32))), "quite another secret")
    expect(page.locator("[data-ruled-out]")).to_be_visible()


def _asked_about(page: Page) -> None:
    paste(page, HS256.token, HS256.key)
    page.get_by_role("button", name="just before it expired").click()
    expect(page.locator("[data-asked-at]")).to_be_visible()


def _findings(page: Page) -> None:
    paste(page, FETCHED)
    expect(page.locator('[data-severity="high"]').first).to_be_visible()


def _help_rules(page: Page) -> None:
    page.goto("/help/rules#H14")


def _published_secret(page: Page) -> None:
    paste(page, mac(b"secret"))
    expect(answer(page, "inspection")).to_be_visible()


def _key_findings(page: Page) -> None:
    page.goto("/keys")
    page.locator("#key").fill("secret")
    expect(page.locator("#findings")).to_be_visible()


def _compared(page: Page) -> None:
    page.goto("/compare")
    page.get_by_role("button", name="Show me with an example").click()
    expect(answer(page, "comparison")).to_be_visible()


def _nothing_compared(page: Page) -> None:
    page.goto("/compare")


def _compared_with_a_key_that_does_not_fit(page: Page) -> None:
    page.goto("/compare")
    page.locator("#input").fill(HS256.token)
    page.get_by_label("Second: the one that does not").fill(ES256.token)
    page.locator("#key").fill(HS256.key)
    expect(page.locator('[data-difference="/alg"]')).to_be_visible()


STATES = {
    "nothing compared": _nothing_compared,
    "compared": _compared,
    "compared with a key": _compared_with_a_key_that_does_not_fit,
    "empty": _empty,
    "verified": _example("ID token", "verification"),
    "expired": _example("Expired", "verification"),
    "tampered": _example("Tampered", "verification"),
    "decrypted": _example("Encrypted", "decryption"),
    "unsecured": _example("Unsecured", "inspection"),
    "key set": _example("A JWK Set", "inspection"),
    "damaged": _damaged,
    "unknown": _unknown,
    "story": _story,
    "header of the story": _header_of_the_story,
    "field refused": _field_refused,
    "several signatures": _several,
    "several recipients": _several_recipients,
    "keys tried": _keys_tried,
    "far away": _far_away,
    "refused": _refused,
    "explained": _explained,
    "ruled out": _ruled_out,
    "asked about": _asked_about,
    "help": _help,
    "help on reasons": _help_reasons,
    "help on rules": _help_rules,
    "audit findings": _findings,
    "clean token": show_clean,
    "published secret": _published_secret,
    "findings about a key": _key_findings,
    "keys": _keys,
    "new keys": _generated,
}


def open_all(page: Page) -> None:
    """Open every detail, so that what it holds is looked at, too."""
    page.evaluate("() => { for (const detail of document.querySelectorAll('details')) detail.open = true }")


@pytest.mark.parametrize("state", STATES)
def test_axe_finds_no_violation_in_light_and_dark(page: Page, state: str) -> None:
    STATES[state](page)
    open_all(page)

    assert violations_of(page) == []


# A script: no question is open, and nothing fades in or out.
_AT_REST = """() => !document.querySelector('#result[data-state="waiting"]')
    && !document.getAnimations().some(one => one.playState === 'running')"""


def violations_of(page: Page) -> list[str]:
    """What axe objects to, in light and in dark."""
    found: list[str] = []

    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        page.wait_for_function(_AT_REST)
        violations = Axe().run(page, options=OPTIONS).response["violations"]
        found += [
            f"{theme}: {one['id']}: {node['html'][:200]}: {node['failureSummary']}"
            for one in violations
            for node in one["nodes"]
        ]
    return found


@pytest.mark.parametrize("state", STATES)
def test_nothing_is_wider_than_the_window(page: Page, state: str) -> None:
    STATES[state](page)
    open_all(page)

    for width in (320, 768, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") == width


def test_the_answer_stands_beside_the_box_on_a_wide_screen_and_below_it_on_a_phone(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    STATES["verified"](page)
    wide = page.locator(".column-answer").bounding_box(), page.locator("#debug").bounding_box()
    page.set_viewport_size({"width": 390, "height": 800})
    narrow = page.locator(".column-answer").bounding_box(), page.locator("#debug").bounding_box()

    assert wide[0]
    assert wide[1]
    assert narrow[0]
    assert narrow[1]
    assert wide[0]["x"] > wide[1]["x"] + wide[1]["width"]
    assert narrow[0]["y"] > narrow[1]["y"] + narrow[1]["height"]


def test_forced_colours_show_the_text_itself(page: Page) -> None:
    page.emulate_media(forced_colors="active")
    STATES["verified"](page)

    expect(page.locator("[data-large] [data-backdrop]")).to_be_hidden()
    fill = page.locator("#input").evaluate("box => getComputedStyle(box).webkitTextFillColor")
    assert fill != "rgba(0, 0, 0, 0)"


def test_the_backdrop_is_no_text_for_screen_readers_and_no_obstacle_for_the_pointer(page: Page) -> None:
    STATES["verified"](page)

    backdrop = page.locator("[data-large] [data-backdrop]")

    expect(backdrop).to_have_attribute("aria-hidden", "true")
    assert backdrop.evaluate("element => getComputedStyle(element).pointerEvents") == "none"


def test_the_first_tab_stop_skips_to_the_content(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("Tab")

    expect(page.locator(".skip-link")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


def test_a_phone_shows_the_narrow_picture_and_a_wide_screen_the_wide_one(page: Page) -> None:
    for width, shown, hidden in ((1280, "wide", "narrow"), (390, "narrow", "wide")):
        page.set_viewport_size({"width": width, "height": 800})
        STATES["verified"](page)
        expect(page.locator(f'#token-picture .picture[data-width="{shown}"]')).to_be_visible()
        expect(page.locator(f'#token-picture .picture[data-width="{hidden}"]')).to_be_hidden()


@pytest.mark.parametrize("state", ["verified", "decrypted", "several signatures", "several recipients"])
def test_the_texts_of_a_picture_are_legible_and_stay_in_their_boxes(page: Page, state: str) -> None:
    STATES[state](page)
    open_all(page)

    for width in (1440, 768, 390, 320):
        page.set_viewport_size({"width": width, "height": 800})
        outside, size = page.evaluate(_TEXTS_OUTSIDE)
        assert outside == []
        assert size > (8.5 if width == 320 else 10)


# A script: the texts that reach out of their box, and the smallest size that a text has on the screen.
_TEXTS_OUTSIDE = """() => {
    const texts = [...document.querySelectorAll('.picture-box text')].filter(text => text.checkVisibility())
    const outside = texts.filter(text => {
        const box = text.closest('g').querySelector('rect').getBoundingClientRect()
        return text.getBoundingClientRect().right > box.right
    })
    const sizes = texts.map(text => parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a)
    return [outside.map(text => text.textContent), Math.min(...sizes)]
}"""


def test_forced_colours_leave_the_pictures_their_lines(page: Page) -> None:
    page.emulate_media(forced_colors="active")
    STATES["verified"](page)

    colours = page.evaluate(
        "() => ['.picture-area', '.picture-arrow', '.timeline-pole']"
        ".map(name => getComputedStyle(document.querySelector(name)).stroke)"
    )
    ground = page.evaluate("() => getComputedStyle(document.querySelector('.card')).backgroundColor")

    assert ground not in colours
