"""A member may have been added to the header or the claims after signing, or taken out (RFC 7515 section 5.1)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Final, NamedTuple

from webapp.jose.base64url import encode
from webapp.jose.diagnose.at_hand import verifies_over
from webapp.jose.diagnose.bench import Bench
from webapp.jose.diagnose.case import SignatureCase
from webapp.jose.diagnose.signing_input import with_parts
from webapp.jose.diagnose.words import proven
from webapp.jose.finding import Diagnosis
from webapp.jose.text import cut_short

_REFERENCE: Final = "RFC 7515 section 5.1"
# Octets of JSON that are written again: each way is hashed with the whole token.
_LONGEST: Final = 8_192
_MOST_MEMBERS: Final = 32
_MOST_PAIRED: Final = 8
_MOST_KIDS: Final = 6
# Types of key with which a trial costs so little that rarer edits are tried, too.
_CHEAP: Final = ("oct", "RSA")
_TYPES: Final = ("JWT", "jwt", "at+jwt", "JOSE", "application/at+jwt")
_MOST_EXACT: Final = 2**53


class _Edit(NamedTuple):
    """What was done, as the end of a sentence, and the members as they were before."""

    done: str
    before: Mapping[str, object]


def header(case: SignatureCase, bench: Bench) -> Diagnosis | None:
    """Without a member of the header, or with one that was there, the signature verifies."""
    protected = case.signature.protected
    if protected is None or len(protected.octets) > _LONGEST or not case.octets or case.jws.payload is None:
        return None
    payload = case.signing_input.partition(b".")[2]
    for edit in _of_header(case, _object(protected.octets)):
        for octets in _written(edit.before, most=3):
            text = encode(octets)
            if octets != protected.octets and verifies_over(case, bench, text.encode() + b"." + payload):
                return proven(
                    "input.header-edited",
                    f"The header was changed after signing: {edit.done}",
                    f"With the header as it was before, the {case.alg} signature verifies with the key that was given: "
                    "key and payload are right. The protected header is signed as its encoded text, so that every "
                    "change to it breaks the signature.",
                    "Set the members of the header before the token is signed. A gateway or proxy that knows more "
                    "about the token must say so in another place, such as a header of the request.",
                    reference=_REFERENCE,
                    corrected=with_parts(case, text, case.jws.payload.encoded.text),
                )
    return None


def claims(case: SignatureCase, bench: Bench) -> Diagnosis | None:
    """Without one of the claims, or with numbers as they were, the signature verifies."""
    payload, protected = case.jws.payload_octets, case.signature.protected
    if protected is None or len(payload) > _LONGEST or not case.octets or not case.signature.is_encoded:
        return None
    before = protected.encoded.text
    for edit in _of_claims(case, _object(payload)):
        for octets in _written(edit.before, most=3 if case.kty in _CHEAP else 2):
            text = encode(octets)
            signing_input = f"{before}.{text}".encode("utf-8", "surrogatepass")
            if octets != payload and verifies_over(case, bench, signing_input):
                return proven(
                    "input.claims-edited",
                    f"The claims were changed after signing: {edit.done}",
                    f"With the claims as they were before, the {case.alg} signature verifies with the key that was "
                    "given. So the issuer did not sign what was changed: whoever did it could have written anything.",
                    "Refuse the token as it is. If a gateway of your own adds claims, have it sign a token of its own, "
                    "or pass them on beside the token.",
                    reference=_REFERENCE,
                    corrected=with_parts(case, before, text),
                )
    return None


def _of_header(case: SignatureCase, members: Mapping[str, object]) -> Iterator[_Edit]:
    yield from _less(case, members)
    added = [("typ", value) for value in (_TYPES if case.kty in _CHEAP else _TYPES[:2])]
    kids = (key.kid for key in case.given.keys.keys if key.kid is not None)
    added += [("kid", kid) for kid in list(dict.fromkeys(kids))[: _MOST_KIDS if case.kty in _CHEAP else 1]]
    added += [("kid", key.thumbprint) for key in case.keys()[:1] if key.thumbprint]
    for name, value in added:
        if members.get(name) == value or not members:
            continue
        if name in members:
            yield _Edit(f'"{name}" was "{cut_short(value, 40)}"', {**members, name: value})
            continue
        done = f'"{name}" was taken out; it was "{cut_short(value, 40)}"'
        yield _Edit(done, {**members, name: value})
        yield _Edit(done, {name: value, **members})
        if case.kty in _CHEAP:
            rest = list(members.items())
            yield _Edit(done, dict([*rest[:1], (name, value), *rest[1:]]))


def _of_claims(case: SignatureCase, members: Mapping[str, object]) -> Iterator[_Edit]:
    yield from _less(case, members)
    whole = {name: _as_integer(value) for name, value in members.items()}
    yield _Edit("numbers got a fraction", whole)
    broken = {name: _with_fraction(value) for name, value in members.items()}
    yield _Edit("numbers lost their fraction", broken)
    if isinstance(audience := members.get("aud"), str):
        yield _Edit('"aud" was an array of one', {**members, "aud": [audience]})
    if isinstance(audience, list) and len(audience) == 1:
        yield _Edit('"aud" was text, and became an array', {**members, "aud": audience[0]})


def _less(case: SignatureCase, members: Mapping[str, object]) -> Iterator[_Edit]:
    """The members without one of them, the last ones first; then without two, where a trial costs little."""
    names = list(members)[::-1][:_MOST_MEMBERS]
    for name in names:
        yield _Edit(f'"{cut_short(name, 40)}" was added', {n: v for n, v in members.items() if n != name})
    for pair in combinations(names[: _MOST_PAIRED if case.kty in _CHEAP else 0], 2):
        done = " and ".join(f'"{cut_short(name, 40)}"' for name in sorted(pair))
        yield _Edit(f"{done} were added", {n: v for n, v in members.items() if n not in pair})


def _written(members: Mapping[str, object], *, most: int) -> Iterator[bytes]:
    """The ways in which most libraries write JSON."""
    if not members:
        return
    compact = json.dumps(members, separators=(",", ":"), ensure_ascii=False)
    escaped = json.dumps(members, separators=(",", ":"))
    for text in dict.fromkeys((compact, escaped, json.dumps(members))[:most]):
        yield text.encode("utf-8", "surrogatepass")


def _as_integer(value: object) -> object:
    return int(value) if isinstance(value, float) and abs(value) < _MOST_EXACT and value == int(value) else value


def _with_fraction(value: object) -> object:
    """Of numbers that may be a time."""
    return float(value) if isinstance(value, int) and 1_000_000_000 < value < _MOST_EXACT else value


def _object(octets: bytes) -> Mapping[str, object]:
    """The members of the JSON that the octets are; none for anything else, and for what is nested too deeply."""
    try:
        value = json.loads(octets)
        json.dumps(value)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}
