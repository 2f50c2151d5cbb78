"""Keys within other JSON and texts, and key files of other tools."""

from __future__ import annotations

import base64
import json

import pytest

from tests.jose.making import LIMITS, jwk, new_key
from webapp.jose.jwk.parse import read_keys
from webapp.jose.jwk.publish import Half

KEY = jwk(new_key("ES256"), Half.PUBLIC)
PUTTY = "PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\nComment: a\nPublic-Lines: 1\nAAAA\n"


def _store(magic: str) -> str:
    return base64.b64encode(bytes.fromhex(magic) + b"\x00\x00\x00\x02\x00\x00\x00\x01" + bytes(range(256)) * 2).decode()


# fmt: off
FOREIGN = [
    (PUTTY,                                                        "key.foreign-putty"),
    (_store("feedfeed"),                                           "key.foreign-jks"),
    (_store("cececece"),                                           "key.foreign-jceks"),
    ("AGE-SECRET-KEY-1" + "Q" * 58,                                "key.foreign-age"),
    ("untrusted comment: minisign public key\nRWQ" + "A" * 53,     "key.foreign-minisign"),
    ("[Interface]\nPrivateKey = aaaa\n",                           "key.foreign-wireguard"),
    ("$ANSIBLE_VAULT;1.1;AES256\n6162",                            "key.foreign-ansible-vault"),
]
# fmt: on


@pytest.mark.parametrize(("text", "code"), FOREIGN)
def test_a_key_file_of_another_tool_is_named_with_what_to_do(text: str, code: str) -> None:
    found = read_keys(text, limits=LIMITS)

    assert [problem.code for problem in found.problems] == [code]
    assert not found.keys


def test_a_key_in_a_did_document_is_read_where_it_stands() -> None:
    document = {"id": "did:example:1", "verificationMethod": [{"id": "#k", "publicKeyJwk": KEY}]}

    found = read_keys(json.dumps(document), limits=LIMITS)

    assert [key.thumbprint for key in found.keys] == [new_key("ES256").thumbprint]
    assert found.problems[0].code == "key.json-nested"


def test_an_rsa_key_in_xml_is_read() -> None:
    members = jwk(new_key("RS256"), Half.PUBLIC)
    modulus = base64.b64encode(base64.urlsafe_b64decode(members["n"] + "==")).decode()
    text = f"<RSAKeyValue><Modulus>{modulus}</Modulus><Exponent>AQAB</Exponent></RSAKeyValue>"

    found = read_keys(text, limits=LIMITS)

    assert [key.thumbprint for key in found.keys] == [new_key("RS256").thumbprint]


def test_a_plain_secret_stays_one() -> None:
    assert read_keys("a secret of somebody, with words", limits=LIMITS).keys[0].kty == "oct"
