"""A JWS described: parts, headers, claims and payload, each as far as it can be read."""

from __future__ import annotations

import json

import pytest

from tests.jose.describe.describing import codes, described
from tests.jose.making import new_key, signed
from webapp.jose.artefact import Kind
from webapp.jose.base64url import encode

KEY = new_key("HS256")
CLAIMS = b'{"iss":"joe","exp":1300819380,"n":12345678901234567890,"a":{"b":1}}'


def test_a_compact_token_has_three_parts_and_every_member_in_its_place() -> None:
    token = signed("HS256", KEY, CLAIMS, typ="JWT")

    artefact = described(token)

    assert (artefact.kind, artefact.serialization) == (Kind.JWS, "compact")
    assert [part.name for part in artefact.parts] == ["protected header", "payload", "signature"]
    assert [part.span.of(token) for part in artefact.parts] == token.split(".")
    assert artefact.header == {"alg": "HS256", "typ": "JWT"}
    assert artefact.claims == json.loads(CLAIMS)
    assert artefact.claims_text == {"n": "12345678901234567890"}
    assert [(m.where, m.path) for m in artefact.members] == [
        *(("header", path) for path in ("/alg", "/typ")),
        *(("claims", path) for path in ("/iss", "/exp", "/n", "/a", "/a/b")),
    ]
    assert codes(artefact) == []


def test_members_of_the_top_are_explained_and_unknown_ones_within_are_not() -> None:
    members = {member.path: member for member in described(signed("HS256", KEY, CLAIMS)).members}

    assert members["/exp"].explanation
    assert members["/exp"].explanation.moment
    assert members["/a/b"].explanation is None


@pytest.mark.parametrize(
    ("payload", "media", "text"),
    [
        (b"{}", "claims", "{}"),
        (b"[1]", "json", "[1]"),
        (b"hello", "text", "hello"),
        (b"\xff", "binary", None),
        (b"", "detached", ""),
    ],
)
def test_a_payload_is_named_for_what_it_is(payload: bytes, media: str, text: str | None) -> None:
    found = described(signed("HS256", KEY, payload)).payload

    assert found
    assert (found.media, found.text, found.base64url) == (media, text, encode(payload))


def test_a_token_within_a_token_is_described_in_turn() -> None:
    inner = signed("HS256", KEY, CLAIMS)

    artefact = described(signed("HS256", KEY, inner.encode()))

    assert artefact.nested
    assert artefact.nested.claims == json.loads(CLAIMS)
    assert artefact.payload
    assert artefact.payload.media == "jwt"


def test_claims_that_are_cut_short_are_read_as_far_as_they_go() -> None:
    header, payload, _ = signed("HS256", KEY, CLAIMS).split(".")

    artefact = described(f"{header}.{payload[:30]}")

    assert artefact.claims == {"iss": "joe", "exp": artefact.claims and artefact.claims["exp"]}
    assert not artefact.is_whole
    assert [member.path for member in artefact.members if member.incomplete] == ["/exp"]
    assert {"jws.parts", "json.truncated"} <= set(codes(artefact))


def test_problems_stand_in_the_order_of_their_places() -> None:
    header, payload, signature = signed("HS256", KEY, b'{"a":1,"a":2}', kid=1).split(".")

    artefact = described(f"{header}.{payload}.{signature}=")

    assert codes(artefact) == ["header.member-type", "json.duplicate-member", "base64url.padding"]


def test_every_signature_of_a_general_one_has_its_own_header_and_problems() -> None:
    protected, payload, signature = signed("HS256", KEY, CLAIMS).split(".")
    entries = [
        {"protected": protected, "signature": signature},
        {"protected": protected, "signature": "AA", "header": {"kid": "b"}},
    ]

    artefact = described(json.dumps({"payload": payload, "signatures": entries}))

    assert artefact.serialization == "general"
    assert artefact.header is None
    assert [one.header for one in artefact.signatures] == [{"alg": "HS256"}, {"alg": "HS256", "kid": "b"}]
    assert [[problem.code for problem in one.problems] for one in artefact.signatures] == [[], ["signature.length"]]
    assert artefact.claims == json.loads(CLAIMS)


@pytest.mark.parametrize(("alg", "unsecured"), [("none", True), ("None", True), ("HS256", False), (1, False)])
def test_a_token_that_nobody_signed_is_unsecured(alg: object, unsecured: bool) -> None:  # noqa: FBT001
    token = f"{encode(json.dumps({'alg': alg}).encode())}.{encode(CLAIMS)}."

    assert described(token).unsecured is unsecured
