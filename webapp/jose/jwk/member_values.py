"""The octets in one member of a JWK: read strictly, put right where only the form is wrong (RFC 7518 section 2)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from webapp.jose import base64url
from webapp.jose.crypto.numbers import octets
from webapp.jose.text import Problem, Span

_CANONICAL: Final = re.compile(r"[A-Za-z0-9_-]*")
# What the last character may be, by how many are left over after groups of four: its last bits belong to no octet.
_LAST: Final = (
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_",
    "",
    "AQgw",
    "AEIMQUYcgkosw048",
)
_FOREIGN: Final = re.compile(r"[^A-Za-z0-9_-]+")
_BLANK: Final = re.compile(r"\s+")
_REFERENCE: Final = "RFC 7518 section 2"


@dataclass(frozen=True, slots=True)
class MemberValue:
    """The canonical text of a member, what was odd about its form, and why it cannot be relied on, if so."""

    text: str
    remarks: tuple[Problem, ...] = ()
    defect: Problem | None = None


def read_octets(name: str, value: str, span: Span | None) -> MemberValue:
    """The octets of a member. Remark: jwk.base64url-form. Defect: jwk.base64url."""
    if _CANONICAL.fullmatch(value) and len(value) % 4 != 1 and value[-1:] in _LAST[len(value) % 4]:
        return MemberValue(value)
    return _read_slowly(name, value, span)


def read_integer(name: str, value: str, span: Span | None, length: int | None = None) -> MemberValue:
    """A number of any size, or in exactly length octets.

    Remarks: jwk.base64url-form, key.length, key.leading-zero. Defects: jwk.base64url, and key.length for a number
    that does not fit.
    """
    found = read_octets(name, value, span)
    if found.defect:
        return found
    if found.text == value and (len(value) == -(-length * 8 // 6) if length else value[:1] > "A"):
        return found
    number = octets(found.text)
    return _of_length(name, number, found, length, span) if length else _shortest(name, number, found, span)


def _read_slowly(name: str, value: str, span: Span | None) -> MemberValue:
    """Put the form right, as far as the octets stay certain. No place for each character: a set may have millions."""
    bare = _BLANK.sub("", value)
    unpadded = bare.rstrip("=")
    text = _FOREIGN.sub("", unpadded.replace("+", "-").replace("/", "_"))
    decodable = text[:-1] if len(text) % 4 == 1 else text
    canonical = base64url.encode(octets(decodable))
    if len(text) != len(unpadded):
        why = "has a character that is not in the base64url alphabet"
        return MemberValue(canonical, defect=_problem(name, why, span))
    if decodable != text:
        why = "has a length that no octets give: a character is missing or too many"
        return MemberValue(canonical, defect=_problem(name, why, span))
    reasons = [
        reason
        for reason, is_so in (
            ("white space stands inside it", bare != value),
            ("'=' fills it up at the end", unpadded != bare),
            ("'+' and '/' stand for '-' and '_'", text != unpadded),
            ("its last character has bits that belong to no octet", canonical != text),
        )
        if is_so
    ]
    remark = Problem(
        code="jwk.base64url-form",
        message=f'"{name}" is not in the form that base64url has here: {"; ".join(reasons)}. It is read all the same',
        span=span,
        reference=_REFERENCE,
    )
    return MemberValue(canonical, (remark,))


def _of_length(name: str, given: bytes, found: MemberValue, length: int, span: Span | None) -> MemberValue:
    if len(given) == length:
        return found
    number = given.lstrip(b"\0")
    message = f'"{name}" has {len(given):,} octets where {length} are due'
    reference = "RFC 7518 section 6.2.1.2"
    if len(number) > length or not given:
        defect = Problem(code="key.length", message=message, span=span, reference=reference)
        return MemberValue(found.text, found.remarks, defect)
    remark = Problem(
        code="key.length",
        message=f"{message}, leading zeros included; some readers refuse such a key. The number is clear all the same",
        span=span,
        reference=reference,
    )
    return MemberValue(base64url.encode(number.rjust(length, b"\0")), (*found.remarks, remark))


def _shortest(name: str, given: bytes, found: MemberValue, span: Span | None) -> MemberValue:
    if not given:
        return MemberValue("", found.remarks, _problem(name, "is empty", span))
    if given[0] != 0 or len(given) == 1:
        return found
    remark = Problem(
        code="key.leading-zero",
        message=f'"{name}" begins with a zero octet, which a Base64urlUInt leaves out; '
        "the thumbprint is that of the number without it",
        span=span,
        reference=_REFERENCE,
    )
    return MemberValue(base64url.encode(given.lstrip(b"\0") or b"\0"), (*found.remarks, remark))


def _problem(name: str, why: str, span: Span | None) -> Problem:
    return Problem(code="jwk.base64url", message=f'"{name}" {why}', span=span, reference=_REFERENCE)
