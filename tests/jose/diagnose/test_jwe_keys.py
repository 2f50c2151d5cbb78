"""A key that does not fit the token, or fits it in another way than the token says."""

from __future__ import annotations

import json
import secrets
from typing import Any

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.keywrap import aes_key_wrap

from tests.jose.diagnose.sealing import (
    TEXT,
    oct_jwk,
    opened,
    opens_when_corrected,
    part,
    private,
    proof,
    reason,
    relabelled,
    sealed,
    with_part,
)
from tests.jose.making import encrypted, fresh_key, jwk, new_key
from webapp.jose.base64url import encode
from webapp.jose.crypto import pyca
from webapp.jose.crypto.numbers import octets as decoded
from webapp.jose.finding import Certainty
from webapp.jose.jwk.key import Key
from webapp.jose.jwk.publish import Half

RSA = new_key("RSA-OAEP")
OTHER = fresh_key("RSA-OAEP")
BARE = json.dumps(jwk(RSA, alg=None))
CEK = bytes(range(32))
SHA1 = hashes.SHA1()  # noqa: S303  RSA-OAEP is defined with it


def _rsa(alg: str, how: Any) -> str:
    public: Any = pyca.public_key(RSA.members)
    return sealed({"alg": alg, "enc": "A256GCM"}, CEK, wrapped=public.encrypt(CEK, how))


def _oaep(digest: hashes.HashAlgorithm, mask: hashes.HashAlgorithm) -> padding.OAEP:
    return padding.OAEP(padding.MGF1(mask), digest, None)


def test_another_key_of_the_set_that_opens_it_is_found() -> None:
    token = encrypted("RSA-OAEP", "A256GCM", RSA, TEXT, kid="old")
    keys = json.dumps({"keys": [jwk(OTHER, kid="old"), jwk(RSA, kid="new")]})

    found = reason(token, keys)

    assert (found.code, found.certainty) == ("jwe.other-key", Certainty.PROVEN)
    assert opens_when_corrected(token, keys, found)


def test_no_key_is_claimed_when_none_of_the_set_opens_it() -> None:
    token = encrypted("RSA-OAEP", "A256GCM", fresh_key("RSA-OAEP"), TEXT, kid="old")

    assert not proof(token, json.dumps({"keys": [jwk(OTHER, kid="old"), jwk(RSA, kid="new")]}))


def test_a_key_that_keeps_itself_for_another_algorithm_is_told() -> None:
    token = encrypted("RSA-OAEP", "A256GCM", RSA, TEXT)
    key = json.dumps(jwk(RSA, alg="RSA-OAEP-256"))

    found = reason(token, key)

    assert found.code == "jwe.key-alg"
    assert opens_when_corrected(token, key, found)


@pytest.mark.parametrize(("kid", "certainty"), [("mine", Certainty.PROVEN), ("another", Certainty.LIKELY)])
def test_the_public_half_is_told(kid: str, certainty: Certainty) -> None:
    token = encrypted("RSA-OAEP", "A256GCM", RSA, TEXT, kid="mine")

    found = reason(token, json.dumps(jwk(RSA, Half.PUBLIC, kid=kid)))

    assert (found.code, found.certainty) == ("jwe.public-key", certainty)


def test_an_rsa_key_of_another_size_is_likely_wrong() -> None:
    token = encrypted("RSA-OAEP", "A256GCM", new_key("RSA-OAEP:3072"), TEXT)

    found = reason(token, BARE)

    assert (found.code, found.certainty) == ("jwe.rsa-size", Certainty.LIKELY)
    assert "3,072" in found.title


@pytest.mark.parametrize("size", [1, 100, 250, 700])
def test_an_encrypted_key_that_was_cut_is_no_other_key_of_rsa(size: int) -> None:
    header, wrapped, *rest = encrypted("RSA-OAEP", "A256GCM", RSA, TEXT).split(".")
    cut = ".".join((header, encode((decoded(wrapped) * 3)[:size]), *rest))

    assert "jwe.rsa-size" not in [one.code for one in opened(cut, BARE).diagnoses]


