"""The JWE JSON Serialization, flattened and general (RFC 7516 section 7.2)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from webapp.jose import json_part
from webapp.jose.jose_header import JoseHeader
from webapp.jose.json_part import JsonPart
from webapp.jose.jwe.jwe import Jwe, JweRecipient
from webapp.jose.limits import Limits, setting_of
from webapp.jose.outer_json import OuterJson
from webapp.jose.segments import Segment, encoded_segment
from webapp.jose.text import Excerpt, Problem, counted

_GENERAL: Final = "RFC 7516 section 7.2.1"
_FLATTENED: Final = "RFC 7516 section 7.2.2"
_EMPTY: Final = Excerpt("", (0,), (0,))


def parse(token: Excerpt, outer: OuterJson, limits: Limits) -> Jwe:
    """The recipients and the content of a JWE in JSON.

    Problems: jwe.form, jwe.member-type, jwe.member-missing, limit.recipients, those of base64url.decode, and of
    json_object.parse for the headers.
    """
    problems = list(outer.problems)
    protected = _optional(outer, "protected header", "protected", problems)
    shared = outer.part("unprotected header", "/unprotected")
    read = json_part.read("protected header", protected.decoded, limits) if protected else None
    is_general = outer.has("/recipients")
    paths = _paths(outer, limits, problems) if is_general else [""]
    recipients = tuple(_recipient(outer, path, index, read, shared) for index, path in enumerate(paths))
    problems.extend(_form(outer))
    for recipient in recipients:
        problems.extend(p for p in recipient.problems if p not in problems)
    vector, ciphertext, tag = (_content(outer, *names, problems) for names in _CONTENT)
    aad = _optional(outer, "additional data", "aad", problems)
    return Jwe(
        token=token,
        serialization="general" if is_general else "flattened",
        protected=protected,
        recipients=recipients,
        initialization_vector=vector,
        ciphertext=ciphertext,
        tag=tag,
        problems=tuple(problems),
        aad=aad,
    )


_CONTENT: Final = (("initialization vector", "iv"), ("ciphertext", "ciphertext"), ("authentication tag", "tag"))


def _content(outer: OuterJson, name: str, member: str, problems: list[Problem]) -> Segment:
    segment = outer.segment(name, f"/{member}")
    if segment is None:
        code = "member-type" if outer.has(f"/{member}") else "member-missing"
        message = f'"{member}", the {name}, must be there as base64url text'
        problems.append(outer.problem(f"jwe.{code}", message, f"/{member}", _GENERAL))
        return encoded_segment(name, _EMPTY)
    problems.extend(segment.problems)
    return segment


def _optional(outer: OuterJson, name: str, member: str, problems: list[Problem]) -> Segment | None:
    """A member that may be left out; an empty one means the same."""
    segment = outer.segment(name, f"/{member}")
    if segment is None:
        if outer.has(f"/{member}"):
            message = f'"{member}" must be base64url text'
            problems.append(outer.problem("jwe.member-type", message, f"/{member}", _GENERAL))
        return None
    problems.extend(segment.problems)
    return segment if segment.encoded.text else None


def _paths(outer: OuterJson, limits: Limits, problems: list[Problem]) -> list[str]:
    listed = outer.value("/recipients")
    if not isinstance(listed, list) or not listed:
        message = '"recipients" must be an array of at least one object'
        problems.append(outer.problem("jwe.member-type", message, "/recipients", _GENERAL))
        return []
    if len(listed) > limits.recipients:
        most = f"the first {limits.recipients} are read. {setting_of('recipients')} raises this"
        message = f"{counted(len(listed), 'recipient')}; {most}"
        problems.append(outer.problem("limit.recipients", message, "/recipients", _GENERAL))
    return [f"/recipients/{index}" for index in range(min(len(listed), limits.recipients))]


def _recipient(
    outer: OuterJson, path: str, index: int, protected: JsonPart | None, shared: JsonPart | None
) -> JweRecipient:
    own = outer.part("recipient's header", f"{path}/header")
    header = JoseHeader(protected=protected, unprotected=tuple(part for part in (shared, own) if part))
    problems = list(header.problems)
    encrypted_key = outer.segment("encrypted key", f"{path}/encrypted_key")
    if encrypted_key is None:
        if outer.has(f"{path}/encrypted_key"):
            message = '"encrypted_key" must be base64url text'
            problems.append(outer.problem("jwe.member-type", message, f"{path}/encrypted_key", _GENERAL))
        encrypted_key = encoded_segment("encrypted key", _EMPTY)
    problems.extend(encrypted_key.problems)
    return JweRecipient(index=index, header=header, encrypted_key=encrypted_key, problems=tuple(problems))


def _form(outer: OuterJson) -> Iterator[Problem]:
    if not outer.has("/recipients"):
        return
    for name in ("encrypted_key", "header"):
        if outer.has(f"/{name}"):
            message = f'"{name}" belongs into each of the "recipients", not beside them'
            yield outer.problem("jwe.form", message, f"/{name}", _FLATTENED)
