"""From paste to answer with the keyboard alone, and everything that is one click away."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.debug_page import ES256, HS256, JWE, answer, box, expect_light, marked, paste

STORY = [
    ("inspection", "described"),
    ("inspection", "described"),
    ("decryption", "decrypted"),
    ("inspection", "described"),
    ("verification", "valid"),
    ("verification", "valid"),
]


def tab_to(page: Page, selector: str) -> None:
    """Press the tab key until the element has the focus."""
    for _ in range(60):
        if page.locator(selector).evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"The tab key does not reach {selector}")


def test_verifying_takes_the_keyboard_alone(page: Page) -> None:
    page.goto("/")
    tab_to(page, "#input")
    page.keyboard.insert_text(ES256.token)
    tab_to(page, "#key")
    page.keyboard.insert_text(ES256.key)
    tab_to(page, "#action-verify")
    page.keyboard.press("Enter")

    expect(answer(page, "verification")).to_be_visible()
    expect_light(page, "signature", "passed")
    expect_light(page, "key", "passed")
    expect_light(page, "time", "failed")
    expect(page.locator('[data-step="jws.signature"]')).to_have_attribute("data-outcome", "passed")


def test_decrypting_takes_the_keyboard_alone(page: Page) -> None:
    page.goto("/")
    tab_to(page, "#input")
    page.keyboard.insert_text(JWE.token)
    tab_to(page, "#key")
    page.keyboard.insert_text(JWE.key)
    page.keyboard.press("Control+Enter")

    expect(answer(page, "decryption")).to_have_attribute("data-verdict", "decrypted")
    expect(page.locator("#result")).to_contain_text("The true sign of intelligence")


def test_the_form_is_sent_with_the_enter_key_in_a_line(page: Page) -> None:
    paste(page, HS256.token, HS256.key)
    expect(answer(page, "verification")).to_be_visible()
    page.locator("#expected summary").click()

    with page.expect_response("**/debug"):
        page.get_by_label("Audience (aud)").press("Enter")

    expect(answer(page, "verification")).to_be_visible()


def test_making_keys_takes_the_keyboard_alone(page: Page) -> None:
    page.goto("/keys")
    tab_to(page, 'input[value="Ed25519"]')
    page.keyboard.press("Space")
    tab_to(page, 'input[value="HS256"]')
    page.keyboard.press("Space")
    tab_to(page, "#generate button[type=submit]")
    page.keyboard.press("Enter")

    expect(answer(page, "key-generation")).to_be_visible()
    private = json.loads(page.locator("#private-jwk-set").inner_text())
    public = json.loads(page.locator("#public-jwk-set").inner_text())
    assert [key["kty"] for key in private["keys"]] == ["EC", "OKP", "oct"]
    assert [key["kty"] for key in public["keys"]] == ["EC", "OKP"]
    assert not any("d" in key for key in public["keys"])


def test_each_new_asymmetric_key_has_both_of_its_pems(page: Page) -> None:
    page.goto("/keys")
    page.get_by_role("button", name="Generate").click()
    expect(answer(page, "key-generation")).to_be_visible()

    expect(page.locator('[data-export="pem-pkcs8"][data-private="true"]')).to_have_count(1)
    expect(page.locator('[data-export="pem-spki"][data-private="false"]')).to_have_count(1)


def test_a_new_set_can_be_taken_along_as_a_file(page: Page) -> None:
    page.goto("/keys")
    page.get_by_role("button", name="Generate").click()
    expect(answer(page, "key-generation")).to_be_visible()

    with page.expect_download() as download:
        page.locator("#public-set [data-download-target]").click()

    assert download.value.suggested_filename == "public-jwks.json"
    assert json.loads(Path(download.value.path()).read_text())["keys"][0]["kty"] == "EC"


def test_a_copy_button_copies_what_it_stands_by(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    paste(page, HS256.token)
    expect(answer(page, "inspection")).to_be_visible()

    page.locator("#token-claims [data-copy-target]").first.click()

    expect(page.locator("#token-claims .copy").first).to_have_attribute("data-done", "")
    expect(page.locator("#announcement")).to_have_text("Copied")


def test_a_key_is_looked_into_while_one_types(page: Page) -> None:
    page.goto("/keys")

    page.locator("#key").fill(ES256.key)

    expect(answer(page, "key-inspection")).to_have_attribute("data-verdict", "usable")
    expect(page.locator('[data-key][data-kty="EC"]')).to_be_visible()


def test_a_key_is_converted(page: Page) -> None:
    page.goto("/keys")
    page.locator("#key").fill(ES256.key)
    expect(answer(page, "key-inspection")).to_be_visible()

    page.get_by_label("Convert to").select_option("pem-spki")
    page.get_by_role("button", name="Convert").click()

    expect(page.locator("#converted-text")).to_contain_text("BEGIN PUBLIC KEY")


def test_every_example_gives_an_answer_and_says_what_was_promised(page: Page) -> None:
    page.goto("/")
    expected = {
        "ID token": ("verification", "valid"),
        "Shared secret": ("verification", "valid"),
        "Expired": ("verification", "invalid"),
        "Tampered": ("verification", "invalid"),
        "Encrypted": ("decryption", "decrypted"),
        "Unsecured": ("inspection", "described"),
        "A JWK Set": ("inspection", "described"),
    }

    for title, (kind, verdict) in expected.items():
        page.locator(".example-button").filter(has=page.get_by_text(title, exact=True)).click()
        expect(answer(page, kind)).to_have_attribute("data-verdict", verdict)


def test_an_expired_token_is_not_a_bad_signature(page: Page) -> None:
    page.goto("/")

    page.locator(".example-button", has_text="Expired").click()

    expect(answer(page, "verification")).to_be_visible()
    expect_light(page, "signature", "passed")
    expect_light(page, "time", "failed")


def test_the_login_is_told_from_start_to_finish(page: Page) -> None:
    page.goto("/")
    page.locator("[data-chapter-title]").first.click()

    for number, (kind, verdict) in enumerate(STORY):
        expect(answer(page, kind)).to_have_attribute("data-verdict", verdict)
        expect(page.locator("[data-bar-count]")).to_contain_text(f"{number + 1} of {len(STORY)}")
        if number + 1 < len(STORY):
            page.locator('[data-bar-step="1"]').click()

    for name in ("signature", "key", "time", "claims"):
        expect_light(page, name, "passed")


def test_a_chapter_about_a_formula_shows_it_with_the_values_of_the_token(page: Page) -> None:
    page.goto("/")

    page.locator("[data-chapter-title]").first.click()
    expect(answer(page, "inspection")).to_be_visible()

    signature = box(page).input_value().rsplit(".", 1)[1]
    expect(page.locator("#token-formula")).to_contain_text(signature)
    expect(page.locator("#token-formula-fold")).to_have_attribute("open", "")


def test_a_chapter_about_the_header_points_at_alg_and_kid(page: Page) -> None:
    page.goto("/")

    page.locator("[data-chapter-title]").nth(3).click()
    expect(answer(page, "inspection")).to_be_visible()

    expect(page.locator("#token-header [data-pointed]")).to_have_count(2)
    header = page.locator("#token-header").bounding_box()
    claims = page.locator("#token-claims").bounding_box()
    assert header
    assert claims
    assert header["y"] < claims["y"]
    assert len(marked(page, "pointed")) == 2


def test_the_story_is_over_when_a_box_is_changed(page: Page) -> None:
    page.goto("/")
    page.locator("[data-chapter-title]").last.click()
    expect(page.locator("[data-chapter-bar]")).to_be_visible()

    box(page).fill(HS256.token)

    expect(page.locator("[data-chapter-bar]")).to_be_hidden()
    expect(page.locator("[data-chapter][data-current]")).to_have_count(0)


def test_the_story_is_over_when_another_question_is_asked(page: Page) -> None:
    page.goto("/")
    page.locator("[data-chapter-title]").last.click()
    expect(answer(page, "verification")).to_be_visible()

    page.get_by_role("button", name="Inspect").click()

    expect(answer(page, "inspection")).to_be_visible()
    expect(page.locator("[data-chapter-bar]")).to_be_hidden()


def test_a_token_inside_a_token_is_verified_in_place(page: Page) -> None:
    page.goto("/")
    page.locator(".example-button", has_text="Encrypted").click()
    expect(page.locator("[data-nested] [data-member='/iss']")).to_be_visible()

    key = page.locator("#key").input_value()
    page.locator("[data-nested] form.buttons button").click()
    expect(answer(page, "verification")).to_be_visible()

    assert box(page).input_value().count(".") == 2
    expect(page.locator("#key")).to_have_value(key)


def test_a_key_in_the_first_box_moves_to_the_second(page: Page) -> None:
    paste(page, ES256.key)
    page.get_by_role("button", name="Use it as the key").click()

    expect(page.locator("#key")).to_have_value(ES256.key)
    expect(box(page)).to_have_value("")


def test_swapping_the_boxes_asks_about_what_stands_there_then(page: Page) -> None:
    paste(page, HS256.key, HS256.token)
    expect(page.locator("#result:not([data-state]) [data-result]")).to_be_visible()

    page.locator("#swap").evaluate("form => form.requestSubmit()")

    expect(answer(page, "verification")).to_be_visible()
    expect(box(page)).to_have_value(HS256.token)
    expect(page.locator("#key")).to_have_value(HS256.key)
    expect_light(page, "signature", "passed")


def test_the_order_of_the_buttons_stays_and_the_one_that_fits_stands_out(page: Page) -> None:
    page.goto("/")
    before = page.locator("#action-verify").bounding_box()

    for token, primary in ((HS256.token, "/verify"), (JWE.token, "/decrypt"), (HS256.key, "/inspect")):
        box(page).fill(token)
        expect(page.locator("#actions [data-primary]")).to_have_attribute("formaction", primary)
        labels = page.locator("#actions button").all_inner_texts()
        assert labels[:3] == ["Inspect", "Verify", "Decrypt"]

    after = page.locator("#action-verify").bounding_box()
    assert before
    assert after
    assert before["x"] == after["x"]


def test_the_reader_s_own_time_stands_beside_utc(page: Page) -> None:
    paste(page, HS256.token)
    expect(answer(page, "inspection")).to_be_visible()

    moment = page.locator('[data-member="/exp"] .moment')

    expect(moment).to_contain_text("22 Mar 2011, 18:43:00 UTC")
    expect(moment.locator("[data-local]")).to_contain_text("19:43:00")


def test_the_theme_follows_the_system_until_one_is_chosen(page: Page) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto("/")
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")

    page.locator("[data-theme-switch]").click()
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.reload()

    assert dark != light
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == light
    assert page.evaluate("JSON.stringify({...localStorage})") == '{"theme":"light"}'
