"""Verifying a signature: mathematics and policy apart, and every guard that the library lacks."""

from __future__ import annotations

from typing import Any

import pytest

from tests.jose.making import LIMITS, fresh_key, jwk, jws, keys_of, new_key, secret, signed, with_header
from webapp.jose.base64url import encode
from webapp.jose.crypto import signatures
from webapp.jose.jwk.key import Key
from webapp.jose.jwk.publish import Half
from webapp.jose.jws.verify import Verification, verify
from webapp.jose.limits import Limits
from webapp.jose.registry.algorithms import JWS_ALGORITHMS
from webapp.jose.trace import Outcome

ALGORITHMS = [row.name for row in JWS_ALGORITHMS.values() if row.supported]
SECRET = "a secret of more than thirty-two characters"


def check(token: str, keys: tuple[Key, ...], limits: Limits) -> Verification:
    """The verification of a compact JWS."""
    parsed = jws(token)
    return verify(parsed, parsed.signatures[0], keys, limits)


def _codes(verification: Verification) -> list[tuple[str, Outcome]]:
    return [(step.code, step.outcome) for step in verification.steps]


def _reasons(verification: Verification) -> list[tuple[str | None, Outcome]]:
    return [(step.reason, step.outcome) for step in verification.steps]


def _spec(alg: str) -> str:
    return "Ed448" if alg == "EdDSA" else alg


@pytest.mark.parametrize("alg", ALGORITHMS)
def test_what_one_signs_with_the_private_half_verifies_with_the_public_one(alg: str) -> None:
    key = new_key(_spec(alg))
    half = Half.PRIVATE if key.kty == "oct" else Half.PUBLIC

    verification = check(signed(alg, key), keys_of(jwk(key, half)), LIMITS)

    assert verification.signature.outcome is Outcome.PASSED
    assert verification.key_trust.outcome is Outcome.PASSED


@pytest.mark.parametrize("alg", ALGORITHMS)
def test_another_key_of_the_same_kind_did_not_make_the_signature(alg: str) -> None:
    token = signed(alg, new_key(_spec(alg)))
    other = fresh_key(_spec(alg))

    assert check(token, (other,), LIMITS).signature.outcome is Outcome.FAILED


def test_a_key_of_the_wrong_type_stops_before_any_cryptography() -> None:
    verification = check(signed("HS256", secret(SECRET)), (new_key("ES256"),), LIMITS)

    assert _codes(verification)[-1] == ("jws.key", Outcome.FAILED)
    assert _reasons(verification)[-1] == ("key.asymmetric-for-secret", Outcome.FAILED)
    assert verification.signature.outcome is Outcome.UNCHECKED
    assert verification.key_trust.outcome is Outcome.FAILED


@pytest.mark.parametrize(
    ("alg", "spec", "code"),
    [
        ("RS256", "ES256", "key.type"),
        ("RS256", "HS256", "key.secret-for-asymmetric"),
        ("ES256", "ES384", "key.curve"),
        ("ES256K", "ES256", "key.curve"),
        ("Ed25519", "Ed448", "key.curve"),
        ("EdDSA", "ECDH-ES:X25519", "key.curve"),
        ("ML-DSA-44", "ML-DSA-65", "key.curve"),
        ("HS256", "RS256", "key.asymmetric-for-secret"),
    ],
)
def test_each_way_in_which_a_key_cannot_fit_has_its_own_code(alg: str, spec: str, code: str) -> None:
    token = with_header(signed("HS256", secret(SECRET)), {"alg": alg})

    assert _reasons(check(token, (new_key(spec),), LIMITS))[-1] == (code, Outcome.FAILED)


@pytest.mark.parametrize(
    "members",
    [{"use": "enc"}, {"key_ops": ["sign"], "use": None}, {"alg": "HS512"}],
)
def test_a_key_that_must_not_be_used_still_shows_that_the_token_is_genuine(members: dict[str, Any]) -> None:
    key = new_key("HS256")

    verification = check(signed("HS256", key), keys_of(jwk(key, **members)), LIMITS)

    assert verification.signature.outcome is Outcome.PASSED
    assert verification.key_trust.outcome is Outcome.FAILED


def test_a_short_secret_verifies_but_is_not_trusted() -> None:
    verification = check(signed("HS256", secret("secret")), (secret("secret"),), LIMITS)

    assert verification.signature.outcome is Outcome.PASSED
    assert verification.key_trust.outcome is Outcome.FAILED
    assert "48 bits" in verification.key_trust.summary


