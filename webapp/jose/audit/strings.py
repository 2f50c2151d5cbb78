"""The texts among claims, nested ones as well, each with its name and its place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from webapp.jose.json_object import JsonValue, Member
from webapp.jose.json_part import JsonPart
from webapp.jose.text import Span

# As many characters are looked at in all: what does harm is short, and hostile claims must not cost much.
_MOST: Final = 100_000
_LONGEST: Final = 20_000
# Longer than any number that stands for something secret.
_MOST_NUMBER: Final = 10**40


class Text(NamedTuple):
    """A text, or the text of a number, and the member that it stands in, be it in a list.

    The value of a Disclosure has no member, and the name of one all the same.
    """

    member: Member | None
    name: str
    value: str
    is_number: bool = False

    def span(self, claims: JsonPart) -> Span:
        """The place of its member in the paste."""
        start, end = (self.member.octets.start, self.member.octets.end) if self.member else (0, 0)
        return claims.decoded.span(start, end)


def named(name: str, value: JsonValue) -> Iterator[Text]:
    """The texts of a value that has a name, without those of objects in it."""
    if isinstance(value, int) and not isinstance(value, bool):
        yield Text(None, name, str(value) if abs(value) < _MOST_NUMBER else "", is_number=True)
    for one in _in_list(value if isinstance(value, list) else [value]):
        yield Text(None, name, one[:_LONGEST])


def texts(claims: JsonPart) -> Iterator[Text]:
    """Every text and whole number, of duplicate members too, in their order."""
    left = _MOST
    for member in claims.json.members:
        value = member.value
        found: tuple[str, ...]
        if isinstance(value, str):
            found = (value,)
        elif isinstance(value, list):
            found = tuple(_in_list(value))
        elif isinstance(value, int) and not isinstance(value, bool):
            yield Text(member, member.name, member.text[:_LONGEST], is_number=True)
            continue
        else:
            continue
        for one in found:
            if left <= 0:
                return
            left -= len(one)
            yield Text(member, member.name, one[:_LONGEST])


def _in_list(values: list[JsonValue]) -> Iterator[str]:
    """The texts of a list and of lists in it; objects have members of their own."""
    waiting = [*reversed(values)]
    while waiting:
        value = waiting.pop()
        if isinstance(value, str):
            yield value
        elif isinstance(value, list):
            waiting.extend(reversed(value))
