"""Certificates of a key or header: whose key they are of, and when they are valid (RFC 7517 section 4.7, RFC 5280)."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator
from typing import Final

from webapp.jose.audit.cases import HeaderCase, KeyCase
from webapp.jose.audit.expected import Expected
from webapp.jose.audit.naming import the_key
from webapp.jose.crypto.certificates import Certificate, read_certificate
from webapp.jose.finding import Finding
from webapp.jose.json_object import JsonValue
from webapp.jose.moment import utc
from webapp.jose.registry.rules import RULES
from webapp.jose.text import Problem, Span

# Certificates of one chain that are read: chains have two to four.
_MOST: Final = 10
# Characters of one certificate: big ones have 3,000.
_LONGEST: Final = 16_384
_STANDARD: Final = str.maketrans("-_", "+/")


def chain(value: JsonValue) -> tuple[Certificate, ...]:
    """The certificates of an "x5c" as far as they can be read, each in its place; none when the first cannot be."""
    certificates: list[Certificate] = []
    for one in value[:_MOST] if isinstance(value, list) else ():
        certificate = _certificate(one)
        if certificate is None:
            break
        certificates.append(certificate)
    return tuple(certificates)


def of_another_key(case: KeyCase) -> Iterator[Finding]:
    """Verifiers that trust the certificate and those that trust the members use two different keys."""
    key = case.key
    members = key.members or key.stated
    certificates = chain(key.jwk.get("x5c"))
    if not certificates or not members or not certificates[0].members:
        return
    if any(members.get(name) != value for name, value in certificates[0].members.items()):
        yield RULES["K28"].found(f'{the_key(case)} is not the one of the first certificate in its "x5c".', key.span)


def time_of_key(case: KeyCase) -> Iterator[Finding]:
    """A certificate that has expired: in a JWK, or the one that holds the key."""
    if case.key.validity and (told := _when(*case.key.validity, case.among.expected)):
        yield RULES["K29"].found(f"The certificate of {_of(case)} {told}.", case.key.span)
    yield from _outside(case.key.jwk.get("x5c"), f"{the_key(case)}: ", case.among.expected, case.key.span)


def time_of_header(case: HeaderCase) -> Iterator[Finding]:
    """A certificate in a header that has expired."""
    return _outside(case.values.get("x5c"), "", case.expected, case.header.member_span("x5c"))


def _outside(value: JsonValue, whose: str, expected: Expected, span: Span | None) -> Iterator[Finding]:
    for place, certificate in enumerate(chain(value), start=1):
        if told := _when(certificate.not_before, certificate.not_after, expected):
            yield RULES["K29"].found(f'{whose}certificate {place} of "x5c" {told}.', span)


def _when(first: int, last: int, expected: Expected) -> str:
    """How the moment in question is outside of the period of validity; "" when it is within."""
    if expected.at > last:
        return f"ended at {utc(last)}"
    return f"is valid from {utc(first)} on" if expected.at < first else ""


def _of(case: KeyCase) -> str:
    told = the_key(case)
    return told[:1].lower() + told[1:]


def _certificate(value: JsonValue) -> Certificate | None:
    if not isinstance(value, str) or len(value) > _LONGEST:
        return None
    try:
        der = base64.b64decode("".join(value.split()).translate(_STANDARD) + "==")
    except (binascii.Error, ValueError):
        return None
    certificate = read_certificate(der)
    return None if isinstance(certificate, Problem) else certificate
