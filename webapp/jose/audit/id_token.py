"""ID Tokens (OpenID Connect Core sections 2, 3.1.3.6 to 3.1.3.8 and 3.3.2.11)."""

from __future__ import annotations

import hmac
from collections.abc import Iterator
from typing import Final

from webapp.jose.audit.cases import ClaimsCase, HeaderCase, SignedToken
from webapp.jose.audit.claims import audiences
from webapp.jose.audit.half_hash import half_hash
from webapp.jose.audit.kinds import TokenKind
from webapp.jose.audit.times import time_of
from webapp.jose.audit.words import listed, shown
from webapp.jose.finding import Finding
from webapp.jose.moment import duration, utc
from webapp.jose.registry.algorithms import JWS_ALGORITHMS
from webapp.jose.registry.rules import RULES

_REQUIRED: Final = ("iss", "sub", "aud", "exp", "iat")
_LONGEST_SUBJECT: Final = 255
_OWN_KEYS: Final = ("x5u", "x5c", "jku", "jwk")
# OpenID Connect Dynamic Client Registration section 2, id_token_signed_response_alg. Unknown names are told as such.
_REGISTERED_BY_DEFAULT: Final = "RS256"
_KNOWN: Final = tuple(JWS_ALGORITHMS)


def required(case: ClaimsCase) -> Iterator[Finding]:
    """Without them a client cannot tell who logged in, where and when."""
    absent = [name for name in _REQUIRED if name not in case.values or case.values[name] in ("", [])]
    if _is_due(case) and absent:
        yield RULES["O01"].found(f"It has no {listed(absent)}")


def authorized_party(case: ClaimsCase) -> Iterator[Finding]:
    """With several audiences "azp" tells whose it is, and it must be this client's."""
    if not _is_due(case):
        return
    if "azp" not in case.values:
        if len(set(audiences(case))) > 1:
            told = f'"aud" is {shown(case.values["aud"])}, and there is no "azp"'
            yield RULES["O02"].found(told, case.claims.member_span("aud"))
        return
    party, client = case.values["azp"], case.expected.client_id
    if client is not None and isinstance(party, str) and party != client:
        told = f'"azp" is {shown(party)}; the client is {shown(client)}'
        yield RULES["O03"].found(told, case.claims.member_span("azp"))


def nonce(case: ClaimsCase) -> Iterator[Finding]:
    """It ties the ID Token to the login of this browser."""
    expected = case.expected.nonce
    if not _is_due(case) or expected is None or case.values.get("nonce") == expected:
        return
    found = f'"nonce" is {shown(case.values["nonce"])}' if "nonce" in case.values else 'There is no "nonce"'
    yield RULES["O04"].found(f"{found}; {shown(expected)} is expected", case.claims.member_span("nonce"))


def hashes(token: SignedToken) -> Iterator[Finding]:
    """Access token and code must be those that the ID Token was issued with."""
    if token.claims is None or token.kind.ruled_as is not TokenKind.ID_TOKEN or not token.jws.signatures:
        return
    first = token.jws.signatures[0]
    alg = first.header.values.get("alg")
    for name, text, rule in (
        ("at_hash", token.expected.access_token, "O05"),
        ("c_hash", token.expected.code, "O06"),
    ):
        found = token.claims.values.get(name)
        if text is None or found is None or not isinstance(alg, str):
            continue
        due = half_hash(text, alg, len(first.signature.octets))
        if due is not None and not _is_same(found, due):
            what = "the access token" if name == "at_hash" else "the code"
            told = f'"{name}" is {shown(found)}; with {alg} that of {what} is "{due}"'
            yield RULES[rule].found(told, token.claims.member_span(name))


def login_age(case: ClaimsCase) -> Iterator[Finding]:
    """With max_age the login must not be longer ago, and "auth_time" must tell."""
    most = case.expected.max_age
    if not _is_due(case) or most is None:
        return
    if "auth_time" not in case.values:
        yield RULES["O07"].found(f'There is no "auth_time", and max_age is {most} s')
        return
    since = time_of(case, "auth_time")
    if since is not None and case.expected.at - since > most + case.expected.leeway:
        told = f'"auth_time" is {utc(since)}, {duration(case.expected.at - since)} ago; max_age is {most} s'
        yield RULES["O07"].found(told, case.claims.member_span("auth_time"))


def context_class(case: ClaimsCase) -> Iterator[Finding]:
    """How the user was authenticated must be as it was asked for."""
    asked = case.expected.acr
    found = case.values.get("acr")
    if not _is_due(case) or asked is None or found == asked or found in asked.split():
        return
    told = f'"acr" is {shown(found)}' if "acr" in case.values else 'There is no "acr"'
    yield RULES["O08"].found(f"{told}; {shown(asked)} was asked for", case.claims.member_span("acr"))


def registered_algorithm(case: HeaderCase) -> Iterator[Finding]:
    """A client takes the one algorithm that it registered; one that is named and registered none takes RS256."""
    due, found = case.expected.id_token_signed_response_alg, case.values.get("alg")
    if case.kind.ruled_as is not TokenKind.ID_TOKEN or case.is_encrypted:
        return
    if due is None and case.expected.client_id is not None and found in _KNOWN:
        due = _REGISTERED_BY_DEFAULT
    if due is not None and found != due:
        why = "is registered" if case.expected.id_token_signed_response_alg else "is due unless another is registered"
        yield RULES["O09"].found(f'"alg" is {shown(found)}; {shown(due)} {why}', case.header.member_span("alg"))


def subject(case: ClaimsCase) -> Iterator[Finding]:
    """A subject has at most 255 ASCII characters."""
    found = case.values.get("sub")
    if not _is_due(case) or not isinstance(found, str):
        return
    if len(found) > _LONGEST_SUBJECT:
        told = f'"sub" has {len(found):,} characters; {_LONGEST_SUBJECT} are allowed'
    elif not found.isascii():
        told = f'"sub" is {shown(found)}, which is not all ASCII'
    else:
        return
    yield RULES["O10"].found(told, case.claims.member_span("sub"))


def own_key(case: HeaderCase) -> Iterator[Finding]:
    """A client knows the keys of its provider; a key that a token brings is anybody's."""
    if case.kind.ruled_as is not TokenKind.ID_TOKEN:
        return
    if found := [name for name in _OWN_KEYS if name in case.values]:
        yield RULES["O11"].found(f"Its header has {listed(found)}", case.header.member_span(found[0]))


def strangers(case: ClaimsCase) -> Iterator[Finding]:
    """Another audience can use the ID Token as well."""
    client, named = case.expected.client_id, audiences(case)
    if not _is_due(case) or client is None or client not in named:
        return
    trusted = {client, *case.expected.trusted_audiences}
    if others := [one for one in named if one not in trusted]:
        told = f'"aud" also names {shown(list(others))}'
        yield RULES["O13"].found(told, case.claims.member_span("aud"))


def not_encrypted(token: SignedToken) -> Iterator[Finding]:
    """What was to be encrypted can be read, and may have been slipped in."""
    if token.kind.ruled_as is TokenKind.ID_TOKEN and token.expected.encrypted and token.level == 1:
        yield RULES["O15"].found("It is signed and not encrypted", token.jws.token.span())


def _is_due(case: ClaimsCase) -> bool:
    return case.kind.ruled_as is TokenKind.ID_TOKEN


def _is_same(found: object, due: str) -> bool:
    return isinstance(found, str) and hmac.compare_digest(found.encode("utf-8", "surrogatepass"), due.encode())
