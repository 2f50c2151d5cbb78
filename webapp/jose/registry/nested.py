"""Where members stand within claims and headers, what they are there, and the words for their values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType
from typing import Final, TypeAlias

from webapp.jose.registry.claim_values import TimeWords, ValueWord
from webapp.jose.registry.claims import Claim
from webapp.jose.registry.nested_members import STANDARD_MEMBERS
from webapp.jose.registry.nested_vendor_members import VENDOR_MEMBERS
from webapp.jose.registry.service_members import SERVICE_MEMBERS

Names: TypeAlias = tuple[str, ...]

ANY: Final = "*"
_FIREBASE: Final = "Firebase"
_FORMATS: Final = "RFC 9493 section 3.2"
_CAEP: Final = "OpenID CAEP 1.0"
_RISC: Final = "OpenID RISC 1.0"

# Where a whole JWK stands: its members are those of a key.
KEYS_IN_CLAIMS: Final = (
    *("cnf/jwk", "sub_jwk", "jwks/keys/*", "keys/*", "metadata/*/jwks/keys/*", "trust_mark_owners/*/jwks/keys/*"),
)
KEYS_IN_HEADERS: Final = ("jwk", "epk", "clevis/tang/adv/keys/*")
# Where claims stand that mean the same as those of a token: of another token, of a person, of a part of a device.
CLAIMS_WITHIN: Final = ("token_introspection", "verified_claims/claims", "submods/*")
# Where the names of claims stand, each with what is asked of it.
CLAIMS_ASKED_FOR: Final = ("claims/id_token", "claims/userinfo")

# fmt: off
_TIMES: Final = {
    "/kubernetes.io/warnafter":                            TimeWords("warnafter", "due {}", "due {}"),
    "/amr/*/timestamp":                                    TimeWords("timestamp", "done {}", "done {}, ahead of now"),
    "/events/*/event_timestamp":                           TimeWords("event_timestamp", "happened {}", "happens {}"),
    "/google/compute_engine/instance_creation_timestamp":  TimeWords("instance_creation_timestamp", "made {}",
                                                                     "made {}, ahead of now"),
}
_SUBJECT_FORMATS: Final = (
    ValueWord("account",      _FORMATS, "an account, as an acct: URI"),
    ValueWord("email",        _FORMATS, "an e-mail address"),
    ValueWord("iss_sub",      _FORMATS, "issuer and subject, as in a token"),
    ValueWord("opaque",       _FORMATS, "a name that says nothing by itself"),
    ValueWord("phone_number", _FORMATS, "a telephone number"),
    ValueWord("did",          _FORMATS, "a DID"),
    ValueWord("uri",          _FORMATS, "a URI"),
    ValueWord("aliases",      _FORMATS, "several identifiers of the same subject"),
)
_VALUES: Final = {
    "/firebase/sign_in_provider": (
        ValueWord("password",        _FIREBASE, "e-mail address with a password or a link"),
        ValueWord("phone",           _FIREBASE, "code by text message"),
        ValueWord("anonymous",       _FIREBASE, "nothing: no account yet"),
        ValueWord("custom",          _FIREBASE, "a token that the application's own server made"),
        ValueWord("google.com",      _FIREBASE, "Google"),
        ValueWord("apple.com",       _FIREBASE, "Apple"),
        ValueWord("facebook.com",    _FIREBASE, "Facebook"),
        ValueWord("github.com",      _FIREBASE, "GitHub"),
        ValueWord("twitter.com",     _FIREBASE, "X, formerly Twitter"),
        ValueWord("microsoft.com",   _FIREBASE, "Microsoft"),
        ValueWord("yahoo.com",       _FIREBASE, "Yahoo"),
        ValueWord("gc.apple.com",    _FIREBASE, "Game Center"),
        ValueWord("playgames.google.com", _FIREBASE, "Play Games"),
    ),
    "/sub_id/format":           _SUBJECT_FORMATS,
    "/events/*/subject/format": _SUBJECT_FORMATS,
    "/events/*/initiating_entity": (
        ValueWord("admin",  _CAEP, "an administrator"),
        ValueWord("user",   _CAEP, "the person"),
        ValueWord("policy", _CAEP, "a rule"),
        ValueWord("system", _CAEP, "the system itself"),
    ),
    "/events/*/current_status": (
        ValueWord("compliant",     _CAEP, "follows the rules"),
        ValueWord("not-compliant", _CAEP, "does not follow the rules"),
    ),
    "/events/*/previous_status": (
        ValueWord("compliant",     _CAEP, "followed the rules"),
        ValueWord("not-compliant", _CAEP, "did not follow the rules"),
    ),
    "/events/*/reason": (
        ValueWord("hijacking",    _RISC, "somebody else took the account over"),
        ValueWord("bulk-account", _RISC, "one of many accounts that were made for abuse"),
    ),
}
# fmt: on

NESTED_MEMBERS: Final[Mapping[str, Claim]] = MappingProxyType(
    {row.name: row for row in (*STANDARD_MEMBERS, *VENDOR_MEMBERS, *SERVICE_MEMBERS)}
)
NESTED_TIMES: Final[Mapping[str, TimeWords]] = MappingProxyType(_TIMES)
NESTED_VALUES: Final[Mapping[str, Mapping[str, ValueWord]]] = MappingProxyType(
    {path: MappingProxyType({row.value: row for row in rows}) for path, rows in _VALUES.items()}
)


def names_of(path: str) -> Names:
    """The names that a JSON Pointer leads through (RFC 6901 section 4)."""
    names = tuple(path.split("/")[1:])
    return tuple(name.replace("~1", "/").replace("~0", "~") for name in names) if "~" in path else names


def _rows() -> Mapping[tuple[str, int, str], list[tuple[str, Names]]]:
    """The paths by their first name, their length and their last name."""
    found: dict[tuple[str, int, str], list[tuple[str, Names]]] = {}
    for path in sorted(NESTED_MEMBERS, key=lambda path: path.count(ANY)):
        names = names_of(path)
        found.setdefault((names[0], len(names), names[-1]), []).append((path, names))
    return MappingProxyType(found)


_ROWS: Final = _rows()
# The claims that have members which are explained.
NESTED_CLAIMS: Final = frozenset(names_of(path)[0] for path in NESTED_MEMBERS)


def is_at(names: Names, paths: Iterable[str]) -> bool:
    """Whether names lead to one of some paths; "*" in a path is any name."""
    return any(_fits(names, _split(path)) for path in paths)


def pattern_of(names: Names) -> str | None:
    """The path in NESTED_MEMBERS that names lead to; of several that fit, the one with the most names written out."""
    if not names:
        return None
    rows = (row for last in (names[-1], ANY) for row in _ROWS.get((names[0], len(names), last), ()))
    return next((path for path, row in rows if _fits(names, row)), None)


@cache
def _split(path: str) -> Names:
    return tuple(path.split("/"))


def _fits(names: Names, path: Names) -> bool:
    return len(names) == len(path) and all(due in (ANY, name) for name, due in zip(names, path, strict=True))
