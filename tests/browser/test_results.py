"""What the answers show: several signatures, what was inside a JWE, and what is damaged."""

from __future__ import annotations

import json

from playwright.sync_api import Page, expect

from tests.browser.debug_page import ES256, HS256, answer, box, painted, paste, token_of, two_signatures
from tests.jose.making import encrypted, jwk, new_key, secret, signed
from webapp.jose.base64url import encode
from webapp.jose.jwe.encrypt import encrypt_compact
from webapp.jose.jwk.parse import read_keys
from webapp.jose.jwk.publish import Half
from webapp.jose.limits import Limits

SECRET = '{"kty":"oct","k":"AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr8"}'

TEXT = "a secret of more than thirty-two octets"


def sealed(claims: str) -> str:
    key = read_keys(SECRET, encoding="auto", password="", limits=Limits()).keys[0]
    return str(encrypt_compact({"alg": "dir", "enc": "A256GCM"}, claims.encode(), key))


def test_each_signature_has_its_header_its_outcome_and_its_steps(page: Page) -> None:
    paste(page, two_signatures(), ES256.key)
    expect(answer(page, "verification")).to_be_visible()

    first, second = page.locator("#token-signature-1"), page.locator("#token-signature-2")

    expect(first.locator('[data-member="/alg"]')).to_contain_text("HS256")
    expect(first.locator(".several-outcome")).not_to_have_attribute("data-outcome", "passed")
    expect(second.locator('[data-member="/alg"]')).to_contain_text("ES256")
    expect(second.locator(".several-outcome")).to_have_attribute("data-outcome", "passed")
    expect(second.locator('[data-step="jws.signature"]')).to_be_hidden()
    second.locator("summary").first.click()
    expect(second.locator('[data-step="jws.signature"]')).to_be_visible()


def test_the_parts_of_a_json_serialization_have_their_colours_in_the_box(page: Page) -> None:
    paste(page, two_signatures())
    expect(answer(page, "inspection")).to_be_visible()

    kinds = [kind for kind, _ in painted(page) if kind]

    assert kinds == ["payload", "header", "signature", "header", "signature"]


def test_claims_that_were_encrypted_are_checked_and_told_apart_from_the_decryption(page: Page) -> None:
    paste(page, sealed('{"iss":"joe","exp":1300819380}'), SECRET)
    expect(answer(page, "decryption")).to_have_attribute("data-verdict", "decrypted")

    expect(page.locator('#trace-inside [data-outcome="failed"]')).to_be_visible()
    expect(page.locator('#result [data-light="time"]')).to_have_attribute("data-outcome", "failed")
    expect(page.locator("#result .verdict").first).to_have_attribute("data-tone", "warn")


def test_a_damaged_token_does_not_look_calm(page: Page) -> None:
    paste(page, HS256.token[:60])
    expect(answer(page, "inspection")).to_be_visible()

    expect(page.locator("#result .verdict")).to_have_attribute("data-tone", "warn")


def test_a_step_that_failed_carries_the_code_of_its_reason(page: Page) -> None:
    paste(page, HS256.token, ES256.key)
    expect(answer(page, "verification")).to_be_visible()

    step = page.locator('[data-step="jws.key"][data-outcome="failed"]')
    expect(step).to_have_attribute("data-code", "key.asymmetric-for-secret")


def test_a_nested_token_is_opened_to_its_claims_under_a_trail_of_its_layers(page: Page) -> None:
    inner = signed("HS256", secret(TEXT))
    token = encrypted("RSA-OAEP-256", "A256GCM", new_key("RSA-OAEP-256"), inner.encode(), cty="JWT")
    outer = signed("HS256", secret(TEXT), token.encode(), cty="JWT")
    keys = f"{json.dumps(jwk(new_key('RSA-OAEP-256')))}\n" + json.dumps({"kty": "oct", "k": encode(TEXT.encode())})

    paste(page, outer, keys)
    expect(answer(page, "verification")).to_be_visible()

    outcomes = page.locator("#result [data-layer]").evaluate_all("items => items.map(item => item.dataset.outcome)")
    assert outcomes == ["passed", "passed", "passed"]
    expect(page.locator("#token-in #token-in-in #token-in-in-claims")).to_contain_text("alice")
    page.locator("#result [data-layer] a").last.click()
    expect(page.locator("#token-in-in")).to_be_in_viewport()


