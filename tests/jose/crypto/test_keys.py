from __future__ import annotations

import pytest
from jwcrypto.jwk import JWK

from tests.vectors.published_keys import RFC7515_OCT, RFC7517_EC, RFC8037_ED25519
from webapp.jose.crypto import pyca
from webapp.jose.crypto.curves import CURVES
from webapp.jose.crypto.keys import defect, mismatch, to_jwk
from webapp.jose.crypto.numbers import base64url_uint, integer
from webapp.jose.text import Problem

EC = {name: RFC7517_EC[name] for name in ("kty", "crv", "x", "y", "d")}


@pytest.mark.parametrize("members", [RFC7515_OCT, EC, RFC8037_ED25519], ids=lambda members: members["kty"])
def test_normalised_members_become_a_key_of_the_engine(members: dict[str, str]) -> None:
    jwk = to_jwk(members)

    assert isinstance(jwk, JWK)
    assert jwk.unsafe_skip_rsa_key_validation


@pytest.mark.parametrize(
    ("members", "code"),
    [
        ({}, "key.refused"),
        ({"generate": "oct", "size": "8"}, "key.refused"),
        ({"kty": "EC"}, "key.refused"),
        ({**EC, "d": "AQ"}, "key.mismatch"),
        ({**EC, "crv": "P-255"}, "key.refused"),
        ({**RFC8037_ED25519, "x": "A" * 43}, "key.mismatch"),
        ({"kty": "RSA", "n": "AQAB", "e": "AQAB", "d": "AQ"}, "key.refused"),
    ],
)
def test_whatever_the_library_says_becomes_a_reason(members: dict[str, str], code: str) -> None:
    found = to_jwk(members)

    assert isinstance(found, Problem)
    assert found.code == code


def test_a_public_key_has_no_halves_to_compare() -> None:
    assert mismatch({name: RFC8037_ED25519[name] for name in ("kty", "crv", "x")}) is None


def test_a_public_key_that_the_library_refuses_is_a_reason() -> None:
    problem = defect({"kty": "RSA", "n": "AQAB", "e": "AQ"})

    assert problem is not None
    assert problem.code == "key.refused"


@pytest.mark.parametrize("crv", CURVES)
def test_the_domain_parameters_of_a_curve_are_those_of_the_library(crv: str) -> None:
    curve = CURVES[crv]
    numbers = [
        pyca.public_members(pyca.private_key({"kty": "EC", "crv": crv, "d": base64url_uint(d)}).public_key())
        for d in (1, curve.order - 1)
    ]

    first, last = (members for members in numbers if not isinstance(members, Problem))
    assert first["x"] == last["x"], "the order of the curve takes every point to its opposite"
    assert curve.has_point(integer(first["x"]), integer(first["y"]))
    assert not curve.has_point(integer(first["x"]), integer(first["y"]) + 1)
