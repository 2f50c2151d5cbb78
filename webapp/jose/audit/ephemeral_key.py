"""The sender's ephemeral public key, and what it must not be (RFC 7518 section 4.6, RFC 8725 section 3.4)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from webapp.jose.audit.cases import RecipientCase
from webapp.jose.audit.jwe_header import algorithm_of
from webapp.jose.base64url import decode
from webapp.jose.finding import Finding
from webapp.jose.json_object import JsonValue
from webapp.jose.jwk.jwk_object import read_jwk
from webapp.jose.jwk.key import Key
from webapp.jose.limits import Limits
from webapp.jose.registry.curves import CURVES, CurveUse
from webapp.jose.registry.rules import RULES
from webapp.jose.text import Excerpt, Span, cut_short

_LIMITS: Final = Limits()
_PUBLIC: Final = ("kty", "crv", "x", "y")
_PRIVATE: Final = ("d", "p", "q", "dp", "dq", "qi", "oth", "priv")
_25519: Final = 2**255 - 19
_448: Final = 2**448 - 2**224 - 1
# The coordinates whose order divides the cofactor: with them every private key agrees the same (RFC 7748 section 6).
_SMALL: Final = {
    "X25519": (_25519, 2**255 - 1, frozenset({
        0, 1, _25519 - 1,
        325606250916557431795983626356110631294008115727848805560023387167927233504,
        39382357235489614581723060781553021112529911719440698176882885853963445705823,
    })),
    "X448": (_448, 2**448 - 1, frozenset({0, 1, _448 - 1})),
}  # fmt: skip


def ephemeral_key(case: RecipientCase) -> Iterator[Finding]:
    """A point off the curve, or of small order, draws the private key out of whoever computes with it."""
    if not _agrees(case):
        return
    header = case.recipient.header
    if message := unusable(header.values.get("epk")) or _other_curve(case):
        yield RULES["E09"].found(message, header.member_span("epk"))


def private_half(case: RecipientCase) -> Iterator[Finding]:
    """With the private half everybody can agree the same key."""
    epk = case.recipient.header.values.get("epk")
    if _agrees(case) and isinstance(epk, dict):
        names = [name for name in _PRIVATE if epk.get(name) is not None]
        if names:
            message = f'"epk" has the private member "{names[0]}"'
            yield RULES["E10"].found(message, case.recipient.header.member_span("epk"))


def unusable(epk: JsonValue) -> str:
    """Why no key may be agreed with this one; empty when nothing speaks against it."""
    if epk is None:
        return 'There is no "epk", without which no key can be agreed'
    if not isinstance(epk, dict):
        return '"epk" is no JWK'
    public: dict[str, JsonValue] = {name: epk[name] for name in _PUBLIC if name in epk}
    key = read_jwk(public, source="epk", index=0, locate=_nowhere, limits=_LIMITS)
    if not key.is_usable:
        return f'"epk": {key.problems[-1].message}' if key.problems else '"epk" is no key'
    curve = CURVES.get(key.crv or "")
    if curve is None or curve.use is CurveUse.SIGNATURE:
        return f'"epk" is a key of {cut_short(key.crv or key.kty)}, with which no key is agreed'
    return f'"epk" is a point of small order on {key.crv}' if _is_small(key) else ""


def _agrees(case: RecipientCase) -> bool:
    alg = algorithm_of(case)
    return alg is not None and "epk" in alg.header_parameters


def _other_curve(case: RecipientCase) -> str:
    """What the decryption says when the token's curve is not that of the key."""
    steps = case.decryption.steps if case.decryption and case.decryption.plaintext is None else ()
    return next((step.summary for step in steps if step.reason == "key.curve" and step.code != "jwe.key"), "")


def _is_small(key: Key) -> bool:
    if key.crv not in _SMALL:
        return False
    modulus, mask, small = _SMALL[key.crv]
    number = int.from_bytes(decode(Excerpt.whole(key.members["x"])).octets, "little") & mask
    return number % modulus in small


def _nowhere(_: str) -> Span | None:
    """All that is found is told of the whole "epk"."""
    return None
