"""How this token's ciphertext comes about, written out with its own values (RFC 7516 section 5.1)."""

from __future__ import annotations

from webapp.jose.artefact import Formula
from webapp.jose.jwe.jwe import Jwe, JweRecipient
from webapp.jose.registry.algorithms import JWE_ALGORITHMS, JWE_ENCRYPTIONS

_HIDES = "Only the holder of the key can read it. It does not show who encrypted it, unless the key is shared."


def encryption_formula(jwe: Jwe, recipient: JweRecipient) -> Formula | None:
    """The formula of the token's alg and enc; None when either is not known."""
    alg, enc = recipient.header.values.get("alg"), recipient.header.values.get("enc")
    if not isinstance(alg, str) or not isinstance(enc, str) or alg not in JWE_ALGORITHMS or enc not in JWE_ENCRYPTIONS:
        return None
    key = recipient.encrypted_key.encoded.text
    return Formula(
        function=enc,
        expression=f"{enc}(content key, initialization vector, additional data, plaintext)",
        arguments=(
            (f"content key, by {alg}", key or f"not sent: {JWE_ALGORITHMS[alg].explanation}"),
            ("initialization vector", jwe.initialization_vector.encoded.text),
            ("additional data", jwe.additional_data.decode("utf-8", "replace")),
            ("plaintext", "what only the key can show"),
        ),
        result=f"{jwe.ciphertext.encoded.text}.{jwe.tag.encoded.text}",
        protects=_HIDES,
    )
