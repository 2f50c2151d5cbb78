"""How this token's ciphertext comes about, written out with its own values (RFC 7516 section 5.1)."""

from __future__ import annotations

from webapp.jose.artefact import Formula
from webapp.jose.jwe.compact import CompactJwe
from webapp.jose.registry.algorithms import JWE_ALGORITHMS, JWE_ENCRYPTIONS

_HIDES = "Only the holder of the key can read it. It does not show who encrypted it, unless the key is shared."


def encryption_formula(jwe: CompactJwe) -> Formula | None:
    """The formula of the token's alg and enc; None when either is not known."""
    alg, enc = jwe.header.values.get("alg"), jwe.header.values.get("enc")
    if not isinstance(alg, str) or not isinstance(enc, str) or alg not in JWE_ALGORITHMS or enc not in JWE_ENCRYPTIONS:
        return None
    key, vector, cipher, tag = (segment.encoded.text for segment in jwe.segments[1:])
    return Formula(
        function=enc,
        expression=f"{enc}(content key, initialization vector, additional data, plaintext)",
        arguments=(
            (f"content key, by {alg}", key or f"not sent: {JWE_ALGORITHMS[alg].explanation}"),
            ("initialization vector", vector),
            ("additional data", jwe.protected.encoded.text),
            ("plaintext", "what only the key can show"),
        ),
        result=f"{cipher}.{tag}",
        protects=_HIDES,
    )
