"""What a reader must be warned of at once; the full audit is a place of its own (RFC 8725)."""

from __future__ import annotations

from collections.abc import Iterator

from webapp.jose.finding import Finding
from webapp.jose.jose_header import JoseHeader
from webapp.jose.registry.rules import RULES


def header_findings(header: JoseHeader) -> Iterator[Finding]:
    """Unsecured tokens and the broken RSA1_5 padding. Codes: header.alg-none, header.alg-rsa1_5."""
    alg = header.values.get("alg")
    if isinstance(alg, str) and alg.lower() == "none":
        message = f'"alg" is "{alg}": anybody can write such a token, with any claims.'
        yield RULES["H04"].found(message, header.member_span("alg"))
    if alg == "RSA1_5":
        message = '"alg" is "RSA1_5": whoever can ask whether a padding is right can decrypt without the key.'
        yield RULES["H08"].found(message, header.member_span("alg"))
