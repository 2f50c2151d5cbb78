"""The fields of the verify and decrypt forms, and the question that they ask."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, Field

from webapp.jose.jwt.expectations import Expectations
from webapp.services.questions import Question
from webapp.views.context import now, settings

_MOMENT = 253_402_300_799  # the last second of the year 9999


class QuestionForm(BaseModel):
    """What is pasted, the key, and what is expected. An expectation that is left blank is not checked."""

    input: str = ""
    key: str = ""
    key_encoding: Literal["auto", "utf-8", "base64", "base64url", "hex"] = "auto"
    password: str = ""
    issuer: str = ""
    audience: str = ""
    algorithms: tuple[str, ...] = ()
    typ: str = ""
    leeway: Annotated[int, Field(ge=0, le=315_360_000)] | None = None
    at: Annotated[int, Field(ge=0, le=_MOMENT)] | None = None
    required_claims: tuple[str, ...] = ()

    def question(self) -> Question:
        """The question, with the defaults of the settings filled in."""
        expected = Expectations(
            at=now() if self.at is None else self.at,
            leeway=settings().leeway if self.leeway is None else self.leeway,
            issuer=self.issuer or None,
            audience=self.audience or None,
            typ=self.typ or None,
            algorithms=self.algorithms,
            required_claims=self.required_claims,
        )
        return Question(
            input=self.input, key=self.key, key_encoding=self.key_encoding, password=self.password, expected=expected
        )
