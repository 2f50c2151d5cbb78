"""Header Parameters: what the audit says of algorithms, extensions, keys, types and copies of claims."""

from __future__ import annotations

import json
from typing import Any, Final

import pytest

from tests.jose.audit.asking import audited, finding, grave, rules
from tests.jose.making import encrypted, jwk, new_key, signed
from webapp.jose.audit.kinds import TokenKind
from webapp.jose.base64url import encode
from webapp.jose.jwk.publish import Half

KEY: Final = new_key("ES256")
PUBLIC: Final = jwk(KEY, Half.PUBLIC)
PAYLOAD: Final = encode(b'{"iss":"https://issuer.example","sub":"alice"}')
SIGNED: Final = "A" * 86
ALG: Final = {"alg": "ES256"}


def token(signature: str = SIGNED, **members: object) -> str:
    """A token with any header; its signature is not looked at."""
    return f"{encode(json.dumps(members).encode())}.{PAYLOAD}.{signature}"


def told(paste: str, key: str = "", **asked: Any) -> set[str]:
    """The rules about headers that are broken, without mere remarks."""
    return {rule for rule in grave(paste, key, **asked) if rule.startswith("H")}


# fmt: off
_WRONG: Final = (
    ({"typ": "JWT"}, {"H01"}),
    ({"alg": "es256"}, {"H02"}), ({"alg": "ES256 "}, {"H02"}), ({"alg": "ES-256"}, {"H02"}), ({"alg": "None"}, {"H02"}),
    ({"alg": "ES256\u200b"}, {"H02"}), ({"alg": "\uff25S256"}, {"H02"}), ({"alg": "ed25519"}, {"H02"}),
    ({"alg": "RS1"}, {"H03"}), ({"alg": "HS257"}, {"H03"}), ({"alg": ""}, {"H03"}), ({"alg": "A128KW"}, {"H03"}),
    ({"alg": "none"}, {"H04", "H05"}), ({"alg": ["ES256"]}, {"H30"}), ({"alg": None}, {"H30"}),
    ({**ALG, "crit": []}, {"H10"}), ({**ALG, "crit": "exp", "exp": 1}, {"H10"}), ({**ALG, "crit": ["x"]}, {"H10"}),
    ({**ALG, "crit": ["x", "x"], "x": 1}, {"H10"}), ({**ALG, "crit": ["alg"]}, {"H10"}),
    ({**ALG, "crit": [1]}, {"H10"}), ({**ALG, "crit": ["x"], "x": 1}, {"H11"}), ({**ALG, "b64": False}, {"H13"}),
    ({**ALG, "jku": "https://keys.example/k"}, {"H14"}), ({**ALG, "jku": "http://keys.example/k"}, {"H14", "H15"}),
    ({**ALG, "jku": "https://2130706433/"}, {"H14", "H15"}), ({**ALG, "jku": "file:///etc/passwd"}, {"H14", "H15"}),
    ({**ALG, "jku": "https://a.example@evil.example/"}, {"H14", "H15"}), ({**ALG, "jku": "/k"}, {"H14", "H15"}),
    ({**ALG, "x5u": "https://keys.example/c"}, {"H16"}), ({**ALG, "x5u": "https://[::1]/c"}, {"H15", "H16"}),
    ({**ALG, "jwk": PUBLIC}, {"H17"}), ({**ALG, "jwk": jwk(KEY)}, {"H17", "H18"}),
    ({**ALG, "jwk": {"kty": "oct", "k": "AAAA"}}, {"H17", "H18"}), ({**ALG, "jwk": "x"}, {"H30"}),
    ({**ALG, "kid": 5}, {"H24"}), ({**ALG, "kid": None}, {"H24"}), ({**ALG, "typ": 5}, {"H30"}),
    ({**ALG, "cty": True}, {"H30"}), ({**ALG, "x5t": 1, "x5t#S256": "a"}, {"H30"}), ({**ALG, "b64": "false"}, {"H30"}),
)
# fmt: on


@pytest.mark.parametrize(("members", "due"), _WRONG)
def test_each_header_is_told_what_is_wrong_with_it_and_nothing_else(members: dict[str, Any], due: set[str]) -> None:
    assert told(token(**members), kind=TokenKind.JWT) == due


@pytest.mark.parametrize(
    "members",
    [
        {"alg": "ES256"},
        {"alg": "Ed25519"},
        {"alg": "ES256K", "typ": "JWT"},
        {"alg": "ML-DSA-44"},
        {**ALG, "crit": ["b64"], "b64": True},
        {**ALG, "x": 1, "exp": 5},
        {**ALG, "kid": ""},
    ],
)
def test_a_sound_header_deserves_nothing(members: dict[str, Any]) -> None:
    assert told(token(**members), kind=TokenKind.JWT) == set()


