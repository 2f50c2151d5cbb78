from __future__ import annotations

import base64
from typing import Any, Final

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519

from tests.jose.jwk import containers
from tests.jose.jwk.containers import PASSWORD, PRIVATE_KEYS
from webapp.jose.jwk.key import Key
from webapp.jose.jwk.parse import KeyText, read_keys
from webapp.jose.jwk.publish import write_openssh
from webapp.jose.limits import Limits
from webapp.jose.text import Problem

TYPES: Final = ("RSA", "P-256", "P-384", "P-521", "Ed25519")
# Made for this test by ssh-keygen of OpenSSH 9, with PASSWORD and 24 rounds of bcrypt at most.
ENCRYPTED: Final = """\
-----BEGIN OPENSSH PRIVATE KEY-----
b3BlbnNzaC1rZXktdjEAAAAACmFlczI1Ni1jdHIAAAAGYmNyeXB0AAAAGAAAABBqLVERwj
U823/yTI2pItQOAAAAEAAAAAEAAAAzAAAAC3NzaC1lZDI1NTE5AAAAIFuerJPWofe8Alyi
CAaW5gN5ekWqDFmTBiVDLzV0GfNkAAAAkJ6/NVzvi+YgAye2wPUjEagRAqaBncXyHExOCF
+t9/uwgu3Iq8fuTOg14SgWtSPmCn0kxomN5qb6KwZYRPLOObGR02NKa8ij2FjhRIPreGLN
TundKkGgU1t3sNHIlIV2jEg3UBRjKTm+Rxv/U1x4fp/7X5cIHjiBMzVyvZXHbBTkheVzNR
/1+BbB9kjk22NaDw==
-----END OPENSSH PRIVATE KEY-----
"""


def read(text: str, password: str = "", limits: Limits | None = None) -> KeyText:
    return read_keys(text, password=password, limits=limits or Limits())


def only(text: str, password: str = "", limits: Limits | None = None) -> Key:
    (key,) = read(text, password, limits).keys
    return key


def codes(key: Key) -> list[str]:
    return [problem.code for problem in key.problems]


@pytest.mark.parametrize("name", TYPES)
def test_a_public_line_and_a_private_key_are_the_same_key_as_in_pem(name: str) -> None:
    key = PRIVATE_KEYS[name]

    public, private = only(containers.openssh_line(key, "someone@keys.example")), only(containers.openssh(key))

    assert public.thumbprint == private.thumbprint == only(containers.spki(key)).thumbprint
    assert (public.source, public.private, public.problems) == ("openssh", False, ())
    assert (private.source, private.private, private.problems) == ("openssh", True, ())


@pytest.mark.parametrize("name", TYPES)
def test_a_key_is_written_as_openssh_writes_it(name: str) -> None:
    key = PRIVATE_KEYS[name]

    assert write_openssh(only(containers.pkcs8(key))) == containers.openssh_line(key) + "\n"


@pytest.mark.parametrize("name", ["secp256k1", "Ed448", "X25519", "ML-DSA-44"])
def test_a_type_that_openssh_has_not_is_not_written(name: str) -> None:
    written = write_openssh(only(containers.pkcs8(PRIVATE_KEYS[name])))

    assert isinstance(written, Problem)
    assert written.code == "convert.structure"


def test_authorized_keys_are_read_in_their_order() -> None:
    text = "\n".join(
        [
            "# who may log in",
            f'from="192.0.2.0/24",no-pty {containers.openssh_line(PRIVATE_KEYS["RSA"], "a")}',
            "",
            containers.openssh_line(PRIVATE_KEYS["Ed25519"]),
            f"host.example {containers.openssh_line(PRIVATE_KEYS['P-256'])}",
        ]
    )

    found = read(text)

    assert found.container == "openssh"
    assert [(key.index, key.kty) for key in found.keys] == [(0, "RSA"), (1, "OKP"), (2, "EC")]


def test_a_line_without_its_type_and_the_form_of_rfc_4716_are_read() -> None:
    line = containers.openssh_line(PRIVATE_KEYS["P-256"])
    blob = line.split()[1]
    lines = f"{blob[:70]}\n{blob[70:]}"
    framed = f'---- BEGIN SSH2 PUBLIC KEY ----\nComment: "a key"\n{lines}\n---- END SSH2 PUBLIC KEY ----\n'

    assert only(blob).thumbprint == only(line).thumbprint
    assert only(framed).thumbprint == only(line).thumbprint
    assert read(framed).problems == ()


