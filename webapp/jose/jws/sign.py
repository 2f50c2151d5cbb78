"""Making a JWS: header and payload are kept byte for byte (RFC 7515 section 5.1)."""

from __future__ import annotations

import json

from webapp.jose.base64url import encode
from webapp.jose.crypto import signatures
from webapp.jose.jwk.key import Key
from webapp.jose.text import Problem


def sign_compact(header_text: str, payload: bytes, key: Key) -> str | Problem:
    """A compact JWS whose protected header is header_text exactly.

    Problems: header.alg-missing, and those of signatures.sign.
    """
    alg = _alg(header_text)
    if alg is None:
        return Problem(
            code="header.alg-missing",
            message='The header must be a JSON object with an "alg"',
            reference="RFC 7515 section 4.1.1",
        )
    signing_input = f"{encode(header_text.encode('utf-8'))}.{encode(payload)}"
    signature = signatures.sign(alg, key.members, signing_input.encode("ascii"))
    return signature if isinstance(signature, Problem) else f"{signing_input}.{encode(signature)}"


def _alg(header_text: str) -> str | None:
    try:
        header = json.loads(header_text.encode("utf-8"))
    except (ValueError, RecursionError):
        return None
    alg = header.get("alg") if isinstance(header, dict) else None
    return alg if isinstance(alg, str) else None
