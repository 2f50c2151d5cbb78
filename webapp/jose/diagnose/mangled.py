"""The token may have been changed on its way: characters lost, added or exchanged, parts cut off or swapped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise, permutations
from typing import Final

from webapp.jose.diagnose.bench import Bench
from webapp.jose.diagnose.case import SignatureCase, public_part
from webapp.jose.diagnose.words import corrected_input, likely, proven
from webapp.jose.finding import Diagnosis
from webapp.jose.jws import compact
from webapp.jose.jws import header as rules
from webapp.jose.jws.jws import Jws
from webapp.jose.registry.algorithms import JWS_ALGORITHMS
from webapp.jose.text import Excerpt, Problem, counted

_FOREIGN: Final = re.compile(r"[^A-Za-z0-9_.\-]")
_ESCAPE: Final = re.compile(r"%([0-9A-Fa-f]{2})")
_ELLIPSIS: Final = re.compile(r"…|\.{3,}|\[\.\.\.\]|\(\.\.\.\)")
# What documents and pages make of the signs of a token.
_SIGNS: Final = (
    ("&#46;", "."),
    ("&#x2E;", "."),
    ("&#45;", "-"),
    ("&#95;", "_"),
    ("–", "-"),
    ("—", "-"),
    ("‐", "-"),
    ("−", "-"),
)
_LONGEST: Final = 100_000
# {"a":"b"} and less is no header.
_SHORTEST_HEADER: Final = 13
# Where tokens are cut in practice: columns of databases, cookies, consoles, header lines.
_LIMITS: Final = (255, 256, 500, 512, 1000, 1016, 1023, 1024, 2000, 2047, 2048, 4000, 4093, 4095, 4096, 8190, 8192)
_BREAKS: Final = ("json.truncated", "base64url.length")


def repaired(case: SignatureCase, bench: Bench) -> Diagnosis | None:
    """With its characters put back, the token verifies."""
    text = case.jws.token.text
    if case.jws.serialization != "compact" or len(text) > _LONGEST:
        return None
    for code, name, candidate in _repairs(text):
        jws = compact.parse(Excerpt.whole(candidate), case.given.limits)
        if candidate != text and _verifies(case, bench, jws):
            return proven(
                code,
                f"The token was changed on its way: {name}",
                f"Put right, it verifies with the key that was given: {name}.",
                "Look for what the token passes through between issuer and verifier: a URL, a form, a shell, a log, a "
                "document. The text put right is offered here.",
                reference="RFC 7515 section 7.1",
                corrected=corrected_input(case.given.with_replaced(case.jws.token, candidate)),
            )
    return None


def swapped(case: SignatureCase, bench: Bench) -> Diagnosis | None:
    """The three parts stand in another order."""
    parts = case.jws.token.text.split(".")
    if case.jws.serialization != "compact" or len(parts) != 3 or len(case.jws.token.text) > _LONGEST:
        return None
    for order in list(permutations(parts))[1:]:
        jws = compact.parse(Excerpt.whole(".".join(order)), case.given.limits)
        if "alg" in jws.signatures[0].header.values and _verifies(case, bench, jws):
            return proven(
                "mangled.swapped",
                "The parts of the token stand in the wrong order",
                "In the order header, payload, signature, it verifies with the key that was given.",
                "Join the parts in that order, with dots between them.",
                reference="RFC 7515 section 7.1",
                corrected=corrected_input(case.given.with_replaced(case.jws.token, ".".join(order))),
            )
    return None


def ellipsis(case: SignatureCase, _bench: Bench) -> Diagnosis | None:
    """Something shortened the token for display."""
    if case.jws.serialization != "compact" or not _ELLIPSIS.search(case.jws.token.text):
        return None
    return likely(
        "mangled.ellipsis",
        "The token was shortened for display: there is an ellipsis in it",
        "Three dots stand where characters are missing, as a log, a table or a debugger shows long values.",
        "Copy the token from where it is whole: the response of the issuer, or the header of the request.",
        reference="RFC 7515 section 7.1",
    )


def changed_case(case: SignatureCase, _bench: Bench) -> Diagnosis | None:
    """All letters are in one case, so that the header is no JSON."""
    text = case.jws.token.text
    letters = re.sub("[^A-Za-z]", "", text)
    if len(letters) < 40 or letters not in (letters.lower(), letters.upper()):
        return None
    which = "lower" if letters == letters.lower() else "upper"
    return likely(
        "mangled.case",
        f"The token was changed to {which} case, which cannot be undone",
        f"All {len(letters)} letters are in {which} case. In base64url, a and A stand for different bits: the header "
        "starts eyJ in every token.",
        "Look for what changes its case: a search field, a file system, a header rule. Then ask for a new token.",
        reference="RFC 4648 section 5",
    )


def joined(case: SignatureCase, bench: Bench) -> Diagnosis | None:
    """A second token begins within one of the parts."""
    text = case.jws.token.text
    starts = _beginnings(text)
    if case.jws.serialization != "compact" or text.count(".") < 4 or len(starts) < 2 or len(text) > _LONGEST:
        return None
    pieces = [text[start:stop] for start, stop in zip(starts, [*starts[1:], len(text)], strict=True)][:4]
    title = "Two tokens were joined: a second one begins where the first one ends"
    for piece in pieces:
        if _verifies(case, bench, compact.parse(Excerpt.whole(piece.rstrip(".")), case.given.limits)):
            value = case.given.with_replaced(case.jws.token, piece.rstrip("."))
            return proven("mangled.joined", title, "One of them alone verifies with the key that was given.",
                          "Send one token. A header or parameter that is set twice is joined by some frameworks.",
                          reference="RFC 7515 section 7.1", corrected=corrected_input(value))  # fmt: skip
    return likely("mangled.joined", title, f"{counted(len(starts), 'header')} begin in this text.",
                  "Send one token. A header or parameter that is set twice is joined by some frameworks.",
                  reference="RFC 7515 section 7.1")  # fmt: skip


def _beginnings(text: str) -> list[int]:
    """Where a header begins whose payload is JSON as well. No part is looked at twice."""
    starts, at, skipped = [], 0, 0
    for part, following in pairwise(text.split(".")):
        begin, skipped = part.find("eyJ", skipped), 0
        if following.startswith("eyJ") and 0 <= begin <= len(part) - _SHORTEST_HEADER:
            starts.append(at + begin)
            skipped = 3
        at += len(part) + 1
    return starts


def content_missing(case: SignatureCase, _bench: Bench) -> Diagnosis | None:
    """The payload travels apart from the token, and nobody gave it."""
    if not case.is_content_missing or not case.octets:
        return None
    return likely(
        "input.content-missing",
        "The payload is not in the token: it travels apart (detached content), and is needed to verify",
        "Nothing stands between the two dots, but a signature behind them. It was made over content that is sent "
        "elsewhere, such as the body of the request that has this token in a header.",
        "Give that content octet for octet, as text or as a file. If the token should have a payload, it was lost on "
        "the way.",
        reference="RFC 7515 appendix F",
    )


def cut_off(case: SignatureCase, _bench: Bench) -> Diagnosis | None:
    """Parts are missing, or header or payload end in the middle of their JSON."""
    text, problems = case.jws.token.text, case.jws.problems
    missing = next((p for p in problems if p.code == "jws.parts" and text.count(".") < 2), None)
    payload_cut = _ends_early(case.jws)
    if case.jws.serialization != "compact" or not (missing or payload_cut):
        return None
    limit = len(text) if len(text) in _LIMITS else len(case.given.paste) if len(case.given.paste) in _LIMITS else 0
    where = f" It has exactly {limit:,} characters, a limit of many columns, cookies and consoles." if limit else ""
    signature = "" if missing else _signature_left(case)
    return likely(
        "mangled.cut-off",
        "The token was cut off" + (f" after {limit:,} characters" if limit else ": the end of it is missing"),
        f"{(missing or payload_cut or problems[0]).message}.{where}{signature}",
        "Copy the whole token, and look for the limit that cut it: a column of a database, a cookie of more than 4,096 "
        "octets, a console that wraps or cuts lines.",
        reference="RFC 7515 section 7.1",
    )


def _ends_early(jws: Jws) -> Problem | None:
    """What says that the payload, or the header, breaks off."""
    return next((p for p in jws.problems if p.code in _BREAKS), None)


def _signature_left(case: SignatureCase) -> str:
    row = JWS_ALGORITHMS.get(case.alg)
    if row is None or not row.signature_octets or len(case.octets) >= row.signature_octets:
        return ""
    return f" Of the signature, {len(case.octets)} of {row.signature_octets} octets are left."


def _in_base64url(text: str) -> str:
    """Standard base64 has the signs that become spaces; its others go with them."""
    return text.replace("+", "-").replace("/", "_").replace("=", "")


def _repairs(text: str) -> Iterator[tuple[str, str, str]]:
    """Code, what was done to the token, and the token with that undone."""
    yield from _exchanged(text)
    bare = _FOREIGN.sub("", text)
    if bare != text:
        yield "mangled.foreign", f"{counted(len(text) - len(bare), 'character')} that no token has in it", bare
    stripped = bare.strip(".")
    if stripped != bare:
        yield "mangled.foreign", "a dot was added before or behind it", stripped
    if "eyJ" in text[1:60]:
        yield "mangled.prefix", "something was put before it", text[text.index("eyJ", 1) :]


def _exchanged(text: str) -> Iterator[tuple[str, str, str]]:
    """Characters that became others."""
    if "%" in text:
        plain = _ESCAPE.sub(lambda escape: chr(int(escape[1], 16)), text)
        yield "mangled.percent-encoding", "percent-encoding was left in it", plain
    if " " in text.strip():
        for sign in "-_+":
            yield "mangled.spaces", f'"{sign}" became a space', _in_base64url(text.strip().replace(" ", sign))
    standard = text.replace("+", "-").replace("/", "_")
    if standard != text:
        yield "mangled.alphabet", "its parts were written in standard base64", standard.replace("=", "")
    if "=" in text:
        yield "mangled.padding", "padding (=) was added to its parts", text.replace("=", "")
    for found, sign in _SIGNS:
        if found in text:
            yield "mangled.characters", f'"{sign}" became another sign', _FOREIGN.sub("", text.replace(found, sign))


def _verifies(case: SignatureCase, bench: Bench, jws: Jws) -> bool:
    """Whether a key at hand verifies the token as it would be then."""
    signature = jws.signatures[0]
    alg = rules.algorithm(signature.header)
    row = JWS_ALGORITHMS.get(alg) if isinstance(alg, str) else None
    if row is None or not row.kty or not isinstance(alg, str):
        return False
    signing_input, octets = jws.signing_input(signature), signature.signature.octets
    return any(bench.verifies(alg, public_part(key), signing_input, octets) for key in case.keys(row.kty))
