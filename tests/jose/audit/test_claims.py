"""Issuer, audience, subject and scope."""

from __future__ import annotations

from typing import Any

import pytest

from tests.jose.audit.telling import broken, remarked, token, with_claims
from webapp.jose.audit.kinds import TokenKind


@pytest.mark.parametrize(
    ("paste", "rule"),
    [
        (with_claims(iss=None), "C01"),
        (with_claims(iss=""), "C01"),
        (with_claims(aud=None), "C03"),
        (with_claims(aud=[]), "C03"),
        (with_claims(aud=5), "C05"),
        (with_claims(aud=["a", 5]), "C05"),
        (with_claims(iss=["https://op.example"]), "C05"),
        (with_claims(sub=12345), "C05"),
        (with_claims(jti=7), "C05"),
        (with_claims(azp={}), "C05"),
        (with_claims(nonce=False), "C05"),
        (with_claims(iss="our: issuer"), "C07"),
        (with_claims(sub="user:42 x"), "C07"),
        (with_claims(sub="1:2"), "C07"),
        (with_claims(iss="https://op.example:80a/"), "C07"),
        (with_claims(iss="http://[op.example"), "C07"),
        (with_claims(sub="urn:x:%zz"), "C07"),
        (with_claims(scope=["read", "write"]), "C11"),
        (with_claims(scope=5), "C11"),
        (with_claims(scope="read,write"), "C11"),
        (with_claims(scope="read\twrite"), "C11"),
        (with_claims(aud=["api", "b"]), "C13"),
    ],
)
def test_each_rule_is_told_alone(paste: str, rule: str) -> None:
    assert broken(paste) == {rule}


@pytest.mark.parametrize(
    "claims",
    [
        {"aud": ["api"]},
        {"aud": ["api", "api"]},
        {"iss": "op"},
        {"iss": "urn:example:issuer"},
        {"iss": "https://op.example:8443/a?b=c#d"},
        {"iss": "https://[2001:db8::1]/"},
        {"iss": "did:example:123#key-1"},
        {"sub": "repo:owner/name:ref:refs/heads/main"},
        {"sub": "us-east-1:d1f8"},
        {"scope": "read write"},
        {"scope": ""},
        {"scope": "https://api.example/read openid"},
        {"scp": ["read", "write"]},
        {"scp": "User.Read"},
    ],
)
def test_what_the_standards_allow_is_fine(claims: dict[str, Any]) -> None:
    assert broken(with_claims(**claims)) == set()


def test_nobody_in_particular_is_a_remark_only() -> None:
    paste = with_claims(sub=None)

    assert broken(paste) == set()
    assert remarked(paste) == {"C06"}


def test_issuer_and_audience_are_compared_to_the_letter() -> None:
    assert broken(with_claims(), issuer="https://op.example/") == {"C02"}
    assert broken(with_claims(), issuer="https://OP.example") == {"C02"}
    assert broken(with_claims(), audience="API") == {"C04"}
    assert broken(with_claims(aud=["b"]), audience="api") == {"C04"}
    assert broken(with_claims(), issuer="https://op.example", audience="api") == set()


def test_what_is_missing_or_has_the_wrong_type_is_told_once() -> None:
    assert broken(with_claims(iss=None), issuer="https://op.example") == {"C01"}
    assert broken(with_claims(iss=5), issuer="https://op.example") == {"C05"}
    assert broken(with_claims(aud=5), audience="api") == {"C05"}


def test_the_claims_of_any_jwt_are_not_asked_of_tokens_that_have_rules_of_their_own() -> None:
    assert broken(token({"iss": "x", "iat": 1}, typ="entity-statement+jwt")) == set()
    assert broken(token({"iat": 1, "nonce": "n", "aud": "v", "sd_hash": "x"}, typ="kb+jwt")) == set()
    assert broken(token({"iss": "x", "vc": {}})) == set()
    assert broken(token({"a": 1}), kind=TokenKind.JWS) == set()


def test_signed_json_is_a_jwt_only_when_something_says_so() -> None:
    assert broken(token({"a": 1})) == set()
    assert broken(token({"a": 1}, typ="JWT")) == {"C01", "C03", "T04"}
    assert broken(token({"a": 1, "sub": "x"})) == {"C01", "C03", "T04"}
    assert broken(token({"a": 1}), kind=TokenKind.JWT) == {"C01", "C03", "T04"}
