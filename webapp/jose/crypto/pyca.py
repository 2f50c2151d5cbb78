"""Key objects of the cryptographic library from the members of a JWK, and back. Conversions of our own.

jwcrypto's are not used here: they miss X448, stumble over P-224, and validate RSA private keys for minutes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final, TypeAlias

from cryptography.hazmat.primitives.asymmetric import dsa, ec, ed448, ed25519, mldsa, rsa, x448, x25519

from webapp.jose.base64url import encode
from webapp.jose.crypto import rsa_checks
from webapp.jose.crypto.curves import CURVES
from webapp.jose.crypto.numbers import base64url_uint, fixed, integer, octets
from webapp.jose.text import Problem

Members: TypeAlias = dict[str, str]
OkpPrivate: TypeAlias = (
    ed25519.Ed25519PrivateKey | ed448.Ed448PrivateKey | x25519.X25519PrivateKey | x448.X448PrivateKey
)
OkpPublic: TypeAlias = ed25519.Ed25519PublicKey | ed448.Ed448PublicKey | x25519.X25519PublicKey | x448.X448PublicKey
AkpPrivate: TypeAlias = mldsa.MLDSA44PrivateKey | mldsa.MLDSA65PrivateKey | mldsa.MLDSA87PrivateKey
AkpPublic: TypeAlias = mldsa.MLDSA44PublicKey | mldsa.MLDSA65PublicKey | mldsa.MLDSA87PublicKey
PrivateKey: TypeAlias = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey | OkpPrivate | AkpPrivate
PublicKey: TypeAlias = rsa.RSAPublicKey | ec.EllipticCurvePublicKey | OkpPublic | AkpPublic

_RSA_NUMBERS: Final = ("n", "e", "d", "p", "q", "dp", "dq", "qi")
EC_CURVES: Final[Mapping[str, ec.EllipticCurve]] = MappingProxyType(
    {
        "P-256": ec.SECP256R1(),
        "P-384": ec.SECP384R1(),
        "P-521": ec.SECP521R1(),
        "secp256k1": ec.SECP256K1(),
        "BP-256": ec.BrainpoolP256R1(),
        "BP-384": ec.BrainpoolP384R1(),
        "BP-512": ec.BrainpoolP512R1(),
    }
)
_CRV_OF: Final = {curve.name: crv for crv, curve in EC_CURVES.items()}
OKP_PRIVATE: Final[Mapping[str, type[OkpPrivate]]] = MappingProxyType(
    {
        "Ed25519": ed25519.Ed25519PrivateKey,
        "Ed448": ed448.Ed448PrivateKey,
        "X25519": x25519.X25519PrivateKey,
        "X448": x448.X448PrivateKey,
    }
)
OKP_PUBLIC: Final[Mapping[str, type[OkpPublic]]] = MappingProxyType(
    {
        "Ed25519": ed25519.Ed25519PublicKey,
        "Ed448": ed448.Ed448PublicKey,
        "X25519": x25519.X25519PublicKey,
        "X448": x448.X448PublicKey,
    }
)
AKP_PRIVATE: Final[Mapping[str, type[AkpPrivate]]] = MappingProxyType(
    {
        "ML-DSA-44": mldsa.MLDSA44PrivateKey,
        "ML-DSA-65": mldsa.MLDSA65PrivateKey,
        "ML-DSA-87": mldsa.MLDSA87PrivateKey,
    }
)
AKP_PUBLIC: Final[Mapping[str, type[AkpPublic]]] = MappingProxyType(
    {
        "ML-DSA-44": mldsa.MLDSA44PublicKey,
        "ML-DSA-65": mldsa.MLDSA65PublicKey,
        "ML-DSA-87": mldsa.MLDSA87PublicKey,
    }
)


def private_key(members: Mapping[str, str]) -> PrivateKey:
    """The private key. Raises what the library raises, and KeyError for a name that is not in the tables."""
    return _PRIVATE[members["kty"]](members)


def public_key(members: Mapping[str, str]) -> PublicKey:
    """The public key. Raises what the library raises, and KeyError for a name that is not in the tables."""
    return _PUBLIC[members["kty"]](members)


def private_members(key: object) -> Members | Problem:
    """The JWK members of a private key of the library. Codes: key.curve-unsupported, key.type-unsupported."""
    match key:
        case rsa.RSAPrivateKey():
            return _rsa_private_members(key)
        case ec.EllipticCurvePrivateKey():
            members = public_members(key.public_key())
            if isinstance(members, Problem):
                return members
            length = CURVES[members["crv"]].private_length
            return {**members, "d": fixed(key.private_numbers().private_value, length)}
    for crv, kind in OKP_PRIVATE.items():
        if isinstance(key, kind):
            x = encode(key.public_key().public_bytes_raw())
            return {"kty": "OKP", "crv": crv, "x": x, "d": encode(key.private_bytes_raw())}
    for alg, sort in AKP_PRIVATE.items():
        if isinstance(key, sort):
            pub = encode(key.public_key().public_bytes_raw())
            return {"kty": "AKP", "alg": alg, "pub": pub, "priv": encode(key.private_bytes_raw())}
    return _unsupported(key)


def public_members(key: object) -> Members | Problem:
    """The JWK members of a public key of the library. Codes: key.curve-unsupported, key.type-unsupported."""
    match key:
        case rsa.RSAPublicKey():
            numbers = key.public_numbers()
            return {"kty": "RSA", "n": base64url_uint(numbers.n), "e": base64url_uint(numbers.e)}
        case ec.EllipticCurvePublicKey():
            return _ec_public_members(key)
    for crv, kind in OKP_PUBLIC.items():
        if isinstance(key, kind):
            return {"kty": "OKP", "crv": crv, "x": encode(key.public_bytes_raw())}
    for alg, sort in AKP_PUBLIC.items():
        if isinstance(key, sort):
            return {"kty": "AKP", "alg": alg, "pub": encode(key.public_bytes_raw())}
    return _unsupported(key)


def rsa_numbers(members: Mapping[str, str]) -> rsa_checks.RsaPrivate:
    """The numbers of an RSA private key with all its members."""
    return rsa_checks.RsaPrivate(**{name: integer(members[name]) for name in _RSA_NUMBERS})


def rsa_members(key: rsa_checks.RsaPrivate) -> Members:
    """The members of an RSA private key, in the order of RFC 7518 section 6.3."""
    return {"kty": "RSA", **{name: base64url_uint(getattr(key, name)) for name in _RSA_NUMBERS}}


def _rsa_private_members(key: rsa.RSAPrivateKey) -> Members:
    numbers = key.private_numbers()
    public = numbers.public_numbers
    return rsa_members(
        rsa_checks.RsaPrivate(
            n=public.n, e=public.e, d=numbers.d, p=numbers.p, q=numbers.q,
            dp=numbers.dmp1, dq=numbers.dmq1, qi=numbers.iqmp,
        )
    )  # fmt: skip


def _ec_public_members(key: ec.EllipticCurvePublicKey) -> Members | Problem:
    crv = _CRV_OF.get(key.curve.name)
    if crv is None:
        return Problem(
            code="key.curve-unsupported",
            message=f"The key is on the curve {key.curve.name}, for which JOSE has no name",
            reference="RFC 7518 section 6.2.1.1",
        )
    numbers = key.public_numbers()
    length = CURVES[crv].length
    return {"kty": "EC", "crv": crv, "x": fixed(numbers.x, length), "y": fixed(numbers.y, length)}


def _rsa_private(members: Mapping[str, str]) -> PrivateKey:
    key = rsa_numbers(members)
    numbers = rsa.RSAPrivateNumbers(
        key.p, key.q, key.d, key.dp, key.dq, key.qi, rsa.RSAPublicNumbers(key.e, key.n)
    )  # fmt: skip
    return numbers.private_key(unsafe_skip_rsa_key_validation=True)


def _rsa_public(members: Mapping[str, str]) -> PublicKey:
    return rsa.RSAPublicNumbers(integer(members["e"]), integer(members["n"])).public_key()


def _ec_private(members: Mapping[str, str]) -> PrivateKey:
    return ec.derive_private_key(integer(members["d"]), EC_CURVES[members["crv"]])


def _ec_public(members: Mapping[str, str]) -> PublicKey:
    x, y = integer(members["x"]), integer(members["y"])
    return ec.EllipticCurvePublicNumbers(x, y, EC_CURVES[members["crv"]]).public_key()


def _okp_private(members: Mapping[str, str]) -> PrivateKey:
    return OKP_PRIVATE[members["crv"]].from_private_bytes(octets(members["d"]))


def _okp_public(members: Mapping[str, str]) -> PublicKey:
    return OKP_PUBLIC[members["crv"]].from_public_bytes(octets(members["x"]))


def _akp_private(members: Mapping[str, str]) -> PrivateKey:
    return AKP_PRIVATE[members["alg"]].from_seed_bytes(octets(members["priv"]))


def _akp_public(members: Mapping[str, str]) -> PublicKey:
    return AKP_PUBLIC[members["alg"]].from_public_bytes(octets(members["pub"]))


def _unsupported(key: object) -> Problem:
    kind = "a DSA key" if isinstance(key, dsa.DSAPrivateKey | dsa.DSAPublicKey) else "a key of a type"
    return Problem(
        code="key.type-unsupported",
        message=f"This is {kind} that JOSE cannot use; RSA, EC, OKP (Ed25519, X25519, …) and ML-DSA keys are read",
        reference="RFC 7518 section 6.1",
    )


_PRIVATE: Final[Mapping[str, Callable[[Mapping[str, str]], PrivateKey]]] = MappingProxyType(
    {"RSA": _rsa_private, "EC": _ec_private, "OKP": _okp_private, "AKP": _akp_private}
)
_PUBLIC: Final[Mapping[str, Callable[[Mapping[str, str]], PublicKey]]] = MappingProxyType(
    {"RSA": _rsa_public, "EC": _ec_public, "OKP": _okp_public, "AKP": _akp_public}
)
