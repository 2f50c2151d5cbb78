"""What a field has to say: why it was refused, at the field itself; and the folds that open when they are needed."""

from __future__ import annotations

import hmac
import json

import pytest
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption
from playwright.sync_api import Page, expect

from tests.browser.debug_page import ES256, HS256, answer, expect_light, paste
from tests.jose.jwk.containers import PASSWORD, PRIVATE_KEYS, pkcs8
from webapp.jose.base64url import encode

LOCKED = pkcs8(PRIVATE_KEYS["P-256"], BestAvailableEncryption(PASSWORD.encode()))


def message(page: Page, name: str, code: str) -> None:
    expect(page.locator(f"#message-{name} [data-code]")).to_have_attribute("data-code", code)


def test_a_field_that_is_refused_is_marked_and_the_answer_stays(page: Page) -> None:
    paste(page, HS256.token, HS256.key)
    expect(answer(page, "verification")).to_be_visible()
    page.locator("#expected summary").click()
    leeway = page.get_by_label("Leeway in seconds")

    leeway.fill("-5")

    message(page, "leeway", "field.value")
    expect(leeway).to_have_attribute("aria-invalid", "true")
    expect(leeway).to_be_focused()
    expect(page.locator("#result")).to_have_attribute("data-state", "stale")
    expect(page.locator('#result [data-result="verification"]')).to_be_visible()
    expect(page.locator("#parts [data-part]")).to_have_count(3)
    expect(page.locator("#announcement")).not_to_be_empty()

    leeway.fill("5")

    expect(answer(page, "verification")).to_be_visible()
    expect(leeway).not_to_have_attribute("aria-invalid", "true")
    expect(page.locator("#message-leeway")).to_be_empty()


def test_each_of_several_refused_fields_is_marked(page: Page) -> None:
    paste(page, HS256.token, HS256.key)
    expect(answer(page, "verification")).to_be_visible()
    page.get_by_text("What you expect").click()
    leeway, at = page.get_by_label("Leeway in seconds"), page.get_by_label("At this time")

    leeway.fill("abc")
    at.fill("yesterday")

    message(page, "leeway", "field.value")
    message(page, "at", "field.value")
    expect(leeway).to_have_attribute("aria-invalid", "true")
    expect(at).to_have_attribute("aria-invalid", "true")


def test_a_refused_field_in_a_closed_fold_is_shown(page: Page) -> None:
    paste(page, HS256.token)
    page.locator("#expected summary").click()
    page.get_by_label("At this time").fill("tomorrow")
    message(page, "at", "field.value")
    page.locator("#expected summary").click()

    page.locator("#action-verify").click()

    expect(page.get_by_label("At this time")).to_be_visible()


def test_generating_nothing_says_so_at_the_field_and_keeps_the_keys_made_before(page: Page) -> None:
    page.goto("/keys")
    page.get_by_role("button", name="Generate").click()
    expect(answer(page, "key-generation")).to_be_visible()
    page.get_by_label("ES256", exact=True).uncheck()

    page.get_by_role("button", name="Generate").click()

    message(page, "spec", "spec.missing")
    expect(page.locator('#result [data-result="key-generation"]')).to_be_visible()


def test_without_javascript_the_page_comes_back_with_all_boxes_filled(page_without_javascript: Page) -> None:
    page = page_without_javascript
    page.goto("/")
    page.locator("#input").fill(HS256.token)
    page.locator("#key").fill(HS256.key)
    page.locator("#expected summary").click()
    page.get_by_label("Leeway in seconds").fill("-5")

    page.locator("#action-verify").click()

    message(page, "leeway", "field.value")
    expect(page.get_by_label("Leeway in seconds")).to_be_visible()
    expect(page.get_by_label("Leeway in seconds")).to_have_value("-5")
    expect(page.locator("#input")).to_have_value(HS256.token)
    expect(page.locator("#key")).to_have_value(HS256.key)


def test_without_javascript_the_keys_page_comes_back_too(page_without_javascript: Page) -> None:
    page = page_without_javascript
    page.goto("/keys")
    page.get_by_label("Others, by name").fill("NOTHING256")

    page.get_by_role("button", name="Generate").click()

    expect(page.locator("#message-spec [data-code]")).to_be_visible()
    expect(page.get_by_label("Others, by name")).to_have_value("NOTHING256")


def test_a_locked_key_opens_the_fold_for_its_password_and_the_focus_stays(page: Page) -> None:
    paste(page, ES256.token, LOCKED)

    expect(page.get_by_label("Password of the key file")).to_be_visible()
    expect(page.locator("#key")).to_be_focused()

    page.locator("#password-fold summary").click()
    page.locator("#key").press("End")
    page.locator("#key").press("Enter")
    expect(answer(page, "verification")).to_be_visible()
    expect(page.get_by_label("Password of the key file")).to_be_hidden()