def test_a_key_that_names_another_kid_is_tried_when_it_is_the_only_one_and_warned_of() -> None:
    key = new_key("ES256")
    token = signed("ES256", key, kid="one")

    verification = check(token, keys_of(jwk(key, kid="two")), LIMITS)

    assert verification.signature.outcome is Outcome.PASSED
    assert verification.key_trust.outcome is Outcome.WARNING


def test_of_a_set_the_key_with_the_kid_is_taken_and_every_other_is_told_why_not() -> None:
    key = new_key("ES256")
    others = (jwk(new_key("RS256"), kid="one"), jwk(new_key("ES384"), kid="other"), jwk(new_key("HS256"), kid="mac"))

    verification = check(signed("ES256", key, kid="one"), keys_of(*others, jwk(key, kid="one")), LIMITS)

    choice = next(step for step in verification.steps if step.code == "jws.key")
    assert verification.key is not None
    assert verification.key.index == 3
    assert choice.detail is not None
    assert len(choice.detail.splitlines()) == 4
    assert verification.signature.outcome is Outcome.PASSED


def test_a_set_whose_keys_all_have_another_kid_has_no_key_for_the_token() -> None:
    key = new_key("ES256")
    keys = keys_of(jwk(key, kid="two"), jwk(new_key("RS256"), kid="three"))

    verification = check(signed("ES256", key, kid="one"), keys, LIMITS)

    assert verification.signature.outcome is Outcome.UNCHECKED
    assert verification.key_trust.outcome is Outcome.FAILED


def test_no_more_keys_are_tried_than_the_limit_allows() -> None:
    right = secret(SECRET)
    wrong = [jwk(new_key("HS256"), kid=None) for _ in range(3)]

    verification = check(signed("HS256", right), keys_of(*wrong, jwk(right)), Limits(keys_tried=3))

    assert verification.signature.outcome is Outcome.UNCHECKED
    assert _reasons(verification)[-1] == ("limit.keys-tried", Outcome.SKIPPED)
    assert "TOKEN_DEBUGGER_LIMIT_KEYS_TRIED" in verification.steps[-1].summary


@pytest.mark.parametrize("extra", [b"", b"\0", b"\0" * 68])
def test_an_ecdsa_signature_of_another_length_is_refused_although_its_numbers_are_right(extra: bytes) -> None:
    key = new_key("ES256")
    token = signed("ES256", key)
    signature = jws(token).signatures[0].signature.octets
    half = len(signature) // 2
    longer = extra + signature[:half] + extra + signature[half:]

    verification = check(f"{token.rsplit('.', 1)[0]}.{encode(longer)}", (key,), LIMITS)

    assert (verification.signature.outcome is Outcome.PASSED) == (extra == b"")
    if extra:
        assert _codes(verification)[-2] == ("jws.length", Outcome.FAILED)


@pytest.mark.parametrize("alg", ALGORITHMS)
def test_a_missing_signature_is_never_right(alg: str) -> None:
    key = new_key(_spec(alg))
    token = signed(alg, key).rsplit(".", 1)[0] + "."

    verification = check(token, (key,), LIMITS)

    assert verification.signature.outcome is Outcome.FAILED
    assert "missing" in verification.signature.summary


@pytest.mark.parametrize("change", ["!", " ", "\n", "+"])
@pytest.mark.parametrize("part", [0, 1, 2])
def test_characters_that_are_no_base64url_are_never_overlooked(part: int, change: str) -> None:
    key = secret(SECRET)
    parts = signed("HS256", key).split(".")
    parts[part] += change

    verification = check(".".join(parts), (key,), LIMITS)

    assert verification.signature.outcome is Outcome.FAILED
    assert _codes(verification)[0] == ("jws.decode", Outcome.FAILED)


@pytest.mark.parametrize("part", [0, 1])
def test_padding_that_was_not_signed_makes_the_signature_wrong(part: int) -> None:
    key = secret(SECRET)
    parts = signed("HS256", key).split(".")
    parts[part] += "="

    assert check(".".join(parts), (key,), LIMITS).signature.outcome is Outcome.FAILED


