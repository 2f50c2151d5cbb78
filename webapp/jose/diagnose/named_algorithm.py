"""The "alg" itself: written anew after signing, no registered name, or not there (RFC 7515 section 4.1.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from webapp.jose.base64url import encode
from webapp.jose.diagnose.algorithm import meant
from webapp.jose.diagnose.at_hand import algorithms_for, is_taken
from webapp.jose.diagnose.bench import Bench
from webapp.jose.diagnose.case import SignatureCase, public_part
from webapp.jose.diagnose.damage import broken_part
from webapp.jose.diagnose.left_out import is_explained, is_out_of_order
from webapp.jose.diagnose.words import corrected_input, likely, proven
from webapp.jose.finding import Correction, Diagnosis
from webapp.jose.jwk.key import Key
from webapp.jose.registry.algorithms import JWE_ALGORITHMS
from webapp.jose.text import cut_short

_MEMBER: Final = re.compile(r'("alg"\s{0,8}:\s{0,8})(?:"[^"\\]{0,200}"|null)')
# Longer headers are not written anew: each is hashed with the whole token for every algorithm.
_LONGEST: Final = 8_192
_DISGUISES: Final = ("", "null", "undefined", "nil")


def edited(case: SignatureCase, bench: Bench) -> Diagnosis | None:
    """The signature verifies once "alg" is what it was: somebody wrote another one into the header after signing."""
    for alg, key, header in _put_back(case):
        signing_input = encode(header).encode() + b"." + case.signing_input.partition(b".")[2]
        if bench.verifies(alg, key, signing_input, case.octets):
            says = _shown(case)
            return proven(
                "signature.algorithm-edited",
                f'The token was signed as {alg}, and its "alg" was changed to {says} afterwards',
                f'With "alg": "{alg}" in the header the signature verifies with the key that was given; with {says} it '
                "does not, because the header is signed, too. Whoever changed it may want to see which verifier "
                "accepts another algorithm, or none: this is an attack on libraries that let the token choose.",
                f"Refuse the token as it is, and allow {alg} alone in the verifier.",
                reference="RFC 8725 section 3.1",
                corrected=_correction(case, key, header),
            )
    return None


def not_registered(case: SignatureCase, _bench: Bench) -> Diagnosis | None:
    """The alg is text, but no name of a signature algorithm; no key at hand proves which one it means."""
    written = case.values.get("alg")
    if case.alg or not isinstance(written, str) or written.casefold() in ("none", *_DISGUISES):
        return None
    names = meant(written)
    if names:
        hint = f'; "{names[0]}" is meant'
        more = (
            f"Names are compared to the letter. As {' or '.join(names)} it does not verify with a key at hand, either."
        )
    elif written in JWE_ALGORITHMS:
        hint, more = (
            "; it is for encryption (JWE)",
            "A token with three parts is signed, and such an alg signs nothing.",
        )
    else:
        hint, more = "", "A verifier that does not know the algorithm must refuse the token."
    return likely(
        "signature.algorithm-name",
        f'"alg" is "{cut_short(written, 40)}", which is no registered name of a signature algorithm{hint}',
        more,
        f'Have the signer write "alg": "{names[0]}".' if names else "Have the signer write the registered name.",
        reference="RFC 7518 section 3.1",
    )


def not_there(case: SignatureCase, _bench: Bench) -> Diagnosis | None:
    """There is no alg, or it is empty, null or no text: nothing says how the token is signed."""
    written = case.values.get("alg")
    if not case.header.is_object or case.alg or (isinstance(written, str) and written.casefold() not in _DISGUISES):
        return None
    if is_out_of_order(case) or is_explained(case) or broken_part(case):
        return None
    says = _shown(case)
    if case.signature.signature.encoded.text:
        told = "A signature stands there, but no algorithm at hand makes it with a key that was given."
    else:
        told = (
            "Nothing stands in the place of the signature, either: it is an unsecured token in disguise, as if by none."
        )
    return likely(
        "signature.algorithm-missing",
        'The header has no "alg"' if "alg" not in case.values else f'"alg" is {says}, which names no algorithm',
        f"{told} A verifier must refuse such a token; some libraries took it for one that needs no signature.",
        'Have the signer write the algorithm into "alg", and refuse tokens without one.',
        reference="RFC 7515 section 4.1.1",
    )


def _put_back(case: SignatureCase) -> Iterator[tuple[str, Key, bytes]]:
    """The algorithms that the keys at hand fit, and the header with each of them in the place of its alg."""
    protected = case.signature.protected
    if protected is None or not case.octets or len(protected.octets) > _LONGEST:
        return
    text = protected.octets.decode("utf-8", "replace")
    if _MEMBER.search(text) is None:
        return
    for key in (public_part(one) for one in case.keys()[:8]):
        for alg in algorithms_for(key):
            if alg != case.alg:
                yield alg, key, _MEMBER.sub(rf'\1"{alg}"', text, count=1).encode()


def _correction(case: SignatureCase, key: Key, header: bytes) -> Correction | None:
    protected = case.signature.protected
    if protected is None or not is_taken(case, key):
        return None
    return corrected_input(case.given.with_replaced(protected.encoded, encode(header)))


def _shown(case: SignatureCase) -> str:
    """The alg as it stands in the header, short."""
    written = case.values.get("alg")
    if isinstance(written, str):
        return f'"{cut_short(written, 40)}"'
    kinds = {type(None): "null", bool: "true or false", list: "an array", dict: "an object"}
    return kinds.get(type(written), "a number")
