"""In what two identifiers differ, and what that usually means: URLs, host names, tenants."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from webapp.jose.finding import Comparison, Piece
from webapp.jose.text import cut_short, enumerated

_URL: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://([^/:?#\[\]]*|\[[^\]]*\])(?::(\d{1,5}))?([^?#]*)(.*)", re.DOTALL)
_GUID: Final = re.compile(r"[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}")
# Characters that are shown where two values agree, and where they do not.
_AGREEING: Final = 80
_DIFFERING: Final = 120
_ENTRA: Final = ("sts.windows.net", "login.microsoftonline.com", "login.windows.net")
_INTERNAL: Final = re.compile(
    r"(?:localhost|host\.docker\.internal|127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|\[::1\]|[^.]+$"
    r"|.*\.(?:local|internal|svc|cluster\.local|lan|test)$)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs: a word for the code, and a clause that continues "the two differ …"."""

    cause: str
    words: str


@dataclass(frozen=True, slots=True)
class _Url:
    scheme: str
    host: str
    port: str
    path: str
    rest: str


def difference(expected: str, found: str) -> Difference:
    """The one thing in which found differs from expected; "other" when there is more than one, or nothing alike."""
    if expected.rstrip("/") == found.rstrip("/"):
        longer = "expected value" if len(expected) > len(found) else "token's"
        return Difference("slash", f"only in the slash at the end, which the {longer} has")
    if expected.strip() == found.strip():
        return Difference("white-space", "only in white space around the value")
    if expected.casefold() == found.casefold():
        return Difference("case", "only in upper and lower case, and the comparison is case-sensitive")
    ours, theirs = _parse(expected), _parse(found)
    if ours is None or theirs is None:
        return _one_without_scheme(expected, found)
    return _entra(ours, theirs) or _with_the_rest(_by_part(ours, theirs), ours, theirs)


def where(expected: str, found: str) -> str:
    """The first place at which the two differ, in words."""
    place = next((i for i, (a, b) in enumerate(zip(expected, found, strict=False)) if a != b), None)
    if place is None:
        longer, shorter = (expected, found) if len(expected) > len(found) else (found, expected)
        whose = "expected value" if longer is expected else "token's"
        return f'the {whose} goes on with "{cut_short(longer[len(shorter) :], 40)}" where the other ends'
    return (
        f'from character {place + 1} on: "{cut_short(expected[place:], 40)}" is expected, the token has '
        f'"{cut_short(found[place:], 40)}"'
    )


def compare(expected: str, found: str) -> Comparison:
    """The two side by side: the same beginning, what differs, the same end. Linear in their lengths."""
    shorter = min(len(expected), len(found))
    begin = next((i for i in range(shorter) if expected[i] != found[i]), shorter)
    most = shorter - begin
    end = next((i for i in range(most) if expected[-1 - i] != found[-1 - i]), most)
    return Comparison(expected=_pieces(expected, begin, end), found=_pieces(found, begin, end))


def _pieces(text: str, begin: int, end: int) -> tuple[Piece, ...]:
    stop = len(text) - end
    before, differing, after = text[:begin], text[begin:stop], text[stop:]
    if len(before) > _AGREEING:
        before = "…" + before[-_AGREEING:]
    pieces = (
        Piece(before, is_same=True),
        Piece(cut_short(differing, _DIFFERING), is_same=False),
        Piece(cut_short(after, _AGREEING), is_same=True),
    )
    return tuple(piece for piece in pieces if piece.text or not piece.is_same)


def _one_without_scheme(expected: str, found: str) -> Difference:
    for one, other, whose in ((expected, found, "expected value"), (found, expected, "token's")):
        parsed = _parse(one)
        if parsed and one.partition("://")[2].rstrip("/") == other.rstrip("/"):
            return Difference("scheme", f'only in "{parsed.scheme}://", which the {whose} has')
    return Difference("other", "altogether")


