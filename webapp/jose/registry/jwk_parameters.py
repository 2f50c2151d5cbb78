"""Members of a JWK, key types, operations and uses, all that IANA lists (RFC 7517 section 4, RFC 7518 section 6)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from webapp.jose.registry.algorithms import Requirement

ANY_KTY: Final = "*"


class Secrecy(StrEnum):
    """Who may see the value of a member. IANA calls it the information class."""

    PUBLIC = "Public"
    PRIVATE = "Private"


class Presence(StrEnum):
    """Whether a key of the type must have a member."""

    REQUIRED = "required"
    OPTIONAL = "optional"
    # Makes a private key of a public one.
    PRIVATE_KEY = "private key"


@dataclass(frozen=True, slots=True)
class JwkParameter:
    """A member of keys of one type, or of every key (ANY_KTY). Its description begins with its full name."""

    name: str
    kty: str
    secrecy: Secrecy
    presence: Presence
    reference: str
    description: str

    @property
    def title(self) -> str:
        """The full name."""
        return self.description.partition(":")[0]

    @property
    def is_private(self) -> bool:
        """Whether the value must stay secret."""
        return self.secrecy is Secrecy.PRIVATE


@dataclass(frozen=True, slots=True)
class KeyType:
    """A kty. thumbprint_members are the members that its thumbprint is made of, in order (RFC 7638 section 3.2)."""

    name: str
    description: str
    requirement: Requirement
    reference: str
    thumbprint_members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KeyWord:
    """A registered value of "use" or "key_ops"."""

    name: str
    reference: str
    description: str


_FEDERATION: Final = "OpenID Federation 1.0 section 8.7.2"
_WEB_CRYPTO: Final = "W3C Web Cryptography API"

# fmt: off
_PARAMETERS: Final = (
    #            name        kty      secrecy          presence              reference
    #            description
    JwkParameter("kty",      ANY_KTY, Secrecy.PUBLIC,  Presence.REQUIRED,    "RFC 7517 section 4.1",
                 "Key type: the family of algorithms that the key belongs to"),
    JwkParameter("use",      ANY_KTY, Secrecy.PUBLIC,  Presence.OPTIONAL,    "RFC 7517 section 4.2",
                 "Public key use: for signatures (sig) or for encryption (enc)"),
    JwkParameter("key_ops",  ANY_KTY, Secrecy.PUBLIC,  Presence.OPTIONAL,    "RFC 7517 section 4.3",
                 "Key operations: what the key may be used for"),
    JwkParameter("alg",      ANY_KTY, Secrecy.PUBLIC,  Presence.OPTIONAL,    "RFC 7517 section 4.4",
                 "Algorithm: the one algorithm that the key is meant for"),
    JwkParameter("kid",      ANY_KTY, Secrecy.PUBLIC,  Presence.OPTIONAL,    "RFC 7517 section 4.5",
                 "Key ID: the name by which tokens refer to the key"),
    JwkParameter("x5u",      ANY_KTY, Secrecy.PUBLIC,  Presence.OPTIONAL,    "RFC 7517 section 4.6",
                 "X.509 URL: where certificates for the key are said to be"),
    JwkParameter("x5c",      ANY_KTY, Secrecy.PUBLIC,  Presence.OPTIONAL,    "RFC 7517 section 4.7",
                 "X.509 certificate chain: the certificate of this key first, in standard base64"),
    JwkParameter("x5t",      ANY_KTY, Secrecy.PUBLIC,  Presence.OPTIONAL,    "RFC 7517 section 4.8",
                 "X.509 certificate SHA-1 thumbprint: the digest of the key's certificate"),
    JwkParameter("x5t#S256", ANY_KTY, Secrecy.PUBLIC,  Presence.OPTIONAL,    "RFC 7517 section 4.9",
                 "X.509 certificate SHA-256 thumbprint: the digest of the key's certificate"),
    JwkParameter("ext",      ANY_KTY, Secrecy.PUBLIC,  Presence.OPTIONAL,    _WEB_CRYPTO,
                 "Extractable: whether a browser may give the key away again"),
    JwkParameter("iat",      ANY_KTY, Secrecy.PUBLIC,  Presence.OPTIONAL,    _FEDERATION,
                 "Issued at: when the key was made"),
    JwkParameter("nbf",      ANY_KTY, Secrecy.PUBLIC,  Presence.OPTIONAL,    _FEDERATION,
                 "Not before: when the key begins to be valid"),
    JwkParameter("exp",      ANY_KTY, Secrecy.PUBLIC,  Presence.OPTIONAL,    _FEDERATION,
                 "Expiration time: when the key stops being valid"),
    JwkParameter("revoked",  ANY_KTY, Secrecy.PUBLIC,  Presence.OPTIONAL,    _FEDERATION,
                 "Revoked: when and why the key was withdrawn"),
    JwkParameter("crv",      "EC",    Secrecy.PUBLIC,  Presence.REQUIRED,    "RFC 7518 section 6.2.1.1",
                 "Curve: the elliptic curve that the key's point lies on"),
    JwkParameter("x",        "EC",    Secrecy.PUBLIC,  Presence.REQUIRED,    "RFC 7518 section 6.2.1.2",
                 "X coordinate: of the point that is the public key"),
    JwkParameter("y",        "EC",    Secrecy.PUBLIC,  Presence.REQUIRED,    "RFC 7518 section 6.2.1.3",
                 "Y coordinate: of the point that is the public key"),
    JwkParameter("d",        "EC",    Secrecy.PRIVATE, Presence.PRIVATE_KEY, "RFC 7518 section 6.2.2.1",
                 "ECC private key: the secret number behind the point"),
    JwkParameter("n",        "RSA",   Secrecy.PUBLIC,  Presence.REQUIRED,    "RFC 7518 section 6.3.1.1",
                 "Modulus: the product of the two secret primes; its length is the key's size"),
    JwkParameter("e",        "RSA",   Secrecy.PUBLIC,  Presence.REQUIRED,    "RFC 7518 section 6.3.1.2",
                 "Exponent: of the public key, nearly always 65537 (AQAB)"),
    JwkParameter("d",        "RSA",   Secrecy.PRIVATE, Presence.PRIVATE_KEY, "RFC 7518 section 6.3.2.1",
                 "Private exponent: the secret number of the key"),
    JwkParameter("p",        "RSA",   Secrecy.PRIVATE, Presence.PRIVATE_KEY, "RFC 7518 section 6.3.2.2",
                 "First prime factor: of the modulus"),
    JwkParameter("q",        "RSA",   Secrecy.PRIVATE, Presence.PRIVATE_KEY, "RFC 7518 section 6.3.2.3",
                 "Second prime factor: of the modulus"),
    JwkParameter("dp",       "RSA",   Secrecy.PRIVATE, Presence.PRIVATE_KEY, "RFC 7518 section 6.3.2.4",
                 "First factor CRT exponent: d modulo p - 1, which makes signing faster"),
    JwkParameter("dq",       "RSA",   Secrecy.PRIVATE, Presence.PRIVATE_KEY, "RFC 7518 section 6.3.2.5",
                 "Second factor CRT exponent: d modulo q - 1, which makes signing faster"),
    JwkParameter("qi",       "RSA",   Secrecy.PRIVATE, Presence.PRIVATE_KEY, "RFC 7518 section 6.3.2.6",
                 "First CRT coefficient: the inverse of q modulo p, which makes signing faster"),
    JwkParameter("oth",      "RSA",   Secrecy.PRIVATE, Presence.OPTIONAL,    "RFC 7518 section 6.3.2.7",
                 "Other primes info: further primes of a modulus that has more than two; hardly anybody reads it"),
    JwkParameter("k",        "oct",   Secrecy.PRIVATE, Presence.REQUIRED,    "RFC 7518 section 6.4.1",
                 "Key value: the shared secret itself"),
    JwkParameter("crv",      "OKP",   Secrecy.PUBLIC,  Presence.REQUIRED,    "RFC 8037 section 2",
                 "Subtype of key pair: the curve, which also says whether the key signs or agrees"),
    JwkParameter("x",        "OKP",   Secrecy.PUBLIC,  Presence.REQUIRED,    "RFC 8037 section 2",
                 "Public key: as octets"),
    JwkParameter("d",        "OKP",   Secrecy.PRIVATE, Presence.PRIVATE_KEY, "RFC 8037 section 2",
                 "Private key: as octets"),
    JwkParameter("pub",      "AKP",   Secrecy.PUBLIC,  Presence.REQUIRED,    "RFC 9964",
                 "Public key: as octets, in the form that the key's alg gives it"),
    JwkParameter("priv",     "AKP",   Secrecy.PRIVATE, Presence.PRIVATE_KEY, "RFC 9964",
                 "Private key: for ML-DSA the seed of 32 octets that the key is made from"),
)

_KEY_TYPES: Final = (
    #       name   description
    #       requirement                   reference               members of the thumbprint
    KeyType("EC",  "Elliptic curve",
            Requirement.RECOMMENDED_PLUS, "RFC 7518 section 6.2", ("crv", "kty", "x", "y")),
    KeyType("RSA", "RSA, of two primes",
            Requirement.REQUIRED,         "RFC 7518 section 6.3", ("e", "kty", "n")),
    KeyType("oct", "Shared secret",
            Requirement.REQUIRED,         "RFC 7518 section 6.4", ("k", "kty")),
    KeyType("OKP", "Octet key pair, such as Ed25519 or X25519",
            Requirement.OPTIONAL,         "RFC 8037 section 2",   ("crv", "kty", "x")),
    KeyType("AKP", "Algorithm key pair, such as ML-DSA",
            Requirement.OPTIONAL,         "RFC 9964",             ("alg", "kty", "pub")),
)

_OPERATIONS: Final = (
    #       name          reference               description
    KeyWord("sign",       "RFC 7517 section 4.3", "make signatures or MACs"),
    KeyWord("verify",     "RFC 7517 section 4.3", "check signatures or MACs"),
    KeyWord("encrypt",    "RFC 7517 section 4.3", "encrypt content"),
    KeyWord("decrypt",    "RFC 7517 section 4.3", "decrypt content"),
    KeyWord("wrapKey",    "RFC 7517 section 4.3", "encrypt keys"),
    KeyWord("unwrapKey",  "RFC 7517 section 4.3", "decrypt keys"),
    KeyWord("deriveKey",  "RFC 7517 section 4.3", "derive keys"),
    KeyWord("deriveBits", "RFC 7517 section 4.3", "derive bits that are not a key"),
)

_USES: Final = (
    #       name   reference               description
    KeyWord("sig", "RFC 7517 section 4.2", "signatures or MACs"),
    KeyWord("enc", "RFC 7517 section 4.2", "encryption"),
)
# fmt: on


def _members_of(kty: str) -> Mapping[str, JwkParameter]:
    return MappingProxyType({row.name: row for row in _PARAMETERS if row.kty == kty})


KEY_TYPES: Final[Mapping[str, KeyType]] = MappingProxyType({row.name: row for row in _KEY_TYPES})
KEY_OPERATIONS: Final[Mapping[str, KeyWord]] = MappingProxyType({row.name: row for row in _OPERATIONS})
KEY_USES: Final[Mapping[str, KeyWord]] = MappingProxyType({row.name: row for row in _USES})
# Members that every key may have, and by kty those of its own type.
COMMON_MEMBERS: Final = _members_of(ANY_KTY)
TYPE_MEMBERS: Final[Mapping[str, Mapping[str, JwkParameter]]] = MappingProxyType({n: _members_of(n) for n in KEY_TYPES})
KEY_SET_MEMBERS: Final[Mapping[str, KeyWord]] = MappingProxyType(
    {"keys": KeyWord("keys", "RFC 7517 section 5.1", "Keys: the JWKs of the set, in no particular order")}
)
