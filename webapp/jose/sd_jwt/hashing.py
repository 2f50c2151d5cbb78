"""The hash algorithm of an SD-JWT, and digests made with it (RFC 9901 sections 4.1.1 and 4.2.3)."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from webapp.jose.base64url import encode
from webapp.jose.json_object import JsonValue
from webapp.jose.json_part import JsonPart
from webapp.jose.text import Problem

# Names of the registry "Named Information Hash Algorithm" that resist second preimages, and what Python calls them.
# The shortened forms there, such as sha-256-64, do not.
_HASHES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "sha-256": "sha256",
        "sha-384": "sha384",
        "sha-512": "sha512",
        "sha3-224": "sha3_224",
        "sha3-256": "sha3_256",
        "sha3-384": "sha3_384",
        "sha3-512": "sha3_512",
        "blake2s-256": "blake2s",
        "blake2b-512": "blake2b",
    }
)
_MEANT: Final[Mapping[str, str]] = MappingProxyType({name.replace("-", ""): name for name in _HASHES})
_DEFAULT: Final = "sha-256"
_REFERENCE: Final = "RFC 9901 section 4.1.1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hashing:
    """How digests are made. name is empty when it is not known; problem says what is wrong with "_sd_alg"."""

    name: str = _DEFAULT
    problem: Problem | None = None

    def digest(self, text: str) -> str:
        """The digest of characters as they were received, in base64url; empty when the algorithm is not known."""
        if not self.name:
            return ""
        return encode(hashlib.new(_HASHES[self.name], text.encode("utf-8", "surrogatepass")).digest())


def hashing_of(payload: JsonPart | None) -> Hashing:
    """The algorithm that a payload names; sha-256 when it names none. Problem: sd-jwt.hash-algorithm.

    A name that is only spelled in another way is read as what it means, and the problem says so.
    """
    if payload is None or "_sd_alg" not in payload.values:
        return Hashing()
    named = payload.values["_sd_alg"]
    if isinstance(named, str) and named in _HASHES:
        return Hashing(name=named)
    meant = _MEANT.get(named.lower().replace("-", "").replace("_", ""), "") if isinstance(named, str) else ""
    problem = Problem(
        code="sd-jwt.hash-algorithm",
        message=_message(named, meant),
        span=payload.member_span("_sd_alg"),
        reference=_REFERENCE,
    )
    return Hashing(name=meant, problem=problem)


def _message(named: JsonValue, meant: str) -> str:
    if not isinstance(named, str):
        return '"_sd_alg" must be text, the name of a hash algorithm such as "sha-256"'
    if meant:
        return f'"_sd_alg" is "{named}"; the registered name is "{meant}", and names are case-sensitive'
    return f'"_sd_alg" is "{named[:40]}", which is no hash algorithm that is known and secure; usual is "sha-256"'
