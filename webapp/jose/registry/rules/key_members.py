"""The members of a JWK: numbers, points, halves, sizes (RFC 7518 section 6, RFC 8017 section 3, RFC 8037)."""

from __future__ import annotations

from typing import Final

from webapp.jose.registry.rules.entry import Rule
from webapp.jose.trace import Severity

ROWS: Final = (
    Rule(
        id="K09",
        code="key.rsa-short",
        severity=Severity.HIGH,
        title="The RSA key is shorter than 2048 bits",
        why=(
            "Moduli of 829 bits have been factored in public, and 1024 bits are within reach of a "
            "well-funded attacker. JOSE asks for 2048 bits."
        ),
        remedy="Make a new key of 3072 bits, or one for ES256 or Ed25519, and publish it before it is used.",
        reference="RFC 7518 section 3.3 and section 4.2",
        example="a modulus of 1024 bits",
        is_told_by_verdict=True,
    ),
    Rule(
        id="K10",
        code="key.rsa-exponent",
        severity=Severity.CRITICAL,
        title="The RSA public exponent cannot be one",
        why=(
            "With an exponent of 1 the signature is the message itself; an even one has no private "
            "counterpart, and one that is not less than n belongs to no RSA key."
        ),
        remedy='Refuse the key. Make a new one with the exponent 65537 ("e": "AQAB").',
        reference="RFC 8017 section 3.1",
        example='"e": "AQ"',
    ),
    Rule(
        id="K11",
        code="key.rsa-exponent-small",
        severity=Severity.LOW,
        title="The RSA public exponent is less than 65537",
        why=(
            "Small exponents are sound with correct padding, but have turned careless checks of it into "
            "forgeries. FIPS 186-5 asks for more than 2^16."
        ),
        remedy='Make the next key with the exponent 65537 ("e": "AQAB").',
        reference="FIPS 186-5 appendix A.1.1",
        example='"e": "Aw"',
    ),
    Rule(
        id="K12",
        code="key.roca",
        severity=Severity.CRITICAL,
        title="The key is from a flawed generator (ROCA)",
        why=(
            "The modulus has the fingerprint of keys that Infineon chips made. The private half of such a "
            "key can be computed from the public one."
        ),
        remedy="Replace the key now, and treat everything signed with it or encrypted to it as open.",
        reference="CVE-2017-15361",
        example="a key made on a TPM or card with the Infineon library of 2012 to 2017",
    ),
    Rule(
        id="K13",
        code="key.close-primes",
        severity=Severity.CRITICAL,
        title="The two primes are so close that the key was factored",
        why=(
            "Fermat's method finds primes near the square root of n in a moment. It found these: the private "
            "key is known to whoever tries."
        ),
        remedy="Replace the key now, and the library that made it: the two primes must be drawn independently.",
        reference="CVE-2022-26320; FIPS 186-5 appendix A.1.3",
        example="q is the next prime after p",
    ),
    Rule(
        id="K14",
        code="key.rsa-factor",
        severity=Severity.CRITICAL,
        title="The modulus is even, a square or has a small factor",
        why=(
            "An RSA modulus is the product of two big primes. This one can be taken apart in a moment, or is "
            "a number that was damaged or made up."
        ),
        remedy="Replace the key. If it was copied, compare it with its source: one wrong digit does this.",
        reference="RFC 8017 section 3.1",
        example="a modulus that 3 divides",
    ),
    Rule(
        id="K15",
        code="key.rsa-numbers",
        severity=Severity.HIGH,
        title="The numbers of the RSA private key do not belong together",
        why=(
            "A signature or plaintext made with them is wrong, and wrong CRT numbers (dp, dq, qi) have given "
            "away the private key to whoever saw one signature."
        ),
        remedy="Take the key from its source again, all numbers from one key pair.",
        reference="RFC 8017 section 3.2; RFC 7518 section 6.3.2",
        example='"d" of one key beside "n" of another',
    ),
    Rule(
        id="K16",
        code="key.rsa-unusual",
        severity=Severity.INFO,
        title="The RSA key has an unusual size",
        why=(
            "The key is long enough, but some libraries and devices refuse sizes other than 2048, 3072, 4096 "
            "and their like, and a damaged modulus often shows so."
        ),
        remedy="Use 2048, 3072 or 4096 bits for the next key.",
        reference="FIPS 186-5 section 5.1",
        example="a modulus of 2056 bits",
    ),
    Rule(
        id="K17",
        code="key.rsa-large",
        severity=Severity.LOW,
        title="The RSA key is larger than 8192 bits",
        why=(
            "Each verification costs so much that senders of tokens can use it to wear out a verifier; many "
            "libraries refuse such keys. Private keys of this size are refused here."
        ),
        remedy="Use 3072 or 4096 bits, or a key for ES256 or Ed25519.",
        reference="a limit of this tool",
        example="a modulus of 16,384 bits",
    ),
    Rule(
        id="K18",
        code="key.off-curve",
        severity=Severity.CRITICAL,
        title="The point is not on the curve",
        why=(
            "A library that computes with such a point gives away its private key piece by piece (invalid "
            "curve attack). A careful one refuses the key."
        ),
        remedy='Refuse the key. If it is your own, compare "x", "y" and "crv" with their source.',
        reference="RFC 7518 section 6.2.1; RFC 8725 section 3.4",
        example='"x" and "y" of two different keys',
    ),
    Rule(
        id="K19",
        code="key.length",
        severity=Severity.MEDIUM,
        title="A coordinate or key has the wrong length",
        why=(
            "Coordinates are octet strings of the full size of the curve, leading zeros included. Libraries "
            "refuse the key or read another number."
        ),
        remedy='Write "x", "y" and "d" in the full length of the curve, with leading zero octets.',
        reference="RFC 7518 section 6.2.1.2; RFC 8037 section 2",
        example='a P-256 key whose "x" has 31 octets',
    ),
    Rule(
        id="K20",
        code="key.halves",
        severity=Severity.HIGH,
        title="The private half does not belong to the public half",
        why=(
            "Signatures made with the one do not verify with the other, and EdDSA with a wrong public half "
            "can give away the private key."
        ),
        remedy="Compute the public half from the private one, or take both from one source.",
        reference="RFC 7518 section 6.2.2; RFC 8037 section 2",
        example='"d" of one key beside "x" and "y" of another',
    ),
    Rule(
        id="K26",
        code="key.leading-zero",
        severity=Severity.LOW,
        title="A number begins with a zero octet",
        why="A Base64urlUInt has no leading zero octets. Thumbprints differ, and some libraries refuse the key.",
        remedy=(
            'Write "n" and "e" without leading zero octets; in Java, take the sign octet off BigInteger.toByteArray().'
        ),
        reference="RFC 7518 section 2",
        example='"n": "ALM7uhqo…" (0x00 in front)',
    ),
    Rule(
        id="K31",
        code="key.small-order",
        severity=Severity.CRITICAL,
        title="The public key is a point of small order",
        why=(
            "Key agreement with it gives the same few secrets to everybody, and signatures verify under it "
            "that nobody made."
        ),
        remedy="Refuse the key, and check shared secrets for all zeros.",
        reference="RFC 7748 section 6.1; RFC 8037 section 5",
        example="an X25519 key of 32 zero octets",
    ),
)
