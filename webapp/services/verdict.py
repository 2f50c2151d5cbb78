"""The verdict in words: one sentence large, one below it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from webapp.jose.artefact import Artefact, Kind
from webapp.jose.detect import Detection
from webapp.jose.finding import Finding
from webapp.jose.jwk.parse import KeyText
from webapp.jose.text import Problem
from webapp.jose.trace import Light, Lights, Outcome
from webapp.services.results import Verdict

FORGED: Final = "Anybody can make this token"
_MAKERS: Final = ("jwe.auth0-opaque", "jwe.authjs-session", "jwe.nextauth-session", "jwe.express-session")
_FRAGMENT: Final = "fragment."


@dataclass(frozen=True, slots=True)
class Words:
    """The two sentences above a verification."""

    headline: str
    explanation: str


def inspection_words(artefact: Artefact | None, time: Light, brief: str) -> Words:
    """What a paste is, before any key: what is wrong with it, or that it has expired, first."""
    if artefact is None:
        return Words("", "")
    if artefact.unsecured:
        return Words("Unsecured: nobody signed this token", '"alg" is "none": anybody can have written it.')
    if told := _other_than_token(artefact):
        return told
    if _is_cut(artefact) or any(problem.code == "jwe.parts" for problem in artefact.problems):
        return Words("The token is not whole", f"{artefact.problems[0].message}.")
    if artefact.problems:
        return Words(f"{artefact.label}, damaged", f"{artefact.problems[0].message}.")
    if time.outcome is Outcome.FAILED:
        return Words(f"{brief[:1].upper()}{brief[1:]}", f"{artefact.label}; its signature is not checked yet.")
    return Words(artefact.label, " ".join(about_its_maker(artefact)))


def _other_than_token(artefact: Artefact) -> Words | None:
    """What is said of a refusal, of keys that are none, and of pieces of tokens."""
    if artefact.kind is Kind.CHALLENGE:
        return Words(artefact.findings[0].title, f"{artefact.findings[0].message} {artefact.findings[0].remedy}")
    if artefact.is_useless:
        which = "This key cannot" if len(artefact.keys) == 1 else f"None of these {len(artefact.keys):,} keys can"
        return Words(artefact.label, f"{which} be used: {_why(artefact)}")
    if artefact.problems and artefact.problems[0].code.startswith(_FRAGMENT):
        return Words(artefact.label, f"{artefact.problems[0].message}.")
    return None


def _why(artefact: Artefact) -> str:
    """What makes its first key useless: the last that is said of it."""
    problems = artefact.keys[0].problems or artefact.problems
    return f"{problems[-1].message}." if problems else "it has no members."


def guessed_secret(findings: Iterable[Finding]) -> Finding | None:
    """What is said of a MAC that a published secret made, though no key was given: it has a place in the paste."""
    return next((found for found in findings if found.code == "secret.published" and found.span is not None), None)


def forged_words(why: str) -> Words:
    """The first thing to say of a token that was made with a key that everybody has, before anything is verified."""
    return Words(FORGED, why)


def words(verdict: Verdict, lights: Lights, brief: str, artefact: Artefact, keys: KeyText) -> Words:
    """Say the verdict, and name each of the four lights that is not green. brief is what failed about the time."""
    if artefact.unsecured:
        return Words("Unsecured: nobody signed this token", f'{lights.signature.summary}. "none" is never valid.')
    if verdict is Verdict.UNVERIFIABLE:
        return Words("Not verified yet", _what_is_missing(keys, lights.signature))
    if lights.signature.outcome is Outcome.FAILED:
        headline = "The token is not whole" if _is_cut(artefact) else "The signature does not verify"
        return Words(headline, f"{lights.signature.summary}.")
    if lights.signature.outcome is not Outcome.PASSED:
        subject = "None of these keys can" if len(keys.keys) > 1 else "This key cannot"
        return Words(f"{subject} verify this token", f"{lights.key_trust.summary}.")
    return _genuine(lights, brief)


def _genuine(lights: Lights, brief: str) -> Words:
    """The signature is right; the other three decide."""
    others = (lights.key_trust, lights.time, lights.claims)
    reasons = " ".join(f"{light.summary}." for light in others if light.outcome is Outcome.FAILED)
    if lights.key_trust.outcome is Outcome.FAILED:
        return Words("Genuine, but this key must not be used", reasons)
    if lights.time.outcome is Outcome.FAILED:
        return Words(f"Genuine, but {brief}", reasons)
    if lights.claims.outcome is Outcome.FAILED:
        return Words("Genuine, but not what was expected", reasons)
    warned = [light.summary for light in others if light.outcome is Outcome.WARNING]
    return Words("Signature verified", " ".join(f"{summary}." for summary in warned))


def no_token(artefact: Artefact | None) -> str:
    """Where no token is: what there is instead, and what to do with it."""
    if artefact is None:
        return "Paste a token into the first box."
    if artefact.kind is Kind.CHALLENGE:
        return "This is the answer of a server, not a token. Paste the token that was sent to it."
    if artefact.keys:
        return "This is a key, not a token. Paste the token here, and the key into the second box."
    return "Neither a JWS nor a JWE was recognised in this text."


def about_its_maker(artefact: Artefact) -> tuple[str, ...]:
    """Who made a JWE for itself, and how to get its key; nothing for any other."""
    return tuple(f"{f.title}. {f.message} {f.remedy}" for f in artefact.findings if f.code in _MAKERS)


def several(detection: Detection, artefact: Artefact | None) -> tuple[Problem, ...]:
    """Which of several tokens the verdict is about. Code: paste.several."""
    spans = [found.excerpt.span() for found in detection.found]
    if len(spans) < 2 or artefact is None:
        return ()
    number = spans.index(artefact.span) + 1
    message = f"There are {len(spans)} tokens in this paste. This verdict is about number {number}"
    return (Problem(code="paste.several", message=message, span=artefact.span),)


def _is_cut(artefact: Artefact) -> bool:
    """Whether parts of a compact token are missing, so that there is no signature to speak of."""
    return any(problem.code == "jws.parts" or problem.code.startswith(_FRAGMENT) for problem in artefact.problems)


def _what_is_missing(keys: KeyText, signature: Light) -> str:
    if keys.problems and not any(key.is_usable for key in keys.keys):
        return f"The key could not be read: {keys.problems[0].message}"
    if keys.keys and keys.keys[0].problems:
        return f"The key cannot be used: {keys.keys[0].problems[0].message}"
    if keys.keys:
        return signature.summary + "."
    return "Paste the key, the JWK Set or the secret that should have signed it."
