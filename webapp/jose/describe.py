"""Describing what was found in a paste: one Artefact for each thing, every member explained and in its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from webapp.jose import json_part
from webapp.jose.artefact import Artefact, ArtefactMember, Kind, Part, Payload
from webapp.jose.base64url import encode
from webapp.jose.detect import Found, detect
from webapp.jose.explain import explain_claim, explain_header
from webapp.jose.json_part import JsonPart, PlainText
from webapp.jose.jwe import compact as jwe_compact
from webapp.jose.jwe import header as jwe_header
from webapp.jose.jwe.compact import CompactJwe
from webapp.jose.jwe.formula import encryption_formula
from webapp.jose.jwk.parse import read_keys
from webapp.jose.jws import compact as jws_compact
from webapp.jose.jws.compact import CompactJws
from webapp.jose.jws.findings import header_findings
from webapp.jose.jws.formula import signature_formula
from webapp.jose.jws.header import header_problems
from webapp.jose.jwt.label import label
from webapp.jose.limits import Limits, setting_of
from webapp.jose.segments import Segment
from webapp.jose.text import Excerpt, Problem

_KEYS = (Kind.JWK, Kind.JWK_SET, Kind.PEM)


def describe(found: Found, limits: Limits, now: int) -> Artefact:
    """The artefact of one thing that was found. now (seconds) is what times are told relative to."""
    return _describe(found, limits, now, 1)


def nested(text: str, limits: Limits, now: int, level: int) -> Artefact | None:
    """What a payload or plaintext holds, when that is a token again; None when it is not.

    Problem of the inner artefact: limit.nesting.
    """
    detection = detect(text, limits)
    if len(detection.found) != 1 or detection.found[0].kind not in (Kind.JWS, Kind.JWE):
        return None
    if detection.found[0].excerpt.text != text.strip() or text.lstrip()[:1] in ("{", "["):
        return None
    if level >= limits.nesting:
        return _too_deep(detection.found[0], limits)
    return _describe(detection.found[0], limits, now, level + 1)


def _describe(found: Found, limits: Limits, now: int, level: int) -> Artefact:
    if found.kind is Kind.JWS:
        return describe_jws(jws_compact.parse(found.excerpt, limits), limits, now, level)
    if found.kind is Kind.JWE:
        return describe_jwe(jwe_compact.parse(found.excerpt, limits), now)
    if found.kind in _KEYS:
        return _describe_keys(found, limits)
    names = {Kind.OPAQUE: "Opaque token or secret", Kind.UNRECOGNISED: "Not recognised"}
    span = found.excerpt.span()
    return Artefact(kind=found.kind, span=span, text=found.excerpt.text, label=names.get(found.kind, ""))


def describe_jws(jws: CompactJws, limits: Limits, now: int, level: int = 1) -> Artefact:
    """The artefact of a JWS."""
    content = json_part.read("payload", jws.payload.decoded, limits)
    claims = content if content.is_object and _looks_like_claims(jws) else None
    inner = None if claims else _nested_payload(jws, limits, now, level)
    payload = _payload(jws, claims, inner)
    name, reasons = label(jws.header.values, claims.values if claims else None)
    problems = (*jws.problems, *header_problems(jws), *(claims.problems if claims else ()))
    return Artefact(
        kind=Kind.JWS,
        span=jws.token.span(),
        text=jws.token.text,
        serialization="compact",
        label=name,
        label_reasons=reasons,
        unsecured=_is_unsecured(jws.header),
        parts=_parts(jws.segments),
        header=jws.header.values if jws.header.is_object else None,
        header_text=jws.header.literal_numbers(),
        claims=claims.values if claims else None,
        claims_text=claims.literal_numbers() if claims else {},
        payload=payload,
        members=(*_members(jws.header, "header", now), *(_members(claims, "claims", now) if claims else ())),
        formula=signature_formula(jws),
        nested=inner,
        problems=problems,
        findings=tuple(header_findings(jws.header)),
    )


def describe_jwe(jwe: CompactJwe, now: int) -> Artefact:
    """The artefact of a JWE: its header can be read, the rest cannot without the key."""
    return Artefact(
        kind=Kind.JWE,
        span=jwe.token.span(),
        text=jwe.token.text,
        serialization="compact",
        label="Encrypted JWT" if jwe.header.values.get("cty") == "JWT" else "Encrypted content",
        label_reasons=_jwe_reasons(jwe.header),
        parts=_parts(jwe.segments),
        header=jwe.header.values if jwe.header.is_object else None,
        header_text=jwe.header.literal_numbers(),
        members=tuple(_members(jwe.header, "header", now)),
        formula=encryption_formula(jwe),
        problems=(*jwe.problems, *_jwe_header_problems(jwe.header)),
        findings=tuple(header_findings(jwe.header)),
    )


def describe_content(plaintext: bytes, limits: Limits, now: int) -> Artefact:
    """What a JWE held: a token again, claims, text or octets. Its spans are offsets in the plaintext."""
    text = _utf8(plaintext)
    inner = nested(text, limits, now, 1) if text else None
    if inner:
        return inner
    whole = Excerpt.whole(text or "")
    payload = Payload(text=text, base64url=encode(plaintext), media="binary" if text is None else "text")
    content = json_part.read("plaintext", PlainText(plaintext), limits)
    if not (text and content.is_object and text.lstrip().startswith("{")):
        return Artefact(kind=Kind.OPAQUE, span=whole.span(), text=whole.text, label="Content", payload=payload)
    return Artefact(
        kind=Kind.OPAQUE,
        span=whole.span(),
        text=whole.text,
        label="Claims",
        claims=content.values,
        claims_text=content.literal_numbers(),
        payload=replace(payload, media="claims"),
        members=tuple(_members(content, "claims", now)),
        problems=content.problems,
    )


def _jwe_header_problems(header: JsonPart) -> Iterator[Problem]:
    if header.is_object:
        found = (jwe_header.algorithm(header), jwe_header.encryption(header))
        yield from (problem for problem in found if isinstance(problem, Problem))


def _jwe_reasons(header: JsonPart) -> tuple[str, ...]:
    if header.values.get("cty") == "JWT":
        return ('five parts, and "cty" is "JWT"',)
    return ("five parts, as a JWE has",)


def _describe_keys(found: Found, limits: Limits) -> Artefact:
    excerpt = found.excerpt
    read = read_keys(excerpt.text, encoding="auto", password="", limits=limits)
    names = {Kind.JWK: "Key", Kind.JWK_SET: "JWK Set", Kind.PEM: "Key in PEM"}
    return Artefact(
        kind=found.kind,
        span=excerpt.span(),
        text=excerpt.text,
        label=names[found.kind],
        label_reasons=(read.container,),
        keys=read.keys,
        problems=tuple(_in_paste(problem, excerpt) for problem in read.problems),
    )


def _in_paste(problem: Problem, excerpt: Excerpt) -> Problem:
    if problem.span is None:
        return problem
    span = excerpt.span(problem.span.start, problem.span.end)
    return Problem(code=problem.code, message=problem.message, span=span, reference=problem.reference)


def _parts(segments: tuple[Segment, ...]) -> tuple[Part, ...]:
    return tuple(
        Part(
            name=segment.name,
            span=segment.span,
            text=segment.encoded.text,
            octets=len(segment.octets),
            base64url=encode(segment.octets),
            problems=segment.problems,
        )
        for segment in segments
    )


def _members(part: JsonPart, where: str, now: int) -> Iterator[ArtefactMember]:
    explain = explain_header if where == "header" else explain_claim
    for member, span in part.members():
        yield ArtefactMember(
            path=member.path,
            where=where,
            name=member.name,
            span=span,
            text=member.text,
            explanation=explain(member.name, member.value, now) if member.depth == 0 else None,
        )


def _is_unsecured(header: JsonPart) -> bool:
    alg = header.values.get("alg")
    return isinstance(alg, str) and alg.lower() == "none"


def _looks_like_claims(jws: CompactJws) -> bool:
    return jws.payload.octets.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")


def _nested_payload(jws: CompactJws, limits: Limits, now: int, level: int) -> Artefact | None:
    text = _utf8(jws.payload.octets)
    return nested(text, limits, now, level) if text else None


def _payload(jws: CompactJws, claims: JsonPart | None, inner: Artefact | None) -> Payload:
    octets = jws.payload.octets
    text = _utf8(octets)
    if claims:
        media = "claims"
    elif inner:
        media = "jwt"
    elif not octets and not jws.payload.encoded.text:
        media = "detached"
    elif text is None:
        media = "binary"
    else:
        media = "json" if text.lstrip()[:1] == "[" else "text"
    return Payload(text=text, base64url=encode(octets), media=media)


def _utf8(octets: bytes) -> str | None:
    try:
        return octets.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _too_deep(found: Found, limits: Limits) -> Artefact:
    problem = Problem(
        code="limit.nesting",
        message=f"Tokens nested over {limits.nesting} deep are not opened; {setting_of('nesting')} raises this",
        span=found.excerpt.span(),
    )
    return Artefact(kind=found.kind, span=found.excerpt.span(), text=found.excerpt.text, problems=(problem,))
