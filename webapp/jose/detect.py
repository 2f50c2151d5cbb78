"""What is this text? Tokens, keys, or something else that is named as well as can be."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from webapp.jose import base64url, carried, challenge, embedded, embedded_json, outer_json, unwrap
from webapp.jose.artefact import Kind
from webapp.jose.completeness import is_whole
from webapp.jose.fragments import Fragment, headless, part_alone, shortened
from webapp.jose.json_object import JsonValue
from webapp.jose.jwk.jwk_set import is_generating
from webapp.jose.jwk.parse import read_keys
from webapp.jose.jwk.secret import SECRET
from webapp.jose.limits import Limits
from webapp.jose.lookalikes import Lookalike, name_it, signed_value
from webapp.jose.outer_json import OuterJson
from webapp.jose.registry.algorithms import JWS_ALGORITHMS
from webapp.jose.text import Excerpt, Problem
from webapp.jose.unwrap import Stripped

# How base64url JSON objects begin: a brace, then a quote, a blank, a line break or the closing brace.
_OPENING: Final = re.compile(r"e(?:y[A-Z0-9]|w0|wo|wk|30)")
_PEM: Final = re.compile(r"-{2,5} ?BEGIN [A-Z0-9 .]+-{2,5}")
_OBJECT: Final = re.compile(rb"\{\s*[\"}]")
_BLANK: Final = re.compile(r"\s")
_COMPACT: Final = re.compile(r"[^\s\"'{}<>]*\.[^\s\"'{}<>]*")
# A JSON array that begins with text, in base64url, after the tilde of an SD-JWT.
_DISCLOSURE: Final = re.compile(r"~W[yw]")
_JSON: Final = ("{", "[")
# One in 32 characters of base64url is - or _: where they became spaces, the words are as long as that.
_LONG_WORD: Final = 20
_FENCE: Final = re.compile(r"~~~\Z")
_ELLIPSIS: Final = re.compile(r"(?<!\.)(?:\.{3}|…)\Z")
_ALG: Final = re.compile(rb'"alg"\s*:\s*"([^"]*)"')
_FULL_STOP: Final = re.compile(r"(?<=[A-Za-z0-9_-])\.\Z")
# Which kind of artefact the keys are that a text holds in one of its other forms; what has no row is "key".
_KINDS_OF_KEYS: Final = {"jwk": Kind.JWK, "jwk-set": Kind.JWK_SET, "pem": Kind.PEM}
# What the reader of keys says about texts that are no keys; it comes before names that say little.
_NAMED: Final = ("key.foreign-", "key.json-", "key.binary", "key.is-fingerprint")
_VAGUE: Final = ("paste.json", "paste.unknown")
# What tells JSON objects apart (RFC 7516 section 9, RFC 7517 section 5): the first row that is there.
_BY_MEMBERS: Final = (
    (frozenset({"payload", "signatures"}), Kind.JWS),
    (frozenset({"payload", "signature"}), Kind.JWS),
    (frozenset({"ciphertext"}), Kind.JWE),
    (frozenset({"signatures"}), Kind.JWS),
    (frozenset({"signature", "protected"}), Kind.JWS),
    (frozenset({"signature", "header"}), Kind.JWS),
    (frozenset({"payload", "protected"}), Kind.JWS),
    (frozenset({"recipients"}), Kind.JWE),
    (frozenset({"keys"}), Kind.JWK_SET),
    (frozenset({"kty"}), Kind.JWK),
)


@dataclass(frozen=True, slots=True)
class Found:
    """One thing found in a paste: what it is, its characters, what they say where they are JSON, and its name.

    Only what is no JOSE has a name, as well as it could be given. Such a thing can have the three parts of a JWS all
    the same, and is shown as one; foreign then says what it is.
    """

    kind: Kind
    excerpt: Excerpt
    outer: OuterJson | None = None
    name: str = ""
    foreign: Problem | None = None
    fragment: Fragment | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Detection:
    """All that was found, in order; what was left out around it; or why nothing was recognised."""

    found: tuple[Found, ...] = ()
    stripped: tuple[Stripped, ...] = ()
    problems: tuple[Problem, ...] = ()


def detect(text: str, limits: Limits) -> Detection:
    """Recognise what a paste holds. Problems: paste.empty, and those of lookalikes.name_it, key.json-metadata."""
    if not text.strip():
        return Detection(problems=(Problem(code="paste.empty", message="There is nothing here yet to look at."),))
    paste, carriers = _without_carriers(Excerpt.whole(text))
    inner, stripped = unwrap.unescape(*unwrap.unwrap(paste))
    stripped = (*carriers, *stripped)
    if _PEM.search(inner.text):
        return Detection(found=(Found(Kind.PEM, inner),), stripped=stripped)
    if inner.text[:1] in _JSON:
        return _json(inner, stripped, limits)
    if fragment := headless(inner):
        return Detection(found=(_found_fragment(fragment),), stripped=stripped)
    if foreign := signed_value(inner):
        return _detected([_found_foreign(inner, foreign)], stripped)
    if _OPENING.match(inner.text) and not _ends_early(inner):
        return _token(inner, stripped) or _embedded(paste, carriers) or _in_text(inner, stripped, limits)
    found = _embedded(paste, carriers) or _token(inner, stripped)
    return found or _challenge(paste) or _in_text(inner, stripped, limits)


def _challenge(paste: Excerpt) -> Detection | None:
    """The refusal of a resource server, which is what one has when a token is not accepted."""
    return Detection(found=(Found(Kind.CHALLENGE, paste),)) if challenge.read(paste) else None


def _without_carriers(paste: Excerpt) -> tuple[Excerpt, tuple[Stripped, ...]]:
    """The text less what carried it. JSON and whole tokens stay as they are: unencoded payloads may hold anything."""
    if paste.text.lstrip()[:1] in _JSON or is_whole(paste):
        return paste, ()
    return carried.decoded(paste)


def _ends_early(inner: Excerpt) -> bool:
    """Whether a whole token ends at the first blank, so that what follows is something else and not the rest of it."""
    blank = _BLANK.search(inner.text)
    if blank is None:
        return False
    first = inner.slice(0, blank.start())
    if not (is_whole(first) or is_whole(_without_full_stop(first, inner)[0])):
        return False
    # A signature of RSA, broken in the middle, has a length that a smaller key makes.
    return "~" in inner.text or not is_whole(unwrap.join_pieces(inner)[0])


def _json(inner: Excerpt, stripped: tuple[Stripped, ...], limits: Limits) -> Detection:
    """JSON that is a token, a key or a set of keys, by its members; JSON that only holds tokens; or neither."""
    outer = outer_json.read(inner, limits)
    kind = _kind_of_json(outer.json.value)
    if kind is None:
        bare, carriers = carried.decoded(inner)
        return _embedded(bare, (*stripped, *carriers)) or _in_text(inner, stripped, limits)
    return Detection(found=(Found(kind, inner, outer),), stripped=stripped)


def _in_text(inner: Excerpt, stripped: tuple[Stripped, ...], limits: Limits) -> Detection:
    """Tokens in JSON within a longer text; else a key, or the name of what it looks like."""
    texts, around = embedded_json.find(inner)
    outers = [outer_json.read(text, limits) for text in texts]
    kinds = [_kind_of_json(outer.json.value) for outer in outers]
    found = tuple(Found(kind, *one) for kind, one in zip(kinds, zip(texts, outers, strict=True), strict=True) if kind)
    return Detection(found=found, stripped=(*stripped, *around)) if found else _unknown(inner, stripped, limits)


def _kind_of_json(value: JsonValue) -> Kind | None:
    if isinstance(value, list):
        is_set = bool(value) and all(isinstance(v, dict) and "kty" in v for v in value)
        return Kind.JWK_SET if is_set else None
    if not isinstance(value, dict):
        return None
    kind = next((kind for names, kind in _BY_MEMBERS if names <= value.keys()), None)
    if kind is None and is_generating(value):
        return Kind.JWK
    listed = value.get("signatures")
    if kind is Kind.JWS and isinstance(listed, list) and "payload" not in value:
        is_ours = any(isinstance(one, dict) and one.keys() & {"protected", "header"} for one in listed)
        return Kind.JWS if is_ours else None
    return kind


def _token(inner: Excerpt, stripped: tuple[Stripped, ...]) -> Detection | None:
    """The whole paste as one compact token, damaged or not."""
    joined, breaks = unwrap.join_pieces(inner)
    if fragment := shortened(joined) or part_alone(joined):
        return Detection(found=(_found_fragment(fragment),), stripped=stripped + breaks)
    joined, tail = _without_tail(joined)
    kind = _kind_with_disclosures(joined)
    if kind is None:
        return None
    return Detection(found=(Found(kind, joined),), stripped=stripped + breaks + tail)


def _without_tail(token: Excerpt) -> tuple[Excerpt, tuple[Stripped, ...]]:
    """A token less what stands right behind it: the end of a block of code, or of what a program shows of the token."""
    if fence := _FENCE.search(token.text):
        return _less(token, fence.start(), "code-fence", "The end of a block of code")
    ellipsis = _ELLIPSIS.search(token.text)
    if ellipsis and not is_whole(token.slice(0, ellipsis.start())):
        return _less(token, ellipsis.start(), "ellipsis", "An ellipsis: the token goes on where this was taken from")
    return token, ()


def _without_full_stop(token: Excerpt, whole: Excerpt) -> tuple[Excerpt, tuple[Stripped, ...]]:
    """A whole token less the full stop of the sentence that it stands in; alone, the dot would be part of it."""
    stop = _FULL_STOP.search(token.text)
    if stop and len(token.text) < len(whole.text.strip()) and is_whole(token.slice(0, stop.start())):
        return _less(token, stop.start(), "punctuation", "The full stop of a sentence")
    return token, ()


def _less(token: Excerpt, end: int, code: str, message: str) -> tuple[Excerpt, tuple[Stripped, ...]]:
    note = Stripped(code=code, message=message, span=token.span(end))
    return token.slice(0, end), (note,)


def _kind_with_disclosures(token: Excerpt) -> Kind | None:
    """The kind of a token, which is an SD-JWT when a tilde follows a JWS (RFC 9901 section 4)."""
    tilde = token.text.find("~")
    if tilde < 0 or _BLANK.search(token.text, tilde):
        return _kind_of(token)
    kind = _kind_of(token.slice(0, tilde))
    is_sd_jwt = kind is Kind.JWS and (token.text.count(".", 0, tilde) == 2 or _DISCLOSURE.search(token.text))
    return Kind.SD_JWT if is_sd_jwt else _kind_of(token)


def _kind_of(token: Excerpt) -> Kind | None:
    """JWS or JWE, when the text has dots and its first part opens a JSON object, or looks like a damaged one.

    A key in base64 begins like a token without dots, and is none.
    """
    text = token.text
    segments = text.split(".", 6)
    if not _is_token(text, segments):
        return None
    if len(segments) == 3:
        return Kind.JWS
    header = base64url.decode(Excerpt.whole(segments[0])).octets
    if len(segments) == 1 and b'"kty"' in header:
        return None
    if b'"enc"' in header:
        return Kind.JWE
    if len(segments) != 5:
        return Kind.JWS
    alg = _ALG.search(header)
    # Two signed tokens, the header of the second behind the signature of the first.
    is_joined = alg is not None and "eyJ" in segments[2] and segments[3].startswith("eyJ")
    is_signed = alg is not None and alg[1].decode("utf-8", "replace") in JWS_ALGORITHMS
    return Kind.JWS if is_joined or is_signed else Kind.JWE


def _is_token(text: str, segments: list[str]) -> bool:
    if _OPENING.match(segments[0]) and not _many_words(text):
        return len(segments) > 1 or len(text) >= 16
    if len(segments) not in (3, 5) or not _COMPACT.fullmatch(text) or len(text) < 24:
        return False
    return any(_opens_object(segment) for segment in segments[:2])


def _many_words(text: str) -> bool:
    """Prose that only begins like a token: most of it blanks and words, which are shorter than pieces of a token."""
    return len(_BLANK.findall(text[:2000])) > max(8, len(text[:2000]) // _LONG_WORD)


def _opens_object(segment: str) -> bool:
    """Whether a part decodes to something like JSON, the first character of which may be lost."""
    if _OBJECT.match(base64url.decode(Excerpt.whole(segment[:400])).octets):
        return True
    readings = (base64url.decode(Excerpt.whole("A" * lost + segment[:400])).octets for lost in range(4))
    return any(b'":' in octets for octets in readings)


def _embedded(whole: Excerpt, before: tuple[Stripped, ...] = ()) -> Detection | None:
    """Tokens somewhere in a longer text. before is what was stripped from around it already."""
    found = embedded.find(whole, _has_header)
    tokens: list[Found] = []
    stripped: list[Stripped] = list(before)
    for one in found:
        if fragment := shortened(one.excerpt):
            tokens.append(_found_fragment(fragment))
            stripped.extend(one.stripped)
            continue
        token, tail = _without_tail(one.excerpt)
        token, stop = _without_full_stop(token, whole)
        if lookalike := signed_value(token):
            tokens.append(_found_foreign(token, lookalike))
        elif kind := _kind_with_disclosures(token):
            tokens.append(Found(kind, token))
        stripped.extend((*one.stripped, *tail, *stop))
    return _detected(tokens, tuple(stripped)) if tokens else None


def _found_fragment(fragment: Fragment) -> Found:
    kind = Kind.JWE if fragment.is_encrypted else Kind.JWS
    return Found(kind, fragment.token, name=fragment.label, fragment=fragment)


def _found_foreign(token: Excerpt, lookalike: Lookalike) -> Found:
    """A value that only looks like a token; with three parts it is shown as the JWS that it looks like."""
    kind = Kind.JWS if token.text.count(".") == 2 and _has_header(token) else Kind.OPAQUE
    return Found(kind, token, name=lookalike.label, foreign=lookalike.problem)


def _detected(found: list[Found], stripped: tuple[Stripped, ...]) -> Detection:
    """What was found. Where nothing of it is a token, the problems say what it is instead."""
    foreign = [one.foreign for one in found if one.foreign and one.kind is Kind.OPAQUE]
    problems = tuple(foreign) if len(foreign) == len(found) else ()
    return Detection(found=tuple(found), stripped=stripped, problems=problems)


def _has_header(token: Excerpt) -> bool:
    """Whether the first part decodes to the beginning of a JSON object with a member."""
    octets = base64url.decode(token.slice(0, max(token.text.find("."), 0))).octets.lstrip()
    return octets.startswith(b"{") and (b'"' in octets or octets.startswith(b"{}"))


def _unknown(inner: Excerpt, stripped: tuple[Stripped, ...], limits: Limits) -> Detection:
    """A key in a form that is not plain JSON or PEM, or the name of what the text looks like."""
    held = read_keys(inner.text, limits=limits)
    if held.keys and held.container != SECRET:
        kind = _KINDS_OF_KEYS.get(held.container, Kind.KEY)
        return Detection(found=(Found(kind, inner),), stripped=stripped)
    lookalike = name_it(inner)
    code = held.problems[0].code if held.problems else ""
    if code == "key.json-metadata" or (lookalike.problem.code in _VAGUE and code.startswith(_NAMED)):
        return Detection(found=(Found(Kind.UNRECOGNISED, inner),), stripped=stripped, problems=held.problems)
    return _named(lookalike, inner, stripped)


def _named(lookalike: Lookalike, inner: Excerpt, stripped: tuple[Stripped, ...]) -> Detection:
    kind = Kind.OPAQUE if lookalike.is_opaque else Kind.UNRECOGNISED
    found = Found(kind, inner, name=lookalike.label)
    return Detection(found=(found,), stripped=stripped, problems=(lookalike.problem,))
