"""A signature of another algorithm than the token says, and keys that did not make it."""

from __future__ import annotations

import hashlib
import json
from typing import Final

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric import utils as asymmetric_utils

from tests.jose.diagnose.asking import asked, mac, proof, reason
from tests.jose.making import fresh_key, jwk, new_key, signed
from webapp.jose.base64url import encode
from webapp.jose.crypto import export, pyca, signatures
from webapp.jose.crypto.numbers import octets as decoded
from webapp.jose.diagnose.case import secret_of
from webapp.jose.finding import Certainty
from webapp.jose.jwk.key import Key
from webapp.jose.jwk.publish import Half

SECRET: Final = "a secret of thirty-two octets or so"
RSA: Final = new_key("RS256")
CLAIMS: Final = encode(b'{"sub":"alice","exp":1800000000}')


def _public(key: Key, **members: object) -> str:
    return json.dumps(jwk(key, Half.PUBLIC, alg=None, use=None, **members))


def _labelled(says: object, is_really: str, key: Key) -> str:
    """A token that says one algorithm and is signed with another."""
    bare = f"{encode(json.dumps({'alg': says}).encode())}.{CLAIMS}"
    made = signatures.sign(is_really, key.members, bare.encode())
    assert isinstance(made, bytes)
    return f"{bare}.{encode(made)}"


def _pss(salt: int, algorithm: hashes.HashAlgorithm, mask: hashes.HashAlgorithm) -> str:
    bare = f"{encode(json.dumps({'alg': 'PS256'}).encode())}.{CLAIMS}"
    key = pyca.private_key(RSA.members)
    assert isinstance(key, rsa.RSAPrivateKey)
    return f"{bare}.{encode(key.sign(bare.encode(), padding.PSS(padding.MGF1(mask), salt), algorithm))}"


# fmt: off
LABELS = [
    ("RS512",  "RS256", "RS256"), ("RS256",  "RS384", "RS256"), ("PS256",  "RS256", "RS256"),
    ("RS256",  "PS256", "RS256"),
    ("PS512",  "PS256", "RS256"), ("ES384",  "ES256", "ES256"), ("ES256",  "ES256K", "ES256K"),
    ("ES256K", "ES256", "ES256"),
    ("ES256",  "EdDSA", "Ed25519"), ("RS256", "ES256", "ES256"), ("HS256", "RS256", "RS256"),
]
NAMES = [
    ("rs256", "RS256", "RS256"), ("RS-256", "RS256", "RS256"), ("SHA256withRSA", "RS256", "RS256"),
    ("http://www.w3.org/2001/04/xmldsig-more#rsa-sha256", "RS256", "RS256"), ("es256", "ES256", "ES256"),
    ("ES521", "ES512", "ES512"), ("eddsa", "EdDSA", "Ed25519"), ("ed25519", "Ed25519", "Ed25519"),
]
# fmt: on


@pytest.mark.parametrize(("says", "is_really", "spec"), LABELS)
def test_the_algorithm_that_was_really_used_is_found(says: str, is_really: str, spec: str) -> None:
    found = reason(_labelled(says, is_really, new_key(spec)), _public(new_key(spec)))

    assert (found.code, found.certainty) == ("signature.other-algorithm", Certainty.PROVEN)
    assert is_really in found.title


@pytest.mark.parametrize(("says", "is_really", "spec"), LABELS)
def test_no_other_algorithm_is_claimed_with_another_key(says: str, is_really: str, spec: str) -> None:
    assert proof(_labelled(says, is_really, fresh_key(spec)), _public(new_key(spec))) in ("", "key.wrong")


@pytest.mark.parametrize(("says", "is_really", "spec"), NAMES)
def test_a_name_that_is_not_registered_is_understood(says: str, is_really: str, spec: str) -> None:
    found = reason(_labelled(says, is_really, new_key(spec)), _public(new_key(spec)))

    assert found.code == "signature.algorithm-name"
    assert found.title.endswith(is_really)


