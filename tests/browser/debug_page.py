"""What the browser tests do with the page: paste, press, read. By labels and data attributes, never by prose."""

from __future__ import annotations

import json

from playwright.sync_api import Locator, Page, expect

from tests.vectors import rfc_examples
from webapp.jose.base64url import encode

HS256 = next(example for example in rfc_examples("/verify") if example.alg == "HS256")
ES256 = next(example for example in rfc_examples("/verify") if example.alg == "ES256")
JWE = next(example for example in rfc_examples("/decrypt") if example.alg == "RSA-OAEP")

# A script: the answer to the first request is a second late, and comes even when nobody waits for it any more.
FIRST_ANSWER_LATE = """() => {
    const real = window.fetch.bind(window)
    let count = 0
    window.fetch = async (address, options) => {
        const mine = count++
        const response = await real(address, mine ? options : {...options, signal: undefined})
        if (mine === 0) await new Promise(resolve => setTimeout(resolve, 900))
        return response
    }
}"""


def token_of(claims: str, header: str = '{"alg":"HS256"}') -> str:
    """A compact JWS with these texts in it, and a signature that fits nothing."""
    return ".".join((encode(header.encode()), encode(claims.encode()), encode(b"no signature at all, only octets")))


def two_signatures() -> str:
    """One payload, signed twice (RFC 7515 section 7.2.1)."""
    signatures = []
    for token in (HS256.token, ES256.token):
        header, _, signature = token.split(".")
        signatures.append({"protected": header, "signature": signature})
    return json.dumps({"payload": HS256.token.split(".")[1], "signatures": signatures})


def two_recipients() -> str:
    """A content key for two recipients (RFC 7516 section 7.2.1), with data bound to it."""
    _, key, vector, ciphertext, tag = JWE.token.split(".")
    recipients = [{"header": {"alg": alg}, "encrypted_key": key} for alg in ("RSA-OAEP", "A128KW")]
    shared = {"protected": encode(b'{"enc":"A256GCM"}'), "recipients": recipients, "aad": "AAAA"}
    return json.dumps({**shared, "iv": vector, "ciphertext": ciphertext, "tag": tag})


def box(page: Page) -> Locator:
    return page.locator("#input")


def answer(page: Page, kind: str) -> Locator:
    """The answer of one kind that is up to date: nothing has been typed since."""
    return page.locator(f'#result:not([data-state]) [data-result="{kind}"]')


def paste(page: Page, text: str, key: str = "") -> None:
    """Open the page and paste a token, and a key."""
    page.goto("/")
    box(page).fill(text)
    if key:
        page.locator("#key").fill(key)


def painted(page: Page) -> list[tuple[str, str]]:
    """The backdrop of the box: each piece of text with the part that it is coloured as."""
    pieces: list[list[str]] = page.locator("[data-large] [data-backdrop]").evaluate(
        "box => [...box.children].map(span => [span.dataset.kind ?? '', span.textContent.replace('\\u200b', '')])"
    )
    return [(kind, text) for kind, text in pieces if text]


def marked(page: Page, name: str) -> list[str]:
    """The characters that a highlight of this name covers in the box."""
    texts: list[str] = page.evaluate(
        "name => [...(CSS.highlights.get(name) ?? [])].map(range => range.toString())", name
    )
    return texts


def expect_light(page: Page, name: str, outcome: str) -> None:
    expect(page.locator(f'#result [data-light="{name}"]').first).to_have_attribute("data-outcome", outcome)
