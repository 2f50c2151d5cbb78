"""The challenge of a resource server: its WWW-Authenticate header, as it stands in an answer (RFC 9110 section 11)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from webapp.jose.artefact import Artefact, ArtefactMember, Explanation, Kind
from webapp.jose.finding import Finding
from webapp.jose.registry.challenges import ERRORS, NO_ERROR, PARAMETERS, UNKNOWN_ERROR
from webapp.jose.text import Excerpt, Span
from webapp.jose.trace import Severity

_WORD: Final = r"[!#$%&'*+.^_`|~0-9A-Za-z-]"
_HEADER: Final = re.compile(r"(?im:^[<>\s]{0,8}www-authenticate[ \t]*:[ \t]*)")
_LINE: Final = re.compile(r"[^\r\n]*(?:\r?\n[ \t]+[^\r\n]*)*")
_BARE: Final = re.compile(rf"\s*(?i:bearer|dpop)[ \t]+(?={_WORD}{{1,40}}[ \t]*=[ \t]*[\"\w])")
_SCHEME: Final = re.compile(rf"({_WORD}{{1,40}})(?=[ \t,]|\Z)")
# The closing quotation mark may be lost with the end of what was copied.
_PARAMETER: Final = re.compile(
    rf"({_WORD}{{1,80}})[ \t]*=[ \t]*(\"(?P<quoted>(?:[^\"\\]|\\.)*+)(?:\"|\Z)|(?P<plain>[^\s,\"]+))", re.DOTALL
)
_BLANK: Final = re.compile(r"[\s,]*")
_NONCE: Final = re.compile(r"(?im:^[<>\s]{0,8}(dpop-nonce)[ \t]*:[ \t]*(\S{1,1000}))")
_SCHEMES: Final = ("bearer", "dpop")
_MOST: Final = 100


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a challenge: its name, its value, the value as it was written, and its place."""

    name: str
    value: str
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Challenge:
    """What a server asks for: a scheme such as Bearer, and its parameters, in order."""

    scheme: str
    parameters: tuple[Parameter, ...] = ()

    @property
    def error(self) -> str | None:
        """The error code; None when the server names none."""
        return next((one.value for one in self.parameters if one.name.lower() == "error"), None)


def read(text: Excerpt) -> Challenge | None:
    """The challenge of a text: of several that with an error, else the first. None where no Bearer or DPoP is."""
    found = [one for one in _challenges(text) if one.scheme.lower() in _SCHEMES]
    return next((one for one in found if one.error is not None), found[0] if found else None)


def describe_challenge(text: Excerpt) -> Artefact | None:
    """What the challenge says and what to do next; None for a text that has none."""
    challenge = read(text)
    if challenge is None:
        return None
    error = challenge.error
    row = NO_ERROR if error is None else ERRORS.get(error, UNKNOWN_ERROR)
    finding = Finding(
        code="paste.challenge",
        severity=Severity.INFO,
        title=row.title,
        message=row.meaning,
        remedy=row.remedy,
        reference=row.reference,
    )
    return Artefact(
        kind=Kind.CHALLENGE,
        span=text.span(),
        text=text.text,
        label="Refusal of a resource server",
        label_reasons=("it has a WWW-Authenticate header",),
        members=tuple(_member(one) for one in (*challenge.parameters, *_nonces(text))),
        findings=(finding,),
    )


def _challenges(text: Excerpt) -> Iterator[Challenge]:
    headers = list(islice(_HEADER.finditer(text.text), _MOST))
    for header in headers:
        line = _LINE.match(text.text, header.end())
        yield from _in_line(text, header.end(), line.end() if line else header.end())
    if not headers and _BARE.match(text.text):
        yield from _in_line(text, 0, len(text.text))


def _in_line(text: Excerpt, at: int, end: int) -> Iterator[Challenge]:
    """The challenges of one header: schemes and parameters, with commas between both."""
    scheme, parameters = "", list[Parameter]()
    for _ in range(_MOST):
        at = _end_of(_BLANK.match(text.text, at, end), at)
        if match := _PARAMETER.match(text.text, at, end):
            parameters.append(_parameter(text, match))
        elif match := _SCHEME.match(text.text, at, end):
            if scheme:
                yield Challenge(scheme, tuple(parameters))
            scheme, parameters = match[1], []
        else:
            break
        at = match.end()
    if scheme:
        yield Challenge(scheme, tuple(parameters))


def _end_of(match: re.Match[str] | None, at: int) -> int:
    return match.end() if match else at


def _parameter(text: Excerpt, match: re.Match[str]) -> Parameter:
    quoted = match["quoted"]
    value = match["plain"] if quoted is None else re.sub(r"\\(.)", r"\1", quoted, flags=re.DOTALL)
    return Parameter(match[1], value, match[2], text.span(*match.span()))


def _nonces(text: Excerpt) -> Iterator[Parameter]:
    for match in islice(_NONCE.finditer(text.text), 1):
        yield Parameter("DPoP-Nonce", match[2], match[2], text.span(match.start(1), match.end()))


def _member(parameter: Parameter) -> ArtefactMember:
    row = PARAMETERS.get(parameter.name) or PARAMETERS.get(parameter.name.lower())
    error = ERRORS.get(parameter.value) if parameter.name.lower() == "error" else None
    explanation = (
        row
        if row is None
        else Explanation(
            name=row.description.partition(":")[0],
            description=row.description,
            reference=error.reference if error else row.reference,
            value=error.title if error else None,
        )
    )
    return ArtefactMember(
        path=f"/{parameter.name}",
        where="challenge",
        name=parameter.name,
        span=parameter.span,
        text=parameter.text,
        explanation=explanation,
    )