def test_a_locked_key_opens_the_fold_on_the_keys_page_too(page: Page) -> None:
    page.goto("/keys")

    page.locator("#key").fill(LOCKED)

    expect(page.get_by_label("Password of the key file")).to_be_visible()
    expect(page.locator("#key")).to_be_focused()
    page.get_by_label("Password of the key file").fill(PASSWORD)
    expect(answer(page, "key-inspection")).to_have_attribute("data-verdict", "usable")


@pytest.mark.parametrize("path", ["/", "/keys"])
def test_without_javascript_the_fold_for_the_password_is_open(page_without_javascript: Page, path: str) -> None:
    page = page_without_javascript
    page.goto(path)
    page.locator("#key").fill(LOCKED)

    page.get_by_role("button", name="Inspect").click()

    expect(page.get_by_label("Password of the key file")).to_be_visible()


def test_a_format_of_private_keys_alone_asks_for_the_tick(page: Page) -> None:
    page.goto("/keys")
    words = page.locator('[data-half="private"]')
    expect(words).to_be_hidden()

    page.get_by_label("Convert to").select_option("pem-pkcs8")
    expect(words).to_be_visible()
    page.get_by_label("with the private half").check()

    expect(words).to_be_hidden()


def test_a_payload_that_travels_apart_is_asked_for_and_verified_with(page: Page) -> None:
    header, payload, signature = HS256.token.split(".")
    paste(page, f"{header}..{signature}", HS256.key)

    expect(page.get_by_label("Detached payload")).to_be_visible()
    expect(page.locator("#key")).to_be_focused()
    page.get_by_label("How the payload is written").select_option("base64url")
    page.get_by_label("Detached payload").fill(payload)

    expect_light(page, "signature", "passed")


def _detached(content: bytes) -> str:
    header = encode(b'{"alg":"HS256"}')
    signature = hmac.digest(b"secret", f"{header}.{encode(content)}".encode(), "sha256")
    return f"{header}..{encode(signature)}"


def test_a_payload_of_several_lines_is_verified_as_it_was_signed(page: Page) -> None:
    paste(page, _detached(b"one\ntwo\n"), "secret")

    page.get_by_label("Detached payload").fill("one\ntwo\n")

    expect_light(page, "signature", "passed")
    expect(page.locator('#result [data-code="content.line-ends"]')).to_be_visible()


def test_a_payload_is_taken_from_a_file(page: Page) -> None:
    paste(page, _detached(b"\xff\x00\r\n"), "secret")

    page.get_by_label("or its file, octet for octet").set_input_files(
        {"name": "content.bin", "mimeType": "application/octet-stream", "buffer": b"\xff\x00\r\n"}
    )

    expect_light(page, "signature", "passed")


def test_without_javascript_a_payload_is_taken_from_a_file(page_without_javascript: Page) -> None:
    page = page_without_javascript
    page.goto("/")
    page.locator("#input").fill(_detached(b"\xff\x00\r\n"))
    page.locator("#key").fill("secret")
    page.locator("#expected summary").click()
    page.get_by_label("or its file, octet for octet").set_input_files(
        {"name": "content.bin", "mimeType": "application/octet-stream", "buffer": b"\xff\x00\r\n"}
    )

    page.get_by_role("button", name="Verify", exact=True).click()

    expect_light(page, "signature", "passed")


def test_a_broken_payload_is_refused_at_its_field(page: Page) -> None:
    header, _, signature = HS256.token.split(".")
    paste(page, f"{header}..{signature}", HS256.key)
    page.get_by_label("How the payload is written").select_option("base64url")

    page.get_by_label("Detached payload").fill("*")

    message(page, "payload", "payload.base64url")


def test_on_a_phone_the_verdict_stands_under_the_box_and_leads_to_the_answer(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 664})
    paste(page, HS256.token, HS256.key)
    expect(answer(page, "verification")).to_be_visible()
    glance = page.locator("#glance a")

    expect(glance).to_be_in_viewport()
    expect(glance).to_have_attribute("data-tone", "warn")
    expect(page.locator("#result .verdict")).not_to_be_in_viewport()
    glance.click()

    expect(page.locator("#result .verdict")).to_be_in_viewport()


def test_on_a_wide_screen_the_answer_alone_says_it(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    paste(page, HS256.token, HS256.key)
    expect(answer(page, "verification")).to_be_visible()

    expect(page.locator("#glance a")).to_be_hidden()


def test_a_set_of_keys_is_named_as_the_standard_names_it(page: Page) -> None:
    paste(page, json.dumps({"keys": [json.loads(ES256.key)]}))

    expect(answer(page, "inspection").locator(".verdict-chip")).to_have_text("JWK Set")
