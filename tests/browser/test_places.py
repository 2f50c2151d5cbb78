"""From the box to the answer and back: what stands at a place lights up on the other side."""

from __future__ import annotations

import json
from hashlib import sha256

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.debug_page import HS256, answer, box, marked, paste, token_of, two_recipients, two_signatures
from tests.vectors.published_keys import RFC7517_EC
from webapp.jose.base64url import encode

KEY = {"kty": "EC", "crv": "P-256", "kid": "zoë😀", "x": "AA", "y": "AA"}


def shown(page: Page, text: str, kind: str = "inspection") -> None:
    paste(page, text)
    expect(answer(page, kind)).to_be_visible()


def own(element: Locator, text: str) -> str:
    """The characters of an element's place in the paste."""
    start, end = (int(element.get_attribute(f"data-{name}") or 0) for name in ("start", "end"))
    return text[start : max(end, start + 1)]


def caret(page: Page, at: int) -> None:
    box(page).evaluate("(box, at) => { box.focus(); box.setSelectionRange(at, at) }", at)


def test_pointing_at_a_problem_lights_up_its_characters(page: Page) -> None:
    header, payload, signature = HS256.token.split(".")
    shown(page, f"{header}.{payload[:9]}*{payload[9:]}.{signature}")
    problem = page.locator('#result [data-problem][data-code="base64url.character"]').first

    problem.hover()

    assert marked(page, "lit-plain") == ["*"]
    expect(problem).to_have_attribute("data-lit", "")


def test_the_keyboard_reaches_the_place_of_a_problem(page: Page) -> None:
    token = token_of('{"sub":"joe","sub":"ann"}')
    shown(page, token)
    problem = page.locator("#result [data-problem][data-start]").first

    problem.locator(".problem-place").focus()

    expect(problem.locator(".problem-place")).to_be_focused()
    assert marked(page, "lit-plain") == [own(problem, token)]


def test_the_caret_in_the_token_brings_the_member_into_view(page: Page) -> None:
    claims = json.dumps({f"claim{number}": "value" for number in range(15)})
    token = token_of(claims)
    page.set_viewport_size({"width": 1440, "height": 700})
    shown(page, token)
    member = page.locator('[data-member="/claim13"]')
    expect(member).not_to_be_in_viewport()

    caret(page, int(member.get_attribute("data-start") or 0) + 2)

    expect(member).to_have_attribute("data-lit", "")
    expect(member).to_be_in_viewport()
    expect(box(page)).to_be_in_viewport()


def test_the_caret_opens_the_fold_of_a_member_beyond_the_hundredth(page: Page) -> None:
    token = token_of(json.dumps({f"claim{number}": 1 for number in range(120)}))
    shown(page, token)
    member = page.locator('[data-member="/claim110"]')

    caret(page, int(member.get_attribute("data-start") or 0) + 2)

    expect(member).to_be_visible()
    expect(member).to_have_attribute("data-lit", "")


