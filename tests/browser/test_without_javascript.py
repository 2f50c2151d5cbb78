"""With JavaScript off every action works: a form is sent, and the whole page comes back with an answer."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.debug_page import ES256, HS256, JWE
from tests.jose.making import encrypted, jwk, new_key, signed
from webapp.jose.base64url import decode
from webapp.jose.jwk.publish import Half
from webapp.jose.text import Excerpt
from webapp.services.patterns import pattern_families


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


_PAGES = ("", "keys", "compare", "help", "help/reasons", "help/rules", "help/patterns", "no-such-page")
_ANSWERS = tuple(
    f"help/patterns/{pattern.name}"
    for family in pattern_families()
    for pattern in family.patterns
    if pattern.page != "sheet"
)

# A script, that the browser runs for a test: what is shown, looks as if it did something, and does nothing. A link of
# the story that leads nowhere says so; the box of the report works by style alone, which a test below tries.
_DEAD = """() => {
    for (const fold of document.querySelectorAll('details')) fold.open = true
    const leads = link => {
        const [path, fragment] = link.getAttribute('href').split('#')
        return path || (fragment && document.getElementById(fragment)?.checkVisibility())
    }
    const works = one => {
        if (one.matches('summary')) return one.parentElement.matches('details')
        if (one.matches('a')) return one.hasAttribute('href') ? leads(one) : one.ariaDisabled === 'true'
        if (one.matches('label')) return one.control
        if (one.matches('button')) return one.form && one.type === 'submit'
        if (one.matches('input, select, textarea')) return (one.form && one.name) || one.matches('[data-report-values]')
        return /auto|scroll/.test(getComputedStyle(one).overflow)
    }
    const controls = 'a, button, input, label, select, summary, textarea, [role="button"], [tabindex="0"]'
    return [...document.querySelectorAll(controls)]
        .filter(one => one.checkVisibility() && !works(one)).map(one => one.outerHTML.slice(0, 160))
}"""

_LINKS = """() => [...document.querySelectorAll('a[href^="/"]')].filter(one => one.checkVisibility())
    .map(one => one.getAttribute('href'))"""


@pytest.mark.parametrize("paths", [_PAGES, _ANSWERS], ids=["pages", "answers"])
def test_nothing_that_is_shown_is_dead(page_without_javascript: Page, paths: tuple[str, ...]) -> None:
    page = page_without_javascript
    links: set[str] = set()
    for path in paths:
        page.goto(f"/{path}")

        assert page.evaluate(_DEAD) == [], path
        links |= set(page.evaluate(_LINKS))

    for path in {link.partition("#")[0] for link in links}:
        text = page.request.get(path).text()
        fragments = [link.partition("#")[2] for link in links if link.startswith(f"{path}#")]
        assert 'data-code="request.not-found"' not in text, path
        assert [fragment for fragment in fragments if not re.search(rf'id="{re.escape(fragment)}"', text)] == []


def test_the_text_of_a_report_can_be_had_with_values_and_without(page_without_javascript: Page) -> None:
    page = page_without_javascript
    page.goto("/help/patterns/expired")
    page.locator("#report-card summary").first.click()
    expect(page.locator("#report")).to_be_visible()

    page.get_by_role("checkbox", name="with values").check()

    expect(page.locator("#report-with-values")).to_be_visible()
    expect(page.locator("#report")).to_be_hidden()
    page.locator("#report-markdown-fold summary").click()
    expect(page.locator("#report-markdown")).to_be_visible()


def test_another_time_is_asked_about_by_a_button_or_in_a_field_that_a_link_opens(page_without_javascript: Page) -> None:
    page = page_without_javascript
    page.goto("/")
    page.locator("#input").fill(HS256.token)
    page.locator("#key").fill(HS256.key)
    page.get_by_role("button", name="Verify", exact=True).click()
    expect(page.get_by_label("At this time")).to_be_hidden()

    page.get_by_role("link", name="at any other time").click()

    page.get_by_label("At this time").fill("1300819000")
    page.get_by_label("At this time").press("Enter")
    expect(page.locator("[data-asked-at]")).to_have_attribute("data-asked-at", "1300819000")
    page.locator("[data-moment] button").first.click()
    expect(page.get_by_label("At this time")).not_to_have_value("1300819000")
    expect(page.locator("#key")).to_have_value(HS256.key)


def test_saying_what_kind_of_token_it_is(page_without_javascript: Page) -> None:
    page = page_without_javascript
    page.goto("/")
    page.locator("#input").fill(HS256.token)
    page.get_by_role("button", name="Inspect").click()

    page.locator('[data-token-kind] a[href="#field-token_kind"]').click()
    page.get_by_label("Kind of token").select_option("id_token")
    page.get_by_role("button", name="Inspect").click()

    expect(page.locator("[data-token-kind]")).to_have_attribute("data-token-kind", "id_token")
    expect(page.get_by_label("Kind of token")).to_have_value("id_token")


def test_boxes_that_hold_each_others_text_are_swapped(page_without_javascript: Page) -> None:
    page = page_without_javascript
    page.goto("/")
    page.locator("#input").fill(ES256.key)
    page.locator("#key").fill(ES256.token)
    page.get_by_role("button", name="Verify", exact=True).click()

    page.get_by_role("button", name="Swap the boxes").click()

    expect(page.locator("#input")).to_have_value(ES256.token)
    expect(page.locator('[data-light="signature"]')).to_have_attribute("data-outcome", "passed")


def test_a_payload_that_came_as_a_file_is_kept_for_the_next_question(
    page_without_javascript: Page, tmp_path: Path
) -> None:
    page = page_without_javascript
    header, payload, signature = HS256.token.split(".")
    for name, octets in (("signed", decode(Excerpt.whole(payload)).octets), ("another", b"another")):
        (tmp_path / name).write_bytes(octets)
    page.goto("/")
    page.locator("#input").fill(f"{header}..{signature}")
    page.locator("#key").fill(HS256.key)
    page.locator("#expected summary").click()
    light = page.locator('[data-light="signature"]')

    for file, outcome in (
        ("signed", "passed"),
        ("", "passed"),
        ("another", "failed"),
        ("", "failed"),
        ("signed", "passed"),
    ):
        if file:
            page.locator("#field-payload_file").set_input_files(tmp_path / file)
        page.get_by_role("button", name="Verify", exact=True).click()
        expect(light).to_have_attribute("data-outcome", outcome)
    page.get_by_label("the file that was sent before").uncheck()
    page.get_by_role("button", name="Verify", exact=True).click()
    expect(page.locator('[data-result="verification"]')).to_have_attribute("data-verdict", "unverifiable")


def test_two_tokens_are_compared_and_swapped(page_without_javascript: Page) -> None:
    page = page_without_javascript
    page.goto("/")
    page.locator("#input").fill(HS256.token)
    page.get_by_role("button", name="Inspect").click()

    page.get_by_role("button", name="Compare with another token").click()
    page.get_by_label("Second: the one that does not").fill(ES256.token)
    page.get_by_role("button", name="Compare", exact=True).click()

    result(page, "comparison")
    page.get_by_role("button", name="Swap the two tokens").click()
    expect(page.locator("#input")).to_have_value(ES256.token)
    result(page, "comparison")
