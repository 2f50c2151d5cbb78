from __future__ import annotations

import base64
from typing import Any

import pytest
from cryptography.hazmat.primitives.serialization import NoEncryption

from tests.jose.jwk import containers
from tests.jose.jwk.containers import PASSWORD, PRIVATE_KEYS, der, integer
from webapp.jose.jwk.parse import KeyText, read_keys
from webapp.jose.limits import Limits

P256 = PRIVATE_KEYS["P-256"]
LEAF, ROOT = containers.certificate(containers.RSA, "leaf"), containers.certificate(P256, "root")
DATA, ENCRYPTED_DATA = "2a864886f70d010701", "2a864886f70d010706"
SHROUDED_KEY = "2a864886f70d010c0a0102"


def read(text: str, password: str = PASSWORD, limits: Limits | None = None) -> KeyText:
    return read_keys(text, password=password, limits=limits or Limits())


def told(found: KeyText) -> list[str]:
    return [problem.code for problem in found.problems]


def codes(found: KeyText) -> list[list[str]]:
    return [[problem.code for problem in key.problems] for key in found.keys]


def oid(text: str) -> bytes:
    return der(0x06, bytes.fromhex(text))


def container(*infos: bytes) -> str:
    """A PFX of these ContentInfos."""
    safe = der(0x30, oid(DATA), der(0xA0, der(0x04, der(0x30, *infos))))
    return base64.b64encode(der(0x30, integer(3), safe)).decode()


def bags(*contents: bytes) -> bytes:
    return der(0x30, oid(DATA), der(0xA0, der(0x04, der(0x30, *contents))))


def shrouded(key: bytes) -> bytes:
    return der(0x30, oid(SHROUDED_KEY), der(0xA0, key))


@pytest.mark.parametrize("encryption", [None, NoEncryption()], ids=["encrypted", "open"])
def test_the_private_key_comes_first_with_the_subject_of_its_certificate(encryption: Any) -> None:
    found = read(containers.pkcs12(containers.RSA, LEAF, ROOT, encryption=encryption))

    assert [(key.source, key.kty, key.private, key.subject) for key in found.keys] == [
        ("pkcs12", "RSA", True, "CN=leaf"),
        ("pkcs12", "EC", False, "CN=root"),
    ]
    assert told(found) == []


def test_the_private_key_of_an_old_container_is_read_and_its_certificates_are_missed() -> None:
    found = read(containers.pkcs12(containers.RSA, LEAF, encryption=containers.old_encryption()))

    assert [(key.kty, key.private) for key in found.keys] == [("RSA", True)]
    assert told(found) == ["pkcs12.certificates"]


def test_the_password_is_asked_for_and_a_wrong_one_told() -> None:
    text = containers.pkcs12(containers.RSA, LEAF)

    closed, wrong = read(text, ""), read(text, "another password")

    assert codes(closed) == [["pem.encrypted"]]
    assert codes(wrong) == [["pem.password"]]


@pytest.mark.parametrize("iterations", [2**62, 2_000_001, 0, -1])
def test_what_a_key_costs_is_read_before_it_is_opened(iterations: int) -> None:
    dear = containers.encrypted_container(containers.PBKDF2_OID, containers.SALT, integer(iterations))

    assert codes(read(container(bags(shrouded(dear))))) == [["container.cost"]]


def test_what_certificates_cost_is_read_before_they_are_opened() -> None:
    algorithm = next(iter_elements(containers.encrypted_container(
        containers.PBKDF2_OID, containers.SALT, integer(2**62)
    )))  # fmt: skip
    content = der(0x30, oid(DATA), algorithm, der(0x80, bytes(32)))
    info = der(0x30, oid(ENCRYPTED_DATA), der(0xA0, der(0x30, integer(0), content)))

    assert told(read(container(info))) == ["container.cost"]


def test_all_keys_of_a_container_share_one_allowance() -> None:
    key = containers.encrypted_container(containers.PBKDF2_OID, containers.SALT, integer(600))

    found = read(container(bags(shrouded(key), shrouded(key))), limits=Limits(container_iterations=1000))

    assert codes(found) == [["pem.password"], ["container.cost"]]


def test_no_more_keys_are_read_than_allowed() -> None:
    key = containers.encrypted_container(containers.PBKDF2_OID, containers.SALT, integer(1))

    found = read(container(bags(*[shrouded(key)] * 5)), limits=Limits(pem_blocks=2))

    assert len(found.keys) == 2
    assert told(found) == ["limit.pem-blocks"]


def test_a_container_that_holds_something_else_is_a_problem_and_no_secret() -> None:
    text = base64.b64encode(der(0x30, integer(3), der(0x30, oid(DATA), der(0xA0, bytes(60))))).decode()

    found = read(text)

    assert found.keys == ()
    assert told(found) == ["pkcs12.syntax"]


def test_every_damaged_octet_is_survived() -> None:
    octets = base64.b64decode(containers.pkcs12(P256, ROOT, encryption=NoEncryption()))

    for at in range(0, len(octets), 11):
        for value in (0x00, 0x30, 0x80, 0xFF):
            damaged = octets[:at] + bytes([value]) + octets[at + 1 :]
            assert isinstance(read(base64.b64encode(damaged).decode()), KeyText)


def iter_elements(octets: bytes) -> Any:
    """The elements inside the outermost one, by their octets."""
    from webapp.jose.crypto import asn1

    return (child.encoded for child in asn1.only(octets).children())


def test_a_sound_container_is_as_it_should_be() -> None:
    found = read(containers.pkcs12(containers.RSA, LEAF))

    assert found.keys[0].is_usable
    assert (found.problems, found.corrected) == ((), None)


@pytest.mark.parametrize(("password", "code"), [("", "pem.encrypted"), ("wrong", "pem.password")])
def test_the_password_is_asked_for_once_as_that_of_the_container(password: str, code: str) -> None:
    found = read(containers.pkcs12(containers.RSA, LEAF), password)

    told_of_all = [*found.problems, *(problem for key in found.keys for problem in key.problems)]

    assert [(one.code, one.reference) for one in told_of_all] == [(code, "RFC 7292 section 4")]
    assert "PKCS #12 container" in told_of_all[0].message
