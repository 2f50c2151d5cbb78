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
        title="Signature or MAC does not verify",
        why="",
        remedy="",
        reference="RFC 7515 section 5.2",
        example="",
    ),
    Rule(
        id="G02",
        code="signature.ecdsa-length",
        severity=Severity.HIGH,
        title="ECDSA signature has the wrong length (perhaps DER)",
        why="",
        remedy="",
        reference="RFC 7518 section 3.4",
        example="",
    ),
    Rule(
        id="G03",
        code="signature.ecdsa-range",
        severity=Severity.CRITICAL,
        title="ECDSA r or s is zero or out of range",
        why="",
        remedy="",
        reference="CVE-2022-21449; RFC 7518 section 3.4",
        example="",
    ),
    Rule(
        id="G04",
        code="signature.rsa-length",
        severity=Severity.HIGH,
        title="RSA signature length differs from the modulus",
        why="",
        remedy="",
        reference="RFC 8017 section 8.2.2",
        example="",
    ),
    Rule(
        id="G05",
        code="signature.mac-length",
        severity=Severity.HIGH,
        title="MAC has the wrong length",
        why="",
        remedy="",
        reference="RFC 7518 section 3.2",
        example="",
    ),
    Rule(
        id="G06",
        code="signature.nonce-reused",
        severity=Severity.CRITICAL,
        title="Same ECDSA nonce in two signatures: private key recoverable",
        why="",
        remedy="",
        reference="RFC 6979 section 1; RFC 8725 section 3.2",
        example="",
    ),
)