# fmt: off
PADDINGS = [
    # alg            how it was made                                       the reason,          what the title names
    ("RSA-OAEP",     _oaep(hashes.SHA256(), hashes.SHA256()),              "jwe.other-algorithm", "RSA-OAEP-256"),
    ("RSA-OAEP-256", _oaep(SHA1, SHA1),                  "jwe.other-algorithm", "RSA-OAEP,"),
    ("RSA-OAEP-256", _oaep(hashes.SHA512(), hashes.SHA512()),              "jwe.other-algorithm", "RSA-OAEP-512"),
    ("RSA-OAEP-384", _oaep(hashes.SHA256(), hashes.SHA256()),              "jwe.other-algorithm", "RSA-OAEP-256"),
    ("RSA-OAEP-256", _oaep(hashes.SHA256(), SHA1),                "jwe.oaep-mgf1",       "MGF1 with SHA-1"),
    ("RSA-OAEP",     _oaep(hashes.SHA256(), SHA1),                "jwe.oaep-mgf1",       "MGF1 with SHA-1"),
    ("RSA-OAEP",     padding.PKCS1v15(),                                   "jwe.other-algorithm", "RSA1_5"),
    ("RSA1_5",       _oaep(SHA1, SHA1),                  "jwe.other-algorithm", "RSA-OAEP,"),
]
# fmt: on


@pytest.mark.parametrize(("alg", "how", "code", "title"), PADDINGS)
def test_another_padding_is_found(alg: str, how: Any, code: str, title: str) -> None:
    found = reason(_rsa(alg, how), BARE)

    assert (found.code, found.certainty) == (code, Certainty.PROVEN)
    assert title in found.title


@pytest.mark.parametrize(("alg", "how", "code", "title"), PADDINGS)
def test_no_padding_is_claimed_for_another_key(alg: str, how: Any, code: str, title: str) -> None:
    assert not proof(_rsa(alg, how), json.dumps(jwk(OTHER, alg=None)))


def test_an_alg_that_was_changed_afterwards_can_be_put_right() -> None:
    token = relabelled(encrypted("RSA-OAEP-256", "A256GCM", RSA, TEXT), alg="RSA-OAEP")

    found = reason(token, BARE)

    assert found.code == "jwe.other-algorithm"
    assert opens_when_corrected(token, BARE, found)


def test_a_zero_that_was_dropped_from_the_encrypted_key_is_put_back() -> None:
    token = ""
    while part(token, 1)[:1] != b"\0" if token else True:
        token = encrypted("RSA-OAEP", "A256GCM", RSA, TEXT)
    token = with_part(token, 1, part(token, 1)[1:])

    found = reason(token, BARE)

    assert found.code == "jwe.zero-dropped"
    assert opens_when_corrected(token, BARE, found)


# fmt: off
LABELS = [
    # the header says          what was made
    ("A256KW", "A256GCM",      lambda k: aes_key_wrap(k[:16], CEK),  16),
    ("A128KW", "A256GCM",      lambda k: aes_key_wrap(k, CEK),       32),
    ("dir",    "A256GCM",      lambda k: aes_key_wrap(k, CEK),       32),
]
# fmt: on


@pytest.mark.parametrize(("alg", "enc", "wrap", "size"), LABELS)
def test_a_key_wrapped_under_another_alg_than_the_header_says_is_found(
    alg: str, enc: str, wrap: Any, size: int
) -> None:
    secret = secrets.token_bytes(32)
    token = sealed({"alg": alg, "enc": enc}, CEK, wrapped=wrap(secret))

    found = reason(token, oct_jwk(secret[:size]))

    assert found.code == "jwe.other-algorithm"
    assert f"A{size * 8}KW" in found.title
    assert not proof(token, oct_jwk(secrets.token_bytes(size)))


def test_a_secret_used_directly_under_a_name_for_wrapping_is_found() -> None:
    token = sealed({"alg": "A256KW", "enc": "A256GCM"}, CEK)

    assert "dir" in reason(token, oct_jwk(CEK)).title
    assert not proof(token, oct_jwk(CEK[::-1]))


@pytest.mark.parametrize(
    ("said", "made", "size"),
    [("A128GCM", "A256GCM", 32), ("A256GCM", "A128CBC-HS256", 32), ("A128CBC-HS256", "A256CBC-HS512", 64)],
)
def test_another_enc_than_the_header_says_is_found(said: str, made: str, size: int) -> None:
    cek, kek = secrets.token_bytes(size), bytes(16)
    wrapped = sealed({"alg": "A128KW", "enc": said}, cek, wrapped=aes_key_wrap(kek, cek), enc=made)
    direct = sealed({"alg": "dir", "enc": said}, cek, enc=made)

    for token, key in ((wrapped, kek), (direct, cek)):
        found = reason(token, oct_jwk(key))
        assert (found.code, found.certainty) == ("jwe.other-encryption", Certainty.PROVEN)
        assert made in found.title
        assert not proof(token, oct_jwk(key[::-1] if len(set(key)) > 1 else bytes(15) + b"\1"))


def test_an_enc_that_was_changed_afterwards_can_be_put_right() -> None:
    token = relabelled(sealed({"alg": "dir", "enc": "A256GCM"}, CEK), enc="A128GCM")

    assert opens_when_corrected(token, oct_jwk(CEK), reason(token, oct_jwk(CEK)))


