"""Does a key fit what is wanted of it? One check per reason (RFC 7517 section 4, RFC 7518 sections 3.1 and 4.1).

A reason either makes the mathematics impossible (type, curve, half, size), or is an objection (alg, use, key_ops):
the key must not be used for this, but computing with it still tells something. A kid that differs is a warning.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from webapp.jose.jwk.key import Key
from webapp.jose.registry.algorithms import JWE_ALGORITHMS, JWE_ENCRYPTIONS, JWS_ALGORITHMS, KeyManagement
from webapp.jose.registry.curves import CURVES, CurveUse
from webapp.jose.registry.jwk_parameters import KEY_OPERATIONS
from webapp.jose.text import cut_short


class Purpose(StrEnum):
    """What the key is wanted for."""

    VERIFY = "verify"
    SIGN = "sign"
    DECRYPT = "decrypt"
    ENCRYPT = "encrypt"


class Weight(StrEnum):
    """What a reason against a key means."""

    IMPOSSIBLE = "impossible"
    OBJECTION = "objection"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One reason against a key."""

    code: str
    weight: Weight
    message: str
    reference: str | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a token and an intention ask of a key."""

    alg: str
    enc: str | None
    kid: str | None
    purpose: Purpose


def reasons_against(key: Key, wanted: Wanted) -> tuple[Reason, ...]:
    """All reasons against a key, none if it is just right; when it cannot be computed with, only the first.

    Reasons: key.unusable, key.type, key.secret-for-asymmetric, key.asymmetric-for-secret, key.curve, key.public,
    key.size, key.alg, key.use, key.key-ops, key.member-type, key.kid.
    """
    for check in _POSSIBLE:
        if reason := check(key, wanted):
            return (reason,)
    return tuple(reason for check in _PERMITTED if (reason := check(key, wanted)))


def _usable(key: Key, _wanted: Wanted) -> Reason | None:
    if key.is_usable:
        return None
    why = key.problems[-1].message if key.problems else "it could not be read"
    return _impossible("key.unusable", f"The key cannot be used: {why}", None)


def _type(key: Key, wanted: Wanted) -> Reason | None:
    due = _key_types(wanted.alg)
    if key.kty in due:
        return None
    names = " or ".join(due)
    if key.kty == "oct":
        message = f"{wanted.alg} needs a key of type {names}; this is a shared secret"
        return _impossible("key.secret-for-asymmetric", message, _reference(wanted))
    if due == ("oct",):
        message = f"{wanted.alg} needs a shared secret; this is a key of type {key.kty}, whose text is never a secret"
        return _impossible("key.asymmetric-for-secret", message, "RFC 8725 section 3.1")
    message = f"{wanted.alg} needs a key of type {names}; this one is {key.kty}"
    return _impossible("key.type", message, _reference(wanted))


def _curve(key: Key, wanted: Wanted) -> Reason | None:
    if key.kty == "AKP":
        fits, due = key.alg == wanted.alg, "a key of its own"
    elif wanted.alg in JWS_ALGORITHMS:
        due = " or ".join(JWS_ALGORITHMS[wanted.alg].crv)
        fits = not due or key.crv in JWS_ALGORITHMS[wanted.alg].crv
    else:
        due = "a curve for key agreement (P-256, X25519, …)"
        fits = key.crv is None or CURVES[key.crv].use is not CurveUse.SIGNATURE
    if fits:
        return None
    message = f"{wanted.alg} needs {due}; this key is for {key.crv or key.alg}"
    return _impossible("key.curve", message, _reference(wanted))


def _half(key: Key, wanted: Wanted) -> Reason | None:
    if key.private or wanted.purpose in (Purpose.VERIFY, Purpose.ENCRYPT):
        return None
    message = f"To {wanted.purpose} takes the private half; this is a public key"
    return _impossible("key.public", message, _reference(wanted))


def _size(key: Key, wanted: Wanted) -> Reason | None:
    """The one size that AES takes. Passwords (PBES2) and MAC keys have any."""
    row = JWE_ALGORITHMS.get(wanted.alg)
    if row is None or key.kty != "oct" or "p2s" in row.header_parameters:
        return None
    enc = JWE_ENCRYPTIONS.get(wanted.enc or "")
    due = row.wrap_bits or (enc.cek_bits if enc else 0)
    if not due or key.bits == due:
        return None
    name = wanted.alg if row.wrap_bits else f"{wanted.alg} with {wanted.enc}"
    return _impossible("key.size", f"{name} needs a key of {due} bits; this one has {key.bits:,}", row.reference)


def _algorithm(key: Key, wanted: Wanted) -> Reason | None:
    if key.alg is None or key.alg == wanted.alg or key.alg in _SAME.get(wanted.alg, ()):
        return None
    if wanted.alg == "dir" and key.alg == wanted.enc:
        return None
    message = f'The key says that it is for "{cut_short(key.alg)}" alone; the token has {wanted.alg}'
    return _objection("key.alg", message, "RFC 7517 section 4.4")


def _use(key: Key, wanted: Wanted) -> Reason | None:
    due = "sig" if wanted.purpose in (Purpose.VERIFY, Purpose.SIGN) else "enc"
    if key.use is None or key.use == due:
        return None
    message = f'The key says that its use is "{cut_short(key.use)}"; to {wanted.purpose} takes "{due}"'
    return _objection("key.use", message, "RFC 7517 section 4.2")


def _operations(key: Key, wanted: Wanted) -> Reason | None:
    due = _operations_due(key, wanted)
    if key.key_ops is None or due & set(key.key_ops):
        return None
    if not key.key_ops and wanted.purpose is Purpose.ENCRYPT and key.kty in ("EC", "OKP"):
        return None  # Web Cryptography writes the public half for key agreement with no operation at all.
    if key.key_ops and not KEY_OPERATIONS.keys() & set(key.key_ops):
        message = 'The "key_ops" of the key name no registered operation, and so forbid none'
        return Reason(code="key.key-ops", weight=Weight.WARNING, message=message, reference="RFC 7517 section 4.3")
    message = f'The "key_ops" of the key do not allow to {wanted.purpose}: it would take {" or ".join(sorted(due))}'
    return _objection("key.key-ops", message, "RFC 7517 section 4.3")


def _operations_due(key: Key, wanted: Wanted) -> frozenset[str]:
    if wanted.purpose is Purpose.VERIFY and key.kty != "oct" and key.private:
        return frozenset({"verify", "sign"})
    row = JWE_ALGORITHMS.get(wanted.alg)
    if row is None:
        return frozenset({str(wanted.purpose)})
    wrap = "unwrapKey" if wanted.purpose is Purpose.DECRYPT else "wrapKey"
    if row.mode is KeyManagement.DIRECT_ENCRYPTION:
        return frozenset({str(wanted.purpose)})
    if "epk" in row.header_parameters or "p2s" in row.header_parameters:
        return frozenset({"deriveKey", "deriveBits", wrap})
    return frozenset({wrap, str(wanted.purpose)})


def _readable(key: Key, _wanted: Wanted) -> Reason | None:
    """A member that cannot be read may be what forbids this use of the key."""
    problem = next((p for p in key.problems if p.code == "jwk.member-type"), None)
    if problem is None:
        return None
    message = f"A member of the key cannot be read: {problem.message}"
    return Reason(code="key.member-type", weight=Weight.WARNING, message=message, reference=problem.reference)


def _key_id(key: Key, wanted: Wanted) -> Reason | None:
    if wanted.kid is None or key.kid is None or key.kid == wanted.kid:
        return None
    message = f'The token names the kid "{cut_short(wanted.kid)}"; this key has "{cut_short(key.kid)}"'
    return Reason(code="key.kid", weight=Weight.WARNING, message=message, reference="RFC 7515 section 4.1.4")


def _key_types(alg: str) -> tuple[str, ...]:
    if alg in JWE_ALGORITHMS:
        return JWE_ALGORITHMS[alg].key_types
    row = JWS_ALGORITHMS.get(alg)
    return (row.kty,) if row and row.kty else ()


def _reference(wanted: Wanted) -> str | None:
    row = JWS_ALGORITHMS.get(wanted.alg) or JWE_ALGORITHMS.get(wanted.alg)
    return row.reference if row else None


def _impossible(code: str, message: str, reference: str | None) -> Reason:
    return Reason(code=code, weight=Weight.IMPOSSIBLE, message=message, reference=reference)


def _objection(code: str, message: str, reference: str) -> Reason:
    return Reason(code=code, weight=Weight.OBJECTION, message=message, reference=reference)


_Check = Callable[[Key, Wanted], Reason | None]
_POSSIBLE: Final[tuple[_Check, ...]] = (_usable, _type, _curve, _half, _size)
_PERMITTED: Final[tuple[_Check, ...]] = (_algorithm, _use, _operations, _readable, _key_id)
# RFC 9864 gave each curve of EdDSA a name of its own; a key that carries either name is meant for both.
_SAME: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {"EdDSA": ("Ed25519", "Ed448"), "Ed25519": ("EdDSA",), "Ed448": ("EdDSA",)}
)
