"""A JWK as a JSON object, JWK Sets and certificates of keys (RFC 7517 sections 4, 5 and 9, RFC 5280)."""

from __future__ import annotations

from typing import Final

from webapp.jose.registry.rules.entry import Rule
from webapp.jose.trace import Severity

ROWS: Final = (
    Rule(
        id="K21",
        code="key-set.private",
        severity=Severity.CRITICAL,
        title="A key set to be published holds a private or symmetric key",
        why="Whoever can read the set can make tokens with that key.",
        remedy=(
            "Take the key out of the set, replace it, and refuse whatever it signed. Publish public members alone."
        ),
        reference="RFC 7517 section 9.2; OpenID Connect Core 1.0 section 10.1",
        example='{"keys": [{"kty": "EC", …, "d": "…"}]}',
    ),
    Rule(
        id="K23",
        code="key-set.kid-duplicate",
        severity=Severity.MEDIUM,
        title="Several keys have the same kid",
        why="A token that names the kid can mean any of them, and libraries differ in which one they take.",
        remedy="Give each key of the set a kid of its own, for instance its thumbprint (RFC 7638).",
        reference="RFC 7517 section 4.5",
        example='two keys with "kid": "1"',
    ),
    Rule(
        id="K24",
        code="key-set.kid-missing",
        severity=Severity.LOW,
        title="A key has no kid in a set of several",
        why="A token cannot name this key; a verifier has to try, and a change of keys goes unnoticed.",
        remedy="Give each key of the set a kid, and name it in the tokens.",
        reference="RFC 7517 section 4.5; OpenID Connect Core 1.0 section 10.1",
        example='{"keys": [{"kid": "1", …}, {"kty": "EC", …}]}',
    ),
    Rule(
        id="K25",
        code="key.unknown-type",
        severity=Severity.INFO,
        title="The key is of an unknown type or curve",
        why='Implementations ignore keys whose "kty" or "crv" they do not know, and so does this one.',
        remedy="Compare the name with the IANA registry, letter by letter, if the key is meant to be used.",
        reference="RFC 7517 section 5",
        example='"kty": "XYZ"',
    ),
    Rule(
        id="K28",
        code="key.certificate",
        severity=Severity.HIGH,
        title='The certificate in "x5c" is of another key',
        why=(
            "The key in the first certificate must be the one of the JWK. Verifiers that trust the "
            "certificate and those that trust the members verify with two different keys."
        ),
        remedy='Put the certificate of this very key first in "x5c", or leave "x5c" out.',
        reference="RFC 7517 section 4.7",
        example='"x5c" left behind when the key was changed',
    ),
    Rule(
        id="K29",
        code="certificate.time",
        severity=Severity.MEDIUM,
        title="The certificate has expired or is not valid yet",
        why=(
            "Outside its period of validity nobody answers for the certificate, and verifiers that look at "
            "it refuse the key."
        ),
        remedy='Renew the certificate, or leave "x5c" out where nobody validates it.',
        reference="RFC 5280 section 4.1.2.5",
        example="a certificate that ended last year",
    ),
    Rule(
        id="K30",
        code="key-set.alg-missing",
        severity=Severity.INFO,
        title="A key does not say which algorithm it is for",
        why=(
            'A key without "alg" may be used with every algorithm of its type; a verifier has to decide, and '
            "must not leave that to the token."
        ),
        remedy='Name the algorithm in "alg" of each key.',
        reference="RFC 7517 section 4.4; RFC 8725 section 3.1",
        example='{"kty": "RSA", "kid": "1", "n": "…", "e": "AQAB"}',
    ),
    Rule(
        id="K32",
        code="key.generate",
        severity=Severity.MEDIUM,
        title="The JWK has members that make a library generate a key",
        why=(
            'jwcrypto makes a new key when "generate" is among the members it is given: of whichever size '
            "was asked for, which costs seconds, and instead of the key that was meant."
        ),
        remedy=(
            "Hand only the members of the key's own type to a library, as JWK.from_json and import_key of jwcrypto do."
        ),
        reference="jwcrypto, JWK(**members)",
        example='{"generate": "RSA", "size": 16384}',
    ),
    Rule(
        id="K33",
        code="key.operations",
        severity=Severity.MEDIUM,
        title='"key_ops" repeats itself or contradicts "use"',
        why=(
            'Operations must not be named twice, and must agree with "use": which of the two a verifier '
            "believes is open."
        ),
        remedy='Leave "use" out, or name in "key_ops" only operations that belong to it, each once.',
        reference="RFC 7517 section 4.3",
        example='"use": "sig", "key_ops": ["deriveKey"]',
    ),
    Rule(
        id="K35",
        code="key-set.shared-factor",
        severity=Severity.CRITICAL,
        title="Two moduli share a prime",
        why=(
            "The greatest common divisor of the two moduli is a prime of both: whoever computes it has both "
            "private keys."
        ),
        remedy="Replace both keys, and find out why the generator drew the same prime twice: it lacks randomness.",
        reference="RFC 8017 section 3.1",
        example="two RSA keys made by a device at its first start",
    ),
)
