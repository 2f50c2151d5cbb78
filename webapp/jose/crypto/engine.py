"""jwcrypto, set up once, and its refusals turned into reasons that never quote what was pasted."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from functools import cache
from typing import Any, Protocol, cast

from jwcrypto import jwa
from jwcrypto.jwk import JWK

from webapp.jose.text import Problem

_NO_CAP = 2**31

# What the libraries remark about a pasted key or certificate would end up on the server's standard error.
warnings.filterwarnings("ignore", module=r"webapp\.jose\.crypto")


class Signing(Protocol):
    """What jwcrypto's primitive layer offers for a signature algorithm; its type stubs do not say."""

    def sign(self, key: JWK, payload: bytes) -> bytes:
        """The signature of a signing input."""

    def verify(self, key: JWK, payload: bytes, signature: bytes) -> None:
        """Raise InvalidSignature, or anything else for what it will not compute."""


class KeyManagement(Protocol):
    """What jwcrypto's primitive layer offers for key management."""

    def wrap(self, key: JWK, bitsize: int, cek: bytes | None, headers: Mapping[str, object]) -> dict[str, Any]:
        """The content key, its encrypted form and what goes into the header."""

    def unwrap(self, key: JWK, bitsize: int, ek: bytes, headers: Mapping[str, object]) -> bytes:
        """The content key."""


class ContentEncryption(Protocol):
    """What jwcrypto's primitive layer offers for content encryption."""

    wrap_key_size: int

    def encrypt(self, k: bytes, aad: bytes, m: bytes) -> tuple[bytes, bytes, bytes]:
        """The Initialization Vector, ciphertext and tag."""

    def decrypt(self, k: bytes, aad: bytes, iv: bytes, e: bytes, t: bytes) -> bytes:
        """The plaintext, if the tag matches."""


def signing(alg: str) -> Signing:
    """The primitive of a signature algorithm."""
    return cast("Signing", jwa.JWA.signing_alg(alg))


def key_management(alg: str) -> KeyManagement:
    """The primitive of a key management algorithm."""
    return cast("KeyManagement", jwa.JWA.keymgmt_alg(alg))


def content_encryption(enc: str) -> ContentEncryption:
    """The primitive of a content encryption algorithm."""
    return cast("ContentEncryption", jwa.JWA.encryption_alg(enc))


@cache
def configure() -> None:
    """Set jwcrypto's two process-wide switches, once.

    Our own limits bound PBES2 iterations per request, before any work. A short HMAC key must still be computed with,
    so that a token made with "secret" can be debugged; the key verdict says that such a key must not be used.
    """
    jwa.default_max_pbkdf2_iterations = _NO_CAP
    jwa.default_enforce_hmac_key_length = False


def refusal(code: str, what: str, error: Exception) -> Problem:
    """The reason for a refusal of the libraries. Their own messages can hold key material, so only the kind is told."""
    return Problem(code=code, message=f"the cryptographic library refused to {what} ({type(error).__name__})")