def test_a_signature_must_be_there_but_for_the_one_algorithm_that_has_none() -> None:
    assert told(token("", alg="none")) == {"H04"}
    assert told(token("", alg="ES256")) == {"H06"}
    assert told(token("", alg="nOnE")) == {"H02", "H06"}
    assert told(token("", typ="JWT")) == {"H01"}
    assert told(token(**ALG).rpartition(".")[0]) == set()


def test_old_names_are_told() -> None:
    key = new_key("RSA-OAEP-256")

    assert "H07" in rules(token(alg="EdDSA"))
    assert told(encrypted("RSA1_5", "A128GCM", key)) == {"H08"}
    assert told(encrypted("RSA-OAEP-256", "A128GCM", key)) == set()


def test_the_audit_and_an_inspection_say_the_same_of_a_token_without_a_signature() -> None:
    paste = token("", alg="none")

    artefact = audited(paste).artefact

    assert artefact is not None
    assert artefact.findings == (finding("H04", paste),)


def test_critical_extensions_must_be_protected() -> None:
    whole = {"payload": PAYLOAD, "protected": encode(b'{"alg":"ES256"}'), "signature": SIGNED}

    assert told(json.dumps({**whole, "header": {"crit": ["x"], "x": 1}})) == {"H12"}
    assert told(json.dumps({**whole, "header": {"x": 1}})) == set()


def test_an_unencoded_payload_is_no_fault_of_a_jws_that_says_so() -> None:
    protected = encode(b'{"alg":"ES256","b64":false,"crit":["b64"]}')
    jws = json.dumps({"payload": '{"a":1}', "protected": protected, "signature": SIGNED})

    assert told(jws, kind=TokenKind.JWS) == set()
    assert told(jws, kind=TokenKind.JWT) == {"H13"}


def test_a_proof_of_possession_brings_its_key_and_a_private_one_is_lost_all_the_same() -> None:
    assert told(token(**ALG, typ="dpop+jwt", jwk=PUBLIC), kind=TokenKind.DPOP) == set()
    assert told(token(**ALG, typ="dpop+jwt", jwk=jwk(KEY)), kind=TokenKind.DPOP) == {"H18"}
    assert told(token(**ALG, typ="openid4vci-proof+jwt", jwk=PUBLIC)) == set()


@pytest.mark.parametrize(
    ("kind", "typ", "is_other"),
    [
        (TokenKind.ACCESS_TOKEN, "at+jwt", False),
        (TokenKind.ACCESS_TOKEN, "application/AT+JWT", False),
        (TokenKind.ACCESS_TOKEN, "JWT", True),
        (TokenKind.ACCESS_TOKEN, None, True),
        (TokenKind.DPOP, "dpop+jwt", False),
        (TokenKind.DPOP, None, True),
        (TokenKind.LOGOUT_TOKEN, None, False),
        (TokenKind.LOGOUT_TOKEN, "JWT", True),
        (TokenKind.REQUEST_OBJECT, "JWT", True),
        (TokenKind.ID_TOKEN, None, False),
        (TokenKind.ID_TOKEN, "JWT", False),
        (TokenKind.ID_TOKEN, "at+jwt", True),
        (TokenKind.CLIENT_ASSERTION, "JWT", False),
        (TokenKind.CLIENT_ASSERTION, "logout+jwt", True),
        (TokenKind.JWT, "at+jwt", False),
        (TokenKind.JWS, "anything", False),
    ],
)
def test_each_kind_of_token_has_its_type(kind: TokenKind, typ: str | None, *, is_other: bool) -> None:
    members = {**ALG, "typ": typ} if typ else ALG

    assert ("H29" in rules(token(**members), kind=kind)) is is_other


def test_the_type_that_is_expected_is_compared_as_a_media_type() -> None:
    assert "H29" in told(token(**ALG, typ="logout+jwt"), typ="example+jwt")
    assert "H29" in told(token(**ALG), typ="example+jwt")
    assert "H29" not in told(token(**ALG, typ="application/Example+JWT"), typ="example+jwt")


def test_remarks_are_made_about_missing_types_and_long_forms() -> None:
    assert "H27" in rules(token(**ALG))
    assert "H33" in rules(token(**ALG, typ="application/at+jwt"))
    assert not {"H27", "H33"} & rules(token(**ALG, typ="application/x/y"))


def test_a_claim_that_is_repeated_in_the_header_must_be_the_same() -> None:
    key = new_key("A128KW")
    text = json.dumps(jwk(key))
    claims = b'{"iss":"https://issuer.example","aud":"api"}'
    inside = signed("ES256", KEY, claims)

    assert told(encrypted("A128KW", "A128GCM", key, claims, iss="https://other.example"), text) == {"H32"}
    assert told(encrypted("A128KW", "A128GCM", key, inside.encode(), cty="JWT", aud="b"), text) == {"H32"}
    assert told(encrypted("A128KW", "A128GCM", key, inside.encode(), cty="JWT", sub="a"), text) == set()
    assert told(encrypted("A128KW", "A128GCM", key, claims, iss="https://issuer.example", aud=["api"]), text) == set()
