"""A table of claims, a strip of parts and a row of buttons are one Tab stop each; the arrow keys lead through them."""

from __future__ import annotations

import json

from playwright.sync_api import Page, expect

from tests.browser.debug_page import HS256, answer, box, marked, paste, token_of

_CLAIMS = '{"a":"first","b":"second","c":"third","d":"last"}'
# A script: what the focus is on.
_FOCUSED = "() => document.activeElement.textContent.trim()"
# A script: the tables, strips and rows of buttons that are not one Tab stop exactly.
_MANY = """() => [...document.querySelectorAll('.members, .disclosures, .parts, .value-tools')].filter(list => {
    const own = one => one.closest('.members, .disclosures, .parts, .value-tools') === list
    const rows = '.member-name > *, dt.member-plain, .disclosure-name > *, .part, .value-tools > button'
    const stops = [...list.querySelectorAll(rows)].filter(own).map(one => one.tabIndex)
    return stops.filter(stop => stop === 0).length !== 1
}).map(list => list.outerHTML.slice(0, 160))"""


def _focused(page: Page) -> str:
    return str(page.evaluate(_FOCUSED))


def _enter(page: Page) -> None:
    """Come to the claims with the Tab key, as somebody does who sees them."""
    page.locator("#token-claims [data-folds]").focus()
    while _focused(page) != "a":
        page.keyboard.press("Tab")


def test_the_arrow_keys_lead_from_claim_to_claim_and_light_up_each(page: Page) -> None:
    paste(page, token_of(_CLAIMS))
    expect(answer(page, "inspection")).to_be_visible()
    _enter(page)

    seen = []
    for key in ("ArrowDown", "ArrowDown", "ArrowUp", "End", "ArrowDown", "Home", "ArrowUp"):
        page.keyboard.press(key)
        seen.append((_focused(page), page.locator("[data-lit] .member-name").inner_text()))

    assert seen == [(name, name) for name in ("b", "c", "b", "d", "d", "a", "a")]


def test_the_characters_of_the_claim_that_the_arrow_keys_lead_to_light_up(page: Page) -> None:
    token = token_of('{"one":"12345","two":"67890"}')
    paste(page, token)
    expect(answer(page, "inspection")).to_be_visible()
    page.locator('[data-member="/one"] code').first.focus()

    page.keyboard.press("ArrowDown")

    member = page.locator('[data-member="/two"]')
    start, end = (int(member.get_attribute(f"data-{name}") or 0) for name in ("start", "end"))
    assert marked(page, "lit-payload") == [token[start:end]]


def test_a_pointer_that_lies_still_takes_nothing_from_the_keyboard(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 500})
    paste(page, token_of(json.dumps({f"n{number}": number for number in range(60)})))
    expect(answer(page, "inspection")).to_be_visible()
    page.locator('[data-member="/n0"]').hover()
    page.locator('[data-member="/n0"] code').first.focus()

    for number in range(1, 40):
        page.keyboard.press("ArrowDown")
        # Two frames: the page has moved, and what that brings has come.
        page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        assert page.locator("#result [data-lit] .member-name").all_inner_texts() == [f"n{number}"]
        assert page.locator(".member:has(.value-tools)").get_attribute("data-member") == f"/n{number}"


def test_tab_leads_to_the_buttons_of_the_claim_and_out_of_the_table(page: Page) -> None:
    paste(page, token_of(_CLAIMS))
    expect(answer(page, "inspection")).to_be_visible()
    _enter(page)
    page.keyboard.press("ArrowDown")

    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.closest('.member').dataset.member") == "/b"
    page.keyboard.press("ArrowRight")
    assert _focused(page) == "Copy as Text"
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.closest('.members') === null")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")

    # Where one was.
    assert _focused(page) == "b"


def test_the_parts_below_the_box_are_one_stop(page: Page) -> None:
    paste(page, HS256.token)
    expect(answer(page, "inspection")).to_be_visible()
    box(page).focus()
    page.keyboard.press("Tab")

    kinds = [page.evaluate("() => document.activeElement.dataset.kind")]
    for _ in range(2):
        page.keyboard.press("ArrowRight")
        kinds.append(page.evaluate("() => document.activeElement.dataset.kind"))

    assert kinds == ["header", "payload", "signature"]
    assert marked(page, "lit-signature") == [HS256.token.split(".")[2]]


def test_a_token_of_many_signatures_has_one_stop_a_table(page: Page) -> None:
    header, payload, signature = HS256.token.split(".")
    several = {"payload": payload, "signatures": [{"protected": header, "signature": signature}] * 18}
    paste(page, json.dumps(several), HS256.key)
    expect(answer(page, "verification")).to_be_visible()

    assert page.locator("#result .members").count() > 18
    assert page.evaluate(_MANY) == []


def test_a_fold_of_many_claims_is_a_table_of_its_own(page: Page) -> None:
    paste(page, token_of(json.dumps({f"n{number}": number for number in range(130)})))
    expect(answer(page, "inspection")).to_be_visible()
    page.locator(".members-fold > summary").click()
    page.keyboard.press("Tab")

    assert _focused(page) == "n100"
    page.keyboard.press("End")
    assert _focused(page) == "n129"
    assert page.locator("[data-lit] .member-name").inner_text() == "n129"


def test_the_differences_of_two_tokens_are_a_table_of_one_stop(page: Page) -> None:
    page.goto("/compare")
    page.locator("#input").fill(token_of('{"aud":"a","iss":"one","sub":"x"}'))
    page.locator("#field-other").fill(token_of('{"aud":"b","iss":"two","sub":"x"}'))
    rows = page.locator("[data-difference] > .comparison-name > code")
    expect(rows.and_(page.locator("[tabindex='0']"))).to_have_count(1)
    page.locator("[data-difference='/aud'] code").first.focus()

    page.keyboard.press("ArrowDown")

    assert _focused(page) == "iss"
    expect(rows.and_(page.locator("[tabindex='0']"))).to_have_text("iss")


def test_a_table_without_rows_is_no_stop_and_no_error(page: Page) -> None:
    paste(page, token_of("{}", "{}"))
    expect(answer(page, "inspection")).to_be_visible()

    assert page.locator("#result .member-name").count() == 0


def test_the_keys_of_the_browser_stay_the_browsers(page: Page) -> None:
    paste(page, token_of(_CLAIMS))
    expect(answer(page, "inspection")).to_be_visible()
    page.locator('[data-member="/b"] code').first.focus()

    page.keyboard.press("Control+End")

    assert _focused(page) == "b"


def test_what_was_clicked_stays_lit_and_is_the_stop(page: Page) -> None:
    paste(page, token_of(_CLAIMS))
    expect(answer(page, "inspection")).to_be_visible()

    page.locator('[data-member="/c"] code').first.click()
    page.mouse.move(0, 0)

    expect(page.locator('[data-member="/c"]')).to_have_attribute("data-lit", "")
    assert page.evaluate(_MANY) == []


def test_an_answer_that_came_with_the_page_is_walked_through_as_well(page: Page) -> None:
    page.goto("/help/patterns/expired")

    assert page.locator("#result .members").count() > 1
    assert page.evaluate(_MANY) == []
