"""The key that a header brings along is used as a public key, whatever else it holds."""

from __future__ import annotations

import pytest

from tests.jose.making import LIMITS, jwk, new_key
from webapp.jose.jws.own_key import own_key


@pytest.mark.parametrize("spec", ["RS256", "ES256", "Ed25519", "ML-DSA-44"])
def test_the_private_half_of_a_key_in_a_header_is_not_read(spec: str) -> None:
    key = new_key(spec)

    found = own_key({"jwk": jwk(key)}, LIMITS).keys[0]

    assert found.is_usable
    assert not found.private
    assert found.thumbprint == key.thumbprint


def test_no_primes_are_sought_for_a_key_in_a_header() -> None:
    members = jwk(new_key("RS256"))
    incomplete = {name: members[name] for name in ("kty", "n", "e", "d")}

    found = own_key({"jwk": incomplete}, LIMITS).keys[0]

    assert "p" not in found.members
    assert found.is_usable


def test_a_secret_in_a_header_is_read_as_it_is() -> None:
    assert own_key({"jwk": {"kty": "oct", "k": "c2VjcmV0c2VjcmV0"}}, LIMITS).keys[0].kty == "oct"