def test_a_member_beyond_the_hundredth_lights_its_characters_when_it_is_focused(page: Page) -> None:
    token = token_of(json.dumps({f"claim{number:03}": 1 for number in range(120)}, separators=(",", ":")))
    shown(page, token)
    page.locator(".members-fold > summary").click()

    page.locator('[data-member="/claim110"] .member-name').focus()

    # 13 octets each behind the brace: this one begins with its first character, and ends with its last.
    place = token.index(".") + 1 + 4 * (1 + 13 * 110) // 3
    assert marked(page, "lit-payload") == [token[place : place + 4 * 12 // 3]]


def test_a_place_in_the_token_lights_up_the_part_in_the_strip_as_well(page: Page) -> None:
    token = token_of('{"sub":"joe"}')
    shown(page, token)

    caret(page, token.index(".") + 4)

    expect(page.locator('[data-member="/sub"]')).to_have_attribute("data-lit", "")
    expect(page.locator('[data-part="payload"]')).to_have_attribute("data-lit", "")
    expect(page.locator("[data-lit]")).to_have_count(2)


def test_the_pointer_in_the_token_lights_up_the_member(page: Page) -> None:
    token = token_of('{"sub":"joe"}')
    shown(page, token)

    box(page).hover(position={"x": 20, "y": 20})

    expect(page.locator('[data-member="/alg"]')).to_have_attribute("data-lit", "")


def test_members_of_each_signature_and_recipient_light_up(page: Page) -> None:
    for text in (two_signatures(), two_recipients()):
        shown(page, text)
        for member in page.locator('#result [data-where="header"]').all():
            member.locator("code").first.focus()
            assert marked(page, "lit-header") == [own(member, text)]


def test_a_disclosure_lights_up_its_characters_behind_the_tilde_and_back(page: Page) -> None:
    disclosure = encode('["salt","sub","zoë"]'.encode())
    token = token_of('{"iss":"joe","_sd_alg":"sha-256"}', '{"alg":"HS256","typ":"dc+sd-jwt"}')
    text = f"{token}~{disclosure}~"
    shown(page, text)
    row = page.locator("[data-disclosure]")

    row.locator("[tabindex]").first.focus()
    assert marked(page, "lit-payload") == [disclosure]
    caret(page, text.index("~") + 5)

    expect(row).to_have_attribute("data-lit", "")


def test_each_member_of_a_pasted_jwk_lights_up_its_characters(page: Page) -> None:
    text = "\n " + json.dumps(KEY, ensure_ascii=False, indent=1)
    shown(page, text)

    for name, value in KEY.items():
        page.locator(f'[data-where="key"][data-member="/{name}"] code').first.focus()
        assert [json.loads("{" + found + "}") for found in marked(page, "lit-plain")] == [{name: value}]


def test_the_caret_in_a_jwk_set_lights_up_the_member_of_its_key(page: Page) -> None:
    text = json.dumps({"keys": [{**KEY, "kid": "first"}, {**KEY, "kid": "second"}]})
    shown(page, text)

    caret(page, text.index("second"))

    member = page.locator('[data-member="/keys/1/kid"]')
    expect(member).to_have_attribute("data-lit", "")
    expect(member).to_be_visible()
    assert marked(page, "lit-plain") == ['"kid": "second"']


def test_a_problem_of_a_pasted_key_is_marked_and_pointed_at(page: Page) -> None:
    text = json.dumps({**KEY, "crv": "P-255"})
    shown(page, text)
    problem = page.locator("#result [data-key] [data-problem][data-start]").first

    problem.hover()

    assert marked(page, "lit-plain") == [own(problem, text)]
    assert own(problem, text) in marked(page, "problem")


def test_a_number_that_doubles_cannot_hold_is_pointed_at(page: Page) -> None:
    token = token_of('{"n":12345678901234567890,"iss":"joe"}')
    shown(page, token)

    page.locator('[data-finding][data-rule="J07"]').first.hover()

    member = page.locator('[data-member="/n"]')
    assert marked(page, "lit-plain") == [own(member, token)]
    expect(member).to_contain_text("12345678901234567890")


def test_what_was_pasted_stays_in_sight_while_one_reads_the_answer(page: Page) -> None:
    paste(page, HS256.token, HS256.key)
    expect(answer(page, "verification")).to_be_visible()

    page.locator('#result [data-member="/alg"]').hover()

    assert marked(page, "lit-header")
    expect(box(page)).to_be_in_viewport(ratio=1)


def test_the_steps_come_before_the_claims_and_what_is_not_grave_after_them(page: Page) -> None:
    paste(page, token_of('{"sub":"alice","exp":1}'), "k" * 40)
    expect(answer(page, "verification")).to_be_visible()

    order = page.locator("#result > article").evaluate("article => [...article.children].map(child => child.id)")

    assert order.index("trace") < order.index("token-claims") < order.index("findings")


def test_each_element_of_an_array_lights_up_its_own_characters(page: Page) -> None:
    claims = '{"realm_access":{"roles":["admin","zoë😀",["deep"]]},"aud":["a","b"]}'
    token = token_of(claims)
    shown(page, f"😀 {token}")
    elements = page.locator("#token-claims [data-element]")
    expect(elements).to_have_count(5)

    for element in elements.all():
        element.hover()
        (found,) = marked(page, "lit-payload")
        assert found == characters(claims, element.inner_text(), token)
        row = element.locator("xpath=ancestor::*[@data-member]")
        expect(row).to_have_attribute("data-lit", "")


def characters(claims: str, literal: str, token: str) -> str:
    """The characters of a token that carry a literal of its claims."""
    start = len(claims[: claims.index(literal)].encode())
    end = start + len(literal.encode())
    return token.split(".")[1][4 * start // 3 : -(-4 * end // 3)]


def test_the_caret_finds_the_element_and_the_innermost_member(page: Page) -> None:
    claims = '{"cnf":{"jkt":"thumb"},"roles":["first","second"],"address":{"country":"DE"}}'
    token = token_of(claims)
    shown(page, token)
    payload = token.index(".") + 1

    for literal, place in (
        ("thumb", '[data-member="/cnf/jkt"]'),
        ("second", '[data-element]:text("second")'),
        ("DE", '[data-member="/address/country"]'),
    ):
        caret(page, payload + 4 * claims.index(literal) // 3 + 1)
        expect(page.locator(place)).to_have_attribute("data-lit", "")


def test_a_digest_and_its_disclosure_light_up_each_other(page: Page) -> None:
    disclosures = [encode(f'["salt{at}","claim{at}",{{"a":{at},"b":["x"]}}]'.encode()) for at in range(3)]
    digests = [encode(sha256(one.encode()).digest()) for one in disclosures]
    claims = json.dumps({"_sd": digests, "_sd_alg": "sha-256"})
    token = token_of(claims, '{"alg":"HS256","typ":"dc+sd-jwt"}')
    shown(page, "~".join([token, *disclosures, ""]))

    for at, digest in enumerate(digests):
        both = [characters(claims, f'"{digest}"', token), disclosures[at]]
        page.locator(f'[data-element][data-digest="{digest}"]').hover()
        assert marked(page, "lit-payload") == both
        expect(page.locator(f'[data-disclosure="{at + 1}"]')).to_have_attribute("data-lit", "")
        page.locator(f'[data-disclosure="{at + 1}"] .disclosure-name code').focus()
        assert sorted(marked(page, "lit-payload")) == sorted(both)
        page.locator(f'[data-disclosure="{at + 1}"] [data-element]').first.hover()
        assert marked(page, "lit-payload") != both


def test_a_token_in_the_payload_of_a_token_lights_up_through_it(page: Page) -> None:
    claims = '{"iss":"joe","aud":["zoë😀","b"]}'
    inner = token_of(claims)
    outer = token_of(inner, '{"alg":"RS256","cty":"JWT"}')
    shown(page, f"Bearer {outer}")
    nested = page.locator('[data-nested] [data-member="/iss"]')

    nested.locator("code").first.focus()

    literal = characters(claims, '"iss":"joe"', inner)
    (found,) = marked(page, "lit-payload")
    assert found == characters(inner, literal, outer)
    caret(page, 7 + outer.index(found) + 4)
    expect(nested).to_have_attribute("data-lit", "")


def test_a_member_in_a_folded_section_lights_up_the_section(page: Page) -> None:
    token = token_of('{"sub":"joe"}')
    shown(page, token)
    page.locator("#token-claims [data-folds]").click()

    caret(page, token.index(".") + 4)

    expect(page.locator("#token-claims")).to_have_attribute("data-lit", "")
    assert marked(page, "lit-payload") == [characters('{"sub":"joe"}', '"sub":"joe"', token)]
    expect(page.locator('[data-member="/sub"]')).to_be_hidden()


def test_claims_that_travel_apart_light_up_nothing(page: Page) -> None:
    header, _, signature = token_of("{}").split(".")
    paste(page, f"{header}..{signature}", "secret")
    page.locator("[name=payload]").evaluate("field => { field.closest('details')?.setAttribute('open', '') }")
    page.locator("[name=payload]").fill('{"iss":"joe"}')
    member = page.locator('#token-claims [data-member="/iss"]')
    page.keyboard.press("Control+Enter")

    member.locator("code").first.focus()

    assert marked(page, "lit-payload") == []


def lit_members(page: Page) -> Locator:
    return page.locator("[data-member][data-lit]")


def test_each_member_of_the_given_key_lights_up_in_the_key_box_and_back(page: Page) -> None:
    key = "\n " + json.dumps({**RFC7517_EC, "kid": "zoë😀"}, ensure_ascii=False, indent=1)
    paste(page, f"😀 {HS256.token}", key)
    members = page.locator("#given-keys [data-member]")
    expect(members).to_have_count(len(RFC7517_EC))

    for member in members.all():
        name = (member.get_attribute("data-member") or "")[1:]
        member.locator("code").first.focus()
        (found,) = marked(page, "lit-plain")
        assert list(json.loads("{" + found + "}")) == [name]
        at = len(key[: key.index(found) + 2].encode("utf-16-le")) // 2
        page.locator("#key").evaluate("(box, at) => { box.focus(); box.setSelectionRange(at, at) }", at)
        expect(lit_members(page)).to_have_attribute("data-member", f"/{name}")
        expect(lit_members(page)).to_be_in_viewport()
    assert RFC7517_EC["d"] not in page.locator("#given-keys").inner_text()


def test_the_members_of_all_keys_of_a_given_set_light_up(page: Page) -> None:
    keys = [{**KEY, "kid": f"key {at}"} for at in range(3)]
    paste(page, HS256.token, f"my keys: {json.dumps({'keys': keys})}")

    for at in range(3):
        member = page.locator(f'#given-keys [data-member="/keys/{at}/kid"]')
        expect(member).to_have_count(1)
        page.locator("#key").evaluate("(box, text) => { box.focus(); box.setSelectionRange(...text) }", [0, 0])
        caret_at = page.locator("#key").evaluate("(box, text) => box.value.indexOf(text)", f"key {at}")
        page.locator("#key").evaluate("(box, at) => box.setSelectionRange(at, at)", caret_at)
        expect(member).to_have_attribute("data-lit", "")
        expect(member).to_be_visible()
        assert marked(page, "lit-plain") == [f'"kid": "key {at}"']


def test_the_pointer_in_the_key_box_lights_up_the_member_beside_those_of_the_token(page: Page) -> None:
    paste(page, HS256.token, json.dumps(KEY))
    expect(page.locator("#given-keys")).to_be_visible()

    page.locator("#key").hover(position={"x": 30, "y": 20})
    expect(lit_members(page)).to_have_attribute("data-member", "/kty")
    page.locator('#token-header [data-member="/alg"]').hover()

    assert (marked(page, "lit-plain"), len(marked(page, "lit-header"))) == ([], 1)


def test_a_key_that_is_typed_into_lights_up_nothing_that_is_out_of_date(page: Page) -> None:
    paste(page, HS256.token, json.dumps(KEY))
    member = page.locator("#given-keys [data-member]").first
    expect(member).to_be_visible()
    page.route("**/debug", lambda _: None)

    page.locator("#key").press("Home")
    page.keyboard.type(" ")
    member.hover()

    assert marked(page, "lit-plain") == []
    expect(member).not_to_have_attribute("data-lit", "")


def test_members_and_problems_light_up_on_the_keys_page(page: Page) -> None:
    page.goto("/keys")
    key = json.dumps({**KEY, "crv": "P-255"})
    page.locator("#key").fill(key)
    member = page.locator('#result [data-member="/kid"]')
    expect(member).to_be_visible()

    member.hover()
    assert [json.loads("{" + found + "}") for found in marked(page, "lit-plain")] == [{"kid": KEY["kid"]}]
    problem = page.locator("#result [data-problem][data-start]").first
    problem.hover()

    assert marked(page, "lit-plain") == ['"crv": "P-255"']
    assert '"crv": "P-255"' in marked(page, "problem")


def test_places_in_the_key_are_right_in_a_page_that_was_posted_without_htmx(page: Page) -> None:
    page.goto("/")
    page.evaluate("delete document.querySelector('#debug').dataset.live")
    box(page).fill(HS256.token)
    page.locator("#key").fill("\n\n" + json.dumps(KEY, indent=1, ensure_ascii=False))
    page.evaluate("HTMLFormElement.prototype.submit.call(document.querySelector('#debug'))")
    member = page.locator('#given-keys [data-member="/kid"]')
    expect(member).to_be_visible()

    member.hover()

    assert [json.loads("{" + found + "}") for found in marked(page, "lit-plain")] == [{"kid": KEY["kid"]}]


@pytest.mark.parametrize("width", [390, 768])
def test_characters_out_of_sight_stand_at_the_edge_of_a_narrow_window(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    claims = json.dumps({**{f"claim{number}": "value" for number in range(20)}, "long": "x" * 300})
    token = token_of(claims)
    shown(page, token)
    strip = page.locator(".glimpse")
    expect(strip).to_be_hidden()

    page.locator('[data-member="/claim17"]').hover()
    expect(strip).to_be_in_viewport(ratio=1)
    expect(strip.locator("mark")).to_have_text(characters(claims, '"claim17": "value"', token))
    assert strip.inner_text() in token
    page.mouse.move(0, 0)
    page.locator('[data-member="/long"] code').first.focus()
    whole = characters(claims, '"long": "' + "x" * 300 + '"', token)
    expect(strip.locator("mark")).to_have_text(f"{whole[:48]}…{whole[-48:]}")
    name, edge = page.locator('[data-member="/long"] code').first.bounding_box(), strip.bounding_box()
    assert name
    assert edge
    assert name["y"] > edge["y"] + edge["height"] or name["y"] + name["height"] < edge["y"]

    page.evaluate("scrollTo(0, 0)")
    caret(page, int(page.locator('[data-member="/claim17"]').get_attribute("data-start") or 0) + 3)

    expect(strip.locator("mark")).to_have_text("claim17")
    expect(box(page)).to_be_in_viewport()


def test_nothing_stands_at_the_edge_while_both_can_be_seen(page: Page) -> None:
    shown(page, token_of('{"sub":"joe"}'))

    page.locator('[data-member="/sub"]').hover()

    assert marked(page, "lit-payload")
    expect(page.locator(".glimpse")).to_be_hidden()


def test_members_of_a_key_beside_the_token_light_up_in_the_same_box(page: Page) -> None:
    oct_key = {"kty": "oct", "k": "AAAAAAAAAAAAAAAAAAAAAA", "kid": "zoë😀"}
    shown(page, f"😀 {json.dumps(oct_key, ensure_ascii=False)}\n{HS256.token}", "verification")

    for name, value in oct_key.items():
        member = page.locator(f'#given-keys [data-member="/{name}"]')
        member.hover()
        (found,) = marked(page, "lit-plain")
        assert json.loads("{" + found + "}") == {name: value}
        page.mouse.move(0, 0)
        page.locator("#input").evaluate(
            "(box, text) => { box.focus(); const at = box.value.indexOf(text) + 2; box.setSelectionRange(at, at) }",
            found,
        )
        expect(member).to_have_attribute("data-lit", "")
