"""What the pattern pages show: every state that the product can be in, each with what brings it about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from webapp.services import pattern_questions as asked

# 1 March 2026, 12:20:00 UTC: the present of every pattern, so that it looks the same each day.
NOW: Final = asked.NOW

Fields = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """One page of patterns. action is what answers the fields: the route without its slash; empty where nothing does.

    page is the page that it is shown on, or "sheet": a page with one component in each of its states.
    """

    name: str
    title: str
    page: str = "debug"
    action: str = "debug"
    fields: Fields = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """Patterns that belong together."""

    title: str
    patterns: tuple[Pattern, ...]


def _sheets() -> tuple[Pattern, ...]:
    titles = {
        "marks": "Icons, outcomes, references, buttons that copy",
        "buttons": "Buttons",
        "fields": "Fields: empty, filled, with a hint, refused",
        "verdicts": "Verdicts and the line under the box",
        "lights": "Lights and layers",
        "steps": "Steps and keys that were tried",
        "reasons": "Reasons for a failure",
        "findings": "Findings",
        "problems": "Problems",
        "times": "Timelines",
        "pictures-signed": "Pictures of signing",
        "pictures-encrypted": "Pictures of encrypting",
        "members": "Members, text and octets",
        "keys": "Keys of each kind",
        "profiles": "Profiles and expectations",
        "story": "The story and where one is in it",
        "help": "Entries of the help, and the keyboard",
    }
    return tuple(Pattern(name=name, title=title, page="sheet", action="") for name, title in titles.items())


def _made(rows: Mapping[str, tuple[str, Fields]], page: str, action: str) -> tuple[Pattern, ...]:
    return tuple(
        Pattern(name=name, title=title, page=page, action=action, fields=fields)
        for name, (title, fields) in rows.items()
    )


@cache
def pattern_families() -> tuple[Family, ...]:
    """All patterns, in families."""
    return (
        Family(title="Components", patterns=_sheets()),
        Family(
            title="Nothing asked yet",
            patterns=(
                Pattern(name="empty", title="The Debug page", action=""),
                Pattern(name="keys-empty", title="The Keys page", page="keys", action=""),
                Pattern(name="compare-empty", title="The Compare page", page="compare", action=""),
            ),
        ),
        Family(title="Read", patterns=_made(asked.read(), "debug", "debug")),
        Family(title="Verified", patterns=_made(asked.verified(), "debug", "debug")),
        Family(
            title="Decrypted",
            patterns=(
                *_made(asked.decrypted(), "debug", "debug"),
                *_made(asked.undecrypted(), "debug", "decrypt"),
            ),
        ),
        Family(title="Looked over", patterns=_made(asked.audited(), "debug", "audit")),
        Family(title="Compared", patterns=_made(asked.compared(), "compare", "compare")),
        Family(
            title="Keys",
            patterns=(
                *_made(asked.looked_into(), "keys", "keys/inspect"),
                *_made(asked.converted(), "keys", "keys/convert"),
                Pattern(name="keys-made", title="New keys", page="keys", action="keys/generate"),
            ),
        ),
        Family(
            title="Refused",
            patterns=(
                Pattern(name="field-refused", title="A field", action="refused", fields={"leeway": "-5"}),
                Pattern(name="request-refused", title="A request", page="refusal", action="refused"),
            ),
        ),
    )


def pattern_named(name: str) -> Pattern | None:
    """The pattern of that name."""
    found = (pattern for family in pattern_families() for pattern in family.patterns if pattern.name == name)
    return next(found, None)
