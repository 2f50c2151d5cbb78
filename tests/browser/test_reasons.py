"""The reason for a failure: its fix is one click away, with JavaScript and without; the report is copied."""

from __future__ import annotations

import re
import time

import pytest
from playwright.sync_api import Page, expect

from tests.browser.debug_page import answer, expect_light, paste, token_of
from tests.jose.diagnose.asking import mac

TOKEN = mac(b"secret" * 6)
KEY = "c2VjcmV0" * 6
# The signer kept the line break of its file: what mends it is another key, as a JWK.
OTHER_KEY = "secret" * 6
OTHER_TOKEN = mac(OTHER_KEY.encode() + b"\n")
TIMED = token_of('{"iat":1700000000,"exp":1700003600}')


def test_the_fix_is_one_click_away(page: Page) -> None:
    paste(page, TOKEN, KEY)
    expect(answer(page, "verification")).to_have_attribute("data-verdict", "invalid")
    expect(page.locator("#result .verdict-words").first).to_have_text(re.compile("^Because "))

    page.locator('[data-diagnosis][data-code="secret.base64"] [data-fix] button').click()

    expect(answer(page, "verification")).to_have_attribute("data-verdict", "valid")
    expect(page.locator("#field-key_encoding")).to_have_value("base64")
    expect(page.locator("#key")).to_have_value(KEY)
    expect(page.locator("[data-reasons]")).to_have_count(0)


def test_the_fix_is_one_click_away_without_javascript(page_without_javascript: Page) -> None:
    page = page_without_javascript
    page.goto("/")
    page.locator("#input").fill(TOKEN)
    page.locator("#key").fill(KEY)
    page.locator("#password-fold summary").click()
    page.locator("#field-password").fill("hush")
    page.get_by_role("button", name="Verify", exact=True).click()
    expect_light(page, "signature", "failed")

    page.locator("[data-diagnosis] [data-fix] button").click()

    expect_light(page, "signature", "passed")
    expect(page.locator("#input")).to_have_value(TOKEN)
    expect(page.locator("#field-password")).to_have_value("hush")
    assert "hush" not in page.url


def test_the_corrected_text_is_shown_before_it_is_tried(page: Page) -> None:
    paste(page, OTHER_TOKEN, OTHER_KEY)
    expect(answer(page, "verification")).to_have_attribute("data-verdict", "invalid")
    page.locator('[data-shown="key"] summary').click()
    shown = page.locator("#reason-1-text").inner_text()

    page.locator("[data-fix] button").click()

    expect_light(page, "signature", "passed")
    expect(page.locator("#key")).to_have_value(shown)


def test_explain_leads_to_the_entry_and_the_paste_stays(page: Page) -> None:
    paste(page, TOKEN, KEY)
    expect(answer(page, "verification")).to_be_visible()

    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Explain").click()

    expect(opened.value.locator('[data-help="secret.base64"]')).to_be_in_viewport()
    expect(page.locator("#input")).to_have_value(TOKEN)


def test_the_report_is_copied_without_values_and_with_them(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    paste(page, TOKEN, KEY)
    expect(answer(page, "verification")).to_be_visible()
    page.locator("#report-card summary.card-head").click()

    page.get_by_role("button", name="Copy the report", exact=True).click()
    without = page.locator("#report").inner_text()
    page.get_by_role("checkbox", name="with values").check()
    page.get_by_role("button", name="Copy the report with values").click()

    expect(page.locator('[data-report="report-with-values"] .copy')).to_have_attribute("data-done", "")
    expect(page.locator("#report")).to_be_hidden()
    assert "alice" not in without
    assert '"alice"' in page.locator("#report-with-values").inner_text()


def test_the_box_for_values_works_without_javascript(page_without_javascript: Page) -> None:
    page = page_without_javascript
    page.goto("/")
    page.locator("#input").fill(TOKEN)
    page.locator("#key").fill(KEY)
    page.get_by_role("button", name="Verify", exact=True).click()
    page.locator("#report-card summary.card-head").click()
    expect(page.locator("#report")).to_be_visible()

    page.get_by_role("checkbox", name="with values").check()

    expect(page.locator("#report")).to_be_hidden()
    expect(page.locator("#report-with-values")).to_be_visible()


def test_whether_it_was_valid_when_it_was_issued_is_one_click_away(page: Page) -> None:
    paste(page, TIMED, "another secret of thirty-two octets")
    expect_light(page, "time", "failed")

    page.get_by_role("button", name="when it was issued").click()

    expect_light(page, "time", "passed")
    expect(page.locator("#field-at")).to_have_value("1700000000")
    expect(page.locator("[data-asked-at]")).to_contain_text("14 Nov 2023, 22:13:20 UTC")
    page.get_by_role("button", name="now", exact=True).click()
    expect_light(page, "time", "failed")
    expect(page.locator("[data-asked-at]")).to_have_count(0)


def test_whether_it_was_valid_before_it_expired_without_javascript(page_without_javascript: Page) -> None:
    page = page_without_javascript
    page.goto("/")
    page.locator("#input").fill(TIMED)
    page.locator("#key").fill("another secret of thirty-two octets")
    page.get_by_role("button", name="Verify", exact=True).click()

    page.get_by_role("button", name="just before it expired").click()

    expect_light(page, "time", "passed")
    expect(page.locator("#field-at")).to_have_value("1700003599")
    expect(page.locator("#key")).to_have_value("another secret of thirty-two octets")


def test_a_slider_asks_about_any_time_with_the_keyboard(page: Page) -> None:
    paste(page, TIMED, "another secret of thirty-two octets")
    expect_light(page, "time", "failed")
    slider = page.get_by_role("slider", name="Would it have been valid at another time?")

    slider.press("Home")
    for _ in range(2):
        slider.press("PageUp")

    expect(page.locator("[data-asked-at]")).to_be_visible()
    expect_light(page, "time", "passed")
    expect(slider).to_be_focused()
    expect(slider).to_be_in_viewport()
    expect(page.locator("#field-at")).to_have_value(slider.input_value())
    expect(page.locator(".moments-told")).to_have_attribute("data-outcome", "passed")


def test_the_slider_is_asked_when_it_is_let_go_and_not_before(page: Page) -> None:
    asked: list[str] = []
    paste(page, TIMED, "another secret of thirty-two octets")
    expect_light(page, "time", "failed")
    slider = page.get_by_role("slider", name="Would it have been valid at another time?")
    slider.scroll_into_view_if_needed()
    page.on("request", lambda request: asked.append(request.url))
    place = slider.bounding_box()
    assert place

    page.mouse.move(place["x"] + place["width"] - 10, place["y"] + place["height"] / 2)
    page.mouse.down()
    page.mouse.move(place["x"] + place["width"] / 2, place["y"] + place["height"] / 2, steps=5)
    expect(page.locator(".slide-words")).to_have_text(re.compile("^14 Nov 2023, 22:4.* before its end$"))
    page.wait_for_timeout(600)
    assert asked == []
    page.mouse.up()

    expect_light(page, "time", "passed")
    expect(page.locator("[data-asked-at]")).to_be_visible()
    assert len(asked) == 1


@pytest.mark.parametrize("width", [1440, 390])
def test_the_slider_stays_in_its_place_whatever_grows_above_it(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 700})
    paste(page, token_of('{"iat":1700000000}'), "another secret of thirty-two octets")
    expect_light(page, "time", "warning")
    slider = page.get_by_role("slider", name="Would it have been valid at another time?")
    slider.evaluate("field => scrollBy({ top: field.getBoundingClientRect().top - 300, behavior: 'instant' })")
    place = slider.bounding_box()
    assert place

    slider.press("PageDown")

    expect(page.locator("[data-asked-at]")).to_be_visible()
    page.wait_for_timeout(100)
    moved = slider.bounding_box()
    assert moved
    assert abs(moved["y"] - place["y"]) < 3


