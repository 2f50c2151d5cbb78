"""What kind of token it is, with the reasons: an access token's missing "sub" is not an ID token's.

The type decides; without one, what only tokens of a kind carry; then what most of them carry, which is a guess.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final, TypeAlias

from webapp.jose.json_object import JsonValue
from webapp.jose.jwt.kinds import Recognised, Sureness, TokenKind, by_type
from webapp.jose.registry.token_types import media_type

Claims: TypeAlias = Mapping[str, JsonValue]
Signs: TypeAlias = Callable[[Claims], Recognised | None]

LOGOUT_EVENT: Final = "http://schemas.openid.net/event/backchannel-logout"
_CORE: Final = ("iss", "sub", "aud", "exp", "iat")
_REGISTERED: Final = frozenset({"iss", "sub", "aud", "exp", "nbf", "iat", "jti"})
_ASSERTED: Final = frozenset({"iss", "sub", "aud", "exp", "iat", "nbf", "jti", "client_id"})
_PROFILE: Final = ("email", "email_verified", "preferred_username", "picture", "given_name", "family_name", "nickname")
_ENTRA: Final = re.compile(r"https://(?:sts\.windows\.net|login\.(?:microsoftonline|windows)\.[a-z]+)/")
_GOOGLE: Final = re.compile(r"(?:https://)?accounts\.google\.com\Z")
_GOOGLE_SERVICE: Final = re.compile(r"[^\s@]+@[a-z0-9.-]+\.gserviceaccount\.com\Z")
_FIREBASE_SESSION: Final = re.compile(r"https://session\.firebase\.google\.com/")
_FIREBASE: Final = re.compile(r"https://securetoken\.google\.com/")
_APPLE: Final = re.compile(r"https://appleid\.apple\.com/?\Z")
_AUTH0: Final = re.compile(r"https://[a-z0-9.-]+\.auth0\.com/")
_ENDPOINT: Final = re.compile(r"https?://.*/(?:token|oauth2?|par|as|introspect|revoke)(?:[/.?]|\Z)", re.IGNORECASE)
# What a claim says in so many words: "typ" of Keycloak, "token_use" of Cognito, "token_type" and "type" of libraries.
_SAID: Final = ("token_use", "typ", "token_type", "type")
_WORDS: Final[Mapping[str, TokenKind]] = {
    "id": TokenKind.ID_TOKEN,
    "access": TokenKind.ACCESS_TOKEN,
    "access_token": TokenKind.ACCESS_TOKEN,
    "bearer": TokenKind.ACCESS_TOKEN,
    "refresh": TokenKind.REFRESH_TOKEN,
    "refresh_token": TokenKind.REFRESH_TOKEN,
    "offline": TokenKind.REFRESH_TOKEN,
    "logout": TokenKind.LOGOUT_TOKEN,
}
_SESSION_COOKIE: Final = "Session cookie"
_ROLES: Final = ("anon", "authenticated", "service_role")


def recognise(header: Claims, claims: Claims | None) -> Recognised:
    """The kind by the type, then by the claims. The first sentence of reasons decides."""
    if stated := by_type(header):
        return stated
    if claims is None:
        return Recognised(kind=TokenKind.JWS, reasons=("the payload is no Claims Set",))
    for signs in _SIGNS:
        if found := signs(claims):
            return found
    if "typ" not in header and _REGISTERED.isdisjoint(claims):
        reasons = ("its payload is a JSON object, without a type or a claim that says that it is a JWT",)
        return Recognised(kind=TokenKind.JWT, reasons=reasons, certainty=Sureness.GUESSED)
    return Recognised(kind=TokenKind.JWT, reasons=("its payload is a Claims Set",))


def recognise_sealed(header: Claims, claims: Claims | None, label: str) -> Recognised:
    """The kind of a JWE with no other token inside: claims are None when it was not opened, or holds none.

    label is what it is called by its header, which makers of sessions can be known by.
    """
    if label.startswith(_SESSION_COOKIE):
        return _likely(TokenKind.SESSION, f'its header is that of "{label}"')
    if claims is not None or by_type(header):
        return recognise(header, claims)
    content = header.get("cty")
    if isinstance(content, str) and media_type(content) == "jwt":
        return Recognised(kind=TokenKind.JWT, reasons=('"cty" is "JWT"',))
    reasons = ("it is encrypted, and no claims were found inside",)
    return Recognised(kind=TokenKind.JWS, reasons=reasons, certainty=Sureness.GUESSED)


def is_of_a_vendor(claims: Claims) -> bool:
    """Whether the claims are those of a provider with a format of its own, which follows no profile."""
    return any(signs(claims) for signs in (_said, _of_a_vendor))


def _likely(kind: TokenKind, *reasons: str, name: str = "") -> Recognised:
    return Recognised(kind=kind, reasons=reasons, certainty=Sureness.LIKELY, name=name)


def _guessed(kind: TokenKind, *names: str) -> Recognised:
    return Recognised(kind=kind, reasons=tuple(f'it has "{name}"' for name in names), certainty=Sureness.GUESSED)


def _has(claims: Claims, *names: str) -> tuple[str, ...]:
    return tuple(name for name in names if name in claims)


def _text(claims: Claims, name: str) -> str:
    value = claims.get(name)
    return value if isinstance(value, str) else ""


def _credential(claims: Claims) -> Recognised | None:
    if "_sd" in claims or "_sd_alg" in claims:
        name = "SD-JWT credential" if "vct" in claims else ""
        return _likely(TokenKind.SD_JWT, 'it has "_sd" or "_sd_alg"', name=name)
    if "sd_hash" in claims:
        return _likely(TokenKind.KEY_BINDING, 'it has "sd_hash"')
    if "vp" in claims:
        return _likely(TokenKind.CREDENTIAL, 'it has "vp"', name="Verifiable presentation")
    if "vc" in claims or ("@context" in claims and "credentialSubject" in claims):
        return _likely(TokenKind.CREDENTIAL, 'it has "vc"' if "vc" in claims else 'it has "credentialSubject"')
    return None


def _event(claims: Claims) -> Recognised | None:
    events = claims.get("events")
    if isinstance(events, dict) and LOGOUT_EVENT in events:
        return _likely(TokenKind.LOGOUT_TOKEN, '"events" has that of a back-channel logout')
    if isinstance(events, dict) and any(":" in name for name in events):
        return _likely(TokenKind.SECURITY_EVENT, 'it has "events", named by URIs')
    return _guessed(TokenKind.SECURITY_EVENT, "events") if "events" in claims else None


def _proof(claims: Claims) -> Recognised | None:
    if "htm" in claims and "htu" in claims:
        return _likely(TokenKind.DPOP, 'it has "htm" and "htu", the method and the address of one request')
    return None


def _request(claims: Claims) -> Recognised | None:
    if "response_type" in claims and (told := _has(claims, "client_id", "redirect_uri")):
        return _likely(TokenKind.REQUEST_OBJECT, f'it has "response_type" and "{told[0]}", as a request has')
    return None


def _service_account(claims: Claims) -> Recognised | None:
    subject, issuer = _text(claims, "sub"), _text(claims, "iss")
    if "kubernetes.io" in claims or issuer == "kubernetes/serviceaccount":
        return _likely(TokenKind.SERVICE_ACCOUNT, "it names a service account of Kubernetes")
    if subject.startswith("system:serviceaccount:"):
        return _likely(TokenKind.SERVICE_ACCOUNT, '"sub" is a service account of Kubernetes')
    if _GOOGLE_SERVICE.match(issuer):
        return _likely(TokenKind.SERVICE_ACCOUNT, '"iss" is a service account of Google')
    return None


def _said(claims: Claims) -> Recognised | None:
    """A claim that says what the token is."""
    for name in _SAID:
        value = _text(claims, name)
        kind = _WORDS.get(value.lower())
        if kind and (value.lower() != "id" or name in ("token_use", "typ")):
            return _likely(kind, f'the claim "{name}" is "{value}"')
    return None


def _session(claims: Claims) -> Recognised | None:
    issuer, session = _text(claims, "iss"), _text(claims, "sid")
    if _FIREBASE_SESSION.match(issuer):
        return _likely(TokenKind.SESSION, '"iss" makes session cookies of Firebase')
    if _text(claims, "role") in _ROLES and ("session_id" in claims or "supabase" in issuer):
        return _likely(TokenKind.SESSION, '"role" and the session or issuer are those of Supabase')
    if session.startswith(("sess_", "session_")):
        return _likely(TokenKind.SESSION, '"sid" names a session')
    return None


def _of_a_vendor(claims: Claims) -> Recognised | None:
    """What providers put into their tokens."""
    issuer = _text(claims, "iss")
    if _ENTRA.match(issuer):
        if told := _has(claims, "scp", "appid", "azpacr", "appidacr"):
            return _likely(TokenKind.ACCESS_TOKEN, f'it has "{told[0]}", as access tokens of Microsoft Entra have')
        return _likely(TokenKind.ID_TOKEN, 'its "iss" is Microsoft Entra, and it has no "scp"')
    if "cid" in claims and ("scp" in claims or "uid" in claims):
        return _likely(TokenKind.ACCESS_TOKEN, 'it has "cid" beside "scp" or "uid", as access tokens of Okta have')
    if _AUTH0.match(issuer) and (told := _has(claims, "gty", "permissions", "scope")):
        return _likely(TokenKind.ACCESS_TOKEN, f'its "iss" is Auth0, and it has "{told[0]}"')
    if any(maker.match(issuer) for maker in (_GOOGLE, _FIREBASE, _APPLE)):
        return _likely(TokenKind.ID_TOKEN, '"iss" is a provider whose access tokens are no JWTs')
    return None


def _id_token(claims: Claims) -> Recognised | None:
    if told := _has(claims, "at_hash", "c_hash", "s_hash"):
        return _likely(TokenKind.ID_TOKEN, *(f'it has "{name}"' for name in told))
    if "nonce" not in claims or ("client_id" in claims and _has(claims, "scope", "scp")):
        return None
    if len(_has(claims, *_CORE)) == len(_CORE) and not _has(claims, "scope", "scp", "client_id"):
        return _likely(TokenKind.ID_TOKEN, 'it has "nonce" beside all that an ID Token must have')
    return _guessed(TokenKind.ID_TOKEN, "nonce")


def _access_token(claims: Claims) -> Recognised | None:
    scopes, client = _has(claims, "scope", "scp"), _has(claims, "client_id")
    if scopes and client:
        return _likely(TokenKind.ACCESS_TOKEN, f'it has "{scopes[0]}" and "client_id"')
    return _guessed(TokenKind.ACCESS_TOKEN, *scopes, *client) if scopes or client else None


def _client_assertion(claims: Claims) -> Recognised | None:
    issuer = _text(claims, "iss")
    if not issuer or issuer != _text(claims, "sub") or "aud" not in claims or "exp" not in claims:
        return None
    audience = claims["aud"]
    first = audience[0] if isinstance(audience, list) and audience else audience
    is_server = isinstance(first, str) and first.startswith("https://")
    if is_server and "jti" in claims and (_ENDPOINT.match(str(first)) or claims.keys() <= _ASSERTED):
        return _likely(TokenKind.CLIENT_ASSERTION, '"iss" is "sub", "aud" is a server, and "jti" makes it unique')
    return None


def _logged_in(claims: Claims) -> Recognised | None:
    """Who logged in, and how: ID tokens tell it, but others as well."""
    if len(_has(claims, *_CORE)) < len(_CORE):
        return None
    told = _has(claims, "auth_time", "amr", "acr") or _has(claims, *_PROFILE)
    return _guessed(TokenKind.ID_TOKEN, *told[:2]) if told else None


# From what leaves no doubt to what most tokens of a kind have; the first that holds names it.
_SIGNS: Final[tuple[Signs, ...]] = (
    _credential,
    _event,
    _proof,
    _request,
    _service_account,
    _said,
    _session,
    _of_a_vendor,
    _id_token,
    _client_assertion,
    _access_token,
    _logged_in,
)
