"""Two tokens side by side: what differs most, in a sentence, and everything else below it."""

from __future__ import annotations

import json
import random
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.jose.making import LIMITS, encrypted, fresh_key, jwk, new_key, secret, signed
from webapp.jose.audit.expected import Expected
from webapp.jose.base64url import encode
from webapp.jose.compare.difference import Difference, Section
from webapp.jose.jwk.publish import Half
from webapp.jose.jwt.expectations import Expectations
from webapp.services.compare import compare
from webapp.services.examples import compared_example
from webapp.services.questions import Question
from webapp.services.results import ComparisonResult, Verdict
from webapp.views.json_encoding import encode as encode_json

NOW = 1_700_000_000
RSA, EC = new_key("RS256"), new_key("ES256")
PUBLIC = json.dumps(jwk(EC, Half.PUBLIC))
CLAIMS: dict[str, Any] = {
    "iss": "https://idp.example",
    "sub": "alice",
    "aud": "https://api.example",
    "scope": "read write",
    "iat": NOW - 60,
    "exp": NOW + 3540,
}


def token(alg: str = "ES256", header: dict[str, Any] | None = None, **claims: Any) -> str:
    said = {name: value for name, value in {**CLAIMS, **claims}.items() if value is not None}
    key = {"ES256": EC, "RS256": RSA, "HS256": secret("x" * 40)}[alg]
    return signed(alg, key, json.dumps(said).encode(), **header or {})


def compared(first: str, second: str, key: str = "", other_key: str = "") -> ComparisonResult:
    one, other = (
        Question(input=text, key=with_key, expected=Expectations(at=NOW), audited=Expected(at=NOW))
        for text, with_key in ((first, key), (second, other_key or key))
    )
    return compare(one, other, LIMITS)


def section(result: ComparisonResult, name: str) -> Section:
    return next(one for one in result.sections if one.name == name)


def row(result: ComparisonResult, name: str, path: str) -> Difference:
    found = section(result, name).of(path)
    assert found, [one.path for one in section(result, name).differences]
    return found


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"aud": "https://other.example"}, "The second is for another audience"),
        ({"aud": ["https://api.example", "x"]}, 'The second is also for "x"'),
        ({"aud": None}, "The second names no audience"),
        (
            {"iss": "https://idp.example/"},
            "The second comes from another issuer (only the second has a slash at its end)",
        ),
        ({"scope": "read"}, 'The second lacks the scope "write"'),
        ({"exp": NOW - 10, "iat": NOW - 3610}, "The second expired 10 s ago"),
        ({"nbf": NOW + 120}, 'The second is not valid for another 2 min; the first has no "nbf"'),
        ({"exp": str(NOW + 3540)}, "The second has no times: its times cannot be relied on"),
        ({"exp": None}, "The second never expires"),
        ({"sub": "bob"}, "The second is about another subject"),
        ({"exp": NOW + 240}, "The second lives 5 min instead of 1 h"),
        ({"email": "a@b.example"}, 'The first has no "email"'),
        ({"iat": NOW, "exp": NOW + 3600}, "They differ only as any two tokens do"),
    ],
)
def test_what_differs_most_is_said_in_a_sentence(changes: dict[str, Any], told: str) -> None:
    assert compared(token(), token(**changes)).headline.startswith(told)


def test_two_things_that_matter_are_said_together() -> None:
    second = token(aud="https://other.example", iat=NOW - 14_400, exp=NOW - 10_800, scope="read")

    result = compared(token(), second)

    assert result.verdict == "different"
    assert result.headline == "The second is for another audience and expired 3 h ago"
    assert 'It also lacks the scope "write"' in result.explanation
    assert [point.code for point in result.points][:3] == ["aud", "time", "scope"]


def test_what_is_wrong_with_the_first_is_said_of_the_first() -> None:
    result = compared(token(exp=NOW - 60, iat=NOW - 3660), token(aud="https://other.example"))

    assert result.headline == "The second is for another audience; the first expired 1 min ago"


