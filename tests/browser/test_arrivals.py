"""What arrives elsewhere than in a field: pasted with nothing focused, dropped on the page, brought by a link."""

from __future__ import annotations

import pytest
from playwright.sync_api import JSHandle, Page, expect

from tests.browser.debug_page import ES256, HS256, answer, box
from webapp.jose.limits import Limits

_DROP = """([octets, type, text]) => {
    const transfer = new DataTransfer()
    if (octets.length) transfer.items.add(new File([new Uint8Array(octets)], 'token.txt', {type}))
    if (text) transfer.setData('text/plain', text)
    return transfer
}"""


def _paste_anywhere(page: Page, text: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate("text => navigator.clipboard.writeText(text)", text)
    page.keyboard.press("ControlOrMeta+v")


def _dragged(page: Page, *, octets: bytes = b"", text: str = "") -> JSHandle:
    return page.evaluate_handle(_DROP, [list(octets), "text/plain", text])


def _drop(page: Page, where: str, *, octets: bytes = b"", text: str = "") -> None:
    transfer = _dragged(page, octets=octets, text=text)
    for kind in ("dragenter", "dragover", "drop"):
        page.dispatch_event(where, kind, {"dataTransfer": transfer})


# ---- pasting


def test_what_is_pasted_with_nothing_focused_fills_the_box_and_is_answered(page: Page) -> None:
    page.goto("/")

    _paste_anywhere(page, HS256.token)

    expect(box(page)).to_have_value(HS256.token)
    expect(answer(page, "inspection")).to_be_visible()


def test_what_is_pasted_anywhere_takes_the_place_of_what_was_there_and_undo_brings_that_back(page: Page) -> None:
    page.goto("/")
    box(page).fill(ES256.token)
    page.locator(".bar-brand").focus()

    _paste_anywhere(page, HS256.token)
    expect(box(page)).to_have_value(HS256.token)
    box(page).press("ControlOrMeta+z")

    expect(box(page)).to_have_value(ES256.token)


def test_what_is_pasted_into_another_field_stays_there(page: Page) -> None:
    page.goto("/")
    page.locator("#key").focus()

    _paste_anywhere(page, HS256.key)

    expect(page.locator("#key")).to_have_value(HS256.key)
    expect(box(page)).to_have_value("")


def test_on_the_compare_page_it_fills_the_box_that_is_empty(page: Page) -> None:
    page.goto("/compare")

    for token in (HS256.token, ES256.token):
        _paste_anywhere(page, token)
        page.locator(".bar-brand").focus()

    expect(box(page)).to_have_value(HS256.token)
    expect(page.locator("#field-other")).to_have_value(ES256.token)


# ---- dropping


def test_a_file_dropped_on_the_page_fills_the_box_and_is_answered(page: Page) -> None:
    page.goto("/")

    _drop(page, "main", octets=HS256.token.encode())

    expect(box(page)).to_have_value(HS256.token)
    expect(answer(page, "inspection")).to_be_visible()


def test_text_dropped_on_the_page_fills_the_box(page: Page) -> None:
    page.goto("/")

    _drop(page, ".bar", text=HS256.token)

    expect(box(page)).to_have_value(HS256.token)


def test_a_file_dropped_on_the_box_of_the_key_is_the_key(page: Page) -> None:
    page.goto("/")

    _drop(page, "#key", octets=ES256.key.encode())

    expect(page.locator("#key")).to_have_value(ES256.key)
    expect(box(page)).to_have_value("")


def test_a_file_that_is_no_text_comes_in_base64(page: Page) -> None:
    page.goto("/")

    _drop(page, "#key", octets=b"0\x82\x01\xff\x00")

    expect(page.locator("#key")).to_have_value("MIIB/wA=")


@pytest.mark.parametrize("factor", [1, 4])
def test_a_file_that_is_longer_than_the_limit_changes_nothing_and_is_said_to_be(page: Page, factor: int) -> None:
    page.goto("/")
    box(page).fill(HS256.token)
    expect(answer(page, "inspection")).to_be_visible()

    page.evaluate(
        """size => {
            const transfer = new DataTransfer()
            transfer.items.add(new File(['x'.repeat(size)], 'much.txt'))
            const init = {dataTransfer: transfer, bubbles: true, cancelable: true}
            document.body.dispatchEvent(new DragEvent('drop', init))
        }""",
        factor * Limits().input_size + 1,
    )

    expect(page.locator("#message-input")).to_contain_text("much.txt")
    expect(box(page)).to_have_value(HS256.token)
    expect(box(page)).to_have_attribute("aria-invalid", "true")


def test_while_something_is_dragged_the_box_shows_that_it_takes_it(page: Page) -> None:
    page.goto("/")

    page.dispatch_event("main", "dragover", {"dataTransfer": _dragged(page, octets=b"eyJ")})
    expect(box(page)).to_have_attribute("data-dropping", "")
    page.dispatch_event("main", "dragleave", {"dataTransfer": _dragged(page, octets=b"eyJ")})

    expect(box(page)).not_to_have_attribute("data-dropping", "")


# ---- links


def test_a_link_opens_its_token_which_leaves_the_address_at_once_and_is_in_no_address_that_is_sent(page: Page) -> None:
    sent: list[str] = []
    page.on("request", lambda request: sent.append(f"{request.url} {request.headers}"))

    page.goto(f"/#token={HS256.token}")

    expect(box(page)).to_have_value(HS256.token)
    expect(answer(page, "inspection")).to_be_visible()
    assert "#" not in page.url
    assert page.evaluate("[location.hash, history.length]") == ["", 2]
    assert not [line for line in sent if HS256.token[:12] in line]


def test_the_address_is_clean_before_any_other_script_runs(page: Page) -> None:
    page.route("**/js/page.*", lambda route: route.fulfill(body="", content_type="text/javascript"))
    page.route("**/vendor/htmx*", lambda route: route.fulfill(body="", content_type="text/javascript"))

    page.goto(f"/#token={HS256.token}", wait_until="commit")
    expect(page.locator("html")).to_have_attribute("data-js", "")

    assert page.evaluate("location.href.includes('#')") is False


def test_a_link_in_an_open_page_brings_its_token_too(page: Page) -> None:
    page.goto("/")

    page.evaluate("text => { location.hash = `token=${encodeURIComponent(text)}` }", f"Bearer {ES256.token}")

    expect(box(page)).to_have_value(f"Bearer {ES256.token}")
    assert "#" not in page.url


def test_any_other_fragment_stays(page: Page) -> None:
    page.goto("/help#help-ways")

    assert page.url.endswith("#help-ways")


def test_of_two_files_the_one_that_was_dropped_last_is_read(page: Page) -> None:
    page.goto("/")

    _drop(page, "main", octets=bytes(200_000))
    _drop(page, "main", octets=HS256.token.encode())

    expect(answer(page, "inspection")).to_be_visible()
    page.wait_for_timeout(300)
    expect(box(page)).to_have_value(HS256.token)


def test_a_key_that_comes_after_a_token_is_the_key_for_it(page: Page) -> None:
    page.goto("/")
    box(page).fill(ES256.token)
    page.locator(".bar-brand").focus()

    _paste_anywhere(page, ES256.key)

    expect(page.locator("#key")).to_have_value(ES256.key)
    expect(answer(page, "verification")).to_be_visible()
    expect(box(page)).to_have_value(ES256.token)

    page.locator("#key").fill("")
    _drop(page, "main", octets=ES256.key.encode())

    expect(page.locator("#key")).to_have_value(ES256.key)


def test_a_file_in_utf_16_is_read_as_text(page: Page) -> None:
    for encoding in ("utf-16", "utf-16-be"):
        page.goto("/")
        mark = b"" if encoding == "utf-16" else b"\xfe\xff"

        _drop(page, "main", octets=mark + HS256.token.encode(encoding))

        expect(box(page)).to_have_value(HS256.token)


def test_the_answer_of_a_login_behind_the_hash_is_read_and_leaves_the_address(page: Page) -> None:
    page.goto(f"/#state=x&access_token={HS256.token}&id_token={ES256.token}&token_type=Bearer")

    expect(answer(page, "inspection")).to_contain_text("2 things were found")
    assert "token" not in page.url
