"""The secret may be right, but read in another way than the signer reads it (RFC 7518 section 3.2)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Final

from webapp.jose.base64url import encode
from webapp.jose.crypto.numbers import octets
from webapp.jose.diagnose.bench import Bench
from webapp.jose.diagnose.case import Given, SignatureCase, secret_of
from webapp.jose.diagnose.reading import Reading
from webapp.jose.diagnose.readings import readings
from webapp.jose.diagnose.words import corrected_key, proven
from webapp.jose.finding import Correction, Diagnosis
from webapp.jose.jwk.secret import Encoding, decode

_ENCODINGS: Final = (Encoding.BASE64, Encoding.BASE64URL, Encoding.HEX, Encoding.UTF_8)
_MOST_KEYS: Final = 40
_HASHES: Final = ("HS256", "HS384", "HS512")


def another_reading(case: SignatureCase, bench: Bench) -> Diagnosis | None:
    """The MAC is right for other octets of the same text: decoded, trimmed, unescaped, hashed first and so on."""
    if case.kty != "oct":
        return None
    # A signature that the secret verifies as it is fails for another reason, such as its characters.
    # HMAC fills up a key with zeros, so that zeros behind it make no other one.
    tried = {octets(key.members["k"]).rstrip(b"\0") for key in case.keys("oct")}
    for reading in secret_readings(case.given):
        key, is_new = secret_of(reading.octets), reading.octets.rstrip(b"\0") not in tried
        if is_new and bench.verifies(case.alg, key, case.signing_input, case.octets):
            return _told(case.given, reading, case.alg)
    return None


def another_reading_and_hash(case: SignatureCase, bench: Bench) -> Diagnosis | None:
    """Both: the secret is read in another way, and the MAC is made with another hash than alg says."""
    if case.kty != "oct":
        return None
    for alg in _HASHES:
        for reading in secret_readings(case.given):
            if alg != case.alg and bench.verifies(alg, secret_of(reading.octets), case.signing_input, case.octets):
                return proven(
                    "signature.other-algorithm",
                    f'The MAC is made with {alg}, while "alg" says {case.alg}, and the secret is {reading.name}',
                    f"Computed with {alg} and the secret {reading.name}, the MAC is exactly the one in the token.",
                    f'Make the signer write the algorithm that it uses into "alg". {reading.advice}',
                    reference="RFC 7515 section 4.1.1",
                )
    return None


def secret_readings(given: Given) -> Iterator[Reading]:
    """The readings of what was given as the secret, also of the text of a JWK's "k"."""
    for key in [key for key in given.usable if key.kty == "oct"][:_MOST_KEYS]:
        if key.source != "secret":
            text = key.members["k"]
            advice = 'Decode the "k" of a JWK from base64url before it is used as the key (RFC 7518 section 6.4.1).'
            padded = text + "=" * (-len(text) % 4)
            for form in dict.fromkeys((text, padded, padded.replace("-", "+").replace("_", "/"))):
                yield Reading("secret.jwk-text", 'the text of the JWK\'s "k", not decoded', form.encode(), advice)
    is_secret = not given.keys.keys or any(key.kty == "oct" and key.is_usable for key in given.keys.keys)
    if not is_secret or not given.key_text.strip():
        return  # The text of a key is no secret; whether it was taken for one is algorithm.confusion.
    yield from readings(given.key_text)


def corrected_secret(secret: bytes) -> str:
    """The same octets as something that every reader of keys takes in one way: a JWK."""
    return json.dumps({"kty": "oct", "k": encode(secret)})


def _told(given: Given, reading: Reading, alg: str) -> Diagnosis:
    return proven(
        reading.code,
        f"The signature verifies if the secret is {reading.name}",
        f"With the secret {reading.name} ({len(reading.octets):,} octets) the {alg} MAC is exactly the one in the "
        f"token. So token and secret belong together, and nothing was changed; the two sides only turn the text into "
        "octets in different ways.",
        reading.advice,
        reference="RFC 7518 section 3.2",
        corrected=_correction(given, reading),
    )


def _correction(given: Given, reading: Reading) -> Correction:
    """The form's own word for this reading where it has one, else the octets as a JWK."""
    for encoding in _ENCODINGS:
        if encoding != given.key_encoding and decode(given.key_text, encoding) == reading.octets:
            return Correction(field="key_encoding", value=encoding)
    return corrected_key(corrected_secret(reading.octets))
