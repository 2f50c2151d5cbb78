"""The page answers as one types, in several regions at once, and never with an answer to another question."""

from __future__ import annotations

import re
import time

from playwright.sync_api import Browser, Page, expect

from tests.browser.debug_page import FIRST_ANSWER_LATE, HS256, JWE, answer, box, expect_light, paste, token_of
from tests.servers import Server

_TYPE_AND_LOOK = """box => {
    box.value += 'A'
    box.dispatchEvent(new Event('input', {bubbles: true}))
    return document.querySelector('#result').dataset.state
}"""
_PASTE_TOO_MUCH = """box => {
    box.value = 'eyJ' + 'a'.repeat(1_100_000)
    box.dispatchEvent(new Event('input', {bubbles: true}))
}"""
_ALL_THAT_IS_KEPT = """() => JSON.stringify([
    {...localStorage}, {...sessionStorage}, document.cookie, document.title, location.href, history.state,
])"""


def test_one_answer_changes_the_verdict_the_strip_the_hint_and_the_buttons(page: Page) -> None:
    paste(page, JWE.token, JWE.key)

    expect(answer(page, "decryption")).to_have_attribute("data-verdict", "decrypted")
    expect(page.locator("#parts [data-part]")).to_have_count(5)
    expect(page.locator("#key-hint")).to_contain_text("RSA")
    expect(page.locator("#actions [data-primary]")).to_have_attribute("formaction", "/decrypt")
    expect(page.locator("#announcement")).not_to_be_empty()


def test_an_answer_that_comes_late_does_not_replace_a_newer_one(page: Page) -> None:
    page.goto("/")
    page.evaluate(FIRST_ANSWER_LATE)
    box(page).fill(token_of('{"sub":"first"}'))
    page.wait_for_timeout(300)

    box(page).fill(token_of('{"sub":"second"}'))
    expect(answer(page, "inspection")).to_contain_text("second")
    page.wait_for_timeout(1000)

    expect(answer(page, "inspection")).to_contain_text("second")
    expect(page.locator("#result")).not_to_contain_text("first")


def test_an_answer_is_marked_as_old_as_soon_as_something_is_typed(page: Page) -> None:
    paste(page, token_of('{"sub":"first"}'))
    expect(answer(page, "inspection")).to_contain_text("first")

    state = box(page).evaluate(_TYPE_AND_LOOK)

    assert state == "waiting"
    expect(page.locator("#result")).not_to_have_attribute("data-state", re.compile(".+"))


def test_an_opened_detail_stays_open_when_the_answer_changes(page: Page) -> None:
    paste(page, HS256.token)
    detail = page.locator("#token-octets-fold")
    detail.locator("summary").click()

    page.locator("#key").fill(HS256.key)
    expect(answer(page, "verification")).to_be_visible()

    expect(detail).to_have_attribute("open", "")


def test_an_emptied_box_shows_no_old_verdict(page: Page) -> None:
    paste(page, HS256.token, HS256.key)
    expect(answer(page, "verification")).to_be_visible()

    box(page).fill("")

    expect(page.locator('#result [data-result="verification"]')).to_have_count(0)
    expect(page.locator("#parts [data-part]")).to_have_count(0)


def test_expectations_are_checked_as_one_types_them(page: Page) -> None:
    paste(page, HS256.token, HS256.key)
    page.locator("#expected summary").click()

    page.get_by_label("Issuer (iss)").fill("somebody else")

    expect_light(page, "claims", "failed")
    expect_light(page, "signature", "passed")


def test_a_text_that_is_too_long_is_refused_at_its_box(page: Page) -> None:
    paste(page, HS256.token)
    expect(answer(page, "inspection")).to_be_visible()

    box(page).evaluate(_PASTE_TOO_MUCH)

    expect(page.locator("#message-input [data-code]")).to_have_attribute("data-code", "limit.input-size")
    expect(box(page)).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#result")).to_have_attribute("data-state", "stale")


