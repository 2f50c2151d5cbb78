"""One way to take the text of a secret (RFC 7518 section 3.2)."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to take the text of a secret. name continues the sentence "the secret is …"; code is stable.

    advice says what who holds the text must do to have the same octets.
    """

    code: str
    name: str
    octets: bytes = field(repr=False)
    advice: str
