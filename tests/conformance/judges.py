"""Two judges of one token: our services, and joserfc, a library that shares no JOSE code with what we use."""

from __future__ import annotations

import json
import warnings
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final

from joserfc import jwe, jws
from joserfc.errors import JoseError, SecurityWarning
from joserfc.jwk import JWKRegistry, Key

from tests.jose.making import LIMITS
from webapp.jose.base64url import decode
from webapp.jose.jwt.expectations import Expectations
from webapp.jose.registry.algorithms import JWS_ALGORITHMS
from webapp.jose.text import Excerpt
from webapp.jose.trace import Outcome
from webapp.services.decrypt import decrypt
from webapp.services.questions import Question
from webapp.services.results import DecryptionResult, SignatureResult, VerificationResult
from webapp.services.verify import verify

Jwk = Mapping[str, Any]

# What joserfc lets out of what it calls when it refuses: KeyError for a member that is missing, and so on.
REFUSALS: Final = (
    JoseError,
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    AssertionError,
    OverflowError,
    zlib.error,
)
SIGNING: Final = sorted({*jws.JWSRegistry.algorithms} & {*JWS_ALGORITHMS} - {"none"})
WRAPPING: Final = sorted(jwe.JWERegistry.algorithms["alg"])
SEALING: Final = sorted(jwe.JWERegistry.algorithms["enc"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """Whether a token was accepted, with the content then; and all reasons that were told: codes, or an error."""

    accepted: bool
    content: bytes | None = None
    reasons: frozenset[str] = field(default_factory=frozenset)


def we_verify(token: str, key: Jwk, content: bytes | None = None) -> Judgement:
    """Our verdict: every signature is right, and the key may be used for it."""
    question = Question(input=token, key=json.dumps(key), content=content, expected=Expectations(at=0))
    found = verify(question, LIMITS)
    accepted = bool(found.signatures) and all(_passes(one) for one in found.signatures)
    payload = found.artefact.payload if found.artefact else None
    octets = decode(Excerpt.whole(payload.base64url)).octets if payload else None
    return Judgement(accepted=accepted, content=octets if accepted else None, reasons=_told(found))


def we_decrypt(token: str, key: Jwk) -> Judgement:
    """Our verdict: the plaintext."""
    found = decrypt(Question(input=token, key=json.dumps(key), expected=Expectations(at=0)), LIMITS)
    octets = decode(Excerpt.whole(found.plaintext.base64url)).octets if found.plaintext else None
    return Judgement(accepted=octets is not None, content=octets, reasons=_told(found))


def _passes(one: SignatureResult) -> bool:
    return one.signature.outcome is Outcome.PASSED and one.key_trust.outcome is not Outcome.FAILED


def _told(found: VerificationResult | DecryptionResult) -> frozenset[str]:
    problems = (*found.problems, *found.key_problems, *(found.artefact.problems if found.artefact else ()))
    keys = [problem.code for key in found.keys for problem in key.problems]
    several = found.signatures if isinstance(found, VerificationResult) else found.recipients
    steps = (*found.steps, *(step for one in several for step in one.steps))
    reasons = [step.reason or step.code for step in steps if step.outcome in (Outcome.FAILED, Outcome.WARNING)]
    return frozenset((*(problem.code for problem in problems), *keys, *reasons))


def they_verify(token: str, key: Jwk, content: bytes | None = None) -> Judgement:
    """The verdict of joserfc. Header Parameters that it does not know are left alone (RFC 7515 section 4)."""
    registry = jws.JWSRegistry(algorithms=SIGNING, strict_check_header=False)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SecurityWarning)
        try:
            if token.lstrip().startswith("{"):
                answer: Any = jws.deserialize_json(json.loads(token), their_key(key), registry=registry)
            else:
                answer = jws.deserialize_compact(token, their_key(key), registry=registry, payload=content)
        except REFUSALS as error:
            return _refused(error)
    return Judgement(accepted=True, content=answer.payload)


def they_decrypt(token: str, key: Jwk) -> Judgement:
    """The verdict of joserfc."""
    names = [*WRAPPING, *SEALING, "DEF"]
    several = '"recipients"' in token
    registry = jwe.JWERegistry(algorithms=names, strict_check_header=False, verify_all_recipients=not several)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SecurityWarning)
        try:
            if token.lstrip().startswith("{"):
                answer: Any = jwe.decrypt_json(json.loads(token), their_key(key), registry=registry)
            else:
                answer = jwe.decrypt_compact(token, their_key(key), registry=registry)
        except REFUSALS as error:
            return _refused(error, "one of several: " if several else "")
    return Judgement(accepted=True, content=answer.plaintext)


def their_key(key: Jwk) -> Key:
    """A JWK as joserfc holds it."""
    return _imported(json.dumps(key))


@lru_cache(maxsize=256)
def _imported(text: str) -> Key:
    """Reading an RSA key proves its primes, which takes longer than all the rest."""
    return JWKRegistry.import_key(json.loads(text))


def _refused(error: Exception, about: str = "") -> Judgement:
    return Judgement(accepted=False, reasons=frozenset({f"{about}{type(error).__name__}: {error}"}))
