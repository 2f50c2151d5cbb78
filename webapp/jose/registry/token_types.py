"""Values of "typ" and "cty": what a token is, and what it holds (RFC 7515 sections 4.1.9 and 4.1.10)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final


@dataclass(frozen=True, slots=True)
class TokenType:
    """A media type as JOSE writes it, without "application/"."""

    name: str
    reference: str
    description: str


_FEDERATION: Final = "OpenID Federation 1.0"
_CREDENTIALS: Final = "W3C Securing Verifiable Credentials using JOSE and COSE"
_ISSUANCE: Final = "OpenID for Verifiable Credential Issuance 1.0"
_ATTESTATION: Final = "draft-ietf-oauth-attestation-based-client-auth"
_DIDCOMM: Final = "DIDComm Messaging 2"

# fmt: off
_ROWS: Final = (
    #         name                                  reference
    #         description
    TokenType("JWT",                                "RFC 7519 section 5.1",
              "JSON Web Token, of no particular kind"),
    TokenType("JOSE",                               "RFC 7515 section 4.1.9",
              "JWS or JWE in the compact serialization"),
    TokenType("JOSE+JSON",                          "RFC 7515 section 4.1.9",
              "JWS or JWE in the JSON serialization"),
    TokenType("at+jwt",                             "RFC 9068 section 2.1",
              "OAuth access token"),
    TokenType("dpop+jwt",                           "RFC 9449 section 4.2",
              "DPoP proof, for one request"),
    TokenType("logout+jwt",                         "OpenID Connect Back-Channel Logout 1.0",
              "Logout token"),
    TokenType("secevent+jwt",                       "RFC 8417 section 2.3",
              "Security Event Token"),
    TokenType("token-introspection+jwt",            "RFC 9701 section 5",
              "Answer about another token"),
    TokenType("oauth-authz-req+jwt",                "RFC 9101 section 10.8",
              "Request object, an authorization request"),
    TokenType("client-authentication+jwt",          "draft-ietf-oauth-rfc7523bis",
              "Client assertion, in place of a secret"),
    TokenType("authorization-grant+jwt",            "draft-ietf-oauth-rfc7523bis",
              "Assertion that is exchanged for a token"),
    TokenType("statuslist+jwt",                     "draft-ietf-oauth-status-list-21 section 5.1",
              "Status list: the states of many tokens"),
    TokenType("sd-jwt",                             "RFC 9901",
              "SD-JWT, of no particular kind"),
    TokenType("sd+jwt",                             "RFC 9901",
              "SD-JWT, of no particular kind; the name of old drafts"),
    TokenType("kb+jwt",                             "RFC 9901 section 4.3",
              "Key binding: the holder's proof for an SD-JWT"),
    TokenType("example+sd-jwt",                     "RFC 9901",
              "SD-JWT of an example"),
    TokenType("dc+sd-jwt",                          "draft-ietf-oauth-sd-jwt-vc",
              "Digital credential as an SD-JWT"),
    TokenType("vc+sd-jwt",                          "draft-ietf-oauth-sd-jwt-vc",
              "Digital credential as an SD-JWT; the old name"),
    TokenType("vc+jwt",                             _CREDENTIALS,
              "Verifiable Credential of W3C"),
    TokenType("vp+jwt",                             _CREDENTIALS,
              "Verifiable Presentation of W3C"),
    TokenType("openid4vci-proof+jwt",               _ISSUANCE,
              "Proof of a key, to get a credential bound to it"),
    TokenType("key-attestation+jwt",                _ISSUANCE,
              "Statement on how a wallet keeps its keys"),
    TokenType("verifier-attestation+jwt",           "OpenID for Verifiable Presentations 1.0 section 12",
              "Statement on who asks for credentials"),
    TokenType("oauth-client-attestation+jwt",       _ATTESTATION,
              "Statement that vouches for a client"),
    TokenType("oauth-client-attestation-pop+jwt",   _ATTESTATION,
              "Proof of the attested client's key"),
    TokenType("txntoken+jwt",                       "draft-ietf-oauth-transaction-tokens",
              "Transaction token, for calls inside a domain"),
    TokenType("eat+jwt",                            "RFC 9782",
              "Entity Attestation Token, of a device"),
    TokenType("passport",                           "RFC 8225 section 4.1",
              "PASSporT, who is calling"),
    TokenType("entity-statement+jwt",               f"{_FEDERATION} section 3.1",
              "What an authority says of an entity"),
    TokenType("trust-mark+jwt",                     f"{_FEDERATION} section 7.1",
              "Trust mark, a seal of conformance"),
    TokenType("trust-mark-delegation+jwt",          _FEDERATION,
              "Leave to issue somebody else's trust marks"),
    TokenType("resolve-response+jwt",               _FEDERATION,
              "What a whole trust chain says of an entity"),
    TokenType("explicit-registration-response+jwt", _FEDERATION,
              "Answer to the registration of a client"),
    TokenType("jwk-set+jwt",                        f"{_FEDERATION} section 5.2",
              "Signed JWK Set"),
    TokenType("vc+ld+json",                         _CREDENTIALS,
              "Verifiable Credential of W3C; the name of old drafts"),
    TokenType("vp+ld+json",                         _CREDENTIALS,
              "Verifiable Presentation of W3C; the name of old drafts"),
    TokenType("vc+ld+jwt",                          _CREDENTIALS,
              "Verifiable Credential of W3C; the name of old drafts"),
    TokenType("vc+ld+json+sd-jwt",                  _CREDENTIALS,
              "Verifiable Credential of W3C as an SD-JWT; the name of old drafts"),
    TokenType("vnd.backstage.user",                 "Backstage",
              "Backstage: a person who logged in"),
    TokenType("vnd.backstage.limited-user",         "Backstage",
              "Backstage: a person, told to a plugin"),
    TokenType("vnd.backstage.plugin",               "Backstage",
              "Backstage: a plugin that calls another"),
    TokenType("twilio-fpa;v=1",                     "Twilio",
              "Twilio access token"),
    TokenType("jwk+json",                           "RFC 7517 section 8.5.1",
              "JWK, a key"),
    TokenType("jwk-set+json",                       "RFC 7517 section 8.5.2",
              "JWK Set, keys"),
    TokenType("json",                               "RFC 8259",
              "JSON"),
    TokenType("didcomm-plain+json",                 _DIDCOMM,
              "DIDComm message, neither signed nor encrypted"),
    TokenType("didcomm-signed+json",                _DIDCOMM,
              "DIDComm message, signed"),
    TokenType("didcomm-encrypted+json",             _DIDCOMM,
              "DIDComm message, encrypted"),
)
# fmt: on

# By the name in lower case: media types are compared without regard to case.
TOKEN_TYPES: Final[Mapping[str, TokenType]] = MappingProxyType({row.name.lower(): row for row in _ROWS})


def media_type(value: str) -> str:
    """The key of TOKEN_TYPES for a value of typ or cty: lower case, without the prefix that may be left out."""
    lower = value.lower()
    return lower.removeprefix("application/") if lower.count("/") == 1 else lower
