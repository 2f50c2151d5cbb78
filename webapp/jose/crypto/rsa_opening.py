"""RSA signatures opened with the public key: what the signer padded and signed (RFC 8017 sections 8.1.2 and 8.2.2).

The padding shows whether the key made the signature at all, without the content that was signed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from webapp.jose.crypto.numbers import integer

# Larger exponents are legal, but cost as much as a private key does.
_LARGEST_EXPONENT: Final = 2**40
# Octets of padding that no other key gives by chance: 64 bits.
_TELLING: Final = 8
# OBJECT IDENTIFIERs of hashes as in a DigestInfo (RFC 8017 appendix A.2.4).
_OIDS: Final = {
    "sha256": "0609608648016503040201",
    "sha384": "0609608648016503040202",
    "sha512": "0609608648016503040203",
    "sha1": "06052b0e03021a",
    "sha224": "0609608648016503040204",
    "md5": "06082a864886f70d0205",
}
_NAMES: Final = {
    "sha256": "SHA-256", "sha384": "SHA-384", "sha512": "SHA-512", "sha1": "SHA-1", "sha224": "SHA-224", "md5": "MD5",
}  # fmt: skip
_BY_LENGTH: Final = {32: "sha256", 48: "sha384", 64: "sha512", 20: "sha1", 28: "sha224", 16: "md5"}
_PSS_HASHES: Final = ("sha256", "sha384", "sha512", "sha1", "sha224")


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What an opened signature shows. is_telling: its padding is too long to have come about by chance.

    mask is the hash of MGF1 and salt the salt of PSS, None for PKCS #1 v1.5; bare: the digest stands there without
    its DigestInfo. hash is a name of hashlib, "" for one that is not known.
    """

    hash: str
    digest: bytes = field(repr=False)
    is_telling: bool
    mask: str = ""
    salt: bytes | None = field(default=None, repr=False)
    bare: bool = False

    @property
    def is_pss(self) -> bool:
        """Whether the padding is that of PSS."""
        return self.salt is not None

    @property
    def hash_name(self) -> str:
        """The hash as people write it."""
        return _NAMES.get(self.hash, "an unknown hash")

    @property
    def mask_name(self) -> str:
        """The hash of MGF1 as people write it."""
        return _NAMES.get(self.mask, "an unknown hash")

    def is_over(self, signing_input: bytes) -> bool:
        """Whether this is what was signed."""
        if not self.hash:
            return False
        hashed = hashlib.new(self.hash, signing_input, usedforsecurity=False).digest()
        if self.salt is not None:
            hashed = hashlib.new(self.hash, bytes(8) + hashed + self.salt, usedforsecurity=False).digest()
        return hashed == self.digest


def opened(members: Mapping[str, str], signature: bytes) -> tuple[Opening, ...] | None:
    """What may stand in the signature, if this RSA key made it; empty when it shows no padding; None for no trial."""
    padded = block(members, signature)
    if not padded:
        return () if padded is not None else None
    plain = _pkcs1(padded)
    return (plain,) if plain else tuple(_pss(padded, integer(members["n"]).bit_length() - 1))


def block(members: Mapping[str, str], signature: bytes) -> bytes | None:
    """The octets that were padded and signed, if this key made the signature; noise, if another one did.

    b"" for what is no less than the modulus, which no signature is; None for keys that take too long.
    """
    n, e = integer(members["n"]), integer(members["e"])
    value = int.from_bytes(signature, "big")
    if e > _LARGEST_EXPONENT or n < 2**512:
        return None
    return pow(value, e, n).to_bytes((n.bit_length() + 7) // 8, "big") if value < n else b""


def _pkcs1(padded: bytes) -> Opening | None:
    """00 01 FF … FF 00 and a DigestInfo."""
    if padded[:2] != b"\x00\x01":
        return None
    padding = len(padded) - 2 - len(padded[2:].lstrip(b"\xff"))
    if padding < _TELLING or padded[2 + padding : 3 + padding] != b"\x00":
        return None
    content = padded[3 + padding :]
    for name, oid in _OIDS.items():
        size = hashlib.new(name, usedforsecurity=False).digest_size
        if (
            content[:1] == b"\x30"
            and bytes.fromhex(oid) in content[:24]
            and content[-size - 1 : -size] == bytes([size])
        ):
            return Opening(hash=name, digest=content[-size:], is_telling=True)
    return Opening(hash=_BY_LENGTH.get(len(content), ""), digest=content, is_telling=True, bare=True)


def _pss(padded: bytes, bits: int) -> Iterator[Opening]:
    """The masked data block, H and BC. Each hash is tried for the content and for the mask, the same for both first."""
    encoded = padded[len(padded) - (bits + 7) // 8 :]
    if encoded[-1:] != b"\xbc":
        return
    pairs = [(a, a) for a in _PSS_HASHES] + [(a, b) for a in _PSS_HASHES for b in _PSS_HASHES if a != b]
    for name, mask in pairs:
        if found := _unmasked(encoded, name, mask, bits):
            yield found


def _unmasked(encoded: bytes, name: str, mask: str, bits: int) -> Opening | None:
    size = hashlib.new(name, usedforsecurity=False).digest_size
    masked, digest = encoded[: -size - 1], encoded[-size - 1 : -1]
    if len(masked) < 1:
        return None
    stream = int.from_bytes(_mgf1(digest, len(masked), mask), "big")
    value = (int.from_bytes(masked, "big") ^ stream) & ((1 << (bits - 8 * (size + 1))) - 1)
    data = value.to_bytes(len(masked), "big")
    rest = data.lstrip(b"\x00")
    if rest[:1] != b"\x01":
        return None
    telling = len(data) - len(rest) >= _TELLING
    return Opening(hash=name, digest=digest, is_telling=telling, mask=mask, salt=rest[1:])


def _mgf1(seed: bytes, length: int, name: str) -> bytes:
    """MGF1 (RFC 8017 appendix B.2.1)."""
    size = hashlib.new(name, usedforsecurity=False).digest_size
    rounds = range(-(-length // size))
    blocks = (hashlib.new(name, seed + i.to_bytes(4, "big"), usedforsecurity=False).digest() for i in rounds)
    return b"".join(blocks)[:length]
