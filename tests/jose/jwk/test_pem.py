from __future__ import annotations

from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import dsa, ec

from tests.jose.jwk import containers
from tests.jose.jwk.containers import PASSWORD, PBKDF2_OID, PRIVATE_KEYS, SALT, SCRYPT_OID
from webapp.jose.jwk.key import Key
from webapp.jose.jwk.parse import KeyText, read_keys
from webapp.jose.limits import Limits

P256 = PRIVATE_KEYS["P-256"]


def read(text: str, password: str = "", limits: Limits | None = None) -> KeyText:
    return read_keys(text, password=password, limits=limits or Limits())


def only(text: str, password: str = "", limits: Limits | None = None) -> Key:
    found = read(text, password, limits)
    assert len(found.keys) == 1
    return found.keys[0]


def codes(key: Key) -> list[str]:
    return [problem.code for problem in key.problems]


@pytest.mark.parametrize("key", PRIVATE_KEYS.values(), ids=PRIVATE_KEYS)
def test_every_type_of_key_is_read_from_pkcs8_and_spki(key: Any) -> None:
    private, public = only(containers.pkcs8(key)), only(containers.spki(key))

    assert (private.source, private.private, private.problems) == ("pem-pkcs8", True, ())
    assert (public.source, public.private, public.problems) == ("pem-spki", False, ())
    assert private.is_usable
    assert public.is_usable
    assert private.thumbprint == public.thumbprint


def test_pkcs1_and_sec1_are_read() -> None:
    texts = [
        containers.traditional(containers.RSA),
        containers.pkcs1_public(containers.RSA),
        containers.traditional(P256),
    ]

    keys = [only(text) for text in texts]

    assert [(key.source, key.kty, key.private) for key in keys] == [
        ("pem-pkcs1", "RSA", True),
        ("pem-pkcs1", "RSA", False),
        ("pem-sec1", "EC", True),
    ]
    assert all(key.is_usable for key in keys)


def test_ec_parameters_before_a_private_key_are_no_key() -> None:
    parameters = containers.pem("EC PARAMETERS", bytes.fromhex("06082a8648ce3d030107"))

    found = read(parameters + containers.traditional(P256))

    assert [key.source for key in found.keys] == ["pem-sec1"]
    assert found.problems == ()


def test_a_certificate_gives_its_key_and_its_subject() -> None:
    key = only(containers.certificate(P256))

    assert (key.source, key.crv, key.subject) == ("x509", "P-256", "CN=keys.example")
    assert key.thumbprint == only(containers.spki(P256)).thumbprint


@pytest.mark.parametrize(
    "text", [containers.pkcs8(P256, containers.encrypted()), containers.traditional(P256, containers.encrypted())],
    ids=["PKCS #8", "DEK-Info"],
)  # fmt: skip
def test_an_encrypted_key_opens_with_its_password_alone(text: str) -> None:
    opened, closed, wrong = only(text, PASSWORD), only(text), only(text, "another password")

    assert opened.is_usable
    assert codes(closed) == ["pem.encrypted"]
    assert codes(wrong) == ["pem.password"]


def test_a_password_for_a_key_that_is_not_encrypted_does_no_harm() -> None:
    assert only(containers.pkcs8(P256), PASSWORD).is_usable


@pytest.mark.parametrize(
    "parameters",
    [
        (PBKDF2_OID, SALT, containers.integer(2**62)),
        (PBKDF2_OID, SALT, containers.integer(2_000_001)),
        (PBKDF2_OID, SALT, containers.integer(0)),
        (PBKDF2_OID, SALT, containers.integer(-1)),
        (SCRYPT_OID, SALT, containers.integer(2**20), containers.integer(8), containers.integer(1)),
        (SCRYPT_OID, SALT, containers.integer(3), containers.integer(8), containers.integer(1)),
    ],
    ids=["panic", "too many", "none", "negative", "scrypt memory", "no power of two"],
)
def test_what_opening_a_container_costs_is_read_before_the_work(parameters: tuple[Any, ...]) -> None:
    text = containers.pem("ENCRYPTED PRIVATE KEY", containers.encrypted_container(*parameters))

    assert codes(only(text, PASSWORD)) == ["container.cost"]


def test_headers_do_not_lead_around_the_cost_of_a_container() -> None:
    dear = containers.encrypted_container(PBKDF2_OID, SALT, containers.integer(2**62))
    text = containers.pem("ENCRYPTED PRIVATE KEY", dear).replace(
        "KEY-----\n", "KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00000000000000000000000000000000\n\n", 1
    )

    assert codes(only(text, PASSWORD)) == ["container.cost"]


def test_several_containers_share_one_allowance() -> None:
    container = containers.encrypted_container(PBKDF2_OID, SALT, containers.integer(600))
    text = containers.pem("ENCRYPTED PRIVATE KEY", container) * 2

    found = read(text, PASSWORD, Limits(container_iterations=1000))

    assert [codes(key) for key in found.keys] == [["pem.password"], ["container.cost"]]


