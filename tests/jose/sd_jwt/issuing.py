"""SD-JWTs made for a test, and those that the RFC prints."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import tests.vectors
from tests.jose.making import LIMITS, jwk, new_key, signed
from webapp.jose.base64url import encode
from webapp.jose.jwk.key import Key
from webapp.jose.jwk.publish import Half
from webapp.jose.limits import Limits
from webapp.jose.sd_jwt import compact
from webapp.jose.sd_jwt.sd_jwt import SdJwt
from webapp.jose.text import Excerpt

ISSUER: Final = new_key("ES256")
HOLDER: Final = new_key("Ed25519")
CNF: Final = {"jwk": jwk(HOLDER, Half.PUBLIC)}
NOW: Final = 1_700_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A figure of RFC 9901 with the issuer's key. claims are those that it prints as the processed payload."""

    source: str
    token: str
    key: dict[str, Any]
    disclosures: int
    claims: dict[str, Any] | None
    has_key_binding: bool


def examples() -> list[Example]:
    """The figures of RFC 9901."""
    rows = json.loads((Path(tests.vectors.__file__).parent / "sd_jwt_examples.json").read_text())
    return [Example(**row) for row in rows]


def disclosure(*elements: object) -> str:
    """A Disclosure."""
    return encode(json.dumps(elements).encode())


def digest(text: str, name: str = "sha256") -> str:
    """The digest of a Disclosure."""
    return encode(hashlib.new(name, text.encode()).digest())


def issued(payload: dict[str, Any], *disclosures: str, typ: str = "example+sd-jwt") -> str:
    """An SD-JWT without key binding."""
    token = signed("ES256", ISSUER, json.dumps(payload).encode(), typ=typ)
    return "~".join((token, *disclosures, ""))


def bound(sd_jwt: str, key: Key = HOLDER, *, typ: str = "kb+jwt", **claims: object) -> str:
    """The SD-JWT with a Key Binding JWT; a claim that is None is left out."""
    due = {"aud": "https://verifier.example", "nonce": "n-1", "iat": NOW, "sd_hash": digest(sd_jwt), **claims}
    payload = json.dumps({name: value for name, value in due.items() if value is not None}).encode()
    return sd_jwt + signed("EdDSA", key, payload, typ=typ)


def parsed(token: str, limits: Limits = LIMITS) -> SdJwt:
    """A compact SD-JWT, split and put together."""
    return compact.parse(Excerpt.whole(token), limits)


def codes(sd_jwt: SdJwt) -> list[str]:
    """The codes of its problems."""
    return [problem.code for problem in sd_jwt.problems]
