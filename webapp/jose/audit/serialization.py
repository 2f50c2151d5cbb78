"""How a token is put together: its parts, its serialization, and the tokens inside of it (RFC 7515 section 7)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from webapp.jose.audit.cases import EncryptedToken, PasteCase, SignedToken
from webapp.jose.audit.kinds import TokenKind
from webapp.jose.audit.parts import (
    Token,
    first_header,
    form_of,
    header_problems,
    headers_of,
    is_misshapen,
    names_token,
)
from webapp.jose.audit.words import shown
from webapp.jose.base64url import decode
from webapp.jose.finding import Finding
from webapp.jose.registry.rules import RULES
from webapp.jose.text import Excerpt, Span, counted

# Cookies need not be longer (RFC 6265 section 6.1).
_LONG: Final = 4096
_DEEP: Final = 3
# Characters of a first part that are looked at.
_MOST_HEADER: Final = 4_096
_UNENCODED: Final = "RFC 7797"
_MISSHAPEN: Final = frozenset(
    {"jws.parts", "jwe.parts", "jws.payload-dots"}
    | {f"{kind}.member-{cause}" for kind in ("jws", "jwe") for cause in ("type", "missing")}
)
_BROKEN: Final = frozenset(f"json.{cause}" for cause in ("syntax", "truncated", "trailing", "escape", "empty"))
_DOTTED: Final = re.compile(r"[A-Za-z0-9_-]*+(?:\.[A-Za-z0-9_-]*+)++")
_FOREIGN: Final = re.compile(r"[^A-Za-z0-9_.-]+")
_OPENING: Final = re.compile(r"(?:\A|\.)e(?:y[A-Z0-9]|w0|wo|wk|30)")


def parts(token: Token) -> Iterator[Finding]:
    """A token that lacks a part, or has one too many, is none."""
    known = header_problems(token)
    for problem in form_of(token).problems:
        is_outer = problem.code in _BROKEN and problem not in known
        # A JWE in JSON leaves out what is empty (RFC 7516 section 7.2.1); only a content it must have.
        is_empty = problem.code == "jwe.member-missing" and not _lacks_content(token)
        if is_outer or (problem.code in _MISSHAPEN and not is_empty):
            yield RULES["S01"].found(problem.message, problem.span)


def dotted(paste: PasteCase) -> Iterator[Finding]:
    """Text in parts that are neither three nor five: no token, though somebody takes it for one."""
    count = paste.text.count(".") + 1
    if count == 1 or not _DOTTED.fullmatch(paste.text):
        return
    if count in (3, 5):
        if paste.is_token_due and (told := _why_no_header(paste.text.partition(".")[0])):
            yield RULES["J04"].found(told, _first_part(paste))
    elif _OPENING.search(paste.text) or (paste.is_token_due and count > 3):
        message = f"{counted(count, 'part')}: a JWS has 3 and a JWE 5, and none of these begins like a header"
        yield RULES["S01"].found(message, paste.span)


def _why_no_header(encoded: str) -> str:
    """Why the first of three or five parts is no header, where it is text; what is no text is no header of a token."""
    part = decode(Excerpt.whole(encoded[:_MOST_HEADER]))
    text = part.octets.decode("utf-8", "replace").strip()
    if part.problems or not text or not text.isprintable() or "\N{REPLACEMENT CHARACTER}" in text:
        return ""
    return f"The first part is {shown(text)}, which is not a JSON object"


def _first_part(paste: PasteCase) -> Span:
    """Its place; of the whole text, where characters were left out of that."""
    is_whole = paste.span.end - paste.span.start == len(paste.text)
    return Span(paste.span.start, paste.span.start + paste.text.find(".")) if is_whole else paste.span


def broken_up(paste: PasteCase) -> Iterator[Finding]:
    """Text that would be a token, but for what stands between its first characters."""
    left = _FOREIGN.sub("", paste.text)
    if left != paste.text and left.count(".") in (2, 4) and _OPENING.match(left):
        message = "Without the characters that no token has, this would be a token; with them it is none"
        yield RULES["S02"].found(message, paste.span)


def json_form(token: Token) -> Iterator[Finding]:
    """A JWT is compact; readers of the JSON forms have been led to another payload than the one that was signed."""
    form = form_of(token)
    is_sd_jwt = token.kind.kind is TokenKind.SD_JWT or (isinstance(token, SignedToken) and token.sd_jwt is not None)
    is_jwt = token.kind.has_claims if token.kind.is_given else names_token(first_header(token).values.get("typ"))
    if form.serialization != "compact" and is_jwt and not is_sd_jwt:
        message = f"This is the {form.serialization} JSON Serialization; a JWT has the compact form only"
        yield RULES["S03"].found(message, form.token.span())


def mixed(token: Token) -> Iterator[Finding]:
    """Flattened and general members side by side are read differently by different readers."""
    for problem in form_of(token).problems:
        if problem.code in ("jws.form", "jwe.form") and not str(problem.reference).startswith(_UNENCODED):
            yield RULES["S04"].found(problem.message, problem.span)


def twice(token: Token) -> Iterator[Finding]:
    """A Header Parameter in two headers has two values for two readers."""
    for header in headers_of(token):
        for problem in header.problems:
            if problem.code == "header.name-twice":
                yield RULES["S05"].found(problem.message, problem.span)


def unprotected(token: Token) -> Iterator[Finding]:
    """An unprotected algorithm can be replaced on the way."""
    headers = headers_of(token)
    if isinstance(token, EncryptedToken) and len(headers) > 1:
        return  # Each recipient has an algorithm of its own, which the header that all share cannot hold.
    for header in headers:
        if "alg" in header.values and not header.is_protected("alg"):
            message = '"alg" stands only in the unprotected header, where it can be changed without breaking the token'
            yield RULES["S06"].found(message, header.member_span("alg"))


def detached(token: SignedToken) -> Iterator[Finding]:
    """Without its payload a token cannot be verified alone."""
    if token.jws.is_detached and not is_misshapen(token):
        yield RULES["S07"].found("There is no payload in the token", token.jws.token.span())


def long(token: Token) -> Iterator[Finding]:
    """Cookies and HTTP headers have limits."""
    length = len(form_of(token).token.text)
    if token.level == 1 and length > _LONG:
        yield RULES["S08"].found(f"{length:,} characters", form_of(token).token.span())


def _lacks_content(token: Token) -> bool:
    return isinstance(token, EncryptedToken) and not token.jwe.ciphertext.encoded.text
