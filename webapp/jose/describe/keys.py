"""The members of pasted JWKs, each explained and in its place (RFC 7517 section 4). What may be secret has no text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Final

from webapp.jose.artefact import ArtefactMember
from webapp.jose.explain import explain_jwk_member
from webapp.jose.json_object import JsonValue
from webapp.jose.jwk.key_text import KeyText, escaped
from webapp.jose.registry.jwk_parameters import COMMON_MEMBERS, TYPE_MEMBERS
from webapp.jose.text import Excerpt, Span

# Nobody looks at the members of more keys, or at more members of one.
_MOST_KEYS: Final = 50
_MOST_MEMBERS: Final = 40
# As JSON has it, or as the notation of a program or of YAML does.
_NAME: Final = re.compile(
    r"""("(?:[^"\\]|\\.)*+"|'[^']*+'|`[^`]*+`|:?[A-Za-z_$][\w$#-]*+)[ \t\r\n]*+(?:=>|[:=,])[ \t\r\n]*+""", re.DOTALL
)


def key_members(found: KeyText, excerpt: Excerpt) -> Iterator[ArtefactMember]:
    """The members of the first fifty keys that an excerpt holds. One whose place is not sure is left out."""
    for key in found.keys[:_MOST_KEYS] if found.places else ():
        path = found.path_of(key)
        for name, value in [*key.jwk.items()][:_MOST_MEMBERS]:
            pointer = f"{path}/{escaped(name)}"
            if place := found.places.get(pointer):
                yield from _member(pointer, key.kty, name, value, place, excerpt)


def _member(
    path: str, kty: str, name: str, value: JsonValue, place: Span, excerpt: Excerpt
) -> Iterator[ArtefactMember]:
    literal = _value_of(place.of(excerpt.text), name)
    if literal is not None:
        yield ArtefactMember(
            path=path,
            where="key",
            name=name,
            span=excerpt.span(place.start, place.end),
            text=literal if _is_public(kty, name) else "",
            explanation=explain_jwk_member(name, value, kty),
        )


def _value_of(text: str, name: str) -> str | None:
    """The literal value of a member of that name; None when the text is no such member, escaped as a string or not."""
    for reading in (text, _unescaped(text)):
        written = _NAME.match(reading)
        if written and _is_name(written[1], name):
            return reading[written.end() :]
    return None


def _unescaped(text: str) -> str:
    """What a piece of a JSON string stands for; empty for what cannot be one."""
    try:
        return str(json.loads(f'"{text}"', strict=False))
    except ValueError:
        return ""


def _is_name(literal: str, name: str) -> bool:
    if literal[0] != '"':
        return literal.strip("'`:") == name
    try:
        return bool(json.loads(literal) == name)
    except ValueError:
        return False


def _is_public(kty: str, name: str) -> bool:
    """Whether a member may be shown: a registered one of this type of key, and no private one."""
    row = COMMON_MEMBERS.get(name) or TYPE_MEMBERS.get(kty, {}).get(name)
    return row is not None and not row.is_private
