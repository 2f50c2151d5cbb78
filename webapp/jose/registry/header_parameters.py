"""Header Parameters of JWS and JWE, all that IANA lists (RFC 7515 section 4.1, RFC 7516 section 4.1)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

_BASE: Final = ("RFC 7515", "RFC 7516", "RFC 7518")


class ValueType(StrEnum):
    """The JSON type that a Header Parameter must have, in words."""

    STRING = "a string"
    STRINGS = "an array of strings"
    OBJECT = "an object"


@dataclass(frozen=True, slots=True)
class HeaderParameter:
    """A Header Parameter. Its description begins with its full name. A reference is None where it does not occur."""

    name: str
    jws_reference: str | None
    jwe_reference: str | None
    description: str

    @property
    def reference(self) -> str:
        """Where it is defined; for one of both JWS and JWE, where JWS defines it."""
        return self.jws_reference or self.jwe_reference or ""

    @property
    def title(self) -> str:
        """The full name."""
        return self.description.partition(":")[0]

    @property
    def is_base(self) -> bool:
        """Whether JWS, JWE or JWA themselves define it, so that "crit" must not list it (RFC 7515 section 4.1.11)."""
        return self.reference.startswith(_BASE)


_FEDERATION: Final = "OpenID Federation 1.0"
_VP: Final = "OpenID for Verifiable Presentations 1.0"

# fmt: off
_ROWS: Final = (
    #               name               in a JWS                   in a JWE                   description
    HeaderParameter("alg",             "RFC 7515 section 4.1.1",  "RFC 7516 section 4.1.1",
                    "Algorithm: how the token is signed, or how its content key reaches the recipient"),
    HeaderParameter("enc",             None,                      "RFC 7516 section 4.1.2",
                    "Encryption algorithm: how the content is encrypted and protected against change"),
    HeaderParameter("zip",             None,                      "RFC 7516 section 4.1.3",
                    "Compression algorithm: of the content before encryption; of JWS, only SMART Health Cards have it"),
    HeaderParameter("jku",             "RFC 7515 section 4.1.2",  "RFC 7516 section 4.1.4",
                    "JWK Set URL: where the sender says that its keys can be fetched; never to be trusted unasked"),
    HeaderParameter("jwk",             "RFC 7515 section 4.1.3",  "RFC 7516 section 4.1.5",
                    "JSON Web Key: a public key that the token itself carries; trusted only if something names it"),
    HeaderParameter("kid",             "RFC 7515 section 4.1.4",  "RFC 7516 section 4.1.6",
                    "Key ID: which key to use, a hint to choose one from a set"),
    HeaderParameter("x5u",             "RFC 7515 section 4.1.5",  "RFC 7516 section 4.1.7",
                    "X.509 URL: where the sender says that its certificates can be fetched"),
    HeaderParameter("x5c",             "RFC 7515 section 4.1.6",  "RFC 7516 section 4.1.8",
                    "X.509 certificate chain: the certificate of the key first, in standard base64"),
    HeaderParameter("x5t",             "RFC 7515 section 4.1.7",  "RFC 7516 section 4.1.9",
                    "X.509 certificate SHA-1 thumbprint: the digest of the certificate whose key is used"),
    HeaderParameter("x5t#S256",        "RFC 7515 section 4.1.8",  "RFC 7516 section 4.1.10",
                    "X.509 certificate SHA-256 thumbprint: the digest of the certificate whose key is used"),
    HeaderParameter("typ",             "RFC 7515 section 4.1.9",  "RFC 7516 section 4.1.11",
                    "Type: what kind of token this is, so that one kind cannot pass for another"),
    HeaderParameter("cty",             "RFC 7515 section 4.1.10", "RFC 7516 section 4.1.12",
                    "Content type: what the payload or plaintext is; JWT means that a token is inside"),
    HeaderParameter("crit",            "RFC 7515 section 4.1.11", "RFC 7516 section 4.1.13",
                    "Critical: extensions that a reader must understand, or else reject the token"),
    HeaderParameter("epk",             None,                      "RFC 7518 section 4.6.1.1",
                    "Ephemeral public key: the sender's half of the key agreement, made for this token alone"),
    HeaderParameter("apu",             None,                      "RFC 7518 section 4.6.1.2",
                    "Agreement PartyUInfo: who sends, mixed into the agreed key"),
    HeaderParameter("apv",             None,                      "RFC 7518 section 4.6.1.3",
                    "Agreement PartyVInfo: who receives, mixed into the agreed key"),
    HeaderParameter("iv",              None,                      "RFC 7518 section 4.7.1.1",
                    "Initialization Vector: the nonce with which the content key was encrypted"),
    HeaderParameter("tag",             None,                      "RFC 7518 section 4.7.1.2",
                    "Authentication Tag: protects the encrypted content key against change"),
    HeaderParameter("p2s",             None,                      "RFC 7518 section 4.8.1.1",
                    "PBES2 salt input: makes the key from the password different in every token"),
    HeaderParameter("p2c",             None,                      "RFC 7518 section 4.8.1.2",
                    "PBES2 count: how often the password is hashed, which makes guessing expensive"),
    HeaderParameter("iss",             None,                      "RFC 7519 section 4.1.1",
                    "Issuer: a copy of the encrypted claim, readable without the key"),
    HeaderParameter("sub",             None,                      "RFC 7519 section 4.1.2",
                    "Subject: a copy of the encrypted claim, readable without the key"),
    HeaderParameter("aud",             None,                      "RFC 7519 section 4.1.3",
                    "Audience: a copy of the encrypted claim, readable without the key"),
    HeaderParameter("b64",             "RFC 7797 section 3",      None,
                    "Base64url-encode payload: false means that the payload is signed as it is"),
    HeaderParameter("ppt",             "RFC 8225 section 8.1",    None,
                    "PASSporT extension: which extension of caller identity the token uses"),
    HeaderParameter("url",             "RFC 8555 section 6.4.1",  "RFC 8555 section 6.4.1",
                    "URL: the address that an ACME request is meant for"),
    HeaderParameter("nonce",           "RFC 8555 section 6.5.2",  "RFC 8555 section 6.5.2",
                    "Nonce: a value of the server's, so that a request cannot be sent twice"),
    HeaderParameter("svt",             "RFC 9321",                None,
                    "Signature Validation Token: proof that a signature was found valid, and when"),
    HeaderParameter("iheSSId",         "IHE ITI DSGj section 5.10", None,
                    "IHE SubmissionSet ID: the set of medical documents that is signed"),
    HeaderParameter("jwt",             f"{_VP} section 12",       None,
                    "JWT: another token that vouches for the sender, such as a verifier attestation"),
    HeaderParameter("client_id",       "RFC 6749",                None,
                    "Client identifier: the OAuth client that made this"),
    HeaderParameter("trust_chain",     f"{_FEDERATION} section 4.3", None,
                    "Trust chain: statements from the signer up to a Trust Anchor, each signed by the next"),
    HeaderParameter("peer_trust_chain", f"{_FEDERATION} section 4.4", None,
                    "Peer trust chain: statements from the recipient up to the same Trust Anchor"),
)
# fmt: on

HEADER_PARAMETERS: Final[Mapping[str, HeaderParameter]] = MappingProxyType({row.name: row for row in _ROWS})

# What is only shown, or hints at a key. Those that decide whether a token can be processed have checks of their own.
VALUE_TYPES: Final[Mapping[str, ValueType]] = MappingProxyType(
    {
        **dict.fromkeys(("jku", "kid", "x5u", "x5t", "x5t#S256", "typ", "cty"), ValueType.STRING),
        **dict.fromkeys(("ppt", "url", "nonce", "client_id"), ValueType.STRING),
        "jwk": ValueType.OBJECT,
        "x5c": ValueType.STRINGS,
    }
)
