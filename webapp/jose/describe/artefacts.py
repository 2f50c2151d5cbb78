"""Describing what was found in a paste: one Artefact for each thing, every member explained and in its place."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Final

from webapp.jose.artefact import Artefact, Carrier, Kind
from webapp.jose.challenge import describe_challenge
from webapp.jose.describe.jwe import describe_jwe
from webapp.jose.describe.jws import claims_of, describe_jws
from webapp.jose.describe.keys import key_members
from webapp.jose.describe.parts import claims_members, payload_of, utf8
from webapp.jose.describe.sd_jwt import describe_sd_jwt, read_sd_jwt
from webapp.jose.detect import Found, detect
from webapp.jose.encoded_text import EncodedText
from webapp.jose.fragments import Fragment
from webapp.jose.json_part import JsonPart, read
from webapp.jose.jwe import compact as jwe_compact
from webapp.jose.jwe import json_serialization as jwe_json
from webapp.jose.jwe.jwe import Jwe
from webapp.jose.jwk.key import Key
from webapp.jose.jwk.parse import read_keys
from webapp.jose.jws import compact as jws_compact
from webapp.jose.jws import json_serialization as jws_json
from webapp.jose.jws.jws import Jws
from webapp.jose.limits import Limits, setting_of
from webapp.jose.text import Excerpt, Problem

_KEYS: Final = (Kind.JWK, Kind.JWK_SET, Kind.PEM, Kind.KEY)
# One of these is in every token in JSON (RFC 7515 section 7.2, RFC 7516 section 7.2).
_TOKEN_MEMBERS: Final = ("payload", "signature", "signatures", "ciphertext", "recipients")
# What is wrong with a piece of a token because it is one.
_OF_PIECES: Final = frozenset(
    {"jws.parts", "jwe.parts", "json.truncated", "json.empty", "json.syntax", "json.utf-8", "signature.length"}
    | {"header.alg-missing", "header.enc-missing", "base64url.trailing-bits", "base64url.length"}
    | {"fragment.shortened", "fragment.header", "fragment.claims", "fragment.headless"}
)
_NAMES: Final = {Kind.OPAQUE: "Opaque token or secret", Kind.UNRECOGNISED: "Not recognised"}


def describe(found: Found, limits: Limits, now: int) -> Artefact:
    """The artefact of one thing that was found. now (seconds) is what times are told relative to."""
    return _describe(found, limits, now, 1)


def read_jws(found: Found, limits: Limits) -> Jws:
    """The JWS that was found, whichever way it is serialized."""
    if found.outer:
        return jws_json.parse(found.excerpt, found.outer, limits)
    jws = jws_compact.parse(found.excerpt, limits)
    if found.fragment is None:
        return jws
    return replace(jws, is_piece=True, problems=(found.fragment.problem, *jws.problems))


def read_jwe(found: Found, limits: Limits) -> Jwe:
    """The JWE that was found, whichever way it is serialized."""
    if found.outer:
        return jwe_json.parse(found.excerpt, found.outer, limits)
    jwe = jwe_compact.parse(found.excerpt, limits)
    return replace(jwe, problems=(found.fragment.problem, *jwe.problems)) if found.fragment else jwe


def describe_token(jws: Jws, claims: JsonPart | None, limits: Limits, now: int, level: int = 1) -> Artefact:
    """The artefact of a JWS and its claims_of, with the token that its payload may be."""
    artefact = describe_jws(jws, claims, now)
    if artefact.claims is not None:
        return artefact
    text = utf8(jws.payload_octets)
    inner = _nested(text, limits, now, level) if text else None
    if inner is None or artefact.payload is None:
        return artefact
    return replace(
        artefact,
        label="Nested JWT",
        label_reasons=("its payload is a token again",),
        nested=inner,
        carrier=_carrier(jws, text or ""),
        payload=replace(artefact.payload, media="jwt"),
    )


def named(artefact: Artefact, found: Found) -> Artefact:
    """The artefact with the name of what only looks like a token, or is a piece of one, and the problem first."""
    if found.fragment:
        return _as_fragment(artefact, found.fragment)
    if found.foreign is None:
        return artefact
    reasons = ('its header has no "alg", and its parts have the lengths of that',)
    return replace(artefact, label=found.name, label_reasons=reasons, problems=(found.foreign, *artefact.problems))


def _as_fragment(artefact: Artefact, fragment: Fragment) -> Artefact:
    """The parts that are there, without what follows from those that are not."""
    payload = artefact.payload
    return replace(
        artefact,
        label=fragment.label,
        label_reasons=(fragment.reason,),
        parts=tuple(part for part in artefact.parts if part.text),
        payload=payload if payload and payload.base64url else None,
        formula=None,
        problems=(fragment.problem, *(one for one in artefact.problems if one.code not in _OF_PIECES)),
    )


def describe_content(plaintext: bytes, limits: Limits, now: int) -> Artefact:
    """What a JWE held: a token again, claims, text or octets. Its spans are offsets in the plaintext."""
    text = utf8(plaintext)
    inner = _nested(text, limits, now, 1) if text else None
    if inner:
        return inner
    whole = Excerpt.whole(text or "")
    artefact = Artefact(
        kind=Kind.OPAQUE, span=whole.span(), text=whole.text, label="Content", payload=payload_of(plaintext)
    )
    content = read("plaintext", EncodedText.of(whole), limits)
    if not (content.is_object and whole.text.lstrip().startswith("{")):
        return artefact
    return replace(
        artefact,
        label="Claims",
        claims=content.values,
        claims_text=content.literal_numbers(),
        payload=replace(payload_of(plaintext), media="claims"),
        members=tuple(claims_members(content, now)),
        problems=content.problems,
    )


def _describe(found: Found, limits: Limits, now: int, level: int) -> Artefact:
    if sd_jwt := read_sd_jwt(found, limits):
        return describe_sd_jwt(sd_jwt, limits, now)
    if found.kind is Kind.JWS:
        jws = read_jws(found, limits)
        return named(describe_token(jws, claims_of(jws, limits), limits, now, level), found)
    if found.kind is Kind.JWE:
        return named(describe_jwe(read_jwe(found, limits), now), found)
    if found.kind in _KEYS:
        return _describe_keys(found, limits)
    if found.kind is Kind.CHALLENGE and (challenge := describe_challenge(found.excerpt)):
        return challenge
    excerpt = found.excerpt
    return Artefact(
        kind=found.kind, span=excerpt.span(), text=excerpt.text, label=found.name or _NAMES.get(found.kind, "")
    )


def _nested(text: str, limits: Limits, now: int, level: int) -> Artefact | None:
    """What a payload or plaintext holds, when all of it is a token again. Problem of the inner one: limit.nesting."""
    text = _unquoted(text).strip()
    if _is_other_json(text):
        return None
    detection = detect(text, limits)
    if len(detection.found) != 1 or detection.found[0].kind not in (Kind.JWS, Kind.JWE, Kind.SD_JWT):
        return None
    found = detection.found[0]
    if found.excerpt.text != text:
        return None
    if level >= limits.nesting:
        return _too_deep(found, limits)
    return _describe(found, limits, now, level + 1)


def _carrier(jws: Jws, text: str) -> Carrier | None:
    """Where the token in the payload stands in the paste, when each character of the text is an octet."""
    payload = jws.payload
    skipped = text.find(_unquoted(text).strip())
    if payload is None or jws.is_detached or not text.isascii() or skipped < 0:
        return None
    is_encoded = payload.octets is jws.payload_octets
    carried = payload.decoded.characters if is_encoded else payload.encoded
    return Carrier.of(carried, encoded=is_encoded, skipped=skipped)


def _is_other_json(text: str) -> bool:
    """Whether a text is an object without any member of a token. Claims are that, and need no further looking."""
    is_object = text.lstrip().startswith("{")
    return is_object and "\\u" not in text and not any(f'"{name}"' in text for name in _TOKEN_MEMBERS)


def _unquoted(text: str) -> str:
    """The text of a JSON string, as libraries write a token that they take for a value. Other text stays as it is."""
    if not text.lstrip().startswith('"'):
        return text
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return text
    return value if isinstance(value, str) else text


def _describe_keys(found: Found, limits: Limits) -> Artefact:
    excerpt = found.excerpt
    keys = read_keys(excerpt.text, limits=limits)
    names = {Kind.JWK: "Key", Kind.JWK_SET: "JWK Set", Kind.PEM: "Key in PEM", Kind.KEY: "Key"}
    return Artefact(
        kind=found.kind,
        span=excerpt.span(),
        text=excerpt.text,
        label=names[found.kind],
        label_reasons=(keys.container,),
        members=tuple(key_members(keys, excerpt)),
        keys=tuple(_key_in_paste(key, excerpt) for key in keys.keys),
        problems=_in_paste(keys.problems, excerpt),
    )


def _key_in_paste(key: Key, excerpt: Excerpt) -> Key:
    """A key with its places in the paste around its text."""
    span = excerpt.span(key.span.start, key.span.end) if key.span else None
    return replace(key, problems=_in_paste(key.problems, excerpt), span=span)


def _in_paste(problems: tuple[Problem, ...], excerpt: Excerpt) -> tuple[Problem, ...]:
    """Problems of a key's own text, with their places in the paste around it."""
    return tuple(replace(p, span=excerpt.span(p.span.start, p.span.end)) if p.span else p for p in problems)


def _too_deep(found: Found, limits: Limits) -> Artefact:
    problem = Problem(
        code="limit.nesting",
        message=f"Tokens nested over {limits.nesting} deep are not opened; {setting_of('nesting')} raises this",
        span=found.excerpt.span(),
    )
    return Artefact(kind=found.kind, span=found.excerpt.span(), text=found.excerpt.text, problems=(problem,))
