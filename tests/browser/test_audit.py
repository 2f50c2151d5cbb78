"""What a specialist would notice, in the page: found in its place, folded, and one click from what changes it."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.debug_page import answer, marked, paste, token_of, two_signatures
from tests.jose.diagnose.asking import mac
from tests.jose.making import jwk, new_key, signed
from webapp.jose.jwk.publish import Half

KEY = new_key("ES256")
PUBLIC = json.dumps(jwk(KEY, Half.PUBLIC))
CLAIMS = {
    "iss": "https://op.example",
    "sub": "alice",
    "aud": "api",
    "iat": 1_700_000_000,
    "exp": 1_700_000_600,
    "jti": "1",
}
CLEAN = signed("ES256", KEY, json.dumps(CLAIMS).encode(), typ="example+jwt")
FETCHED = token_of('{"iss":"a","sub":"b","password":"hunter2"}', '{"alg":"HS256","jku":"http://10.0.0.1/k"}')


def show_clean(page: Page) -> None:
    paste(page, CLEAN, PUBLIC)
    page.locator("#expected summary").click()
    page.get_by_label("At this time").fill("1700000060")
    expect(page.locator("[data-clean]")).to_be_visible()


def lit(page: Page) -> str:
    """The characters that are marked in the box, whatever their colour."""
    names: list[str] = page.evaluate("[...CSS.highlights.keys()].filter(name => name.startsWith('lit-'))")
    return "".join(text for name in names for text in marked(page, name))


def test_findings_are_sorted_and_their_details_are_folded(page: Page) -> None:
    paste(page, FETCHED)
    expect(answer(page, "inspection")).to_be_visible()

    ranks = page.locator("[data-finding]").evaluate_all("all => all.map(one => one.dataset.severity)")

    order = ["critical", "high", "medium", "low", "info"]
    assert ranks == sorted(ranks, key=order.index)
    assert page.locator(".finding-fold[open]").count() == 0


@pytest.mark.parametrize("how", ["hover", "focus", "open"])
def test_a_finding_shows_its_place_in_the_box(page: Page, how: str) -> None:
    paste(page, FETCHED)
    finding = page.locator('[data-rule="C08"]')
    expect(finding).to_be_visible()

    summary = finding.locator("summary")
    {"hover": summary.hover, "focus": summary.focus, "open": summary.click}[how]()

    payload = FETCHED.split(".")[1]
    assert lit(page)
    assert lit(page) in payload
    assert len(lit(page)) < len(payload) // 2 + 4


def test_a_finding_about_a_pasted_key_shows_the_key(page: Page) -> None:
    one, other = (json.dumps(jwk(new_key(spec), Half.PUBLIC, kid="1")) for spec in ("ES256", "ES384"))
    text = f'{{"keys": [{one}, {other}]}}'
    paste(page, text)
    expect(page.locator('[data-rule="K23"]')).to_be_visible()

    page.locator('[data-rule="K23"] summary').hover()

    assert lit(page).strip("{}") == other.strip("{}")


def test_a_finding_about_a_json_serialization_shows_its_member(page: Page) -> None:
    text = json.dumps({**json.loads(two_signatures()), "signature": "AAAA"})
    paste(page, text)
    expect(page.locator('[data-rule="S04"]').first).to_be_visible()

    page.locator('[data-rule="S04"] summary').first.hover()

    assert lit(page).startswith('"signature":')


def test_a_finding_about_a_token_inside_another_marks_nothing_wrong(page: Page) -> None:
    inner = token_of('{"iss":"a","sub":"b","password":"hunter2"}')
    outer = signed("ES256", KEY, inner.encode(), cty="JWT", typ="example+jwt")
    paste(page, outer)
    finding = page.locator('[data-rule="C08"]')
    expect(finding).to_be_visible()

    finding.locator("summary").hover()

    assert lit(page) == ""


def test_a_token_that_deserves_none_says_so_at_once(page: Page) -> None:
    show_clean(page)

    expect(page.locator("#findings")).to_contain_text("Nothing to object to")
    expect(page.locator("#findings [data-finding]")).to_have_count(0)
    clean, claim = page.locator("[data-clean]").bounding_box(), page.locator("[data-member]").first.bounding_box()
    assert clean
    assert claim
    assert clean["height"] < 30
    assert clean["y"] < claim["y"]


def test_one_click_leads_to_the_kind_of_token_and_another_is_asked_about(page: Page) -> None:
    paste(page, CLEAN)
    expect(page.locator("[data-token-kind]")).to_have_attribute("data-token-kind", "jwt")
    expect(page.locator("#expected")).not_to_have_attribute("open", "")

    page.locator("[data-token-kind] a").click()

    kind = page.get_by_label("Kind of token")
    expect(kind).to_be_focused()
    kind.select_option("access_token")
    expect(page.locator("[data-token-kind]")).to_have_attribute("data-token-kind", "access_token")
    expect(page.locator('[data-rule="A02"]')).to_be_visible()


def test_without_javascript_the_same_link_leads_to_the_field(page_without_javascript: Page) -> None:
    page = page_without_javascript
    page.goto("/")
    page.locator("#input").fill(CLEAN)
    page.get_by_role("button", name="Inspect").click()

    page.locator("[data-token-kind] a").click()

    expect(page.get_by_label("Kind of token")).to_be_visible()
    page.get_by_label("Kind of token").select_option("access_token")
    page.get_by_role("button", name="Inspect").click()
    expect(page.locator("[data-token-kind]")).to_have_attribute("data-token-kind", "access_token")
    expect(page.get_by_label("Kind of token")).to_have_value("access_token")


def test_a_published_secret_is_the_headline(page: Page) -> None:
    paste(page, mac(b"secret"))

    expect(page.locator("#result h2").first).to_have_text("Anybody can make this token")
    expect(page.locator("#glance")).to_contain_text("Anybody can make this token")


def test_what_went_with_a_token_is_refused_at_its_field(page: Page) -> None:
    paste(page, CLEAN)
    page.locator("#belonging summary").click()

    page.get_by_label("Age of the login").fill("soon")

    expect(page.locator("#message-max_age [data-code]")).to_have_attribute("data-code", "field.value")
    expect(page.get_by_label("Age of the login")).to_have_attribute("aria-invalid", "true")


def test_what_is_slight_stands_below_the_claims(page: Page) -> None:
    made = signed("ES256", KEY, json.dumps({**CLAIMS, "exp": 4_102_444_800}).encode(), typ="example+jwt")
    paste(page, made)
    expect(page.locator('[data-rule="T07"]')).to_be_visible()

    claims = page.locator("[data-member]").first.bounding_box()
    found = page.locator('[data-rule="T07"]').bounding_box()

    assert claims
    assert found
    assert claims["y"] < found["y"]


def test_the_reports_are_copied_and_downloaded(page: Page) -> None:
    paste(page, FETCHED, "a key that does not fit")
    expect(answer(page, "verification")).to_be_visible()
    page.locator("#report-card-fold > summary").click()

    for name, suffix in (("report-markdown", "md"), ("report-json", "json")):
        page.locator(f"#{name}-fold summary").click()
        with page.expect_download() as download:
            page.locator(f'[data-download-target="{name}"]').click()
        content = download.value.path().read_text()
        assert download.value.suggested_filename == f"report.{suffix}"
        assert "header.key-address" in content or "H15" in content
        assert "hunter2" not in content


def test_the_keys_page_tells_what_is_wrong_with_keys(page: Page) -> None:
    page.goto("/keys")

    page.locator("#key").fill("secret")

    expect(page.locator('#findings [data-rule="K07"]')).to_be_visible()


def test_a_finding_is_opened_with_the_keyboard_and_leads_to_its_rule(page: Page) -> None:
    paste(page, FETCHED)
    finding = page.locator('[data-rule="H15"]')
    expect(finding).to_be_visible()

    finding.locator("summary").focus()
    page.keyboard.press("Enter")

    expect(finding.locator("details")).to_have_attribute("open", "")
    link = finding.get_by_role("link", name=re.compile("Rule H15"))
    expect(link).to_be_visible()
    page.goto(str(link.get_attribute("href")))
    expect(page.locator("#H15")).to_be_in_viewport()
