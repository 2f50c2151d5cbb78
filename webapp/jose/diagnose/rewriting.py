"""The same JSON written in other ways: what libraries make of it when they read it and write it again."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, Final

_COMPACT: Final = (",", ":")
_STYLES: Final[tuple[tuple[str, dict[str, Any]], ...]] = (
    ("without white space", {"separators": _COMPACT}),
    ("with a space after each comma and colon", {}),
    ("indented by two spaces", {"indent": 2}),
    ("indented by four spaces", {"indent": 4}),
    ("indented by tabs", {"indent": "\t"}),
    ("without white space, with the members in alphabetical order", {"separators": _COMPACT, "sort_keys": True}),
    ("with spaces, with the members in alphabetical order", {"sort_keys": True}),
    ("indented, with the members in alphabetical order", {"indent": 2, "sort_keys": True}),
)
# An escape, but for a backslash that is escaped itself.
_LOWER_ESCAPE: Final = re.compile(r"(?<!\\)((?:\\\\)*\\u)([0-9a-f]{4})")
# PHP escapes slashes; Go, System.Text.Json and Gson what has a meaning in HTML.
_SLASHES: Final = (("/", "\\/"),)
_HTML: Final = (("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026"))
_UPPER_HTML: Final = tuple((sign, escape.replace("c", "C").replace("e", "E")) for sign, escape in _HTML)
_ESCAPES: Final = (
    ("", ()),
    (", with escaped slashes, as PHP writes it", _SLASHES),
    (", with < > & as \\u escapes, as Go writes it", _HTML),
    (", with < > & as \\u escapes, as .NET writes it", _UPPER_HTML),
)


def rewritten(octets: bytes) -> Iterator[tuple[str, bytes]]:
    """The same JSON in every style, and the text with other ends of lines, white space and characters.

    What is named continues "written …". Many of them may be the same octets.
    """
    yield from _styled(_value(octets))
    yield from _as_text(octets)


def rewritten_header(octets: bytes) -> Iterator[tuple[str, bytes]]:
    """The same for a header, whose members also stand in other orders."""
    yield from rewritten(octets)
    yield from _main(octets, orders=True)


def pairs(header: bytes, payload: bytes) -> Iterator[tuple[str, bytes, bytes]]:
    """Header and payload both written again, in the ways in which one library writes whole tokens."""
    for name, first in _main(header, orders=True):
        for _, second in _main(payload, orders=False):
            yield name, first, second


def _main(octets: bytes, *, orders: bool) -> Iterator[tuple[str, bytes]]:
    """The most common styles alone."""
    value = _value(octets)
    if not isinstance(value, dict):
        return
    turned = [("", value), (" and sorted", dict(sorted(value.items())))]
    if orders and "typ" in value:
        turned.append((", typ first", {"typ": value["typ"], **value}))
    if orders and "alg" in value:
        turned.append((", alg first", {"alg": value["alg"], **value}))
    for order, members in turned:
        for name, style in _STYLES[:2]:
            for ascii_only in (False, True):
                text = _written(members, ensure_ascii=ascii_only, **style)
                yield name + order, text.encode("utf-8", "surrogatepass")


def _styled(value: object) -> Iterator[tuple[str, bytes]]:
    if value is None:
        return
    for name, style in _STYLES:
        plain = _written(value, ensure_ascii=False, **style)
        texts = [(name, plain)]
        if not plain.isascii():
            escaped = _written(value, ensure_ascii=True, **style)
            texts.append((f"{name}, beyond ASCII as \\u escapes", escaped))
            upper = _LOWER_ESCAPE.sub(lambda escape: escape[1] + escape[2].upper(), escaped)
            texts.append((f"{name}, beyond ASCII as \\u escapes in upper case, as .NET writes it", upper))
        for how, text in texts:
            yield from _escaped(how, text)
            if "indent" in style:
                octets = text.encode("utf-8", "surrogatepass")
                yield f"{how}, with a line break at its end", octets + b"\n"
                yield f"{how}, with CR LF line ends", octets.replace(b"\n", b"\r\n")


def _escaped(name: str, text: str) -> Iterator[tuple[str, bytes]]:
    """The text as it is, and with the escapes of libraries that write more of them than they must."""
    for how, signs in _ESCAPES:
        escaped = text
        for sign, escape in signs:
            escaped = escaped.replace(sign, escape)
        if not signs or escaped != text:
            yield name + how, escaped.encode("utf-8", "surrogatepass")


def _as_text(octets: bytes) -> Iterator[tuple[str, bytes]]:
    """The text as it is, but for its ends, its white space around it, and its character set."""
    yield "with a line break at its end", octets + b"\n"
    yield "with CR LF at its end", octets + b"\r\n"
    yield "without the white space around it", octets.strip()
    yield "with CR LF line ends", octets.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    yield "with LF line ends", octets.replace(b"\r\n", b"\n")
    yield "with a byte order mark", b"\xef\xbb\xbf" + octets
    yield "without its byte order mark", octets.removeprefix(b"\xef\xbb\xbf")
    try:
        text = octets.decode()
        yield "in UTF-16", text.encode("utf-16-le")
        yield "in Latin-1", text.encode("latin-1")
    except ValueError:
        pass
    yield "in UTF-8 a second time", octets.decode("latin-1").encode()


def _written(value: object, **style: Any) -> str:
    """JSON text; "" for what is nested too deeply to be written."""
    try:
        return json.dumps(value, **style)
    except (ValueError, RecursionError):
        return ""


def _value(octets: bytes) -> object:
    """The JSON that the octets are; None for what is none."""
    try:
        return json.loads(octets)
    except (ValueError, RecursionError):
        return None
