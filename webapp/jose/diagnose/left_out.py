"""Tokens of which something is gone for good: shortened, redacted, without a part, or with all letters in one case."""

from __future__ import annotations

import re
from typing import Final

from webapp.jose.completeness import LAST_LENGTHS, is_whole
from webapp.jose.diagnose.bench import Bench
from webapp.jose.diagnose.case import SignatureCase
from webapp.jose.diagnose.repairs import BEGINNINGS
from webapp.jose.diagnose.words import likely
from webapp.jose.finding import Diagnosis
from webapp.jose.json_part import read
from webapp.jose.limits import Limits
from webapp.jose.segments import encoded_segment
from webapp.jose.text import Excerpt

_ELLIPSIS: Final = re.compile(r"…|\.{3,}|\[\.\.\.\]|\(\.\.\.\)")
_WORDS: Final = "redacted|masked|removed|hidden|omitted|filtered|signature|truncated|snip|secret|sig|here"
# What loggers and people write where a part was. It stands for all of the part.
_PLACEHOLDER: Final = re.compile(
    rf"[\[<({{*_-]*(?:(?:your|the|token|jwt)?[ _-]?(?:{_WORDS}))[\])>}}*_-]*|[xX]{{3,}}|[*•]+|-{{3,}}|_{{3,}}",
    re.IGNORECASE,
)
_NAMES: Final = ("header", "payload", "signature")
# Letters that base64url never has in one case by chance.
_MANY: Final = 40
# Zeros are one letter over and over, which says nothing of its case.
_DISTINCT: Final = 3
_NO_LETTER: Final = re.compile("[^A-Za-z]")
_LONGEST: Final = 8_192
_LONGEST_TOKEN: Final = 100_000
_FORM: Final = "RFC 7515 section 7.1"


def ellipsis(case: SignatureCase, _bench: Bench) -> Diagnosis | None:
    """Something shortened the token for display."""
    if not is_shortened(case):
        return None
    return likely(
        "mangled.ellipsis",
        "The token was shortened for display: there is an ellipsis in it",
        "Three dots stand where characters are missing, as a log, a table or a debugger shows long values.",
        "Copy the token from where it is whole: the response of the issuer, or the header of the request.",
        reference=_FORM,
    )


def redacted(case: SignatureCase, _bench: Bench) -> Diagnosis | None:
    """A part was replaced by a placeholder, as loggers do with signatures."""
    name = placeholder(case)
    if not name:
        return None
    return likely(
        "mangled.redacted",
        f"The {name} was taken out on purpose: a placeholder stands in its place",
        f"What stands where the {name} belongs is a word or a row of signs, and no base64url of it. Loggers, traces "
        "and people take it out, so that nobody can use the token.",
        "Verify the token where it is received, or take it from its source. Without that part nothing can be verified.",
        reference=_FORM,
    )


def part_missing(case: SignatureCase, _bench: Bench) -> Diagnosis | None:
    """The header or the payload is not there, or another part stands in its place."""
    name, why = missing(case)
    if not name:
        return None
    return likely(
        "mangled.part-missing",
        f"The {name} of the token is missing",
        f"{why} A signed token has three parts with dots between them: header, payload, signature.",
        "Copy the whole token, and look for what puts it together or takes it apart.",
        reference=_FORM,
    )


def out_of_order(case: SignatureCase, _bench: Bench) -> Diagnosis | None:
    """The header stands in another place than the first; no key at hand proves it."""
    if not is_out_of_order(case):
        return None
    return likely(
        "mangled.swapped",
        "The parts of the token stand in the wrong order: its header is not the first",
        'A later part is JSON with "alg", as a header is; the first one has none.',
        "Join the parts in the order header, payload, signature, with dots between them.",
        reference=_FORM,
    )


