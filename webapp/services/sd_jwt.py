"""What an SD-JWT adds to verifying its issuer-signed JWT: Disclosures and key binding (RFC 9901 section 7)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from webapp.jose.artefact import Artefact
from webapp.jose.json_object import JsonValue
from webapp.jose.jwt import time
from webapp.jose.jwt.claims_set import ClaimsCheck
from webapp.jose.jwt.expectations import Expectations
from webapp.jose.limits import Limits
from webapp.jose.sd_jwt import key_binding
from webapp.jose.sd_jwt.key_binding import KeyBinding
from webapp.jose.sd_jwt.sd_jwt import SdJwt
from webapp.jose.text import Problem, counted
from webapp.jose.trace import Light, Outcome, Step

# The digest is made over the characters themselves: what they say, and that they were signed, is not in doubt.
_HARMLESS: Final = frozenset(
    {"base64url.padding", "base64url.trailing-bits", "json.duplicate-member", "header.member-type"}
)
_MATCHING: Final = "RFC 9901 section 7.1"
_BINDING: Final = "RFC 9901 section 7.3"


@dataclass(frozen=True, slots=True, kw_only=True)
class Presentation:
    """The steps about what was presented beside the issuer's signature."""

    steps: tuple[Step, ...]

    def added_to(self, claims: ClaimsCheck) -> ClaimsCheck:
        """A check of the claims with these steps: one that failed turns the light, a warning dims it."""
        return ClaimsCheck(steps=(*self.steps, *claims.steps), light=self._light(claims.light))

    def _light(self, light: Light) -> Light:
        if light.outcome is Outcome.FAILED:
            return light
        for outcome in (Outcome.FAILED, Outcome.WARNING):
            for step in self.steps:
                if step.outcome is outcome:
                    return Light(outcome=outcome, summary=step.summary)
        return light


@dataclass(frozen=True, slots=True)
class _Line:
    """One thing that was checked about the key binding."""

    outcome: Outcome
    text: str


def claims_presented(artefact: Artefact) -> Mapping[str, JsonValue] | None:
    """The claims that expectations are held against: of an SD-JWT those that its Disclosures complete.

    Issuers of credentials do not know who will ask for them: the audience then is that of the Key Binding JWT.
    """
    claims, binding = artefact.disclosed_claims, artefact.nested
    if claims is None:
        return artefact.claims
    if "aud" in claims or binding is None or not binding.claims or "aud" not in binding.claims:
        return claims
    return {**claims, "aud": binding.claims["aud"]}


def check_presentation(sd_jwt: SdJwt, expected: Expectations, limits: Limits) -> Presentation:
    """Judge Disclosures and key binding. Step codes: sd-jwt.disclosures, sd-jwt.key-binding."""
    return Presentation(steps=(_disclosures(sd_jwt), *_key_binding(sd_jwt, expected, limits)))


def _disclosures(sd_jwt: SdJwt) -> Step:
    problems = sd_jwt.problems
    grave = [problem for problem in problems if problem.code not in _HARMLESS]
    summary, reference = _all_match(sd_jwt), _MATCHING
    if problems:
        first = (grave or problems)[0]
        more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
        summary, reference = first.message + more, first.reference or _MATCHING
    return Step(
        code="sd-jwt.disclosures",
        name="Disclosures",
        outcome=Outcome.FAILED if grave else Outcome.WARNING if problems else Outcome.PASSED,
        summary=summary,
        detail="\n".join(_told(sd_jwt)) or None,
        reference=reference,
    )


def _all_match(sd_jwt: SdJwt) -> str:
    hidden = sd_jwt.reassembly.undisclosed
    held_back = f"{counted(hidden, 'digest')} of claims held back, or of none" if hidden else "nothing is held back"
    if not sd_jwt.disclosures:
        return f"No Disclosures; {held_back}"
    count = len(sd_jwt.disclosures)
    return f"{counted(count, 'Disclosure')}, each with its digest in what was signed; {held_back}"


def _told(sd_jwt: SdJwt) -> Iterator[str]:
    """One line for each Disclosure: its digest and its place, or why it has none."""
    for one in sd_jwt.disclosures:
        problems = sd_jwt.problems_of(one)
        place = sd_jwt.reassembly.places.get(one.index)
        if place is not None:
            yield f"Disclosure {one.index + 1}, {sd_jwt.hashing.name} {one.digest}: {place[:200]}"
        elif problems:
            yield problems[0].message


def _key_binding(sd_jwt: SdJwt, expected: Expectations, limits: Limits) -> Iterator[Step]:
    claims = sd_jwt.reassembly.claims or {}
    binding = key_binding.read(sd_jwt, limits)
    if binding is None:
        if "cnf" in claims:
            summary = "No Key Binding JWT: that the holder of the key presents this is not proven"
            yield _binding_step(Outcome.SKIPPED, summary, ())
        return
    lines = tuple(_lines(sd_jwt, binding, expected, limits))
    worst = next((line for o in (Outcome.FAILED, Outcome.WARNING) for line in lines if line.outcome is o), None)
    if worst:
        yield _binding_step(worst.outcome, worst.text, lines)
    else:
        yield _binding_step(Outcome.PASSED, _bound(binding), lines)


def _lines(sd_jwt: SdJwt, binding: KeyBinding, expected: Expectations, limits: Limits) -> Iterator[_Line]:
    for problem in binding.problems:
        outcome = Outcome.WARNING if problem.code in _HARMLESS else Outcome.FAILED
        yield _Line(outcome, problem.message)
    yield _signature(sd_jwt, binding, limits)
    yield from _audience(binding, expected)
    for step in time.check(binding.claims, expected).steps:
        yield _Line(step.outcome, f"Key Binding JWT: {step.summary}")


def _signature(sd_jwt: SdJwt, binding: KeyBinding, limits: Limits) -> _Line:
    key = key_binding.holder_key(sd_jwt.reassembly.claims or {}, limits)
    if isinstance(key, Problem):
        outcome = Outcome.WARNING if key.code == "sd-jwt.cnf-method" else Outcome.FAILED
        return _Line(outcome, f"The signature of the Key Binding JWT was not checked. {key.message}")
    checked = key_binding.verify(binding, key, limits)
    if checked.signature.outcome is not Outcome.PASSED:
        return _Line(Outcome.FAILED, f'Key Binding JWT, with the key in "cnf": {checked.signature.summary}')
    return _Line(Outcome.PASSED, 'The Key Binding JWT is signed with the key in "cnf"')


def _audience(binding: KeyBinding, expected: Expectations) -> Iterator[_Line]:
    audience = binding.claims.get("aud")
    if expected.audience and isinstance(audience, str) and audience != expected.audience:
        text = f'Key Binding JWT: "aud" is "{audience[:120]}"; expected: "{expected.audience}"'
        yield _Line(Outcome.FAILED, text)


def _bound(binding: KeyBinding) -> str:
    audience, nonce = (str(binding.claims.get(name))[:120] for name in ("aud", "nonce"))
    return (
        f'The holder presents exactly this to "{audience}". '
        f'The nonce is "{nonce}": only you can tell whether it is the one you gave'
    )


def _binding_step(outcome: Outcome, summary: str, lines: tuple[_Line, ...]) -> Step:
    return Step(
        code="sd-jwt.key-binding",
        name="Key binding",
        outcome=outcome,
        summary=summary,
        detail="\n".join(line.text for line in lines) or None,
        reference=_BINDING,
    )
