"""How this token's signature comes about, written out with its own values (RFC 7515 section 5.1)."""

from __future__ import annotations

from typing import Final

from webapp.jose.artefact import Formula
from webapp.jose.jws.jws import Jws, JwsSignature
from webapp.jose.registry.algorithms import JWS_ALGORITHMS

_SHOWN: Final = 400
_READABLE: Final = "Anyone who holds it can read it: a signature shows who made a token, it hides nothing."


def signature_formula(jws: Jws, signature: JwsSignature) -> Formula | None:
    """The formula of the token's alg; None when the alg is not known."""
    alg = signature.header.values.get("alg")
    row = JWS_ALGORITHMS.get(alg) if isinstance(alg, str) else None
    if row is None or row.name == "none":
        return None
    key = "secret" if row.kty == "oct" else "private key"
    return Formula(
        function=row.formula,
        expression=f'{row.formula}(base64url(header) + "." + base64url(payload), {key})',
        arguments=(
            ("base64url(header)", _short(signature.protected.encoded.text if signature.protected else "")),
            ("base64url(payload)", _short(jws.payload.encoded.text if jws.payload else "")),
            (key, "known to whoever signs and whoever checks" if row.kty == "oct" else "known to the signer alone"),
        ),
        result=_short(signature.signature.encoded.text),
        protects=_READABLE,
    )


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}… ({len(text):,} characters)"
