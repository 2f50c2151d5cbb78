"""An RSA ciphertext opened with the bare private operation, and the paddings that may be in it (RFC 8017 section 7).

The library opens one padding at a time, and answers random octets for a wrong PKCS #1 v1.5 padding. Who gives a
private key of their own may see which padding is there: it is no oracle to them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from webapp.jose.crypto import engine, pyca
from webapp.jose.text import Problem


def opened(members: Mapping[str, str], ciphertext: bytes) -> bytes | Problem:
    """The padded message, as long as the modulus. Problem: crypto.rsa.

    A number that is not less than the modulus is opened, too: it was made for another key, without padding here.
    """
    try:
        key = pyca.rsa_numbers(members)
        value, length = int.from_bytes(ciphertext, "big"), (key.n.bit_length() + 7) // 8
        if len(ciphertext) != length:
            return Problem(code="crypto.rsa", message="The encrypted key is not as long as the modulus")
        first, second = pow(value, key.dp, key.p), pow(value, key.dq, key.q)
        return (second + (first - second) * key.qi % key.p * key.q).to_bytes(length, "big")
    except Exception as error:  # noqa: BLE001  the one adapter
        return engine.refusal("crypto.rsa", "open the encrypted key", error)


def without_oaep(padded: bytes, digest: str, mask_digest: str) -> bytes | None:
    """The message within EME-OAEP with these two hashes and no label (RFC 8017 section 7.1.2)."""
    label = hashlib.new(digest, b"", usedforsecurity=False).digest()
    size = len(label)
    if padded[:1] != b"\0" or len(padded) < 2 * size + 2:
        return None
    masked_seed, masked_block = padded[1 : 1 + size], padded[1 + size :]
    seed = _xor(masked_seed, _mask(masked_block, size, mask_digest))
    block = _xor(masked_block, _mask(seed, len(masked_block), mask_digest))
    zeros, one, message = block[size:].partition(b"\1")
    return message if block[:size] == label and one and not zeros.strip(b"\0") else None


def without_pkcs1(padded: bytes) -> bytes | None:
    """The message within EME-PKCS1-v1_5: 00 02, at least eight octets that are not 00, 00 (RFC 8017 section 7.2.2)."""
    end = padded.find(b"\0", 2)
    return padded[end + 1 :] if padded[:2] == b"\0\2" and end >= 10 else None


def _mask(seed: bytes, length: int, digest: str) -> bytes:
    """MGF1 (RFC 8017 appendix B.2.1)."""
    made = b""
    counter = 0
    while len(made) < length:
        made += hashlib.new(digest, seed + counter.to_bytes(4, "big"), usedforsecurity=False).digest()
        counter += 1
    return made[:length]


def _xor(one: bytes, other: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(one, other, strict=True))
