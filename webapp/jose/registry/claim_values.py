"""Words for the values of some claims: times, durations, authentication methods and levels, confirmation, events."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final


@dataclass(frozen=True, slots=True)
class TimeWords:
    """How to tell of a NumericDate in the past, and of one that is due; {} stands for "2 h ago" or "in 2 h"."""

    name: str
    past: str
    due: str


@dataclass(frozen=True, slots=True)
class ValueWord:
    """A value that has a meaning of its own."""

    value: str
    reference: str
    meaning: str


_AMR: Final = "RFC 8176 section 2"
_ENTRA: Final = "Microsoft Entra ID"
_SUPABASE: Final = "Supabase"
_SAML: Final = "urn:oasis:names:tc:SAML:2.0:ac:classes:"
_PAPE: Final = "http://schemas.openid.net/pape/policies/2007/06/"

# fmt: off
_TIMES: Final = (
    #         name         past                    due
    TimeWords("exp",       "expired {}",           "expires {}"),
    TimeWords("nbf",       "became valid {}",      "becomes valid {}"),
    TimeWords("iat",       "issued {}",            "issued {}, ahead of now"),
    TimeWords("auth_time", "logged in {}",         "logged in {}, ahead of now"),
    TimeWords("updated_at", "changed {}",          "changed {}, ahead of now"),
    TimeWords("toe",       "happened {}",          "happens {}"),
    TimeWords("created_time", "written {}",            "written {}, ahead of now"),
    TimeWords("expires_time", "expired {}",            "expires {}"),
    TimeWords("rat",       "asked for {}",         "asked for {}, ahead of now"),
    TimeWords("tokenExp",  "ended {}",             "ends {}"),
    TimeWords("xms_tcdt",  "made {}",              "made {}, ahead of now"),
)

_METHODS: Final = (
    #         value       reference  meaning
    ValueWord("face",     _AMR,      "face"),
    ValueWord("fpt",      _AMR,      "fingerprint"),
    ValueWord("geo",      _AMR,      "place"),
    ValueWord("hwk",      _AMR,      "key in hardware"),
    ValueWord("iris",     _AMR,      "iris"),
    ValueWord("kba",      _AMR,      "security question"),
    ValueWord("mca",      _AMR,      "several channels"),
    ValueWord("mfa",      _AMR,      "several factors"),
    ValueWord("otp",      _AMR,      "one-time code"),
    ValueWord("pin",      _AMR,      "PIN"),
    ValueWord("pop",      _AMR,      "proof of a key"),
    ValueWord("pwd",      _AMR,      "password"),
    ValueWord("rba",      _AMR,      "risk was judged"),
    ValueWord("retina",   _AMR,      "retina"),
    ValueWord("sc",       _AMR,      "smart card"),
    ValueWord("sms",      _AMR,      "text message"),
    ValueWord("swk",      _AMR,      "key in software"),
    ValueWord("tel",      _AMR,      "telephone call"),
    ValueWord("user",     _AMR,      "presence of the person"),
    ValueWord("vbm",      _AMR,      "voice"),
    ValueWord("wia",      _AMR,      "Windows login"),
    ValueWord("rsa",      _ENTRA,    "RSA key, such as a certificate or the Authenticator app"),
    ValueWord("fido",     _ENTRA,    "FIDO2 key"),
    ValueWord("ngcmfa",   _ENTRA,    "second factor for registering a device"),
    ValueWord("fed",      _ENTRA,    "another identity provider"),
    ValueWord("password", _SUPABASE, "password"),
    ValueWord("oauth",    _SUPABASE, "another provider"),
    ValueWord("totp",     _SUPABASE, "code of an authenticator app"),
    ValueWord("magiclink", _SUPABASE, "link by e-mail"),
    ValueWord("recovery", _SUPABASE, "link to a new password"),
    ValueWord("invite",   _SUPABASE, "invitation"),
    ValueWord("sso/saml", _SUPABASE, "company login (SAML)"),
    ValueWord("anonymous", _SUPABASE, "nothing: no account yet"),
    ValueWord("email",           "Descope",        "code or link by e-mail"),
    ValueWord("authenticated",   "Amazon Cognito", "some login"),
    ValueWord("unauthenticated", "Amazon Cognito", "no login"),
)

_LEVELS: Final = (
    #         value                           reference
    #         meaning
    ValueWord("0",                            "OpenID Connect Core 1.0 section 2",
              "not even ISO 29115 level 1, such as a cookie that lasts"),
    ValueWord("1",                            "Keycloak; Microsoft Entra ID",
              "the person logged in"),
    ValueWord("urn:mace:incommon:iap:silver", "InCommon",
              "silver, the identity was proofed"),
    ValueWord("urn:mace:incommon:iap:bronze", "InCommon",
              "bronze, the same person each time"),
    ValueWord("goauthentik.io/providers/oauth2/default", "authentik",
              "the only level that authentik has"),
    ValueWord("phr",                          "OpenID Connect EAP ACR Values 1.0",
              "resists phishing"),
    ValueWord("phrh",                         "OpenID Connect EAP ACR Values 1.0",
              "resists phishing, with a key in hardware"),
    ValueWord(f"{_PAPE}none",                 "Okta",
              "nothing in particular"),
    ValueWord(f"{_PAPE}multi-factor",         "Okta; Auth0",
              "several factors"),
    ValueWord(f"{_PAPE}multi-factor-physical", "OpenID Connect EAP ACR Values 1.0",
              "several factors, one of them a thing that the person has"),
    ValueWord(f"{_PAPE}phishing-resistant",   "Okta",
              "resists phishing"),
    ValueWord("urn:okta:loa:1fa:any",         "Okta",
              "one factor, whichever"),
    ValueWord("urn:okta:loa:1fa:pwd",         "Okta",
              "a password"),
    ValueWord("urn:okta:loa:2fa:any",         "Okta",
              "two factors, whichever"),
    ValueWord("urn:okta:loa:2fa:any:ifpossible", "Okta",
              "two factors where the person has them"),
    ValueWord("https://refeds.org/profile/sfa", "REFEDS",
              "one good factor"),
    ValueWord("https://refeds.org/profile/mfa", "REFEDS",
              "several factors"),
    ValueWord("http://eidas.europa.eu/LoA/low", "eIDAS",
              "identity with low assurance"),
    ValueWord("http://eidas.europa.eu/LoA/substantial", "eIDAS",
              "identity with substantial assurance"),
    ValueWord("http://eidas.europa.eu/LoA/high", "eIDAS",
              "identity with high assurance"),
    ValueWord("http://idmanagement.gov/ns/assurance/ial/1", "Login.gov",
              "identity not proofed"),
    ValueWord("http://idmanagement.gov/ns/assurance/ial/2", "Login.gov",
              "identity proofed"),
    ValueWord("http://idmanagement.gov/ns/assurance/aal/2", "Login.gov",
              "two factors"),
    ValueWord("http://idmanagement.gov/ns/assurance/aal/3", "Login.gov",
              "two factors, one of them resists phishing"),
    ValueWord("urn:acr.login.gov:auth-only",  "Login.gov",
              "identity not proofed"),
    ValueWord("urn:acr.login.gov:verified",   "Login.gov",
              "identity proofed"),
    ValueWord(f"{_SAML}Password",             "SAML 2.0",
              "a password"),
    ValueWord(f"{_SAML}PasswordProtectedTransport", "SAML 2.0",
              "a password over an encrypted connection"),
    ValueWord(f"{_SAML}X509",                 "SAML 2.0",
              "a certificate"),
    ValueWord(f"{_SAML}Kerberos",             "SAML 2.0",
              "Kerberos"),
    ValueWord(f"{_SAML}unspecified",          "SAML 2.0",
              "it is not said how"),
)

_CONFIRMATIONS: Final = (
    #         value       reference               meaning
    ValueWord("jwk",      "RFC 7800 section 3.2", "a public key, given in full"),
    ValueWord("jwe",      "RFC 7800 section 3.3", "a secret key, encrypted"),
    ValueWord("kid",      "RFC 7800 section 3.4", "a key, by its ID"),
    ValueWord("jku",      "RFC 7800 section 3.5", "a key at an address"),
    ValueWord("jkt",      "RFC 9449 section 6.1", "a DPoP key, by its thumbprint"),
    ValueWord("x5t#S256", "RFC 8705 section 3.1", "a client certificate (mutual TLS), by its thumbprint"),
    ValueWord("osc",      "RFC 9203",             "a security context of OSCORE"),
)

_EVENTS: Final = (
    #         value
    #         reference, meaning
    ValueWord("http://schemas.openid.net/event/backchannel-logout",
              "OpenID Connect Back-Channel Logout 1.0", "log the person out"),
    ValueWord("https://schemas.openid.net/secevent/caep/event-type/session-revoked",
              "OpenID CAEP 1.0", "a session was revoked"),
    ValueWord("https://schemas.openid.net/secevent/caep/event-type/credential-change",
              "OpenID CAEP 1.0", "a credential changed"),
    ValueWord("https://schemas.openid.net/secevent/caep/event-type/token-claims-change",
              "OpenID CAEP 1.0", "claims of a token changed"),
    ValueWord("https://schemas.openid.net/secevent/caep/event-type/assurance-level-change",
              "OpenID CAEP 1.0", "the strength of a login changed"),
    ValueWord("https://schemas.openid.net/secevent/caep/event-type/device-compliance-change",
              "OpenID CAEP 1.0", "a device began or ceased to follow the rules"),
    ValueWord("https://schemas.openid.net/secevent/risc/event-type/account-disabled",
              "OpenID RISC 1.0", "an account was disabled"),
    ValueWord("https://schemas.openid.net/secevent/risc/event-type/account-enabled",
              "OpenID RISC 1.0", "an account was enabled"),
    ValueWord("https://schemas.openid.net/secevent/risc/event-type/account-purged",
              "OpenID RISC 1.0", "an account was deleted"),
    ValueWord("https://schemas.openid.net/secevent/risc/event-type/credential-compromise",
              "OpenID RISC 1.0", "a credential got into wrong hands"),
    ValueWord("https://schemas.openid.net/secevent/ssf/event-type/verification",
              "OpenID Shared Signals Framework 1.0", "a test of the event stream"),
)
# fmt: on

TIME_WORDS: Final[Mapping[str, TimeWords]] = MappingProxyType({row.name: row for row in _TIMES})
# Claims whose number is a length of time in seconds.
DURATIONS: Final = frozenset({"ttl", "exi", "max_age", "cdniets", "uptime"})
# Claims of the App Store and of SafetyNet that are moments in milliseconds.
MILLISECONDS: Final = frozenset(
    (
        *("signedDate", "purchaseDate", "originalPurchaseDate", "expiresDate", "revocationDate", "renewalDate"),
        *(
            "gracePeriodExpiresDate",
            "recentSubscriptionStartDate",
            "timestampMs",
            "receiptCreationDate",
            "preorderDate",
        ),
    )
)
METHODS: Final[Mapping[str, ValueWord]] = MappingProxyType({row.value: row for row in _METHODS})
LEVELS: Final[Mapping[str, ValueWord]] = MappingProxyType({row.value: row for row in _LEVELS})
CONFIRMATIONS: Final[Mapping[str, ValueWord]] = MappingProxyType({row.value: row for row in _CONFIRMATIONS})
EVENTS: Final[Mapping[str, ValueWord]] = MappingProxyType({row.value: row for row in _EVENTS})
