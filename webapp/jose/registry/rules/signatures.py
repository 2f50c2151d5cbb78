"""The signature itself (RFC 7515 section 5.2, RFC 7518 section 3)."""

from __future__ import annotations

from typing import Final

from webapp.jose.registry.rules.entry import Rule
from webapp.jose.trace import Severity

ROWS: Final = (
    Rule(
        id="G01",
        code="signature.wrong",
        severity=Severity.CRITICAL,
        title="The signature is not right",
        why="Another key made it, or the token was changed since. Nothing in the token can be believed.",
        remedy="Refuse the token. If it should be right, look at what the diagnosis says about key and content.",
        reference="RFC 7515 section 5.2",
        example="a claim changed after signing",
        is_told_by_verdict=True,
    ),
    Rule(
        id="G02",
        code="signature.ecdsa-length",
        severity=Severity.HIGH,
        title="The ECDSA signature has the wrong length",
        why=(
            "It is R and S side by side, each in the full length of the order. Other forms, such as DER, are "
            "refused by some libraries and accepted by others."
        ),
        remedy="Have the signer write R and S in fixed length (IEEE P1363), not as an ASN.1 sequence.",
        reference="RFC 7518 section 3.4",
        example="an ES256 signature of 70 octets that begins with 0x30",
        is_told_by_verdict=True,
    ),
    Rule(
        id="G03",
        code="signature.ecdsa-range",
        severity=Severity.CRITICAL,
        title="R or S of the ECDSA signature is out of range",
        why=(
            "Both must be at least 1 and less than the order of the curve. Libraries that did not check took "
            "a signature of zeros for anybody's."
        ),
        remedy="Refuse the token as an attack, and update a verifier that accepts it.",
        reference="RFC 7518 section 3.4; CVE-2022-21449",
        example="an ES256 signature of 64 zero octets",
    ),
    Rule(
        id="G04",
        code="signature.rsa-length",
        severity=Severity.HIGH,
        title="The RSA signature is not as long as the modulus",
        why=(
            "It has exactly as many octets as the modulus, leading zeros included. A verifier must refuse "
            "any other length."
        ),
        remedy="Have the signer keep leading zero octets; if the signature was cut short, copy the token anew.",
        reference="RFC 8017 section 8.2.2",
        example="an RS256 signature of 255 octets for a modulus of 2048 bits",
        is_told_by_verdict=True,
    ),
    Rule(
        id="G05",
        code="signature.mac-length",
        severity=Severity.HIGH,
        title="The MAC has the wrong length",
        why="It is the whole output of the hash. A verifier that accepts fewer octets can be guessed at.",
        remedy="Compare MACs of the full length only; if the token was cut short, copy it anew.",
        reference="RFC 7518 section 3.2",
        example="an HS256 MAC of 16 octets",
        is_told_by_verdict=True,
    ),
    Rule(
        id="G06",
        code="signature.nonce-reused",
        severity=Severity.CRITICAL,
        title="Two ECDSA signatures share their nonce",
        why="Two signatures with the same R by one key give away the private key with a little arithmetic.",
        remedy="Replace the key now. Use a library that derives the nonce from the message (RFC 6979), or Ed25519.",
        reference="RFC 6979 section 1; RFC 8725 section 3.2",
        example="two ES256 tokens whose signatures begin alike",
    ),
)
