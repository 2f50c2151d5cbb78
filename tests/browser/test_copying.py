"""Parts and values are copied in one click: as JSON, as text, as base64url, digit for digit."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.debug_page import answer, paste, token_of
from tests.browser.test_accessibility import violations_of
from tests.servers import Server
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


def _copy(row: Locator, form: str) -> None:
    """Point at a row, at the sign in it, and press one of the buttons that it shows."""
    row.hover()
    row.locator("[data-value-tools]").hover()
    row.locator(f'[data-as="{form}"]').click()


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

    _copy(row, form)

    assert _copied(page) == expected
    expect(page.locator("#announcement")).to_have_text("Copied")


def test_a_long_value_is_copied_whole(page: Page) -> None:
    _show(page, f'{{"sub":"{"x" * 900}"}}')
    row = page.locator('#token-claims [data-member="/sub"]')

    _copy(row, "text")

    assert _copied(page) == "x" * 900


def test_a_value_past_the_hundredth_is_copied_by_pointer_and_by_keyboard(page: Page) -> None:
    _show(page, json.dumps({f"n{number}": f'"{number}"' for number in range(130)}))
    page.locator(".members-fold > summary").click()

    _copy(page.locator('[data-member="/n120"]'), "text")

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
    _copy(page.locator('#token-claims [data-member="/sub"]'), "text")

    assert _copied(page) == "joe"


def test_axe_finds_no_violation_in_the_buttons_of_a_value(page: Page) -> None:
    _show(page)
    page.locator('#token-claims [data-member="/sub"]').hover()
    page.locator("#token-claims [data-value-tools]").hover()

    assert violations_of(page) == []


# Text that lies under the sign of the value at hand, of whatever row.
_COVERED = """row => {
    const sign = row.querySelector('[data-value-tools]').getBoundingClientRect()
    const texts = document.createTreeWalker(row.closest('.card'), NodeFilter.SHOW_TEXT)
    const covered = []
    while (texts.nextNode()) {
        if (texts.currentNode.parentElement.closest('[data-value-tools]')) continue
        const range = document.createRange()
        range.selectNodeContents(texts.currentNode)
        for (const {left, right, top, bottom} of range.getClientRects()) {
            const across = Math.min(right, sign.right) - Math.max(left, sign.left)
            const down = Math.min(bottom, sign.bottom) - Math.max(top, sign.top)
            if (across > 1 && down > 1 && texts.currentNode.data.trim()) covered.push(texts.currentNode.data)
        }
    }
    return covered
}"""
_ALL_FORMS = json.dumps(
    {"scope": "openid profile email read:everything", "act": {"sub": "x", "l": ["a" * 30]}, "n": "y" * 700, "end": 1}
)


@pytest.mark.parametrize("width", [1440, 390, 320])
def test_the_sign_of_the_value_at_hand_covers_nothing_that_is_read(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    _show(page, _ALL_FORMS)

    for row in page.locator("#token-claims .member").all():
        row.hover(position={"x": 2, "y": 2})

        assert row.locator("[data-value-tools]").count() == 1
        assert row.evaluate(_COVERED) == []


@pytest.mark.parametrize("part", [0.1, 0.5, 0.8, 0.97])
def test_a_tap_that_shows_the_buttons_of_a_value_copies_nothing(
    browser: Browser, live_server: Server, part: float
) -> None:
    context = browser.new_context(base_url=live_server.url, has_touch=True, viewport={"width": 390, "height": 844})
    page = context.new_page()
    _show(page, _ALL_FORMS)
    row = page.locator('#token-claims [data-member="/scope"]')
    size = row.bounding_box()
    assert size is not None

    row.tap(position={"x": size["width"] * part, "y": 20})
    assert page.evaluate("window.copied") is None
    if part < 0.9:
        row.locator("[data-value-tools] > svg").tap()
    assert page.evaluate("window.copied") is None

    row.locator('[data-as="text"]').tap()
    assert _copied(page) == "openid profile email read:everything"
    context.close()


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
