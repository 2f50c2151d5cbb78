"""One character lost, added or changed: found where the JSON breaks, or by the MAC that is due."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from webapp.jose import json_part
from webapp.jose.base64url import decode, encode
from webapp.jose.diagnose.bench import Bench
from webapp.jose.diagnose.case import SignatureCase, public_part
from webapp.jose.diagnose.left_out import is_explained
from webapp.jose.diagnose.trial import verifies_as
from webapp.jose.diagnose.words import corrected_input, likely, proven
from webapp.jose.finding import Diagnosis
from webapp.jose.jwk.key import Key
from webapp.jose.jws import compact
from webapp.jose.jws.lengths import signature_length
from webapp.jose.segments import Segment
from webapp.jose.text import Excerpt, Problem

_ALPHABET: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
# Longer parts are not read as JSON again and again.
_LONGEST: Final = 3_072
_LONGEST_TOKEN: Final = 100_000
# A lost character shifts all that follows, which is no UTF-8 or no JSON after a few octets.
_BEFORE, _AFTER = 10, 3
# So few of 43 characters are no chance.
_FEW: Final = 5
# Microseconds that one reading of a part as JSON takes, with 1,000 characters.
_COST_OF_READING: Final = 20
_FORM: Final = "RFC 7515 section 7.1"


@dataclass(frozen=True, slots=True)
class _Edit:
    """What happened to the text at a place, and the text with that undone."""

    what: str
    place: int
    text: str


def one_character(case: SignatureCase, bench: Bench) -> Diagnosis | None:
    """With one character put right where its JSON breaks, the token verifies."""
    token = case.jws.token.text
    if case.jws.serialization != "compact" or token.count(".") != 2 or not case.given.keys.keys:
        return None
    parts = token.split(".")
    for index, name in enumerate(("header", "payload")):
        at = _break(parts[index])
        if at is None or len(parts[index]) > _LONGEST:
            continue
        for edit in _edits(parts[index], at, bench):
            candidate = ".".join((*parts[:index], edit.text, *parts[index + 1 :]))
            if verifies_as(case, bench, compact.parse(Excerpt.whole(candidate), case.given.limits)):
                return proven(
                    "mangled.character",
                    f"One character of the token {edit.what} on its way: number {edit.place + 1:,} of its {name}",
                    f"Where the JSON of the {name} breaks, character {edit.place + 1:,} {edit.what}. With that one "
                    "character put right, the token verifies with the key that was given.",
                    "Copy the token again, by machine: it was typed, read from an image, or edited. The token put "
                    "right is offered here.",
                    reference=_FORM,
                    corrected=corrected_input(case.given.with_replaced(case.jws.token, candidate)),
                )
    return None


def in_signature(case: SignatureCase, bench: Bench) -> Diagnosis | None:
    """The MAC differs from the one that is due in one character or in case; a signature has one character too many."""
    text = case.signature.signature.encoded.text
    for key in case.keys(case.kty) if case.kty and text else ():
        if key.kty == "oct":
            made = bench.signs(case.alg, key, case.signing_input)
            whole = encode(made) if made else ""
            what = _difference(text, whole) if whole else ""
        else:
            what, whole = "one character too many", ""
            due = signature_length(case.alg, key)
            if due and len(text) == -(-due * 8 // 6) + 1:
                whole = _without_one(case, bench, key, text)
        if what and whole:
            return proven(
                "mangled.signature",
                f"The signature was damaged on its way: it has {what}",
                f"Header and payload are as they were signed, with the key that was given: the signature is right but "
                f"for {what}.",
                "Copy the token again, by machine. The token with the right signature is offered here.",
                reference=_FORM,
                corrected=corrected_input(case.given.with_replaced(case.signature.signature.encoded, whole)),
            )
    return None


def broken(case: SignatureCase, _bench: Bench) -> Diagnosis | None:
    """Header or payload decode to something that breaks off or is no JSON, though parts follow: where it breaks."""
    found = broken_part(case)
    if found is None or is_explained(case):
        return None
    segment, problem = found
    span = problem.span or segment.span
    place = span.start - segment.span.start + 1
    name = segment.name.removeprefix("protected ")
    return likely(
        "mangled.broken",
        f"The token was damaged on its way: its {name} is broken at character {place:,}",
        f"{problem.message}. A signer writes whole JSON, so that a character was lost, added or changed there or a "
        f"little before, or a piece is missing. The {name} has {len(segment.encoded.text):,} characters.",
        "Copy the token again from where it is whole. If it is broken there, too, look at what stored or passed it.",
        reference=_FORM,
    )


def broken_part(case: SignatureCase) -> tuple[Segment, Problem] | None:
    """The header or payload of a token in three parts that is damaged JSON, and what is wrong with it first."""
    text = case.jws.token.text
    if case.jws.serialization != "compact" or len(text) > _LONGEST_TOKEN or text.count(".") != 2:
        return None
    for segment in (case.signature.protected, case.jws.payload):
        if segment is None or not _was_json(segment):
            continue
        if problem := _problem(case, segment):
            return segment, problem
    return None


def _was_json(segment: Segment) -> bool:
    """Whether it begins as an object with a name. What is no JSON from the start is another kind of payload."""
    return segment.octets.lstrip()[:2] in (b'{"', b"{\n", b"{ ", b"{\r")


def _problem(case: SignatureCase, segment: Segment) -> Problem | None:
    """The first thing that no signer writes; duplicate names and the like are not damage."""
    # The quick reader first: nearly all parts are whole, and the one that knows places costs a hundred times more.
    if _break(segment.encoded.text) is None:
        return None
    own = next((p for p in segment.problems if p.code == "base64url.length"), None)
    text = json_part.read(segment.name, segment.decoded, case.given.limits)
    return next((p for p in text.problems if p.code.startswith("json.")), own)


def _break(text: str) -> int | None:
    """The character at which a part stops being JSON in UTF-8; None when it is an object, or never was one."""
    octets = decode(Excerpt.whole(text)).octets
    if not octets.startswith((b"{", b"[")) and b'":' not in octets:
        return None
    try:
        whole, readable = octets.decode(), len(octets)
    except UnicodeDecodeError as error:
        readable = error.start
        whole = octets[:readable].decode()
    try:
        json.loads(whole)
    except json.JSONDecodeError as error:
        at = readable if error.msg.startswith("Unterminated") else len(whole[: error.pos].encode())
        return min(at, readable) * 8 // 6
    except (ValueError, RecursionError):
        return None
    return None if readable == len(octets) else readable * 8 // 6


def _edits(text: str, at: int, bench: Bench) -> Iterator[_Edit]:
    """The edits around a place that make a JSON object of the part, within the budget."""
    cost = 1 + _COST_OF_READING * len(text) // 1_000
    for edit in _all_edits(text, max(at - _BEFORE, 0), min(at + _AFTER, len(text))):
        if not bench.afford(cost):
            return
        if edit.text != text and len(edit.text) % 4 != 1 and _is_object(edit.text):
            yield edit


def _is_object(text: str) -> bool:
    """Whether base64url is a JSON object. Text with other characters may be none."""
    try:
        octets = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        return isinstance(json.loads(octets), dict)
    except (ValueError, RecursionError):
        return False


def _all_edits(text: str, start: int, end: int) -> Iterator[_Edit]:
    """Likeliest first: one too many, two exchanged, one lost, one changed. From the break back to the front."""
    places = range(end - 1, start - 1, -1)
    for at in places:
        yield _Edit("was added", at, text[:at] + text[at + 1 :])
    for at in places:
        yield _Edit(
            "was exchanged with the next one", at, text[:at] + text[at + 1 : at + 2] + text[at] + text[at + 2 :]
        )
    for at in places:
        for sign in _ALPHABET:
            yield _Edit("was lost", at, text[:at] + sign + text[at:])
    for at in places:
        for sign in _ALPHABET:
            yield _Edit("was changed", at, text[:at] + sign + text[at + 1 :])


def _difference(text: str, due: str) -> str:
    """How a text differs from the one that is due: in case, or in one character; "" for more, or a cut end."""
    if text == due or due.startswith(text):
        return ""
    if text.lower() == due.lower():
        return "letters in another case"
    if abs(len(text) - len(due)) > 1:
        return ""
    differing = [place for place, (one, other) in enumerate(zip(text, due, strict=False)) if one != other]
    if len(text) == len(due) and 1 < len(differing) <= _FEW:
        if sorted(text) == sorted(due) and differing[-1] - differing[0] == 1:
            return f"two characters in the wrong order, at place {differing[0] + 1}"
        return f"{len(differing)} wrong characters, the first at place {differing[0] + 1}"
    shorter = min(len(text), len(due))
    before = next((i for i in range(shorter) if text[i] != due[i]), shorter)
    behind = next((i for i in range(shorter - before) if text[-1 - i] != due[-1 - i]), shorter - before)
    if before + behind < max(len(text), len(due)) - 1:
        return ""
    kinds = {-1: "one character too few", 0: "one wrong character", 1: "one character too many"}
    return f"{kinds[len(text) - len(due)]}, at place {before + 1}"


def _without_one(case: SignatureCase, bench: Bench, key: Key, text: str) -> str:
    """The signature that this key verifies once a character is left out, within the budget; "" when there is none."""
    refused = bench.refused
    for at in (at for at in range(len(text)) if not at or text[at] != text[at - 1]):
        candidate = text[:at] + text[at + 1 :]
        octets = decode(Excerpt.whole(candidate)).octets
        if bench.verifies(case.alg, public_part(key), case.signing_input, octets):
            return candidate
        if bench.refused > refused:
            break
    return ""
