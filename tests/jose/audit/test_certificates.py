"""Certificates in headers and keys: their form, whose they are, and their thumbprints."""

from __future__ import annotations

import base64
import datetime
import hashlib
import json
from typing import Any, Final

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.jose.audit.asking import finding, grave
from tests.jose.making import signed
from webapp.jose.base64url import encode
from webapp.jose.jwk.parse import read_keys
from webapp.jose.limits import Limits

_RULES: Final = {"H19", "H20", "H21", "H22", "H30"}


def pair() -> tuple[str, bytes]:
    """A private key in PEM and a certificate of it in DER."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "test")])
    start = datetime.datetime(2025, 1, 1, tzinfo=datetime.UTC)
    builder = x509.CertificateBuilder(issuer_name=name, subject_name=name, public_key=key.public_key())
    builder = builder.serial_number(1).not_valid_before(start).not_valid_after(start + datetime.timedelta(days=900))
    der = builder.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)
    layout = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return key.private_bytes(*layout).decode(), der


PEM, DER = pair()
_, OTHER = pair()
KEY: Final = read_keys(PEM, limits=Limits()).keys[0]
STANDARD: Final = base64.b64encode(DER).decode()
SHA256: Final = encode(hashlib.sha256(DER).digest())
SHA1: Final = encode(hashlib.sha1(DER, usedforsecurity=False).digest())


def told(key: str = PEM, **members: Any) -> set[str]:
    """The rules about certificates that a token with these Header Parameters breaks."""
    return _RULES & grave(signed("ES256", KEY, b'{"sub":"a"}', **members), key)


def test_a_sound_chain_with_its_thumbprints_deserves_nothing() -> None:
    assert told(x5c=[STANDARD], x5t=SHA1, **{"x5t#S256": SHA256}) == set()
    assert told(**{"x5t#S256": SHA256}) == set()


@pytest.mark.parametrize(
    "chain",
    [
        [],
        None,
        STANDARD,
        {},
        [1],
        [""],
        ["AAAA"],
        [encode(DER)],
        [STANDARD, "AAAA"],
        [STANDARD[:64] + "\n" + STANDARD[64:]],
        [f"-----BEGIN CERTIFICATE-----\n{STANDARD}\n-----END CERTIFICATE-----"],
        [base64.b64encode(DER[:-5]).decode()],
        [base64.b64encode(DER + b"\x00").decode()],
    ],
)
def test_a_chain_must_list_certificates_in_standard_base64(chain: Any) -> None:
    assert told(x5c=chain) == {"H19"}


def test_the_first_certificate_must_be_that_of_the_key() -> None:
    other = base64.b64encode(OTHER).decode()

    assert told(x5c=[other, STANDARD]) == {"H20"}
    assert told(x5c=[STANDARD, other]) == set()
    assert told("", x5c=[other]) == set()


def test_thumbprints_must_be_those_of_the_first_certificate() -> None:
    of_another = encode(hashlib.sha256(OTHER).digest())
    hexadecimal = hashlib.sha256(DER).hexdigest()

    assert told(x5c=[STANDARD], **{"x5t#S256": of_another}) == {"H21"}
    assert told(x5c=[STANDARD], **{"x5t#S256": hexadecimal}) == {"H21"}
    assert told(x5c=[STANDARD], **{"x5t#S256": SHA256 + "="}) == {"H21"}
    assert told(x5c=[STANDARD], x5t=of_another, **{"x5t#S256": SHA256}) == {"H21"}


def test_it_is_said_when_a_thumbprint_is_only_written_wrongly() -> None:
    token = signed("ES256", KEY, b"{}", x5c=[STANDARD], **{"x5t#S256": hashlib.sha256(DER).hexdigest()})

    assert "hexadecimal" in finding("H21", token).message


def test_a_thumbprint_of_sha_1_alone_is_told() -> None:
    assert told(x5t=SHA1) == {"H22"}
    assert told(x5t=SHA1, **{"x5t#S256": SHA256}) == set()


def test_the_same_is_asked_of_a_key() -> None:
    public = {"kty": "EC", "crv": "P-256", "x": KEY.members["x"], "y": KEY.members["y"]}

    assert not _RULES & grave(json.dumps({**public, "x5c": [STANDARD], "x5t#S256": SHA256}))
    assert "H19" in grave(json.dumps({**public, "x5c": [encode(DER)]}))
    assert "H21" in grave(json.dumps({**public, "x5c": [STANDARD], "x5t#S256": SHA1}))
    assert "H22" in grave(json.dumps({**public, "x5t": SHA1}))


def test_a_certificate_that_holds_the_key_is_told_when_it_has_ended() -> None:
    lines = "\n".join(STANDARD[place : place + 64] for place in range(0, len(STANDARD), 64))
    held = f"-----BEGIN CERTIFICATE-----\n{lines}\n-----END CERTIFICATE-----\n"
    token = signed("ES256", KEY, b'{"sub":"a"}')
    early, within, late = (
        int(datetime.datetime(year, 2, 1, tzinfo=datetime.UTC).timestamp()) for year in (2024, 2026, 2028)
    )

    assert "K29" not in grave(token, held, at=within)
    for at in (early, late):
        assert "K29" in grave(token, held, at=at)
        assert "K29" in grave(held, at=at)