def test_no_answer_from_the_server_is_said_and_the_old_answer_marked(browser: Browser, live_server: Server) -> None:
    context = browser.new_context(base_url=live_server.url)
    page = context.new_page()
    paste(page, HS256.token)
    expect(answer(page, "inspection")).to_be_visible()

    context.set_offline(offline=True)
    box(page).press("End")
    box(page).press_sequentially("A")

    expect(page.get_by_role("alert")).to_contain_text("older than what you sent")
    expect(page.locator("#result")).to_have_attribute("data-state", "stale")
    context.set_offline(offline=False)
    page.locator("[data-network-retry]").click()
    expect(page.get_by_role("alert")).to_be_hidden()
    expect(page.locator("#result")).not_to_have_attribute("data-state", re.compile(".+"))
    context.close()


def test_a_page_of_some_proxy_is_not_taken_for_an_answer(page: Page) -> None:
    page.route(
        "**/debug", lambda route: route.fulfill(status=502, content_type="text/html", body="<h1>Bad gateway</h1>")
    )

    paste(page, HS256.token)

    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.locator("#result")).not_to_contain_text("Bad gateway")


def test_nothing_pasted_reaches_the_address_the_title_or_the_storage(page: Page) -> None:
    addresses: list[str] = []
    page.on("request", lambda request: addresses.append(request.url + str(request.headers)))
    paste(page, HS256.token, HS256.key)
    expect(answer(page, "verification")).to_be_visible()

    kept = page.evaluate(_ALL_THAT_IS_KEPT)

    signature = HS256.token.rsplit(".", 1)[1]
    assert signature not in kept
    assert not any(signature in address for address in addresses)
    assert not any("hx-current-url" in address.lower() for address in addresses)


def test_a_page_from_the_browser_s_memory_has_forgotten_what_was_pasted(page: Page) -> None:
    paste(page, HS256.token, HS256.key)
    expect(answer(page, "verification")).to_be_visible()

    page.evaluate("() => dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")

    expect(box(page)).to_have_value("")
    expect(page.locator("#key")).to_have_value("")
    expect(page.locator("#result")).not_to_contain_text("joe")


def test_the_distance_of_a_time_stays_true_while_the_page_is_open(page: Page) -> None:
    page.clock.install()
    paste(page, token_of(f'{{"iat":{int(time.time()) - 1800}}}'))
    expect(answer(page, "inspection")).to_be_visible()
    words = page.locator('[data-member="/iat"] [data-relative]')
    expect(words).to_contain_text("Issued 30 min")

    page.clock.fast_forward("02:00:00")

    expect(words).to_contain_text("Issued 2 h")


def test_when_a_moment_goes_by_the_same_question_is_asked_again(page: Page) -> None:
    page.clock.install()
    paste(page, token_of(f'{{"exp":{int(time.time()) + 600}}}'), HS256.key)
    expect(answer(page, "verification")).to_be_visible()
    page.get_by_role("button", name="Inspect").click()
    expect(answer(page, "inspection")).to_be_visible()

    with page.expect_request(lambda request: request.method == "POST") as again:
        page.clock.fast_forward("00:20:00")

    assert again.value.url.endswith("/inspect")


def test_no_verdict_outlives_the_end_of_its_token(page: Page) -> None:
    page.clock.install()
    end = int(time.time()) + 25
    paste(page, token_of(f'{{"exp":{end}}}'), HS256.key)
    expect(answer(page, "verification")).to_be_visible()

    with page.expect_request(lambda request: request.method == "POST") as again:
        page.clock.fast_forward(26_000)

    assert again.value.url.endswith("/debug")


def test_the_words_of_a_timeline_count_no_time_past_the_moment_they_lead_to(page: Page, errors: list[str]) -> None:
    page.clock.install()
    paste(page, token_of(f'{{"exp":{int(time.time()) + 25}}}'))
    expect(answer(page, "inspection")).to_be_visible()
    page.route("**/debug", lambda route: route.abort())

    page.clock.fast_forward(40_000)

    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.locator(".timeline-words [data-gap]")).to_have_text("0 s")
    errors.clear()


def test_the_way_back_to_now_is_a_button_and_leaves_the_focus_at_the_verdict(page: Page) -> None:
    paste(page, HS256.token, HS256.key)
    page.get_by_role("button", name="just before it expired").click()
    back = page.get_by_role("button", name="Back to now")
    expect(back).to_have_css("border-top-style", "solid")
    expect(back).not_to_have_css("border-top-color", "rgba(0, 0, 0, 0)")

    back.press("Enter")

    expect(page.locator("[data-asked-at]")).to_have_count(0)
    expect(page.locator("#result .verdict")).to_be_focused()
