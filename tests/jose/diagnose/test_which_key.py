"""A token that another key made than the one that was taken."""

from __future__ import annotations

import base64
import hashlib
import json

import pytest

from tests.jose.diagnose.asking import asked, mac, proof, reason
from tests.jose.making import LIMITS, fresh_key, jwk, new_key, signed
from webapp.jose.base64url import encode
from webapp.jose.diagnose.kids import meant
from webapp.jose.finding import Certainty
from webapp.jose.jwk.key import Key
from webapp.jose.jwk.parse import read_keys
from webapp.jose.jwk.publish import Half
from webapp.jose.trace import Outcome

FIRST = new_key("ES256")
SECOND = fresh_key("ES256")
EDWARDS = new_key("Ed25519")


def _set(*keys: tuple[Key, dict[str, object]]) -> str:
    return json.dumps({"keys": [jwk(key, Half.PUBLIC, **members) for key, members in keys]})


def test_a_kid_that_names_another_key_of_the_set_is_proven_wrong() -> None:
    found = reason(signed("ES256", SECOND, kid="a"), _set((FIRST, {"kid": "a"}), (SECOND, {"kid": "b"})))

    assert (found.code, found.certainty) == ("key.kid-wrong", Certainty.PROVEN)
    assert "key 2" in found.title


def test_a_stale_kid_is_told_apart_from_a_wrong_one() -> None:
    keys = _set((FIRST, {"kid": "a"}), (SECOND, {"kid": "b"}))

    assert proof(signed("ES256", SECOND, kid="last-year"), keys) == "key.kid-not-found"


def test_one_kid_for_two_keys_is_found() -> None:
    third = fresh_key("ES256")
    keys = _set((FIRST, {"kid": "a"}), (third, {"kid": "a", "use": "enc"}))

    assert proof(signed("ES256", third, kid="a"), keys) == "key.kid-duplicate"


def test_a_set_without_the_kid_is_likely_stale() -> None:
    keys = _set((FIRST, {"kid": "a"}), (SECOND, {"kid": "b"}))

    result = asked(signed("ES256", fresh_key("ES256"), kid="c"), keys)

    assert [(one.code, one.certainty) for one in result.diagnoses] == [("key.kid-not-found", Certainty.LIKELY)]
    assert "another key of those that were given" in result.ruled_out


def test_the_key_in_the_token_proves_nothing_but_that_it_fits_itself() -> None:
    token = signed("ES256", SECOND, jwk=jwk(SECOND, Half.PUBLIC))

    found = reason(token, json.dumps(jwk(FIRST, Half.PUBLIC)))

    assert found.code == "key.from-token"
    assert SECOND.thumbprint in found.remedy
    assert asked(token).diagnoses[0].code == "key.from-token"


@pytest.mark.parametrize("key", ["", json.dumps(jwk(FIRST, Half.PUBLIC))])
def test_the_key_in_a_dpop_proof_is_the_one_to_verify_it_with(key: str) -> None:
    token = signed("ES256", SECOND, b'{"iat":1700000000}', typ="dpop+jwt", jwk=jwk(SECOND, Half.PUBLIC))
    result = asked(token, key)

    found = result.diagnoses[0]
    assert (found.code, found.reference) == ("key.dpop-proof", "RFC 9449 section 4.3")
    assert SECOND.thumbprint in found.remedy
    assert "Do not accept" not in found.remedy
    assert "The DPoP proof verifies" in result.explanation
    assert "Because" not in result.explanation
    assert result.time.summary == "No exp, which a DPoP proof does not need"


def test_a_dpop_proof_that_its_own_key_did_not_make_is_not_called_right() -> None:
    token = signed("ES256", SECOND, typ="dpop+jwt", jwk=jwk(FIRST, Half.PUBLIC))

    assert "key.dpop-proof" not in [one.code for one in asked(token).diagnoses]


def test_a_key_in_the_token_that_did_not_make_it_is_not_claimed() -> None:
    token = signed("ES256", SECOND, jwk=jwk(FIRST, Half.PUBLIC))

    assert proof(token, json.dumps(jwk(fresh_key("ES256"), Half.PUBLIC))) == ""


def test_a_secret_for_a_token_that_takes_a_public_key_is_named() -> None:
    found = reason(signed("ES256", FIRST), "a client secret of many characters")

    assert found.code == "key.wrong-type"
    assert "a shared secret" in found.title


def test_a_public_key_for_a_token_with_a_mac_is_named() -> None:
    found = reason(signed("HS256", new_key("HS256")), json.dumps(jwk(FIRST, Half.PUBLIC)))

    assert found.code == "key.wrong-type"


def test_a_key_on_another_curve_is_named() -> None:
    found = reason(signed("ES256", FIRST), json.dumps(jwk(new_key("ES384"), Half.PUBLIC)))

    assert found.code == "key.wrong-curve"
    assert "P-384" in found.title


def test_a_key_of_ml_dsa_for_another_parameter_set_is_named() -> None:
    token, right, wrong = signed("ML-DSA-44", new_key("ML-DSA-44")), new_key("ML-DSA-44"), new_key("ML-DSA-65")

    assert reason(token, json.dumps(jwk(wrong, Half.PUBLIC))).code == "key.wrong-parameters"
    assert not asked(token, json.dumps(jwk(right, Half.PUBLIC))).diagnoses


def test_a_genuine_token_needs_no_reason() -> None:
    result = asked(signed("EdDSA", EDWARDS), json.dumps(jwk(EDWARDS, Half.PUBLIC)))

    assert result.signature.outcome is Outcome.PASSED
    assert not result.diagnoses


