"""The backdrop covers the textarea to the pixel, and the screenshot of the README is of the real page.

WRITE_SCREENSHOT=1 writes it to static/img/screenshot.png; else it goes to a temporary directory.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.debug_page import HS256, answer, paste
from tests.servers import ROOT

_MEASURE = """() => {
    const text = document.querySelector('#input'), backdrop = document.querySelector('[data-large] [data-backdrop]')
    return [text, backdrop].map(element => [element.clientWidth, element.scrollHeight, getComputedStyle(element).font])
}"""


@pytest.mark.parametrize("width", [320, 500, 900, 1440])
def test_the_backdrop_wraps_its_text_exactly_like_the_textarea(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    paste(page, f"Authorization: Bearer {HS256.token}\n\n{HS256.token * 12}\n")
    expect(page.locator('#result [data-result="inspection"]')).to_be_visible()

    text, backdrop = page.evaluate(_MEASURE)

    assert text == backdrop


def test_the_backdrop_scrolls_with_the_textarea(page: Page) -> None:
    paste(page, HS256.token * 20)
    expect(answer(page, "inspection")).to_be_visible()

    page.locator("#input").evaluate("box => { box.scrollTop = 300 }")
    page.wait_for_timeout(100)

    assert page.locator("[data-large] [data-backdrop]").evaluate("box => box.scrollTop") == 300


def test_the_screenshot_of_the_readme(page: Page, tmp_path: Path) -> None:
    place = ROOT / "static/img" if os.environ.get("WRITE_SCREENSHOT") else tmp_path
    page.set_viewport_size({"width": 1440, "height": 1000})
    page.goto("/")

    page.locator(".example-button", has_text="Expired").click()
    expect(answer(page, "verification")).to_be_visible()
    page.mouse.move(0, 0)
    page.locator("#action-verify").focus()
    page.wait_for_timeout(200)
    page.screenshot(path=place / "screenshot.png", animations="disabled")

    assert (place / "screenshot.png").stat().st_size > 20_000
