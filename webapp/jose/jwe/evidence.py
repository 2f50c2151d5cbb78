"""The octets of a decryption that failed: what the tag is computed over, and the tag beside the one that is due.

Of the tag that is due only the first octets are told: all of it would vouch for content that nobody has vouched for.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from webapp.jose.crypto.unauthenticated import tag_due
from webapp.jose.jwe.jwe import Jwe
from webapp.jose.jwk.key import Key
from webapp.jose.text import counted

_SHOWN: Final = 32
_TAG_SHOWN: Final = 4


def of_encrypted_key(key: Key, wrapped: bytes) -> str:
    """How the encrypted key begins, and the length that it should have; "" where there is none."""
    due = -(-key.bits // 8) if key.kty == "RSA" else 0
    size = counted(len(wrapped), "octet") + (f", {due:,} are due" if due and due != len(wrapped) else "")
    return f"Encrypted key: {size}: {_begin(wrapped)}" if wrapped else ""


def of_content(jwe: Jwe, alg: str, enc: str, cek: bytes) -> str:
    """What the tag is computed over, and the tag: the beginning of each in hexadecimal."""
    return "\n".join((*_parts(jwe), *_tags(jwe, alg, enc, cek)))


def _parts(jwe: Jwe) -> Iterator[str]:
    yield f"Additional data: {counted(len(jwe.additional_data), 'octet')}"
    for part in (jwe.initialization_vector, jwe.ciphertext, jwe.tag):
        yield f"{part.name.capitalize()}: {counted(len(part.octets), 'octet')}: {_begin(part.octets)}"


def _tags(jwe: Jwe, alg: str, enc: str, cek: bytes) -> Iterator[str]:
    # The content key of a refused RSA1_5 padding is random, and so would be what is told here.
    if alg == "RSA1_5":
        return
    due = tag_due(enc, cek, jwe.initialization_vector.octets, jwe.ciphertext.octets, jwe.additional_data)
    if isinstance(due, bytes):
        yield f"With this content key the tag is due to begin: {due[:_TAG_SHOWN].hex(' ')} …"


def _begin(octets: bytes) -> str:
    return octets[:_SHOWN].hex(" ") + (" …" if len(octets) > _SHOWN else "")
