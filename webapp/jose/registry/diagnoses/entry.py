"""What a help entry about a reason holds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Fixes:
    """How to put it right in the common libraries: a line or two of code, or a sentence where no code does it.

    python is PyJWT, node is jose, java is jjwt or Nimbus, go is golang-jwt or go-jose, dotnet is IdentityModel, but
    for lines that name another.
    """

    python: str
    node: str
    java: str
    go: str
    dotnet: str

    @property
    def all(self) -> tuple[tuple[str, str], ...]:
        """Language and text, in the order in which they are shown."""
        return (
            ("Python", self.python),
            ("Node.js", self.node),
            ("Java", self.java),
            ("Go", self.go),
            (".NET", self.dotnet),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class DiagnosisHelp:
    """One reason for a failure: what is the case, why it happens, how to put it right. code is that of a Diagnosis."""

    code: str
    title: str
    what: str
    why: str
    fixes: Fixes
    reference: str | None = None

    @property
    def anchor(self) -> str:
        """Its place in the help."""
        return self.code
