"""The box where one pastes: coloured in place, exact to the character, and still a plain textarea."""

from __future__ import annotations

import json

from playwright.sync_api import Page, expect

from tests.browser.debug_page import ES256, FIRST_ANSWER_LATE, HS256, JWE, answer, box, marked, painted, paste, token_of


def test_the_parts_of_a_jws_have_their_colours_in_the_box(page: Page) -> None:
    paste(page, HS256.token)

    expect(answer(page, "inspection")).to_be_visible()

    header, payload, signature = HS256.token.split(".")
    assert painted(page) == [
        ("header", header), ("", "."), ("payload", payload), ("", "."), ("signature", signature),
    ]  # fmt: skip


def test_the_parts_of_a_jwe_have_their_colours_in_the_box(page: Page) -> None:
    paste(page, JWE.token)

    expect(answer(page, "inspection")).to_be_visible()

    assert [kind for kind, _ in painted(page) if kind] == ["header", "key", "vector", "payload", "signature"]


def test_the_colours_are_there_while_one_types_before_any_answer(page: Page) -> None:
    page.goto("/")

    page.locator("#input").evaluate(
        "(box, text) => { box.value = text; box.dispatchEvent(new Event('input')) }", HS256.token
    )

    assert [kind for kind, _ in painted(page) if kind] == ["header", "payload", "signature"]


def test_what_stands_around_a_token_stays_plain(page: Page) -> None:
    header, rest = ES256.token.split(".", 1)
    wrapped = f'Authorization: Bearer "{header}.{rest[:30]}\n{rest[30:]}"'
    paste(page, wrapped)

    expect(answer(page, "inspection")).to_be_visible()

    pieces = painted(page)
    assert pieces[0] == ("", 'Authorization: Bearer "')
    assert pieces[1] == ("header", header)
    assert "".join(text for _, text in pieces) == wrapped


def test_a_key_stays_plain(page: Page) -> None:
    paste(page, HS256.key)

    expect(answer(page, "inspection")).to_be_visible()

    assert [kind for kind, _ in painted(page) if kind] == []


def test_pointing_at_a_claim_lights_up_its_characters_and_no_others(page: Page) -> None:
    token = token_of('{"sub":"zoë😀","n":1}')
    paste(page, token)
    expect(answer(page, "inspection")).to_be_visible()

    page.locator('[data-member="/sub"]').hover()

    start, end = (
        int(page.locator('[data-member="/sub"]').get_attribute(f"data-{name}") or 0) for name in ("start", "end")
    )
    assert marked(page, "lit-payload") == [token[start:end]]


def test_the_keyboard_reaches_a_claim_and_lights_up_its_characters(page: Page) -> None:
    token = token_of('{"iss":"joe","exp":1300819380}')
    paste(page, token)
    expect(answer(page, "inspection")).to_be_visible()

    page.locator('[data-member="/exp"] [tabindex]').first.focus()

    assert marked(page, "lit-payload")[0] in token


def test_the_caret_in_the_token_lights_up_the_claim(page: Page) -> None:
    token = token_of('{"iss":"joe","exp":1300819380}')
    paste(page, token)
    expect(answer(page, "inspection")).to_be_visible()
    start = int(page.locator('[data-member="/exp"]').get_attribute("data-start") or 0)

    box(page).evaluate("(box, at) => { box.focus(); box.setSelectionRange(at, at) }", start + 2)

    expect(page.locator('[data-member="/exp"]')).to_have_attribute("data-lit", "")


def test_places_are_right_behind_characters_of_two_units(page: Page) -> None:
    token = token_of('{"sub":"joe"}')
    paste(page, f"😀😀 curl -H 'Authorization: Bearer {token}'")
    expect(answer(page, "inspection")).to_be_visible()

    assert ("header", token.split(".")[0]) in painted(page)


def test_places_are_right_in_a_page_that_was_posted_without_htmx(page: Page) -> None:
    token = token_of('{"sub":"joe"}')
    page.goto("/")
    box(page).fill(f"first line\nsecond line\n{token}")

    page.locator("#debug").evaluate("form => form.submit()")
    expect(answer(page, "inspection")).to_be_visible()

    assert ("header", token.split(".")[0]) in painted(page)


def test_the_break_of_a_damaged_token_is_marked_in_the_box(page: Page) -> None:
    header, payload, signature = HS256.token.split(".")
    paste(page, f"{header}.{payload[:9]}*{payload[9:]}.{signature}")

    expect(answer(page, "inspection")).to_be_visible()

    assert "*" in marked(page, "problem")
    expect(page.locator('#result [data-problem][data-code="base64url.character"]').first).to_be_visible()


def test_focus_caret_and_undo_survive_the_answer(page: Page) -> None:
    page.goto("/")
    box(page).click()
    page.keyboard.insert_text(HS256.token)
    page.keyboard.press("End")
    page.keyboard.type("xy")
    page.keyboard.press("ArrowLeft")
    expect(answer(page, "inspection")).to_be_visible()

    expect(box(page)).to_be_focused()
    assert box(page).evaluate("box => box.selectionStart") == len(HS256.token) + 1
    page.keyboard.press("ControlOrMeta+z")

    assert "xy" not in box(page).input_value()


def test_undo_brings_back_what_stood_there_before_an_example(page: Page) -> None:
    paste(page, HS256.token)
    expect(answer(page, "inspection")).to_be_visible()

    page.locator(".example-button").first.click()
    expect(answer(page, "verification")).to_be_visible()
    box(page).focus()
    page.keyboard.press("ControlOrMeta+z")  # the key
    page.keyboard.press("ControlOrMeta+z")  # the token

    expect(box(page)).to_have_value(HS256.token)
    expect(page.locator("#key")).to_have_value("")


def test_the_strip_names_the_parts_with_their_sizes(page: Page) -> None:
    paste(page, JWE.token)

    strip = page.locator("#parts [data-part]")

    expect(strip).to_have_count(5)
    expect(strip.first).to_have_attribute("data-start", "0")
    assert "octets" in strip.nth(2).inner_text()


def test_places_are_right_behind_line_breaks(page: Page) -> None:
    token = token_of('{"sub":"joe","iss":"ann"}')
    paste(page, "\n".join(["Authorization:", f"Bearer {token[:30]}", token[30:34], token[34:]]))
    expect(answer(page, "inspection")).to_be_visible()

    page.locator('[data-member="/iss"] code').first.focus()

    # The octets 13 to 24 of the payload, and what shares a character with the first.
    before = token.index(".") + 1
    assert marked(page, "lit-payload") == [token[before + 4 * 13 // 3 : before + 4 * 24 // 3]]


def test_a_long_token_stands_without_its_colours_which_come_with_the_answer(page: Page) -> None:
    token_box = page.locator("[data-large][data-token-box]")
    page.goto("/")
    page.evaluate(FIRST_ANSWER_LATE)
    box(page).fill(token_of(json.dumps({"text": "x" * 30_000})))
    expect(token_box).not_to_have_attribute("data-painted", "")
    expect(token_box).to_have_attribute("data-painted", "")

    box(page).press("End")
    box(page).press("A")

    expect(token_box).not_to_have_attribute("data-painted", "")
    expect(token_box).to_have_attribute("data-painted", "")
    assert [kind for kind, _ in painted(page)] == ["header", "", "payload", "", "signature"]
