"""What was pasted is shown at once, read in the page, until the server's answer takes its place."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.debug_page import ES256, HS256, JWE, answer, box, token_of

# A script: the server's answers come when the test says so.
_HOLD_ANSWERS = """() => {
    const real = window.fetch.bind(window)
    const released = new Promise(resolve => { window.releaseAnswers = resolve })
    window.fetch = async (...request) => {
        const response = await real(...request)
        await released
        return response
    }
}"""


def _paste_while_answers_are_held(page: Page, text: str) -> None:
    page.goto("/")
    page.evaluate(_HOLD_ANSWERS)
    box(page).fill(text)


def _rows(page: Page, kind: str) -> list[list[str]]:
    rows: list[list[str]] = page.locator(f'[data-preview] [data-kind="{kind}"] .member').evaluate_all(
        "rows => rows.map(row => [...row.querySelectorAll('code')].map(code => code.textContent))"
    )
    return rows


def test_claims_and_header_are_there_before_the_server_has_answered(page: Page) -> None:
    _paste_while_answers_are_held(page, HS256.token)

    assert _rows(page, "payload") == [["iss", '"joe"'], ["exp", "1300819380"], ["http://example.com/is_root", "true"]]
    assert _rows(page, "header") == [["typ", '"JWT"'], ["alg", '"HS256"']]
    expect(page.locator("[data-preview] .verdict")).to_contain_text("not checked yet")
    expect(page.locator("#examples")).to_be_visible()

    page.evaluate("window.releaseAnswers()")

    expect(answer(page, "inspection")).to_be_visible()
    expect(page.locator("[data-preview]")).to_have_count(0)


def test_what_is_shown_at_once_is_what_the_token_says_to_the_letter(page: Page) -> None:
    claims = '{"big":12345678901234567890,"e":1.0e2 ,"a":{"b":[1,"}],\\""]},"a":"zoë 😀","\\u0061":null}'
    _paste_while_answers_are_held(page, f"Authorization: Bearer {token_of(claims)}")

    assert _rows(page, "payload") == [
        ["big", "12345678901234567890"],
        ["e", "1.0e2"],
        ["a", '{"b":[1,"}],\\""]}'],
        ["a", '"zoë 😀"'],
        ["a", "null"],
    ]


def test_of_an_encrypted_token_the_header_alone_is_shown_at_once(page: Page) -> None:
    _paste_while_answers_are_held(page, JWE.token)

    assert _rows(page, "header") == [["alg", '"RSA-OAEP"'], ["enc", '"A256GCM"']]
    expect(page.locator('[data-preview] [data-kind="payload"]')).to_have_count(0)


def test_a_long_payload_is_plain_text_until_it_is_answered(page: Page) -> None:
    claims = "{" + ",".join(f'"claim-{number}":"{"x" * 50}"' for number in range(400)) + "}"
    _paste_while_answers_are_held(page, token_of(claims))

    expect(page.locator('[data-preview] [data-kind="payload"] pre')).to_have_text(claims)
    assert page.locator("[data-preview] *").count() < 100


def test_while_one_types_the_answer_stays_until_the_next_one(page: Page) -> None:
    page.goto("/")
    box(page).fill(ES256.token)
    expect(answer(page, "inspection")).to_be_visible()
    page.evaluate(_HOLD_ANSWERS)

    box(page).press("End")
    box(page).type("A")

    expect(page.locator('#result [data-result="inspection"]')).to_be_visible()
    expect(page.locator("[data-preview]")).to_have_count(0)


def test_what_is_no_token_is_not_shown_as_one(page: Page) -> None:
    for text in ("eyJub3QganNvbg.eyJub3QganNvbg.x", '{"payload":"eyJ"}', "hello", "eyJ.eyJ.", "eyJhIjoxfQ.W10.x"):
        _paste_while_answers_are_held(page, text)

        expect(page.locator('[data-preview] [data-kind="payload"]')).to_have_count(0)


def test_what_is_pasted_is_asked_once(page: Page) -> None:
    page.goto("/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if request.method == "POST" else None)

    box(page).fill(HS256.token)
    expect(answer(page, "inspection")).to_be_visible()
    page.wait_for_timeout(500)

    assert len(asked) == 1


def test_what_cannot_be_seen_or_turns_text_around_is_written_out_as_in_the_answer(page: Page) -> None:
    _paste_while_answers_are_held(page, token_of('{"admin\u200b":"\u202eeslaf","tag":"\U000e0041"}'))

    expected = [[r"admin\u200b", r'"\u202eeslaf"'], ["tag", r'"\udb40\udc41"']]
    assert _rows(page, "payload") == expected

    page.evaluate("window.releaseAnswers()")
    expect(answer(page, "inspection")).to_be_visible()
    rows = page.locator("#token-claims .member").evaluate_all(
        "rows => rows.map(row => [...row.querySelectorAll('code')].slice(0, 2).map(code => code.textContent))"
    )
    assert rows == expected


def test_of_text_that_takes_long_to_lay_out_the_beginning_is_shown(page: Page) -> None:
    claims = "{" + ",".join(f'"claim-{number}":"שלום a"' for number in range(3_000)) + "}"
    _paste_while_answers_are_held(page, token_of(claims))

    shown = page.locator('[data-preview] [data-kind="payload"] pre').text_content() or ""
    assert shown == claims[:4_096] + "…"


def test_a_first_part_that_is_no_object_leaves_the_claims_what_they_are(page: Page) -> None:
    for header in ("[1]", '"abc"', "null"):
        _paste_while_answers_are_held(page, "Bearer " + token_of('{"sub":"joe"}', header))

        assert _rows(page, "payload") == [["sub", '"joe"']]
        expect(page.locator('[data-preview] [data-kind="header"]')).to_have_count(0)


def test_what_was_read_of_a_text_goes_with_the_text(page: Page) -> None:
    for after in ("", "garbage"):
        _paste_while_answers_are_held(page, HS256.token)
        expect(page.locator("[data-preview]")).to_be_visible()

        box(page).fill(after)

        expect(page.locator("[data-preview]")).to_have_count(0)


def test_a_token_of_the_same_length_is_shown_at_once_as_well(page: Page) -> None:
    page.goto("/")
    box(page).fill(token_of('{"sub":"joe"}'))
    expect(answer(page, "inspection")).to_be_visible()
    page.evaluate(_HOLD_ANSWERS)

    box(page).select_text()
    page.keyboard.insert_text(token_of('{"sub":"ann"}'))

    assert _rows(page, "payload") == [["sub", '"ann"']]


def test_without_an_answer_nothing_is_promised_and_nothing_is_called_old(page: Page, errors: list[str]) -> None:
    page.goto("/")
    page.route("**/debug", lambda route: route.abort())

    box(page).fill(HS256.token)

    expect(page.locator("[data-network]")).to_contain_text("did not answer")
    expect(page.locator("[data-network]")).not_to_contain_text("older")
    expect(page.locator("[data-preview]")).to_contain_text("has not answered")
    errors.clear()


def test_what_was_said_of_the_text_before_is_not_shown_beside_what_is_not_checked_yet(page: Page) -> None:
    page.goto("/")
    box(page).fill(HS256.token)
    page.locator("#key").fill(HS256.key)
    expect(answer(page, "verification")).to_be_visible()
    expect(page.locator("#parts .part").first).to_be_visible()
    page.evaluate(_HOLD_ANSWERS)

    box(page).fill(ES256.token)

    expect(page.locator("[data-preview]")).to_be_visible()
    expect(page.locator("#parts .part").first).to_be_hidden()
    expect(page.locator("#key-hint p").first).to_be_hidden()

    page.evaluate("window.releaseAnswers()")

    expect(page.locator("#parts .part").first).to_be_visible()
    expect(page.locator("#key-hint p").first).to_be_visible()
