"""The JOSE Header: the union of the objects that it is spread over (RFC 7515 section 4, RFC 7516 section 4)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from webapp.jose.json_object import JsonValue
from webapp.jose.json_part import JsonPart
from webapp.jose.registry.header_parameters import HEADER_PARAMETERS, VALUE_TYPES, ValueType
from webapp.jose.text import Problem, Span

# Those after the first twenty tell nothing new, and finding the place of each costs time.
_MOST_TWICE: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class JoseHeader:
    """The header of one signature or one recipient. protected is None where nothing is protected.

    Names must not occur in two of its objects; where one does, the protected value is taken, and a problem says so.
    """

    protected: JsonPart | None
    unprotected: tuple[JsonPart, ...] = ()
    # The Header Parameters by name: put together once, because every rule asks for them.
    values: Mapping[str, JsonValue] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        merged: dict[str, JsonValue] = {}
        for part in self.parts:
            for name, value in part.values.items():
                merged.setdefault(name, value)
        object.__setattr__(self, "values", merged)

    @property
    def parts(self) -> tuple[JsonPart, ...]:
        """The objects that are there, the protected one first."""
        return (*((self.protected,) if self.protected else ()), *self.unprotected)

    @property
    def is_object(self) -> bool:
        """Whether there is a header, and all of it could be read, be it cut short."""
        return bool(self.parts) and all(part.is_object for part in self.parts)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the objects by themselves and with one another.

        Codes: header.member-type, which leaves no doubt about what was signed or encrypted, and header.name-twice.
        """
        found = [problem for part in self.parts for problem in (*part.problems, *_wrong_types(part))]
        return (*found, *self._overlaps())

    def member_span(self, name: str) -> Span | None:
        """The place of a Header Parameter: of the protected one, if there are two."""
        return next((span for part in self.parts if (span := part.member_span(name))), None)

    def whole_span(self) -> Span | None:
        """The place of its first object."""
        return self.parts[0].whole_span() if self.parts else None

    def is_protected(self, name: str) -> bool:
        """Whether a Header Parameter stands in the protected header."""
        return self.protected is not None and name in self.protected.values

    def literal_numbers(self) -> dict[str, str]:
        """The source text of numbers that JavaScript cannot hold exactly."""
        merged: dict[str, str] = {}
        for part in reversed(self.parts):
            merged.update(part.literal_numbers())
        return merged

    def _overlaps(self) -> Iterator[Problem]:
        seen: set[str] = set()
        for part in self.parts:
            for name in [name for name in part.values if name in seen][:_MOST_TWICE]:
                yield Problem(
                    code="header.name-twice",
                    message=f'"{name[:40]}" stands in two of the headers; a name may occur in one of them only',
                    span=part.member_span(name),
                    reference="RFC 7515 section 7.2.1",
                )
            seen.update(part.values)


def _wrong_types(part: JsonPart) -> Iterator[Problem]:
    for name, value in part.values.items():
        due = VALUE_TYPES.get(name)
        if due is not None and not _is(due, value):
            yield Problem(
                code="header.member-type",
                message=f'"{name}" must be {due}; strict readers refuse this token',
                span=part.member_span(name),
                reference=HEADER_PARAMETERS[name].reference,
            )


def _is(due: ValueType, value: JsonValue) -> bool:
    if due is ValueType.STRINGS:
        return isinstance(value, list) and all(isinstance(one, str) for one in value)
    return isinstance(value, str if due is ValueType.STRING else dict)
