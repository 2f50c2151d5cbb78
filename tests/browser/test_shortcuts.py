"""The keyboard shortcuts, and the list of them."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.debug_page import HS256, answer, box, paste
from tests.browser.test_accessibility import violations_of


def _list(page: Page) -> Locator:
    return page.get_by_role("dialog", name="Keyboard shortcuts")


@pytest.mark.parametrize("path", ["/", "/keys", "/compare", "/help"])
def test_the_question_mark_shows_the_shortcuts_and_escape_closes_them(page: Page, path: str) -> None:
    page.goto(path)

    page.keyboard.press("?")
    expect(_list(page)).to_be_visible()
    page.keyboard.press("Escape")

    expect(_list(page)).to_be_hidden()


@pytest.mark.parametrize("field", ["#input", "#key"])
def test_in_a_field_it_is_a_character(page: Page, field: str) -> None:
    page.goto("/")

    page.locator(field).press("?")

    expect(_list(page)).to_be_hidden()
    expect(page.locator(field)).to_have_value("?")


def test_the_link_at_the_foot_shows_them_too_and_gets_the_focus_back(page: Page) -> None:
    page.goto("/")
    link = page.get_by_role("link", name="Keyboard shortcuts")

    link.press("Enter")
    expect(_list(page)).to_be_visible()
    _list(page).get_by_role("button", name="Close").click()

    expect(_list(page)).to_be_hidden()
    expect(link).to_be_focused()


def test_the_link_leads_to_the_help_page_without_a_script(page_without_javascript: Page) -> None:
    page_without_javascript.goto("/")

    page_without_javascript.get_by_role("link", name="Keyboard shortcuts").click()

    expect(page_without_javascript.locator("#help-shortcuts")).to_be_visible()
    expect(page_without_javascript.locator("#shortcuts")).to_be_hidden()


def test_the_key_can_be_switched_off(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("?")

    _list(page).get_by_role("checkbox").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("?")

    expect(_list(page)).to_be_hidden()


def test_axe_finds_no_violation_in_the_list(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("?")
    expect(_list(page)).to_be_visible()

    assert violations_of(page) == []


def test_ctrl_enter_verifies_from_anywhere(page: Page) -> None:
    paste(page, HS256.token, HS256.key)
    expect(answer(page, "verification")).to_be_visible()
    page.locator("#action-inspect").click()
    expect(answer(page, "inspection")).to_be_visible()
    page.locator("#result").focus()

    page.keyboard.press("ControlOrMeta+Enter")

    expect(answer(page, "verification")).to_be_visible()
    expect(box(page)).to_have_value(HS256.token)
