"""Parts and values are copied in one click: as JSON, as text, as base64url, digit for digit."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.debug_page import answer, paste, token_of
from tests.browser.test_accessibility import violations_of
from webapp.jose.base64url import encode

_CLAIMS = '{"sub":"zoë \\"j\\"","n":9007199254740993.10,"list":[1,{"a":[ ]}],"n":"a,b"}'
_RECORD = "navigator.clipboard.writeText = async text => { window.copied = text }"


def _show(page: Page, claims: str = _CLAIMS) -> None:
    paste(page, token_of(claims))
    expect(answer(page, "inspection")).to_be_visible()
    page.evaluate(_RECORD)


def _copied(page: Page) -> str:
    page.wait_for_function("() => window.copied !== undefined")
    return str(page.evaluate("window.copied"))


@pytest.mark.parametrize(
    ("member", "form", "expected"),
    [
        ("/sub", "json", '"zoë \\"j\\""'),
        ("/sub", "text", 'zoë "j"'),
        ("/sub", "base64url", encode('zoë "j"'.encode())),
        ("/n", "json", "9007199254740993.10"),
        ("/n", "text", "9007199254740993.10"),
        ("/n", "base64url", encode(b"9007199254740993.10")),
        ("/list", "json", '[1,{"a":[ ]}]'),
    ],
)
def test_the_value_that_one_points_at_is_copied(page: Page, member: str, form: str, expected: str) -> None:
    _show(page)
    row = page.locator(f'#token-claims [data-member="{member}"]').first

    row.hover()
    row.locator(f'[data-as="{form}"]').click()

    assert _copied(page) == expected
    expect(page.locator("#announcement")).to_have_text("Copied")


def test_a_long_value_is_copied_whole(page: Page) -> None:
    _show(page, f'{{"sub":"{"x" * 900}"}}')
    row = page.locator('#token-claims [data-member="/sub"]')

    row.hover()
    row.locator('[data-as="text"]').click()

    assert _copied(page) == "x" * 900


def test_a_value_past_the_hundredth_is_copied_by_pointer_and_by_keyboard(page: Page) -> None:
    _show(page, json.dumps({f"n{number}": f'"{number}"' for number in range(130)}))
    page.locator(".members-fold > summary").click()

    page.locator('[data-member="/n120"]').hover()
    page.locator('[data-member="/n120"] [data-as="text"]').click()

    assert _copied(page) == '"120"'
    page.evaluate("window.copied = undefined")
    page.locator('[data-member="/n120"] .member-name').focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Home")
    page.keyboard.press("Enter")
    assert _copied(page) == r'"\"121\""'


def test_the_keyboard_reaches_the_buttons_behind_the_name_of_a_claim(page: Page) -> None:
    _show(page)

    page.locator('#token-claims [data-member="/sub"] [tabindex]').first.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")

    assert _copied(page) == 'zoë "j"'


def test_the_buttons_are_there_again_in_the_next_answer(page: Page) -> None:
    _show(page)
    page.locator('#token-claims [data-member="/sub"]').hover()
    page.locator("#input").fill(token_of('{"sub":"joe"}'))
    expect(page.locator('#token-claims [data-member="/sub"]')).to_contain_text("joe")
    expect(answer(page, "inspection")).to_be_visible()

    page.locator("#token-claims h3").hover()
    page.locator('#token-claims [data-member="/sub"]').hover()
    page.locator('#token-claims [data-as="text"]').click()

    assert _copied(page) == "joe"


def test_axe_finds_no_violation_in_the_buttons_of_a_value(page: Page) -> None:
    _show(page)
    page.locator('#token-claims [data-member="/sub"]').hover()
    expect(page.locator("#token-claims [data-value-tools]")).to_be_visible()

    assert violations_of(page) == []


def _press(page: Page, card: str, label: str) -> str:
    page.locator(f"{card} .card-tools").get_by_role("button", name=re.compile(f"^{label}")).click()
    return _copied(page)


def test_claims_are_copied_as_they_stand(page: Page) -> None:
    _show(page)

    assert _press(page, "#token-claims", "Copy Claims") == _CLAIMS


def test_claims_are_copied_indented_with_every_digit_and_every_member(page: Page) -> None:
    _show(page)

    assert _press(page, "#token-claims", "JSON") == (
        '{\n  "sub": "zoë \\"j\\"",\n  "n": 9007199254740993.10,\n'
        '  "list": [\n    1,\n    {\n      "a": []\n    }\n  ],\n  "n": "a,b"\n}'
    )


@pytest.mark.parametrize(("card", "part"), [("#token-header", 0), ("#token-claims", 1)])
def test_a_part_is_copied_as_base64url(page: Page, card: str, part: int) -> None:
    _show(page)

    assert _press(page, card, "base64url") == token_of(_CLAIMS).split(".")[part]
