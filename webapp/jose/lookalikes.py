"""Naming what is no JOSE token and no key, in a friendly sentence that says what to do."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from webapp.jose import base64url
from webapp.jose.octet_forms import OctetForm, form_of
from webapp.jose.registry.opaque_tokens import OPAQUE_TOKENS, OpaqueToken
from webapp.jose.registry.other_formats import OTHER_FORMATS
from webapp.jose.text import Excerpt, Problem, Span


@dataclass(frozen=True, slots=True)
class Lookalike:
    """What a text looks like: the problem that says so, what to call it, and whether only its issuer can read it."""

    problem: Problem
    label: str = "Not recognised"
    is_opaque: bool = False


@dataclass(frozen=True, slots=True)
class _Shape:
    code: str
    pattern: re.Pattern[str]
    message: str
    is_opaque: bool = False


# The first that matches names it. Nothing here is certain, and the sentences say "looks like".
_SHAPES: Final = (
    _Shape(
        "mangled.case",
        re.compile(r"(?:eyj[a-z0-9_-]+(?:\.[a-z0-9_-]+){2,4}|EYJ[A-Z0-9_-]+(?:\.[A-Z0-9_-]+){2,4})\Z"),
        "This looks like a token whose letters were all changed to one case, which cannot be undone: in base64url, a "
        "and A stand for different bits. Look for what changes its case on the way, and ask for a new token.",
    ),
    _Shape(
        "paste.xml",
        re.compile(
            r"\s*<?(?:\?xml|(?:[A-Za-z0-9_-]+:)?(?:saml|samlp|Assertion|Response|AuthnRequest)\b)", re.IGNORECASE
        ),
        "This looks like XML, perhaps a SAML assertion. SAML has XML Signature, not JOSE: use a SAML tool.",
    ),
    _Shape(
        "paste.html",
        re.compile(r"\s*<(?:!doctype|html|head|body)\b", re.IGNORECASE),
        "This looks like an HTML page, perhaps an error page in place of a token. Look at the request that fetched it.",
    ),
    _Shape(
        "paste.url",
        re.compile(r"https?://\S+\Z", re.IGNORECASE),
        "This looks like a URL. Nothing is fetched from here; paste what it answers: a token, a key or a JWK Set.",
    ),
    _Shape(
        "paste.ssh-key",
        re.compile(r"(?:ssh-(?:rsa|ed25519|dss)|ecdsa-sha2-\S+|sk-\S+@openssh\.com) [A-Za-z0-9+/=]+"),
        "This looks like an OpenSSH public key, but no key can be read from it: it is damaged, or of a kind that JOSE "
        "has no algorithm for (DSA, security keys).",
    ),
    _Shape(
        "paste.uuid",
        re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\Z", re.IGNORECASE),
        "This looks like a UUID: an opaque reference that only its issuer can look up. If it is an access token, ask "
        "the issuer's introspection endpoint (RFC 7662).",
        is_opaque=True,
    ),
    _Shape(
        "paste.hex",
        re.compile(r"(?:[0-9a-f]{2}){8,}\Z", re.IGNORECASE),
        "This looks like octets in hexadecimal: perhaps a session ID or an API key, which only its issuer can look up. "
        "A secret in this form belongs into the key box, with the encoding hex.",
        is_opaque=True,
    ),
    _Shape(
        "paste.macaroon",
        re.compile(
            r'\s*\{(?=.{0,4000}?"v"\s*:\s*2\b)(?=.{0,4000}?"s(?:64)?"\s*:)(?=.{0,4000}?"i(?:64)?"\s*:)', re.DOTALL
        ),
        "This looks like a macaroon in JSON. Use a macaroon library with the service's root key; its caveats can be "
        "read without it.",
        is_opaque=True,
    ),
    _Shape(
        "paste.oauth-error",
        re.compile(r"\s*\{[^{}]*\"error\"\s*:\s*\"[a-z_]+\""),
        'This looks like an error of an OAuth server in place of a token (RFC 6749 section 5.2): its members "error" '
        'and "error_description" say why there is none.',
    ),
    _Shape(
        "paste.token-response",
        re.compile(r"\s*\{[^{}]*\"(?:access|refresh|id)_token\"\s*:"),
        "This looks like the answer of a token endpoint (RFC 6749 section 5.1), but no token in it is a JWT: they are "
        "opaque. Ask the issuer's introspection endpoint (RFC 7662) what an access token stands for.",
        is_opaque=True,
    ),
    _Shape(
        "paste.decoded",
        re.compile(
            r"\s*(?:header\W{1,20})?\{(?=[^{}]{0,2000}\"(?:alg|enc)\"\s*:)(?=[^{}]{0,4000}\}[\s\S]{0,80}\{)|"
            r"\s*\{(?=[\s\S]{0,4000}?\"(?:exp|iat)\"\s*:\s*\d)(?=[\s\S]{0,4000}?\"(?:iss|sub|aud)\"\s*:)",
            re.IGNORECASE,
        ),
        "This looks like what a token says, already decoded. Paste the token itself: only its encoded parts, three "
        "with dots between them, have a signature that can be verified.",
    ),
    _Shape(
        "paste.json",
        re.compile(r"\s*[{\[]"),
        'This looks like JSON, but it is no key (it has no "kty"), no JWK Set (no "keys"), and holds no compact token.',
    ),
    _Shape(
        "paste.dotted",
        re.compile(r"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*\.[A-Za-z0-9_-]*\Z"),
        "This has three parts as a JWS has, but the first does not decode to a JOSE Header, a JSON object such as "
        '{"alg":"RS256"}. Look whether its beginning was cut off, or whether another system made it.',
    ),
)
_KINDS: Final = tuple((kind, re.compile(kind.pattern)) for kind in (*OPAQUE_TOKENS, *OTHER_FORMATS))
# A word of its own, and not a part of a longer one.
_WITHIN: Final = tuple(
    (kind, re.compile(rf"(?<![A-Za-z0-9_.-])(?:{kind.pattern})(?![A-Za-z0-9_-])"))
    for kind in (*OPAQUE_TOKENS, *OTHER_FORMATS)
    if kind.is_found_in_text
)
_SEARCHED: Final = 64 * 1024
_SAML_FIELD: Final = re.compile(r"SAML(?:Request|Response)(?:=|\"\s*value=\")([A-Za-z0-9+/%=]{40,})", re.IGNORECASE)
_SESSION: Final = re.compile(
    r"(?<![\w.-])(JSESSIONID|PHPSESSID|ASP\.NET_SessionId|connect\.sid|sessionid|laravel_session|CFID|CFTOKEN|"
    r"\.AspNetCore\.[\w.]{1,60}|wordpress_logged_in_\w{1,64}|[\w-]{0,40}session[\w-]{0,40}|[\w-]{1,40}\.sig|sid)="
    r"[^\s;,]{8,}",
    re.IGNORECASE,
)
# What signs its values with a first part that may be JSON, as a JWS does, but that is no JOSE Header.
_SIGNED_VALUES: Final = ("flask-session", "itsdangerous", "django-signed", "rails-cookie")
_JSON: Final = (b"{", b"[", b'"')
_OPAQUE: Final = (
    "This is not a JWS, JWE or key. It looks like an opaque token or a secret: nothing in it can be decoded; only its "
    "issuer can say what it stands for. If it is an access token, ask the issuer's introspection endpoint (RFC 7662)."
)
_PROSE: Final = (
    "This is not a token or a key. A JWS has three parts with dots between them and usually begins with eyJ, a JWE has "
    "five; a key is a JSON object with kty, or begins with -----BEGIN."
)
_ARTICLE: Final = re.compile(r"\A(?:an?|the) ")


def name_it(excerpt: Excerpt) -> Lookalike:
    """What a text looks like that is not JOSE. Codes: paste.<what it looks like>, paste.opaque, paste.unrecognised."""
    text, span = excerpt.text, excerpt.span()
    for kind, pattern in _KINDS:
        if pattern.fullmatch(text):
            return _named(kind, span)
    if form := form_of(text):
        return _named(form, span)
    if found := _shape(excerpt) or _within(excerpt):
        return found
    if re.search(r"\s", text) or len(text) < 8:
        return Lookalike(Problem(code="paste.unrecognised", message=_PROSE, span=span))
    return Lookalike(Problem(code="paste.opaque", message=_OPAQUE, span=span), "Opaque token or secret", is_opaque=True)


def signed_value(excerpt: Excerpt) -> Lookalike | None:
    """A value that a web framework signed and that looks like a JWS: its first part is JSON without "alg" or "enc"."""
    text = excerpt.text
    first = re.split(r"[.:-]{1,2}", text.lstrip("."), maxsplit=1)[0]
    octets = base64url.decode(Excerpt.whole(first[:4096])).octets
    if b'"alg"' in octets or b'"enc"' in octets or not (octets[:1] in _JSON or text.startswith(".e")):
        return None
    for kind, pattern in _KINDS:
        if kind.cause in _SIGNED_VALUES and pattern.fullmatch(text):
            return _named(kind, excerpt.span())
    form = form_of(text) if octets.startswith(b"{") and "." not in text else None
    return _named(form, excerpt.span()) if form else None


def _shape(excerpt: Excerpt) -> Lookalike | None:
    """A text of a known shape; a URL or JSON only when nothing that is known by name stands in it."""
    for shape in _SHAPES:
        if shape.pattern.match(excerpt.text):
            problem = Problem(code=shape.code, message=shape.message, span=excerpt.span())
            label = "Opaque token or secret" if shape.is_opaque else "Not recognised"
            return _within(excerpt) or Lookalike(problem, label, shape.is_opaque)
    return None


def _within(excerpt: Excerpt) -> Lookalike | None:
    """Something known by its name that stands in other text, at its place."""
    text = excerpt.text[:_SEARCHED]
    for kind, pattern in _WITHIN:
        if match := pattern.search(text):
            return _named(kind, excerpt.span(*match.span()))
    if (match := _SAML_FIELD.search(text)) and (form := form_of(match[1])):
        return _named(form, excerpt.span(*match.span(1)))
    if match := _SESSION.search(text):
        message = (
            f'This looks like the session cookie "{match[1][:40]}": an opaque reference that only its server can read. '
            "Nothing in it can be decoded; to see who it belongs to, look into the server's session store."
        )
        problem = Problem(code="paste.session-cookie", message=message, span=excerpt.span(*match.span()))
        return Lookalike(problem, "Session cookie", is_opaque=True)
    return None


def _named(kind: OpaqueToken | OctetForm, span: Span) -> Lookalike:
    message = f"This looks like {kind.name}. {kind.remedy}."
    label = _ARTICLE.sub("", kind.name)
    problem = Problem(code=f"paste.{kind.cause}", message=message, span=span)
    return Lookalike(problem, f"{label[:1].upper()}{label[1:]}", is_opaque=True)
