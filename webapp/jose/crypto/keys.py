"""Key members made into the object that jwcrypto computes with, on the spot and never kept (RFC 7517 section 4)."""

from __future__ import annotations

from collections.abc import Mapping

from jwcrypto.jwk import JWK

from webapp.jose.crypto import engine, pyca, rsa_checks
from webapp.jose.text import Problem


def to_jwk(members: Mapping[str, str]) -> JWK | Problem:
    """The jwcrypto key of normalised members.

    Nothing but those members reaches the library, by import_key alone, which cannot generate keys. Its validation of
    RSA private keys is replaced by mismatch. Problems: those of mismatch, key.refused.
    """
    if problem := mismatch(members):
        return problem
    jwk = JWK()
    jwk.unsafe_skip_rsa_key_validation = True
    try:
        jwk.import_key(**members)
    except Exception as error:  # noqa: BLE001  the one adapter
        return engine.refusal("key.refused", "take this key", error)
    return jwk


def mismatch(members: Mapping[str, str]) -> Problem | None:
    """Why the private half does not belong to the public half, if so. Other keys have no halves to compare.

    Needed because the library signs with mismatched OKP and AKP keys (RFC 9964 section 7.4 asks for the check).
    Codes: key.mismatch, key.rsa-numbers, key.refused.
    """
    if members.get("kty") == "oct" or not members.keys() & {"d", "priv"}:
        return None
    try:
        if members["kty"] == "RSA":
            return rsa_checks.private_defect(pyca.rsa_numbers(members))
    except Exception as error:  # noqa: BLE001  the one adapter
        return engine.refusal("key.refused", "take the private numbers of this key", error)
    derived = public_half(members)
    if isinstance(derived, Problem):
        return derived
    if all(members.get(name) == value for name, value in derived.items()):
        return None
    return Problem(
        code="key.mismatch",
        message="The private and the public half do not belong together: the private one gives another public key",
        reference="RFC 9964 section 7.4" if members["kty"] == "AKP" else "RFC 7518 section 6.2.2",
    )


def public_half(members: Mapping[str, str]) -> Mapping[str, str] | Problem:
    """The members of the public key that follows from a private half. Codes: key.refused, key.curve-unsupported."""
    try:
        return pyca.public_members(pyca.private_key(members).public_key())
    except Exception as error:  # noqa: BLE001  the one adapter
        return engine.refusal("key.refused", "take the private half of this key", error)


def defect(members: Mapping[str, str]) -> Problem | None:
    """Why the library refuses the public half of a key, if it does. Code: key.refused."""
    if members.get("kty") == "oct":
        return None
    try:
        pyca.public_key(members)
    except Exception as error:  # noqa: BLE001  the one adapter
        return engine.refusal("key.refused", "take this public key", error)
    return None
