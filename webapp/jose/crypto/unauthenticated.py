"""Content decrypted in ways that RFC 7518 does not allow, so that one can say what its maker did.

Nothing of it may ever be shown as the content of a token: nobody has vouched for it.
"""

from __future__ import annotations

import hmac
from typing import Final

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from webapp.jose.crypto import engine
from webapp.jose.text import Problem

_FIRST_BLOCK: Final = b"\0\0\0\2"


def cbc(key: bytes, vector: bytes, ciphertext: bytes) -> bytes | Problem:
    """AES CBC with the padding left on. Problem: crypto.content."""
    try:
        decryptor = Cipher(algorithms.AES(key), modes.CBC(vector)).decryptor()
        return decryptor.update(ciphertext) + decryptor.finalize()
    except Exception as error:  # noqa: BLE001  the one adapter
        return engine.refusal("crypto.content", "decrypt the content", error)


def gcm(key: bytes, vector: bytes, ciphertext: bytes) -> bytes | Problem:
    """AES GCM without its tag: counter mode from the second block on (NIST SP 800-38D). Problem: crypto.content."""
    try:
        decryptor = Cipher(algorithms.AES(key), modes.CTR(vector + _FIRST_BLOCK)).decryptor()
        return decryptor.update(ciphertext) + decryptor.finalize()
    except Exception as error:  # noqa: BLE001  the one adapter
        return engine.refusal("crypto.content", "decrypt the content", error)


def gcm_with_short_tag(key: bytes, vector: bytes, ciphertext: bytes, tag: bytes, additional: bytes) -> bytes | Problem:
    """AES GCM with a tag of 8 to 16 octets. Problem: crypto.content."""
    try:
        decryptor = Cipher(algorithms.AES(key), modes.GCM(vector, tag, min_tag_length=8)).decryptor()
        decryptor.authenticate_additional_data(additional)
        return decryptor.update(ciphertext) + decryptor.finalize()
    except Exception as error:  # noqa: BLE001  the one adapter
        return engine.refusal("crypto.content", "decrypt the content", error)


def tag_due(enc: str, cek: bytes, vector: bytes, ciphertext: bytes, additional: bytes) -> bytes | Problem:
    """The tag that this content key gives over these octets. Problem: crypto.content.

    RFC 7518 sections 5.2.2.1 and 5.3.
    """
    try:
        if "CBC" in enc:
            return _cbc_tag(cek, additional + vector + ciphertext, additional)
        decryptor = Cipher(algorithms.AES(cek), modes.CTR(vector + _FIRST_BLOCK)).decryptor()
        encryptor = Cipher(algorithms.AES(cek), modes.GCM(vector)).encryptor()
        encryptor.authenticate_additional_data(additional)
        encryptor.update(decryptor.update(ciphertext) + decryptor.finalize())
        encryptor.finalize()
    except Exception as error:  # noqa: BLE001  the one adapter
        return engine.refusal("crypto.content", "compute the tag", error)
    return encryptor.tag


def _cbc_tag(cek: bytes, covered: bytes, additional: bytes) -> bytes:
    """The first half of the MAC, made with the first half of the key; the hash is twice as long as that half."""
    half = len(cek) // 2
    length = (8 * len(additional)).to_bytes(8, "big")
    return hmac.digest(cek[:half], covered + length, f"sha{16 * half}")[:half]
