"""A shared secret that is right, and keys that are derived from it in other ways."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import pytest
from cryptography.hazmat.primitives.keywrap import aes_key_wrap

from tests.jose.diagnose.sealing import TEXT, opened, private, proof, reason, relabelled, sealed
from tests.jose.making import encrypted, fresh_key, jwk, new_key
from webapp.jose.base64url import encode
from webapp.jose.crypto import agreement
from webapp.jose.crypto.numbers import octets as decoded
from webapp.jose.finding import Certainty
from webapp.jose.jwk.key import Key
from webapp.jose.jwk.publish import Half
from webapp.services.results import Verdict

CEK = bytes(range(32))
CURVES = ["P-256", "X25519", "P-521"]


def _sized(octets: bytes, size: int = 4) -> bytes:
    return len(octets).to_bytes(size, "big") + octets


def _hash(secret: bytes, info: bytes, size: int = 32) -> bytes:
    blocks = [hashlib.sha256(n.to_bytes(4, "big") + secret + info).digest() for n in (1, 2)]
    return b"".join(blocks)[:size]


def _info(algorithm: bytes, apu: bytes = b"Alice", apv: bytes = b"Bob", bits: bytes = b"\0\0\1\0") -> bytes:
    return _sized(algorithm) + _sized(apu) + _sized(apv) + bits


# fmt: off
DERIVATIONS: dict[str, tuple[str, Any]] = {
    "apu and apv as text": ("jwe.kdf-party",     lambda z, a: _hash(z, _info(a, b"QWxpY2U", b"Qm9i"))),
    "apu left out":        ("jwe.kdf-party",     lambda z, a: _hash(z, _info(a, b""))),
    "apu and apv swapped": ("jwe.kdf-party",     lambda z, a: _hash(z, _info(a, b"Bob", b"Alice"))),
    "another algorithm":   ("jwe.kdf-algorithm", lambda z, a: _hash(z, _info(b"A256GCM" if b"+" in a else b"ECDH-ES"))),
    "no lengths":          ("jwe.kdf-lengths",   lambda z, a: _hash(z, a + b"AliceBob\0\0\1\0")),
    "octets":              ("jwe.kdf-bits",      lambda z, a: _hash(z, _info(a, bits=b"\0\0\0\x20"))),
    "no bits":             ("jwe.kdf-bits",      lambda z, a: _hash(z, _info(a, bits=b""))),
    "counter behind":      ("jwe.kdf-order",     lambda z, a: hashlib.sha256(z + _info(a) + b"\0\0\0\1").digest()),
    "no counter":          ("jwe.kdf-order",     lambda z, a: hashlib.sha256(z + _info(a)).digest()),
    "hash of z":           ("jwe.kdf-order",     lambda z, _: hashlib.sha256(z).digest()),
    "no derivation":       ("jwe.kdf-missing",   lambda z, _: z[:32]),
    "sha512":              ("jwe.kdf-hash",      lambda z, a: hashlib.sha512(b"\0\0\0\1" + z + _info(a)).digest()[:32]),
}
# fmt: on


def _made(alg: str, key: Key, derive: Any) -> str:
    ephemeral = fresh_key(f"ECDH-ES:{key.crv}")
    secret = agreement.shared_secret(ephemeral.members, jwk(key, Half.PUBLIC))
    assert isinstance(secret, bytes)
    epk = {name: value for name, value in jwk(ephemeral, Half.PUBLIC).items() if name in ("kty", "crv", "x", "y")}
    header = {"alg": alg, "enc": "A256GCM", "apu": encode(b"Alice"), "apv": encode(b"Bob"), "epk": epk}
    derived = derive(secret, b"A256GCM" if alg == "ECDH-ES" else alg.encode())
    if alg == "ECDH-ES":
        return sealed(header, derived)
    return sealed(header, CEK, wrapped=aes_key_wrap(derived, CEK))


def test_a_derivation_as_it_should_be_opens() -> None:
    key = new_key("ECDH-ES:P-256")

    for alg in ("ECDH-ES", "ECDH-ES+A256KW"):
        token = _made(alg, key, lambda z, a: _hash(z, _info(a)))
        assert opened(token, json.dumps(jwk(key, alg=None))).verdict is Verdict.DECRYPTED


@pytest.mark.parametrize("way", DERIVATIONS)
@pytest.mark.parametrize("alg", ["ECDH-ES", "ECDH-ES+A256KW"])
@pytest.mark.parametrize("crv", CURVES)
def test_another_derivation_is_found(crv: str, alg: str, way: str) -> None:
    key, (code, derive) = new_key(f"ECDH-ES:{crv}"), DERIVATIONS[way]
    token = _made(alg, key, derive)

    found = reason(token, json.dumps(jwk(key, alg=None)))

    assert (found.code, found.certainty) == (code, Certainty.PROVEN)
    assert not proof(token, json.dumps(jwk(fresh_key(f"ECDH-ES:{crv}"), alg=None)))


@pytest.mark.parametrize(("made", "said"), [("ECDH-ES+A128KW", "ECDH-ES+A256KW"), ("ECDH-ES+A128KW", "ECDH-ES")])
def test_another_algorithm_of_agreement_is_found(made: str, said: str) -> None:
    key = new_key("ECDH-ES:P-256")
    token = relabelled(encrypted(made, "A256GCM", key, TEXT), alg=said)

    found = reason(token, json.dumps(jwk(key, alg=None)))

    assert (found.code, found.certainty) == ("jwe.other-algorithm", Certainty.PROVEN)
    assert made in found.title


def test_the_recipients_own_key_as_ephemeral_key_is_told() -> None:
    key = new_key("ECDH-ES:P-256")
    token = relabelled(encrypted("ECDH-ES", "A256GCM", key, TEXT), epk=jwk(key, Half.PUBLIC, use=None, alg=None))

    assert proof(token, private(key)) == "jwe.epk-static"
    assert not proof(token, private(fresh_key("ECDH-ES:P-256")))


def test_an_ephemeral_key_that_is_no_point_is_told() -> None:
    key = new_key("ECDH-ES:P-256")
    epk = {"kty": "EC", "crv": "P-256", "x": encode(bytes(31) + b"\1"), "y": encode(bytes(31) + b"\1")}
    token = relabelled(encrypted("ECDH-ES", "A256GCM", key, TEXT), epk=epk)

    assert proof(token, private(key)) == "jwe.epk-invalid"


@pytest.mark.parametrize("epk", [None, 1, "x", [], {}, {"kty": 1}, {"kty": "oct", "crv": "P-256", "x": "a", "y": "b"}])
def test_no_ephemeral_key_makes_the_experiments_raise(epk: Any) -> None:
    token = relabelled(encrypted("ECDH-ES", "A256GCM", new_key("ECDH-ES:P-256"), TEXT), epk=epk, apu=1, apv=[])

    opened(token, private(new_key("ECDH-ES:P-256")))


@pytest.mark.parametrize("alg", ["ECDH-ES", "ECDH-ES+A256KW"])
@pytest.mark.parametrize("part", [2, 3, 4])
def test_without_apu_and_apv_nothing_is_said_of_them(alg: str, part: int) -> None:
    key = new_key("ECDH-ES:P-256")
    parts = encrypted(alg, "A256GCM", key, TEXT).split(".")
    parts[part] = parts[part][:-4]

    assert not proof(".".join(parts), private(key)).startswith("jwe.kdf")


def test_a_right_derivation_is_no_reason_where_the_content_does_not_inflate() -> None:
    key = new_key("ECDH-ES:P-256")
    token = encrypted("ECDH-ES", "A256GCM", key, bytes(range(256)))
    header = json.loads(decoded(token.partition(".")[0])) | {"zip": "DEF"}
    ephemeral = fresh_key("ECDH-ES:P-256")
    header["epk"] = jwk(ephemeral, Half.PUBLIC, use=None, alg=None)
    z = agreement.shared_secret(key.members, header["epk"])
    assert isinstance(z, bytes)

    made = sealed(header, _hash(z, _info(b"A256GCM", b"", b"")), plaintext=bytes(range(256)))

    assert not proof(made, private(key)).startswith("jwe.kdf")


@pytest.mark.parametrize("name", ["apu", "apv"])
@pytest.mark.parametrize("size", [255, 256, 65_536])
def test_party_names_of_any_length_are_derived_with(name: str, size: int) -> None:
    key = new_key("ECDH-ES:P-256")
    token = encrypted("ECDH-ES+A128KW", "A256GCM", key, TEXT, **{name: encode(bytes(size))})

    assert reason(token, json.dumps(jwk(fresh_key("ECDH-ES:P-256"), alg=None))).code == "jwe.wrong-key"
