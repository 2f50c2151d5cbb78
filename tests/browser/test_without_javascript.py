"""With JavaScript off every action works: a form is sent, and the whole page comes back with an answer."""

from __future__ import annotations

import json

from playwright.sync_api import Page, expect

from tests.browser.debug_page import ES256, HS256, JWE
from tests.jose.making import encrypted, jwk, new_key, signed
from webapp.jose.jwk.publish import Half


def result(page: Page, kind: str) -> None:
    expect(page.locator(f'[data-result="{kind}"]')).to_be_visible()


def test_inspecting(page_without_javascript: Page) -> None:
    page = page_without_javascript
    page.goto("/")
    page.locator("#input").fill(HS256.token)

    page.get_by_role("button", name="Inspect").click()

    result(page, "inspection")
    expect(page.locator("#input")).to_have_value(HS256.token)
    expect(page.locator('[data-member="/exp"]')).to_be_visible()
    assert HS256.token not in page.url


def test_verifying(page_without_javascript: Page) -> None:
    page = page_without_javascript
    page.goto("/")
    page.locator("#input").fill(ES256.token)
    page.locator("#key").fill(ES256.key)
    page.locator("#expected summary").click()
    page.get_by_label("Issuer (iss)").fill("joe")

    page.get_by_role("button", name="Verify", exact=True).click()

    result(page, "verification")
    expect(page.locator('[data-light="signature"]')).to_have_attribute("data-outcome", "passed")
    expect(page.locator("#key")).to_have_value(ES256.key)
    expect(page.get_by_label("Issuer (iss)")).to_have_value("joe")
    expect(page.locator("#key-hint")).to_contain_text("P-256")


def test_decrypting(page_without_javascript: Page) -> None:
    page = page_without_javascript
    page.goto("/")
    page.locator("#input").fill(JWE.token)
    page.locator("#key").fill(JWE.key)

    page.get_by_role("button", name="Decrypt", exact=True).click()

    result(page, "decryption")
    expect(page.locator('[data-result="decryption"]')).to_have_attribute("data-verdict", "decrypted")


def test_the_key_of_the_token_inside_goes_along_with_it(page_without_javascript: Page) -> None:
    page = page_without_javascript
    inner = signed("ES256", new_key("ES256"), b'{"sub":"alice"}')
    page.goto("/")
    page.locator("#input").fill(encrypted("RSA-OAEP", "A256GCM", new_key("RSA-OAEP"), inner.encode()))
    page.locator("#key").fill(json.dumps(jwk(new_key("RSA-OAEP"))))
    page.locator("#belonging > summary").click()
    page.get_by_label("Key to verify it with").fill(json.dumps(jwk(new_key("ES256"), Half.PUBLIC)))
    page.get_by_role("button", name="Decrypt", exact=True).click()

    page.get_by_role("button", name="Verify the inner token alone").click()

    result(page, "verification")
    expect(page.locator('[data-result="verification"]')).to_have_attribute("data-verdict", "valid")


def test_an_example_and_a_chapter(page_without_javascript: Page) -> None:
    page = page_without_javascript
    page.goto("/")

    page.locator(".example-button", has_text="Expired").click()
    result(page, "verification")
    page.locator("[data-chapter-title]").nth(2).click()

    result(page, "decryption")
    expect(page.locator('[data-chapter="3"]')).to_have_attribute("aria-current", "step")
    page.locator('[data-bar-step="1"]').click()
    result(page, "inspection")
    expect(page.locator("[data-bar-count]")).to_contain_text("4 of 6")


def test_the_chapter_about_the_header_marks_what_it_speaks_of(page_without_javascript: Page) -> None:
    page = page_without_javascript
    page.goto("/")

    page.locator("[data-chapter-title]").nth(3).click()

    expect(page.locator("[data-pointed] .member-name")).to_have_text(["alg", "kid"])


def test_the_chapter_about_the_signature_shows_the_formula(page_without_javascript: Page) -> None:
    page = page_without_javascript
    page.goto("/")

    page.locator("[data-chapter-title]").first.click()

    expect(page.locator("#token-formula")).to_be_visible()