def test_the_words_of_the_script_are_those_of_the_server(page: Page) -> None:
    paste(page, TIMED, "another secret of thirty-two octets")
    expect_light(page, "time", "failed")
    slider = page.get_by_role("slider", name="Would it have been valid at another time?")

    for key in ("Home", "PageUp", "PageUp", "ArrowRight"):
        slider.press(key)
        of_script = slider.get_attribute("aria-valuetext")
        expect(page.locator("#field-at")).to_have_value(slider.input_value())
        expect(answer(page, "verification")).to_be_visible()

        expect(slider).to_have_attribute("aria-valuetext", of_script or "")
        expect(page.locator(".slide-words")).to_have_text(of_script or "")


def test_without_javascript_there_is_no_slider_but_the_field(page_without_javascript: Page) -> None:
    page = page_without_javascript
    page.goto("/")
    page.locator("#input").fill(TIMED)
    page.locator("#expected summary").click()
    page.locator("#field-at").fill("2023-11-14T22:30:00Z")
    page.locator("#key").fill("another secret of thirty-two octets")
    page.get_by_role("button", name="Verify", exact=True).click()

    expect_light(page, "time", "passed")
    expect(page.get_by_role("slider")).to_have_count(0)
    expect(page.locator(".moments-told")).to_contain_text("Seen from there Expires in 43 min")


def test_an_issuer_is_shown_above_the_expected_one_with_what_differs_marked(page: Page) -> None:
    paste(page, mac(b"secret" * 6, claims=b'{"iss":"https://login.example/"}'), "secret" * 6)
    expect(answer(page, "verification")).to_have_attribute("data-verdict", "valid")

    page.locator("#expected summary").click()
    page.locator("#field-issuer").fill("https://login.example")

    expect(page.locator("[data-compared] dd")).to_have_text(["https://login.example", "https://login.example/"])
    expect(page.locator("[data-compared] mark")).to_have_text(["", "/"])


def test_the_present_moves_along_the_timeline(page: Page) -> None:
    now = int(time.time())
    paste(page, mac(b"secret" * 6, claims=f'{{"iat":{now - 30},"exp":{now + 30}}}'.encode()), "secret" * 6)
    expect_light(page, "time", "passed")
    line = page.locator(".timeline-now")
    place, words = line.get_attribute("x1"), page.locator(".timeline-words").inner_text()

    expect(line).not_to_have_attribute("x1", place or "")
    expect(page.locator(".timeline-words")).not_to_have_text(words)

    assert line.get_attribute("x1") == line.get_attribute("x2")
    assert abs(int(page.get_by_role("slider").input_value()) - time.time()) < 5
    expect(page.locator(".slide-words")).to_have_text(re.compile(r"^Now: 3\d s after it was issued, 2\d s before"))


def test_a_moment_that_was_asked_about_does_not_move(page: Page) -> None:
    paste(page, TIMED, "another secret of thirty-two octets")
    page.get_by_role("button", name="just before it expired").click()
    expect(page.locator("[data-asked-at]")).to_be_visible()
    place = page.locator(".timeline-now").get_attribute("x1")

    page.wait_for_timeout(2_200)

    assert page.locator(".timeline-now").get_attribute("x1") == place
    expect(page.locator(".timeline-words")).to_contain_text("Asked about")