def test_a_key_on_another_curve_is_proven_to_be_wrong() -> None:
    token = encrypted("ECDH-ES", "A256GCM", new_key("ECDH-ES:P-256"), TEXT)

    found = reason(token, private(new_key("ECDH-ES:X25519")))

    assert (found.code, found.certainty) == ("jwe.wrong-curve", Certainty.PROVEN)


@pytest.mark.parametrize("crv", ["P-384", "P-25X", "secp256k1"])
def test_a_curve_that_the_ephemeral_key_is_not_on_proves_no_other_key(crv: str) -> None:
    key = new_key("ECDH-ES:P-256")
    header, *rest = encrypted("ECDH-ES", "A256GCM", key, TEXT).split(".")
    damaged = ".".join((encode(decoded(header).replace(b"P-256", crv.encode())), *rest))

    assert proof(damaged, private(key)) in ("", "jwe.epk-invalid")


@pytest.mark.parametrize("key", [new_key("HS256"), new_key("ES256")])
def test_a_key_of_another_type_is_likely_the_reason(key: Key) -> None:
    found = reason(encrypted("RSA-OAEP", "A256GCM", RSA, TEXT), private(key))

    assert (found.code, found.certainty) == ("jwe.wrong-key-type", Certainty.LIKELY)


def test_a_secret_of_another_size_is_told_with_what_it_would_fit() -> None:
    found = opened(sealed({"alg": "dir", "enc": "A256GCM"}, CEK), oct_jwk(b"sixteen octets!!")).diagnoses

    assert "jwe.wrong-key-size" in [one.code for one in found]
    assert any("A128KW" in one.explanation for one in found)


@pytest.mark.parametrize(("kid", "is_told"), [("another", True), ("mine", False)])
def test_a_kid_that_no_key_has_is_likely_told(kid: str, is_told: bool) -> None:  # noqa: FBT001
    token = encrypted("RSA-OAEP", "A256GCM", fresh_key("RSA-OAEP"), TEXT, kid="mine")
    keys = json.dumps({"keys": [jwk(RSA, kid=kid), jwk(OTHER, kid="third")]})

    codes = [one.code for one in opened(token, keys).diagnoses]

    assert ("jwe.kid-not-found" in codes) is is_told


@pytest.mark.parametrize(
    ("alg", "enc", "title"),
    [
        ("rsa-oaep", "A256GCM", "RSA-OAEP is meant"),
        ("RSA_OAEP", "a256gcm", "RSA-OAEP is meant"),
        ("RSA-OAEP", "a256gcm", "A256GCM is meant"),
    ],
)
def test_a_name_that_is_not_registered_is_told_with_the_one_that_is_meant(alg: str, enc: str, title: str) -> None:
    public: Any = pyca.public_key(RSA.members)
    wrapped = public.encrypt(CEK, _oaep(SHA1, SHA1))
    token = sealed({"alg": alg, "enc": enc}, CEK, wrapped=wrapped, enc="A256GCM")

    found = reason(token, BARE)

    assert (found.code, found.certainty) == ("jwe.unknown-name", Certainty.PROVEN)
    assert title in found.title
    assert not proof(token, json.dumps(jwk(OTHER, alg=None)))


def test_a_name_that_is_like_none_is_told_without_a_guess() -> None:
    found = reason(sealed({"alg": "dir", "enc": "XChaCha20"}, CEK, enc="A256GCM"), oct_jwk(CEK[::-1]))

    assert (found.code, found.certainty) == ("jwe.unknown-name", Certainty.LIKELY)
    assert "meant" not in found.title


def test_the_encrypted_key_that_does_not_open_is_shown() -> None:
    token = encrypted("RSA-OAEP-256", "A256GCM", fresh_key("RSA-OAEP-256"), b"{}")

    steps = opened(token, json.dumps(jwk(fresh_key("RSA-OAEP-256")))).steps

    assert (steps[-1].detail or "").startswith("Encrypted key: 256 octets: ")


def test_a_header_that_is_refused_and_a_key_that_cannot_be_used_are_told_as_the_reason() -> None:
    token = sealed({"alg": "ECDH-ES", "enc": "A256GCM"}, bytes(32))
    key = private(new_key("ECDH-ES:P-256"))

    assert [one.code for one in opened(token, key).diagnoses] == ["jwe.header-refused"]
    whole = encrypted("RSA-OAEP-256", "A256GCM", new_key("RSA-OAEP-256:2048"))
    broken = '{"kty":"RSA","n":"*","e":"AQAB"}'
    assert [one.code for one in opened(whole, broken).diagnoses] == ["key.unusable"]
