"""Holding what was pasted against the checks that are due."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain
from typing import Final, TypeVar

from webapp.jose.audit import checks
from webapp.jose.audit.cases import (
    ClaimsCase,
    EncryptedToken,
    HeaderCase,
    KeyCase,
    KeysCase,
    PasteCase,
    RecipientCase,
    SecretCase,
    SignatureCase,
    SignedToken,
    TokensCase,
)
from webapp.jose.audit.checks import Check
from webapp.jose.base64url import decode
from webapp.jose.finding import Finding
from webapp.jose.jwk.key import Key
from webapp.jose.text import Excerpt
from webapp.jose.trace import Outcome, Severity

T = TypeVar("T")
# Findings of one rule: whoever has read as many knows, and hostile claims have tens of thousands.
_MOST_ALIKE: Final = 20
_ORDER: Final = {severity: place for place, severity in enumerate(Severity)}


def audit_signed(token: SignedToken) -> tuple[Finding, ...]:
    """What is noticed about a JWS: its form, headers, signatures and claims; not about the keys by themselves."""
    verifications = (*token.verifications, *([None] * len(token.jws.signatures)))
    return in_order(
        chain(
            _held(checks.SIGNED, token),
            *(_held(checks.HEADER, header) for header in _signed_headers(token)),
            *(
                _held(checks.SIGNATURE, SignatureCase(token=token, signature=signature, verification=verification))
                for signature, verification in zip(token.jws.signatures, verifications, strict=False)
            ),
            _held(checks.SD_JWT, token) if token.sd_jwt or token.kind.kind == "sd_jwt" else (),
            _signed_claims(token),
        )
    )


def audit_encrypted(token: EncryptedToken) -> tuple[Finding, ...]:
    """What is noticed about a JWE, and about claims that were inside of it as they stand."""
    decryptions = (*token.decryptions, *([None] * len(token.jwe.recipients)))
    return in_order(
        chain(
            _held(checks.ENCRYPTED, token),
            *(_held(checks.HEADER, header) for header in _encrypted_headers(token)),
            *(
                _held(checks.RECIPIENT, RecipientCase(token=token, recipient=recipient, decryption=decryption))
                for recipient, decryption in zip(token.jwe.recipients, decryptions, strict=False)
            ),
            _encrypted_claims(token),
        )
    )


def audit_keys(case: KeysCase) -> tuple[Finding, ...]:
    """What is noticed about keys among one another; audit_key tells about each."""
    return in_order(_held(checks.KEYS, case))


def audit_key(key: Key, among: KeysCase) -> tuple[Finding, ...]:
    """What is noticed about one key, be it alone or of a set."""
    return in_order(_held(checks.KEY, KeyCase(key=key, among=among)))


def audit_paste(paste: PasteCase) -> tuple[Finding, ...]:
    """What is noticed about a text in which no token was found."""
    return in_order(_held(checks.PASTE, paste))


def audit_pairs(case: TokensCase) -> tuple[Finding, ...]:
    """What is noticed about several tokens that were pasted together."""
    return in_order(_held(checks.PAIRS, case))


def audit_secret(secret: SecretCase) -> tuple[Finding, ...]:
    """What is noticed about a shared secret or password."""
    return in_order(_held(checks.SECRET, secret))


def secret_of(key: Key, alg: str, published: frozenset[bytes]) -> SecretCase | None:
    """A symmetric key as a secret that is used with alg; None for any other key."""
    if key.kty != "oct" or not key.is_usable:
        return None
    octets = decode(Excerpt.whole(key.members["k"])).octets
    return SecretCase(octets=octets, alg=alg, published=published)


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The worst first; what was found twice in the same place, with the same words, once."""
    once = {(found.rule, found.code, found.span, found.message): found for found in findings}
    return tuple(sorted(once.values(), key=lambda found: _ORDER[found.severity]))


def few(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The worst first, and of what breaks one rule again and again the first ones; the last says how many there are."""
    by_rule: dict[tuple[str | None, str], list[Finding]] = {}
    for found in in_order(findings):
        by_rule.setdefault((found.rule, found.code), []).append(found)
    return in_order(chain.from_iterable(map(_first, by_rule.values())))


def _first(alike: list[Finding]) -> list[Finding]:
    if len(alike) <= _MOST_ALIKE:
        return alike
    last = alike[_MOST_ALIKE - 1]
    more = f"{last.message.rstrip('.')}. The same is found {len(alike) - _MOST_ALIKE:,} more times."
    return [*alike[: _MOST_ALIKE - 1], replace(last, message=more)]


def _held(due: tuple[Check[T], ...], case: T) -> Iterator[Finding]:
    return chain.from_iterable(check(case) for check in due)


def _signed_headers(token: SignedToken) -> Iterator[HeaderCase]:
    passed = [one.signature.outcome is Outcome.PASSED for one in token.verifications]
    for index, signature in enumerate(token.jws.signatures):
        yield HeaderCase(
            header=signature.header,
            segment=signature.protected,
            signature=signature.signature,
            is_of_another=any(passed) and not (passed[index : index + 1] or [False])[0],
            is_encrypted=False,
            is_compact=token.jws.serialization == "compact",
            kind=token.kind,
            keys=token.keys,
            expected=token.expected,
        )


def _encrypted_headers(token: EncryptedToken) -> Iterator[HeaderCase]:
    for recipient in token.jwe.recipients:
        yield HeaderCase(
            header=recipient.header,
            segment=token.jwe.protected,
            is_encrypted=True,
            is_compact=token.jwe.serialization == "compact",
            kind=token.kind,
            keys=token.keys,
            expected=token.expected,
        )


def _signed_claims(token: SignedToken) -> Iterator[Finding]:
    if token.claims is None or not token.kind.has_claims or not token.claims.json.is_complete:
        return iter(())
    header = token.jws.signatures[0].header.values if token.jws.signatures else {}
    presented = token.sd_jwt.reassembly.claims if token.sd_jwt else None
    case = ClaimsCase(
        claims=token.claims,
        header=header,
        kind=token.kind,
        expected=token.expected,
        is_encrypted=token.is_encrypted,
        presented=presented,
    )
    return _held(checks.CLAIMS, case)


def _encrypted_claims(token: EncryptedToken) -> Iterator[Finding]:
    """What is noticed about claims that have no place in the paste."""
    if token.plaintext_claims is None or not token.plaintext_claims.json.is_complete:
        return iter(())
    header = token.jwe.recipients[0].header.values if token.jwe.recipients else {}
    case = ClaimsCase(
        claims=token.plaintext_claims, header=header, kind=token.kind, expected=token.expected, is_encrypted=True
    )
    return (replace(found, span=None) for found in _held(checks.CLAIMS, case))
