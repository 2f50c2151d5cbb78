"""What a header says of its algorithm, and whether its values have their types (RFC 7515 and RFC 7516 section 4.1)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final
from unicodedata import normalize

from webapp.jose.audit.cases import HeaderCase, SignatureCase
from webapp.jose.audit.parts import is_whole, quoted
from webapp.jose.finding import Finding
from webapp.jose.json_object import JsonValue
from webapp.jose.registry.algorithms import JWE_ALGORITHMS, JWS_ALGORITHMS, Requirement
from webapp.jose.registry.header_parameters import VALUE_TYPES, ValueType
from webapp.jose.registry.rules import RULES

_NONE: Final = "none"
# No name is longer; longer values are compared by their beginning.
_LONGEST: Final = 64
_TYPES: Final[Mapping[ValueType, type]] = MappingProxyType({ValueType.STRING: str, ValueType.OBJECT: dict})
# What the readers judge by themselves: for a JWE the parameters of its algorithms, which other rules are about.
_OF_JWE: Final = {"apu": str, "apv": str, "p2s": str, "p2c": int}
_WORDS: Final = {str: "a string", int: "a whole number", dict: "an object", bool: "true or false"}


def _plain(name: str) -> str:
    """A name without what people change about it: case, blanks, hyphens, full-width letters."""
    return "".join(one for one in normalize("NFKC", name[:_LONGEST]).casefold() if one.isalnum())


_SPELLINGS: Final = {
    is_encrypted: {_plain(name): name for name, row in rows.items() if row.requirement is not Requirement.PROHIBITED}
    for is_encrypted, rows in ((False, JWS_ALGORITHMS), (True, JWE_ALGORITHMS))
}
_SPELLINGS[True][_NONE] = _NONE


def algorithm(case: HeaderCase) -> Iterator[Finding]:
    """A verifier that guesses what an unknown name means has been led to the wrong algorithm, or to none."""
    span = case.header.member_span("alg")
    alg = case.values.get("alg")
    if "alg" not in case.values:
        if is_whole(case.header):
            yield RULES["H01"].found('The header has no "alg"', case.header.whole_span())
        return
    if not isinstance(alg, str):
        return
    if alg == _NONE:
        yield RULES["H04"].found('"alg" is "none": anybody can write such a token, with any claims.', span)
        return
    registered = _SPELLINGS[case.is_encrypted].get(_plain(alg))
    if registered is None:
        yield RULES["H03"].found(f'"alg" is {quoted(alg)}, {_why_not(alg, is_encrypted=case.is_encrypted)}', span)
    elif registered != alg:
        message = f'"alg" is {quoted(alg)}; the registered name is "{registered}", and names are compared exactly'
        yield RULES["H02"].found(message, span)


def old_algorithm(case: HeaderCase) -> Iterator[Finding]:
    """Names that new tokens should not have."""
    alg, span = case.values.get("alg"), case.header.member_span("alg")
    if alg == "EdDSA" and not case.is_encrypted:
        yield RULES["H07"].found('"alg" is "EdDSA"', span)
    if alg == "RSA1_5" and case.is_encrypted:
        message = '"alg" is "RSA1_5": whoever can ask whether a padding is right can decrypt without the key.'
        yield RULES["H08"].found(message, span)


def signature(case: SignatureCase) -> Iterator[Finding]:
    """A signature that is there although none is due, or not there although one is."""
    alg = case.signature.header.values.get("alg")
    if not isinstance(alg, str) or (case.token.jws.serialization == "compact" and _is_cut(case)):
        return
    segment = case.signature.signature
    is_empty = not segment.encoded.text.strip("=")
    if alg == _NONE and not is_empty:
        yield RULES["H05"].found('"alg" is "none", and something stands where the signature would be', segment.span)
    if alg != _NONE and is_empty:
        yield RULES["H06"].found(f'"alg" is {quoted(alg)}, and the signature is empty', segment.span)


def types(case: HeaderCase) -> Iterator[Finding]:
    """Values of another type are refused by some readers and converted by others."""
    for name, value in case.values.items():
        due = _due(name, is_encrypted=case.is_encrypted)
        if due is None or (isinstance(value, due) and (due is bool or not isinstance(value, bool))):
            continue
        rule = "H24" if name == "kid" else "H30"
        yield RULES[rule].found(f'"{name}" must be {_WORDS[due]}, and is {_kind(value)}', case.header.member_span(name))


def _due(name: str, *, is_encrypted: bool) -> type | None:
    """The type that a Header Parameter must have; None where there is none, or another rule is about it."""
    if name == "alg":
        return str
    if name == "b64" and not is_encrypted:
        return bool
    if is_encrypted and name in _OF_JWE:
        return _OF_JWE[name]
    return _TYPES.get(VALUE_TYPES[name]) if name in VALUE_TYPES else None


def _kind(value: JsonValue) -> str:
    if isinstance(value, list):
        return "an array"
    return "null" if value is None else _WORDS.get(type(value), "a number").replace("whole ", "")


def _why_not(alg: str, *, is_encrypted: bool) -> str:
    if alg in (JWS_ALGORITHMS if is_encrypted else JWE_ALGORITHMS):
        other, this = ("signatures", "JWE") if is_encrypted else ("key management", "JWS")
        return f"which is registered for {other} and not for a {this}"
    if alg in JWS_ALGORITHMS or alg in JWE_ALGORITHMS:
        return "which is registered for JWKs alone and prohibited in a token"
    return "which is no registered name"


def _is_cut(case: SignatureCase) -> bool:
    """Whether the part of the signature is missing altogether, which is another rule's."""
    return case.token.jws.token.text.count(".") < 2
