"""Naming what is no JOSE token and no key, in a friendly sentence that says what to do."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from webapp.jose.registry.opaque_tokens import OPAQUE_TOKENS
from webapp.jose.text import Excerpt, Problem


@dataclass(frozen=True, slots=True)
class _Lookalike:
    code: str
    pattern: re.Pattern[str]
    message: str


# The first that matches names it. Nothing here is certain, and the sentences say "looks like".
_LOOKALIKES: Final = (
    _Lookalike(
        "paste.xml",
        re.compile(r"\s*<\?xml|\s*<(?:saml|samlp|Assertion|Response)\b", re.IGNORECASE),
        "This looks like XML, perhaps a SAML assertion. SAML is signed with XML Signature, not with JOSE.",
    ),
    _Lookalike(
        "paste.html",
        re.compile(r"\s*<(?:!doctype|html|head|body)\b", re.IGNORECASE),
        "This looks like an HTML page, perhaps an error page in place of a token. Look at the request that fetched it.",
    ),
    _Lookalike(
        "paste.url",
        re.compile(r"https?://\S+\Z", re.IGNORECASE),
        "This looks like a URL. Nothing is fetched from here; paste what it answers: a token, a key or a JWK Set.",
    ),
    _Lookalike(
        "paste.ssh-key",
        re.compile(r"(?:ssh-(?:rsa|ed25519|dss)|ecdsa-sha2-\S+|sk-\S+@openssh\.com) [A-Za-z0-9+/=]+"),
        "This looks like an OpenSSH public key, but no key can be read from it: it is damaged, or of a kind that JOSE "
        "has no algorithm for (DSA, security keys).",
    ),
    _Lookalike(
        "paste.uuid",
        re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\Z", re.IGNORECASE),
        "This looks like a UUID: an opaque reference that only its issuer can look up.",
    ),
    _Lookalike(
        "paste.hex",
        re.compile(r"(?:[0-9a-f]{2}){8,}\Z", re.IGNORECASE),
        "This looks like octets in hexadecimal. A secret in this form belongs into the key box, with the encoding hex.",
    ),
    _Lookalike(
        "paste.json",
        re.compile(r"\s*[{\[]"),
        'This looks like JSON, but it is no key (it has no "kty"), no JWK Set (no "keys"), and holds no compact token.',
    ),
    _Lookalike(
        "paste.dotted",
        re.compile(r"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*\.[A-Za-z0-9_-]*\Z"),
        "This has three parts as a JWS has, but the first does not decode to a JOSE Header, a JSON object such as "
        '{"alg":"RS256"}. Look whether its beginning was cut off, or whether another system made it.',
    ),
)
_KINDS: Final = tuple((kind, re.compile(kind.pattern)) for kind in OPAQUE_TOKENS)
# What stands for something that only its issuer knows; everything else that is not recognised is just other text.
OPAQUE_CODES: Final = frozenset(
    {"paste.opaque", "paste.uuid", "paste.hex", *(f"paste.{kind.cause}" for kind in OPAQUE_TOKENS)}
)
_OPAQUE: Final = (
    "This is not a JWS, JWE or key. It looks like an opaque token or a secret: nothing in it can be decoded; only its "
    "issuer can say what it stands for. If it is an access token, ask the issuer's introspection endpoint (RFC 7662)."
)
_PROSE: Final = (
    "This is not a token or a key. A JWS has three parts with dots between them and usually begins with eyJ, a JWE has "
    "five; a key is a JSON object with kty, or begins with -----BEGIN."
)


def name_it(excerpt: Excerpt) -> Problem:
    """What a text looks like that is not JOSE. Codes: paste.<what it looks like>, paste.opaque, paste.unrecognised."""
    for kind, pattern in _KINDS:
        if pattern.fullmatch(excerpt.text):
            message = f"This looks like {kind.name}. {kind.remedy}."
            return Problem(code=f"paste.{kind.cause}", message=message, span=excerpt.span())
    for lookalike in _LOOKALIKES:
        if lookalike.pattern.match(excerpt.text):
            return Problem(code=lookalike.code, message=lookalike.message, span=excerpt.span())
    if re.search(r"\s", excerpt.text) or len(excerpt.text) < 8:
        return Problem(code="paste.unrecognised", message=_PROSE, span=excerpt.span())
    return Problem(code="paste.opaque", message=_OPAQUE, span=excerpt.span())
