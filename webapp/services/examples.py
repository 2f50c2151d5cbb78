"""Tokens one click away: made for the purpose, with keys that are published with them, and fresh every hour.

They are signed and encrypted by the product's own code. Nothing in them is secret.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from webapp.jose.base64url import encode
from webapp.jose.jwk.parse import read_keys
from webapp.jose.jws.sign import sign_compact
from webapp.jose.limits import Limits
from webapp.services import example_keys
from webapp.services.login_story import ISSUER, Chapter, login_story, public_set

_HOUR: Final = 3600
_LIMITS: Final = Limits()


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One example: what the boxes are filled with. name is for its address, action the endpoint that answers."""

    name: str
    title: str
    description: str
    fields: Mapping[str, str] = field(repr=False)
    action: str = "debug.debug"


def examples(now: int) -> tuple[Example, ...]:
    """The examples, in order. Their times are those of the last full hour before now (seconds)."""
    return _examples(now - now % _HOUR)


def example_named(name: str, now: int) -> Example | Chapter | None:
    """The example or chapter of this name, with times as examples() has them; None where there is none."""
    every: tuple[Example | Chapter, ...] = (*examples(now), *story(now))
    return next((item for item in every if item.name == name), None)


def story(now: int) -> tuple[Chapter, ...]:
    """A login from start to finish, with the times of the last full hour before now (seconds)."""
    return _story(now - now % _HOUR)


@lru_cache(maxsize=2)
def _story(hour: int) -> tuple[Chapter, ...]:
    return login_story(hour)


@lru_cache(maxsize=2)
def _examples(hour: int) -> tuple[Example, ...]:
    return (
        _id_token(hour),
        _shared_secret(hour),
        _expired(hour),
        _tampered(hour),
        Example(
            name="encrypted",
            title="Encrypted",
            description="A JWE with the private key that opens it: a signed token is inside",
            fields=_story(hour)[2].fields,
        ),
        _unsecured(hour),
        Example(
            name="jwk-set",
            title="A JWK Set",
            description="The public keys of the login below",
            fields={"input": public_set()},
        ),
    )


def compared_example(now: int) -> Example:
    """Two tokens to compare: one works, the other does not. Their times are those of the last full hour before now."""
    return _compared(now - now % _HOUR)


@lru_cache(maxsize=2)
def _compared(hour: int) -> Example:
    header = {"alg": "ES256", "typ": "at+jwt", "kid": example_keys.LOGIN_SIGNING["kid"]}
    claims = {
        "iss": ISSUER,
        "sub": "alice",
        "aud": "https://orders.example",
        "client_id": "shop",
        "scope": "orders:read orders:write",
        "roles": ["buyer", "editor"],
        "iat": hour,
        "exp": hour + 8 * _HOUR,
        "jti": "6f1c2a",
    }
    refused = {
        **claims,
        "aud": "https://billing.example",
        "scope": "orders:read",
        "iat": hour - 4 * _HOUR,
        "exp": hour - 3 * _HOUR,
        "jti": "91d07e",
    }
    tokens = [signed(header, said, json.dumps(example_keys.LOGIN_SIGNING)) for said in (claims, refused)]
    return Example(
        name="compared",
        title="Two access tokens",
        description="One is accepted and the other is not",
        fields={"input": tokens[0], "other": tokens[1], "key": public_set()},
        action="compare.compare",
    )


def _id_token(hour: int) -> Example:
    claims = {
        "iss": ISSUER,
        "sub": "24400320",
        "aud": "s6BhdRkqt3",
        "nonce": "n-0S6_WzA2Mj",
        "auth_time": hour - 60,
        "iat": hour,
        "exp": hour + 8 * _HOUR,
        "name": "Jane Doe",
        "email": "jane@example.com",
    }
    key = example_keys.ID_TOKEN
    header = {"alg": "RS256", "typ": "JWT", "kid": key["kid"]}
    public = {name: key[name] for name in ("kty", "kid", "use", "alg", "n", "e")}
    return Example(
        name="id-token",
        title="ID token",
        description="RS256, with the issuer's JWK Set: it verifies",
        fields={"input": signed(header, claims, json.dumps(key)), "key": json.dumps({"keys": [public]}, indent=1)},
    )


def _shared_secret(hour: int) -> Example:
    claims = {"sub": "1234567890", "role": "reader", "iat": hour, "exp": hour + 8 * _HOUR}
    secret = example_keys.SHARED_SECRET
    return Example(
        name="shared-secret",
        title="Shared secret",
        description="HS256, with a text as its secret: it verifies",
        fields={"input": signed({"alg": "HS256", "typ": "JWT"}, claims, secret), "key": secret},
    )


def _expired(hour: int) -> Example:
    claims = {
        "iss": ISSUER,
        "sub": "alice",
        "aud": "https://api.example",
        "iat": hour - 27 * _HOUR,
        "exp": hour - 3 * _HOUR,
    }
    return Example(
        name="expired",
        title="Expired",
        description="ES256: the signature is right, but its time has passed",
        fields={
            "input": signed(
                {"alg": "ES256", "kid": example_keys.LOGIN_SIGNING["kid"]},
                claims,
                json.dumps(example_keys.LOGIN_SIGNING),
            ),
            "key": public_set(),
        },
    )


def _tampered(hour: int) -> Example:
    claims = {"sub": "1234567890", "role": "reader", "iat": hour, "exp": hour + 8 * _HOUR}
    header, _, signature = signed({"alg": "HS256", "typ": "JWT"}, claims, example_keys.SHARED_SECRET).split(".")
    changed = encode(json.dumps({**claims, "role": "admin"}, separators=(",", ":")).encode())
    return Example(
        name="tampered",
        title="Tampered",
        description="Somebody made a reader an admin after signing: it does not verify",
        fields={"input": f"{header}.{changed}.{signature}", "key": example_keys.SHARED_SECRET},
    )


def _unsecured(hour: int) -> Example:
    header = encode(b'{"alg":"none"}')
    claims = encode(
        json.dumps({"sub": "anybody", "role": "admin", "exp": hour + 8 * _HOUR}, separators=(",", ":")).encode()
    )
    return Example(
        name="unsecured",
        title="Unsecured",
        description='"alg" is "none": nobody signed it',
        fields={"input": f"{header}.{claims}."},
    )


def signed(header: Mapping[str, object], claims: Mapping[str, object], key_text: str) -> str:
    """A compact JWS of the examples."""
    key = read_keys(key_text, encoding="auto", password="", limits=_LIMITS).keys[0]
    token = sign_compact(_json(header), _json(claims).encode(), key)
    if not isinstance(token, str):
        raise TypeError(token.message)
    return token


def _json(value: Mapping[str, object]) -> str:
    return json.dumps(value, separators=(",", ":"))
