"""Claims of any token: issuer, audience, subject, and their types (RFC 7519 section 4.1, RFC 8725 section 3)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from webapp.jose.audit.cases import ClaimsCase
from webapp.jose.audit.due import due
from webapp.jose.audit.kinds import TokenKind
from webapp.jose.audit.words import shown, typed
from webapp.jose.finding import Finding
from webapp.jose.json_object import JsonValue
from webapp.jose.registry.rules import RULES

_TEXTS: Final = ("iss", "sub", "jti", "azp", "nonce")
# Their "iss" is the client, so that an expected issuer is compared with the audience.
_BY_CLIENTS: Final = frozenset({TokenKind.CLIENT_ASSERTION, TokenKind.FAPI_CLIENT_ASSERTION})
# Issued to a client, which is the audience.
_FOR_CLIENTS: Final = frozenset({TokenKind.ID_TOKEN, TokenKind.LOGOUT_TOKEN})
_FOR_ONE: Final = frozenset(
    {
        TokenKind.JWT,
        TokenKind.ACCESS_TOKEN,
        TokenKind.REFRESH_TOKEN,
        TokenKind.SESSION,
        TokenKind.SERVICE_ACCOUNT,
        TokenKind.CLIENT_ASSERTION,
        TokenKind.REQUEST_OBJECT,
    }
)
# RFC 3986 section 3: scheme, authority, path, query and fragment; brackets stand in a host only.
_HEX: Final = r"%[0-9A-Fa-f]{2}"
_SAFE: Final = r"[A-Za-z0-9._~!$&'()*+,;=:@-]"
_URI: Final = re.compile(
    r"[A-Za-z][A-Za-z0-9+.-]*:"
    rf"(?://(?:(?:[A-Za-z0-9._~!$&'()*+,;=:-]|{_HEX})*@)?"
    rf"(?:\[[0-9A-Fa-f:.vV]+\]|(?:[A-Za-z0-9._~!$&'()*+,;=-]|{_HEX})*)(?::[0-9]*)?(?=[/?#]|\Z)|(?!//))"
    rf"(?:{_SAFE}|/|{_HEX})*(?:\?(?:{_SAFE}|[/?]|{_HEX})*)?(?:\#(?:{_SAFE}|[/?]|{_HEX})*)?"
)
# What may stand in the name of a scope, with spaces between them (RFC 6749 section 3.3).
_SCOPES: Final = re.compile(r"[\x20\x21\x23-\x5b\x5d-\x7e]*")
_WITH_COMMAS: Final = re.compile(r"[^\s,]+(?:,\s*[^\s,]+)+")


def missing(case: ClaimsCase) -> Iterator[Finding]:
    """Who issued it, for whom and about whom must be said."""
    for name, rule in (("iss", "C01"), ("aud", "C03"), ("sub", "C06")):
        if name in due(case) and (name not in case.values or case.values[name] in ("", [])):
            told = f'"{name}" is empty' if name in case.values else f'There is no "{name}" among its claims'
            yield RULES[rule].found(told, case.claims.member_span(name))


def issuer(case: ClaimsCase) -> Iterator[Finding]:
    """Only the issuer that is expected may speak for the users."""
    found, expected = case.values.get("iss"), case.expected.issuer
    if expected is None or case.kind.ruled_as in _BY_CLIENTS or not isinstance(found, str) or not found:
        return
    if found != expected:
        told = f'"iss" is {shown(found)}; {shown(expected)} is expected{_nearly(found, expected)}'
        yield RULES["C02"].found(told, case.claims.member_span("iss"))


def audience(case: ClaimsCase) -> Iterator[Finding]:
    """Whoever is not named in "aud" must reject the token; an ID Token is for its client."""
    found, expected = audiences(case), [case.expected.audience]
    if case.kind.ruled_as in _FOR_CLIENTS:
        expected.append(case.expected.client_id)
    unnamed = next((one for one in expected if one is not None and one not in found), None)
    if found and unnamed is not None:
        near = _nearly(found[0], unnamed) if len(found) == 1 else ""
        told = f'"aud" is {shown(case.values["aud"])}; {shown(unnamed)} is expected{near}'
        yield RULES["C04"].found(told, case.claims.member_span("aud"))


def types(case: ClaimsCase) -> Iterator[Finding]:
    """What one library refuses, another compares in its own way."""
    for name in _TEXTS:
        if name in case.values and not isinstance(case.values[name], str):
            told = f'"{name}" is {typed(case.values[name])}, where a text is due'
            yield RULES["C05"].found(told, case.claims.member_span(name))
    if "aud" in case.values and not _is_audience(case.values["aud"]):
        found = case.values["aud"]
        what = "a list of other things than texts" if isinstance(found, list) else typed(found)
        told = f'"aud" is {what}, where a text or a list of texts is due'
        yield RULES["C05"].found(told, case.claims.member_span("aud"))


def no_uri(case: ClaimsCase) -> Iterator[Finding]:
    """A StringOrURI with a colon must be a URI."""
    for name in ("iss", "sub"):
        value = case.values.get(name)
        if isinstance(value, str) and ":" in value and not _URI.fullmatch(value):
            told = f'"{name}" is {shown(value)}: it has a colon, and is no URI'
            yield RULES["C07"].found(told, case.claims.member_span(name))


def scope(case: ClaimsCase) -> Iterator[Finding]:
    """Scopes are one text, separated by spaces; lists stand in other claims."""
    if "scope" not in case.values:
        return
    value = case.values["scope"]
    if not isinstance(value, str):
        told = f'"scope" is {typed(value)}, where a text is due'
    elif not _SCOPES.fullmatch(value):
        told = f'"scope" is {shown(value)}, which has characters that no scope may have'
    elif _WITH_COMMAS.fullmatch(value):
        told = f'"scope" is {shown(value)}, with commas where spaces are due'
    else:
        return
    yield RULES["C11"].found(told, case.claims.member_span("scope"))


def several_audiences(case: ClaimsCase) -> Iterator[Finding]:
    """Each of several audiences can use the token at the others."""
    found = audiences(case)
    if len(set(found)) > 1 and case.kind.ruled_as in _FOR_ONE:
        told = f'"aud" is {shown(case.values["aud"])}'
        yield RULES["C13"].found(told, case.claims.member_span("aud"))


def audiences(case: ClaimsCase) -> tuple[str, ...]:
    """Those that "aud" names; none when it is missing, empty or has the wrong type."""
    found = case.values.get("aud")
    if isinstance(found, str):
        return (found,) if found else ()
    return tuple(one for one in found if isinstance(one, str)) if isinstance(found, list) else ()


def _is_audience(value: JsonValue) -> bool:
    return isinstance(value, str) or (isinstance(value, list) and all(isinstance(one, str) for one in value))


def _nearly(found: str, expected: str) -> str:
    """What makes two names that look the same differ, as a clause."""
    if found.rstrip("/") == expected.rstrip("/"):
        return ", and a slash at the end counts"
    if found.strip().lower() == expected.strip().lower():
        return ", and capitals and blanks count"
    return ""