@pytest.mark.parametrize("says", ["hs256", "HmacSHA256", "HMACSHA256", "urn:x#hmac-sha256"])
def test_a_name_of_an_hmac_is_understood(says: str) -> None:
    token = _labelled(says, "HS256", secret_of(SECRET.encode()))

    assert proof(token, SECRET) == "signature.algorithm-name"


@pytest.mark.parametrize("says", [None, 7, "", ["RS256"], {"alg": "RS256"}, "RS257", "A128KW"])
def test_an_alg_that_means_nothing_is_survived(says: object) -> None:
    asked(_labelled(says, "RS256", RSA), _public(RSA))


@pytest.mark.parametrize("end", ["", "\n", "\r\n"])
def test_a_mac_made_with_a_public_key_is_called_an_attack(end: str) -> None:
    pem = export.to_pem(RSA.members, export.Layout.SPKI)
    assert isinstance(pem, str)
    secret = pem.strip().replace("\n", "\r\n" if end == "\r\n" else "\n") + end

    for key in (pem, _public(RSA)):
        found = reason(mac(secret.encode()), key)

        assert found.code == "key.confusion"
        assert "Attack" in found.title


@pytest.mark.parametrize("layout", [export.Layout.SPKI, export.Layout.PKCS1_PUBLIC])
@pytest.mark.parametrize("says", ["HS256", "RS256", "hs256"])
def test_the_attack_is_seen_in_every_form_of_the_key_and_under_every_name(layout: export.Layout, says: str) -> None:
    pem, der = export.to_pem(RSA.members, layout), export.to_der(RSA.members, layout)
    assert isinstance(pem, str)
    assert isinstance(der, bytes)
    members = jwk(RSA, Half.PUBLIC, alg=None, use=None)

    for octets in (pem.encode(), pem.strip().replace("\n", "\r\n").encode(), der, json.dumps(members).encode()):
        found = reason(_labelled(says, "HS256", secret_of(octets)), _public(RSA, kid="a"))

        assert (found.code, found.certainty) == ("key.confusion", Certainty.PROVEN)


def test_no_attack_is_seen_in_a_mac_of_another_secret() -> None:
    assert proof(mac(b"another secret"), _public(RSA)) == ""


@pytest.mark.parametrize(
    ("salt", "algorithm", "mask"),
    [
        (0, hashes.SHA256(), hashes.SHA256()),
        (20, hashes.SHA256(), hashes.SHA256()),
        (222, hashes.SHA256(), hashes.SHA256()),
        (32, hashes.SHA256(), hashes.SHA384()),
        (20, hashes.SHA384(), hashes.SHA384()),
    ],
    ids=["none", "short", "longest", "mask", "hash"],
)
def test_other_parameters_of_pss_are_read_from_the_signature(
    salt: int, algorithm: hashes.HashAlgorithm, mask: hashes.HashAlgorithm
) -> None:
    found = reason(_pss(salt, algorithm, mask), _public(RSA))

    assert found.code == "signature.pss-parameters"
    assert f"a salt of {salt} octets" in found.title


def _rsa(algorithm: hashes.HashAlgorithm | asymmetric_utils.NoDigestInfo, content: str = CLAIMS) -> str:
    """A token that says RS256; its payload is CLAIMS, whatever was signed."""
    head = encode(json.dumps({"alg": "RS256"}).encode())
    signing_input = f"{head}.{content}".encode()
    key = pyca.private_key(RSA.members)
    assert isinstance(key, rsa.RSAPrivateKey)
    if isinstance(algorithm, asymmetric_utils.NoDigestInfo):
        made = key.sign(hashlib.sha256(signing_input).digest(), padding.PKCS1v15(), algorithm)
    else:
        made = key.sign(signing_input, padding.PKCS1v15(), algorithm)
    return f"{head}.{CLAIMS}.{encode(made)}"


