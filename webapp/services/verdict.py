"""The verdict in words: one sentence large, one below it."""

from __future__ import annotations

from typing import TypedDict

from webapp.jose.artefact import Artefact
from webapp.jose.jwk.parse import KeyText
from webapp.jose.trace import Light, Outcome
from webapp.services.results import Verdict


class Headline(TypedDict):
    """The two sentences above a verification."""

    headline: str
    explanation: str


def headline(
    verdict: Verdict, lights: tuple[Light, Light, Light, Light], artefact: Artefact, keys: KeyText
) -> Headline:
    """Say the verdict, and name each of the four lights that is not green. lights: signature, key, time, claims."""
    signature, trust, time, claims = lights
    if artefact.unsecured:
        return {
            "headline": "Unsecured: nobody signed this token",
            "explanation": signature.summary + '. "none" is never valid.',
        }
    if verdict is Verdict.UNVERIFIABLE:
        return {"headline": "Not verified yet", "explanation": _what_is_missing(keys, signature)}
    if signature.outcome is Outcome.FAILED:
        return {"headline": "The signature does not verify", "explanation": signature.summary + "."}
    if signature.outcome is not Outcome.PASSED:
        return {"headline": "This key cannot verify this token", "explanation": trust.summary + "."}
    return _genuine(trust, time, claims)


def _genuine(trust: Light, time: Light, claims: Light) -> Headline:
    """The signature is right; the other three decide."""
    failed = [light for light in (trust, time, claims) if light.outcome is Outcome.FAILED]
    reasons = " ".join(f"{light.summary}." for light in failed)
    if trust.outcome is Outcome.FAILED:
        return {"headline": "Genuine, but this key must not be used", "explanation": reasons}
    if time.outcome is Outcome.FAILED:
        return {"headline": f"Genuine, but {_lower(time.summary.split(',')[0])}", "explanation": reasons}
    if claims.outcome is Outcome.FAILED:
        return {"headline": "Genuine, but not what was expected", "explanation": reasons}
    warned = [light.summary for light in (trust, time, claims) if light.outcome is Outcome.WARNING]
    return {"headline": "Signature verified", "explanation": " ".join(f"{w}." for w in warned)}


def _what_is_missing(keys: KeyText, signature: Light) -> str:
    if keys.problems:
        return f"The key could not be read: {keys.problems[0].message}"
    if keys.keys and keys.keys[0].problems:
        return f"The key cannot be used: {keys.keys[0].problems[0].message}"
    if keys.keys:
        return signature.summary + "."
    return "Paste the key, the JWK Set or the secret that should have signed it."


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
