"""The fields of the verify and decrypt forms, and the question that they ask."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Annotated, Final, Literal, TypeAlias

from pydantic import BaseModel, BeforeValidator, Field

from webapp.jose.audit.expected import LEEWAY, Expected
from webapp.jose.audit.kinds import TokenKind
from webapp.jose.base64url import decode
from webapp.jose.jwt.expectations import Expectations
from webapp.jose.text import Excerpt
from webapp.services.profiles import ITS_PROFILE, NO_PROFILE
from webapp.services.questions import Question
from webapp.settings import variable
from webapp.views.context import now, profiles, published_secrets, settings
from webapp.views.refusals import unusable

_WHOLE: Final = re.compile(r"[+-]?\d[\d_]*")
_AUTO: Final = "auto"
_MOMENT = 253_402_300_799  # the last second of the year 9999
_LONGEST_LEEWAY: Final = 315_360_000


def _seconds(value: object) -> object:
    """A moment, given as seconds since 1970 or as a date such as 2026-01-31T12:00:00Z; in UTC unless it says."""
    text = str(value).strip()
    if not isinstance(value, str) or _WHOLE.fullmatch(text):
        return value
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError("seconds since 1970, or a date such as 2026-01-31T12:00:00Z, are due") from None
    return int((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp())


Leeway: TypeAlias = Annotated[int, Field(ge=0, le=_LONGEST_LEEWAY)]
Moment: TypeAlias = Annotated[int, BeforeValidator(_seconds), Field(ge=0, le=_MOMENT)]


class QuestionForm(BaseModel):
    """What is pasted, the key, and what is expected. An expectation that is left blank is not checked."""

    input: str = ""
    key: str = ""
    key_encoding: Literal["auto", "utf-8", "base64", "base64url", "hex"] = "auto"
    password: str = ""
    payload: str = ""
    payload_encoding: Literal["utf-8", "base64url"] = "utf-8"
    payload_lines: Literal["exact", "any"] = "exact"
    payload_file: tuple[str, ...] = ()
    issuer: str = ""
    audience: str = ""
    algorithms: tuple[str, ...] = ()
    typ: str = ""
    leeway: Leeway | None = None
    at: Moment | None = None
    required_claims: tuple[str, ...] = ()
    token_kind: Literal["auto"] | TokenKind = _AUTO
    client_id: str = ""
    nonce: str = ""
    access_token: str = ""
    code: str = ""
    max_age: Annotated[int, Field(ge=0, le=_MOMENT)] | None = None
    acr: str = ""
    trusted_audiences: tuple[str, ...] = ()
    id_token_signed_response_alg: str = ""
    encrypted: bool | None = None
    htm: str = ""
    htu: str = ""
    key_binding: bool | None = None
    kb_audience: str = ""
    inner_key: str = ""
    profile: tuple[str, ...] = ()

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
            inner_key=self.inner_key,
            audited=self._audited(expected.at),
            profiles=profiles(),
            profile=self._profile(),
            has_leeway=self.leeway is not None,
            published=published_secrets(),
        )

    def _profile(self) -> str:
        """The name of the profile asked for: of several the last, which is that of the button that was pressed.

        Refuses with 422 profile.unknown.
        """
        name = self.profile[-1] if self.profile else ITS_PROFILE
        if name == ITS_PROFILE:
            return ""
        if name and name != NO_PROFILE and profiles().named(name) is None:
            names = ", ".join(profiles().names)
            known = f"There are {names}" if names else f"None are set up; {variable('profiles')} names their file"
            raise unusable("profile", f"There is no profile of that name. {known}.", code="profile.unknown")
        return name

    def _audited(self, at: int) -> Expected:
        """What the audit compares. A leeway of none is the default of the verdict, not of those who look on."""
        return Expected(
            at=at,
            leeway=LEEWAY if self.leeway is None else self.leeway,
            kind=None if self.token_kind == _AUTO else self.token_kind,
            issuer=self.issuer or None,
            audience=self.audience or None,
            typ=self.typ or None,
            client_id=self.client_id or None,
            nonce=self.nonce or None,
            access_token=self.access_token or None,
            code=self.code or None,
            max_age=self.max_age,
            acr=self.acr or None,
            trusted_audiences=self.trusted_audiences,
            id_token_signed_response_alg=self.id_token_signed_response_alg or None,
            encrypted=self.encrypted,
            htm=self.htm or None,
            htu=self.htu or None,
            key_binding=self.key_binding,
            kb_audience=self.kb_audience or None,
            is_secret_text=self.key_encoding != _AUTO,
        )

    def _content(self) -> bytes | None:
        """The octets of a payload that travels apart; a file goes before typed text, a new file before an old one.

        Refuses with 422 payload.base64url.
        """
        if self.payload_file:
            return _octets("payload_file", self.payload_file[-1])
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