@pytest.mark.parametrize(
    ("algorithm", "named"),
    [(hashes.SHA1(), "SHA-1"), (hashes.SHA224(), "SHA-224"), (asymmetric_utils.NoDigestInfo(), "DigestInfo")],  # noqa: S303
    ids=["sha-1", "sha-224", "bare"],
)
def test_a_hash_that_jose_does_not_have_is_no_changed_content(
    algorithm: hashes.HashAlgorithm | asymmetric_utils.NoDigestInfo, named: str
) -> None:
    found = reason(_rsa(algorithm), _public(RSA))

    assert (found.code, found.certainty) == ("signature.other-hash", Certainty.PROVEN)
    assert named in found.title
    assert proof(_rsa(algorithm, content="e30"), _public(RSA)) == "signature.content-changed"


@pytest.mark.parametrize(("alg", "algorithm"), [("ES384", hashes.SHA256()), ("ES256", hashes.SHA512())])
def test_a_curve_with_the_hash_of_another_is_told(alg: str, algorithm: hashes.HashAlgorithm) -> None:
    key = fresh_key(alg)
    bare = f"{encode(json.dumps({'alg': alg}).encode())}.{CLAIMS}"
    private = pyca.private_key(key.members)
    assert isinstance(private, ec.EllipticCurvePrivateKey)
    r, s = asymmetric_utils.decode_dss_signature(private.sign(bare.encode(), ec.ECDSA(algorithm)))
    size = private.key_size // 8
    token = f"{bare}.{encode(r.to_bytes(size, 'big') + s.to_bytes(size, 'big'))}"

    found = reason(token, _public(key))

    assert (found.code, found.certainty) == ("signature.other-hash", Certainty.PROVEN)
    assert proof(token, _public(fresh_key(alg))) == ""


@pytest.mark.parametrize("alg", ["RS256", "RS512", "PS256", "PS384"])
def test_the_right_rsa_key_with_changed_content_is_told_from_a_wrong_key(alg: str) -> None:
    header, _, signature = signed(alg, RSA, b'{"sub":"mallory"}').split(".")
    changed = f"{header}.{CLAIMS}.{signature}"

    assert proof(changed, _public(RSA)) == "signature.content-changed"
    assert proof(changed, _public(fresh_key("RS256"))) == "key.wrong"


def test_an_rsa_key_of_another_size_is_told() -> None:
    found = asked(signed("RS256", new_key("RS256:3072")), _public(RSA)).diagnoses

    assert [(one.code, one.certainty) for one in found] == [("key.wrong-size", Certainty.LIKELY)]


def test_the_key_that_the_kid_names_is_recovered_from_an_ecdsa_signature() -> None:
    for alg in ("ES256", "ES384", "ES512", "ES256K"):
        key = fresh_key(alg)

        found = reason(signed(alg, key, kid=key.thumbprint), _public(fresh_key(alg)))

        assert found.code == "key.recovered", alg
        assert key.thumbprint in found.explanation


@pytest.mark.parametrize("spec", ["ES256", "Ed25519", "ML-DSA-44"])
def test_where_nobody_can_tell_that_is_said(spec: str) -> None:
    result = asked(signed(spec, fresh_key(spec), kid="a"), json.dumps(jwk(new_key(spec), Half.PUBLIC)))

    assert [(one.code, one.certainty) for one in result.diagnoses] == [
        ("signature.wrong-key-or-changed", Certainty.LIKELY)
    ]


def test_a_wrong_secret_is_told_with_what_was_ruled_out() -> None:
    result = asked(mac(SECRET.encode()), "another secret")

    assert [one.code for one in result.diagnoses] == ["signature.wrong-key-or-changed"]
    assert "another encoding of this secret" in result.ruled_out


def test_rsa_keys_that_did_not_make_it_and_have_another_kid_are_likely_a_stale_set() -> None:
    keys = {"keys": [jwk(fresh_key("RS256"), Half.PUBLIC, kid="old"), jwk(new_key("ES256"), Half.PUBLIC, kid="e")]}

    found = asked(signed("RS256", RSA, kid="new"), json.dumps(keys)).diagnoses

    assert [(one.code, one.certainty) for one in found] == [("key.kid-not-found", Certainty.LIKELY)]
    assert "none of them made it" in found[0].explanation


