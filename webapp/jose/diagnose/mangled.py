"""The token may have been changed on its way: characters lost, added or exchanged, parts cut off or swapped."""

from __future__ import annotations

import math
from itertools import pairwise, permutations
from typing import Final

from webapp.jose.diagnose.at_hand import algorithms_for
from webapp.jose.diagnose.bench import Bench
from webapp.jose.diagnose.case import SignatureCase
from webapp.jose.diagnose.left_out import is_explained
from webapp.jose.diagnose.repairs import repairs
from webapp.jose.diagnose.trial import verifies_as
from webapp.jose.diagnose.words import corrected_input, likely, proven
from webapp.jose.finding import Diagnosis
from webapp.jose.jws import compact
from webapp.jose.jws.lengths import signature_length
from webapp.jose.registry.algorithms import JWS_ALGORITHMS
from webapp.jose.text import Excerpt, counted

_LONGEST: Final = 100_000
# {"a":"b"} and less is no header.
_SHORTEST_HEADER: Final = 13
_RSA_SIZES: Final = (128, 256, 384, 512, 1024)
# Where tokens are cut in practice: columns of databases, cookies, consoles, header lines.
_LIMITS: Final = (255, 256, 500, 512, 1000, 1016, 1023, 1024, 2000, 2047, 2048, 4000, 4093, 4095, 4096, 8190, 8192)


def repaired(case: SignatureCase, bench: Bench) -> Diagnosis | None:
    """With its characters put back, the token verifies."""
    text = case.jws.token.text
    if case.jws.serialization != "compact" or len(text) > _LONGEST:
        return None
    for code, name, candidate in repairs(text, _signature_lengths(case)):
        jws = compact.parse(Excerpt.whole(candidate), case.given.limits)
        if candidate != text and verifies_as(case, bench, jws):
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
        if "alg" in jws.signatures[0].header.values and verifies_as(case, bench, jws):
            return proven(
                "mangled.swapped",
                "The parts of the token stand in the wrong order",
                "In the order header, payload, signature, it verifies with the key that was given.",
                "Join the parts in that order, with dots between them.",
                reference="RFC 7515 section 7.1",
                corrected=corrected_input(case.given.with_replaced(case.jws.token, ".".join(order))),
            )
    return None


def joined(case: SignatureCase, bench: Bench) -> Diagnosis | None:
    """A second token begins within one of the parts."""
    text = case.jws.token.text
    starts = _beginnings(text)
    if case.jws.serialization != "compact" or text.count(".") < 4 or len(starts) < 2 or len(text) > _LONGEST:
        return None
    pieces = [text[start:stop] for start, stop in zip(starts, [*starts[1:], len(text)], strict=True)][:4]
    title = "Two tokens were joined: a second one begins where the first one ends"
    for piece in pieces:
        if verifies_as(case, bench, compact.parse(Excerpt.whole(piece.rstrip(".")), case.given.limits)):
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
    """Parts are missing behind, the last one ends in the middle of its JSON, or the length is that of a limit."""
    text = case.jws.token.text
    missing = next((p for p in case.jws.problems if p.code == "jws.parts" and text.count(".") < 2), None)
    limit = next((size for size in (len(text), len(case.given.paste)) if size in _LIMITS), 0)
    left = "" if missing else _signature_left(case)
    if case.jws.serialization != "compact" or not (missing or (left and limit)) or is_explained(case):
        return None
    told = missing.message if missing else "The signature is shorter than its algorithm makes it"
    where = f" It has exactly {limit:,} characters, a limit of many columns, cookies and consoles." if limit else ""
    return likely(
        "mangled.cut-off",
        "The token was cut off" + (f" after {limit:,} characters" if limit else ": the end of it is missing"),
        f"{told}.{where}{left}",
        "Copy the whole token, and look for the limit that cut it: a column of a database, a cookie of more than 4,096 "
        "octets, a console that wraps or cuts lines.",
        reference="RFC 7515 section 7.1",
    )


def _signature_left(case: SignatureCase) -> str:
    """What is left of a signature that is too short; "" when it is not."""
    row = JWS_ALGORITHMS.get(case.alg)
    keys = case.keys(case.kty) if case.kty else ()
    due = signature_length(case.alg, keys[0]) if keys else row.signature_octets if row else 0
    if not due and case.kty == "RSA":
        due = next((size for size in _RSA_SIZES if size >= len(case.octets)), 0)
    if len(case.octets) >= due:
        return ""
    return f" Of the signature, {len(case.octets)} of {due} octets are left."


def _signature_lengths(case: SignatureCase) -> frozenset[int]:
    """How many characters a signature by one of the keys at hand has."""
    keys = case.keys()
    found = (signature_length(alg, key) for key in keys for alg in algorithms_for(key))
    return frozenset(math.ceil(octets * 8 / 6) for octets in found)
