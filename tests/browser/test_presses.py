"""A button that is pressed is answered, and no answer to what was typed before takes the place of that."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.debug_page import ES256, FIRST_ANSWER_LATE, HS256, JWE, answer, box, paste

# Longer than the page waits before it asks about what was typed, and than the server takes to answer.
_LATER = 700


@pytest.mark.parametrize("wait", [0, 60, 140, 400])
@pytest.mark.parametrize(
    ("button", "kind"), [("Inspect", "inspection"), ("Verify", "verification"), ("Decrypt", "decryption")]
)
def test_a_press_is_not_overwritten_by_what_was_typed_before_it(page: Page, button: str, kind: str, wait: int) -> None:
    paste(page, HS256.token, HS256.key)
    page.wait_for_timeout(wait)

    page.get_by_role("button", name=button, exact=True).click()
    expect(answer(page, kind)).to_be_visible()
    page.wait_for_timeout(_LATER)

    expect(answer(page, kind)).to_be_visible()


def test_a_press_asks_once(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if request.method == "POST" else None)
    page.goto("/")
    page.evaluate(
        """([token, key]) => {
            for (const [id, text] of [['input', token], ['key', key]]) {
                const field = document.getElementById(id)
                field.value = text
                field.dispatchEvent(new Event('input', {bubbles: true}))
            }
            document.getElementById('action-decrypt').click()
        }""",
        [HS256.token, HS256.key],
    )
    expect(answer(page, "decryption")).to_be_visible()
    page.wait_for_timeout(_LATER)

    assert [url.rsplit("/", 1)[1] for url in asked] == ["decrypt"]


def test_an_answer_to_what_was_typed_that_comes_late_does_not_replace_a_press(page: Page) -> None:
    page.goto("/")
    page.evaluate(FIRST_ANSWER_LATE)
    box(page).fill(HS256.token)
    page.wait_for_timeout(300)

    page.locator("#action-decrypt").click()
    expect(answer(page, "decryption")).to_be_visible()
    page.wait_for_timeout(1000)

    expect(answer(page, "decryption")).to_be_visible()


def test_what_is_typed_after_a_press_is_answered(page: Page) -> None:
    paste(page, HS256.token, HS256.key)
    page.locator("#action-decrypt").click()
    expect(answer(page, "decryption")).to_be_visible()

    box(page).fill(ES256.token)

    expect(answer(page, "verification")).to_be_visible()


def test_ctrl_enter_in_the_middle_of_typing_is_answered_with_what_fits(page: Page) -> None:
    paste(page, JWE.token, JWE.key)

    page.locator("#key").press("Control+Enter")
    expect(answer(page, "decryption")).to_have_attribute("data-verdict", "decrypted")
    page.wait_for_timeout(_LATER)

    expect(answer(page, "decryption")).to_have_attribute("data-verdict", "decrypted")


def test_ctrl_enter_presses_the_button_that_stands_out(page: Page) -> None:
    paste(page, HS256.token)
    expect(answer(page, "inspection")).to_be_visible()

    box(page).press("Control+Enter")

    expect(answer(page, "verification")).to_have_attribute("data-verdict", "unverifiable")


def test_an_example_is_not_overwritten_by_what_was_typed_before_it(page: Page) -> None:
    paste(page, HS256.token)

    page.locator(".example-button", has_text="Encrypted").click()
    expect(answer(page, "decryption")).to_be_visible()
    page.wait_for_timeout(_LATER)

    expect(answer(page, "decryption")).to_be_visible()


@pytest.mark.parametrize("wait", [0, 60, 140])
def test_a_conversion_is_not_overwritten_by_what_was_typed_before_it(page: Page, wait: int) -> None:
    page.goto("/keys")
    page.get_by_label("Convert to").select_option("pem-spki")
    page.locator("#key").fill(ES256.key)
    page.wait_for_timeout(wait)

    page.get_by_role("button", name="Convert").click()
    expect(answer(page, "key-conversion")).to_be_visible()
    page.wait_for_timeout(_LATER)

    expect(answer(page, "key-conversion")).to_be_visible()


def test_new_keys_are_not_overwritten_by_what_was_typed_before_them(page: Page) -> None:
    page.goto("/keys")
    page.locator("#key").fill(ES256.key)

    page.get_by_role("button", name="Generate").click()
    expect(answer(page, "key-generation")).to_be_visible()
    page.wait_for_timeout(_LATER)

    expect(answer(page, "key-generation")).to_be_visible()
