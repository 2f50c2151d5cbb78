"""The findings in the page: none that a verdict tells already, none that no verdict tells left out."""

from __future__ import annotations

import html
import json
import re

import pytest
from flask.testing import FlaskClient

from tests.jose.diagnose.asking import mac
from tests.jose.making import encrypted, fresh_key, jwk, new_key, signed
from webapp.jose.base64url import encode
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


def test_a_short_key_is_told_where_the_verdict_only_tells_that_it_is_of_another_type(client: FlaskClient) -> None:
    key = {"kty": "RSA", "n": encode(b"\xff" * 64), "e": "AQAB"}

    assert "K09" in shown(page(client, mac(b"secret" * 6), json.dumps(key)))


def test_what_no_verdict_was_given_about_is_told(client: FlaskClient) -> None:
    assert shown(page(client, token(), issuer="https://other.example")) == ["C02"]
    assert shown(page(client, token(), audience="other")) == ["C04"]


@pytest.mark.parametrize("path", ["/debug", "/inspect"])
@pytest.mark.parametrize(
    ("claims", "headline", "rules"),
    [
        ({"iat": NOW - 900, "exp": NOW - 600}, "Expired 10 min ago", {"T01"}),
        ({"nbf": NOW + 300}, "Not valid for another 5 min", {"T02"}),
        ({"exp": "soon"}, "Its times cannot be relied on", {"T06"}),
        ({"exp": "soon", "nbf": NOW + 300}, "Its times cannot be relied on", {"T02", "T06"}),
    ],
)
def test_a_token_out_of_its_time_says_so_before_any_key_is_given(
    client: FlaskClient, path: str, claims: dict[str, object], headline: str, rules: set[str]
) -> None:
    asked = {"input": token(**claims), "at": NOW}
    answer = client.post(path, data=asked, headers={"Accept": "application/json"}).get_json()
    text = client.post(path, data=asked).text

    assert answer["headline"] == headline
    assert re.findall(r'class="verdict-headline">([^<]*)<', text)[0] == headline
    assert 'class="glance" href="#result" data-tone="warn"' in text
    assert answer["time"]["summary"] in html.unescape(text)
    assert rules <= set(shown(text))
    assert sorted(shown(text)) == sorted(finding["rule"] for finding in answer["findings"])


def test_an_audit_tells_what_it_finds_about_the_time(client: FlaskClient) -> None:
    text = client.post("/audit", data={"input": token(exp=NOW - 600, iat=NOW - 900), "at": NOW}).text

    assert "T01" in shown(text)


def test_two_tokens_hide_nothing_of_the_time_of_the_first(client: FlaskClient) -> None:
    text = page(client, f"{token(exp=NOW - 600, iat=NOW - 900)}\n\n{token()}")

    assert "2 things were found" in text
    assert "T01" in shown(text)


def test_a_token_inside_that_nobody_verified_hides_nothing_of_its_time(client: FlaskClient) -> None:
    inner = token(exp=NOW - 600, iat=NOW - 900)
    outer_key = fresh_key("ES256")
    text = page(client, signed("ES256", outer_key, inner.encode(), cty="JWT"), json.dumps(jwk(outer_key, Half.PUBLIC)))

    assert "Not verified yet" in text
    assert "T01" in shown(text)


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
