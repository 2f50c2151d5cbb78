"""Is a compact token whole? Told by what its parts must be, before anything is verified.

Used where a token stands in other text: a whole one is not continued on the next line, a cut one may be.
"""

from __future__ import annotations

import json
from typing import Final

from webapp.jose.base64url import decode
from webapp.jose.registry.algorithms import JWE_ENCRYPTIONS, JWS_ALGORITHMS
from webapp.jose.text import Excerpt

# What RSA keys that are in use make, and no more than a header that anybody would write.
_RSA_OCTETS: Final = frozenset({128, 256, 384, 512, 1024})
_MOST_HEADER: Final = 16_384
_OTHER_OCTETS: Final = frozenset({0, 64, 114})
# How many characters the last part of a whole token can have.
LAST_LENGTHS: Final = frozenset(
    -(-octets * 8 // 6)
    for octets in (
        *_RSA_OCTETS,
        *_OTHER_OCTETS,
        *(alg.signature_octets for alg in JWS_ALGORITHMS.values()),
        *(enc.tag_octets for enc in JWE_ENCRYPTIONS.values()),
    )
)


def is_whole(token: Excerpt) -> bool:
    """Whether the header is JSON and the last part has a length that the algorithm makes."""
    parts = token.text.split(".", 5)
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
    return last == alg.signature_octets if alg.signature_octets else last in (*_RSA_OCTETS, 64, 114)


def _header(encoded: str) -> dict[str, object] | None:
    try:
        value = json.loads(decode(Excerpt.whole(encoded[:_MOST_HEADER])).octets)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None
