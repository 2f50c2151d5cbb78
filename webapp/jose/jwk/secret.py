"""A shared secret given as text: the octets that it stands for, under the reading that was asked for."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from webapp.jose.base64url import encode
from webapp.jose.jwk.build import Description, build_key
from webapp.jose.jwk.key import Key
from webapp.jose.limits import Limits
from webapp.jose.text import Problem, Span

SECRET: Final = "secret"  # noqa: S105  the name of a container, not a secret


class Encoding(StrEnum):
    """How the text of a key field is to be read. auto: a key container if it is one, else UTF-8."""

    AUTO = "auto"
    UTF_8 = "utf-8"
    BASE64 = "base64"
    BASE64URL = "base64url"
    HEX = "hex"


_BLANK: Final = re.compile(r"\s")
_PADDING: Final = "= \t\r\n"
_NAMES: Final = MappingProxyType({Encoding.BASE64: "base64", Encoding.BASE64URL: "base64url", Encoding.HEX: "hex"})
_FOREIGN: Final[Mapping[Encoding, re.Pattern[str]]] = MappingProxyType(
    {
        Encoding.BASE64: re.compile(r"[^A-Za-z0-9+/\s]"),
        Encoding.BASE64URL: re.compile(r"[^A-Za-z0-9_\-\s]"),
        Encoding.HEX: re.compile(r"[^0-9A-Fa-f\s:]"),
    }
)


def secret_key(octets: bytes, limits: Limits, problems: tuple[Problem, ...] = ()) -> Key:
    """The symmetric key that the octets are."""
    members = {"kty": "oct", "k": encode(octets)}
    return build_key(members, Description(source=SECRET, problems=problems), limits)


def decode(text: str, encoding: Encoding) -> bytes | Problem:
    """The octets of a secret. White space is ignored in base64, base64url and hex, and kept in UTF-8.

    Problems: secret.utf-8, secret.base64, secret.base64url, secret.hex, with the place of the first bad character.
    """
    if encoding in (Encoding.AUTO, Encoding.UTF_8):
        return _utf_8(text)
    bare = text if encoding is Encoding.HEX else text.rstrip(_PADDING)
    if foreign := _FOREIGN[encoding].search(bare):
        return _problem(encoding, "this character does not belong there", Span(*foreign.span()))
    return _DECODERS[encoding](_BLANK.sub("", bare), Span(0, len(text)))


def _utf_8(text: str) -> bytes | Problem:
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError as error:
        return Problem(
            code="secret.utf-8",
            message="Half of a surrogate pair stands in the secret; it has no UTF-8 form",
            span=Span(error.start, error.end),
            reference="RFC 3629 section 3",
        )


def _base64(text: str, span: Span) -> bytes | Problem:
    return _base64_octets(text, Encoding.BASE64, span)


def _base64url(text: str, span: Span) -> bytes | Problem:
    return _base64_octets(text.replace("-", "+").replace("_", "/"), Encoding.BASE64URL, span)


def _base64_octets(text: str, encoding: Encoding, span: Span) -> bytes | Problem:
    if len(text) % 4 == 1:
        return _problem(encoding, f"{len(text):,} characters are one too few or too many", span)
    return base64.b64decode(text + "=" * (-len(text) % 4))


def _hex(text: str, span: Span) -> bytes | Problem:
    digits = text.replace(":", "")
    if len(digits) % 2:
        return _problem(Encoding.HEX, f"{len(digits):,} digits make no whole number of octets", span)
    return bytes.fromhex(digits)


def _problem(encoding: Encoding, why: str, span: Span) -> Problem:
    name = _NAMES[encoding]
    return Problem(
        code=f"secret.{name}",
        message=f"The secret is not {name}: {why}. If it is meant as it stands, choose utf-8",
        span=span,
        reference="RFC 4648 section 8" if encoding is Encoding.HEX else "RFC 4648 sections 4 and 5",
    )


_DECODERS: Final[Mapping[Encoding, Callable[[str, Span], bytes | Problem]]] = MappingProxyType(
    {Encoding.BASE64: _base64, Encoding.BASE64URL: _base64url, Encoding.HEX: _hex}
)
