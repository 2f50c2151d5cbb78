"""Whether two addresses are the same once written alike (RFC 3986 sections 6.2.2 and 6.2.3)."""

from __future__ import annotations

import re
from typing import Final

_PARTS: Final = re.compile(r"(?:([A-Za-z][A-Za-z0-9+.-]*):)?(?://([^/?#]*))?([^?#]*)", re.DOTALL)
_ESCAPE: Final = re.compile(r"%([0-9A-Fa-f]{2})")
_UNRESERVED: Final = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_PORTS: Final = {"http": ":80", "https": ":443"}


def is_same_target(first: str, second: str) -> bool:
    """Whether both lead to the same resource, their queries and fragments aside (RFC 9449 section 4.3).

    Where one of them has no scheme, as the target of a request line has none, schemes are not compared.
    """
    one, other = _normalised(first), _normalised(second)
    if one[0] and other[0] and one[0] != other[0]:
        return False
    scheme = one[0] or other[0]
    return (_host(one[1], scheme), one[2]) == (_host(other[1], scheme), other[2])


def _normalised(uri: str) -> tuple[str, str, str]:
    """Scheme, authority and path, each in its normal form but for the port that the scheme need not tell."""
    match = _PARTS.match(uri.strip())
    scheme, authority, path = (match[1] or "", match[2] or "", match[3]) if match else ("", "", uri)
    user, at, host = authority.rpartition("@")
    return scheme.lower(), user + at + _decoded(host).lower(), _without_dots(_decoded(path)) or "/"


def _host(authority: str, scheme: str) -> str:
    port = _PORTS.get(scheme, "")
    return authority.removesuffix(port).removesuffix(":") if port else authority.removesuffix(":")


def _decoded(text: str) -> str:
    """Escapes that stand for letters, digits and the like as such, and the others in capitals."""

    def one(match: re.Match[str]) -> str:
        character = chr(int(match[1], 16))
        return character if character in _UNRESERVED else match[0].upper()

    return _ESCAPE.sub(one, text)


def _without_dots(path: str) -> str:
    """A path less its dot segments (RFC 3986 section 5.2.4)."""
    if "." not in path:
        return path
    kept: list[str] = []
    segments = path.split("/")
    for segment in segments:
        if segment == "..":
            if len(kept) > 1:
                kept.pop()
        elif segment != ".":
            kept.append(segment)
    if segments[-1] in (".", ".."):
        kept.append("")
    return "/".join(kept)
