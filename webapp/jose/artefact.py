"""What a paste turned out to hold: the value that the page shows and the JSON routes publish."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from webapp.jose.finding import Finding
from webapp.jose.json_object import JsonValue
from webapp.jose.jwk.key import Key
from webapp.jose.text import Excerpt, Problem, Span

# A token in so many pieces is a long one already; a page must not list the pieces of one of a megabyte.
_MOST_RUNS: Final = 500


class Kind(StrEnum):
    """What an artefact is."""

    JWS = "jws"
    JWE = "jwe"
    SD_JWT = "sd-jwt"
    JWK = "jwk"
    JWK_SET = "jwk-set"
    PEM = "pem"
    KEY = "key"
    SECRET = "secret"  # noqa: S105  a word, not a secret
    CHALLENGE = "challenge"
    OPAQUE = "opaque"
    UNRECOGNISED = "unrecognised"


# The kinds that are tokens: what is signed or encrypted.
TOKENS: Final = (Kind.JWS, Kind.SD_JWT, Kind.JWE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of a token. octets is its decoded length; text the encoded characters."""

    name: str
    span: Span
    text: str = field(repr=False)
    octets: int
    base64url: str = field(repr=False)
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A NumericDate in words: UTC, and how far from now. seconds since the epoch; state passed or due."""

    seconds: int
    utc: str
    relative: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """What a member means: its full name, a line in plain words, where it is defined; its value in words."""

    name: str
    description: str
    reference: str | None = None
    value: str | None = None
    moment: Moment | None = None
    personal: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """A value within an array, that holds no others: its JSON Pointer, its place in the paste, and within the text."""

    path: str
    span: Span
    text_span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class ArtefactMember:
    """One member of the header, the claims or a JWK, with its place in the paste and its value's literal text.

    where is "header", "claims", "key" or "challenge". The text of what may be secret in a key is empty.
    elements are those of an array, at every depth; what stands in an object in it is a member of its own as well.
    incomplete says that the token was cut off within the value, so that nothing can be said about it.
    """

    path: str
    where: str
    name: str
    span: Span
    text: str
    explanation: Explanation | None = None
    elements: tuple[Element, ...] = ()
    incomplete: bool = False

    @property
    def is_top(self) -> bool:
        """Whether it is a member of the whole, and not of a member."""
        return self.path.count("/") == 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Payload:
    """What a JWS carries. text is None for octets that are not UTF-8."""

    text: str | None
    base64url: str
    media: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Formula:
    """How a token's last part comes about, with its own values: the formula in words, each argument, the result."""

    function: str
    expression: str
    arguments: tuple[tuple[str, str], ...]
    result: str
    protects: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HeaderOf:
    """The header of one of several signatures or recipients, with its members in their places."""

    index: int
    header: Mapping[str, JsonValue] | None
    header_text: Mapping[str, str] = field(default_factory=dict)
    members: tuple[ArtefactMember, ...] = ()
    problems: tuple[Problem, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclosure:
    """One Disclosure of an SD-JWT (RFC 9901 section 4.2): name is None for an element of an array.

    text is the value's literal text; path the JSON Pointer of its place in disclosed_claims, None when it has none.
    elements are the values within an object or array, with the names of those that have one.
    """

    index: int
    span: Span
    digest: str
    salt: str | None
    name: str | None
    value: JsonValue = field(repr=False)
    text: str = field(repr=False)
    path: str | None
    elements: tuple[Element, ...] = ()
    explanation: Explanation | None = None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Carrier:
    """Where the text of a nested token stands in the text around it, and whether in base64url.

    runs are the pieces of what carries it: how many of its characters come before a piece, and where the piece begins.
    start is where the first begins; skipped says how many octets it carries before the token, such as a blank.
    """

    start: int
    encoded: bool
    skipped: int = 0
    runs: tuple[tuple[int, int], ...] = ()

    @classmethod
    def of(cls, text: Excerpt, *, encoded: bool, skipped: int = 0) -> Carrier | None:
        """What these characters carry; None where some are written with several, or where it is in too many pieces."""
        if text.ends or len(text.starts) > _MOST_RUNS:
            return None
        runs = tuple(zip(text.starts, text.places, strict=True))
        return cls(start=text.place(0), encoded=encoded, skipped=skipped, runs=runs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Artefact:
    """One thing found in a paste. Spans are offsets in the paste; in a nested artefact, offsets in its own text.

    carrier says where that text stands in this one, where its characters can be told.
    is_whole is false when the claims could not be read to their end.

    Of an SD-JWT, claims is the payload as it was signed, disclosed_claims what it says with its disclosures in place;
    undisclosed counts the digests that fit none of them; nested is its Key Binding JWT.
    """

    kind: Kind
    span: Span
    text: str = field(repr=False)
    serialization: str | None = None
    label: str = ""
    label_reasons: tuple[str, ...] = ()
    unsecured: bool = False
    is_whole: bool = True
    parts: tuple[Part, ...] = ()
    header: Mapping[str, JsonValue] | None = None
    claims: Mapping[str, JsonValue] | None = None
    header_text: Mapping[str, str] = field(default_factory=dict)
    claims_text: Mapping[str, str] = field(default_factory=dict)
    payload: Payload | None = field(default=None, repr=False)
    members: tuple[ArtefactMember, ...] = ()
    formula: Formula | None = None
    signatures: tuple[HeaderOf, ...] = ()
    recipients: tuple[HeaderOf, ...] = ()
    disclosed_claims: Mapping[str, JsonValue] | None = None
    disclosures: tuple[Disclosure, ...] = ()
    undisclosed: int = 0
    nested: Artefact | None = None
    carrier: Carrier | None = None
    keys: tuple[Key, ...] = ()
    problems: tuple[Problem, ...] = ()
    findings: tuple[Finding, ...] = ()

    def members_of(self, where: str) -> tuple[ArtefactMember, ...]:
        """The members of the header, of the claims or of the keys."""
        return tuple(member for member in self.members if member.where == where)

    @property
    def is_useless(self) -> bool:
        """Whether it holds keys, and none of them can be used."""
        return bool(self.keys) and not any(key.is_usable for key in self.keys)

    @property
    def times(self) -> Mapping[str, int]:
        """The claims that are moments, in seconds, without what stands within claims; the last of duplicates counts."""
        return {
            member.name: member.explanation.moment.seconds
            for member in self.members
            if member.explanation and member.explanation.moment and member.where == "claims" and member.is_top
        }


def by_key(members: Iterable[ArtefactMember]) -> Mapping[int, Sequence[ArtefactMember]]:
    """The members of each key by its index: the path of a key is empty, or ends with its number in the set."""
    found: dict[int, list[ArtefactMember]] = {}
    for member in members:
        found.setdefault(int(member.path.split("/")[-2] or 0), []).append(member)
    return found
