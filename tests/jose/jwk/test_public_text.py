"""The text of a public key is never a secret, in whatever form it comes."""

from __future__ import annotations

import base64
import json

import pytest

from tests.jose.making import LIMITS, jwk, jws, keys_of, new_key, signed
from webapp.jose.base64url import encode
from webapp.jose.crypto.export import Layout
from webapp.jose.jwk.public_text import is_public_text
from webapp.jose.jwk.publish import Half, write
from webapp.jose.jws.verify import verify
from webapp.jose.trace import Outcome

RSA = new_key("RS256")
PEM = str(write(RSA, Layout.SPKI))
DER = base64.b64decode("".join(PEM.splitlines()[1:-1]))
JWK = json.dumps(jwk(RSA, Half.PUBLIC))

TEXTS = {
    "PEM": PEM,
    "PEM without its first line": PEM.split("\n", 1)[1],
    "PEM cut short": PEM[:200],
    "PEM with four dashes": PEM.replace("-----", "----"),
    "PEM in lower case": PEM.lower(),
    "base64 of a PEM": base64.b64encode(PEM.encode()).decode(),
    "hex of DER": DER.hex(),
    "JWK without its type": JWK.replace('"RSA"', '"rsa"'),
    "JWK in a variable": f"key={JWK}",
    "OpenSSH": "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQ== user",
    "OpenSSH with a tab": "ssh-rsa\tAAAAB3NzaC1yc2EAAAADAQABAAABAQ==",
    "OpenSSH without its name": "AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f",
    "base64 of base64 of a PEM": base64.b64encode(base64.b64encode(PEM.encode())).decode(),
    "percent-encoded PEM": PEM.replace(" ", "%20").replace("-", "%2D").replace("\n", "%0A"),
    "percent-encoded JWK": JWK.replace('"', "%22").replace(":", "%3A").replace("{", "%7B"),
    "PEM with full-width hyphens": PEM.replace("-", "\uff0d"),
    "PEM with hard blanks": PEM.replace(" ", "\u00a0"),
    "PEM without its hyphens": PEM.replace("-", ""),
    "JWK as YAML": "kty: RSA\nn: AQAB\ne: AQAB",
    "XML": "<RSAKeyValue><Modulus>AAAA</Modulus></RSAKeyValue>",
}


@pytest.mark.parametrize("name", TEXTS)
def test_each_form_of_a_public_key_is_recognised(name: str) -> None:
    assert is_public_text(TEXTS[name].encode())


@pytest.mark.parametrize(
    "text", ["secret", "a secret of more than thirty-two characters", "0123456789abcdef" * 8, "{}", ""]
)
def test_a_secret_is_not_taken_for_a_key(text: str) -> None:
    assert not is_public_text(text.encode())


@pytest.mark.parametrize("octets", [PEM.encode(), DER, JWK.encode()], ids=["PEM", "DER", "JWK"])
def test_a_mac_made_with_a_public_key_verifies_and_is_not_trusted(octets: bytes) -> None:
    (key,) = keys_of({"kty": "oct", "k": encode(octets)})
    token = jws(signed("HS256", key))

    verification = verify(token, token.signatures[0], (key,), LIMITS)

    assert verification.signature.outcome is Outcome.PASSED
    assert verification.key_trust.outcome is Outcome.FAILED
    assert verification.steps[-1].reason == "key.public-text"


@pytest.mark.parametrize(
    "unit", [" ", "ssh-rsa" + " " * 40, "kty" + " " * 40, "%2", "A", "-----", "BEGIN ", "\ufdfa", "{kty", "30"]
)
def test_a_long_secret_that_only_begins_like_a_key_is_none(unit: str) -> None:
    # And a search that looks at each character again for each other one would take a minute for it.
    assert not is_public_text((unit * 1_000_000)[:1_000_000].encode() + b"x")


@pytest.mark.parametrize(
    "secret", [b"a proper passphrase of some length, BEGIN and END", bytes(range(64)), b"s3cr3t" * 20]
)
def test_a_secret_is_none(secret: bytes) -> None:
    assert not is_public_text(secret)
