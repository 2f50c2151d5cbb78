"""Rules V01 to V14: for each an SD-JWT that breaks it, and a near miss that does not."""

from __future__ import annotations

import json
from typing import Any, Final

import pytest

from tests.jose.audit.asking import finding, grave
from tests.jose.making import fresh_key, signed
from tests.jose.sd_jwt.issuing import CNF, ISSUER, bound, digest, disclosure, examples, issued
from webapp.jose.audit.kinds import TokenKind
from webapp.jose.base64url import encode

SALT: Final = "pscp20ZasQdyEouqcSc2Ew"
OTHER_SALT: Final = "ZB820WyRWhbsnZ_gwdl73A"
NAME: Final = disclosure(SALT, "given_name", "Ana")
CITY: Final = disclosure(OTHER_SALT, "address", {"city": "X"})
MINE: Final = {f"V{number:02}" for number in range(1, 15)}
FOR_VERIFIER: Final[dict[str, Any]] = {"nonce": "n-1", "kb_audience": "https://verifier.example", "key_binding": True}


def broken(token: str, **asked: Any) -> set[str]:
    """The rules of this family that are broken."""
    return grave(token, **{"kind": TokenKind.SD_JWT, **asked}) & MINE


def holding(*disclosures: str, **claims: Any) -> str:
    """An SD-JWT whose payload has the digests of these Disclosures."""
    payload = {"iss": "https://issuer.example", "cnf": CNF, "_sd": [digest(one) for one in disclosures], **claims}
    return issued(payload, *disclosures)


def test_a_sound_sd_jwt_breaks_no_rule() -> None:
    assert broken(holding(NAME, CITY)) == set()
    assert broken(holding()) == set()
    assert broken(bound(holding(NAME)), **FOR_VERIFIER) == set()


def test_the_examples_of_the_rfc_break_no_rule() -> None:
    for example in examples():
        assert broken(example.token, kind=None) == set(), example.source


def test_a_disclosure_that_no_digest_stands_for_is_told() -> None:
    assert broken(holding(NAME) + CITY + "~") == {"V01"}


def test_a_disclosure_that_was_written_anew_is_told() -> None:
    again = encode(json.dumps([SALT, "given_name", "Ana"], separators=(",", ":")).encode())

    assert broken(holding(NAME).replace(NAME, again)) == {"V01"}


@pytest.mark.parametrize(
    "text",
    [
        encode(b'{"a":1}'),
        encode(b'["salt"]'),
        encode(b"not json"),
        encode(b'["' + SALT.encode() + b'","a","b","c"]'),
        encode(b'["' + SALT.encode() + b'",7,"b"]'),
        encode(b'[7,"a","b"]'),
        encode(b'["\xff","a","b"]'),
        disclosure(SALT, "element"),
        NAME + "=",
    ],
)
def test_a_disclosure_of_the_wrong_form_is_told(text: str) -> None:
    assert broken(holding(text)) == {"V02"}


def test_an_empty_disclosure_is_told_as_that_alone() -> None:
    assert broken(holding(NAME) + "~") == {"V02"}


def test_a_named_claim_in_the_place_of_an_element_is_told() -> None:
    token = issued({"cnf": CNF, "list": [{"...": digest(NAME)}]}, NAME)

    assert broken(token) == {"V02"}


def test_an_element_in_its_place_is_not_told() -> None:
    element = disclosure(SALT, "DE")

    assert broken(issued({"cnf": CNF, "list": [{"...": digest(element)}, "FR"]}, element)) == set()


@pytest.mark.parametrize("name", ["_sd", "..."])
def test_a_disclosed_claim_with_a_reserved_name_is_told(name: str) -> None:
    assert broken(holding(disclosure(SALT, name, ["x"]))) == {"V03"}


@pytest.mark.parametrize("name", ["sd", "_sd_", "..", "_sd_alg2"])
def test_a_name_that_only_resembles_a_reserved_one_is_not_told(name: str) -> None:
    assert broken(holding(disclosure(SALT, name, ["x"]))) == set()


def test_a_disclosure_that_would_replace_a_claim_is_told() -> None:
    assert broken(holding(disclosure(SALT, "sub", "admin"), sub="alice")) == {"V04"}


def test_the_same_name_at_another_depth_replaces_nothing() -> None:
    assert broken(holding(disclosure(SALT, "sub", "admin"), nested={"sub": "alice"})) == set()


def test_a_digest_that_comes_twice_is_told() -> None:
    assert broken(holding(NAME, more={"_sd": [digest(NAME)]})) == {"V05"}
    assert broken(issued({"cnf": CNF, "_sd": ["decoy", "decoy"]})) == {"V05"}


def test_a_disclosure_that_comes_twice_is_told() -> None:
    assert broken(holding(NAME) + NAME + "~") == {"V05"}


@pytest.mark.parametrize("name", ["md5", "SHA-256", "sha256", "sha-256-64", "sha-1", 7, ""])
def test_a_hash_algorithm_that_is_unknown_or_weak_is_told(name: Any) -> None:
    assert broken(issued({"cnf": CNF, "_sd_alg": name, "_sd": []})) == {"V06"}


def test_other_strong_hash_algorithms_are_not_told() -> None:
    token = issued({"cnf": CNF, "_sd_alg": "sha-512", "_sd": [digest(NAME, "sha512")]}, NAME)

    assert broken(token) == set()


def test_a_key_binding_over_other_disclosures_is_told() -> None:
    both = holding(NAME, CITY)
    other = bound(both).replace(f"~{CITY}~", "~")

    assert broken(other, **FOR_VERIFIER) == {"V07"}
    assert broken(bound(both, sd_hash=None), **FOR_VERIFIER) == {"V07"}