def test_no_more_lines_are_read_than_allowed() -> None:
    found = read("\n".join([containers.openssh_line(PRIVATE_KEYS["Ed25519"])] * 4), limits=Limits(pem_blocks=3))

    assert len(found.keys) == 3
    assert [problem.code for problem in found.problems] == ["limit.pem-blocks"]


@pytest.mark.parametrize(
    "text", ["ssh-rsa is what I use", "ssh-rsa AAAA", "first line\nssh-rsa AAAAB3NzaC1yc2EAAAADAQAB"]
)
def test_a_text_that_only_speaks_of_a_key_is_a_secret(text: str) -> None:
    assert read(text).container == "secret"


def test_who_chooses_an_encoding_means_the_line_as_a_secret() -> None:
    line = containers.openssh_line(PRIVATE_KEYS["Ed25519"])

    assert read_keys(line, encoding="utf-8", limits=Limits()).container == "secret"


@pytest.mark.parametrize(
    ("blob", "code"),
    [
        (b"\x00\x00\x00\x07ssh-rsa\x00\x00\x00\x03\x01\x00\x01\xff\xff\xff\xff", "ssh.content"),
        (b"\x00\x00\x00\x07ssh-dss\x00\x00\x00\x03\x01\x00\x01", "key.type-unsupported"),
        (b"\x00\x00\x00\x13ecdsa-sha2-nistp256\x00\x00\x00\x08nistp256\x00\x00\x00\x01\x02", "ssh.content"),
        (b"\x00\x00\x00\x0bssh-ed25519\x00\x00\x00\x02ab", "key.length"),
        (b"\x00\x00\x00\x07ssh-rsa\x00\x00\x00\x01\x80\x00\x00\x00\x01\x03", "ssh.content"),
    ],
    ids=["cut off", "DSA", "a point that is none", "too short", "a negative exponent"],
)
def test_a_public_key_that_cannot_be_used_says_why(blob: bytes, code: str) -> None:
    name = blob[4 : 4 + blob[3]].decode()

    key = only(f"{name} {base64.b64encode(blob).decode()}")

    assert codes(key) == [code]
    assert not key.is_usable


def test_an_encrypted_key_opens_with_its_password_alone() -> None:
    closed, opened, wrong = only(ENCRYPTED), only(ENCRYPTED, PASSWORD), only(ENCRYPTED, "another password")

    assert codes(closed) == ["pem.encrypted"]
    assert codes(opened) == []
    assert codes(wrong) == ["pem.password"]


@pytest.mark.parametrize(("limit", "code"), [(100_000, "container.cost"), (0, "container.cost")])
def test_rounds_of_bcrypt_are_counted_before_the_work(limit: int, code: str) -> None:
    assert codes(only(ENCRYPTED, PASSWORD, Limits(container_iterations=limit))) == [code]


def test_a_great_number_of_rounds_is_refused() -> None:
    octets = base64.b64decode(containers.bare(ENCRYPTED))
    at = octets.index(b"\x00\x00\x00\x06bcrypt") + 10 + 4 + 4 + 16
    dear = octets[:at] + b"\xff\xff\xff\xff" + octets[at + 4 :]

    assert codes(only(containers.pem("OPENSSH PRIVATE KEY", dear), PASSWORD)) == ["container.cost"]


def test_halves_that_do_not_belong_together_are_told() -> None:
    one, other = ed25519.Ed25519PrivateKey.generate(), ed25519.Ed25519PrivateKey.generate()
    octets = base64.b64decode(containers.bare(containers.openssh(one)))
    mixed = octets.replace(one.public_key().public_bytes_raw(), other.public_key().public_bytes_raw())

    assert codes(only(containers.pem("OPENSSH PRIVATE KEY", mixed))) == ["key.mismatch"]


def test_every_shortened_container_is_a_problem_and_no_exception() -> None:
    for key in (ec.generate_private_key(ec.SECP256R1()), PRIVATE_KEYS["Ed25519"]):
        octets: Any = base64.b64decode(containers.bare(containers.openssh(key)))
        for length in range(0, len(octets), 7):
            (found,) = read(containers.pem("OPENSSH PRIVATE KEY", octets[:length] or b"\0")).keys
            assert found.problems
