"""A kid that no key at hand has may still say which key is meant: nearly its kid, or its thumbprint in another form."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from webapp.jose.base64url import encode
from webapp.jose.crypto import export
from webapp.jose.diagnose.case import public_part
from webapp.jose.jwk.key import Key
from webapp.jose.registry.jwk_parameters import KEY_TYPES
from webapp.jose.text import cut_short

_HASHES: Final = ("sha256", "sha1", "sha512", "sha384", "md5")
_SHORTEST: Final = 4
# Shorter kids that differ in a character are other kids: key-1 and key-2.
_SHORTEST_NEAR: Final = 12
_MOST_DIFFERING: Final = 3
_LONGEST: Final = 400
_MOST_KEYS: Final = 12
_LONGEST_SET: Final = 100_000
_SAME_BUT_FOR: Final[tuple[tuple[str, Callable[[str], str]], ...]] = (
    ("differs only in white space around it", str.strip),
    ("differs only in upper and lower case, which counts", str.casefold),
    ("differs only in quotes or padding around it", lambda kid: kid.strip("\"'=")),
    ("differs only in the alphabet of its base64", lambda kid: kid.replace("-", "+").replace("_", "/").rstrip("=")),
)
_PLACE: Final = re.compile(r"[/#:?=]")


def meant(kid: str, keys: Sequence[Key], key_text: str) -> str:
    """Which key the kid may mean though none has it, as sentences with a space before; "" when nothing says."""
    if not _SHORTEST <= len(kid) <= _LONGEST:
        return ""
    for key in keys:
        if key.kid and (how := _nearly(kid, key.kid)):
            return f' The kid of key {key.index + 1}, "{cut_short(key.kid, 40)}", {how}.'
    raw = _as_written(key_text)
    for key in keys[:_MOST_KEYS]:
        for name, octets in _named_by_hash(key, raw[key.index] if key.index < len(raw) else None):
            for hash_name in _HASHES:
                digest = hashlib.new(hash_name, octets, usedforsecurity=False).digest()
                if form := _form(kid, digest):
                    shown = hash_name.upper().replace("SHA", "SHA-")
                    return f" The kid is the {shown} hash of {name} of key {key.index + 1}{form}: that key is meant."
    return ""


def _nearly(kid: str, own: str) -> str:
    """How a kid differs from that of a key; "" when it is quite another."""
    if way := next((way for way, form in _SAME_BUT_FOR if form(kid) == form(own)), ""):
        return way
    if _PLACE.split(kid)[-1] == own or _PLACE.split(own)[-1] == kid:
        return "is its last part: the one is the whole address of the key, the other its name alone"
    longer = max(len(kid), len(own))
    before = _alike(kid, own)
    differing = longer - before - _alike(kid[before:][::-1], own[before:][::-1])
    if min(len(kid), len(own)) < _SHORTEST_NEAR:
        return ""
    if before == min(len(kid), len(own)):
        return f"differs only in its end: of {longer} characters, the other has {before}"
    return (
        f"differs only from character {before + 1} on, in {differing} of them" if differing <= _MOST_DIFFERING else ""
    )


def _alike(one: str, other: str) -> int:
    """How many characters at their beginnings are the same."""
    return next(
        (place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )


def _named_by_hash(key: Key, written: object) -> Iterator[tuple[str, bytes]]:
    """What of a key people hash to name it. The JWK as it was written is no thumbprint, but is taken for one."""
    members, key_type = public_part(key).members, KEY_TYPES.get(key.kty)
    if not key.is_usable or key_type is None or key.kty == "oct":
        return
    chosen = {name: members[name] for name in key_type.thumbprint_members if name in members}
    yield "the members that a thumbprint is of (RFC 7638)", _compact(chosen)
    der = export.to_der(members, export.Layout.SPKI)
    if isinstance(der, bytes):
        yield "the SubjectPublicKeyInfo (DER)", der
    if isinstance(written, dict):
        for left_out in ((), ("kid",)):
            rest = {name: value for name, value in written.items() if name not in left_out}
            yield "all members, and not only those that RFC 7638 takes,", _compact(dict(sorted(rest.items())))
            yield "all members, not ordered as RFC 7638 has them,", _compact(rest)


def _form(kid: str, digest: bytes) -> str | None:
    """How a kid writes a digest, as what follows in a sentence; None when it does not."""
    bare = kid.rpartition(":")[2] if kid.count(":") < _MOST_KEYS else kid.replace(":", "")
    if bare.rstrip("=") == encode(digest):
        return " in base64url"
    if bare.rstrip("=") == base64.b64encode(digest).decode().rstrip("="):
        return " in standard base64"
    lower, shown = bare.lower(), digest.hex()
    if lower == shown:
        return " in hexadecimal"
    is_cut = len(lower) >= 2 * _SHORTEST and (shown.startswith(lower) or encode(digest).startswith(bare))
    return ", cut short" if is_cut else None


def _compact(members: object) -> bytes:
    try:
        return json.dumps(members, separators=(",", ":")).encode()
    except (ValueError, RecursionError):
        return b""


def _as_written(key_text: str) -> list[object]:
    """The JWKs of a pasted set or JWK, with all their members; none of anything else."""
    try:
        value = json.loads(key_text) if len(key_text) <= _LONGEST_SET else None
    except (ValueError, RecursionError):
        return []
    if not isinstance(value, dict):
        return []
    keys = value.get("keys", [value])
    return keys if isinstance(keys, list) else []
