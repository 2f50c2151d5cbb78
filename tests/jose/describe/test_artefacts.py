"""One artefact for each thing that is found, and for what a JWE held."""

from __future__ import annotations

import json

import pytest

from tests.jose.describe.describing import NOW, codes, described
from tests.jose.making import LIMITS, jwk, new_key, signed
from webapp.jose.artefact import Kind
from webapp.jose.describe.artefacts import describe_content
from webapp.jose.jwk.publish import Half
from webapp.jose.limits import Limits
from webapp.jose.text import Span

KEY = new_key("ES256")


def test_a_key_is_described_with_what_is_wrong_with_it_in_its_place() -> None:
    members = jwk(KEY, Half.PUBLIC, y="AA")
    paste = f"  {json.dumps(members)}"

    artefact = described(paste)

    (key,) = artefact.keys
    assert artefact.kind is Kind.JWK
    assert key.problems
    assert key.problems[0].span
    assert '"AA"' in key.problems[0].span.of(paste)


def test_a_set_has_all_its_keys() -> None:
    artefact = described(json.dumps({"keys": [jwk(KEY), {"kty": "x"}]}))

    assert artefact.kind is Kind.JWK_SET
    assert [key.kty for key in artefact.keys] == ["EC", "x"]


@pytest.mark.parametrize(
    ("paste", "kind", "label"),
    [
        ("hello there", Kind.UNRECOGNISED, "Not recognised"),
        ("ya29.A0AfH6SMBsomethingopaque", Kind.OPAQUE, "Google access token"),
    ],
)
def test_what_is_no_token_has_a_name_and_a_place(paste: str, kind: Kind, label: str) -> None:
    artefact = described(paste)

    assert (artefact.kind, artefact.label, artefact.span) == (kind, label, Span(0, len(paste)))


def test_tokens_nested_deeper_than_the_limit_are_not_opened_and_the_limit_is_named() -> None:
    token = signed("ES256", KEY)
    for _ in range(3):
        token = signed("ES256", KEY, token.encode())

    inner = described(token, Limits(nesting=2)).nested

    assert inner
    assert inner.nested
    assert codes(inner.nested) == ["limit.nesting"]
    assert "TOKEN_DEBUGGER_LIMIT_NESTING" in inner.nested.problems[0].message
    assert inner.nested.nested is None


@pytest.mark.parametrize(
    ("plaintext", "kind", "media"),
    [
        (b'{"iss":"joe"}', Kind.OPAQUE, "claims"),
        (b"hello", Kind.OPAQUE, "text"),
        (b"\xff", Kind.OPAQUE, "binary"),
        (b"", Kind.OPAQUE, "text"),
        (signed("ES256", KEY, b"{}").encode(), Kind.JWS, "claims"),
        (f" {signed('ES256', KEY, b'{}')}\n".encode(), Kind.JWS, "claims"),
        (f"see {signed('ES256', KEY)}".encode(), Kind.OPAQUE, "text"),
    ],
)
def test_what_a_jwe_held_is_a_token_again_or_claims_or_text_or_octets(plaintext: bytes, kind: Kind, media: str) -> None:
    artefact = describe_content(plaintext, LIMITS, NOW)

    assert artefact.kind is kind
    assert artefact.payload
    assert artefact.payload.media == media


def test_claims_that_a_jwe_held_have_their_places_in_the_plaintext() -> None:
    artefact = describe_content('{"näme": "Jo", "exp": 1}'.encode(), LIMITS, NOW)

    assert artefact.claims == {"näme": "Jo", "exp": 1}
    assert [member.span for member in artefact.members] == [Span(1, 13), Span(15, 23)]
