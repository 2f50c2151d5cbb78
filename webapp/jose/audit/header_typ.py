"""Explicit typing: a token of one kind must not pass for another (RFC 8725 section 3.11)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from webapp.jose.audit.cases import HeaderCase
from webapp.jose.audit.kinds import TokenKind
from webapp.jose.audit.parts import is_whole, names_token, quoted
from webapp.jose.finding import Finding
from webapp.jose.registry.rules import RULES
from webapp.jose.registry.token_types import media_type

_PREFIX: Final = "application/"
# The type that a kind has, with where it is written. Those of _MAY_LACK may also have none.
_DUE: Final[Mapping[TokenKind, tuple[str, str]]] = MappingProxyType(
    {
        TokenKind.ACCESS_TOKEN: ("at+jwt", "RFC 9068 section 2.1"),
        TokenKind.DPOP: ("dpop+jwt", "RFC 9449 section 4.2"),
        TokenKind.LOGOUT_TOKEN: ("logout+jwt", "OpenID Connect Back-Channel Logout 1.0 section 2.4"),
        TokenKind.REQUEST_OBJECT: ("oauth-authz-req+jwt", "RFC 9101 section 10.8"),
        TokenKind.ID_TOKEN: ("jwt", "OpenID Connect Core 1.0 section 2"),
    }
)
_MAY_LACK: Final = frozenset({TokenKind.LOGOUT_TOKEN, TokenKind.REQUEST_OBJECT, TokenKind.ID_TOKEN})
# Types of kinds that none of the others can be.
_OTHERS: Final = frozenset(
    {"at+jwt", "dpop+jwt", "logout+jwt", "oauth-authz-req+jwt", "kb+jwt", "secevent+jwt", "token-introspection+jwt"}
)
_UNTYPED: Final = frozenset({TokenKind.CLIENT_ASSERTION, TokenKind.FAPI_CLIENT_ASSERTION, TokenKind.SD_JWT})


def missing(case: HeaderCase) -> Iterator[Finding]:
    """Without a type nothing but the claims tells the kinds apart."""
    if case.kind.has_claims and not case.is_encrypted and "typ" not in case.values and is_whole(case.header):
        yield RULES["H27"].found('The header has no "typ"', case.header.whole_span())


def other(case: HeaderCase) -> Iterator[Finding]:
    """A token of another type may be replayed here. What only wraps a token is not asked for the type."""
    typ = case.values.get("typ")
    if names_token(case.values.get("cty")) or ("typ" in case.values and not isinstance(typ, str)):
        return
    if typ is None and (case.is_encrypted or not is_whole(case.header)):
        return
    if why := _why(typ if isinstance(typ, str) else None, case):
        yield RULES["H29"].found(why, case.header.member_span("typ") or case.header.whole_span())


def prefixed(case: HeaderCase) -> Iterator[Finding]:
    """Readers that compare texts do not find the long form equal to the short."""
    typ = case.values.get("typ")
    if isinstance(typ, str) and typ.lower().startswith(_PREFIX) and typ.count("/") == 1:
        yield RULES["H33"].found(f'"typ" is {quoted(typ)}', case.header.member_span("typ"))


def _why(typ: str | None, case: HeaderCase) -> str:
    told = '"typ" is missing' if typ is None else f'"typ" is {quoted(typ)}'
    name = "" if typ is None else media_type(typ)
    if case.expected.typ:
        expected = case.expected.typ
        return "" if name == media_type(expected) else f"{told}, and {quoted(expected)} is expected"
    if not case.kind.is_given:
        return ""
    kind = case.kind.kind
    if kind in _UNTYPED:
        return f"{told}, which is that of another kind of token" if name in _OTHERS else ""
    due, reference = _DUE.get(kind, ("", ""))
    if not due or name == due or (typ is None and kind in _MAY_LACK):
        return ""
    return f'{told}, and "{due if due != "jwt" else "JWT"}" is due ({reference})'
