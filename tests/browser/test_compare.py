"""The Compare page in a browser: live, swapped, reached from the Debug page; and all of it without a script."""

from __future__ import annotations

import re
from base64 import b64decode

from playwright.sync_api import Page, expect

from tests.browser.debug_page import ES256, HS256, answer, marked, paste, token_of

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


def test_a_difference_lights_up_its_characters_in_both_boxes_and_back(page: Page) -> None:
    first = token_of('{"iss":"https://a.example","sub":"alice","aud":"api"}')
    second = "😀 Bearer " + token_of('{"sub":"bob😀","iss":"https://b.example"}')
    _fill(page, first, second)
    row = page.locator('[data-difference="/sub"]')

    row.locator(".comparison-words").hover()
    assert [_decoded(one) for one in marked(page, "lit-payload")] == ['"sub":"alice"', '"sub":"bob😀"']
    expect(row.locator("[data-side][data-lit]")).to_have_count(2)
    page.locator('[data-difference="/aud"] code').first.focus()
    page.mouse.move(0, 0)
    assert [_decoded(one) for one in marked(page, "lit-payload")] == ['"aud":"api"']
    start = int(page.locator('[data-difference="/iss"] [data-side="second"]').get_attribute("data-start") or 0)
    box = page.get_by_label("Second: the one that does not")
    box.evaluate("(box, at) => { box.focus(); box.setSelectionRange(at, at) }", start + 4)

    expect(page.locator('[data-difference="/iss"] [data-side][data-lit]')).to_have_count(2)
    expect(row.locator("[data-lit]")).to_have_count(0)
    assert [_decoded(one) for one in marked(page, "lit-payload")] == [
        '"iss":"https://a.example"',
        '"iss":"https://b.example"',
    ]


def test_the_arrow_keys_lead_through_the_differences(page: Page) -> None:
    _fill(
        page, token_of('{"iss":"https://a.example","sub":"alice"}'), token_of('{"iss":"https://b.example","sub":"bob"}')
    )
    page.locator('[data-difference="/iss"] .comparison-at').focus()
    page.mouse.move(0, 0)

    page.keyboard.press("ArrowDown")

    expect(page.locator('[data-difference="/sub"] .comparison-at')).to_be_focused()
    assert [_decoded(one) for one in marked(page, "lit-payload")] == ['"sub":"alice"', '"sub":"bob"']
    expect(page.locator('#compared-claims .comparison-at[tabindex="0"]')).to_have_count(1)


def test_the_two_tokens_have_the_colours_of_their_parts(page: Page) -> None:
    _fill(page, READ, LESS)
    expect(answer(page, "comparison")).to_be_visible()

    for token, backdrop in zip((READ, LESS), page.locator(".comparing-boxes [data-backdrop]").all(), strict=True):
        parts = dict(zip(("header", "payload", "signature"), token.split("."), strict=True))
        assert {kind: backdrop.locator(f'[data-kind="{kind}"]').inner_text() for kind in parts} == parts


def _decoded(characters: str) -> str:
    """The whole member that characters carry, which begin at any of them."""
    octets = [
        b64decode(("A" * shift + characters + "A" * 3)[: (len(characters) + shift + 3) // 4 * 4], "-_")
        for shift in range(4)
    ]
    texts = [one.decode("utf-8", "ignore") for one in octets]
    return next(found[0] for one in texts if (found := re.search(r'"\w+":"[^"]*"', one)))
