"""What a reader must be warned of at once; the full audit is a place of its own (RFC 8725)."""

from __future__ import annotations

from collections.abc import Iterator

from webapp.jose.finding import Finding
from webapp.jose.jose_header import JoseHeader
from webapp.jose.trace import Severity


def header_findings(header: JoseHeader) -> Iterator[Finding]:
    """Unsecured tokens and the broken RSA1_5 padding. Codes: header.alg-none, header.alg-rsa1_5."""
    alg = header.values.get("alg")
    if isinstance(alg, str) and alg.lower() == "none":
        yield Finding(
            rule="H04",
            code="header.alg-none",
            severity=Severity.CRITICAL,
            title="The token is not signed",
            message=f'"alg" is "{alg}": anybody can write such a token, with any claims.',
            remedy='Refuse "none" wherever a signature is expected, and allow only the algorithms that are in use.',
            reference="RFC 8725 section 3.2",
            span=header.member_span("alg"),
        )
    if alg == "RSA1_5":
        yield Finding(
            rule="H08",
            code="header.alg-rsa1_5",
            severity=Severity.HIGH,
            title="RSA1_5 can be attacked",
            message='"alg" is "RSA1_5": whoever can ask whether a padding is right can decrypt without the key.',
            remedy="Use RSA-OAEP-256, or ECDH-ES with a fresh key for each message.",
            reference="RFC 8725 section 3.2",
            span=header.member_span("alg"),
        )
