"""Every place of a JSON value where a key may stand: objects that are JWKs, and strings (RFC 6901 for the places)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from webapp.jose.json_object import JsonValue

# What keys in strings begin with, so that no more is done with other strings: PEM, base64 of DER, of PEM or of JSON,
# JSON, OpenSSH, and Multikey.
_LOOKS_LIKE: Final = re.compile(
    r"\s{0,40}(?:[{\[]\s{0,40}[\\\"{]|z[1-9A-HJ-NP-Za-km-z]{40,}\Z|(?:M|b3BlbnNzaC1r|LS0tLS|ey|ew|e3|W3|Ww|Wy)\S{40}"
    r"|(?:\S{1,200}\s)?(?:sk-)?(?:ssh-|ecdsa-sha2-)\S{1,40}\sAAAA)"
)


@dataclass(frozen=True, slots=True)
class Place:
    """A value by its JSON Pointer, and the object that it is a member of."""

    path: str
    value: JsonValue
    parent: JsonValue

    @property
    def is_jwk(self) -> bool:
        """Whether it is an object that says what type of key it is."""
        return isinstance(self.value, dict) and isinstance(self.value.get("kty"), str)

    @property
    def text(self) -> str:
        """The text that may hold a key; empty for everything else."""
        if not isinstance(self.value, str):
            return ""
        return self.value if "BEGIN" in self.value or _LOOKS_LIKE.match(self.value) else ""


def places(value: JsonValue) -> Iterator[Place]:
    """All values in a value, in order; what is inside a JWK belongs to it and is left out."""
    waiting = [Place("", value, None)]
    while waiting:
        one = waiting.pop()
        yield one
        if one.is_jwk:
            continue
        if isinstance(one.value, dict):
            inner = [Place(f"{one.path}/{pointer(name)}", member, one.value) for name, member in one.value.items()]
            waiting.extend(reversed(inner))
        elif isinstance(one.value, list):
            waiting.extend(reversed([Place(f"{one.path}/{i}", item, None) for i, item in enumerate(one.value)]))


def pointer(name: str) -> str:
    """A name as a part of a JSON Pointer (RFC 6901 section 3)."""
    return name.replace("~", "~0").replace("/", "~1")
