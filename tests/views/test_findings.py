"""The findings in the page: none that a verdict tells already, none that no verdict tells left out."""

from __future__ import annotations

import json
import re

import pytest
from flask.testing import FlaskClient

from tests.jose.diagnose.asking import mac
from tests.jose.making import encrypted, fresh_key, jwk, new_key, signed
from webapp.jose.jwk.publish import Half

NOW = 1_767_225_600
CLAIMS = {"iss": "https://op.example", "sub": "alice", "aud": "api", "iat": NOW - 60, "exp": NOW + 600, "jti": "1"}
KEY = new_key("ES256")
PUBLIC = json.dumps(jwk(KEY, Half.PUBLIC))


def token(**claims: object) -> str:
    found = {name: value for name, value in {**CLAIMS, **claims}.items() if value is not None}
    return signed("ES256", KEY, json.dumps(found).encode(), typ="example+jwt")


def page(client: FlaskClient, text: str, key: str = "", **fields: object) -> str:
    return client.post("/debug", data={"input": text, "key": key, "at": NOW, **fields}).text


def shown(text: str) -> list[str]:
    return re.findall(r'data-rule="(\w+)"', text)


def test_a_token_that_deserves_none_says_so_above_its_claims(client: FlaskClient) -> None:
    text = page(client, token(), PUBLIC)

    assert "Nothing to object to" in text
    assert text.index("data-clean") < text.index("data-member")
    assert shown(text) == []


@pytest.mark.parametrize(
    ("fields", "claims", "rule"),
    [
        ({"issuer": "https://other.example"}, {}, "C02"),
        ({"audience": "other"}, {}, "C04"),
        ({}, {"iat": NOW - 900, "exp": NOW - 600}, "T01"),
        ({}, {"exp": "soon"}, "T06"),
    ],
)
def test_what_a_verdict_tells_is_not_told_again(
    client: FlaskClient, fields: dict[str, str], claims: dict[str, object], rule: str
) -> None:
    text = page(client, token(**claims), PUBLIC, **fields)

    assert rule not in shown(text)
    assert "Nothing to object to" not in text
    assert "Nothing beyond what the verdict says" in text


def test_what_no_verdict_was_given_about_is_told(client: FlaskClient) -> None:
    assert shown(page(client, token(), issuer="https://other.example")) == ["C02"]
    assert shown(page(client, token(), audience="other")) == ["C04"]


def test_a_proof_that_its_own_key_does_not_verify_is_told_without_a_key(client: FlaskClient) -> None:
    claims = json.dumps({"jti": "1", "htm": "GET", "htu": "https://api.example/", "iat": NOW}).encode()
    made = signed("ES256", KEY, claims, typ="dpop+jwt", jwk=jwk(KEY, Half.PUBLIC))
    head, payload, signature = made.split(".")
    wrong = f"{head}.{payload}.{'B' + signature[1:] if signature[0] != 'B' else 'C' + signature[1:]}"

    assert "G01" in shown(page(client, wrong))


def test_a_wrong_signature_is_not_called_clean(client: FlaskClient) -> None:
    head, payload, signature = token().split(".")
    text = page(client, f"{head}.{payload}.{signature[::-1][:-1]}A", PUBLIC)

    assert "data-clean" not in text


def test_a_key_is_not_taken_for_a_token(client: FlaskClient) -> None:
    text = page(client, PUBLIC)

    assert "Looked at as" not in text
    assert 'href="#field-token_kind"' in text


@pytest.mark.parametrize("path", ["/debug", "/inspect", "/verify"])
def test_a_published_secret_is_the_first_thing_said(client: FlaskClient, path: str) -> None:
    answer = client.post(path, data={"input": mac(b"secret")}, headers={"Accept": "application/json"}).get_json()
    text = client.post(path, data={"input": mac(b"secret")}).text

    assert answer["headline"] == "Anybody can make this token"
    assert '"secret"' in answer["explanation"]
    assert re.search(r"<h2[^>]*verdict-headline[^>]*>Anybody can make this token</h2>", text)
    assert "data-loud" in text
    assert 'class="glance" href="#result" data-tone="bad"' in text


def test_a_good_secret_raises_no_alarm(client: FlaskClient) -> None:
    text = client.post("/debug", data={"input": mac(bytes(range(32)))}).text

    assert "Anybody can make this token" not in text


def test_claims_do_not_explain_a_signature_that_does_not_verify(client: FlaskClient) -> None:
    text = page(
        client, token(iss="https://op.example/"), json.dumps(jwk(fresh_key("ES256"), Half.PUBLIC)), issuer=CLAIMS["iss"]
    )

    codes = re.findall(r'data-diagnosis data-code="([^"]+)"', text)
    assert len(codes) > 1
    assert not codes[0].startswith("claims.")
    assert codes[-1].startswith("claims.")


def test_an_encrypted_token_is_not_called_signed(client: FlaskClient) -> None:
    text = page(client, encrypted("dir", "A256GCM", new_key("A256GCM"), b"hello"))

    assert "It may be signed content" not in text
    assert "What kind of token it is cannot be seen" in text
