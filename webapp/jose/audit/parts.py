"""What the checks of forms and headers ask of a token, be it signed or encrypted."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import TypeAlias

from webapp.jose.artefact import Artefact, Kind
from webapp.jose.audit.cases import EncryptedToken, SignedToken
from webapp.jose.jose_header import JoseHeader
from webapp.jose.json_object import JsonValue
from webapp.jose.jwe.jwe import Jwe
from webapp.jose.jws.jws import Jws
from webapp.jose.registry.token_types import media_type
from webapp.jose.segments import Segment
from webapp.jose.text import Problem, cut_short

Token: TypeAlias = SignedToken | EncryptedToken
_TOKENS = (Kind.JWS, Kind.SD_JWT, Kind.JWE)


def form_of(token: Token) -> Jws | Jwe:
    """The token as it was cut into parts."""
    return token.jws if isinstance(token, SignedToken) else token.jwe


def headers_of(token: Token) -> tuple[JoseHeader, ...]:
    """The header of each signature or recipient."""
    if isinstance(token, SignedToken):
        return tuple(signature.header for signature in token.jws.signatures)
    return tuple(recipient.header for recipient in token.jwe.recipients)


def first_header(token: Token) -> JoseHeader:
    """The header that says what is inside: that of the first signature or recipient."""
    return next(iter(headers_of(token)), JoseHeader(protected=None))


def segments_of(token: Token) -> Iterator[Segment]:
    """The parts that are base64url."""
    if isinstance(token, EncryptedToken):
        yield from token.jwe.segments
        return
    for signature in token.jws.signatures:
        if signature.protected:
            yield signature.protected
        yield signature.signature
    if token.jws.payload:
        yield token.jws.payload


def content_of(token: Token) -> Artefact | None:
    """The token that is inside of a token, as far as it is known. The key binding of an SD-JWT is none."""
    if isinstance(token, EncryptedToken):
        return token.content if token.content and token.content.kind in _TOKENS else None
    return nested(token.artefact) if token.sd_jwt is None else None


def nested(artefact: Artefact) -> Artefact | None:
    """The token that a payload is. Text without a dot is base64url of something, and no token."""
    inner = artefact.nested
    if inner is None or artefact.payload is None or artefact.payload.media != "jwt":
        return None
    return inner if "." in inner.text else None


def is_misshapen(token: Token) -> bool:
    """Whether a compact token has not as many parts as it must, so that nothing is said about those it has not."""
    return any(problem.code in ("jws.parts", "jwe.parts") for problem in form_of(token).problems)


def is_unencoded(token: Token) -> bool:
    """Whether the payload is said to be signed as it stands (RFC 7797)."""
    return first_header(token).values.get("b64") is False


def header_problems(token: Token) -> frozenset[Problem]:
    """What is wrong with the headers themselves, apart from what stands around them."""
    return frozenset(problem for header in headers_of(token) for problem in header.problems)


def is_whole(header: JoseHeader) -> bool:
    """Whether a header was read to its end, so that what is not there was never there."""
    return header.is_object and all(part.json.is_complete for part in header.parts)


def names_token(value: JsonValue) -> bool:
    """Whether a "typ" or "cty" means a JWT of whatever kind: "JWT", "at+jwt", "dc+sd-jwt"."""
    if not isinstance(value, str):
        return False
    name = media_type(value)
    return name in ("jwt", "sd-jwt") or name.endswith(("+jwt", "+sd-jwt"))


def must_have_claims(token: Token) -> bool:
    """Whether the content must be a Claims Set: because of what was asked, recognised, or said by "typ"."""
    if token.kind.has_claims:
        return True
    values: Mapping[str, JsonValue] = first_header(token).values
    return not token.kind.is_given and isinstance(token, SignedToken) and names_token(values.get("typ"))


def quoted(value: str, length: int = 60) -> str:
    """A value of the token in quotes, cut short, with everything that does not show as an escape."""
    return json.dumps(cut_short(value, length).encode("utf-16", "surrogatepass").decode("utf-16", "replace"))
