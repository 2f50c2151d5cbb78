"""The pages open in a browser, with its JavaScript on and off."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

PATHS = ["/", "/keys", "/nothing"]


@pytest.mark.parametrize("path", PATHS)
def test_a_page_opens_without_an_error(page: Page, path: str) -> None:
    page.goto(path)

    expect(page.locator("main")).to_be_visible()


@pytest.mark.parametrize("path", PATHS)
def test_a_page_opens_without_javascript(page_without_javascript: Page, path: str) -> None:
    page_without_javascript.goto(path)

    expect(page_without_javascript.locator("main")).to_be_visible()


def test_markup_made_by_a_script_is_refused(page: Page, errors: list[str]) -> None:
    page.goto("/")

    refused = page.evaluate("""() => {
        try { document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=alert(1)>') }
        catch (error) { return error.name }
    }""")

    assert refused == "TypeError"
    assert "TrustedHTML" in errors.pop()
