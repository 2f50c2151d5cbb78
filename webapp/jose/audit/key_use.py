"""Is the key the right one, and may it be used so? (RFC 7517 section 4, RFC 7518 section 3.1, RFC 8725 section 2.1)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from webapp.jose.audit.cases import RecipientCase, SignatureCase, SignedToken
from webapp.jose.finding import Finding
from webapp.jose.jose_header import JoseHeader
from webapp.jose.jwk.fit import Purpose, Reason, Wanted, Weight, reasons_against
from webapp.jose.jwk.key import Key
from webapp.jose.jwk.key_text import KeyText
from webapp.jose.registry.algorithms import JWE_ALGORITHMS, JWS_ALGORITHMS
from webapp.jose.registry.rules import RULES
from webapp.jose.text import counted, cut_short
from webapp.jose.trace import Outcome, Step

_OTHER_TYPE: Final = frozenset(
    {"key.type", "key.curve", "key.secret-for-asymmetric", "key.asymmetric-for-secret"}
)  # fmt: skip
_RULES: Final = {"key.alg": "K02", "key.use": "K05", "key.key-ops": "K05"}
_SETS: Final = ("jwk-set", "several")
# Keys that are looked at when none fits.
_MOST: Final = 200
# Recipients, and keys for each of them, that are held against one another.
_MOST_RECIPIENTS: Final = 20


def signature_key(case: SignatureCase) -> Iterator[Finding]:
    """Another type of key, or a key that is meant for something else: the token must not choose what a key means.

    Of several signatures some may be of signers whose keys were not given.
    """
    header, keys = case.signature.header, case.token.keys
    if case.verification is None:
        return
    wanted = _wanted(header, Purpose.VERIFY)
    if wanted is None:
        return
    if case.verification.key is not None:
        yield from _objections(case.verification.key, wanted, header)
    elif _is_unchosen(case.verification.steps, "jws.key"):
        if _is_public_set(keys, wanted):
            message = (
                f'"alg" is "{wanted.alg}", and none of the {counted(len(keys.keys), "key")} of the set is a secret.'
            )
            yield RULES["K04"].found(message, header.member_span("alg"))
        elif not _is_meant_as_secret(case, wanted) and not any(one.key for one in case.token.verifications):
            yield from _other_type(keys, wanted, header)


def recipient_key(case: RecipientCase) -> Iterator[Finding]:
    """The same for the key that decrypts."""
    header = case.recipient.header
    wanted = _wanted(header, Purpose.DECRYPT)
    if case.decryption is None or wanted is None:
        return
    if case.decryption.key is not None:
        yield from _objections(case.decryption.key, wanted, header)
    elif _is_unchosen(case.decryption.steps, "jwe.key") and not is_for_another(case):
        yield from _other_type(case.token.keys, wanted, header)


def is_for_another(case: RecipientCase) -> bool:
    """Whether a key was given that fits another recipient: then this one's need not be there.

    That it is not tried there may have another reason, such as a header that says too much.
    """
    others = [other for other in case.token.jwe.recipients if other is not case.recipient]
    if any(one.key for one in case.token.decryptions):
        return True
    if len(others) > _MOST_RECIPIENTS:
        return False
    wanted = [found for other in others if (found := _wanted(other.header, Purpose.DECRYPT))]
    keys = case.token.keys.keys[:_MOST_RECIPIENTS]
    return any(not _is_impossible(key, each) for each in wanted for key in keys)


def confusion(token: SignedToken) -> Iterator[Finding]:
    """The attack itself: a MAC whose secret everybody has. It was computed, so this is certain."""
    if token.is_confused and token.jws.signatures:
        header = token.jws.signatures[0].header
        alg = cut_short(str(header.values.get("alg")))
        message = f"With the text or octets of a public key that you gave as secret, the {alg} MAC is exactly this one."
        yield RULES["K03"].found(message, header.member_span("alg"))


def _wanted(header: JoseHeader, purpose: Purpose) -> Wanted | None:
    """What the header asks of a key; None when its algorithm is no registered one."""
    alg, enc, kid = (header.values.get(name) for name in ("alg", "enc", "kid"))
    known = JWS_ALGORITHMS if purpose is Purpose.VERIFY else JWE_ALGORITHMS
    if not isinstance(alg, str) or alg not in known or alg == "none":
        return None
    return Wanted(alg, enc if isinstance(enc, str) else None, kid if isinstance(kid, str) else None, purpose)


def _objections(key: Key, wanted: Wanted, header: JoseHeader) -> Iterator[Finding]:
    for reason in reasons_against(key, wanted):
        if reason.weight is Weight.OBJECTION and (rule := _RULES.get(reason.code)):
            yield RULES[rule].found(f"{reason.message}.", header.member_span("alg"))


def _is_meant_as_secret(case: SignatureCase, wanted: Wanted) -> bool:
    """Whether a text that looks like a key of another type is the secret of a MAC all the same."""
    return case.token.expected.is_secret_text and JWS_ALGORITHMS[wanted.alg].kty == "oct"


def _is_unchosen(steps: tuple[Step, ...], code: str) -> bool:
    return any(step.code == code and step.outcome is Outcome.FAILED for step in steps)


def _is_public_set(keys: KeyText, wanted: Wanted) -> bool:
    """Whether a MAC is to be checked with a set of keys that are all public."""
    is_mac = JWS_ALGORITHMS[wanted.alg].kty == "oct"
    return is_mac and keys.container in _SETS and all(key.kty not in ("oct", "") for key in keys.keys)


def _other_type(keys: KeyText, wanted: Wanted, header: JoseHeader) -> Iterator[Finding]:
    """No key fits. A key that would fit, but is broken, has findings of its own."""
    named = [key for key in keys.keys[:_MOST] if wanted.kid is not None and key.kid == wanted.kid]
    reasons = [_first(key, wanted) for key in named or keys.keys[:_MOST]]
    told = [reason for reason in reasons if reason is not None and reason.code in _OTHER_TYPE]
    if not told or any(reason is None or reason.weight is not Weight.IMPOSSIBLE for reason in reasons):
        return
    if any(reason.code == "key.unusable" for reason in reasons if reason):
        return
    is_other_alg = all(reason.code == "key.curve" for reason in told) and wanted.alg.startswith("ML-DSA")
    yield RULES["K02" if is_other_alg else "K01"].found(f"{told[0].message}.", header.member_span("alg"))


def _is_impossible(key: Key, wanted: Wanted) -> bool:
    return any(reason.weight is Weight.IMPOSSIBLE for reason in reasons_against(key, wanted))


def _first(key: Key, wanted: Wanted) -> Reason | None:
    return next(iter(reasons_against(key, wanted)), None)
