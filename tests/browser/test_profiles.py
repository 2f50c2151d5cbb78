"""Profiles in the page: a token finds its own, and one press holds it against another."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.debug_page import answer, token_of
from tests.browser.test_accessibility import open_all, violations_of
from tests.servers import Server, serving

TEXT = """
[production]
issuer = "https://login.example"
audiences = ["api"]
[staging]
issuer = "https://staging.example"
"""
TOKEN = token_of('{"iss":"https://login.example","aud":"api","exp":4102444800}')


@pytest.fixture(scope="module")
def profiled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    directory = tmp_path_factory.mktemp("profiles")
    (directory / "profiles.toml").write_text(TEXT)
    with serving(directory, profiles=str(directory / "profiles.toml")) as server:
        yield server


def test_one_press_holds_a_token_against_another_profile(page: Page, profiled: Server) -> None:
    page.goto(profiled.url)
    page.locator("#input").fill(TOKEN)
    expect(answer(page, "inspection")).to_be_visible()
    expect(page.locator("[data-held]")).to_have_attribute("data-held", "production")

    page.locator('[data-profile="staging"]').click()

    expect(page.locator("[data-held]")).to_have_attribute("data-held", "staging")
    expect(page.locator('[data-expectation="claims.issuer"]')).to_have_attribute("data-outcome", "failed")
    expect(page.locator("#input")).to_have_value(TOKEN)


def test_the_choice_in_the_form_follows_the_button(page: Page, profiled: Server) -> None:
    page.goto(profiled.url)
    page.locator("#input").fill(TOKEN)
    expect(page.locator("[data-held]")).to_have_attribute("data-held", "production")

    page.locator('[data-profile="staging"]').click()
    expect(page.locator("[data-held]")).to_have_attribute("data-held", "staging")
    expect(page.locator("#field-profile")).to_have_value("staging")
    page.locator("#key").fill("some other key")

    expect(page.locator("[data-held]")).to_have_attribute("data-held", "staging")


def test_one_press_leads_back_to_the_profile_of_the_issuer(page: Page, profiled: Server) -> None:
    page.goto(profiled.url)
    page.locator("#input").fill(TOKEN)
    page.locator('[data-profile="staging"]').click()
    expect(page.locator("[data-held]")).to_have_attribute("data-held", "staging")

    page.get_by_role("button", name="Back to that of its issuer").click()

    expect(page.locator("[data-held]")).to_have_attribute("data-held", "production")
    expect(page.get_by_role("button", name="Back to that of its issuer")).to_have_count(0)
    expect(page.locator('[data-profile="staging"]')).to_be_focused()


def test_the_profile_is_for_everybody_and_fits_every_window(page: Page, profiled: Server) -> None:
    page.goto(profiled.url)
    page.locator("#input").fill(TOKEN)
    expect(page.locator("[data-held]")).to_have_attribute("data-held", "production")
    open_all(page)

    assert violations_of(page) == []
    for width in (320, 768, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") == width


def test_the_choice_in_the_form_is_asked_at_once(page: Page, profiled: Server) -> None:
    page.goto(profiled.url)
    page.locator("#input").fill(TOKEN)
    expect(page.locator("[data-held]")).to_have_attribute("data-held", "production")
    page.locator("#expected summary").click()

    page.get_by_label("Profile").select_option("staging")

    expect(page.locator("[data-held]")).to_have_attribute("data-held", "staging")


def test_the_buttons_work_without_javascript(browser: Browser, profiled: Server) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(profiled.url)
    page.locator("#input").fill(TOKEN)
    page.get_by_role("button", name="Inspect").click()
    expect(page.locator("[data-held]")).to_have_attribute("data-held", "production")

    page.locator('[data-profile="staging"]').click()

    expect(page.locator("[data-held]")).to_have_attribute("data-held", "staging")
    expect(page.locator("#field-profile")).to_have_value("staging")

    page.locator('[data-profile="production"]').click()

    expect(page.locator("[data-held]")).to_have_attribute("data-held", "production")
    context.close()


def test_that_no_profile_is_for_a_token_is_told_below_its_claims_and_not_of_a_key(page: Page, profiled: Server) -> None:
    page.goto(profiled.url)
    page.locator("#input").fill(token_of('{"iss":"https://else.example"}'))
    expect(page.locator("[data-held]")).to_have_attribute("data-why", "issuer")
    note, claims = page.locator("[data-held]").bounding_box(), page.locator("#token-claims").bounding_box()
    assert note
    assert claims
    assert note["y"] > claims["y"] + claims["height"]

    page.locator("#input").fill('{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}')

    expect(answer(page, "inspection")).to_be_visible()
    expect(page.locator("[data-held]")).to_have_count(0)
