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


def test_no_character_reorders_what_is_shown_at_once(page: Page) -> None:
    _paste_while_answers_are_held(page, token_of('{"na\u202eme":"a\u202eb","written":"a\\u202eb"}'))

    assert _rows(page, "payload") == [["na\\u202eme", '"a\\u202eb"'], ["written", '"a\\u202eb"']]