def test_a_way_of_encryption_that_is_not_known_is_a_reason() -> None:
    text = containers.pem(
        "ENCRYPTED PRIVATE KEY", containers.encrypted_container("2a0304", SALT, containers.integer(1))
    )

    assert codes(only(text, PASSWORD)) == ["container.kdf-unknown"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (containers.pkcs8(ec.generate_private_key(ec.SECP224R1())), "key.curve-unsupported"),
        (containers.pkcs8(dsa.generate_private_key(1024)), "key.type-unsupported"),  # noqa: S505  it is refused
        (containers.pem("PUBLIC KEY", b"\x30\x03\x02\x01\x05"), "pem.content"),
        (containers.pem("CERTIFICATE", b"\x30\x00"), "pem.content"),
        (containers.pem("CERTIFICATE REQUEST", b"\x30\x00"), "pem.content"),
        (containers.pem("PKCS7", b"\x30\x00"), "pem.content"),
        (containers.pem("OPENSSH PRIVATE KEY", b"\x30\x00"), "ssh.content"),
        (containers.pem("PRIVATE KEY", b"\x30\x80"), "pem.content"),
        (containers.pem("PUBLIC KEY", b"\x30" * 200_000), "pem.size"),
        ("-----BEGIN PUBLIC KEY-----\nMFkw!EwY\n-----END PUBLIC KEY-----", "pem.base64"),
        ("-----BEGIN PUBLIC KEY-----\nMFkwE\n-----END PUBLIC KEY-----", "pem.base64"),
        ("-----BEGIN PUBLIC KEY-----\n-----END PUBLIC KEY-----", "pem.empty"),
    ],
)
def test_a_key_that_cannot_be_used_says_why(text: str, code: str) -> None:
    key = only(text)

    assert codes(key) == [code]
    assert not key.is_usable


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (containers.spki(P256)[:100], "pem.syntax"),
        (containers.spki(P256).replace("END PUBLIC", "END PRIVATE"), "pem.syntax"),
        ("-----BEGIN", "pem.syntax"),
        (containers.pem("X509 CRL", b"\x30\x00"), "pem.unknown-label"),
        (containers.pem("PGP PUBLIC KEY BLOCK", b"\x99\x00"), "pem.unknown-label"),
        (containers.pem("EC PARAMETERS", b"\x06\x00"), "pem.no-key"),
    ],
)
def test_a_damaged_pem_is_a_problem_and_never_a_secret(text: str, code: str) -> None:
    found = read(text)

    assert found.keys == ()
    assert [problem.code for problem in found.problems] == [code]
    assert found.problems[0].span is not None


def test_several_blocks_are_kept_in_their_order() -> None:
    text = "first\n" + containers.spki(P256) + "second\n" + containers.certificate(containers.RSA)

    found = read(text)

    assert [(key.index, key.source) for key in found.keys] == [(0, "pem-spki"), (1, "x509")]


def test_a_certification_request_gives_its_key_and_its_subject() -> None:
    key = only(containers.request(P256))

    assert (key.source, key.crv, key.subject) == ("csr", "P-256", "CN=request.example")
    assert key.thumbprint == only(containers.spki(P256)).thumbprint


def test_a_chain_keeps_its_order_in_pem_and_in_pkcs7() -> None:
    chain = [containers.certificate(containers.RSA, "leaf"), containers.certificate(P256, "root")]

    in_pem, in_pkcs7 = read("".join(chain)), read(containers.pkcs7(*chain))

    assert [key.subject for key in in_pem.keys] == ["CN=leaf", "CN=root"]
    assert sorted(str(key.subject) for key in in_pkcs7.keys) == ["CN=leaf", "CN=root"]
    assert [key.index for key in in_pkcs7.keys] == [0, 1]


def test_no_more_certificates_of_pkcs7_are_read_than_allowed() -> None:
    bundle = containers.pkcs7(*[containers.certificate(P256, f"number {i}") for i in range(4)])

    found = read(bundle, limits=Limits(pem_blocks=2))

    assert [[problem.code for problem in key.problems] for key in found.keys] == [[], [], ["limit.pem-blocks"]]


def test_no_more_blocks_are_read_than_allowed() -> None:
    found = read(containers.spki(P256) * 4, limits=Limits(pem_blocks=3))

    assert len(found.keys) == 3
    assert [problem.code for problem in found.problems] == ["limit.pem-blocks"]


@pytest.mark.parametrize(
    ("old", "new"),
    [("\n", "\r\n"), ("\n", "\n   "), ("\n", " "), ("\n", "\\n")],
    ids=["CRLF", "indented", "blanks", "\\n"],
)
def test_line_breaks_of_any_kind_are_read(old: str, new: str) -> None:
    text = containers.spki(P256).strip().replace(old, new)

    assert only(text).is_usable


def test_the_size_of_rsa_keys_is_bounded_for_each_half() -> None:
    limits = Limits(rsa_public_bits=2048, rsa_private_bits=1024)

    assert only(containers.spki(containers.RSA), limits=limits).is_usable
    assert codes(only(containers.pkcs8(containers.RSA), limits=limits)) == ["key.rsa-size"]


def test_a_problem_of_a_block_stands_at_the_block() -> None:
    before = "some text\n"
    text = before + containers.pem("PUBLIC KEY", b"\x30\x00")

    span = only(text).problems[0].span

    assert span is not None
    assert span.of(text) == text[len(before) :].rstrip()
