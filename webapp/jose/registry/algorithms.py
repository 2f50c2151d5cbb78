"""Algorithms for "alg" and "enc" (RFC 7518; IANA, JSON Web Signature and Encryption Algorithms)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class Requirement(StrEnum):
    """What IANA asks of an implementation. "+" means likely to become stronger, "-" weaker."""

    REQUIRED = "Required"
    RECOMMENDED_PLUS = "Recommended+"
    RECOMMENDED = "Recommended"
    RECOMMENDED_MINUS = "Recommended-"
    OPTIONAL = "Optional"
    DEPRECATED = "Deprecated"
    # Registered so that a JWK can carry the name (Web Cryptography); never a value of "alg" or "enc" in a header.
    PROHIBITED = "Prohibited"


class KeyManagement(StrEnum):
    """How the Content Encryption Key gets to the recipient (RFC 7516 section 2)."""

    DIRECT_ENCRYPTION = "direct encryption"
    KEY_ENCRYPTION = "key encryption"
    KEY_WRAPPING = "key wrapping"
    DIRECT_KEY_AGREEMENT = "direct key agreement"
    KEY_AGREEMENT_WITH_WRAPPING = "key agreement with key wrapping"


@dataclass(frozen=True, slots=True)
class JwsAlgorithm:
    """A signature or MAC algorithm.

    kty is the type its keys must have ("" for none), and crv the curves, if that type has any. signature_octets is
    the exact length, 0 where the key decides; minimum_bits the least size of a key, 0 where the name fixes it.
    formula is what people call the function. explanation says in plain words what it is and who can check it.
    """

    name: str
    description: str
    kty: str
    crv: tuple[str, ...]
    hash: str | None
    signature_octets: int
    minimum_bits: int
    requirement: Requirement
    reference: str
    formula: str
    supported: bool
    explanation: str


@dataclass(frozen=True, slots=True)
class JweAlgorithm:
    """A key management algorithm.

    key_types are the kty values that fit. wrap_bits is the size of the key that wraps the Content Encryption Key, 0
    where none does. header_parameters are those that a token with this alg must carry.
    """

    name: str
    description: str
    key_types: tuple[str, ...]
    mode: KeyManagement
    wrap_bits: int
    hash: str | None
    header_parameters: tuple[str, ...]
    requirement: Requirement
    reference: str
    supported: bool
    explanation: str


@dataclass(frozen=True, slots=True)
class JweEncryption:
    """A content encryption algorithm, with the sizes of its key, Initialization Vector and Authentication Tag."""

    name: str
    description: str
    cek_bits: int
    iv_octets: int
    tag_octets: int
    requirement: Requirement
    reference: str
    supported: bool
    explanation: str


_HERE: Final = True
_NOT_HERE: Final = False
_WEB_CRYPTO: Final = "W3C Web Cryptography API"
_NOBODY: Final = "Not signed at all: anybody can write or change such a token"
_SHARED: Final = "anyone who can check it can also make it"
_PUBLIC: Final = "anyone with the public key can check it"
_JWK_ONLY: Final = "registered for JWKs alone and prohibited in a token"

# fmt: off
_JWS_ROWS: Final = (
    #            name         description, key type, curves, hash, signature octets, minimum bits
    #            requirement, reference, formula, supported here
    #            explanation
    JwsAlgorithm("HS256",     "HMAC using SHA-256", "oct", (), "SHA-256", 32, 256,
                 Requirement.REQUIRED, "RFC 7518 section 3.2", "HMACSHA256", _HERE,
                 f"HMAC, a keyed hash, with SHA-256; {_SHARED}"),
    JwsAlgorithm("HS384",     "HMAC using SHA-384", "oct", (), "SHA-384", 48, 384,
                 Requirement.OPTIONAL, "RFC 7518 section 3.2", "HMACSHA384", _HERE,
                 f"HMAC, a keyed hash, with SHA-384; {_SHARED}"),
    JwsAlgorithm("HS512",     "HMAC using SHA-512", "oct", (), "SHA-512", 64, 512,
                 Requirement.OPTIONAL, "RFC 7518 section 3.2", "HMACSHA512", _HERE,
                 f"HMAC, a keyed hash, with SHA-512; {_SHARED}"),
    JwsAlgorithm("RS256",     "RSASSA-PKCS1-v1_5 using SHA-256", "RSA", (), "SHA-256", 0, 2048,
                 Requirement.RECOMMENDED, "RFC 7518 section 3.3", "RSASSA-PKCS1-v1_5-SHA256", _HERE,
                 f"RSA, PKCS #1 v1.5 padding, SHA-256; {_PUBLIC}"),
    JwsAlgorithm("RS384",     "RSASSA-PKCS1-v1_5 using SHA-384", "RSA", (), "SHA-384", 0, 2048,
                 Requirement.OPTIONAL, "RFC 7518 section 3.3", "RSASSA-PKCS1-v1_5-SHA384", _HERE,
                 f"RSA, PKCS #1 v1.5 padding, SHA-384; {_PUBLIC}"),
    JwsAlgorithm("RS512",     "RSASSA-PKCS1-v1_5 using SHA-512", "RSA", (), "SHA-512", 0, 2048,
                 Requirement.OPTIONAL, "RFC 7518 section 3.3", "RSASSA-PKCS1-v1_5-SHA512", _HERE,
                 f"RSA, PKCS #1 v1.5 padding, SHA-512; {_PUBLIC}"),
    JwsAlgorithm("ES256",     "ECDSA using P-256 and SHA-256", "EC", ("P-256",), "SHA-256", 64, 0,
                 Requirement.RECOMMENDED_PLUS, "RFC 7518 section 3.4", "ECDSA-P256-SHA256", _HERE,
                 f"ECDSA on the curve P-256, SHA-256; {_PUBLIC}"),
    JwsAlgorithm("ES384",     "ECDSA using P-384 and SHA-384", "EC", ("P-384",), "SHA-384", 96, 0,
                 Requirement.OPTIONAL, "RFC 7518 section 3.4", "ECDSA-P384-SHA384", _HERE,
                 f"ECDSA on the curve P-384, SHA-384; {_PUBLIC}"),
    JwsAlgorithm("ES512",     "ECDSA using P-521 and SHA-512", "EC", ("P-521",), "SHA-512", 132, 0,
                 Requirement.OPTIONAL, "RFC 7518 section 3.4", "ECDSA-P521-SHA512", _HERE,
                 f"ECDSA on the curve P-521, SHA-512; {_PUBLIC}"),
    JwsAlgorithm("PS256",     "RSASSA-PSS using SHA-256 and MGF1 with SHA-256", "RSA", (), "SHA-256", 0, 2048,
                 Requirement.OPTIONAL, "RFC 7518 section 3.5", "RSASSA-PSS-SHA256", _HERE,
                 f"RSA, PSS padding, SHA-256; {_PUBLIC}"),
    JwsAlgorithm("PS384",     "RSASSA-PSS using SHA-384 and MGF1 with SHA-384", "RSA", (), "SHA-384", 0, 2048,
                 Requirement.OPTIONAL, "RFC 7518 section 3.5", "RSASSA-PSS-SHA384", _HERE,
                 f"RSA, PSS padding, SHA-384; {_PUBLIC}"),
    JwsAlgorithm("PS512",     "RSASSA-PSS using SHA-512 and MGF1 with SHA-512", "RSA", (), "SHA-512", 0, 2048,
                 Requirement.OPTIONAL, "RFC 7518 section 3.5", "RSASSA-PSS-SHA512", _HERE,
                 f"RSA, PSS padding, SHA-512; {_PUBLIC}"),
    JwsAlgorithm("none",      "No digital signature or MAC performed", "", (), None, 0, 0,
                 Requirement.OPTIONAL, "RFC 7518 section 3.6", "", _NOT_HERE,
                 _NOBODY),
    JwsAlgorithm("EdDSA",     "EdDSA signature algorithms", "OKP", ("Ed25519", "Ed448"), None, 0, 0,
                 Requirement.DEPRECATED, "RFC 9864 section 2.2", "EdDSA", _HERE,
                 f"EdDSA on the curve of the key; new tokens name the curve; {_PUBLIC}"),
    JwsAlgorithm("Ed25519",   "EdDSA using the Ed25519 parameter set", "OKP", ("Ed25519",), "SHA-512", 64, 0,
                 Requirement.OPTIONAL, "RFC 9864 section 2.2", "Ed25519", _HERE,
                 f"EdDSA on the curve Ed25519; {_PUBLIC}"),
    JwsAlgorithm("Ed448",     "EdDSA using the Ed448 parameter set", "OKP", ("Ed448",), "SHAKE256", 114, 0,
                 Requirement.OPTIONAL, "RFC 9864 section 2.2", "Ed448", _HERE,
                 f"EdDSA on the curve Ed448; {_PUBLIC}"),
    JwsAlgorithm("ES256K",    "ECDSA using secp256k1 and SHA-256", "EC", ("secp256k1",), "SHA-256", 64, 0,
                 Requirement.OPTIONAL, "RFC 8812 section 3.2", "ECDSA-secp256k1-SHA256", _HERE,
                 f"ECDSA on Bitcoin's curve, SHA-256; {_PUBLIC}"),
    JwsAlgorithm("ML-DSA-44", "ML-DSA-44 as described in FIPS 204", "AKP", (), None, 2420, 0,
                 Requirement.OPTIONAL, "RFC 9964", "ML-DSA-44", _HERE,
                 f"Lattices, made to outlast quantum computers, category 2; {_PUBLIC}"),
    JwsAlgorithm("ML-DSA-65", "ML-DSA-65 as described in FIPS 204", "AKP", (), None, 3309, 0,
                 Requirement.OPTIONAL, "RFC 9964", "ML-DSA-65", _HERE,
                 f"Lattices, made to outlast quantum computers, category 3; {_PUBLIC}"),
    JwsAlgorithm("ML-DSA-87", "ML-DSA-87 as described in FIPS 204", "AKP", (), None, 4627, 0,
                 Requirement.OPTIONAL, "RFC 9964", "ML-DSA-87", _HERE,
                 f"Lattices, made to outlast quantum computers, category 5; {_PUBLIC}"),
    JwsAlgorithm("RS1",       "RSASSA-PKCS1-v1_5 with SHA-1", "RSA", (), "SHA-1", 0, 2048,
                 Requirement.PROHIBITED, _WEB_CRYPTO, "RSASSA-PKCS1-v1_5-SHA1", _NOT_HERE,
                 f"RSA with the broken hash SHA-1; {_JWK_ONLY}"),
    JwsAlgorithm("HS1",       "HMAC using SHA-1", "oct", (), "SHA-1", 20, 160,
                 Requirement.PROHIBITED, _WEB_CRYPTO, "HMACSHA1", _NOT_HERE,
                 f"HMAC with the old hash SHA-1; {_JWK_ONLY}"),
)

_JWE_ROWS: Final = (
    #            name, description, key types
    #            mode, wrap bits, hash, header parameters
    #            requirement, reference, supported here
    #            explanation
    JweAlgorithm("RSA1_5", "RSAES-PKCS1-v1_5", ("RSA",),
                 KeyManagement.KEY_ENCRYPTION, 0, None, (),
                 Requirement.RECOMMENDED_MINUS, "RFC 7518 section 4.2", _HERE,
                 "The content key is encrypted with RSA and the old PKCS #1 v1.5 padding, which errors can give away"),
    JweAlgorithm("RSA-OAEP", "RSAES OAEP using default parameters", ("RSA",),
                 KeyManagement.KEY_ENCRYPTION, 0, "SHA-1", (),
                 Requirement.RECOMMENDED_PLUS, "RFC 7518 section 4.3", _HERE,
                 "The content key is encrypted with RSA and OAEP padding over SHA-1"),
    JweAlgorithm("RSA-OAEP-256", "RSAES OAEP using SHA-256 and MGF1 with SHA-256", ("RSA",),
                 KeyManagement.KEY_ENCRYPTION, 0, "SHA-256", (),
                 Requirement.OPTIONAL, "RFC 7518 section 4.3", _HERE,
                 "The content key is encrypted with RSA and OAEP padding over SHA-256"),
    JweAlgorithm("RSA-OAEP-384", "RSA-OAEP using SHA-384 and MGF1 with SHA-384", ("RSA",),
                 KeyManagement.KEY_ENCRYPTION, 0, "SHA-384", (),
                 Requirement.OPTIONAL, _WEB_CRYPTO, _HERE,
                 "The content key is encrypted with RSA and OAEP padding over SHA-384"),
    JweAlgorithm("RSA-OAEP-512", "RSA-OAEP using SHA-512 and MGF1 with SHA-512", ("RSA",),
                 KeyManagement.KEY_ENCRYPTION, 0, "SHA-512", (),
                 Requirement.OPTIONAL, _WEB_CRYPTO, _HERE,
                 "The content key is encrypted with RSA and OAEP padding over SHA-512"),
    JweAlgorithm("A128KW", "AES Key Wrap using 128-bit key", ("oct",),
                 KeyManagement.KEY_WRAPPING, 128, None, (),
                 Requirement.RECOMMENDED, "RFC 7518 section 4.4", _HERE,
                 "The content key is wrapped with AES under a shared key of 128 bits"),
    JweAlgorithm("A192KW", "AES Key Wrap using 192-bit key", ("oct",),
                 KeyManagement.KEY_WRAPPING, 192, None, (),
                 Requirement.OPTIONAL, "RFC 7518 section 4.4", _HERE,
                 "The content key is wrapped with AES under a shared key of 192 bits"),
    JweAlgorithm("A256KW", "AES Key Wrap using 256-bit key", ("oct",),
                 KeyManagement.KEY_WRAPPING, 256, None, (),
                 Requirement.RECOMMENDED, "RFC 7518 section 4.4", _HERE,
                 "The content key is wrapped with AES under a shared key of 256 bits"),
    JweAlgorithm("dir", "Direct use of a shared symmetric key", ("oct",),
                 KeyManagement.DIRECT_ENCRYPTION, 0, None, (),
                 Requirement.RECOMMENDED, "RFC 7518 section 4.5", _HERE,
                 "The shared key itself is the content key; nothing travels with the token"),
    JweAlgorithm("ECDH-ES", "ECDH-ES using Concat KDF", ("EC", "OKP"),
                 KeyManagement.DIRECT_KEY_AGREEMENT, 0, "SHA-256", ("epk",),
                 Requirement.RECOMMENDED_PLUS, "RFC 7518 section 4.6", _HERE,
                 "The content key is agreed between the sender's one-time key and the recipient's key"),
    JweAlgorithm("ECDH-ES+A128KW", 'ECDH-ES using Concat KDF and "A128KW" wrapping', ("EC", "OKP"),
                 KeyManagement.KEY_AGREEMENT_WITH_WRAPPING, 128, "SHA-256", ("epk",),
                 Requirement.RECOMMENDED, "RFC 7518 section 4.6", _HERE,
                 "A key of 128 bits is agreed with the recipient, and the content key is wrapped with it"),
    JweAlgorithm("ECDH-ES+A192KW", 'ECDH-ES using Concat KDF and "A192KW" wrapping', ("EC", "OKP"),
                 KeyManagement.KEY_AGREEMENT_WITH_WRAPPING, 192, "SHA-256", ("epk",),
                 Requirement.OPTIONAL, "RFC 7518 section 4.6", _HERE,
                 "A key of 192 bits is agreed with the recipient, and the content key is wrapped with it"),
    JweAlgorithm("ECDH-ES+A256KW", 'ECDH-ES using Concat KDF and "A256KW" wrapping', ("EC", "OKP"),
                 KeyManagement.KEY_AGREEMENT_WITH_WRAPPING, 256, "SHA-256", ("epk",),
                 Requirement.RECOMMENDED, "RFC 7518 section 4.6", _HERE,
                 "A key of 256 bits is agreed with the recipient, and the content key is wrapped with it"),
    JweAlgorithm("A128GCMKW", "Key wrapping with AES GCM using 128-bit key", ("oct",),
                 KeyManagement.KEY_WRAPPING, 128, None, ("iv", "tag"),
                 Requirement.OPTIONAL, "RFC 7518 section 4.7", _HERE,
                 "The content key is encrypted with AES GCM under a shared key of 128 bits"),
    JweAlgorithm("A192GCMKW", "Key wrapping with AES GCM using 192-bit key", ("oct",),
                 KeyManagement.KEY_WRAPPING, 192, None, ("iv", "tag"),
                 Requirement.OPTIONAL, "RFC 7518 section 4.7", _HERE,
                 "The content key is encrypted with AES GCM under a shared key of 192 bits"),
    JweAlgorithm("A256GCMKW", "Key wrapping with AES GCM using 256-bit key", ("oct",),
                 KeyManagement.KEY_WRAPPING, 256, None, ("iv", "tag"),
                 Requirement.OPTIONAL, "RFC 7518 section 4.7", _HERE,
                 "The content key is encrypted with AES GCM under a shared key of 256 bits"),
    JweAlgorithm("PBES2-HS256+A128KW", 'PBES2 with HMAC SHA-256 and "A128KW" wrapping', ("oct",),
                 KeyManagement.KEY_WRAPPING, 128, "SHA-256", ("p2s", "p2c"),
                 Requirement.OPTIONAL, "RFC 7518 section 4.8", _HERE,
                 "A key of 128 bits is made from a password, and the content key is wrapped with it"),
    JweAlgorithm("PBES2-HS384+A192KW", 'PBES2 with HMAC SHA-384 and "A192KW" wrapping', ("oct",),
                 KeyManagement.KEY_WRAPPING, 192, "SHA-384", ("p2s", "p2c"),
                 Requirement.OPTIONAL, "RFC 7518 section 4.8", _HERE,
                 "A key of 192 bits is made from a password, and the content key is wrapped with it"),
    JweAlgorithm("PBES2-HS512+A256KW", 'PBES2 with HMAC SHA-512 and "A256KW" wrapping', ("oct",),
                 KeyManagement.KEY_WRAPPING, 256, "SHA-512", ("p2s", "p2c"),
                 Requirement.OPTIONAL, "RFC 7518 section 4.8", _HERE,
                 "A key of 256 bits is made from a password, and the content key is wrapped with it"),
)

_ENC_ROWS: Final = (
    #             name             description, key bits, IV octets, tag octets
    #             requirement, reference, supported here
    #             explanation
    JweEncryption("A128CBC-HS256", "AES_128_CBC_HMAC_SHA_256 authenticated encryption", 256, 16, 16,
                  Requirement.REQUIRED, "RFC 7518 section 5.2.3", _HERE,
                  "AES with 128 bits in CBC mode, then HMAC with SHA-256 over the result"),
    JweEncryption("A192CBC-HS384", "AES_192_CBC_HMAC_SHA_384 authenticated encryption", 384, 16, 24,
                  Requirement.OPTIONAL, "RFC 7518 section 5.2.4", _HERE,
                  "AES with 192 bits in CBC mode, then HMAC with SHA-384 over the result"),
    JweEncryption("A256CBC-HS512", "AES_256_CBC_HMAC_SHA_512 authenticated encryption", 512, 16, 32,
                  Requirement.REQUIRED, "RFC 7518 section 5.2.5", _HERE,
                  "AES with 256 bits in CBC mode, then HMAC with SHA-512 over the result"),
    JweEncryption("A128GCM",       "AES GCM using 128-bit key", 128, 12, 16,
                  Requirement.RECOMMENDED, "RFC 7518 section 5.3", _HERE,
                  "AES GCM with 128 bits: secret, and every change is noticed"),
    JweEncryption("A192GCM",       "AES GCM using 192-bit key", 192, 12, 16,
                  Requirement.OPTIONAL, "RFC 7518 section 5.3", _HERE,
                  "AES GCM with 192 bits: secret, and every change is noticed"),
    JweEncryption("A256GCM",       "AES GCM using 256-bit key", 256, 12, 16,
                  Requirement.RECOMMENDED, "RFC 7518 section 5.3", _HERE,
                  "AES GCM with 256 bits: secret, and every change is noticed"),
    JweEncryption("A128CBC",       "AES CBC using 128 bit key", 128, 16, 0,
                  Requirement.PROHIBITED, _WEB_CRYPTO, _NOT_HERE,
                  f"AES CBC with 128 bits, where changes go unnoticed; {_JWK_ONLY}"),
    JweEncryption("A192CBC",       "AES CBC using 192 bit key", 192, 16, 0,
                  Requirement.PROHIBITED, _WEB_CRYPTO, _NOT_HERE,
                  f"AES CBC with 192 bits, where changes go unnoticed; {_JWK_ONLY}"),
    JweEncryption("A256CBC",       "AES CBC using 256 bit key", 256, 16, 0,
                  Requirement.PROHIBITED, _WEB_CRYPTO, _NOT_HERE,
                  f"AES CBC with 256 bits, where changes go unnoticed; {_JWK_ONLY}"),
    JweEncryption("A128CTR",       "AES CTR using 128 bit key", 128, 16, 0,
                  Requirement.PROHIBITED, _WEB_CRYPTO, _NOT_HERE,
                  f"AES CTR with 128 bits, where changes go unnoticed; {_JWK_ONLY}"),
    JweEncryption("A192CTR",       "AES CTR using 192 bit key", 192, 16, 0,
                  Requirement.PROHIBITED, _WEB_CRYPTO, _NOT_HERE,
                  f"AES CTR with 192 bits, where changes go unnoticed; {_JWK_ONLY}"),
    JweEncryption("A256CTR",       "AES CTR using 256 bit key", 256, 16, 0,
                  Requirement.PROHIBITED, _WEB_CRYPTO, _NOT_HERE,
                  f"AES CTR with 256 bits, where changes go unnoticed; {_JWK_ONLY}"),
)
# fmt: on

JWS_ALGORITHMS: Final[Mapping[str, JwsAlgorithm]] = MappingProxyType({row.name: row for row in _JWS_ROWS})
JWE_ALGORITHMS: Final[Mapping[str, JweAlgorithm]] = MappingProxyType({row.name: row for row in _JWE_ROWS})
JWE_ENCRYPTIONS: Final[Mapping[str, JweEncryption]] = MappingProxyType({row.name: row for row in _ENC_ROWS})
COMPRESSIONS: Final[Mapping[str, str]] = MappingProxyType({"DEF": "DEFLATE (RFC 1951)"})