def changed_case(case: SignatureCase, _bench: Bench) -> Diagnosis | None:
    """All letters of the token, or of a part of it, are in one case."""
    name, letters = one_case(case)
    if not name:
        return None
    which = "lower" if letters == letters.lower() else "upper"
    return likely(
        "mangled.case",
        f"The {name} was changed to {which} case, which cannot be undone",
        f"All {len(letters)} letters of it are in {which} case, which never happens by chance. In base64url, a and A "
        "stand for different bits.",
        "Look for what changes its case: a search field, a file system, a header rule. Then ask for a new token.",
        reference="RFC 4648 section 5",
    )


def is_explained(case: SignatureCase) -> bool:
    """Whether one of these says already why the token is not whole, so that no other guess is due."""
    return is_shortened(case) or bool(placeholder(case) or missing(case)[0] or one_case(case)[0])


def is_shortened(case: SignatureCase) -> bool:
    """Whether an ellipsis stands in the token, or right behind one that is not whole."""
    token = case.jws.token
    if case.jws.serialization != "compact":
        return False
    if any(problem.code == "fragment.shortened" for problem in case.jws.problems):
        return True
    end = token.span().end
    behind = _ELLIPSIS.match(case.given.paste, end) if not is_whole(token) else None
    return _ELLIPSIS.search(token.text) is not None or behind is not None


def placeholder(case: SignatureCase) -> str:
    """The name of the part that a placeholder stands for; "" when there is none."""
    parts = case.jws.token.text.split(".")
    if case.jws.serialization != "compact" or len(parts) != 3 or is_whole(case.jws.token):
        return ""
    return next((name for name, part in zip(_NAMES, parts, strict=True) if _PLACEHOLDER.fullmatch(part)), "")


def one_case(case: SignatureCase) -> tuple[str, str]:
    """What has all its letters in one case, the token or a part of it, and the letters; twice "" when nothing has."""
    is_looked_at = case.jws.serialization == "compact" and len(case.jws.token.text) <= _LONGEST_TOKEN
    text = case.jws.token.text if is_looked_at else ""
    for name, part in (("token", text), *zip(_NAMES, text.split("."), strict=False)):
        letters = _NO_LETTER.sub("", part)
        if len(letters) >= _MANY and len(set(letters)) > _DISTINCT and letters in (letters.lower(), letters.upper()):
            return name, letters
    return "", ""


def missing(case: SignatureCase) -> tuple[str, str]:
    """The name of the part that is missing, and what shows it; twice "" when none is."""
    text, limits = case.jws.token.text, case.given.limits
    parts = text.split(".")
    if case.jws.serialization != "compact" or (case.jws.is_detached and len(parts) != 2):
        return "", ""
    if len(parts) == 3 and not parts[0]:
        return "header", "Nothing stands before the first dot."
    if len(parts) == 3 and parts[0] == parts[1]:
        return "payload", "The header stands in its place a second time."
    header = _members(parts[0], limits)
    lost = "" if header else next((lost for lost in BEGINNINGS if "alg" in _members(lost + parts[0], limits)), "")
    if lost:
        return "beginning", f'With "{lost}" before it, its first part is a header with "alg".'
    if len(parts) == 2 and "alg" in header and len(parts[1]) in LAST_LENGTHS - {0} and not _members(parts[1], limits):
        return "payload", f"Behind the header follow {len(parts[1])} characters that are a signature by their length."
    return "", ""


def is_out_of_order(case: SignatureCase) -> bool:
    """Whether a later part is a header, and the first one is none."""
    parts = case.jws.token.text.split(".")
    if case.jws.serialization != "compact" or len(parts) != 3 or "alg" in case.values:
        return False
    return any("alg" in _members(part, case.given.limits) for part in parts[1:])


def _members(part: str, limits: Limits) -> dict[str, object]:
    """The members of a part that is a JSON object; none of what is longer than a header."""
    if len(part) > _LONGEST:
        return {}
    return dict(read("part", encoded_segment("part", Excerpt.whole(part)).decoded, limits).values)