def test_a_text_that_is_too_long_leads_back_to_its_box_and_keeps_the_others(page_without_javascript: Page) -> None:
    page = page_without_javascript
    page.goto("/")
    page.locator("#input").fill("a" * 1_100_000)
    page.locator("#key").fill("a secret")

    page.get_by_role("button", name="Inspect").click()

    expect(page.locator("#message-input [data-code]")).to_have_attribute("data-code", "limit.input-size")
    expect(page.locator("#input")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#input")).to_have_value("")
    expect(page.locator("#key")).to_have_value("a secret")


def test_verifying_what_was_inside(page_without_javascript: Page) -> None:
    page = page_without_javascript
    page.goto("/")
    page.locator(".example-button", has_text="Encrypted").click()

    key = page.locator("#key").input_value()
    page.locator("[data-nested] form.buttons button").click()

    result(page, "verification")
    expect(page.locator("#key")).to_have_value(key)


def test_making_keys(page_without_javascript: Page) -> None:
    page = page_without_javascript
    page.goto("/keys")
    page.get_by_label("RS256", exact=True).check()

    page.get_by_role("button", name="Generate").click()

    result(page, "key-generation")
    expect(page.get_by_label("RS256", exact=True)).to_be_checked()
    expect(page.locator("[data-key]")).to_have_count(2)


def test_looking_into_and_converting_a_key(page_without_javascript: Page) -> None:
    page = page_without_javascript
    page.goto("/keys")
    page.locator("#key").fill(ES256.key)

    page.get_by_role("button", name="Inspect").click()
    result(page, "key-inspection")
    page.get_by_label("Convert to").select_option("pem-spki")
    page.get_by_role("button", name="Convert").click()

    result(page, "key-conversion")
    expect(page.locator("#converted-text")).to_contain_text("BEGIN PUBLIC KEY")


def test_what_needs_a_script_is_not_shown(page_without_javascript: Page) -> None:
    page_without_javascript.goto("/")

    expect(page_without_javascript.locator(".needs-script").first).to_be_hidden()


def test_the_title_says_what_came_of_it(page_without_javascript: Page) -> None:
    page = page_without_javascript
    page.goto("/")
    expect(page).to_have_title("Debug – Token Debugger")
    page.locator("#input").fill(JWE.token)
    page.locator("#key").fill(JWE.key)

    page.get_by_role("button", name="Decrypt", exact=True).click()

    expect(page).to_have_title("Decrypted – Debug – Token Debugger")
    page.locator("#key").fill("another key")
    page.get_by_role("button", name="Decrypt", exact=True).click()
    expect(page).to_have_title("Not decrypted – Debug – Token Debugger")
    page.goto("/keys")
    page.get_by_role("button", name="Generate").click()
    expect(page).to_have_title("Generated – Keys – Token Debugger")


def test_what_is_expected_stays_folded_while_nothing_is(page_without_javascript: Page) -> None:
    page = page_without_javascript
    page.goto("/")
    page.locator("#input").fill(ES256.token)

    page.get_by_role("button", name="Inspect").click()

    expect(page.get_by_label("Issuer (iss)")).to_be_hidden()
    page.locator("#expected summary").click()
    page.get_by_label("Kind of token").select_option("access_token")
    page.get_by_role("button", name="Inspect").click()
    expect(page.get_by_label("Kind of token")).to_have_value("access_token")
    expect(page.get_by_label("Issuer (iss)")).to_be_visible()


def test_a_format_that_is_private_by_itself_says_so_before_it_is_written(page_without_javascript: Page) -> None:
    page = page_without_javascript
    page.goto("/keys")
    page.locator("#key").fill(ES256.key)
    page.get_by_label("Convert to").select_option("pem-pkcs8")

    expect(page.get_by_text("holds the private half, ticked or not")).to_be_visible()
    page.get_by_role("button", name="Convert").click()

    expect(page.locator("#converted-text")).to_contain_text("BEGIN PRIVATE KEY")
