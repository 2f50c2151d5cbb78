"""A key against what it is used for, and shared secrets (RFC 7517 section 4, RFC 7518, RFC 8725 section 3)."""

from __future__ import annotations

from typing import Final

from webapp.jose.registry.rules.entry import Rule
from webapp.jose.trace import Severity

ROWS: Final = (
    Rule(
        id="K01",
        code="key.other-type",
        severity=Severity.HIGH,
        title="The key does not fit the algorithm",
        why=(
            "A key of another type or curve cannot have made this signature, and a verifier that tries it "
            "all the same lets the token choose what its key means."
        ),
        remedy=(
            'Give the key that belongs to the token\'s "alg", and let the verifier allow only the algorithms '
            "of its own keys."
        ),
        reference="RFC 7518 section 3.1 and section 4.1; RFC 8725 section 3.1",
        example='"alg": "ES256", verified with an RSA key or one on P-384',
        is_told_by_verdict=True,
    ),
    Rule(
        id="K02",
        code="key.other-alg",
        severity=Severity.HIGH,
        title="The key is meant for another algorithm",
        why=(
            "The owner of the key said what it is for. A key that is used with two algorithms can be "
            "attacked through the weaker one."
        ),
        remedy="Use the algorithm that the key names, or publish another key for the algorithm that is in use.",
        reference="RFC 7517 section 4.4; RFC 8725 section 3.1",
        example='"alg": "PS256" in the token, "alg": "RS256" in the key',
        is_told_by_verdict=True,
    ),
    Rule(
        id="K03",
        code="key.confusion",
        severity=Severity.CRITICAL,
        title="The MAC is made with the text of a public key",
        why=(
            "Everybody has the public key, so that anybody can make such a token: this is the attack of "
            "algorithm confusion."
        ),
        remedy=(
            "Treat the token as an attack. Let the verifier allow only the algorithm of its key (RS256, "
            'ES256, …), whatever "alg" says.'
        ),
        reference="RFC 8725 section 2.1; CVE-2015-9235; CVE-2016-10555",
        example='"alg": "HS256", with the PEM of an RSA public key as the secret',
    ),
    Rule(
        id="K04",
        code="key.public-set",
        severity=Severity.CRITICAL,
        title="An HMAC token, although all keys of the set are public",
        why=(
            "An issuer that publishes public keys signs with the private ones. A MAC in their place is what "
            "an attacker sends to a verifier that takes a public key for a secret."
        ),
        remedy="Refuse HS256, HS384 and HS512 wherever the keys come from a public JWK Set.",
        reference="RFC 8725 section 2.1 and section 3.1",
        example='"alg": "HS256" from an issuer whose JWK Set has RSA and EC keys alone',
    ),
    Rule(
        id="K05",
        code="key.use",
        severity=Severity.HIGH,
        title="The key says that it is not for this",
        why=(
            '"use" and "key_ops" are the owner\'s own words about the key. One key for signing and decrypting '
            "lets one protocol be used against the other."
        ),
        remedy='Take the key that is meant for it, or correct "use" and "key_ops" where the key is published.',
        reference="RFC 7517 section 4.2 and section 4.3",
        example='"use": "enc" in the key that verifies a signature',
        is_told_by_verdict=True,
    ),
    Rule(
        id="K06",
        code="secret.short",
        severity=Severity.HIGH,
        title="The HMAC key is shorter than the hash",
        why=(
            "A key with fewer octets than the hash puts out makes the MAC weaker than its name says; short "
            "ones are found by trying all of them, without asking the server."
        ),
        remedy=(
            "Make a random key of at least 32 octets for HS256, 48 for HS384 and 64 for HS512, and replace this one."
        ),
        reference="RFC 7518 section 3.2",
        example="HS256 with a secret of 16 octets",
        is_told_by_verdict=True,
    ),
    Rule(
        id="K07",
        code="secret.published",
        severity=Severity.CRITICAL,
        title="The secret is published",
        why=(
            "The secret stands in documentation, a tutorial or a list of frequent passwords. Whoever tries "
            "these lists has it within a second and can make any token."
        ),
        remedy="Replace the secret with random octets now, and treat every token that was made with it as forged.",
        reference="RFC 8725 section 2.2 and section 3.5",
        example='HS256 with the secret "secret"',
    ),
    Rule(
        id="K08",
        code="secret.human",
        severity=Severity.MEDIUM,
        title="The key is a text that a person made up",
        why=(
            "Words, sentences, keyboard runs and repetitions are found by trying, however long they look. A "
            "key for these algorithms must be random."
        ),
        remedy='Make the key with a generator of random octets, for instance "openssl rand -base64 32".',
        reference="RFC 8725 section 3.5; RFC 7518 section 8.8",
        example='HS256 with "the passphrase of the orders team"',
    ),
    Rule(
        id="K22",
        code="key.private",
        severity=Severity.LOW,
        title="A private key is given where the public one is enough",
        why="To check a signature takes no private key. Each place that has one can make tokens, and can lose it.",
        remedy="Give verifiers the public key alone, and keep the private one with the signer.",
        reference="RFC 7517 section 9.2",
        example='a JWK with "d", used to verify',
    ),
    Rule(
        id="K27",
        code="key.published",
        severity=Severity.CRITICAL,
        title="The private key or secret is published",
        why=(
            "The private half of this key, or the secret itself, stands in a specification, a tool or the tests of a "
            "library. Anybody can sign or decrypt with it."
        ),
        remedy="Replace the key now, and refuse whatever is signed with it.",
        reference="RFC 8725 section 3.5",
        example="the key pair of RFC 7515 appendix A.3",
    ),
)
