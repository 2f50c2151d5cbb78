"""The file of profiles: read once at start, checked to the last member, and never written.

Each table is a profile; profiles.example.toml shows all members. Keys in it are public keys alone: a profile works for
everybody who can open the page, and what it holds must not be worth keeping from them.
"""

from __future__ import annotations

import json
import re
import tomllib
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator
from pydantic_core import ErrorDetails

from webapp.jose.audit.kinds import TokenKind
from webapp.jose.jwk.parse import read_keys
from webapp.jose.limits import Limits
from webapp.jose.registry.algorithms import JWE_ALGORITHMS, JWS_ALGORITHMS
from webapp.jose.text import cut_short
from webapp.services.profiles import NO_PROFILE, Profile, Profiles
from webapp.settings import Settings, SettingsError, variable

_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")
_PLACE: Final = re.compile(r"(.*) \(at (?:line (\d+), column \d+|end of document)\)", re.DOTALL)
_TABLE: Final = re.compile(r"\s*\[\s*(?:\"([^\"]*)\"|'([^']*)'|([A-Za-z0-9_-]+))")
_KINDS: Final = tuple(kind for kind in TokenKind if kind not in (TokenKind.PUBLIC_JWKS, TokenKind.VERIFY_KEY))
_TYPES: Final = {
    "string_type": "it must be text in quotes",
    "list_type": 'it must be a list, such as ["a", "b"]',
    "int_type": "it must be a whole number",
    "missing": "it is missing",
    "string_too_short": "it must not be empty",
}  # fmt: skip
_LONG_LINE: Final = 300
_LONGEST_LEEWAY: Final = 86_400
# A hundred years: what is longer was meant to be something else.
_LONGEST_LIFETIME: Final = 3_155_760_000

Words = list[Annotated[str, Field(min_length=1)]]


class _MistakeError(Exception):
    """What is wrong with a profile, and the member that it is about; "" for its name."""

    def __init__(self, message: str, member: str = "") -> None:
        super().__init__(message)
        self.member = member


class _Table(BaseModel):
    """One profile as it is written."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    issuer: str = Field(min_length=1)
    keys: str = ""
    jwks_url: str | None = None
    audiences: Words = Field(default_factory=list)
    algorithms: Words = Field(default_factory=list)
    typ: str | None = Field(None, min_length=1)
    leeway: int | None = Field(None, ge=0, le=_LONGEST_LEEWAY)
    maximum_lifetime: int | None = Field(None, ge=1, le=_LONGEST_LIFETIME)
    required_claims: Words = Field(default_factory=list)
    scopes: Words = Field(default_factory=list)
    token_kind: str | None = None

    @field_validator("jwks_url")
    @classmethod
    def _address(cls, value: str | None) -> str | None:
        if value is not None and not re.fullmatch(r"https://[^\s/]+\S*", value):
            raise ValueError("it must be an address that begins with https://")
        return value

    @field_validator("algorithms")
    @classmethod
    def _known_algorithms(cls, value: list[str]) -> list[str]:
        for name in value:
            if name not in JWS_ALGORITHMS and name not in JWE_ALGORITHMS:
                near = get_close_matches(name, JWS_ALGORITHMS, 1, 0.5) or get_close_matches(name, JWE_ALGORITHMS, 1)
                hint = f'; did you mean "{near[0]}"?' if near else ""
                raise ValueError(f"{_quoted(name)} is no registered algorithm{hint}")
            if name == "none":
                raise ValueError('"none" is never allowed: such tokens are signed by nobody')
        return value

    @field_validator("token_kind")
    @classmethod
    def _known_kind(cls, value: str | None) -> str | None:
        if value is not None and value not in _KINDS:
            raise ValueError(f"it must be one of {', '.join(_KINDS)}")
        return value

    @model_validator(mode="after")
    def _one_source(self) -> _Table:
        if self.keys and self.jwks_url:
            raise ValueError('it has both "keys" and "jwks_url"; one of them says where the keys come from')
        return self


def load_profiles(settings: Settings) -> Profiles:
    """The profiles of the file that is set, none when none is. Raises SettingsError, a line for each mistake."""
    if not settings.profiles:
        return Profiles()
    try:
        text = Path(settings.profiles).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        raise SettingsError(f"{_where(settings)} cannot be read: {reason}.") from None
    profiles = read_profiles(text, settings)
    if not profiles.all:
        raise SettingsError(f"{_where(settings)} has no profile in it: one begins with a line such as [production].")
    return profiles


def read_profiles(text: str, settings: Settings) -> Profiles:
    """The profiles of a text. Raises SettingsError, with a line for each mistake: where it is, and what is allowed."""
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(_syntax(str(error), text, settings)) from None
    except (ValueError, RecursionError) as error:
        reason = "a number has too many digits" if isinstance(error, ValueError) else "values nest too deeply"
        line = _line_of_longest(text)
        raise SettingsError(f"{_where(settings, line)}: this cannot be read: {reason}.") from None
    found: list[Profile] = []
    mistakes: list[str] = []
    for name, table in tables.items():
        try:
            found.append(_profile(name, table, settings.limits()))
        except ValidationError as error:
            details = error.errors(include_url=False, include_input=False)
            mistakes += [f"{_where(settings, _line(text, name, _member(one)))}: {_told(name, one)}." for one in details]
        except _MistakeError as error:
            mistakes.append(f"{_where(settings, _line(text, name, error.member))}: {error}.")
    if mistakes:
        raise SettingsError("\n".join(mistakes))
    return Profiles(all=tuple(found), text=text)


def _profile(name: str, table: object, limits: Limits) -> Profile:
    if not isinstance(table, dict):
        raise _MistakeError(f"{_quoted(name)} stands in no profile: a profile begins with a line such as [production]")
    if name == NO_PROFILE or not _NAME.fullmatch(name):
        allowed = f'up to 40 letters, digits, ".", "_" and "-" can, except "{NO_PROFILE}"'
        raise _MistakeError(f"{_quoted(name)} cannot name a profile: {allowed}")
    written = _Table.model_validate(table)
    if written.keys and (reason := _unusable(written.keys, limits)):
        raise _MistakeError(f'profile "{name}": "keys" cannot be used: {reason}', "keys")
    return Profile(
        name=name,
        issuer=written.issuer,
        key_text=written.keys,
        jwks_url=written.jwks_url,
        audiences=tuple(written.audiences),
        algorithms=tuple(written.algorithms),
        typ=written.typ,
        leeway=written.leeway,
        maximum_lifetime=written.maximum_lifetime,
        required_claims=tuple(written.required_claims),
        scopes=tuple(written.scopes),
        token_kind=TokenKind(written.token_kind) if written.token_kind else None,
    )


def _unusable(text: str, limits: Limits) -> str:
    """Why these keys cannot be a profile's; empty when they can. Never a part of them."""
    read = read_keys(text, limits=limits)
    if not read.keys or read.container == "secret":
        told = f": {read.problems[0].message}" if read.problems else ""
        return f"a JWK, a JWK Set or PEM is due{told}"
    broken = next((key for key in read.keys if not key.is_usable), None)
    if broken is not None:
        return f"key {broken.index + 1}: {broken.problems[-1].message}"
    if any(key.private for key in read.keys):
        return "it has a private key or a secret, which everybody who opens the page could use; give public keys alone"
    return ""


