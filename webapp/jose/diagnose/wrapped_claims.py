"""A valid token whose claims nobody can read: JSON text within a JSON string (RFC 7519 section 7.1)."""

from __future__ import annotations

import re
from typing import Final

from webapp.jose.base64url import decode
from webapp.jose.diagnose.bench import Bench
from webapp.jose.diagnose.case import SignatureCase
from webapp.jose.diagnose.words import likely
from webapp.jose.finding import Diagnosis
from webapp.jose.json_object import parse
from webapp.jose.text import Excerpt

_LONGEST: Final = 100_000
# A JSON object in base64url.
_ENCODED: Final = re.compile(rb"e[yw][A-Za-z0-9_-]{10,}={0,2}")


def _encoded_twice(case: SignatureCase, payload: bytes) -> Diagnosis | None:
    octets = decode(Excerpt.whole(payload.decode("ascii"))).octets
    parsed = parse(octets, case.given.limits)
    if not isinstance(parsed.value, dict) or not parsed.value or parsed.problems:
        return None
    return likely(
        "claims.encoded-twice",
        "The claims are encoded in base64url twice: nobody reads them, and nothing of them was checked",
        "Decoded once, the payload is base64url text again, and the claims are what that decodes to. Verifiers that "
        "expect a JSON object refuse the token, and others let it pass without a look at exp or aud.",
        "Give the library the object: it makes JSON of it and encodes it by itself.",
        reference="RFC 7519 section 7.1",
    )


def in_a_string(case: SignatureCase, _bench: Bench) -> Diagnosis | None:
    """The claims were made into text twice: neither times nor audience were checked."""
    payload = case.jws.payload_octets.strip()
    if _ENCODED.fullmatch(payload) and len(payload) <= _LONGEST:
        return _encoded_twice(case, payload)
    if not payload.startswith(b'"') or len(payload) > _LONGEST:
        return None
    text = parse(b'{"a":' + payload + b"}", case.given.limits).value
    inner = text.get("a") if isinstance(text, dict) else None
    claims = parse(inner.encode("utf-8", "replace"), case.given.limits).value if isinstance(inner, str) else None
    if not isinstance(claims, dict) or not claims:
        return None
    return likely(
        "claims.in-a-string",
        "The claims are JSON text within a JSON string: nobody reads them, and nothing of them was checked",
        "The payload is one JSON string, and the claims are the text in it. Claims must be a JSON object; verifiers "
        "that expect one refuse the token, and others let it pass without a look at exp or aud.",
        "Give the library the object: it makes JSON of it by itself. Do not call JSON.stringify or json.dumps before.",
        reference="RFC 7519 section 7.1",
    )
