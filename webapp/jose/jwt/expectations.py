"""What the person who asks expects of a token. Everything is optional; what is not expected is not checked."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectations:
    """at is the moment in question and leeway the tolerance, both in seconds."""

    at: int
    leeway: int = 0
    issuer: str | None = None
    audience: str | None = None
    typ: str | None = None
    algorithms: tuple[str, ...] = ()
    required_claims: tuple[str, ...] = ()
