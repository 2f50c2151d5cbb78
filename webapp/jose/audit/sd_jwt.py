"""Disclosures and digests of an SD-JWT (RFC 9901 sections 4, 7.1 and 9)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from webapp.jose.audit.cases import SignedToken
from webapp.jose.finding import Finding
from webapp.jose.registry.rules import RULES
from webapp.jose.sd_jwt.disclosure import DecodedDisclosure
from webapp.jose.text import Problem

_RULES: Final = {
    "sd-jwt.disclosure-unmatched": "V01",
    "sd-jwt.disclosure-empty": "V02",
    "sd-jwt.disclosure-form": "V02",
    "sd-jwt.disclosure-salt": "V02",
    "sd-jwt.disclosure-name": "V02",
    "sd-jwt.disclosure-place": "V02",
    "sd-jwt.digests-type": "V02",
    "sd-jwt.member-type": "V02",
    "sd-jwt.final-tilde": "V02",
    "sd-jwt.disclosure-reserved": "V03",
    "sd-jwt.reserved-name": "V03",
    "sd-jwt.claim-twice": "V04",
    "sd-jwt.digest-twice": "V05",
    "sd-jwt.disclosure-twice": "V05",
    "sd-jwt.hash-algorithm": "V06",
}
# A member that comes twice within a disclosed value is still a value.
_STILL_JSON: Final = "json.duplicate-member"
_VALIDITY: Final = frozenset({"iss", "aud", "exp", "nbf", "cnf"})
_SALT_BITS: Final = 128
# How much a character of a salt can hold, by what the salt is made of. Base64url and all else: six bits.
_ALPHABETS: Final = ((re.compile("[0-9]+"), 3.33), (re.compile("[0-9a-f-]+|[0-9A-F-]+"), 4.0))
_BASE64URL_BITS: Final = 6.0


def plain(token: SignedToken) -> Iterator[Finding]:
    """A JWT of another purpose must not pass as an SD-JWT."""
    if token.sd_jwt is None and token.jws.serialization == "compact":
        yield RULES["V14"].found('There is no "~"', token.jws.token.span())


def disclosures(token: SignedToken) -> Iterator[Finding]:
    """What was not signed, or is put together in several ways, must not become a claim."""
    if token.sd_jwt is None:
        return
    for problem in token.sd_jwt.problems:
        rule = _RULES.get(problem.code) or _form(problem)
        is_explained = problem.code == "sd-jwt.disclosure-unmatched" and _is_empty(token, problem)
        if rule and not is_explained:
            yield RULES[rule].found(problem.message, problem.span)


def validity_claims(token: SignedToken) -> Iterator[Finding]:
    """What the holder may hold back cannot limit the holder. Single entries of "aud" may be disclosed."""
    if token.sd_jwt is None:
        return
    places = token.sd_jwt.reassembly.places
    for one in token.sd_jwt.disclosures:
        if one.name in _VALIDITY and places.get(one.index) == f"/{one.name}":
            yield RULES["V12"].found(f'"{one.name}" is in Disclosure {one.index + 1}', one.span)


def salts(token: SignedToken) -> Iterator[Finding]:
    """A claim that was held back is found by trying values, unless its salt is long, and its own."""
    first: dict[str, DecodedDisclosure] = {}
    for one in token.sd_jwt.disclosures if token.sd_jwt else ():
        if not one.is_sound or one.salt is None:
            continue
        other = first.setdefault(one.salt, one)
        if _bits(one.salt) < _SALT_BITS:
            message = f"The salt of Disclosure {one.index + 1} holds {int(_bits(one.salt))} bits at most; 128 are due"
            yield RULES["V13"].found(message, one.span)
        elif other.segment.encoded.text != one.segment.encoded.text:
            message = f"Disclosure {one.index + 1} has the same salt as Disclosure {other.index + 1}"
            yield RULES["V13"].found(message, one.span)


def _form(problem: Problem) -> str | None:
    """Disclosures are base64url and JSON: what is wrong with that is a wrong form."""
    is_form = problem.code.startswith(("base64url.", "json.")) and problem.code != _STILL_JSON
    return "V02" if is_form else None


def _is_empty(token: SignedToken, problem: Problem) -> bool:
    """Whether nothing stands there at all, which is told already."""
    return token.sd_jwt is not None and any(
        one.span == problem.span and not one.segment.encoded.text for one in token.sd_jwt.disclosures
    )


def _bits(salt: str) -> float:
    """How many bits a salt of these characters can hold."""
    each = next((bits for alphabet, bits in _ALPHABETS if alphabet.fullmatch(salt)), _BASE64URL_BITS)
    return len(salt.rstrip("=")) * each
