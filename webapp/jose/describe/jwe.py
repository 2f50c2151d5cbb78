"""Describing a JWE: its headers can be read, the rest cannot without the key."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from webapp.jose.artefact import Artefact, HeaderOf, Kind
from webapp.jose.describe.parts import header_members, in_order, parts_of
from webapp.jose.jose_header import JoseHeader
from webapp.jose.jwe.formula import encryption_formula
from webapp.jose.jwe.header import algorithm, encryption
from webapp.jose.jwe.issuers import label_of, made_for_itself
from webapp.jose.jwe.jwe import Jwe, JweRecipient
from webapp.jose.jws.findings import header_findings
from webapp.jose.registry.token_types import media_type
from webapp.jose.text import Problem


def describe_jwe(jwe: Jwe, now: int) -> Artefact:
    """The artefact of a JWE. With several recipients each has a header of its own, in recipients."""
    only = jwe.recipients[0] if len(jwe.recipients) == 1 else None
    header = only.header if only else JoseHeader(protected=None)
    named, reasons = _label(jwe)
    artefact = Artefact(
        kind=Kind.JWE,
        span=jwe.token.span(),
        text=jwe.token.text,
        serialization=jwe.serialization,
        label=named,
        label_reasons=reasons,
        parts=parts_of(jwe.segments),
        members=tuple(header_members(header, now)),
        problems=in_order((*jwe.problems, *_header_problems(jwe))),
    )
    if only is None:
        return replace(artefact, recipients=tuple(_header_of(recipient, now) for recipient in jwe.recipients))
    return replace(
        artefact,
        header=header.values if header.is_object else None,
        header_text=header.literal_numbers(),
        formula=encryption_formula(jwe, only),
        findings=(*header_findings(header), *made_for_itself(header)),
    )


def _label(jwe: Jwe) -> tuple[str, tuple[str, ...]]:
    """A name for people, and the reasons for it."""
    headers = [recipient.header for recipient in jwe.recipients]
    if len(headers) == 1 and (made := label_of(headers[0])):
        return made[0], (made[1],)
    if any(media_type(str(header.values.get("cty"))) == "jwt" for header in headers):
        return "Encrypted JWT", ('it is a JWE, and "cty" is "JWT"',)
    return "Encrypted content", ("it has the parts of a JWE",)


def _header_of(recipient: JweRecipient, now: int) -> HeaderOf:
    header = recipient.header
    return HeaderOf(
        index=recipient.index,
        header=header.values if header.is_object else None,
        header_text=header.literal_numbers(),
        members=tuple(header_members(header, now)),
        problems=(*recipient.problems, *_problems(header)),
        findings=tuple(header_findings(header)),
    )


def _header_problems(jwe: Jwe) -> tuple[Problem, ...]:
    found = [problem for recipient in jwe.recipients for problem in _problems(recipient.header)]
    return tuple(dict.fromkeys(found))


def _problems(header: JoseHeader) -> Iterator[Problem]:
    if header.is_object:
        yield from (found for found in (algorithm(header), encryption(header)) if isinstance(found, Problem))
