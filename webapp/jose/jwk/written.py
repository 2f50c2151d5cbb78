"""JWK members written in another way than JSON: XML of .NET and XML Signature, YAML, TOML, lines of settings.

RSAKeyValue is that of XML Signature section 4.5.2.2, with the private members that .NET adds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from webapp.jose.text import Span

_ELEMENTS: Final = MappingProxyType(
    {"Modulus": "n", "Exponent": "e", "D": "d", "P": "p", "Q": "q", "DP": "dp", "DQ": "dq", "InverseQ": "qi"}
)
_OPEN: Final = re.compile(r"<(?:[A-Za-z][\w.-]{0,40}:)?RSAKeyValue\b[^<>]{0,400}>")
_CLOSE: Final = re.compile(r"</(?:[A-Za-z][\w.-]{0,40}:)?RSAKeyValue\s{0,40}>")
_ELEMENT: Final = re.compile(
    rf"<(?:[A-Za-z][\w.-]{{0,40}}:)?(?P<name>{'|'.join(_ELEMENTS)})\s{{0,40}}>(?P<value>[A-Za-z0-9+/=\s]*+)</"
)
_ALPHABET: Final = str.maketrans("+/", "-_", "= \t\r\n")
_MOST: Final = 64 * 1024
_YAML: Final = re.compile(
    r"^(?P<indent>[ \t]*+)(?P<dash>-[ \t]+)?(?P<member>[\"']?)"
    r"(?P<name>kty|crv|kid|alg|use|n|e|d|p|q|dp|dq|qi|x|y|k|pub|priv)[\"']?[ \t]*+[:=][ \t]*+(?P<value>[^\n]*+)$",
    re.MULTILINE,
)
_VALUE: Final = re.compile(r"(?P<literal>[\"']?([^\"'\s,#]{1,16384})[\"']?)\s*,?\s*(?:#.*)?\Z")
# A string that is folded over the lines that follow it.
_FOLDED: Final = re.compile(r"[>|][-+]?\s*\Z")
_CONTINUED: Final = re.compile(r"\n[ \t]+([A-Za-z0-9_=+/-]+)[ \t\r]*(?=\n|\Z)")
_LEAST: Final = 2


@dataclass(frozen=True, slots=True)
class Written:
    """The members of a key as they would be in a JWK, and where they stand, if that is known."""

    members: dict[str, str]
    places: dict[str, Span]


def xml_keys(text: str) -> Iterator[Written]:
    """The RSA keys of XML, as members of a JWK."""
    for opening in _OPEN.finditer(text):
        closing = _CLOSE.search(text, opening.end(), opening.end() + _MOST)
        inside = text[opening.end() : closing.start()] if closing else ""
        members = {_ELEMENTS[one["name"]]: one["value"].translate(_ALPHABET) for one in _ELEMENT.finditer(inside)}
        if "n" in members and "e" in members:
            yield Written({"kty": "RSA", **members}, {})


def line_keys(text: str) -> Iterator[Written]:
    """JWKs with one member a line, as YAML and settings have them. A dash or a name once more begins the next key."""
    key = Written({}, {})
    for line in _YAML.finditer(text):
        value, end = _value(text, line)
        if line["dash"] or line["name"] in key.members:
            if _is_key(key.members):
                yield key
            key = Written({}, {})
        if value:
            key.members[line["name"]] = value
            key.places[line["name"]] = Span(line.start("member"), end)
    if _is_key(key.members):
        yield key


def _value(text: str, line: re.Match[str]) -> tuple[str, int]:
    """The value of a line, and where it ends; an empty one where there is none."""
    if not _FOLDED.match(line["value"]):
        found = _VALUE.match(line["value"])
        return (found[2], line.start("value") + found.end("literal")) if found else ("", 0)
    lines: list[str] = []
    at = line.end()
    while following := _CONTINUED.match(text, at):
        lines.append(following[1])
        at = following.end(1)
    return "".join(lines), at


def _is_key(members: dict[str, str]) -> bool:
    return "kty" in members and len(members) > _LEAST