def test_the_same_token_is_said_to_be_the_same_whatever_stands_around_it() -> None:
    one = token()

    result = compared(one, f"Authorization: Bearer {one}")

    assert result.verdict == "same"
    assert not any(section.differences for section in result.sections)


def test_the_same_content_signed_twice_says_the_same() -> None:
    result = compared(token(), token(), PUBLIC)

    assert result.verdict == "alike"
    assert result.explanation.endswith("Both verify.")


def test_with_a_key_it_is_said_which_of_the_two_verifies_and_why_not_the_other() -> None:
    changed = token().split(".")
    changed[1] = encode(json.dumps({**CLAIMS, "sub": "mallory"}).encode())

    result = compared(token(), ".".join(changed), PUBLIC)

    assert result.is_contrast
    assert result.headline == "The first verifies, the second does not"
    assert result.explanation.endswith("The second is about another subject.")
    assert result.first.verdict is Verdict.VALID
    assert result.second.verdict is Verdict.INVALID


def test_a_key_of_its_own_verifies_the_second() -> None:
    other = fresh_key("ES256")
    second = signed("ES256", other, json.dumps(CLAIMS).encode())

    assert compared(token(), second, PUBLIC).is_contrast
    with_both = compared(token(), second, PUBLIC, json.dumps(jwk(other, Half.PUBLIC)))
    assert not with_both.is_contrast
    assert "Both verify." in with_both.explanation


def test_another_algorithm_and_another_key_are_named() -> None:
    result = compared(token("RS256", {"kid": "a", "typ": "at+jwt"}), token("HS256", {"kid": "b", "typ": "JWT"}))

    assert result.headline.startswith("The second is signed with HS256 instead of RS256")
    assert 'names another key in "kid"' in result.headline
    assert row(result, "form", "/signature").delta == 32 - 256


def test_a_type_that_changed_is_named() -> None:
    result = compared(token(email_verified=True), token(email_verified="true"))

    assert result.headline == 'The second has "email_verified" as text instead of true or false'


def test_other_kinds_of_token_are_named() -> None:
    id_token = token(header={"typ": "JWT"}, nonce="n", at_hash="x", azp="c", aud="c", auth_time=NOW)

    result = compared(token(header={"typ": "at+jwt"}, client_id="c", jti="1"), id_token)

    assert result.headline.startswith("The second is an ID token instead of an access token")
    assert result.first.token_kind == "access_token"


def test_a_token_that_nobody_signed_stands_out() -> None:
    header, payload = encode(b'{"alg":"none"}'), token().split(".")[1]
    unsecured = f"{header}.{payload}."

    assert compared(token(), unsecured).headline.startswith("The second is not signed")


def test_a_damaged_token_is_said_to_be_damaged() -> None:
    result = compared(token(), token()[:-20] + "*" + token()[-19:])

    assert result.headline.startswith("The second is damaged")
    assert result.second.problems


def test_what_is_encrypted_is_compared_once_it_is_decrypted() -> None:
    key = json.dumps({"keys": [jwk(RSA), jwk(EC, Half.PUBLIC)]})
    sealed = [encrypted("RSA-OAEP", "A128GCM", RSA, token(sub=sub).encode(), cty="JWT") for sub in ("alice", "bob")]

    closed, opened = compared(sealed[0], sealed[1]), compared(sealed[0], sealed[1], key)

    assert [one.name for one in closed.sections] == ["header", "form"]
    assert row(opened, "claims", "/sub").code == "text"
    assert opened.headline == "The second is about another subject"
    assert "Both verify." in opened.explanation


