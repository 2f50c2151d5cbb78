"""Describing a JWS: parts, headers, claims, and what is wrong with them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from webapp.jose import json_part
from webapp.jose.artefact import Artefact, HeaderOf, Kind, Payload
from webapp.jose.describe.parts import claims_members, header_members, in_order, parts_of, payload_of
from webapp.jose.encoded_text import EncodedText
from webapp.jose.jose_header import JoseHeader
from webapp.jose.json_part import JsonPart
from webapp.jose.jws.findings import header_findings
from webapp.jose.jws.formula import signature_formula
from webapp.jose.jws.header import header_problems
from webapp.jose.jws.jws import Jws, JwsSignature
from webapp.jose.jwt.label import label
from webapp.jose.limits import Limits
from webapp.jose.segments import Segment
from webapp.jose.text import Problem, Span


@dataclass(frozen=True, slots=True)
class _Apart:
    """Octets that are not in the paste."""

    octets: bytes
    place: Span

    def span(self, _start: int, _end: int) -> Span:
        """Where they would stand: no characters."""
        return self.place


def describe_jws(jws: Jws, claims: JsonPart | None, now: int) -> Artefact:
    """The artefact of a JWS and its claims_of. With several signatures each has a header of its own, in signatures."""
    only = jws.signatures[0] if len(jws.signatures) == 1 else None
    header = only.header if only else JoseHeader(protected=None)
    named, reasons = label(_header_for_label(jws).values, claims.values if claims else None)
    artefact = Artefact(
        kind=Kind.JWS,
        span=jws.token.span(),
        text=jws.token.text,
        serialization=jws.serialization,
        label=named,
        label_reasons=reasons,
        unsecured=bool(jws.signatures) and all(_is_unsecured(s.header) for s in jws.signatures),
        parts=parts_of(_segments(jws)),
        claims=claims.values if claims else None,
        claims_text=claims.literal_numbers() if claims else {},
        payload=_payload(jws, claims),
        members=(*header_members(header, now), *(claims_members(claims, now) if claims else ())),
        problems=in_order((*jws.problems, *_header_problems(jws), *(claims.problems if claims else ()))),
        is_whole=claims is None or claims.json.is_complete,
    )
    if only is None:
        return replace(artefact, signatures=tuple(_header_of(jws, signature, now) for signature in jws.signatures))
    return replace(
        artefact,
        header=header.values if header.is_object else None,
        header_text=header.literal_numbers(),
        formula=signature_formula(jws, only),
        findings=tuple(header_findings(header)),
    )


def _segments(jws: Jws) -> list[Segment | None]:
    parts: list[Segment | None] = []
    for index, signature in enumerate(jws.signatures):
        parts.append(signature.protected)
        if index == 0:
            parts.append(jws.payload)
        parts.append(signature.signature)
    return parts


def _header_of(jws: Jws, signature: JwsSignature, now: int) -> HeaderOf:
    header = signature.header
    return HeaderOf(
        index=signature.index,
        header=header.values if header.is_object else None,
        header_text=header.literal_numbers(),
        members=tuple(header_members(header, now)),
        problems=(*signature.problems, *header_problems(jws, signature)),
        findings=tuple(header_findings(header)),
    )


def _header_problems(jws: Jws) -> tuple[Problem, ...]:
    return tuple(problem for signature in jws.signatures for problem in header_problems(jws, signature))


def _header_for_label(jws: Jws) -> JoseHeader:
    return jws.signatures[0].header if jws.signatures else JoseHeader(protected=None)


def claims_of(jws: Jws, limits: Limits) -> JsonPart | None:
    """The Claims Set, when the payload looks like one. What travels apart has its place where it would stand."""
    octets = jws.payload_octets
    if not octets.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return None
    if jws.is_detached or jws.payload is None:
        place = jws.payload.span if jws.payload else jws.token.span(len(jws.token.text))
        part = json_part.read("payload", _Apart(octets, place), limits)
    elif octets is jws.payload.octets:
        part = json_part.read("payload", jws.payload.decoded, limits)
    else:
        part = json_part.read("payload", EncodedText.of(jws.payload.encoded), limits)
    return part if part.is_object else None


def _payload(jws: Jws, claims: JsonPart | None) -> Payload:
    payload = payload_of(jws.payload_octets)
    if claims:
        return replace(payload, media="claims")
    if jws.is_detached and jws.content is None:
        return replace(payload, media="detached")
    return payload


def _is_unsecured(header: JoseHeader) -> bool:
    alg = header.values.get("alg")
    return isinstance(alg, str) and alg.lower() == "none"
