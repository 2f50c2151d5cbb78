"""Pictures in the browser: no letter takes more room than the drawing keeps for it."""

from __future__ import annotations

import json
import unicodedata

import pytest
from playwright.sync_api import Page, expect

from tests.browser.debug_page import answer, paste
from webapp.jose.base64url import encode
from webapp.views.drawing import OF_TITLE, extent

# One of each way to write, all of Latin, and what is known to be wide.
_LETTERS = "".join(
    character
    for character in map(
        chr, [*range(0x20, 0x250), *range(0x370, 0x530), *range(0x2010, 0x2030), 0x6F22, 0x1F600, 0xFDFD]
    )
    if unicodedata.category(character)[0] in "LNPS"
)
_WIDTHS = """([letters, kind]) => {
    const line = document.querySelector(`.picture-${kind}`)
    const own = line.textContent
    const widths = [...letters].map(letter => {
        line.textContent = letter.repeat(20)
        return line.getComputedTextLength()
    })
    line.textContent = own
    return widths
}"""


def _jwe(curve: str) -> str:
    header = {"alg": "ECDH-ES", "enc": "A256GCM", "epk": {"kty": "EC", "crv": curve}}
    return ".".join([encode(json.dumps(header).encode()), "", "A" * 16, "AAAA", "A" * 22])


def _picture(page: Page, curve: str) -> None:
    paste(page, _jwe(curve))
    expect(answer(page, "inspection")).to_be_visible()
    for fold in page.locator("#result details:has(.picture)").all():
        fold.evaluate("one => { one.open = true }")


@pytest.mark.parametrize(("kind", "size"), [("line", 12.0), ("title", OF_TITLE)])
def test_no_letter_takes_more_room_than_is_kept_for_it(page: Page, kind: str, size: float) -> None:
    _picture(page, "P-256")

    widths = page.evaluate(_WIDTHS, [_LETTERS, kind])

    assert {a: w for a, w in zip(_LETTERS, widths, strict=True) if w > extent(a * 20, size)} == {}


@pytest.mark.parametrize("curve", ["W" * 15, "m" * 30, "@" * 30, "\ufdfd" * 9, "漢" * 20, "Щ" * 20])
@pytest.mark.parametrize("width", [390, 1280])
def test_a_line_of_wide_letters_stays_in_its_box(page: Page, curve: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    _picture(page, curve)

    out = page.evaluate(
        """() => [...document.querySelectorAll('.picture-box')].flatMap(box => {
            const right = box.querySelector('.picture-area').getBoundingClientRect().right
            return [...box.querySelectorAll('text')].filter(one => one.getBoundingClientRect().right > right + 1)
                .map(one => one.textContent)
        })"""
    )

    assert out == []
