"""The JWS JSON Serialization, flattened and general (RFC 7515 section 7.2)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from webapp.jose import json_part
from webapp.jose.jose_header import JoseHeader
from webapp.jose.jws.jws import Jws, JwsSignature
from webapp.jose.limits import Limits, setting_of
from webapp.jose.outer_json import OuterJson
from webapp.jose.segments import Segment, encoded_segment, plain_segment
from webapp.jose.text import Excerpt, Problem, counted

_GENERAL: Final = "RFC 7515 section 7.2.1"
_FLATTENED: Final = "RFC 7515 section 7.2.2"
_EMPTY: Final = Excerpt("", (0,), (0,))


def parse(token: Excerpt, outer: OuterJson, limits: Limits) -> Jws:
    """The signatures of a JWS in JSON.

    Problems: jws.form, jws.member-type, jws.member-missing, limit.signatures, those of base64url.decode, and of
    json_object.parse for the headers.
    """
    problems = list(outer.problems)
    is_general = outer.has("/signatures")
    paths = _paths(outer, limits, problems) if is_general else [""]
    signatures = tuple(_signature(outer, path, index, limits) for index, path in enumerate(paths))
    problems.extend(_form(outer))
    problems.extend(problem for signature in signatures for problem in signature.problems)
    payload = _payload(outer, signatures, problems)
    return Jws(
        token=token,
        serialization="general" if is_general else "flattened",
        payload=payload,
        signatures=signatures,
        problems=tuple(problems),
    )


def _paths(outer: OuterJson, limits: Limits, problems: list[Problem]) -> list[str]:
    listed = outer.value("/signatures")
    if not isinstance(listed, list) or not listed:
        message = '"signatures" must be an array of at least one object'
        problems.append(outer.problem("jws.member-type", message, "/signatures", _GENERAL))
        return []
    if len(listed) > limits.signatures:
        most = f"the first {limits.signatures} are read. {setting_of('signatures')} raises this"
        message = f"{counted(len(listed), 'signature')}; {most}"
        problems.append(outer.problem("limit.signatures", message, "/signatures", _GENERAL))
    return [f"/signatures/{index}" for index in range(min(len(listed), limits.signatures))]


def _signature(outer: OuterJson, path: str, index: int, limits: Limits) -> JwsSignature:
    problems: list[Problem] = []
    protected = _protected(outer, f"{path}/protected", problems)
    signature = outer.segment("signature", f"{path}/signature")
    if signature is None:
        problems.append(_missing(outer, f"{path}/signature", path))
        signature = encoded_segment("signature", _EMPTY)
    unprotected = outer.part("unprotected header", f"{path}/header")
    header = JoseHeader(
        protected=json_part.read("protected header", protected.decoded, limits) if protected else None,
        unprotected=(unprotected,) if unprotected else (),
    )
    problems.extend(problem for segment in (protected, signature) if segment for problem in segment.problems)
    problems.extend(header.problems)
    if not header.parts:
        message = 'A signature needs a "protected" or a "header" member, or both'
        problems.append(outer.problem("jws.member-missing", message, path, _GENERAL))
    return JwsSignature(index=index, protected=protected, header=header, signature=signature, problems=tuple(problems))


def _protected(outer: OuterJson, path: str, problems: list[Problem]) -> Segment | None:
    segment = outer.segment("protected header", path)
    if segment is None and outer.has(path):
        problems.append(outer.problem("jws.member-type", '"protected" must be base64url text', path, _GENERAL))
    return segment if segment and segment.encoded.text else None


def _payload(outer: OuterJson, signatures: tuple[JwsSignature, ...], problems: list[Problem]) -> Segment | None:
    text = outer.text("/payload")
    if text is None:
        if outer.has("/payload"):
            problems.append(outer.problem("jws.member-type", '"payload" must be text', "/payload", _GENERAL))
        return None
    encodings = {signature.is_encoded for signature in signatures}
    if len(encodings) > 1:
        message = 'All signatures must agree on "b64", for there is one payload'
        problems.append(outer.problem("jws.form", message, "/signatures", "RFC 7797 section 3"))
    if encodings == {False}:
        return plain_segment("payload", text)
    segment = encoded_segment("payload", text)
    problems.extend(segment.problems)
    return segment


def _form(outer: OuterJson) -> Iterator[Problem]:
    if not outer.has("/signatures"):
        return
    if outer.has("/signature"):
        message = '"signature" and "signatures" stand side by side: it is either flattened or general'
        yield outer.problem("jws.form", message, "/signature", _FLATTENED)
    for name in ("protected", "header"):
        if outer.has(f"/{name}"):
            message = f'"{name}" belongs into each of the "signatures", not beside them'
            yield outer.problem("jws.form", message, f"/{name}", _GENERAL)


def _missing(outer: OuterJson, path: str, fallback: str) -> Problem:
    if outer.has(path):
        return outer.problem("jws.member-type", '"signature" must be base64url text', path, _GENERAL)
    return outer.problem("jws.member-missing", 'The "signature" is missing', fallback or path, _GENERAL)