def _by_part(ours: _Url, theirs: _Url) -> Difference:
    parts = {
        "scheme": (ours.scheme, theirs.scheme),
        "host": (ours.host.lower(), theirs.host.lower()),
        "port": (_port(ours), _port(theirs)),
        "path": (ours.path.rstrip("/"), theirs.path.rstrip("/")),
        "query": (ours.rest, theirs.rest),
    }
    differing = [name for name, (a, b) in parts.items() if a != b]
    if not differing:
        return Difference("port", "only in the port of the scheme, which one of them writes out")
    if set(differing) <= {"scheme", "port", "host"} and "host" in differing:
        return _hosts(ours, theirs)
    if set(differing) <= {"scheme", "port"}:
        cause = "scheme" if "scheme" in differing else "port"
        told = f"{ours.scheme} is expected, the token has {theirs.scheme}" if cause == "scheme" else ""
        ports = f"port {_port(ours)} is expected, the token has {_port(theirs)}"
        return Difference(cause, f"only in the {cause}: {told or ports}")
    if differing == ["path"]:
        return _paths(ours, theirs)
    return Difference("other", f"in {enumerated(differing)}")


def _with_the_rest(found: Difference, ours: _Url, theirs: _Url) -> Difference:
    """The same without "only" where a smaller difference stands beside the one that tells most."""
    is_host = found.cause in ("host", "internal-host")
    rest = ["the scheme"] if is_host and ours.scheme != theirs.scheme else []
    if (is_host or found.cause == "scheme") and ours.port != theirs.port:
        rest.append("the port")
    if ours.path.endswith("/") != theirs.path.endswith("/") and not found.words.startswith("only in the path:"):
        rest.append("the slash at the end")
    if not rest or not found.words.startswith("only "):
        return found
    what, colon, how = found.words.removeprefix("only ").partition(": ")
    if not colon:
        return Difference(found.cause, f"{what}; and in {enumerated(rest)}")
    return Difference(found.cause, f"{enumerated([what, *rest])}: {how}")


def _hosts(ours: _Url, theirs: _Url) -> Difference:
    told = f"only in the host: {ours.host} is expected, the token has {theirs.host}"
    if bool(_INTERNAL.match(ours.host)) != bool(_INTERNAL.match(theirs.host)):
        return Difference("internal-host", f"{told}; one of them is a name inside of a network or container")
    return Difference("host", told)


def _paths(ours: _Url, theirs: _Url) -> Difference:
    for mark in ("/realms/", "/auth/realms/"):
        if mark in ours.path and mark in theirs.path:
            if ours.path.replace("/auth/", "/", 1) == theirs.path.replace("/auth/", "/", 1):
                return Difference("path", "only in /auth, which Keycloak has in its paths before version 17")
            return Difference("realm", f"only in the realm: {_last(ours)} is expected, the token has {_last(theirs)}")
    if _GUID.search(ours.path) and _GUID.search(theirs.path):
        return Difference("tenant", "only in the tenant: the token comes from another one")
    return Difference(
        "path", f'only in the path: "{cut_short(ours.path)}" is expected, the token has "{cut_short(theirs.path)}"'
    )


def _last(url: _Url) -> str:
    return cut_short(url.path.rstrip("/").rpartition("/")[2], 40)


def _entra(ours: _Url, theirs: _Url) -> Difference | None:
    if ours.host.lower() not in _ENTRA or theirs.host.lower() not in _ENTRA:
        return None
    one, other = (_GUID.search(url.path) for url in (ours, theirs))
    if one and other and one[0].lower() != other[0].lower():
        return Difference("tenant", "in the tenant: the token comes from another directory")
    versions = [2 if url.path.rstrip("/").endswith("/v2.0") else 1 for url in (ours, theirs)]
    if versions[0] != versions[1]:
        told = (
            f"only in the version: the issuer of Entra ID tokens v{versions[0]}.0 is expected, this is v{versions[1]}.0"
        )
        return Difference("entra-version", told)
    if not (one and other):
        return Difference("tenant", "in the tenant: common and organizations are never the issuer of a token")
    return None


def _port(url: _Url) -> str:
    return url.port or {"https": "443", "http": "80"}.get(url.scheme.lower(), "")


def _parse(text: str) -> _Url | None:
    found = _URL.fullmatch(text.strip())
    if not found:
        return None
    return _Url(found[1].lower(), found[2], found[3] or "", found[4], found[5])