def _told(name: str, detail: ErrorDetails) -> str:
    member = _member(detail)
    if detail["type"] == "extra_forbidden":
        near = get_close_matches(member, _Table.model_fields, 1)
        hint = f'; did you mean "{near[0]}"?' if near else f"; members are {', '.join(_Table.model_fields)}"
        return f'profile "{name}": {_quoted(member)} is no member of a profile{hint}'
    reason = _TYPES.get(detail["type"]) or detail["msg"].removeprefix("Value error, ").replace(
        "Input should", "it must"
    )
    entry = f"entry {detail['loc'][1] + 1}: " if len(detail["loc"]) > 1 and isinstance(detail["loc"][1], int) else ""
    return f'profile "{name}": ' + (f'"{member}" cannot be used: {entry}{reason}' if member else reason)


def _syntax(error: str, text: str, settings: Settings) -> str:
    place = _PLACE.fullmatch(error)
    line = int(place[2]) if place and place[2] else text.count("\n") + 1
    reason = place[1] if place else error
    return f"{_where(settings, line)}: this is no TOML: {reason[:1].lower()}{reason[1:]}."


def _line_of_longest(text: str) -> int:
    """The line of what the reader of TOML gives up on without a place; 0 where no line is long."""
    lines = text.split("\n")
    longest = max(range(len(lines)), key=lambda index: len(lines[index]))
    return longest + 1 if len(lines[longest]) > _LONG_LINE else 0


def _quoted(text: str) -> str:
    """What stands in the file, in quotes and on one line."""
    return json.dumps(cut_short(text), ensure_ascii=False)


def _member(detail: ErrorDetails) -> str:
    return str(detail["loc"][0]) if detail["loc"] else ""


def _line(text: str, name: str, member: str) -> int:
    """The line of a member; that of its table where it is missing, and for "" as the member."""
    table, here = 0, ""
    for number, line in enumerate(text.splitlines(), 1):
        if header := _TABLE.match(line):
            here = next((one for one in header.groups() if one is not None), "")
            table = table or (number if here == name else 0)
        elif (here == name and member and _assigns(line, member)) or (not here and _assigns(line, name)):
            return number
    return table or 1


def _assigns(line: str, name: str) -> bool:
    return re.match(rf"\s*[\"']?{re.escape(name)}[\"']?\s*[=.]", line) is not None


def _where(settings: Settings, line: int = 0) -> str:
    place = f", line {line}" if line else ""
    return f"{variable('profiles')}: {settings.profiles}{place}"
