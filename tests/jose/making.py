"""Keys and tokens made for a test."""

from __future__ import annotations

import json
from functools import cache
from typing import Any, Final

from webapp.jose.base64url import encode
from webapp.jose.jwe import compact as jwe_compact
from webapp.jose.jwe.encrypt import encrypt_compact
from webapp.jose.jwe.jwe import Jwe
from webapp.jose.jwk.generate import Order, make_key, read_spec
from webapp.jose.jwk.key import Key
from webapp.jose.jwk.parse import read_keys
from webapp.jose.jwk.publish import Half, jwk_of
from webapp.jose.jws import compact as jws_compact
from webapp.jose.jws.jws import Jws
from webapp.jose.jws.sign import sign_compact
from webapp.jose.limits import Limits
from webapp.jose.text import Excerpt

LIMITS: Final = Limits()


@cache
def new_key(spec: str) -> Key:
    """A private key for an algorithm, the same one for a spec throughout the run."""
    return fresh_key(spec)


def fresh_key(spec: str) -> Key:
    """A private key for an algorithm, another one each time."""
    order = read_spec(spec, LIMITS)
    assert isinstance(order, Order)
    key = make_key(order, LIMITS, 0)
    assert isinstance(key, Key)
    return key


def jwk(key: Key, half: Half = Half.PRIVATE, **members: object) -> dict[str, Any]:
    """The JWK of a key, with other members put in; None takes a member out."""
    found = {**(jwk_of(key, half) or {}), **members}
    return {name: value for name, value in found.items() if value is not None}


def keys_of(*jwks: dict[str, Any]) -> tuple[Key, ...]:
    """The keys of a JWK Set, read as a pasted one is."""
    return read_keys(json.dumps({"keys": jwks}), limits=LIMITS).keys


def secret(text: str) -> Key:
    """A shared secret, as it is pasted."""
    return read_keys(text, limits=LIMITS).keys[0]


def signed(alg: str, key: Key, payload: bytes = b'{"sub":"alice"}', **header: object) -> str:
    """A compact JWS."""
    token = sign_compact(json.dumps({"alg": alg, **header}), payload, key)
    assert isinstance(token, str), token
    return token


def encrypted(alg: str, enc: str, key: Key, plaintext: bytes = b"hello", **header: object) -> str:
    """A compact JWE."""
    token = encrypt_compact({"alg": alg, "enc": enc, **header}, plaintext, key)
    assert isinstance(token, str), token
    return token


def jws(token: str) -> Jws:
    """A compact JWS, split."""
    return jws_compact.parse(Excerpt.whole(token), LIMITS)


def jwe(token: str) -> Jwe:
    """A compact JWE, split."""
    return jwe_compact.parse(Excerpt.whole(token), LIMITS)


def with_header(token: str, header: object) -> str:
    """The token with another header in front, everything else as it was."""
    text = header if isinstance(header, str) else json.dumps(header)
    return ".".join((encode(text.encode()), *token.split(".")[1:]))
