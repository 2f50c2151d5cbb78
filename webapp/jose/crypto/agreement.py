"""The shared secret of a key agreement by itself, before any key is derived from it (RFC 7518 section 4.6)."""

from __future__ import annotations

from collections.abc import Mapping

from cryptography.hazmat.primitives.asymmetric import ec, x448, x25519

from webapp.jose.crypto import engine, pyca
from webapp.jose.text import Problem


def shared_secret(members: Mapping[str, str], ephemeral: Mapping[str, str]) -> bytes | Problem:
    """Z of a private key and an ephemeral public key. Problem: crypto.agreement, also for two curves."""
    try:
        private, public = pyca.private_key(members), pyca.public_key(ephemeral)
        match private, public:
            case ec.EllipticCurvePrivateKey(), ec.EllipticCurvePublicKey():
                return private.exchange(ec.ECDH(), public)
            case x25519.X25519PrivateKey(), x25519.X25519PublicKey():
                return private.exchange(public)
            case x448.X448PrivateKey(), x448.X448PublicKey():
                return private.exchange(public)
    except Exception as error:  # noqa: BLE001  the one adapter
        return engine.refusal("crypto.agreement", "agree a key", error)
    return Problem(code="crypto.agreement", message="The two keys are not of one kind")
