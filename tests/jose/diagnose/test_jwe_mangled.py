"""JWEs that were changed on their way, and secrets whose text is not the octets that are due."""

from __future__ import annotations

import base64
import json

import pytest

from tests.jose.diagnose.sealing import TEXT, oct_jwk, opened, opens_when_corrected, private, proof, reason, sealed
from tests.jose.making import encrypted, fresh_key, new_key
from webapp.jose.base64url import encode
from webapp.jose.finding import Certainty

RSA = new_key("RSA-OAEP-256:2048")
KEY = private(RSA)
TOKEN = encrypted("RSA-OAEP-256", "A256GCM", RSA, TEXT * 9)
CEK = bytes(range(7, 39))
DIRECT = {"alg": "dir", "enc": "A256GCM"}

# fmt: off
CHANGED = [
    (TOKEN.replace("-", " ").replace("_", "/"),                "mangled.spaces"),
    (TOKEN.replace("-", "+").replace("_", "/"),                ""),
    (f"{TOKEN}.",                                              ""),
    (TOKEN.replace("-", "–"),                                  "mangled.characters"),
    (TOKEN.replace("-", "&#45;"),                              "mangled.characters"),
]
# fmt: on


@pytest.mark.parametrize(("token", "code"), CHANGED)
def test_a_change_on_the_way_is_proven_by_undoing_it(token: str, code: str) -> None:
    found = reason(token, KEY)

    assert found.certainty is Certainty.PROVEN
    assert code in ("", found.code)
    assert found.corrected
    assert opened(found.corrected.value, KEY).plaintext is not None


@pytest.mark.parametrize(("token", "code"), CHANGED)
def test_no_change_is_claimed_with_another_key(token: str, code: str) -> None:
    assert proof(token, private(fresh_key("RSA-OAEP-256:2048"))) == ""


def test_an_encrypted_key_that_lost_characters_is_no_proof_of_a_key_of_another_size() -> None:
    header, wrapped, *others = TOKEN.split(".")

    found = reason(".".join((header, wrapped[:200], *others)), KEY)

    assert (found.code, found.certainty) == ("jwe.encrypted-key-damaged", Certainty.LIKELY)
    assert "changed on its way" in found.title


@pytest.mark.parametrize("text", [encode(CEK), base64.b64encode(CEK).decode(), CEK.hex(), f"KEY='{CEK.hex()}'"])
def test_a_secret_is_decoded_to_the_size_that_is_due_before_other_reasons_are_looked_for(text: str) -> None:
    header = {**DIRECT, "kid": "k1"}
    token = sealed(header, CEK, bound=lambda _: encode(json.dumps(DIRECT, separators=(",", ":")).encode()).encode())

    assert proof(token, oct_jwk(CEK)) == "jwe.header-edited"
    assert proof(token, text) == "jwe.header-edited"
    assert "the 32 octets that are due" in reason(token, text).explanation
    assert proof(token, encode(CEK[::-1])) == ""


def test_the_size_of_a_secret_is_told_for_its_octets() -> None:
    found = reason(sealed({"alg": "dir", "enc": "A256CBC-HS512"}, bytes(range(64))), encode(CEK))

    assert found.code == "jwe.wrong-key-size"
    assert "256 bits (32 octets) if base64-decoded, and 43 octets as text" in found.title


def test_a_secret_that_is_encoded_twice_opens_it_when_corrected() -> None:
    text = base64.b64encode(CEK.hex().encode()).decode()
    token = sealed(DIRECT, CEK)

    found = reason(token, text)

    assert found.code == "secret.decoded-twice"
    assert opens_when_corrected(token, text, found)
