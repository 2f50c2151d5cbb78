"""The octets that show why a signature is not a key's over this content: what it holds, beside what is due.

An RSA signature is opened with the public key (RFC 8017 sections 8.1.2 and 8.2.2); a MAC is held against the one that
is due (RFC 2104), by its first octets alone, because all of them would sign the token.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Final

from webapp.jose.crypto import rsa_opening, signatures
from webapp.jose.crypto.rsa_opening import Opening
from webapp.jose.jwk.key import Key
from webapp.jose.jws.lengths import signature_length
from webapp.jose.text import Problem, counted

_SHOWN: Final = 64
_BLOCK_SHOWN: Final = 8
_MAC_SHOWN: Final = 4
_HASHES: Final = {"256": "sha256", "384": "sha384", "512": "sha512"}


def evidence(alg: str, key: Key, signing_input: bytes, signature: bytes) -> str:
    """Lines for people about a signature that was not verified. Cheap: at most one operation with a public key."""
    return "\n".join(_lines(alg, key, signing_input, signature))


def octets(signing_input: bytes, signature: bytes, due: int = 0) -> Iterator[str]:
    """The sizes, and how the signature begins; due is the length that it should have, 0 where that is not known."""
    length = f"{counted(len(signature), 'octet')}" + (f", {due:,} are due" if due and due != len(signature) else "")
    shown = f": {_hex(signature)}" if signature else ""
    yield f"Signing input: {counted(len(signing_input), 'octet')}"
    yield f"Signature: {length}{shown}"


def _lines(alg: str, key: Key, signing_input: bytes, signature: bytes) -> Iterator[str]:
    due = signature_length(alg, key)
    if key.kty == "EC" and len(signature) == due:
        yield from _ecdsa(alg, signing_input, signature)
        return
    yield from octets(signing_input, signature, due)
    if due and len(signature) != due:
        return
    if key.kty == "RSA":
        yield from _rsa(alg, key, signing_input, signature)
    elif key.kty == "oct":
        yield from _mac(alg, key, signing_input, signature)


def _ecdsa(alg: str, signing_input: bytes, signature: bytes) -> Iterator[str]:
    half = len(signature) // 2
    yield f"Signing input: {counted(len(signing_input), 'octet')}"
    yield f"Signature: {counted(len(signature), 'octet')}, R and S side by side"
    yield f"R: {signature[:half].hex(' ')}"
    yield f"S: {signature[half:].hex(' ')}"
    yield _digest_due(alg, signing_input)


def _rsa(alg: str, key: Key, signing_input: bytes, signature: bytes) -> Iterator[str]:
    found = rsa_opening.opened(key.members, signature)
    if found is None:
        return
    opening = next((one for one in found if one.is_telling), None)
    if opening is None:
        yield from _noise(alg, key, signature)
    elif opening.is_pss:
        yield from _pss(alg, opening, signing_input)
    else:
        yield from _pkcs1(alg, opening, signing_input)


def _pkcs1(alg: str, opening: Opening, signing_input: bytes) -> Iterator[str]:
    content = "a digest alone" if opening.bare else f"a DigestInfo of {opening.hash_name}"
    yield f"Opened with the public key: the padding of PKCS #1 v1.5, 00 01 ff ff … ff 00, and {content}"
    yield f"Digest in the signature: {_hex(opening.digest)}"
    if opening.hash and opening.is_over(signing_input):
        yield f"That is the {opening.hash_name} digest of this very signing input"
    yield _digest_due(alg, signing_input)


def _pss(alg: str, opening: Opening, signing_input: bytes) -> Iterator[str]:
    salt = opening.salt or b""
    yield (
        f"Opened with the public key: the padding of PSS, with {opening.hash_name}, MGF1 {opening.mask_name} and "
        f"a salt of {counted(len(salt), 'octet')}"
    )
    digest = hashlib.new(opening.hash, signing_input, usedforsecurity=False).digest()
    due = hashlib.new(opening.hash, bytes(8) + digest + salt, usedforsecurity=False).digest()
    yield f"Hash in the signature: {_hex(opening.digest)}"
    yield f"Hash due, over this signing input and that salt: {_hex(due)}"
    if due == opening.digest:
        yield f"They are the same: what does not fit is the padding, which is not the one that {alg} asks for"


def _noise(alg: str, key: Key, signature: bytes) -> Iterator[str]:
    """What no padding is found in."""
    block = rsa_opening.block(key.members, signature)
    if not block:
        yield "As a number, the signature is larger than the modulus of this key; what this key makes is always smaller"
    elif alg.startswith("PS"):
        yield f"Opened with the public key, it ends: {block[-_BLOCK_SHOWN:].hex(' ')}"
        yield "Due: bc at the end, and before it a padding that fits; what is there is noise, or shows too little"
    else:
        yield f"Opened with the public key, it begins: {block[:_BLOCK_SHOWN].hex(' ')} …"
        yield "Due: 00 01 ff ff ff ff ff ff …; what is there is noise"


def _mac(alg: str, key: Key, signing_input: bytes, signature: bytes) -> Iterator[str]:
    due = signatures.sign(alg, key.members, signing_input)
    if isinstance(due, Problem):
        return
    yield f"The MAC in the token begins: {signature[:_MAC_SHOWN].hex(' ')} …"
    yield f"With this secret it is due to begin: {due[:_MAC_SHOWN].hex(' ')} …; all of it would sign the token"


def _digest_due(alg: str, signing_input: bytes) -> str:
    """The digest of the signing input with the hash that the algorithm names (RFC 7518 sections 3.3 to 3.5)."""
    name = next((hash_name for size, hash_name in _HASHES.items() if size in alg), "sha256")
    digest = hashlib.new(name, signing_input).digest()
    return f"Digest due, the SHA-{name[3:]} of the signing input: {_hex(digest)}"


def _hex(octets_shown: bytes) -> str:
    return octets_shown[:_SHOWN].hex(" ") + (" …" if len(octets_shown) > _SHOWN else "")
