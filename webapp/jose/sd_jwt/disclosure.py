"""One Disclosure: base64url of a JSON array of salt, name and value, or of salt and value (RFC 9901 section 4.2)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from webapp.jose import json_part
from webapp.jose.json_object import JsonValue, Octets
from webapp.jose.json_part import JsonPart
from webapp.jose.limits import Limits
from webapp.jose.sd_jwt.hashing import Hashing
from webapp.jose.segments import Segment, encoded_segment
from webapp.jose.text import Excerpt, Problem, Span, counted

RESERVED: Final = ("_sd", "...")
_NAMED: Final = "RFC 9901 section 4.2.1"
_ELEMENT: Final = "RFC 9901 section 4.2.2"
_STRING: Final = rb'"(?:[^"\\]|\\.)*"\s*,\s*'
# What stands before the value, by the number of elements.
_BEFORE: Final = {
    2: re.compile(rb"\s*\[\s*" + _STRING, re.DOTALL),
    3: re.compile(rb"\s*\[\s*" + _STRING + _STRING, re.DOTALL),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DecodedDisclosure:
    """A Disclosure as it was pasted, and what it decodes to.

    name is None for an array element. Without is_sound it must not be put into the claims; problems say why.
    """

    index: int
    segment: Segment
    json: JsonPart = field(repr=False)
    digest: str
    salt: str | None
    name: str | None
    value: JsonValue = field(repr=False)
    is_sound: bool
    problems: tuple[Problem, ...]

    @property
    def span(self) -> Span:
        """Its place in the paste."""
        return self.segment.span

    @property
    def value_path(self) -> str:
        """The JSON Pointer of the value within the array."""
        return "/1" if self.name is None else "/2"

    @property
    def value_text(self) -> str:
        """The literal text of the value."""
        value = self.value_octets
        return self.segment.octets[value.start : value.end].decode("utf-8", "replace")

    @property
    def value_octets(self) -> Octets:
        """Where the value stands; all of it, where no value can be told from the rest."""
        octets = self.segment.octets
        before = _BEFORE[2 if self.name is None else 3].match(octets)
        start, end = (before.end(), octets.rfind(b"]")) if self.is_sound and before else (0, len(octets))
        inner = octets[start:end]
        return Octets(start + len(inner) - len(inner.lstrip()), start + len(inner.rstrip()))


def decode(index: int, encoded: Excerpt, hashing: Hashing, limits: Limits) -> DecodedDisclosure:
    """Decode one Disclosure, whatever it holds.

    Problems: sd-jwt.disclosure-empty, sd-jwt.disclosure-form, sd-jwt.disclosure-salt, sd-jwt.disclosure-name,
    sd-jwt.disclosure-reserved, those of base64url.decode and of json_object.parse.
    """
    segment = encoded_segment(f"Disclosure {index + 1}", encoded)
    part = json_part.read(segment.name, segment.decoded, limits)
    elements = part.json.value if isinstance(part.json.value, list) else []
    form = tuple(_form(segment, part, elements))
    has_name = len(elements) == 3 and isinstance(elements[1], str)
    return DecodedDisclosure(
        index=index,
        segment=segment,
        json=part,
        digest=hashing.digest(encoded.text),
        salt=elements[0] if elements and isinstance(elements[0], str) else None,
        name=str(elements[1]) if has_name else None,
        value=elements[-1] if len(elements) in (2, 3) else None,
        is_sound=part.json.is_complete and not form,
        problems=(*(segment.problems if encoded.text else ()), *_json_problems(encoded, part), *form),
    )


def _json_problems(encoded: Excerpt, part: JsonPart) -> Iterator[Problem]:
    """What is wrong with the JSON; that it is an array is right here."""
    if encoded.text:
        yield from (problem for problem in part.problems if problem.code != "json.not-an-object")


def _form(segment: Segment, part: JsonPart, elements: list[JsonValue]) -> Iterator[Problem]:
    if not segment.encoded.text:
        message = f'{segment.name} is empty: two "~" stand side by side'
        yield _problem("empty", message, segment, "RFC 9901 section 4")
    elif "." in segment.encoded.text:
        message = f'{segment.name} has dots, as a JWT has: a Key Binding JWT comes last, and no "~" follows it'
        yield _problem("form", message, segment, "RFC 9901 section 4")
    elif len(elements) not in (2, 3):
        yield _problem("form", f"{segment.name}: {_instead(part, elements)}", segment, "RFC 9901 section 4.2")
    else:
        yield from _elements(segment, elements)


def _elements(segment: Segment, elements: list[JsonValue]) -> Iterator[Problem]:
    reference = _NAMED if len(elements) == 3 else _ELEMENT
    if not isinstance(elements[0], str):
        yield _problem("salt", f"{segment.name}: the salt must be text", segment, reference)
    if len(elements) == 2:
        return
    if not isinstance(elements[1], str):
        yield _problem("name", f"{segment.name}: the name of the claim must be text", segment, reference)
    elif elements[1] in RESERVED:
        message = f'{segment.name}: no claim may be named "{elements[1]}", which stands for digests'
        yield _problem("reserved", message, segment, reference)


def _instead(part: JsonPart, elements: list[JsonValue]) -> str:
    due = "a JSON array of salt, name and value is due, or of salt and value"
    if isinstance(part.json.value, list):
        return f"an array of {counted(len(elements), 'element')}; {due}"
    return due


def _problem(cause: str, message: str, segment: Segment, reference: str) -> Problem:
    return Problem(code=f"sd-jwt.disclosure-{cause}", message=message, span=segment.span, reference=reference)