def test_padding_that_was_signed_is_told_but_the_mathematics_is_right() -> None:
    """As AWS load balancers send it: the padded parts are what was signed."""
    key = secret(SECRET)
    header, payload = encode(b'{"alg":"HS256" }'), encode(b'{"sub":"ab"}')
    padded = f"{header}==.{payload}"
    signature = signatures.sign("HS256", key.members, padded.encode())
    assert isinstance(signature, bytes)

    verification = check(f"{padded}.{encode(signature)}", (key,), LIMITS)

    assert verification.signature.outcome is Outcome.PASSED
    assert _codes(verification)[0] == ("jws.decode", Outcome.WARNING)


def test_the_received_characters_are_checked_and_not_a_re_encoding_of_them() -> None:
    """The same octets in other characters were never signed: jwcrypto's own JWS object would accept this."""
    key = secret(SECRET)
    header, _, signature = signed("HS256", key, payload=b"\0").split(".")

    verification = check(f"{header}.AB.{signature}", (key,), LIMITS)

    assert verification.signature.outcome is Outcome.FAILED


def test_spare_bits_behind_the_signature_are_told_but_do_not_make_it_wrong() -> None:
    key = secret(SECRET)
    token = signed("HS256", key)
    last = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    spare = last[last.index(token[-1]) + 1]

    verification = check(token[:-1] + spare, (key,), LIMITS)

    assert verification.signature.outcome is Outcome.PASSED
    assert _codes(verification)[0] == ("jws.decode", Outcome.WARNING)


@pytest.mark.parametrize("signature", ["", "Zm9v"])
def test_none_is_never_valid(signature: str) -> None:
    header, payload = encode(b'{"alg":"none"}'), encode(b'{"sub":"alice"}')
    token = f"{header}.{payload}.{signature}"

    verification = check(token, (new_key("RS256"), secret(SECRET)) if signature else (), LIMITS)

    assert verification.signature.outcome is Outcome.FAILED
    assert "Unsecured" in verification.signature.summary


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ({}, "jws.algorithm"),
        ({"alg": 1}, "jws.algorithm"),
        ({"alg": None}, "jws.algorithm"),
        ({"alg": "hs256"}, "jws.algorithm"),
        ({"alg": "NONE"}, "jws.algorithm"),
        ({"alg": "HS1"}, "jws.algorithm"),
        ({"alg": "dir"}, "jws.algorithm"),
        ("[]", "jws.decode"),
        ("{", "jws.decode"),
        ({"alg": "HS256", "crit": []}, "jws.header"),
        ({"alg": "HS256", "crit": {}}, "jws.header"),
        ({"alg": "HS256", "crit": None}, "jws.header"),
        ({"alg": "HS256", "crit": [1]}, "jws.header"),
        ({"alg": "HS256", "crit": ["alg"]}, "jws.header"),
        ({"alg": "HS256", "crit": ["exp"], "exp": 1}, "jws.header"),
        ({"alg": "HS256", "crit": ["absent"]}, "jws.header"),
        ({"alg": "HS256", "crit": ["b64", "b64"], "b64": True}, "jws.header"),
        ({"alg": "HS256", "b64": False}, "jws.header"),
        ({"alg": "HS256", "crit": ["b64"], "b64": 0}, "jws.header"),
    ],
)
def test_a_header_against_the_rules_fails_at_the_step_that_says_so(header: object, code: str) -> None:
    key = secret(SECRET)
    unsigned = with_header(signed("HS256", key), header)

    verification = check(unsigned, (key,), LIMITS)

    assert verification.signature.outcome is Outcome.FAILED
    assert (code, Outcome.FAILED) in _codes(verification)


def test_an_unknown_critical_extension_is_refused_even_if_the_signature_is_right() -> None:
    key = secret(SECRET)
    extension: dict[str, object] = {"crit": ["urn:example:extension"], "urn:example:extension": 1}
    token = signed("HS256", key, b"{}", **extension)

    verification = check(token, (key,), LIMITS)

    assert verification.signature.outcome is Outcome.FAILED
    assert ("jws.header", Outcome.FAILED) in _codes(verification)
    assert ("jws.signature", Outcome.PASSED) in _codes(verification)


def test_without_a_key_nothing_is_claimed() -> None:
    verification = check(signed("HS256", secret(SECRET)), (), LIMITS)

    assert verification.signature.outcome is Outcome.UNCHECKED
    assert _codes(verification)[-1] == ("jws.key", Outcome.SKIPPED)
