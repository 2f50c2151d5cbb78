"""What stands together in one paste is compared together: tokens, and the request that they go with.

An access token beside an ID Token or a DPoP proof is found by its name ("access_token", the Authorization header) or by
its kind; method and address by the request line or the command.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from webapp.jose.artefact import TOKENS, Artefact
from webapp.jose.audit.expected import Expected
from webapp.jose.audit.kinds import TokenKind, recognise
from webapp.jose.limits import Limits
from webapp.services.questions import Question
from webapp.services.reading import Looked, Reading

# The rules that compare a token with what stands beside it.
COMPARED: Final = frozenset({"O05", "O06", "D06", "D07", "D10", "D11"})
# Kinds that are compared with what stands beside them.
_COMPARING: Final = frozenset({TokenKind.ID_TOKEN, TokenKind.DPOP})
# Tokens of one paste that are compared with one another.
_MOST_TOGETHER: Final = 8
_TOKEN: Final = r"[A-Za-z0-9._~+/=-]{8,}"  # noqa: S105  a pattern
_NAMED: Final = re.compile(rf"(?:\"access_token\"\s*:\s*\"|(?:[?&#\s]|\A)access_token=)({_TOKEN})")
_SENT: Final = re.compile(rf"\bauthorization[\"']?\s*[:,=]\s*[\"']?(?:bearer|dpop)\s+({_TOKEN})", re.IGNORECASE)
_CODE: Final = re.compile(rf"(?:\"code\"\s*:\s*\"|[?&#]code=)({_TOKEN})")
_METHODS: Final = "GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|QUERY"
_REQUEST_LINE: Final = re.compile(rf"(?:^|[\r\n])[ \t>]{{0,20}}({_METHODS})[ \t]+(\S+)[ \t]+HTTP/[123]")
_HOST: Final = re.compile(r"[\r\n][ \t>]{0,20}(?:host|:authority)[ \t]*:[ \t]*([^\s/]+)", re.IGNORECASE)
_CURL: Final = re.compile(r"(?:^|[\s;|&$`])curl(?:\.exe)?\s")
_URL: Final = re.compile(r"(?<![\w=:/])[\"']?(https?://[^\s\"'\\<>^]+)")
_CURL_METHOD: Final = re.compile(rf"(?:\s-X\s*|\s--request[\s=]+)[\"']?({_METHODS})\b")
_CURL_BODY: Final = re.compile(r"\s(?:-d|--data(?:-raw|-binary|-urlencode|-ascii)?|--json|-F|--form)[\s=\"'@]")
_CURL_HEAD: Final = re.compile(r"\s(?:-I|--head)(?:\s|\Z)")
_HEADER: Final = re.compile(r"\s(?:-H|--header)[\s=]*(?:\"[^\"]*\"|'[^']*')")


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What stands beside a token in its paste; None where nothing does."""

    access_token: str | None = field(default=None, repr=False)
    code: str | None = field(default=None, repr=False)
    htm: str | None = None
    htu: str | None = None

    def fill(self, expected: Expected, own_text: str) -> Expected:
        """What is expected, filled in with what stands beside a token where nobody said anything else."""
        token = None if self.access_token == own_text else self.access_token
        return replace(
            expected,
            access_token=expected.access_token or token,
            code=expected.code or self.code,
            htm=expected.htm or self.htm,
            htu=expected.htu or self.htu,
        )

    def about_other(self, expected: Expected, own_text: str) -> Expected:
        """What is expected of another token of the paste: of what was said only what is about the whole of it."""
        said = Expected(
            at=expected.at,
            leeway=expected.leeway,
            access_token=expected.access_token,
            code=expected.code,
            htm=expected.htm,
            htu=expected.htu,
        )
        return self.fill(said, own_text)


_NOTHING: Final = Beside()


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """A token with what stands beside it: what is expected of it then.

    others are the tokens of the paste that are compared with what stands beside them, with what is expected of each.
    """

    expected: Expected
    looked: Looked
    others: tuple[tuple[Reading, Expected], ...] = ()


def in_company(place: int, looked: Looked, question: Question, limits: Limits) -> Company:
    """A token of a paste with what stands beside it there. Most tokens stand alone."""
    text, expected = question.input, question.audited
    reading = looked.reading(place, limits, expected.at)
    if reading.artefact.text == text.strip():
        return Company(expected=expected, looked=looked)
    places = [index for index, one in enumerate(looked.detection.found) if one.kind in TOKENS][:_MOST_TOGETHER]
    looked = looked.with_readings((*places, place), limits, expected.at)
    readings = {index: looked.readings[index] for index in sorted({*places, place})}
    found = beside(text, [one.artefact for one in readings.values()])
    return Company(
        expected=found.fill(expected, reading.artefact.text),
        looked=looked,
        others=tuple(
            (other, found.about_other(expected, other.artefact.text))
            for index, other in readings.items()
            if index != place and kind_of(other.artefact) in _COMPARING
        ),
    )


def beside(text: str, tokens: Sequence[Artefact]) -> Beside:
    """What a paste has beside its tokens. One token alone has no company."""
    if len(tokens) == 1 and text.strip() == tokens[0].text:
        return _NOTHING
    method, address = _request(text)
    return Beside(
        access_token=_first(_NAMED, text) or _first(_SENT, text) or _by_kind(tokens),
        code=_first(_CODE, text),
        htm=method,
        htu=address,
    )


def kind_of(token: Artefact) -> TokenKind:
    """What kind of token it is, as far as can be told."""
    return recognise(token.header or {}, token.claims).kind


def _by_kind(tokens: Sequence[Artefact]) -> str | None:
    """The access token among several tokens, if one of them is one."""
    found = [token.text for token in tokens if kind_of(token) is TokenKind.ACCESS_TOKEN]
    return found[0] if len(tokens) > 1 and len(found) == 1 else None


def _first(pattern: re.Pattern[str], text: str) -> str | None:
    match = pattern.search(text)
    return match[1] if match else None


def _request(text: str) -> tuple[str | None, str | None]:
    """Method and address of the request that a paste holds. A target without a scheme begins with "//"."""
    if line := _REQUEST_LINE.search(text):
        host = _HOST.search(text, line.end())
        target = line[2]
        if target.startswith("/"):
            return line[1], f"//{host[1]}{target}" if host else None
        return line[1], target
    if _CURL.search(text):
        return _command(text)
    return None, None


def _command(text: str) -> tuple[str | None, str | None]:
    """Method and address of a command of curl, as its options say (curl's manual, --request and --data)."""
    bare = _HEADER.sub(" ", text)
    url = _URL.search(bare)
    if url is None:
        return None, None
    if method := _CURL_METHOD.search(bare):
        return method[1], url[1]
    if _CURL_HEAD.search(bare):
        return "HEAD", url[1]
    return "POST" if _CURL_BODY.search(bare) else "GET", url[1]
