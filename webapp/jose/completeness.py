"""Is a compact token whole? Told by what its parts must be, before anything is verified.

Used where a token stands in other text: a whole one is not continued on the next line, a cut one may be.
"""

from __future__ import annotations

import json
from types import MappingProxyType
from typing import Final

from webapp.jose.base64url import decode
from webapp.jose.registry.algorithms import JWE_ENCRYPTIONS, JWS_ALGORITHMS
from webapp.jose.text import Excerpt

# What keys that are in use make, by their type: RSA, and Ed25519 and Ed448 where the algorithm names neither.
_OCTETS: Final = MappingProxyType({"RSA": frozenset({128, 256, 384, 512, 1024}), "OKP": frozenset({64, 114})})
# No more than a header that anybody would write.
_MOST_HEADER: Final = 16_384
# How many characters the last part of a whole token can have.
LAST_LENGTHS: Final = frozenset(
    -(-octets * 8 // 6)
    for octets in (
        0,
        *(octets for each in _OCTETS.values() for octets in each),
        *(alg.signature_octets for alg in JWS_ALGORITHMS.values()),
        *(enc.tag_octets for enc in JWE_ENCRYPTIONS.values()),
    )
)


def is_whole(token: Excerpt) -> bool:
    """Whether the header is JSON and the last part has a length that the algorithm makes.

    An SD-JWT is whole after a tilde, though Disclosures may follow, and with a key-binding JWT that is (RFC 9901); its
    last tilde may be missing.
    """
    first, tilde, rest = token.text.partition("~")
    if tilde:
        last_part = rest.rpartition("~")[2]
        if last_part and "." not in last_part:
            return isinstance(_json(last_part), list)
        return is_whole(Excerpt.whole(last_part or first))
    parts = first.split(".", 5)
    header = _header(parts[0]) if len(parts) in (3, 5) else None
    if header is None:
        return False
    last = len(decode(Excerpt.whole(parts[-1][:20_000])).octets)
    if len(parts) == 5:
        row = JWE_ENCRYPTIONS.get(str(header.get("enc")))
        return row is not None and last == row.tag_octets
    alg = JWS_ALGORITHMS.get(str(header.get("alg")))
    if alg is None:
        return False
    if alg.name == "none":
        return not parts[2]
    return last == alg.signature_octets if alg.signature_octets else last in _OCTETS.get(alg.kty, ())


def _header(encoded: str) -> dict[str, object] | None:
    value = _json(encoded)
    return value if isinstance(value, dict) else None


def _json(encoded: str) -> object:
    try:
        return json.loads(decode(Excerpt.whole(encoded[:_MOST_HEADER])).octets)
    except (ValueError, RecursionError):
        return None
