"""A valid token whose claims nobody can read: JSON text within a JSON string (RFC 7519 section 7.1)."""

from __future__ import annotations

from typing import Final

from webapp.jose.diagnose.bench import Bench
from webapp.jose.diagnose.case import SignatureCase
from webapp.jose.diagnose.words import likely
from webapp.jose.finding import Diagnosis
from webapp.jose.json_object import parse

_LONGEST: Final = 100_000


def in_a_string(case: SignatureCase, _bench: Bench) -> Diagnosis | None:
    """The claims were made into text twice: neither times nor audience were checked."""
    payload = case.jws.payload_octets.strip()
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