@pytest.mark.parametrize("typ", ["JWT", "", "kb-jwt", "kb+jwt "])
def test_a_key_binding_of_another_type_is_told(typ: str) -> None:
    assert broken(bound(holding(NAME), typ=typ), **FOR_VERIFIER) == {"V08"}


def test_the_long_form_of_the_type_is_not_told() -> None:
    assert broken(bound(holding(NAME), typ="application/kb+jwt"), **FOR_VERIFIER) == set()


def test_a_missing_key_binding_is_told_only_when_it_is_required() -> None:
    assert broken(holding(NAME), key_binding=True) == {"V09"}
    assert broken(holding(NAME), key_binding=False) == set()
    assert broken(holding(NAME)) == set()


@pytest.mark.parametrize(
    "claims",
    [{"nonce": "other"}, {"nonce": None}, {"nonce": "N-1"}, {"aud": "https://evil.example"}, {"aud": None},
     {"aud": ["https://verifier.example"]}, {"iat": None}, {"iat": "now"}],
)  # fmt: skip
def test_a_key_binding_for_another_request_is_told(claims: dict[str, Any]) -> None:
    assert broken(bound(holding(NAME), **claims), **FOR_VERIFIER) == {"V10"}


def test_a_key_binding_is_not_compared_with_what_nobody_expects() -> None:
    assert broken(bound(holding(NAME), nonce="other", aud="https://other.example")) == set()


def test_a_key_binding_by_another_key_is_told() -> None:
    assert broken(bound(holding(NAME), fresh_key("Ed25519")), **FOR_VERIFIER) == {"V11"}


def test_a_key_binding_without_a_named_holder_is_told() -> None:
    token = issued({"_sd": [digest(NAME)]}, NAME)

    assert broken(bound(token), **FOR_VERIFIER) == {"V11"}


def test_a_holder_that_is_named_by_a_kid_cannot_be_judged() -> None:
    token = issued({"_sd": [digest(NAME)], "cnf": {"kid": "1"}}, NAME)

    assert broken(bound(token), **FOR_VERIFIER) == set()


@pytest.mark.parametrize("name", ["iss", "exp", "nbf", "aud", "cnf"])
def test_a_claim_that_decides_about_validity_and_is_disclosed_is_told(name: str) -> None:
    one = disclosure(SALT, name, "value")

    assert broken(issued({"_sd": [digest(one)]}, one)) == {"V12"}


def test_such_a_name_inside_of_another_claim_and_an_entry_of_aud_are_not_told() -> None:
    deep, entry = disclosure(SALT, "exp", 1), disclosure(OTHER_SALT, "https://a.example")
    payload = {"cnf": CNF, "card": {"_sd": [digest(deep)]}, "aud": ["https://b.example", {"...": digest(entry)}]}

    assert broken(issued(payload, deep, entry)) == set()


@pytest.mark.parametrize("salt", ["", "mgQb-GHt", "a" * 21, "0123456789abcdef0123", "12345678901234567890123456789012"])
def test_a_short_salt_is_told(salt: str) -> None:
    assert broken(holding(disclosure(salt, "given_name", "Ana"))) == {"V13"}


@pytest.mark.parametrize("salt", [SALT, SALT + "==", "5bPs1IquZNa0hkaFzzzZNw", "0f" * 16, "ﾟ" * 25])
def test_a_long_salt_is_not_told(salt: str) -> None:
    assert broken(holding(disclosure(salt, "given_name", "Ana"))) == set()


def test_a_salt_that_serves_two_claims_is_told() -> None:
    assert broken(holding(NAME, disclosure(SALT, "family_name", "B"))) == {"V13"}


def test_a_plain_jwt_is_told_when_an_sd_jwt_was_said() -> None:
    token = signed("ES256", ISSUER, b'{"sub":"x"}')

    assert broken(token) == {"V14"}
    assert broken(token + "~") == set()
    assert broken(token, kind=None) == set()


def test_a_disclosed_claim_is_not_told_to_be_missing() -> None:
    one, two = disclosure(SALT, "aud", "api"), disclosure(OTHER_SALT, "iss", "https://issuer.example")
    token = issued({"cnf": CNF, "exp": 1767229200, "_sd": [digest(one), digest(two)]}, one, two)

    assert not grave(token, kind=TokenKind.SD_JWT) & {"C01", "C03"}


@pytest.mark.parametrize(
    ("name", "value", "rule"),
    [
        ("given_name", "<script>alert(1)</script>", "C09"),
        ("aliases", ["Ann", "' OR '1'='1"], "C09"),
        ("profile", {"names": ["{{7*7}}"]}, "C09"),
        ("password", "hunter22", "C08"),
        ("card", {"credit_card": 4111111111111111}, "C08"),
        ("picture", "http://10.0.0.1/a.png", "C10"),
    ],
)
def test_the_value_of_a_disclosed_claim_is_looked_at(name: str, value: Any, rule: str) -> None:
    one = encode(json.dumps([SALT, name, value]).encode())
    token = holding(NAME, one)
    found = finding(rule, token, kind=TokenKind.SD_JWT)

    assert grave(token, kind=TokenKind.SD_JWT) & {"C08", "C09", "C10"} == {rule}
    assert found.span is not None
    assert token[found.span.start : found.span.end] == one
    assert rule not in grave(holding(NAME, CITY), kind=TokenKind.SD_JWT)


def test_what_the_examples_disclose_is_harmless() -> None:
    for example in examples():
        assert not grave(example.token) & {"C08", "C09", "C10"}, example.source
