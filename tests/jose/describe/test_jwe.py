"""A JWE described: its headers can be read, the rest cannot without the key."""

from __future__ import annotations

import json

import pytest

from tests.jose.describe.describing import codes, described
from tests.jose.making import encrypted, new_key
from webapp.jose.artefact import Kind
from webapp.jose.base64url import encode

TOKEN = encrypted("A128KW", "A128GCM", new_key("A128KW"), cty="JWT")


def test_a_compact_token_has_five_parts_and_a_header() -> None:
    artefact = described(TOKEN)

    assert (artefact.kind, artefact.serialization, artefact.label) == (Kind.JWE, "compact", "Encrypted JWT")
    assert [part.span.of(TOKEN) for part in artefact.parts] == TOKEN.split(".")
    assert artefact.header == {"alg": "A128KW", "enc": "A128GCM", "cty": "JWT"}
    assert artefact.claims is None
    assert artefact.formula
    assert codes(artefact) == []


def test_every_recipient_has_its_own_header_and_problems() -> None:
    protected, key, vector, ciphertext, tag = TOKEN.split(".")
    recipients = [{"encrypted_key": key}, {"encrypted_key": key, "header": {"alg": "A128KW", "kid": "b"}}, {}]
    token = {"protected": protected, "recipients": recipients, "iv": vector, "ciphertext": ciphertext, "tag": tag}

    artefact = described(json.dumps(token))

    assert artefact.serialization == "general"
    assert [one.header and one.header.get("kid") for one in artefact.recipients] == [None, "b", None]
    assert [[problem.code for problem in one.problems] for one in artefact.recipients] == [
        [],
        ["header.name-twice"],
        [],
    ]


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ({"alg": "dir"}, "header.enc-missing"),
        ({"alg": "dir", "enc": "A1"}, "header.enc-unknown"),
        ({"alg": "dir", "enc": 1}, "header.enc-type"),
        ({"alg": "DIR", "enc": "A128GCM"}, "header.alg-unknown"),
    ],
)
def test_each_defect_of_a_header_is_told_before_any_key(header: dict[str, object], code: str) -> None:
    assert code in codes(described(f"{encode(json.dumps(header).encode())}..AA.AA.AA"))
