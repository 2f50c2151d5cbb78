"""The JWE Compact Serialization: five parts, decoded as far as they go (RFC 7516 section 7.1)."""

from __future__ import annotations

from webapp.jose import json_part
from webapp.jose.jose_header import JoseHeader
from webapp.jose.jwe.jwe import PARTS, Jwe, JweRecipient
from webapp.jose.limits import Limits
from webapp.jose.segments import count_problem, split
from webapp.jose.text import Excerpt


def parse(token: Excerpt, limits: Limits) -> Jwe:
    """Split and decode. Problems: jwe.parts, those of base64url.decode, and of json_object.parse for the header."""
    protected, encrypted_key, vector, ciphertext, tag = split(token, PARTS)
    header = JoseHeader(protected=json_part.read("protected header", protected.decoded, limits))
    counted = count_problem(token, "jwe", PARTS, "RFC 7516 section 7.1")
    problems = [counted] if counted else []
    for segment in (protected, encrypted_key, vector, ciphertext, tag):
        problems.extend(segment.problems)
    return Jwe(
        token=token,
        serialization="compact",
        protected=protected,
        recipients=(JweRecipient(index=0, header=header, encrypted_key=encrypted_key),),
        initialization_vector=vector,
        ciphertext=ciphertext,
        tag=tag,
        problems=(*problems, *header.problems),
    )
