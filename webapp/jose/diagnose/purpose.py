"""The wrong kind of token was sent, or one that its receiver refuses for its lifetime."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from webapp.jose.diagnose.bench import Bench
from webapp.jose.diagnose.case import ClaimsCase
from webapp.jose.diagnose.words import likely
from webapp.jose.finding import Diagnosis
from webapp.jose.json_object import JsonValue
from webapp.jose.moment import duration
from webapp.jose.registry.token_types import media_type

Claims = Mapping[str, JsonValue]

# What only tokens of the one kind have (OpenID Connect Core sections 2 and 3.1.3.6; RFC 9068 section 2.2).
_ID: Final = ("nonce", "at_hash", "c_hash", "auth_time", "email_verified")
_ACCESS: Final = ("scope", "scp", "client_id", "cid", "appid", "wids", "gty", "realm_access", "resource_access")
_CLIENTS: Final = ("client_id", "azp", "cid", "appid")
# Cognito writes token_use, Keycloak typ among the claims.
_ID_USES: Final = ("id", "ID")
_EXPECTED_ACCESS: Final = ("at+jwt",)


@dataclass(frozen=True, slots=True)
class _Vendor:
    """Who takes tokens of a shape, and how long they may live, in seconds."""

    name: str
    most: int
    fits: Callable[[Claims], bool]
    advice: str


def id_token_as_access_token(case: ClaimsCase, _bench: Bench) -> Diagnosis | None:
    """An ID token is for the application that signed somebody in, never for an API."""
    if not _is_refused(case):
        return None
    reasons = _reasons(case.claims, _ID)
    if case.claims.get("token_use") in _ID_USES or case.claims.get("typ") in _ID_USES:
        reasons.insert(0, '"token_use" or "typ" says so')
    if not reasons or _reasons(case.claims, _ACCESS) or _typ(case) in _EXPECTED_ACCESS:
        return None
    return likely(
        "claims.id-token",
        "This is an ID token; an API needs the access token",
        f"What speaks for it: {', '.join(reasons)}, and no scope. Its audience is the application that signed "
        "somebody in, not an API.",
        "Send the access token of the same response. If that one is opaque, ask for it with the API's audience.",
        reference="OpenID Connect Core 1.0 section 2",
    )


def access_token_as_id_token(case: ClaimsCase, _bench: Bench) -> Diagnosis | None:
    """An access token where an ID token is due: it is not about the person for the client."""
    wanted = set(case.given.expected.required_claims) & set(_ID)
    for_client = _is_for_its_client(case)
    if not (wanted or for_client) or _reasons(case.claims, _ID):
        return None
    reasons = _reasons(case.claims, _ACCESS)
    if _typ(case) in _EXPECTED_ACCESS:
        reasons.insert(0, '"typ" is at+jwt')
    if case.claims.get("token_use") == "access":
        reasons.insert(0, '"token_use" is access')
    if not reasons:
        return None
    return likely(
        "claims.access-token",
        "This is an access token; an ID token is expected",
        f"What speaks for it: {', '.join(reasons)}; and "
        + (
            f"{', '.join(sorted(wanted))}, which ID tokens have, is missing."
            if wanted
            else "the audience that is expected is the client that asked for it, as it is for ID tokens alone."
        ),
        "Use the id_token of the token response, which is there when the scope openid was asked for.",
        reference="OpenID Connect Core 1.0 section 2",
    )


def _is_for_its_client(case: ClaimsCase) -> bool:
    """Whether the audience that is expected, and is not there, is the client that the token was given to."""
    expected = case.given.expected.audience
    is_client = any(expected is not None and case.claims.get(name) == expected for name in _CLIENTS)
    is_cognito = case.claims.get("token_use") == "access"
    return is_client and "aud" in case.claims and not is_cognito and case.has_failed("claims.audience")


def lifetime(case: ClaimsCase, _bench: Bench) -> Diagnosis | None:
    """Its receiver refuses tokens that live longer than it says."""
    for vendor in _VENDORS:
        if not vendor.fits(case.claims):
            continue
        lives = _lives(case.claims)
        if lives <= vendor.most:
            return None
        return likely(
            "claims.lifetime",
            f"{vendor.name} refuses tokens that live longer than {duration(vendor.most)}; this lives {duration(lives)}",
            f'"exp" is {duration(lives)} after "iat". By its claims, this token is for {vendor.name}.',
            vendor.advice,
        )
    return None


def _is_refused(case: ClaimsCase) -> bool:
    """Whether something was expected of it that an access token has."""
    codes = {step.code for step in case.failed}
    wanted = set(case.given.expected.required_claims) & set(_ACCESS)
    return bool(codes & {"claims.audience", "claims.typ"}) or ("claims.required" in codes and bool(wanted))


def _reasons(claims: Claims, names: tuple[str, ...]) -> list[str]:
    return [f'it has "{name}"' for name in names if name in claims]


def _typ(case: ClaimsCase) -> str:
    typ = case.header.get("typ")
    return media_type(typ) if isinstance(typ, str) else ""


def _lives(claims: Claims) -> int:
    """The seconds from iat to exp; 0 where they are no times."""
    exp, iat = claims.get("exp"), claims.get("iat")
    if not isinstance(exp, int) or not isinstance(iat, int) or not 0 < iat < exp < 10**11:
        return 0
    return exp - iat


def _is_github_app(claims: Claims) -> bool:
    """Three claims and no more: the number or client id of an app, and two times."""
    issuer = claims.get("iss")
    text = str(issuer) if isinstance(issuer, int | str) and not isinstance(issuer, bool) else ""
    is_app = (text.isdigit() and len(text) <= 9) or text.startswith(("Iv1.", "Iv23"))
    return is_app and claims.keys() <= {"iss", "iat", "exp", "alg"}


_VENDORS: Final = (
    _Vendor("GitHub (as an App)", 600, _is_github_app,
            "GitHub measures by its own clock: set iat 60 s back and exp at most 9 min ahead."),
    _Vendor("Apple (client secret of Sign in with Apple)", 15_777_000,
            lambda claims: claims.get("aud") == "https://appleid.apple.com",
            "Make a new client secret at least every six months (15,777,000 s)."),
    _Vendor("App Store Connect", 1_200, lambda claims: claims.get("aud") == "appstoreconnect-v1",
            "Set exp at most 20 min after iat."),
    _Vendor("Google (service account)", 3_600,
            lambda claims: claims.get("aud") in ("https://oauth2.googleapis.com/token",
                                                 "https://www.googleapis.com/oauth2/v4/token",
                                                 "https://accounts.google.com/o/oauth2/token"),
            "Set exp at most one hour after iat."),
    _Vendor("Salesforce (JWT bearer)", 300,
            lambda claims: claims.get("aud") in ("https://login.salesforce.com", "https://test.salesforce.com"),
            "Set exp at most 3 to 5 minutes ahead."),
    _Vendor("DocuSign (JWT grant)", 3_600,
            lambda claims: claims.get("aud") in ("account.docusign.com", "account-d.docusign.com"),
            "Set exp at most one hour after iat."),
)  # fmt: skip
