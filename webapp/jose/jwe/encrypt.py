"""Making a JWE in the Compact Serialization (RFC 7516 section 5.1)."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping

from webapp.jose.base64url import encode
from webapp.jose.crypto import encryption
from webapp.jose.jwk.key import Key
from webapp.jose.text import Problem


def encrypt_compact(header: Mapping[str, object], plaintext: bytes, key: Key) -> str | Problem:
    """A compact JWE. What key management adds to the header (epk, iv, tag, p2s, p2c) follows what was given, in order.

    Problems: those of encryption.wrap and encryption.encrypt.
    """
    alg, enc = str(header.get("alg")), str(header.get("enc"))
    wrapped = encryption.wrap(alg, enc, key.members, header)
    if isinstance(wrapped, Problem):
        return wrapped
    protected = encode(json.dumps({**header, **wrapped.header}, separators=(",", ":")).encode("utf-8"))
    content = _deflate(plaintext) if header.get("zip") == "DEF" else plaintext
    sealed = encryption.encrypt(enc, wrapped.cek, protected.encode("ascii"), content)
    if isinstance(sealed, Problem):
        return sealed
    parts = (wrapped.encrypted_key, sealed.initialization_vector, sealed.ciphertext, sealed.tag)
    return ".".join((protected, *(encode(part) for part in parts)))


def _deflate(octets: bytes) -> bytes:
    """Raw DEFLATE, without the zlib header (RFC 7516 section 4.1.3)."""
    compressor = zlib.compressobj(wbits=-15)
    return compressor.compress(octets) + compressor.flush()
