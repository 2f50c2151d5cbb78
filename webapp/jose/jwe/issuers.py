"""JWEs that an issuer made for itself: told by their headers, and how to get the key where that can be."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from webapp.jose.finding import Finding
from webapp.jose.jose_header import JoseHeader
from webapp.jose.json_object import JsonValue
from webapp.jose.trace import Severity

_Values = Mapping[str, JsonValue]
_AUTH0: Final = re.compile(r"https://[^/]+\.auth0\.com/?\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Maker:
    """Who makes such tokens: how the header tells, what to call them, what is to be known and done.

    is_certain says that no other JWE has such a header.
    """

    code: str
    fits: Callable[[_Values], bool]
    label: str
    name: str
    message: str
    remedy: str
    is_certain: bool = True


def label_of(header: JoseHeader) -> tuple[str, str] | None:
    """What to call the token, and the reason."""
    maker = _maker(header)
    return (
        (maker.label, 'its header has "alg": "dir", and the other parameters of such')
        if maker and maker.is_certain
        else None
    )


def made_for_itself(header: JoseHeader) -> Iterator[Finding]:
    """Who alone can read it. Codes: jwe.auth0-opaque, jwe.authjs-session, jwe.nextauth-session, jwe.express-session."""
    if maker := _maker(header):
        yield Finding(
            code=maker.code,
            severity=Severity.INFO,
            title=f"{'This looks like' if maker.is_certain else 'This can be'} {maker.name}",
            message=maker.message,
            remedy=maker.remedy,
            span=header.member_span("enc"),
        )


def _maker(header: JoseHeader) -> _Maker | None:
    if header.values.get("alg") != "dir":
        return None
    return next((maker for maker in _MAKERS if maker.fits(header.values)), None)


def _is_auth0(values: _Values) -> bool:
    issuer = values.get("iss")
    is_theirs = isinstance(issuer, str) and (bool(_AUTH0.match(issuer)) or values.keys() == {"alg", "enc", "iss"})
    return values.get("enc") == "A256GCM" and is_theirs


def _is_express(values: _Values) -> bool:
    return values.get("enc") == "A256GCM" and {"uat", "iat", "exp"} <= values.keys()


def _is_authjs(values: _Values) -> bool:
    return values.get("enc") == "A256CBC-HS512" and values.keys() == {"alg", "enc", "kid"}


def _is_nextauth(values: _Values) -> bool:
    return values.get("enc") == "A256GCM" and values.keys() == {"alg", "enc"}


_DERIVED: Final = "Its key is derived from that secret with HKDF and SHA-256, and is not the secret itself."
_PASTE: Final = "Paste what comes out as base64url into the key box."
_MAKERS: Final = (
    _Maker(
        code="jwe.auth0-opaque",
        fits=_is_auth0,
        label="Auth0 access token without an audience",
        name="an Auth0 access token without an audience",
        message="Auth0 encrypts such a token to itself: only its own /userinfo endpoint can read it, and no API can.",
        remedy="Ask for one with the parameter audience set to the identifier of your API: then it is a signed JWT.",
    ),
    _Maker(
        code="jwe.express-session",
        fits=_is_express,
        label="Session cookie of the Auth0 libraries for Express or Next.js",
        name="a session cookie of the Auth0 libraries for Express or Next.js",
        message=f"The application encrypts it to itself with its setting SECRET. {_DERIVED}",
        remedy=f'Derive it: crypto.hkdfSync("sha256", secret, "", "JWE CEK", 32). {_PASTE}',
    ),
    _Maker(
        code="jwe.authjs-session",
        fits=_is_authjs,
        label="Session cookie of Auth.js (NextAuth 5)",
        name="a session cookie of Auth.js (NextAuth 5)",
        message=f"The application encrypts it to itself with AUTH_SECRET. {_DERIVED}",
        remedy='Derive it, with the name of the cookie as salt: crypto.hkdfSync("sha256", AUTH_SECRET, '
        '"authjs.session-token", "Auth.js Generated Encryption Key (authjs.session-token)", 64). '
        f"{_PASTE} Over HTTPS the name begins with __Secure-.",
    ),
    _Maker(
        code="jwe.nextauth-session",
        fits=_is_nextauth,
        label="Session cookie of NextAuth 4",
        name="a session cookie of NextAuth 4",
        is_certain=False,
        message=f"If it is one, the application encrypts it to itself with NEXTAUTH_SECRET. {_DERIVED}",
        remedy='Derive it: crypto.hkdfSync("sha256", NEXTAUTH_SECRET, "", "NextAuth.js Generated Encryption Key", 32). '
        f"{_PASTE}",
    ),
)
