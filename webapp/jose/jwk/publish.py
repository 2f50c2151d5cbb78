"""Keys written out: as JWK and JWK Set, as PEM, and their public halves (RFC 7517, RFC 7468)."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final, TypeAlias

from webapp.jose.crypto import export, openssh
from webapp.jose.crypto.export import Layout
from webapp.jose.json_object import JsonValue
from webapp.jose.jwk.key import Key
from webapp.jose.registry.jwk_parameters import TYPE_MEMBERS
from webapp.jose.text import Problem, enumerated

__all__ = [
    "Half",
    "Jwk",
    "Layout",
    "jwk_of",
    "jwk_set_of",
    "jwk_text",
    "public_members",
    "without_private",
    "write",
    "write_der",
    "write_openssh",
]  # fmt: skip

Jwk: TypeAlias = dict[str, object]


class Half(StrEnum):
    """Which half of a key is written. Of a symmetric key there is only the private one."""

    PUBLIC = "public"
    PRIVATE = "private"


# The types that each layout is for: the older ones have one of their own.
_ASYMMETRIC: Final = ("RSA", "EC", "OKP", "AKP")
_TYPES: Final[Mapping[Layout, tuple[str, ...]]] = MappingProxyType(
    {
        Layout.PKCS8: _ASYMMETRIC,
        Layout.SPKI: _ASYMMETRIC,
        Layout.PKCS1_PRIVATE: ("RSA",),
        Layout.PKCS1_PUBLIC: ("RSA",),
        Layout.SEC1: ("EC",),
    }
)
# What may be done with the public half of a key whose private half may do that (RFC 7517 section 4.3).
_COUNTERPARTS: Final[Mapping[str, str]] = MappingProxyType(
    {"sign": "verify", "decrypt": "encrypt", "unwrapKey": "wrapKey"}
)
# What makes a key private. A symmetric one is nothing without it.
_PRIVATE_MEMBERS: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {kty: frozenset(name for name, row in TYPE_MEMBERS[kty].items() if row.is_private) for kty in _ASYMMETRIC}
)
# Key agreement is what the private half does; its public half only takes part in it.
_PRIVATE_ONLY: Final = frozenset({"deriveKey", "deriveBits"})


def jwk_of(key: Key, half: Half) -> Jwk | None:
    """The JWK of a usable key, kty first; None where there is no such half."""
    members = public_members(key.members) if half is Half.PUBLIC else dict(key.members)
    if not members or (half is Half.PRIVATE and not key.private):
        return None
    operations = key.key_ops if half is Half.PRIVATE else _public_operations(key)
    about = {
        "kid": key.kid,
        "use": key.use,
        "key_ops": None if operations is None else list(operations),
        "alg": key.alg,
    }
    described = {name: value for name, value in about.items() if value is not None}
    return {"kty": members["kty"], **described, **members}


def jwk_set_of(keys: Iterable[Key], half: Half) -> Mapping[str, object]:
    """The JWK Set of keys, in order. The public one has no symmetric keys; the private one has public keys, too."""
    written = (jwk_of(key, half) or (jwk_of(key, Half.PUBLIC) if half is Half.PRIVATE else None) for key in keys)
    return {"keys": [jwk for jwk in written if jwk]}


def public_members(members: Mapping[str, str]) -> dict[str, str]:
    """The public ones of normalised members; none for a symmetric key."""
    if members.get("kty") in (None, "oct"):
        return {}
    own = TYPE_MEMBERS[members["kty"]]
    return {name: value for name, value in members.items() if name not in own or not own[name].is_private}


def jwk_text(value: Mapping[str, object]) -> str:
    """A JWK or JWK Set as JSON text for people."""
    return json.dumps(value, indent=2, ensure_ascii=True) + "\n"


def write(key: Key, layout: Layout) -> str | Problem:
    """A usable key as PEM. Codes: convert.structure, convert.half, key.export."""
    members = _members_for(key, layout)
    return members if isinstance(members, Problem) else export.to_pem(members, layout)


def write_der(key: Key, layout: Layout) -> str | Problem:
    """A usable key as DER, in standard base64 on one line. Codes: convert.structure, convert.half, key.export."""
    members = _members_for(key, layout)
    der = members if isinstance(members, Problem) else export.to_der(members, layout)
    return der if isinstance(der, Problem) else base64.b64encode(der).decode("ascii")


def write_openssh(key: Key) -> str | Problem:
    """The public half of a usable key as a line of authorized_keys. Code: convert.structure."""
    return openssh.public_line(key.members)


def _members_for(key: Key, layout: Layout) -> Mapping[str, str] | Problem:
    types = _TYPES[layout]
    if key.kty not in types:
        message = f"A key of type {key.kty} cannot be written so; {enumerated(types)} keys can"
        return Problem(code="convert.structure", message=message)
    if layout in (Layout.SPKI, Layout.PKCS1_PUBLIC):
        return public_members(key.members)
    if not key.private:
        return Problem(code="convert.half", message="This is a public key; there is no private half to write")
    return key.members


def _public_operations(key: Key) -> tuple[str, ...] | None:
    if key.key_ops is None or not key.private:
        return key.key_ops
    mapped = [_COUNTERPARTS.get(operation, operation) for operation in key.key_ops if operation not in _PRIVATE_ONLY]
    return tuple(dict.fromkeys(mapped))


def without_private(jwk: JsonValue) -> JsonValue:
    """A JWK as it came, without the members that make it private. A token that carries a key is checked with this.

    What must be known of a private key (its primes) can take longer to find than everything else.
    """
    names = _PRIVATE_MEMBERS.get(str(jwk.get("kty"))) if isinstance(jwk, dict) else None
    return {name: jwk[name] for name in jwk if name not in names} if isinstance(jwk, dict) and names else jwk
