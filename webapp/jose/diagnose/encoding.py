"""The signature may be right, but written in another way than JOSE has it (RFC 7518 section 3, RFC 7515 section 2)."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from webapp.jose.base64url import decode, encode
from webapp.jose.diagnose.at_hand import algorithms_for, is_right, is_taken, keys_for, whose
from webapp.jose.diagnose.bench import Bench
from webapp.jose.diagnose.case import SignatureCase
from webapp.jose.diagnose.left_out import is_explained
from webapp.jose.diagnose.opened import is_of_another_size
from webapp.jose.diagnose.shapes import Shape, der_integers, shapes
from webapp.jose.diagnose.words import corrected_input, likely, proven
from webapp.jose.finding import Correction, Diagnosis
from webapp.jose.jwk.key import Key
from webapp.jose.jws.lengths import is_of_several_parts, signature_length
from webapp.jose.registry.algorithms import JWS_ALGORITHMS
from webapp.jose.text import Excerpt, counted

_REFERENCE: Final = "RFC 7515 section 3.1"
# Characters for each octet that is due: digits with colons between them, encoded once more, take four.
_LONGEST: Final = 16
# Bits that are lost with the last character or two: so few that all of them can be tried.
_FEW_BITS: Final = 8
# Of so many characters of base64url, nearly always one is - or _.
_LONG: Final = 150
# Octets of a MAC that nobody hits by chance.
_TELLING: Final = 8
_SPARE: Final = frozenset({"base64url.padding", "base64url.alphabet"})


def another_shape(case: SignatureCase, bench: Bench) -> Diagnosis | None:
    """DER, swapped, unpadded, backwards, text, doubled, too long: the signature verifies once it is rewritten."""
    if not case.octets or is_right(case):
        return None
    for key, alg in _pairs(case):
        due = signature_length(alg, key)
        for shape in _all_shapes(case, key, due):
            if bench.verifies(alg, key, case.signing_input, shape.octets):
                return _told(case, key, alg, shape)
    return None


def foreign_characters(case: SignatureCase, _bench: Bench) -> Diagnosis | None:
    """The signature verifies, and only its characters are not base64url: standard base64, or something between."""
    segment = case.signature.signature
    if not is_right(case) or not segment.problems or set(case.jws.problems) - set(segment.problems):
        return None
    codes = {problem.code for problem in segment.problems}
    standard = "base64url.alphabet" in codes and codes <= _SPARE | {"base64url.trailing-bits"}
    flaw = (
        "it is written in standard base64 (+ / =) instead of base64url"
        if standard
        else "characters stand in or behind it that do not belong there"
    )
    shape = Shape(
        case.octets,
        "signature.standard-base64" if standard else "signature.foreign-character",
        flaw,
        "Encode it in base64url without padding: - for +, _ for /, no =." if standard else "Take the characters out.",
    )
    key = case.verification.key
    return _told(case, key, case.alg, shape) if key else None


def cut_off(case: SignatureCase, bench: Bench) -> Diagnosis | None:
    """The end of the signature is missing: proven by the part that is left, or by the few bits that can be tried."""
    for key, alg in _pairs(case):
        due = signature_length(alg, key)
        if not 0 < len(case.octets) < due:
            continue
        whole = _mac(case, bench, alg, key) if key.kty == "oct" else _completed(case, bench, alg, key)
        if whole:
            return _told_cut(case, key, alg, whole)
        if key.kty == "oct" and (whole := bench.signs(alg, key, case.signing_input)) and _is_without_signs(case, whole):
            return _told(case, key, alg, _dropped(whole))
    return None


def missing(case: SignatureCase, _bench: Bench) -> Diagnosis | None:
    """Nothing stands behind the last dot, though "alg" names an algorithm that makes a signature."""
    if case.octets or case.alg in ("", "none") or any(problem.code == "jws.parts" for problem in case.jws.problems):
        return None
    if case.signature.signature.encoded.text:
        return None
    return likely(
        "signature.missing",
        f'The signature is missing: "alg" is "{case.alg}", but nothing stands in its place',
        f"{case.alg} always makes a signature. It was cut off, left out where the token is logged or shown, or taken "
        "off to see which verifier accepts the token without one.",
        "Take the whole token from its source. A verifier must refuse it as it is.",
        reference="RFC 7515 section 5.2",
    )


def looks_cut_or_der(case: SignatureCase, _bench: Bench) -> Diagnosis | None:
    """The length or the first octets say that it is cut short, or DER, though no key at hand verifies it."""
    due = _due(case)
    if not case.octets or not due or len(case.octets) == due or is_right(case) or is_explained(case):
        return None
    if is_of_another_size(case) or is_of_several_parts(case.signature.signature):
        return None
    if case.kty == "EC" and der_integers(case.octets):
        return likely(
            "signature.der",
            "The signature looks like DER (ASN.1) where JOSE has R and S side by side",
            f"It has {len(case.octets)} octets and begins with an ASN.1 sequence of two integers; {case.alg} makes "
            f"{due} octets. Rewritten so, it does not verify with a key at hand: there is another reason besides.",
            "Have the signer convert it, or ask its library for the IEEE P1363 form; and check the key.",
            reference=JWS_ALGORITHMS[case.alg].reference,
        )
    if len(case.octets) > due:
        return likely(
            "signature.too-long",
            f"The signature is too long: {len(case.octets):,} octets, where {case.alg} with this key makes {due:,}",
            "No part of it verifies with a key at hand: it is another algorithm's, another key's, or was joined with "
            "something else.",
            "Compare the algorithm and the key with those of the signer.",
            reference=JWS_ALGORITHMS[case.alg].reference,
        )
    return likely(
        "signature.cut-short",
        f"The signature is cut short, or another algorithm's: {_missing(case, due)}",
        f"{case.alg} with this key makes {due:,} octets; the token has {len(case.octets):,}. What is missing cannot be "
        "computed without the signer's key.",
        "Copy the token again, in whole: a double click stops at some characters, and columns, headers and cookies "
        f"have limits of length.{_without_signs(case)}",
        reference=JWS_ALGORITHMS[case.alg].reference,
    )


def _pairs(case: SignatureCase) -> Iterator[tuple[Key, str]]:
    """Each key at hand with the algorithm of the token, or the one of its curve where it is on another."""
    if not case.kty:
        return
    for key in keys_for(case, case.kty):
        fitting = algorithms_for(key, case.alg)
        if fitting and (fitting[0] == case.alg or key.kty == "EC"):
            yield key, fitting[0]


def _all_shapes(case: SignatureCase, key: Key, due: int) -> Iterator[Shape]:
    segment = case.signature.signature
    text = segment.decoded.characters.text
    if len(text) <= _LONGEST * due:
        yield from shapes(case.octets, segment.encoded.text, key.kty, due)
    count = _characters(due)
    if due and len(text) > count:
        kept, rest = text[:count], text[count:]
        octets = decode(Excerpt.whole(kept)).octets
        twice = rest == kept
        yield Shape(
            octets,
            "signature.doubled" if twice else "signature.too-long",
            "it stands there twice" if twice else f"{counted(len(rest), 'more character')} stand behind it",
            "Append the signature once." if twice else f"Drop what stands behind its {count} characters.",
        )


def _told(case: SignatureCase, key: Key, alg: str, shape: Shape) -> Diagnosis:
    also = "" if alg == case.alg else f', and "alg" must be {alg} for this key'
    return proven(
        shape.code,
        f"The signature is right, but {shape.flaw}{also}{whose(case, key)}",
        f"In the token are {counted(len(case.octets), 'octet')}. Written as the {len(shape.octets):,} octets that "
        f"{alg} makes with this key, the signature verifies: the key is the right one and nothing was changed.",
        shape.remedy,
        reference=JWS_ALGORITHMS[alg].reference,
        corrected=_correction(case, key, alg, shape.octets),
    )


def _correction(case: SignatureCase, key: Key, alg: str, octets: bytes) -> Correction | None:
    if alg != case.alg or not is_taken(case, key):
        return None
    return corrected_input(case.given.with_replaced(case.signature.signature.encoded, encode(octets)))


def _mac(case: SignatureCase, bench: Bench, alg: str, key: Key) -> bytes | None:
    """The MAC, when what is left of it is its beginning."""
    whole = bench.signs(alg, key, case.signing_input)
    return whole if whole and len(case.octets) >= _TELLING and whole.startswith(case.octets) else None


def _completed(case: SignatureCase, bench: Bench, alg: str, key: Key) -> bytes | None:
    """The signature with its last few bits found by trying them all."""
    due, text = signature_length(alg, key), case.signature.signature.decoded.characters.text
    missing = due * 8 - len(text) * 6
    if not 0 < missing <= _FEW_BITS:
        return None
    known = int.from_bytes(decode(Excerpt.whole(text + "A" * 3)).octets[:due], "big") >> missing << missing
    for bits in range(1 << missing):
        octets = (known | bits).to_bytes(due, "big")
        if bench.verifies(alg, key, case.signing_input, octets):
            return octets
    return None


def _told_cut(case: SignatureCase, key: Key, alg: str, whole: bytes) -> Diagnosis:
    shape = Shape(
        whole,
        "signature.cut-short",
        f"cut short: {_missing(case, len(whole))}",
        "Copy the token again, in whole, and look for a limit of length on its way.",
    )
    told = _told(case, key, alg, shape)
    how = "What is left of it is exactly the beginning" if key.kty == "oct" else "With the lost bits put back it is one"
    return replace(told, explanation=f"{told.explanation} {how}.")


def _without_signs(case: SignatureCase) -> str:
    """A long signature has - and _ in it, one in 32 characters."""
    text = case.signature.signature.encoded.text
    if len(text) < _LONG or "-" in text or "_" in text:
        return ""
    return " It has neither - nor _, which so long a signature nearly always has: something dropped them."


def _is_without_signs(case: SignatureCase, whole: bytes) -> bool:
    """Whether the signature is the right one less every - and _ in it."""
    bare = encode(whole).replace("-", "").replace("_", "")
    return case.signature.signature.encoded.text.strip() == bare != encode(whole)


def _dropped(whole: bytes) -> Shape:
    return Shape(
        whole,
        "signature.signs-dropped",
        "every - and _ in it was dropped",
        "Look for what keeps letters and digits alone, such as a check of input or the cleaning of a name, and let it "
        "pass - and _ as well.",
    )


def _missing(case: SignatureCase, due: int) -> str:
    there, all_of_them = len(case.signature.signature.decoded.characters.text), _characters(due)
    lost = max(all_of_them - there, 0)
    verb = "is" if lost == 1 else "are"
    return f"{there:,} of its {all_of_them:,} characters are there, {lost:,} {verb} missing"


def _characters(octets: int) -> int:
    return math.ceil(octets * 8 / 6)


def _due(case: SignatureCase) -> int:
    if not case.kty:
        return 0
    keys = case.keys(case.kty)
    return signature_length(case.alg, keys[0]) if keys else JWS_ALGORITHMS[case.alg].signature_octets