def test_a_signed_token_is_compared_with_what_is_inside_of_an_encrypted_one() -> None:
    key = json.dumps({"keys": [jwk(RSA), jwk(EC, Half.PUBLIC)]})
    sealed = encrypted("RSA-OAEP", "A128GCM", RSA, token(sub="bob").encode(), cty="JWT")

    closed, opened = compared(token(), sealed), compared(token(), sealed, key)

    assert closed.headline == "The second is encrypted, so that its claims cannot be compared"
    assert opened.headline == "The second is encrypted and is about another subject"
    assert row(opened, "claims", "/sub").code == "text"


def test_one_that_cannot_be_decrypted_is_told_apart_from_one_that_can() -> None:
    sealed = [encrypted("RSA-OAEP", "A128GCM", key, b"hello") for key in (RSA, fresh_key("RS256"))]

    result = compared(sealed[0], sealed[1], json.dumps(jwk(RSA)))

    assert result.is_contrast
    assert result.headline == "The first can be decrypted, the second cannot"


def test_what_the_audit_finds_in_one_alone_is_listed() -> None:
    result = compared(token(), token(exp=None))

    assert {finding.rule for finding in result.findings_second} > {finding.rule for finding in result.findings_first}
    assert result.findings_both >= 0


def test_sd_jwts_are_compared_by_what_they_present() -> None:
    disclosed = [encode(json.dumps(["salt", "name", name]).encode()) for name in ("Jane", "Joan")]
    digests = [encode(sha256(one.encode()).digest()) for one in disclosed]
    issued = signed("ES256", EC, json.dumps({**CLAIMS, "_sd": digests}).encode(), typ="dc+sd-jwt")

    result = compared(f"{issued}~{disclosed[0]}~", f"{issued}~{disclosed[1]}~")

    assert result.first.is_token
    assert row(result, "claims", "/name").code == "text"


@pytest.mark.parametrize(
    ("first", "second", "headline"),
    [
        ("", "", "Paste two tokens"),
        ("a token", "", "Paste the second token"),
        ("", "a token", "Paste the first token"),
        ("nothing", "nothing", "Neither box holds a token"),
    ],
)
def test_what_is_missing_is_said(first: str, second: str, headline: str) -> None:
    result = compared(first, second)

    assert (result.verdict, result.headline) == ("incomplete", headline)


def test_a_box_that_holds_something_else_says_what() -> None:
    result = compared(token(), PUBLIC)

    assert result.headline == "The second box holds no token"
    assert result.explanation


def test_a_token_from_two_signatures_is_compared_signature_by_signature() -> None:
    payload = token().split(".")[1]
    parts = [one.split(".") for one in (token(header={"kid": "a"}), token(header={"kid": "b"}))]
    listed = [{"protected": one[0], "signature": one[2]} for one in parts]
    both = json.dumps({"payload": payload, "signatures": listed})
    turned = json.dumps({"payload": payload, "signatures": listed[::-1]})

    result = compared(both, turned)

    assert not section(result, "header").differences
    assert section(result, "header-of-2").title.endswith("2")


@given(st.integers(0, 2**32))
def test_no_damage_to_either_token_leaves_it_without_an_answer(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  damage, not a secret
    texts = [token(realm={"roles": ["a", {"b": 1}]}), token("HS256", x5c=["A", "B"], aud=["x"])]
    for place, text in enumerate(texts):
        at = chance.randrange(len(text))
        texts[place] = (
            text[:at] + chance.choice(["", ".", "~", "A", "{", "==", "\0"]) + text[at + chance.randint(0, 9) :]
        )

    result = compared(texts[0], texts[1], PUBLIC)

    assert result.headline
    assert encode_json(result)


def test_the_example_shows_what_the_page_is_for() -> None:
    fields = compared_example(NOW).fields

    result = compared(fields["input"], fields["other"], fields["key"])

    assert result.headline.startswith("The second is for another audience and expired")
    assert result.first.verdict is Verdict.VALID


def test_a_payload_that_is_no_claims_set_is_compared_as_it_is() -> None:
    result = compared(signed("ES256", EC, b"one"), signed("ES256", EC, b"two"))

    assert row(result, "payload", "/payload").code == "text"
