"""States that are easily forgotten, for everyone: on a phone, with strange texts, while an answer is out of date."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.debug_page import HS256, answer, paste, token_of
from tests.browser.test_accessibility import open_all, violations_of
from webapp.jose.base64url import encode

_RTL = '{"iss":"https://مثال.com","name":"محمد بن عبد الله","שם":"שלום עולם","sub":"abc\\u202edef"}'
_LONG = '{"sub":"' + "x" * 10_000 + '","' + "n" * 2_000 + '":{"' + "k" * 900 + '":[1]}}'
# Its citations stand in several lines on a phone.
_RISKY = (
    '{"alg":"RS256","jku":"https://evil.example/' + "j" * 600 + '","jwk":{"kty":"oct","k":"c2VjcmV0"},"crit":["b64"]}'
)


def _token(claims: str, header: str = '{"alg":"HS256"}') -> Callable[[Page], None]:
    def show(page: Page) -> None:
        paste(page, token_of(claims, header))
        expect(answer(page, "inspection")).to_be_visible()

    return show


def _nothing_decoded(page: Page) -> None:
    paste(page, encode(b'{"alg":"HS256"}') + ".!!!.@@@")
    expect(page.locator("#token-payload-text")).to_be_attached()


def _out_of_date(page: Page) -> None:
    paste(page, HS256.token, HS256.key)
    expect(answer(page, "verification")).to_be_visible()
    page.locator("#expected summary").click()
    page.get_by_label("Leeway in seconds").fill("-5")
    expect(page.locator("#result")).to_have_attribute("data-state", "stale")


def _reasons(page: Page) -> None:
    page.goto("/help/reasons")


_STATES = {
    "from right to left": _token(_RTL),
    "very long": _token(_LONG),
    "risky": _token('{"sub":"x"}', _RISKY),
    "nothing decoded": _nothing_decoded,
    "out of date": _out_of_date,
    "reasons": _reasons,
}


@pytest.mark.parametrize("state", _STATES)
def test_axe_finds_no_violation_on_a_phone_and_nothing_is_wider(page: Page, state: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    _STATES[state](page)
    open_all(page)

    assert violations_of(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == 320
