"""A public EC key as nothing but its point, as Web Push has it (RFC 8292 section 3.2, SEC 1 section 2.3.3)."""

from __future__ import annotations

import re
from typing import Final

from webapp.jose.base64url import encode
from webapp.jose.crypto.curves import CURVES
from webapp.jose.jwk import secret
from webapp.jose.jwk.build import Description, build_key, examine
from webapp.jose.jwk.key import Key
from webapp.jose.jwk.secret import Encoding
from webapp.jose.limits import Limits
from webapp.jose.text import Problem

EC_POINT: Final = "ec-point"
# An octet 0x04 and two coordinates: 65, 97, 129 or 133 octets, in base64url, base64 or hexadecimal.
_BASE64: Final = re.compile(r"\s*B[A-P][A-Za-z0-9_+/-]{85,176}={0,2}\s*")
_HEX: Final = re.compile(r"\s*(?:0x)?04[0-9A-Fa-f]{128,264}\s*")


def read_point(text: str, limits: Limits) -> Key | None:
    """The key whose uncompressed point the text is; None when it lies on no known curve, as chance has it."""
    octets = _octets(text)
    if octets is None or octets[:1] != b"\x04":
        return None
    for curve in CURVES.values():
        x, y = octets[1 : 1 + curve.length], octets[1 + curve.length :]
        if len(octets) == 1 + 2 * curve.length and curve.has_point(int.from_bytes(x, "big"), int.from_bytes(y, "big")):
            members = {"kty": "EC", "crv": curve.crv, "x": encode(x), "y": encode(y)}
            return examine((build_key(members, Description(source=EC_POINT), limits),), limits)[0]
    return None


def _octets(text: str) -> bytes | None:
    if _HEX.fullmatch(text):
        octets = secret.decode(text.strip().removeprefix("0x"), Encoding.HEX)
    elif _BASE64.fullmatch(text):
        octets = secret.decode(text, Encoding.BASE64URL if re.search("[-_]", text) else Encoding.BASE64)
    else:
        return None
    return None if isinstance(octets, Problem) else octets