@pytest.mark.parametrize(("kid", "code"), [("k5", "key.kid-wrong"), ("other", "key.kid-not-found")])
def test_every_key_of_a_large_set_is_tried(kid: str, code: str) -> None:
    keys = [fresh_key("ES256") for _ in range(120)]
    pasted = json.dumps({"keys": [jwk(key, Half.PUBLIC, kid=f"k{number}") for number, key in enumerate(keys)]})

    assert proof(signed("ES256", keys[117], kid=kid), pasted) == code


def test_keys_that_were_not_tried_are_not_said_to_be_ruled_out() -> None:
    pasted = json.dumps({"keys": [jwk(fresh_key("ES256"), Half.PUBLIC, kid=f"k{n}") for n in range(202)]})

    result = asked(signed("ES256", fresh_key("ES256"), kid="other"), pasted)

    assert [one.code for one in result.diagnoses] == ["key.kid-not-found"]
    assert "another key of those that were given" in result.untried
    assert "only the first" in result.diagnoses[0].explanation


def test_rsa_keys_are_not_all_wrong_when_only_some_of_them_were_tried() -> None:
    pasted = _set(*((fresh_key("RS256"), {}) for _ in range(42)))

    assert not proof(signed("RS256", fresh_key("RS256"), kid="other"), pasted)


_THUMBPRINT = base64.urlsafe_b64decode(SECOND.thumbprint + "=")
_MEMBERS = jwk(SECOND, Half.PUBLIC)
_CHOSEN = json.dumps({name: _MEMBERS[name] for name in ("crv", "kty", "x", "y")}, separators=(",", ":")).encode()
_SHA1 = encode(hashlib.new("sha1", _CHOSEN, usedforsecurity=False).digest())
# Another character than the one that the thumbprint has there, and not the same letter in another case.
_OTHER = "_" if SECOND.thumbprint[20] != "_" else "0"
# fmt: off
NEARLY = [
    # the kid of the token                                    the key's own                what is said
    ("KEY-of-The-Year",                                       "key-of-the-year",           "in upper and lower case"),
    ("key-of-the-year\n",                                     "key-of-the-year",           "only in white space"),
    ("https://issuer.example/keys/year",                      "year",                      "its last part"),
    ("did:web:issuer.example#year",                           "year",                      "its last part"),
    (f"{SECOND.thumbprint[:20]}{_OTHER}{SECOND.thumbprint[21:]}", SECOND.thumbprint,           "from character 21 on"),
    (SECOND.thumbprint[:-3],                                  SECOND.thumbprint,           "only in its end"),
    (_THUMBPRINT.hex(),                                       "another",                   "in hexadecimal"),
    (base64.b64encode(_THUMBPRINT).decode(),                  "another",                   "key 1 in "),
    (_SHA1,           "another",                   "The kid is the SHA-1"),
    (encode(hashlib.sha512(_CHOSEN).digest()),                "another",                   "The kid is the SHA-512"),
]
# fmt: on


@pytest.mark.parametrize(("kid", "own", "told"), NEARLY)
def test_a_kid_that_is_nearly_that_of_a_key_at_hand_says_which_key_is_meant(kid: str, own: str, told: str) -> None:
    keys = _set((SECOND, {"kid": own}), (FIRST, {"kid": "unlike all others"}))

    made_by_it = reason(signed("ES256", SECOND, kid=kid), keys)
    made_by_another = reason(signed("ES256", fresh_key("ES256"), kid=kid), keys)

    assert (made_by_it.code, made_by_it.certainty) == ("key.kid-not-found", Certainty.PROVEN)
    assert (made_by_another.code, made_by_another.certainty) == ("key.kid-not-found", Certainty.LIKELY)
    assert told in made_by_it.explanation
    assert told in made_by_another.explanation


def test_a_thumbprint_over_all_members_is_told() -> None:
    members = jwk(SECOND, Half.PUBLIC, use="sig", kid=None)
    kid = encode(hashlib.sha256(json.dumps(dict(sorted(members.items())), separators=(",", ":")).encode()).digest())
    keys = json.dumps({"keys": [jwk(FIRST, Half.PUBLIC, kid="other"), {**members, "kid": "x"}]})

    assert "not only those that RFC 7638 takes" in reason(signed("ES256", SECOND, kid=kid), keys).explanation


@pytest.mark.parametrize("kid", ["key-1", "key-3", "2024", "\ud800", "x" * 5000, ""])
def test_a_kid_that_is_quite_another_means_no_key(kid: str) -> None:
    keys = _set((SECOND, {"kid": "key-2"}), (FIRST, {"kid": "key-4"}))

    assert meant(kid, read_keys(keys, limits=LIMITS).keys, keys) == ""


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("https://issuer.example/.well-known/jwks.json", "an address"),
        ("./keys/public.pem", "the name of a file"),
        ("SHA256:" + "A" * 43, "a fingerprint"),
    ],
)
def test_what_only_says_where_the_key_is_is_told_as_that(text: str, told: str) -> None:
    found = asked(signed("ES256", SECOND), text).diagnoses

    assert "key.reference" in [one.code for one in found]
    assert "key.wrong-type" not in [one.code for one in found]
    assert told in found[0].title


def test_an_address_may_be_a_shared_secret() -> None:
    address = "https://issuer.example/long/enough/for/a/secret"

    assert not asked(mac(address.encode()), address).diagnoses
