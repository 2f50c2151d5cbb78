"""What the person who asks expects of a token. Everything is optional; what is not expected is not checked."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectations:
    """at is the moment in question, leeway the tolerance, maximum_lifetime the time from "iat" to "exp", in seconds.

    audiences are looked at when no audience is given: one of them is enough. All of the scopes must be there.
    """

    at: int
    leeway: int = 0
    issuer: str | None = None
    audience: str | None = None
    typ: str | None = None
    algorithms: tuple[str, ...] = ()
    required_claims: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    maximum_lifetime: int | None = None
    scopes: tuple[str, ...] = ()
