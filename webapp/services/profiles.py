"""Profiles: what a team expects of the tokens of each issuer, written down once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from webapp.jose.audit.kinds import TokenKind

# Asks for no profile at all.
NO_PROFILE = "none"
# That of the issuer of the token.
ITS_PROFILE = "*"


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What is expected of the tokens of one issuer. leeway and maximum_lifetime are seconds, None where not said.

    key_text holds public keys alone. jwks_url is where the keys are published; nothing is fetched from there.
    """

    name: str
    issuer: str
    key_text: str = field(default="", repr=False)
    jwks_url: str | None = None
    audiences: tuple[str, ...] = ()
    algorithms: tuple[str, ...] = ()
    typ: str | None = None
    leeway: int | None = None
    maximum_lifetime: int | None = None
    required_claims: tuple[str, ...] = ()
    scopes: tuple[str, ...] = ()
    token_kind: TokenKind | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Profiles:
    """All of them, in the order of the file. text is that file, for processes that must know the same ones."""

    all: tuple[Profile, ...] = ()
    text: str = field(default="", repr=False)

    @property
    def names(self) -> tuple[str, ...]:
        """Their names."""
        return tuple(profile.name for profile in self.all)

    def named(self, name: str) -> Profile | None:
        """The profile of that name."""
        return next((profile for profile in self.all if profile.name == name), None)

    def of_issuer(self, issuer: str, audiences: Sequence[object]) -> Profile | None:
        """The profile of an issuer; of several the first that has one of the audiences, or else the first."""
        of_it = [profile for profile in self.all if profile.issuer == issuer]
        fitting = (profile for profile in of_it if any(one in audiences for one in profile.audiences))
        return next(fitting, of_it[0] if of_it else None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """The profile that a question is held to, why that one, and what its keys are used for.

    stands_in says that its keys are taken for those of the key field.
    """

    profile: Profile
    reason: str
    keys: str
    stands_in: bool = False
