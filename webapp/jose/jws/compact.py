"""The JWS Compact Serialization: three parts, decoded as far as they go (RFC 7515 section 7.1)."""

from __future__ import annotations

from dataclasses import replace

from webapp.jose import json_part
from webapp.jose.jose_header import JoseHeader
from webapp.jose.jws.jws import PARTS, Jws, JwsSignature
from webapp.jose.limits import Limits
from webapp.jose.segments import Segment, count_problem, encoded_segment, plain_segment, split
from webapp.jose.text import Excerpt, Problem, counted


def parse(token: Excerpt, limits: Limits) -> Jws:
    """Split and decode.

    Problems: jws.parts, jws.payload-dots, those of base64url.decode, and of json_object.parse for the header.
    """
    protected, payload, signature = split(token, PARTS)
    header = JoseHeader(protected=json_part.read("protected header", protected.decoded, limits))
    signed = JwsSignature(index=0, protected=protected, header=header, signature=signature)
    wrong_form = count_problem(token, "jws", PARTS, "RFC 7515 section 7.1")
    if not signed.is_encoded and token.text.count(".") > 1:
        payload, signature = _unencoded(token, protected)
        signed = replace(signed, signature=signature)
        wrong_form = _dots(payload)
    problems: list[Problem] = [wrong_form] if wrong_form else []
    for segment in (protected, payload, signature):
        problems.extend(segment.problems)
    return Jws(
        token=token,
        serialization="compact",
        payload=payload,
        signatures=(signed,),
        problems=(*problems, *header.problems),
    )


def _unencoded(token: Excerpt, protected: Segment) -> tuple[Segment, Segment]:
    """Payload and signature when the payload is plain text: dots in it belong to it (RFC 7797 section 5.2)."""
    start, end = len(protected.encoded.text) + 1, token.text.rindex(".")
    payload = plain_segment("payload", token.slice(start, end))
    return payload, encoded_segment("signature", token.slice(end + 1, len(token.text)))


def _dots(payload: Segment) -> Problem | None:
    count = payload.encoded.text.count(".")
    if not count:
        return None
    return Problem(
        code="jws.payload-dots",
        message=f"The payload is not encoded and has {counted(count, 'period')} in it, at which other readers cut the "
        "token; it must be detached, or the token written in JSON",
        span=payload.span,
        reference="RFC 7797 section 5.2",
    )
