"""The mathematics of JWE: key management and content encryption (RFC 7518 sections 4 and 5).

jwcrypto's primitive layer does it.
Each stage is a call of its own, so that the trace can say which of them failed.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from jwcrypto.jwk import JWK

from webapp.jose.crypto import engine
from webapp.jose.crypto.engine import KeyManagement
from webapp.jose.crypto.keys import to_jwk
from webapp.jose.text import Problem

# Only these members of an epk ever reach the library: it would generate keys for one named "generate".
_EPK_MEMBERS: Final = ("kty", "crv", "x", "y")
_STRINGS: Final = ("alg", "enc", "apu", "apv", "iv", "tag", "p2s")


class _Oaep:
    """RSA-OAEP with a hash that jwcrypto does not offer (IANA: "RSA-OAEP using SHA-384 and MGF1 with SHA-384")."""

    def __init__(self, algorithm: hashes.HashAlgorithm) -> None:
        self.padding = padding.OAEP(padding.MGF1(algorithm), algorithm, None)

    def wrap(self, key: JWK, bitsize: int, cek: bytes | None, headers: Mapping[str, object]) -> dict[str, Any]:
        """A fresh content key, encrypted."""
        fresh = cek or secrets.token_bytes(bitsize // 8)
        public: Any = key.get_op_key("wrapKey")
        return {"cek": fresh, "ek": public.encrypt(fresh, self.padding)}

    def unwrap(self, key: JWK, bitsize: int, ek: bytes, headers: Mapping[str, object]) -> bytes:
        """The content key, if it has the size that is due."""
        private: Any = key.get_op_key("unwrapKey")
        cek = bytes(private.decrypt(ek, self.padding))
        if len(cek) * 8 != bitsize:
            raise ValueError
        return cek


_OWN: Final = {"RSA-OAEP-384": hashes.SHA384, "RSA-OAEP-512": hashes.SHA512}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrapped:
    """A Content Encryption Key and how it travels: the encrypted key, and the Header Parameters that it needs."""

    cek: bytes = field(repr=False)
    encrypted_key: bytes
    header: Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """The three last parts of a JWE."""

    initialization_vector: bytes
    ciphertext: bytes
    tag: bytes


def unwrap(
    alg: str, enc: str, members: Mapping[str, str], encrypted_key: bytes, header: Mapping[str, object]
) -> bytes | Problem:
    """The Content Encryption Key of one recipient (RFC 7516 section 5.2, steps 6 to 10).

    The caller has bounded p2c and checked the types of the Header Parameters that alg needs.
    Problems: those of to_jwk, and crypto.key-management for what the library refuses. With RSA1_5 a wrong key gives
    random octets in place of a refusal, on purpose (RFC 7516 section 11.5).
    """
    engine.configure()
    jwk = to_jwk(members)
    if isinstance(jwk, Problem):
        return jwk
    try:
        bits = engine.content_encryption(enc).wrap_key_size
        return bytes(_key_management(alg).unwrap(jwk, bits, encrypted_key, _clean(header)))
    except Exception as error:  # noqa: BLE001  the one adapter
        return engine.refusal("crypto.key-management", "recover the Content Encryption Key", error)


def decrypt(enc: str, cek: bytes, additional: bytes, sealed: Sealed) -> bytes | Problem:
    """The plaintext, if the Authentication Tag matches. Problem: crypto.tag, crypto.content."""
    engine.configure()
    try:
        return bytes(
            engine.content_encryption(enc).decrypt(
                cek, additional, sealed.initialization_vector, sealed.ciphertext, sealed.tag
            )
        )
    except Exception as error:  # noqa: BLE001  the one adapter
        code = "crypto.tag" if type(error).__name__ in ("InvalidTag", "InvalidSignature") else "crypto.content"
        return engine.refusal(code, "decrypt the content", error)


def wrap(alg: str, enc: str, members: Mapping[str, str], header: Mapping[str, object]) -> Wrapped | Problem:
    """A fresh Content Encryption Key for one recipient. Problems: those of to_jwk, and crypto.key-management."""
    engine.configure()
    jwk = to_jwk(members)
    if isinstance(jwk, Problem):
        return jwk
    try:
        bits = engine.content_encryption(enc).wrap_key_size
        made = _key_management(alg).wrap(jwk, bits, None, _clean(header))
        return Wrapped(cek=made["cek"], encrypted_key=made.get("ek", b""), header=made.get("header", {}))
    except Exception as error:  # noqa: BLE001  the one adapter
        return engine.refusal("crypto.key-management", "encrypt a Content Encryption Key", error)


def encrypt(enc: str, cek: bytes, additional: bytes, plaintext: bytes) -> Sealed | Problem:
    """Encrypt and authenticate the content under a fresh Initialization Vector. Problem: crypto.content."""
    engine.configure()
    try:
        vector, ciphertext, tag = engine.content_encryption(enc).encrypt(cek, additional, plaintext)
    except Exception as error:  # noqa: BLE001  the one adapter
        return engine.refusal("crypto.content", "encrypt the content", error)
    return Sealed(initialization_vector=vector, ciphertext=ciphertext, tag=tag)


def _key_management(alg: str) -> KeyManagement:
    return _Oaep(_OWN[alg]()) if alg in _OWN else engine.key_management(alg)


def _clean(header: Mapping[str, object]) -> dict[str, object]:
    """The Header Parameters that key management reads, each of the type it must have, and nothing else."""
    clean: dict[str, object] = {name: header[name] for name in _STRINGS if isinstance(header.get(name), str)}
    iterations = header.get("p2c")
    if isinstance(iterations, int) and not isinstance(iterations, bool):
        clean["p2c"] = iterations
    ephemeral = header.get("epk")
    if isinstance(ephemeral, Mapping):
        clean["epk"] = {n: ephemeral[n] for n in _EPK_MEMBERS if isinstance(ephemeral.get(n), str)}
    return clean
