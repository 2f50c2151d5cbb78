"""What kind of token it is, and how sure that is."""

from __future__ import annotations

from typing import Any, Final

import pytest

from webapp.jose.jwt.kinds import Sureness, TokenKind
from webapp.jose.jwt.label import label
from webapp.jose.jwt.recognise import recognise, recognise_sealed

_CORE: Final[dict[str, Any]] = {"iss": "https://op.example", "sub": "alice", "aud": "client-1", "exp": 2, "iat": 1}
_ENTRA: Final = {**_CORE, "iss": "https://login.microsoftonline.com/3338040d/v2.0", "aio": "x"}
_BOUND: Final = {"iss": "https://kubernetes.default.svc", "kubernetes.io": {"namespace": "default"}}
_LOGOUT: Final[dict[str, Any]] = {"events": {"http://schemas.openid.net/event/backchannel-logout": {}}}
_SELF: Final = {**_CORE, "iss": "c1", "sub": "c1", "jti": "x", "aud": "https://as.example/token"}


@pytest.mark.parametrize(
    ("typ", "kind"),
    [
        ("at+jwt", TokenKind.ACCESS_TOKEN),
        ("application/AT+JWT", TokenKind.ACCESS_TOKEN),
        ("dpop+jwt", TokenKind.DPOP),
        ("logout+jwt", TokenKind.LOGOUT_TOKEN),
        ("secevent+jwt", TokenKind.SECURITY_EVENT),
        ("kb+jwt", TokenKind.KEY_BINDING),
        ("dc+sd-jwt", TokenKind.SD_JWT),
        ("vc+jwt", TokenKind.CREDENTIAL),
        ("oauth-authz-req+jwt", TokenKind.REQUEST_OBJECT),
        ("client-authentication+jwt", TokenKind.CLIENT_ASSERTION),
    ],
)
def test_the_type_is_a_statement_and_wins(typ: str, kind: TokenKind) -> None:
    found = recognise({"typ": typ}, {"nonce": "n", "at_hash": "h"})

    assert (found.kind, found.certainty) == (kind, Sureness.CERTAIN)
    assert typ in found.reasons[0]


@pytest.mark.parametrize(
    ("claims", "kind"),
    [
        ({**_CORE, "nonce": "n"}, TokenKind.ID_TOKEN),
        ({"at_hash": "h"}, TokenKind.ID_TOKEN),
        ({"token_use": "id"}, TokenKind.ID_TOKEN),
        ({**_CORE, "typ": "ID"}, TokenKind.ID_TOKEN),
        (_ENTRA, TokenKind.ID_TOKEN),
        ({**_CORE, "iss": "https://accounts.google.com"}, TokenKind.ID_TOKEN),
        ({"token_use": "access", "client_id": "x"}, TokenKind.ACCESS_TOKEN),
        ({**_CORE, "typ": "Bearer", "acr": "1"}, TokenKind.ACCESS_TOKEN),
        ({**_ENTRA, "scp": "User.Read"}, TokenKind.ACCESS_TOKEN),
        ({**_CORE, "cid": "0oa1", "scp": ["openid"]}, TokenKind.ACCESS_TOKEN),
        ({**_CORE, "iss": "https://x.eu.auth0.com/", "scope": "read"}, TokenKind.ACCESS_TOKEN),
        ({**_CORE, "client_id": "c", "scope": "read", "nonce": "n"}, TokenKind.ACCESS_TOKEN),
        ({**_CORE, "typ": "Refresh", "nonce": "n"}, TokenKind.REFRESH_TOKEN),
        ({"token_type": "refresh", "user_id": 1}, TokenKind.REFRESH_TOKEN),
        ({"htm": "GET", "htu": "https://a.example/", "jti": "1", "iat": 1}, TokenKind.DPOP),
        (_LOGOUT, TokenKind.LOGOUT_TOKEN),
        ({"events": {"urn:ietf:params:scim:event:create": {}}}, TokenKind.SECURITY_EVENT),
        (_SELF, TokenKind.CLIENT_ASSERTION),
        ({"response_type": "code", "client_id": "c", "nonce": "n"}, TokenKind.REQUEST_OBJECT),
        ({"vc": {}, "nonce": "n"}, TokenKind.CREDENTIAL),
        ({"_sd": [], "iss": "x"}, TokenKind.SD_JWT),
        ({"sd_hash": "x", "nonce": "n"}, TokenKind.KEY_BINDING),
        (_BOUND, TokenKind.SERVICE_ACCOUNT),
        ({"iss": "a@b.iam.gserviceaccount.com", "scope": "x"}, TokenKind.SERVICE_ACCOUNT),
        ({"role": "authenticated", "session_id": "x"}, TokenKind.SESSION),
        ({"iss": "https://session.firebase.google.com/p"}, TokenKind.SESSION),
    ],
)
def test_what_only_tokens_of_a_kind_carry_makes_it_likely(claims: dict[str, Any], kind: TokenKind) -> None:
    found = recognise({"typ": "JWT"}, claims)

    assert (found.kind, found.certainty, found.ruled_as) == (kind, Sureness.LIKELY, kind)