@pytest.mark.parametrize("kid", ["a", "b", None])
def test_a_damaged_rsa_signature_proves_nothing_about_the_kid(kid: str | None) -> None:
    header, payload, signature = signed("RS256", RSA, kid="a").split(".")
    damaged = f"{header}.{payload}.{signature[:-9]}{'A' if signature[-9] != 'A' else 'B'}{signature[-8:]}"

    assert proof(damaged, _public(RSA, kid=kid)) in ("", "key.wrong")


@pytest.mark.parametrize("spec", ["RS256:4096", "RS256:3072"])
def test_half_of_a_signature_does_not_prove_that_the_key_has_another_size(spec: str) -> None:
    key = new_key(spec)
    header, payload, signature = signed("RS256", key).split(".")

    found = asked(f"{header}.{payload}.{encode(decoded(signature)[:256])}", _public(key)).diagnoses

    assert found
    assert not [one for one in found if one.certainty is Certainty.PROVEN]


def test_a_signature_beyond_the_modulus_of_a_key_was_not_made_by_it() -> None:
    header, payload, _ = signed("RS256", RSA).split(".")
    beyond = encode(bytes([255]) * 256)

    assert proof(f"{header}.{payload}.{beyond}", _public(RSA)) == "key.wrong"


@pytest.mark.parametrize("alg", ["RS256", "RS512", "PS256", "ES256"])
def test_an_unknown_critical_extension_is_neither_changed_content_nor_another_hash(alg: str) -> None:
    key = new_key(alg)

    token = signed(alg, key, crit=["x"], x=1)

    assert proof(token, _public(key)) == "signature.header-refused"
    assert proof(token, _public(fresh_key(alg))) in ("", "key.wrong")


def test_a_damaged_rsa_signature_is_not_said_to_prove_the_key_wrong() -> None:
    header, payload, signature = signed("RS256", RSA).split(".")
    damaged = signature[:20] + ("A" if signature[20] != "A" else "B") + signature[21:]

    found = reason(f"{header}.{payload}.{damaged}", _public(RSA))

    assert "or a damaged signature" in found.title


def test_the_longest_salt_tells_neither_a_wrong_key_nor_changed_content() -> None:
    header, _, signature = _pss(222, hashes.SHA256(), hashes.SHA256()).split(".")
    changed = f"{header}.{encode(b'{}')}.{signature}"

    found = asked(changed, _public(RSA)).diagnoses

    assert [(one.code, one.certainty) for one in found] == [("signature.wrong-key-or-changed", Certainty.LIKELY)]


def test_a_key_of_another_size_beside_it_does_not_hide_that_the_key_is_wrong() -> None:
    keys = {"keys": [jwk(key, Half.PUBLIC) for key in (fresh_key("RS256"), new_key("RS256:3072"))]}

    assert proof(signed("RS256", RSA), json.dumps(keys)) == "key.wrong"


def test_the_key_that_cnf_names_is_recovered_too() -> None:
    key, other = fresh_key("ES256"), json.dumps(jwk(fresh_key("ES256"), Half.PUBLIC))

    for member in ("jkt", "kid"):
        claims = json.dumps({"sub": "alice", "cnf": {member: key.thumbprint}}).encode()
        found = reason(signed("ES256", key, claims), other)

        assert found.code == "key.recovered"
        assert f"cnf.{member}" in found.title


@pytest.mark.parametrize("cnf", [7, [], {"jkt": 7}, {"jkt": "another"}, None])
def test_no_key_is_claimed_where_cnf_names_none(cnf: object) -> None:
    claims = json.dumps({"cnf": cnf}).encode()
    key = json.dumps(jwk(fresh_key("ES256"), Half.PUBLIC))

    assert proof(signed("ES256", fresh_key("ES256"), claims), key) == ""


def test_the_text_of_a_private_key_as_a_secret_is_no_attack() -> None:
    pem = export.to_pem(RSA.members, export.Layout.PKCS8)
    assert isinstance(pem, str)

    found = reason(mac(pem.encode()), pem)

    assert (found.code, found.certainty) == ("key.private-text", Certainty.PROVEN)
    assert "Attack" not in found.title
