"""A kid or confirmation that names the key at hand says so, on whatever way the key was given."""

from __future__ import annotations

import json
import ssl
from base64 import b64encode
from hashlib import sha256

import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from tests.jose.jwk.containers import certificate
from tests.jose.making import LIMITS, encrypted, fresh_key, jwk, new_key, signed
from webapp.jose.base64url import encode
from webapp.jose.jwk.key import Key
from webapp.jose.jwk.parse import read_keys
from webapp.jose.jwk.publish import Half
from webapp.jose.jwk.thumbprint import thumbprint_uri
from webapp.jose.jwt.expectations import Expectations
from webapp.services.debug import debug
from webapp.services.inspect import inspect
from webapp.services.questions import Question
from webapp.services.results import InspectionResult


def _said(token: str, *keys: Key) -> list[str | None]:
    """What stands under each kid of the token's headers."""
    jwks = [jwk(key, Half.PUBLIC) for key in keys]
    text = json.dumps({"keys": jwks} if len(jwks) > 1 else jwks[0])
    result = debug(Question(input=token, key=text, expected=Expectations(at=1000)), LIMITS)
    assert not isinstance(result, InspectionResult)
    assert result.artefact
    apart = (*result.artefact.signatures, *result.artefact.recipients)
    members = [*result.artefact.members, *(member for header in apart for member in header.members)]
    return [one.explanation.value for one in members if one.name == "kid" and one.explanation]


@pytest.mark.parametrize("spec", ["ES256", "RS256", "EdDSA"])
def test_the_kid_of_a_signed_token_is_recognised_as_the_thumbprint_of_its_key(spec: str) -> None:
    key = new_key(spec)

    said = _said(signed(spec, key, kid=key.thumbprint), key)

    assert said == ["It is the RFC 7638 thumbprint of the key that you gave"]


def test_of_several_keys_it_says_which() -> None:
    key = new_key("ES256")

    said = _said(signed("ES256", key, kid=key.thumbprint), fresh_key("ES256"), key)

    assert said == ["It is the RFC 7638 thumbprint of key 2 of the 2 that you gave"]


def test_the_thumbprint_as_a_uri_is_recognised_too() -> None:
    key = new_key("ES256")

    said = _said(signed("ES256", key, kid=thumbprint_uri(key.members)), key)

    assert said == ["It is the RFC 9278 thumbprint URI of the key that you gave"]


def test_the_kid_of_an_encrypted_token_is_recognised() -> None:
    key = new_key("ECDH-ES")
    token = encrypted("ECDH-ES", "A128GCM", key, kid=key.thumbprint)

    assert _said(token, key) == ["It is the RFC 7638 thumbprint of the key that you gave"]


def test_the_headers_of_a_token_in_json_are_told_of_too() -> None:
    key = new_key("ES256")
    protected, payload, signature = signed("ES256", key).split(".")
    one = {"protected": protected, "header": {"kid": key.thumbprint}, "signature": signature}

    said = _said(json.dumps({"payload": payload, "signatures": [one, {**one, "header": {"kid": "other"}}]}), key)

    assert "It is the RFC 7638 thumbprint of the key that you gave" in said


@pytest.mark.parametrize("kid", ["2026-01", "A" * 43])
def test_any_other_kid_says_nothing(kid: str) -> None:
    key = new_key("ES256")

    assert _said(signed("ES256", key, kid=kid), key) == [None]


def test_a_kid_within_the_claims_is_no_name_of_the_key() -> None:
    key = new_key("ES256")
    token = signed("ES256", key, json.dumps({"kid": key.thumbprint}).encode())

    assert "It is" not in str(_said(token, key))


def test_a_description_beside_a_key_tells_the_same() -> None:
    key = new_key("ES256")
    text = json.dumps(jwk(key, Half.PUBLIC))

    token = signed("ES256", key, kid=key.thumbprint)
    result = inspect(Question(input=token, key=text, expected=Expectations(at=1000)), LIMITS)

    said = {one.name: one.explanation.value for one in result.artefacts[0].members if one.explanation}
    assert said["kid"] == "It is the RFC 7638 thumbprint of the key that you gave"


def _bound(claims: dict[str, object], key: str, beside: str = "") -> str | None:
    """What stands under the one member of cnf."""
    token = signed("ES256", new_key("ES256"), json.dumps(claims).encode())
    result = inspect(Question(input=f"{token}\n{beside}", key=key, expected=Expectations(at=1000)), LIMITS)
    members = {one.path: one for one in result.artefacts[0].members}
    told = next(one.explanation for path, one in members.items() if path.startswith("/cnf/"))
    assert told
    return told.value


def test_the_key_that_a_token_is_bound_to_is_recognised() -> None:
    key = fresh_key("ES256")
    text = json.dumps(jwk(key, Half.PUBLIC))

    assert _bound({"cnf": {"jkt": key.thumbprint}}, text) == "It is the RFC 7638 thumbprint of the key that you gave"
    assert _bound({"cnf": {"jkt": "A" * 43}}, text) is None


def test_the_key_of_the_dpop_proof_beside_a_token_is_recognised() -> None:
    key = fresh_key("ES256")
    proof = signed("ES256", key, b'{"htm": "GET"}', typ="dpop+jwt", jwk=jwk(key, Half.PUBLIC))

    said = _bound({"cnf": {"jkt": key.thumbprint}}, "", proof)

    assert said == "It is the RFC 7638 thumbprint of the key that made the DPoP proof beside it"


@pytest.mark.parametrize("form", ["certificate", "x5c"])
def test_the_certificate_that_a_token_is_bound_to_is_recognised(form: str) -> None:
    pem = certificate(ec.generate_private_key(ec.SECP256R1()))
    der = ssl.PEM_cert_to_DER_cert(pem)
    public = dict(read_keys(pem, limits=LIMITS).keys[0].members)
    text = pem if form == "certificate" else json.dumps({"kty": "EC", **public, "x5c": [b64encode(der).decode()]})

    said = _bound({"cnf": {"x5t#S256": encode(sha256(der).digest())}}, text)

    assert said == "It is the SHA-256 thumbprint of the certificate of the key that you gave"
