"""The fields of the verify and decrypt forms, and the question that they ask."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, Field

from webapp.jose.base64url import decode
from webapp.jose.jwt.expectations import Expectations
from webapp.jose.text import Excerpt
from webapp.services.questions import Question
from webapp.views.context import now, settings
from webapp.views.refusals import unusable

_MOMENT = 253_402_300_799  # the last second of the year 9999


def _seconds(value: object) -> object:
    """A moment, given as seconds since 1970 or as a date such as 2026-01-31T12:00:00Z; in UTC unless it says."""
    text = str(value).strip()
    if not isinstance(value, str) or "-" not in text[1:]:
        return value
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError("seconds since 1970 or a date such as 2026-01-31T12:00:00Z are due") from None
    return int((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp())


class QuestionForm(BaseModel):
    """What is pasted, the key, and what is expected. An expectation that is left blank is not checked."""

    input: str = ""
    key: str = ""
    key_encoding: Literal["auto", "utf-8", "base64", "base64url", "hex"] = "auto"
    password: str = ""
    payload: str = ""
    payload_encoding: Literal["utf-8", "base64url"] = "utf-8"
    payload_lines: Literal["exact", "any"] = "exact"
    payload_file: str = ""
    issuer: str = ""
    audience: str = ""
    algorithms: tuple[str, ...] = ()
    typ: str = ""
    leeway: Annotated[int, Field(ge=0, le=315_360_000)] | None = None
    at: Annotated[int, BeforeValidator(_seconds), Field(ge=0, le=_MOMENT)] | None = None
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
            input=self.input,
            key=self.key,
            key_encoding=self.key_encoding,
            password=self.password,
            content=self._content(),
            has_any_lines=self.payload_lines == "any" and not self.payload_file and self.payload_encoding == "utf-8",
            expected=expected,
            asked_at=self.at,
        )

    def _content(self) -> bytes | None:
        """The octets of a payload that travels apart; a file goes before what was typed.

        Refuses with 422 payload.base64url.
        """
        if self.payload_file:
            return _octets("payload_file", self.payload_file)
        if not self.payload:
            return None
        if self.payload_encoding == "utf-8":
            return self.payload.encode("utf-8", "surrogatepass")
        return _octets("payload", self.payload)


def _octets(field: str, text: str) -> bytes:
    decoded = decode(Excerpt.whole(text.strip()))
    if decoded.problems:
        message = f"The payload is no base64url: {decoded.problems[0].message}"
        raise unusable(field, message, code="payload.base64url")
    return decoded.octets
