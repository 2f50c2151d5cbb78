"""The Compare page in a browser: live, swapped, reached from the Debug page; and all of it without a script."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.debug_page import ES256, HS256, answer, paste, token_of

READ = token_of('{"sub":"alice","scope":"read write"}')
LESS = token_of('{"scope":"read","sub":"alice"}')


def _second(page: Page) -> str:
    return page.get_by_label("Second: the one that does not").input_value()


def _fill(page: Page, first: str, second: str, key: str = "") -> None:
    page.goto("/compare")
    page.locator("#input").fill(first)
    page.get_by_label("Second: the one that does not").fill(second)
    if key:
        page.locator("#key").fill(key)


def test_the_answer_comes_while_one_types(page: Page) -> None:
    _fill(page, READ, LESS)

    expect(answer(page, "comparison")).to_have_attribute("data-verdict", "different")
    expect(page.locator('[data-difference="/scope"]')).to_have_attribute("data-code", "set")
    expect(page.locator('[data-difference="/sub"]')).to_have_count(0)
    expect(page.locator("#announcement")).to_contain_text('lacks the scope "write"')
    assert page.url.endswith("/compare")


def test_the_boxes_are_swapped_where_they_are(page: Page) -> None:
    _fill(page, READ, LESS)
    expect(answer(page, "comparison")).to_be_visible()

    page.get_by_role("button", name="Swap the two tokens").click()

    expect(page.locator("#input")).to_have_value(LESS)
    assert _second(page) == READ
    expect(page.locator("#announcement")).to_contain_text("has the further scope")
    expect(page.get_by_role("button", name="Swap the two tokens")).to_be_focused()


def test_a_key_tells_which_of_the_two_verifies(page: Page) -> None:
    _fill(page, HS256.token, token_of('{"iss":"joe"}'), HS256.key)

    expect(page.locator('[data-standing="signature"] [data-side="first"] [data-outcome]')).to_have_attribute(
        "data-outcome", "passed"
    )
    expect(page.locator('[data-standing="signature"] [data-side="second"] [data-outcome]')).to_have_attribute(
        "data-outcome", "failed"
    )


def test_a_token_is_taken_along_from_the_debug_page_and_never_in_an_address(page: Page) -> None:
    paste(page, ES256.token, ES256.key)
    expect(answer(page, "verification")).to_be_visible()

    page.get_by_role("button", name="Compare with another token").click()

    expect(page.locator('[data-result="comparison"]')).to_have_attribute("data-verdict", "incomplete")
    expect(page.locator("#input")).to_have_value(ES256.token)
    expect(page.locator("#key")).to_have_value(ES256.key)
    assert page.url.endswith("/compare")
    page.get_by_label("Second: the one that does not").fill(HS256.token)
    expect(page.locator('[data-difference="/alg"]')).to_be_visible()


def test_a_value_that_cannot_be_used_is_told_of_at_its_field(page: Page) -> None:
    _fill(page, READ, LESS)
    page.locator("#more-fold summary").click()

    page.get_by_label("Valid at").fill("tomorrow")

    expect(page.locator("#message-at")).to_contain_text("seconds since 1970, or a date")


def test_a_row_keeps_its_headers_where_it_is_no_row_of_a_table_to_the_eye(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    _fill(page, READ, LESS)

    table = page.get_by_role("table", name="Claims: what differs")
    expect(table.get_by_role("rowheader", name="scope")).to_be_visible()
    expect(table.get_by_role("columnheader", name="Second")).to_have_count(1)
    expect(table.get_by_role("cell")).to_have_count(3)


def test_comparing_and_swapping_without_javascript(page_without_javascript: Page) -> None:
    page = page_without_javascript
    _fill(page, READ, LESS)

    page.get_by_role("button", name="Compare", exact=True).click()

    expect(page.locator('[data-difference="/scope"]')).to_be_visible()
    page.get_by_role("button", name="Swap the two tokens").click()
    expect(page.locator("#input")).to_have_value(LESS)
    assert _second(page) == READ
    expect(page.locator('[data-difference="/scope"]')).to_be_visible()


def test_coming_from_the_debug_page_without_javascript(page_without_javascript: Page) -> None:
    page = page_without_javascript
    page.goto("/")
    page.locator("#input").fill(READ)
    page.get_by_role("button", name="Inspect").click()

    page.get_by_role("button", name="Compare with another token").click()

    expect(page.locator("#input")).to_have_value(READ)
    expect(page.locator('[data-result="comparison"]')).to_have_attribute("data-verdict", "incomplete")
