"""The octets of the failed step: what the signature holds beside what is due, and never a whole MAC."""

from __future__ import annotations

import base64
import hashlib
import json

import pytest

from tests.jose.diagnose.asking import asked, mac
from tests.jose.making import fresh_key, jwk, new_key, signed
from webapp.jose.base64url import encode
from webapp.jose.jwk.publish import Half
from webapp.jose.trace import Outcome, Step

RSA = new_key("RS256")
PUBLIC = json.dumps(jwk(RSA, Half.PUBLIC))


def _failed(token: str, key: str) -> Step:
    return next(step for step in asked(token, key).steps if step.outcome is Outcome.FAILED)


def _digest(text: str, name: str = "sha256") -> str:
    return hashlib.new(name, text.encode()).hexdigest()


def _shown(token: str, key: str) -> str:
    """The values of the failed step, the octets without spaces."""
    return (_failed(token, key).detail or "").replace(" ", "")


def _with_payload(token: str, payload: bytes) -> str:
    header, _, signature = token.split(".")
    return f"{header}.{encode(payload)}.{signature}"


def test_the_digest_in_an_rsa_signature_stands_beside_the_one_that_is_due() -> None:
    token = signed("RS256", RSA)
    changed = _with_payload(token, b'{"sub":"bob"}')

    shown = _shown(changed, PUBLIC)

    assert f"Digestinthesignature:{_digest(token.rpartition('.')[0])}" in shown
    assert _digest(changed.rpartition(".")[0]) in shown


def test_the_padding_of_pss_is_shown_with_both_hashes() -> None:
    changed = _with_payload(signed("PS256", RSA), b'{"sub":"bob"}')

    shown = _failed(changed, PUBLIC).detail or ""

    assert "a salt of 32 octets" in shown
    assert "Hash in the signature: " in shown
    assert "They are the same" not in shown


def test_another_hash_is_shown_to_be_over_this_very_content() -> None:
    token = signed("RS512", RSA)
    relabelled = ".".join((encode(b'{"alg":"RS256"}'), *token.split(".")[1:]))

    assert "That is the SHA-512 digest" not in (_failed(relabelled, PUBLIC).detail or "")
    assert _digest(token.rpartition(".")[0], "sha512")[:120] in _shown(relabelled, PUBLIC)


def test_a_wrong_rsa_key_opens_nothing_but_noise() -> None:
    shown = _failed(signed("RS256", fresh_key("RS256")), PUBLIC).detail or ""

    assert "what is there is noise" in shown or "larger than the modulus" in shown
    assert "Digest in the signature" not in shown


def test_the_length_found_stands_beside_the_length_due() -> None:
    token = signed("RS256", RSA)

    assert "Signature: 253 octets, 256 are due: " in (_failed(token[:-4], PUBLIC).detail or "")


def test_r_and_s_are_told_apart() -> None:
    shown = _failed(signed("ES256", fresh_key("ES256")), json.dumps(jwk(new_key("ES256"), Half.PUBLIC))).detail or ""

    assert "\nR: " in shown
    assert "\nS: " in shown


def test_of_the_mac_that_is_due_only_four_octets_are_told() -> None:
    secret = b"secret" * 6
    due = mac(secret).rpartition(".")[2]

    shown = _shown(mac(b"another" * 6), secret.decode())

    octets = base64.urlsafe_b64decode(f"{due}=").hex()
    assert octets[:8] in shown
    assert octets[:10] not in shown


@pytest.mark.parametrize("alg", ["EdDSA", "ML-DSA-65", "ES512", "PS512", "HS384"])
def test_there_is_a_length_to_see_for_every_algorithm(alg: str) -> None:
    key = new_key("Ed25519" if alg == "EdDSA" else alg)
    token = _with_payload(signed(alg, key), b"{}")

    assert "Signature: " in (_failed(token, json.dumps(jwk(key))).detail or "")


def test_a_proven_reason_leaves_nothing_open() -> None:
    result = asked(mac(b"secret" * 6), "c2VjcmV0" * 6)

    assert result.signature.summary == "The signature is not this key's over these characters"
    assert "another key made it" in asked(mac(b"secret" * 6), "quite another").signature.summary
