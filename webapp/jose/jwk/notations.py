"""A JWK in the notation of a program or a page: PHP arrays, Map.of, HTML entities (RFC 7517 section 4).

This is tried last, for texts in which no key was found: whatever has the members of a key must not pass for a secret.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from webapp.jose.jwk.key_text import KeyText, ReadPiece
from webapp.jose.limits import Limits
from webapp.jose.registry.jwk_parameters import KEY_TYPES
from webapp.jose.text import Problem, Span

_LONGEST: Final = 256 * 1024
_MOST_KEYS: Final = 50
_ENTITY: Final = re.compile(r"&(?:quot|apos|#0?3[49]|#x2[27]);", re.IGNORECASE)
# An innermost pair of brackets, and in it a name, a sign that binds it, and a string.
_GROUP: Final = re.compile(r"[\[({]([^\[\](){}]{20,20000})[\])}]")
_MEMBER: Final = re.compile(
    r"(?<![\w$])[\"'`:]?(kty|alg|use|kid|crv|x5t|dp|dq|qi|[xynedpqk])[\"'`]?\s{0,20}(?:=>|[:=,])\s{0,20}@?"
    r"(?:\"([^\"]*)\"|'([^']*)'|`([^`]*)`)",
    re.IGNORECASE,
)
_REFERENCE: Final = "RFC 7517 section 4"
_HTML: Final = "The key is escaped as for HTML; it is read with its entities undone"
_SOURCE: Final = (
    "This is a key in the notation of a program, not JSON; it is read as the JWK with the same members and values"
)


def read_notation(text: str, so_far: KeyText | None, read: ReadPiece, limits: Limits) -> KeyText | None:
    """The keys of such a text; else what was found in it so far. Problems: key.html-escaped, key.source-notation."""
    if len(text) > _LONGEST:
        return so_far
    if _ENTITY.search(text):
        found = read(html.unescape(text), limits)
        if found and found.is_usable:
            return _without_places(found, Problem(code="key.html-escaped", message=_HTML, reference=_REFERENCE))
    groups = [(group, jwk) for group in _GROUP.finditer(text) if (jwk := _jwk(group[1]))][:_MOST_KEYS]
    jwks = [jwk for _, jwk in groups]
    written = json.dumps(jwks[0] if len(jwks) == 1 else {"keys": jwks}) if jwks else ""
    found = read(written, limits) if written else None
    if not found or not found.is_usable:
        return so_far
    remark = Problem(code="key.source-notation", message=_SOURCE, reference=_REFERENCE)
    told = _without_places(replace(found, corrected=found.corrected or written + "\n"), remark)
    return replace(told, places=dict(_places([group for group, _ in groups])))


def _places(groups: list[re.Match[str]]) -> Iterator[tuple[str, Span]]:
    """Where the members of each key stand, as those of a set."""
    for index, group in enumerate(groups):
        for member in _MEMBER.finditer(group.string, *group.span(1)):
            yield f"/keys/{index}/{member[1].lower()}", Span(*member.span())


def _jwk(text: str) -> dict[str, str] | None:
    """The members of one key; None where those that its type needs are not there, or one is there twice."""
    found = [(match[1].lower(), match[2] or match[3] or match[4] or "") for match in _MEMBER.finditer(text)]
    members = dict(found)
    key_type = KEY_TYPES.get(members.get("kty", ""))
    is_whole = key_type is not None and all(members.get(name) for name in key_type.thumbprint_members)
    return members if is_whole and len(members) == len(found) else None


def _without_places(found: KeyText, remark: Problem) -> KeyText:
    """Places in the text that was read are none in the text that was pasted."""
    keys = tuple(replace(key, problems=tuple(replace(p, span=None) for p in key.problems)) for key in found.keys)
    problems = (*(replace(problem, span=None) for problem in found.problems), remark)
    return replace(found, keys=keys, problems=problems, places={})
