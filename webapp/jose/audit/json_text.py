"""How headers, claims and keys are written in JSON (RFC 8259; RFC 7515 section 4, RFC 7519 section 4)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from webapp.jose import json_object
from webapp.jose.audit.cases import ClaimsCase, EncryptedToken, KeysCase, SignedToken
from webapp.jose.audit.parts import (
    Token,
    content_of,
    first_header,
    form_of,
    header_problems,
    headers_of,
    is_misshapen,
    is_unencoded,
    must_have_claims,
    segments_of,
)
from webapp.jose.finding import Finding
from webapp.jose.jose_header import JoseHeader
from webapp.jose.json_object import JsonText, top_level
from webapp.jose.json_part import JsonPart
from webapp.jose.limits import Limits
from webapp.jose.registry.rules import RULES
from webapp.jose.registry.token_types import media_type
from webapp.jose.text import Span, cut_short

_BOTH: Final = {
    "json.utf-8": "J03",
    "json.byte-order-mark": "J03",
    "json.not-a-number": "J06",
    "json.surrogate": "J08",
    "limit.json-depth": "J09",
}
_SYNTAX: Final = (
    "json.syntax", "json.truncated", "json.control-character", "json.escape", "json.trailing", "json.empty",
    "json.not-an-object",
)  # fmt: skip
_HEADER: Final = MappingProxyType({**_BOTH, "json.duplicate-member": "J01", **dict.fromkeys(_SYNTAX, "J04")})
_CLAIMS: Final = MappingProxyType({**_BOTH, "json.duplicate-member": "J02", **dict.fromkeys(_SYNTAX, "J05")})
_KEY: Final = MappingProxyType(
    {
        "json.duplicate-member": "J10",
        **dict.fromkeys((*_SYNTAX, "jwk.not-an-object", "jwk-set.keys-type"), "J04"),
    }
)
_KEYS_IN_HEADERS: Final = ("jwk", "epk")
# Parts that are damaged as base64url decode to anything; what that is not is nobody's fault.
_DAMAGED: Final = frozenset({"base64url.length", "base64url.character"})
_DAMAGE: Final = frozenset({*_SYNTAX, "json.utf-8", "json.duplicate-member"})
_BLANK: Final = b" \t\r\n"
_BOM: Final = b"\xef\xbb\xbf"
# How UTF-16 and UTF-32 begin: with their mark, or with a zero beside the first character.
_WIDE: Final = re.compile(rb"\xff\xfe|\xfe\xff|\x00\x00\xfe\xff|[{\[\" ]\x00|\x00{1,3}[{\[\" ]")
# The largest whole number up to which all are exact as doubles, and digits that a double can have.
_EXACT: Final = 2**53 - 1
_DIGITS: Final = 17
_LONGEST: Final = 400
_NUMBER: Final = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"?|(-?[0-9][0-9.eE+-]*+)', re.DOTALL)
_LIMITS: Final = Limits()
_KINDS: Final = {"list": "an array", "str": "a string", "bool": "true or false", "int": "a number", "float": "a number"}


def headers(token: Token) -> Iterator[Finding]:
    """Two readers of one header must not see two headers."""
    damaged = _damaged(token)
    for header in headers_of(token):
        for part in header.parts:
            is_damaged = part is header.protected and "protected header" in damaged
            yield from _part(part, _HEADER, _DAMAGE if is_damaged else frozenset())


def outside(token: Token) -> Iterator[Finding]:
    """The same of the JSON around the parts, in which the unprotected headers stand."""
    known = header_problems(token)
    for problem in form_of(token).problems:
        if (problem.code in _BOTH or problem.code == "json.duplicate-member") and problem not in known:
            yield RULES[_HEADER[problem.code]].found(problem.message, problem.span)


def signed_claims(token: SignedToken) -> Iterator[Finding]:
    """Claims that cannot be read by all alike are checked by none alike."""
    damage = _DAMAGE if "payload" in _damaged(token) else frozenset()
    if token.claims is not None:
        has_place = token.jws.payload is not None and not token.jws.is_detached
        if token.kind.has_claims:
            yield from _part(token.claims, _CLAIMS, damage, has_place=has_place)
    elif must_have_claims(token) and content_of(token) is None and not damage and not _is_elsewhere(token):
        span = token.jws.payload.span if token.jws.payload else None
        if not token.jws.is_detached or token.jws.content is not None or token.kind.is_given:
            yield from _not_claims(token.jws.payload_octets, first_header(token), span)


def decrypted_claims(token: EncryptedToken) -> Iterator[Finding]:
    """The same of what was inside of a JWE, which has no place in the paste."""
    if token.plaintext is None or content_of(token) is not None:
        return
    if token.plaintext_claims is not None:
        yield from _part(token.plaintext_claims, _CLAIMS, frozenset(), has_place=False)
    elif token.kind.has_claims or token.plaintext.removeprefix(_BOM).lstrip(_BLANK).startswith(b"{"):
        yield from _not_claims(token.plaintext, first_header(token), None)


def numbers(case: ClaimsCase) -> Iterator[Finding]:
    """A number that other readers round can become that of somebody else."""
    for member in top_level(case.claims.json):
        if isinstance(member.value, bool | None) or (isinstance(member.value, str) and member.text.startswith('"')):
            continue
        literal = next((one[1] for one in _NUMBER.finditer(member.text) if one[1] and _is_inexact(one[1])), None)
        if literal:
            span = None if case.is_encrypted else case.claims.decoded.span(member.octets.start, member.octets.end)
            message = (
                f'"{cut_short(member.name, 40)}" has the number "{cut_short(literal, 40)}", which a double cannot hold'
            )
            yield RULES["J07"].found(message, span)


def keys(case: KeysCase) -> Iterator[Finding]:
    """Two readers of one key must not hold two keys."""
    for problem in (*case.keys.problems, *(problem for key in case.keys.keys for problem in key.problems)):
        is_literal = problem.code == "key.json-literal" and bool(case.excerpt.text)
        if rule := "J04" if is_literal else _KEY.get(problem.code):
            yield RULES[rule].found(problem.message, problem.span)


def listed(case: KeysCase) -> Iterator[Finding]:
    """A JWK Set is an object too; readers that look for its "keys" find none in an array."""
    if case.excerpt.text.lstrip().startswith("[") and any(key.is_usable for key in case.keys.keys):
        yield RULES["J04"].found('This is an array of keys; a JWK Set is an object with "keys"', case.excerpt.span())


def _is_elsewhere(token: SignedToken) -> bool:
    """Whether other rules say already why there are no claims."""
    return is_unencoded(token) or is_misshapen(token)


def _damaged(token: Token) -> frozenset[str]:
    """The names of the parts that are not what they were."""
    return frozenset(
        segment.name
        for segment in segments_of(token)
        if segment.decoded.problems and any(problem.code in _DAMAGED for problem in segment.decoded.problems)
    )


def _part(
    part: JsonPart, rules: Mapping[str, str], ignored: frozenset[str], *, has_place: bool = True
) -> Iterator[Finding]:
    problems = part.problems
    if not problems:
        return
    if _is_wide(part.decoded.octets):
        yield _wide(part.name, part.whole_span() if has_place else None)
        return
    keys = [span for name in _KEYS_IN_HEADERS if rules is _HEADER and (span := part.member_span(name))]
    for problem in problems:
        rule = rules.get(problem.code)
        if rule is None or problem.code in ignored:
            continue
        if rule == "J01" and _is_in(problem.span, keys):
            rule = "J10"
        yield RULES[rule].found(problem.message, problem.span if has_place else None)


def _is_in(span: Span | None, keys: list[Span]) -> bool:
    """Whether a name stands within one of the keys that a header carries."""
    return span is not None and any(key.start < span.start and span.end <= key.end for key in keys)


def _not_claims(octets: bytes, header: JoseHeader, span: Span | None) -> Iterator[Finding]:
    """What stands where a Claims Set is due. What the header calls a token is not asked for claims."""
    if _is_wide(octets):
        yield _wide("payload", span)
        return
    text = json_object.parse(octets, _LIMITS)
    named = header.values.get("cty")
    if octets.removeprefix(_BOM).lstrip(_BLANK).startswith(b"{"):
        for problem in text.problems:
            if rule := _CLAIMS.get(problem.code):
                yield RULES[rule].found(f"payload: {problem.message}", span)
    elif not (isinstance(named, str) and media_type(named) == "jwt"):
        kind = _name(text) if octets else "empty"
        yield RULES["J05"].found(f"The content is {kind}; claims are one JSON object", span)


def _name(text: JsonText) -> str:
    return _KINDS.get(type(text.value).__name__, "null") if text.is_complete else "no JSON"


def _is_wide(octets: bytes) -> bool:
    return _WIDE.match(octets) is not None


def _wide(name: str, span: Span | None) -> Finding:
    return RULES["J03"].found(f"{name}: this is UTF-16 or UTF-32; JSON is exchanged in UTF-8", span)


def _is_inexact(literal: str) -> bool:
    """Whether a number is larger than whole numbers are exact, too large, too small or finer than a double."""
    if len(literal) > _LONGEST:
        return True
    mantissa, _, exponent = literal.lower().partition("e")
    if "." not in mantissa and not exponent:
        return len(literal) > _DIGITS or abs(int(literal)) > _EXACT
    digits = mantissa.lstrip("-").replace(".", "").strip("0")
    if not digits:
        return False
    try:
        value = float(literal)
    except ValueError:
        return False
    return value in (0.0, float("inf"), float("-inf")) or len(digits) > _DIGITS
