"""An SD-JWT in the JWS JSON Serialization: the Disclosures stand in an unprotected header (RFC 9901 section 8)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from webapp.jose.json_object import Member, Octets
from webapp.jose.jws import json_serialization as jws_json
from webapp.jose.jws.jws import Jws
from webapp.jose.limits import Limits
from webapp.jose.outer_json import OuterJson
from webapp.jose.sd_jwt.sd_jwt import Pieces, SdJwt, read
from webapp.jose.text import Excerpt, Problem

_REFERENCE: Final = "RFC 9901 section 8.1"
_STRING: Final = re.compile(rb'"(?:[^"\\]|\\.)*+"', re.DOTALL)
_MEMBERS: Final = ("disclosures", "kb_jwt")


def parse(token: Excerpt, outer: OuterJson, limits: Limits) -> SdJwt | None:
    """The SD-JWT; None when it is a JWS of another sort. Problems: sd-jwt.member-type, those of sd_jwt.read."""
    if not any(member.name in _MEMBERS for member in outer.json.members):
        return None
    jws = jws_json.parse(token, outer, limits)
    index = next((i for i, path in enumerate(_headers(outer, jws)) if _is_there(outer, path)), None)
    if index is None:
        return None
    header = _headers(outer, jws)[index]
    problems: list[Problem] = []
    disclosures = tuple(_disclosures(outer, f"{header}/disclosures", limits, problems))
    pieces = Pieces(
        token=token,
        issuer_signed=jws,
        disclosures=disclosures,
        key_binding=_key_binding(outer, f"{header}/kb_jwt", problems),
        presented=_compact(jws, index, disclosures),
        problems=tuple(problems),
    )
    return read(pieces, limits)


def _headers(outer: OuterJson, jws: Jws) -> list[str]:
    """The pointers of the unprotected headers, one for each signature."""
    if not outer.has("/signatures"):
        return ["/header"]
    return [f"/signatures/{signature.index}/header" for signature in jws.signatures]


def _is_there(outer: OuterJson, header: str) -> bool:
    return any(outer.has(f"{header}/{name}") for name in _MEMBERS)


def _disclosures(outer: OuterJson, path: str, limits: Limits, problems: list[Problem]) -> Iterator[Excerpt]:
    member = outer.members.get(path)
    if member is None:
        return
    listed = member.value if isinstance(member.value, list) else []
    texts = [text for text in listed if isinstance(text, str)]
    if not isinstance(member.value, list) or len(texts) < len(listed):
        message = '"disclosures" must be an array of Disclosures, each of them text'
        problems.append(outer.problem("sd-jwt.member-type", message, path, _REFERENCE))
    at = member.value_octets.start
    for text in texts[: limits.disclosures + 1]:
        found, at = _located(outer, member, text, at)
        yield found


def _located(outer: OuterJson, member: Member, text: str, at: int) -> tuple[Excerpt, int]:
    """The characters of a string in the array, and where to look for the next."""
    for string in _STRING.finditer(outer.located.octets, at, member.value_octets.end):
        found = outer.inside(Octets(*string.span()))
        if found.text == text:
            return found, string.end()
    whole = outer.located.span(member.value_octets.start, member.value_octets.end)
    return Excerpt(text, (0,), (whole.start,)), at


def _key_binding(outer: OuterJson, path: str, problems: list[Problem]) -> Excerpt | None:
    if outer.has(path) and outer.text(path) is None:
        problems.append(outer.problem("sd-jwt.member-type", '"kb_jwt" must be a JWT in text', path, _REFERENCE))
    return outer.text(path)


def _compact(jws: Jws, index: int, disclosures: tuple[Excerpt, ...]) -> str:
    """The compact form, over which "sd_hash" is made in every serialization."""
    signature = jws.signatures[index] if index < len(jws.signatures) else None
    protected = signature.protected.encoded.text if signature and signature.protected else ""
    payload = jws.payload.encoded.text if jws.payload else ""
    signed = f"{protected}.{payload}.{signature.signature.encoded.text if signature else ''}"
    return "~".join((signed, *(disclosure.text for disclosure in disclosures), ""))