@pytest.mark.parametrize(
    ("claims", "kind"),
    [
        ({"nonce": "n"}, TokenKind.ID_TOKEN),
        ({"scope": "read"}, TokenKind.ACCESS_TOKEN),
        ({"client_id": "c"}, TokenKind.ACCESS_TOKEN),
        ({**_CORE, "email": "a@b.example"}, TokenKind.ID_TOKEN),
        ({"events": ["a"]}, TokenKind.SECURITY_EVENT),
    ],
)
def test_a_guess_names_it_but_brings_no_rules_of_its_own(claims: dict[str, Any], kind: TokenKind) -> None:
    found = recognise({}, claims)

    assert (found.kind, found.certainty, found.ruled_as) == (kind, Sureness.GUESSED, TokenKind.JWT)


@pytest.mark.parametrize(
    "claims",
    [
        _CORE,
        {**_CORE, "jti": "x", "roles": ["admin"]},
        {**_SELF, "aud": "billing"},
        {**_SELF, "sub": "c2"},
        {"typ": 5, "type": ["refresh"], "iss": 7, "events": None} | {"events_of": 1},
        {},
    ],
)
def test_an_ordinary_jwt_is_just_that(claims: dict[str, Any]) -> None:
    claims = {name: value for name, value in claims.items() if name != "events"}

    assert recognise({"typ": "JWT"}, claims).kind is TokenKind.JWT


def test_what_is_no_claims_set_is_signed_content() -> None:
    assert recognise({}, None).kind is TokenKind.JWS


def test_a_jwe_is_known_by_its_header_when_it_was_not_opened() -> None:
    cookie = recognise_sealed({"alg": "dir"}, {"name": "Ann"}, "Session cookie of NextAuth 4")
    nested = recognise_sealed({"alg": "dir", "cty": "JWT"}, None, "Encrypted JWT")
    closed = recognise_sealed({"alg": "dir"}, None, "Encrypted content")

    assert (cookie.kind, cookie.certainty) == (TokenKind.SESSION, Sureness.LIKELY)
    assert (nested.kind, nested.certainty) == (TokenKind.JWT, Sureness.CERTAIN)
    assert (closed.kind, closed.certainty) == (TokenKind.JWS, Sureness.GUESSED)
    assert recognise_sealed({}, {**_CORE, "nonce": "n"}, "Encrypted content").kind is TokenKind.ID_TOKEN


def test_the_name_for_people_is_that_of_the_kind() -> None:
    assert label({"typ": "dpop+jwt"}, {}) == ("DPoP proof", ('"typ" is "dpop+jwt"',))
    assert label({}, {"at_hash": "h"})[0] == "ID token"
    assert label({"typ": "JOSE+JSON"}, None)[0] == "JWS in JSON"
