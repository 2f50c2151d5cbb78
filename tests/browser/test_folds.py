"""Sections fold, and stay as they were left for the life of the page."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from tests.browser.debug_page import ES256, HS256, answer, box, paste
from tests.browser.test_accessibility import violations_of


def _button(page: Page) -> Locator:
    return page.locator("#token-claims [data-folds]")


def test_a_section_folds_and_unfolds_and_says_so(page: Page) -> None:
    paste(page, HS256.token)
    expect(answer(page, "inspection")).to_be_visible()

    _button(page).press("Enter")
    expect(_button(page)).to_have_attribute("aria-expanded", "false")
    expect(page.locator("#token-claims .members")).to_be_hidden()
    _button(page).click()

    expect(_button(page)).to_have_attribute("aria-expanded", "true")
    expect(page.locator("#token-claims .members")).to_be_visible()


def test_a_folded_section_stays_folded_in_the_answers_that_follow(page: Page) -> None:
    paste(page, HS256.token)
    expect(answer(page, "inspection")).to_be_visible()
    _button(page).click()

    page.locator("#key").fill(HS256.key)
    expect(answer(page, "verification")).to_be_visible()
    box(page).fill("")
    expect(page.locator("#result .empty")).to_be_visible()
    box(page).fill(ES256.token)
    expect(page.locator("#token-claims")).to_be_visible()

    expect(_button(page)).to_have_attribute("aria-expanded", "false")
    expect(page.locator("#token-claims .members")).to_be_hidden()


def test_a_fold_that_was_opened_is_open_in_the_answers_that_follow(page: Page) -> None:
    paste(page, HS256.token)
    expect(answer(page, "inspection")).to_be_visible()
    page.locator("#token-octets-fold > summary").click()

    box(page).fill("")
    expect(page.locator("#result .empty")).to_be_visible()
    box(page).fill(ES256.token)

    expect(page.locator("#token-octets-fold")).to_have_attribute("open", "")


def test_after_a_reload_everything_is_as_at_first(page: Page) -> None:
    paste(page, HS256.token)
    expect(answer(page, "inspection")).to_be_visible()
    _button(page).click()

    paste(page, HS256.token)
    expect(answer(page, "inspection")).to_be_visible()

    expect(page.locator("#token-claims .members")).to_be_visible()


def test_axe_finds_no_violation_in_a_folded_section(page: Page) -> None:
    paste(page, HS256.token)
    expect(answer(page, "inspection")).to_be_visible()
    _button(page).click()

    assert violations_of(page) == []


def test_without_a_script_there_is_nothing_to_fold(page_without_javascript: Page) -> None:
    page_without_javascript.goto("/")
    page_without_javascript.locator("#input").fill(HS256.token)
    page_without_javascript.get_by_role("button", name="Inspect").click()

    expect(page_without_javascript.locator("#token-claims .members")).to_be_visible()
    expect(page_without_javascript.locator("#token-claims [data-folds]")).to_be_hidden()
