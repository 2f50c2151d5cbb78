from __future__ import annotations

import base64
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from tests.jose.jwk import containers
from tests.jose.jwk.containers import PASSWORD, PRIVATE_KEYS, bare
from webapp.jose.jwk.key import Key
from webapp.jose.jwk.parse import KeyText, read_keys
from webapp.jose.limits import Limits

P256 = PRIVATE_KEYS["P-256"]


def read(text: str, password: str = "") -> KeyText:
    return read_keys(text, password=password, limits=Limits())


def only(text: str, password: str = "") -> Key:
    (key,) = read(text, password).keys
    return key


@pytest.mark.parametrize("key", PRIVATE_KEYS.values(), ids=PRIVATE_KEYS)
def test_every_type_of_key_is_read_from_der_in_bare_base64(key: Any) -> None:
    public, private = only(bare(containers.spki(key))), only(bare(containers.pkcs8(key)))

    assert (public.source, public.private, public.is_usable) == ("der-spki", False, True)
    assert (private.source, private.private, private.is_usable) == ("der-pkcs8", True, True)
    assert public.thumbprint == private.thumbprint == only(containers.spki(key)).thumbprint


def test_a_certificate_in_bare_base64_is_read() -> None:
    key = only(bare(containers.certificate(P256)))

    assert (key.source, key.subject) == ("x509", "CN=keys.example")


def test_line_breaks_and_the_url_alphabet_do_not_matter() -> None:
    text = bare(containers.spki(P256)).replace("+", "-").replace("/", "_")

    assert only(f"\r\n{text[:40]}\n  {text[40:]}\n").is_usable


@pytest.mark.parametrize(
    "pem",
    [
        containers.spki(P256), containers.pkcs8(P256), containers.traditional(P256), containers.certificate(P256),
        containers.traditional(containers.RSA), containers.pkcs1_public(containers.RSA), containers.request(P256),
        containers.pkcs8(P256, containers.encrypted()), containers.openssh(P256),
    ],
)  # fmt: skip
def test_the_same_key_is_offered_as_pem(pem: str) -> None:
    found = read(bare(pem), PASSWORD)

    assert [problem.code for problem in found.problems] == ["pem.no-armour"]
    assert found.corrected is not None
    assert found.corrected.splitlines() == pem.splitlines()
    assert "corrected" not in repr(found)


@pytest.mark.parametrize("separator", ["", ":", " "])
def test_der_in_hexadecimal_is_read(separator: str) -> None:
    octets = base64.b64decode(bare(containers.spki(P256)))
    text = octets.hex(separator) if separator else octets.hex()

    assert only(text).thumbprint == only(containers.spki(P256)).thumbprint


def test_a_key_of_a_type_that_jose_lacks_is_named_without_its_label_too() -> None:
    key = only(bare(containers.pkcs8(ec.generate_private_key(ec.SECP224R1()))))

    assert [problem.code for problem in key.problems] == ["key.curve-unsupported"]


def test_an_encrypted_key_needs_its_password() -> None:
    text = bare(containers.pkcs8(P256, containers.encrypted()))

    assert only(text, PASSWORD).is_usable
    assert [problem.code for problem in only(text).problems] == ["pem.encrypted"]


def test_what_opening_costs_is_bounded_here_too() -> None:
    dear = containers.encrypted_container(containers.PBKDF2_OID, containers.SALT, containers.integer(2**62))

    key = only(base64.b64encode(dear).decode(), PASSWORD)

    assert [problem.code for problem in key.problems] == ["container.cost"]


@pytest.mark.parametrize(
    "octets",
    [b"0" + bytes(60), b"\x30\x3a" + bytes(58), bytes(44), b"\x30\x3a" + bytes(59), b"\x30\x80" + bytes(60)],
    ids=["wrong length", "no key", "no sequence", "something follows", "no length"],
)
def test_any_other_base64_is_a_secret(octets: bytes) -> None:
    assert read(base64.b64encode(octets).decode()).container == "secret"
