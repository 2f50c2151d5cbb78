"""Certificates in a header or a JWK (RFC 7515 sections 4.1.6 to 4.1.8, RFC 7517 sections 4.7 to 4.9)."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

from webapp.jose.audit.cases import HeaderCase, KeyCase, SignatureCase
from webapp.jose.base64url import encode
from webapp.jose.crypto.containers import Loaded, load_certificate
from webapp.jose.finding import Finding
from webapp.jose.json_object import JsonValue
from webapp.jose.jwk.thumbprint import thumbprint
from webapp.jose.registry.rules import RULES
from webapp.jose.text import Span, counted

_STANDARD: Final = re.compile(r"[A-Za-z0-9+/]*+={0,2}")
_BASE64URL: Final = re.compile(r"[A-Za-z0-9_-]+")
_PEM: Final = re.compile(r"\s*-----BEGIN")
# Chains have two or three certificates.
_MOST: Final = 10
_DIGESTS: Final[Mapping[str, Callable[[bytes], bytes]]] = {
    "x5t": lambda der: hashlib.sha1(der, usedforsecurity=False).digest(),
    "x5t#S256": lambda der: hashlib.sha256(der).digest(),
}
_SpanOf: TypeAlias = Callable[[str], Span | None]


@dataclass(frozen=True, slots=True)
class _Certificate:
    """One element of "x5c": its octets and the key in it, or what is wrong with it."""

    der: bytes = b""
    key: str = ""
    wrong: str = ""


def certificates(case: HeaderCase) -> Iterator[Finding]:
    """What readers of certificates cannot read, or read differently."""
    yield from _judged(case.values, case.header.member_span)


def of_key(case: KeyCase) -> Iterator[Finding]:
    """The same in a JWK."""
    yield from _judged(case.key.jwk, lambda _name: case.key.span)


def other_key(case: SignatureCase) -> Iterator[Finding]:
    """The first certificate must be that of the key that signed, or verifiers use two keys for one token."""
    chain = case.signature.header.values.get("x5c")
    keys = case.token.keys.keys
    if not keys or not isinstance(chain, list) or not chain:
        return
    first = _read(chain[0])
    if not first.key:
        return
    used = case.verification.key if case.verification and case.verification.signature.outcome == "passed" else None
    due = {used.thumbprint} if used else {key.thumbprint for key in keys}
    if first.key in due or (used is None and any(_read(one).key in due for one in chain[1:_MOST])):
        return
    message = "The certificate holds another key than the one that was given" + (" and verifies" if used else "")
    yield RULES["H20"].found(message, case.signature.header.member_span("x5c"))


def _judged(values: Mapping[str, JsonValue], span_of: _SpanOf) -> Iterator[Finding]:
    if "x5c" in values:
        yield from _chain(values, span_of)
    if isinstance(values.get("x5t"), str) and "x5t#S256" not in values:
        yield RULES["H22"].found('"x5t" is there and "x5t#S256" is not', span_of("x5t"))


def _chain(values: Mapping[str, JsonValue], span_of: _SpanOf) -> Iterator[Finding]:
    chain, span = values["x5c"], span_of("x5c")
    if not isinstance(chain, list) or not chain:
        told = "an empty array" if isinstance(chain, list) else "no array"
        yield RULES["H19"].found(f'"x5c" is {told}; it must list certificates', span)
        return
    read = [_read(one) for one in chain[:_MOST]]
    for index, certificate in enumerate(read):
        if certificate.wrong:
            yield RULES["H19"].found(f'Certificate {index + 1} of "x5c" {certificate.wrong}', span)
    if read[0].der and not read[0].wrong:
        for name, digest in _DIGESTS.items():
            value = values.get(name)
            if isinstance(value, str) and value != encode(digest(read[0].der)):
                yield RULES["H21"].found(f'"{name}" {_difference(value, digest(read[0].der))}', span_of(name))


def _read(value: JsonValue) -> _Certificate:
    if not isinstance(value, str):
        return _Certificate(wrong="is no string")
    if not _STANDARD.fullmatch(value) or len(value) % 4 or not value:
        return _Certificate(wrong=_why_no_base64(value))
    der = base64.b64decode(value)
    loaded = load_certificate(der)
    if isinstance(loaded, Loaded):
        return _Certificate(der=der, key=thumbprint(loaded.members))
    return _Certificate(der=der, wrong="is no certificate in DER" if loaded.code == "pem.content" else "")


def _why_no_base64(value: str) -> str:
    if _PEM.match(value):
        return "is in PEM; only the base64 of the DER belongs here"
    if _BASE64URL.fullmatch(value):
        return "is in base64url or lacks its padding; standard base64 with padding is due"
    return "is no standard base64: " + (counted(len(value), "character") if value else "it is empty")


def _difference(value: str, digest: bytes) -> str:
    if value.replace(":", "").lower() == digest.hex():
        return "is the digest in hexadecimal, not in base64url"
    if value == encode(digest.hex().encode()) or value == encode(digest.hex().upper().encode()):
        return "is the base64url of the digest in hexadecimal, not of the digest itself"
    if value.rstrip("=").translate(str.maketrans("+/", "-_")) == encode(digest):
        return "is the right digest, but not in base64url without padding"
    return 'is not the digest of the first certificate of "x5c"'
