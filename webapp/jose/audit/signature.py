"""The signature itself: right or not, of the due length, in range, with a nonce of its own (RFC 7515 section 5.2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from webapp.jose.audit.cases import SignatureCase, SignedToken, TokensCase
from webapp.jose.crypto.curves import CURVES
from webapp.jose.crypto.nonce_reuse import Signed, gives_away
from webapp.jose.finding import Finding
from webapp.jose.jwk.key_text import KeyText
from webapp.jose.jws.jws import Jws, JwsSignature
from webapp.jose.registry.algorithms import JWS_ALGORITHMS, Requirement
from webapp.jose.registry.rules import RULES
from webapp.jose.trace import Outcome, Step

# Signatures that are compared with each other.
_MOST: Final = 200
# Keys whose private half is computed.
_MOST_COMPUTED: Final = 5


@dataclass(frozen=True, slots=True)
class _Place:
    """One ECDSA signature among several tokens."""

    jws: Jws
    signature: JwsSignature


def verified(case: SignatureCase) -> Iterator[Finding]:
    """A signature that is not right: by its length or range, which say more than that it does not verify."""
    if not case.signature.signature.octets or any(one.code == "jws.parts" for one in case.token.jws.problems):
        return
    told = tuple(_at_sight(case)) or tuple(_by_the_key(case))
    if told:
        yield from told
    elif (failed := _failed(case, "jws.signature", "jws.length")) and not _is_of_another(case):
        yield RULES["G01"].found(f"{failed.summary}.", case.signature.signature.span)


def reused_nonce(token: SignedToken) -> Iterator[Finding]:
    """Two signatures of one token."""
    return reused_nonces(TokensCase(tokens=(token.jws,), keys=token.keys))


def reused_nonces(case: TokensCase) -> Iterator[Finding]:
    """Two different ECDSA signatures with the same R, of one token or of several: the private key follows from them."""
    seen: dict[tuple[str, bytes], _Place] = {}
    places = [_Place(jws, signature) for jws in case.tokens for signature in jws.signatures]
    for place in places[:_MOST]:
        crv = _curve(place.signature)
        octets = place.signature.signature.octets
        if not crv or len(octets) != 2 * CURVES[crv].private_length or not any(octets):
            continue
        r = octets[: len(octets) // 2]
        other = seen.setdefault((crv, r), place)
        if other is not place and not _is_same(other, place):
            message = f"The first halves (R) of two signatures on {crv} are the same: both were made with one nonce."
            if _is_proven(case.keys, crv, other, place):
                message += " From them the private half of the key that you gave was computed."
            yield RULES["G06"].found(message, place.signature.signature.span)


def _is_proven(keys: KeyText, crv: str, one: _Place, two: _Place) -> bool:
    fitting = [key for key in keys.keys[:_MOST] if key.crv == crv and key.is_usable][:_MOST_COMPUTED]
    return any(gives_away(key.members, _signed(one), _signed(two)) for key in fitting)


def _signed(place: _Place) -> Signed:
    alg = str(place.signature.header.values.get("alg"))
    return Signed(alg, place.jws.signing_input(place.signature), place.signature.signature.octets)


def _at_sight(case: SignatureCase) -> Iterator[Finding]:
    """What holds without any key."""
    alg, signature = case.signature.header.values.get("alg"), case.signature.signature
    row = JWS_ALGORITHMS.get(alg) if isinstance(alg, str) else None
    if row is None or row.requirement is Requirement.PROHIBITED or row.kty not in ("EC", "oct"):
        return
    found = len(signature.octets)
    if found != row.signature_octets:
        told = f"It has {found:,} octets; {row.name} makes {row.signature_octets:,}"
        der = ", and this one begins like ASN.1 (DER)" if row.kty == "EC" and signature.octets[:1] == b"\x30" else ""
        yield RULES["G02" if row.kty == "EC" else "G05"].found(f"{told}{der}.", signature.span)
    elif (crv := _curve(case.signature)) and (why := _out_of_range(signature.octets, CURVES[crv].order)):
        yield RULES["G03"].found(f"{why} on {crv}.", signature.span)


def _by_the_key(case: SignatureCase) -> Iterator[Finding]:
    key = case.verification.key if case.verification else None
    if key is not None and key.kty == "RSA" and _failed(case, "jws.length"):
        found, due = len(case.signature.signature.octets), -(-key.bits // 8)
        message = f"It has {found:,} octets; a modulus of {key.bits:,} bits makes {due:,}."
        yield RULES["G04"].found(message, case.signature.signature.span)


def _failed(case: SignatureCase, *codes: str) -> Step | None:
    steps = case.verification.steps if case.verification else ()
    return next((step for step in steps if step.code in codes and step.outcome is Outcome.FAILED), None)


def _is_of_another(case: SignatureCase) -> bool:
    """Whether the signature may be of a signer whose key was not given: another one of this token is right."""
    key, kid = case.verification.key if case.verification else None, case.signature.header.values.get("kid")
    is_named = key is not None and key.kid is not None and key.kid == kid
    return not is_named and any(one.signature.outcome is Outcome.PASSED for one in case.token.verifications)


def _out_of_range(octets: bytes, order: int) -> str:
    half = len(octets) // 2
    for name, part in (("R", octets[:half]), ("S", octets[half:])):
        number = int.from_bytes(part, "big")
        if not number:
            return f"{name} is zero"
        if number >= order:
            return f"{name} is not less than the order of the group"
    return ""


def _curve(signature: JwsSignature) -> str:
    """The curve of an ECDSA signature, "" for any other."""
    alg = signature.header.values.get("alg")
    row = JWS_ALGORITHMS.get(alg) if isinstance(alg, str) else None
    return row.crv[0] if row is not None and row.kty == "EC" and row.crv else ""


def _is_same(one: _Place, two: _Place) -> bool:
    """Whether it is one signature that stands in two places."""
    if one.signature.signature.octets != two.signature.signature.octets:
        return False
    return one.jws.signing_input(one.signature) == two.jws.signing_input(two.signature)