def test_the_key_of_the_token_inside_goes_along_with_it_when_it_is_verified_alone(page: Page) -> None:
    inner = signed("ES256", new_key("ES256"), b'{"sub":"alice"}')
    paste(
        page,
        encrypted("RSA-OAEP", "A256GCM", new_key("RSA-OAEP"), inner.encode()),
        json.dumps(jwk(new_key("RSA-OAEP"))),
    )
    expect(answer(page, "decryption")).to_be_visible()

    page.get_by_role("link", name="Give its key").click()
    expect(page.get_by_label("Key to verify it with")).to_be_focused()
    page.keyboard.insert_text(json.dumps(jwk(new_key("ES256"), Half.PUBLIC)))
    expect(page.locator("#result [data-layer]").last).to_have_attribute("data-outcome", "passed")
    page.get_by_role("button", name="Verify the inner token alone").click()

    expect(answer(page, "verification")).to_have_attribute("data-verdict", "valid")
    expect(box(page)).to_have_value(inner)


def test_the_key_in_the_paste_goes_along_with_each_token_of_it(page: Page) -> None:
    paste(page, "\n".join((token_of('{"sub":"ann"}'), HS256.token, HS256.key)))
    expect(answer(page, "verification")).to_contain_text("number 2")

    page.get_by_role("button", name="Verify it alone").click()

    expect(page.locator("#others")).to_have_count(0)
    expect(page.locator("#key")).to_have_value(HS256.key)
    expect(page.locator('[data-light="signature"]')).to_have_attribute("data-outcome", "failed")


def test_of_several_tokens_all_have_their_colours_and_each_is_asked_about_in_one_press(page: Page) -> None:
    ours, theirs = token_of('{"sub":"ann"}'), HS256.token
    paste(page, f'{{"access_token":"{ours}","id_token":"{theirs}"}}', HS256.key)
    expect(answer(page, "verification")).to_have_attribute("data-verdict", "invalid")

    assert [kind for kind, _ in painted(page) if kind] == ["header", "payload", "signature"] * 2
    expect(page.locator("#others")).to_contain_text("number 2")
    expect(page.locator("#problems")).to_have_count(0)
    page.get_by_role("button", name="Verify it alone").click()

    expect(box(page)).to_have_value(ours)
    expect(page.locator('[data-light="signature"]')).to_have_attribute("data-outcome", "failed")
    expect(page.locator("#others")).to_have_count(0)


def test_the_trace_says_of_which_of_several_signatures_it_is(page: Page) -> None:
    paste(page, two_signatures(), ES256.key)
    expect(answer(page, "verification")).to_be_visible()

    expect(page.locator("#trace h3")).to_contain_text("signature 2 of 2")


def test_a_long_explanation_stays_in_its_column_and_only_whose_token_it_is_stands_out(page: Page) -> None:
    issuer = "https://3f2b1c0d-0000-4000-8000-00000000000a.tokens.sts.global.api.aws"
    paste(page, token_of(json.dumps({"iss": issuer})))
    meaning = page.locator('#result [data-member="/iss"] .member-meaning')

    expect(meaning.locator(".member-words")).to_contain_text("AWS STS")
    expect(meaning.locator(".member-words")).not_to_contain_text("jwks.json")
    expect(meaning).to_contain_text(f"Its keys are published at {issuer}/.well-known/jwks.json")
    for width in (1440, 390, 320):
        page.set_viewport_size({"width": width, "height": 800})
        assert meaning.evaluate("element => element.scrollWidth - element.clientWidth") <= 0
