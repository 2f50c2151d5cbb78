"""Checking one signature, step by step (RFC 7515 section 5.2).

Policy (may this key do this?) and mathematics are kept apart: a key whose "use" forbids it is tried all the same, and
the trace says both.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from webapp.jose.crypto import signatures
from webapp.jose.crypto.signatures import SignatureOutcome
from webapp.jose.jwk.key import Key
from webapp.jose.jwk.select import Candidate, Purpose, Selection, select_keys
from webapp.jose.jws import header as rules
from webapp.jose.jws.compact import CompactJws
from webapp.jose.jws.lengths import length_problem
from webapp.jose.jws.trust import key_trust
from webapp.jose.key_steps import choice_step
from webapp.jose.limits import Limits
from webapp.jose.registry.algorithms import JWS_ALGORITHMS
from webapp.jose.text import Problem, counted
from webapp.jose.trace import UNCHECKED, Light, Outcome, Step

_WORDS: Final = {
    SignatureOutcome.VERIFIED: "The signature is this key's, over exactly these characters",
    SignatureOutcome.WRONG: "The signature is not this key's over these characters: another key made it, "
    "or header or payload were changed since",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """The steps, the two lights that they decide, and the key that they ended with."""

    steps: tuple[Step, ...]
    signature: Light
    key_trust: Light = UNCHECKED
    key: Key | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Trial:
    """One key tried."""

    candidate: Candidate
    outcome: SignatureOutcome
    step: Step


def verify(jws: CompactJws, keys: tuple[Key, ...], limits: Limits) -> Verification:
    """Check the signature with the keys that were given. A wrong signature is a result, not an exception.

    Step codes: jws.decode, jws.header, jws.algorithm, jws.key, jws.length, jws.signature.
    """
    steps = [_decode(jws), _header(jws)]
    alg = rules.algorithm(jws.header)
    steps.append(_algorithm(alg))
    if isinstance(alg, Problem):
        return _stopped(steps)
    if alg == "none":
        return _unsecured(steps, jws)
    return _with_keys(jws, alg, keys, steps, limits)


def _with_keys(jws: CompactJws, alg: str, keys: tuple[Key, ...], steps: list[Step], limits: Limits) -> Verification:
    kid = jws.header.values.get("kid")
    selection = select_keys(
        keys, alg=alg, kid=kid if isinstance(kid, str) else None, purpose=Purpose.VERIFY, limits=limits
    )
    steps.append(choice_step("jws.key", selection))
    if not selection.candidates:
        return _no_key(steps, selection, keys)
    trials = _try_all(jws, alg, selection)
    best = next((t for t in trials if t.outcome is SignatureOutcome.VERIFIED), trials[0])
    steps.append(_tell_all(trials, best))
    if best.outcome is not SignatureOutcome.VERIFIED or _blocked(steps):
        return _stopped(steps, key=best.candidate.key, alg=alg, candidate=best.candidate)
    trust = key_trust(alg, best.candidate)
    return Verification(
        steps=(*steps, trust.step),
        signature=Light(outcome=Outcome.PASSED, summary=_WORDS[SignatureOutcome.VERIFIED]),
        key_trust=trust.light,
        key=best.candidate.key,
    )


def _decode(jws: CompactJws) -> Step:
    problems = [p for p in jws.problems if not _is_harmless(p, jws)]
    if problems:
        more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
        detail = "\n".join(problem.message for problem in problems)
        return _step("decode", Outcome.FAILED, problems[0].message + more, problems[0].reference, detail)
    if jws.problems:
        return _step("decode", Outcome.WARNING, jws.problems[0].message, jws.problems[0].reference)
    sizes = ", ".join(f"{segment.name} {len(segment.octets):,} octets" for segment in jws.segments)
    return _step("decode", Outcome.PASSED, f"3 parts: {sizes}", "RFC 7515 section 5.2")


def _is_harmless(problem: Problem, jws: CompactJws) -> bool:
    """Defects that leave no doubt about what was signed: the last of duplicate members counts (RFC 7515 section 4).

    Bits behind the signature's last octet are part of neither the signature nor what it covers.
    """
    if problem.code == "json.duplicate-member":
        return True
    return problem.code == "base64url.trailing-bits" and problem in jws.signature.problems


def _header(jws: CompactJws) -> Step:
    unencoded = rules.unencoded_payload(jws.header)
    problems = [*rules.critical(jws.header), *([unencoded] if unencoded else [])]
    if problems:
        return _step("header", Outcome.FAILED, problems[0].message, problems[0].reference)
    count = len(jws.header.values)
    return _step(
        "header",
        Outcome.PASSED,
        f"{counted(count, 'Header Parameter')}, none critical and unknown",
        "RFC 7515 section 4",
    )


def _algorithm(alg: str | Problem) -> Step:
    if isinstance(alg, Problem):
        return _step("algorithm", Outcome.FAILED, alg.message, alg.reference)
    row = JWS_ALGORITHMS[alg]
    if alg == "none":
        return _step("algorithm", Outcome.FAILED, '"none": there is no signature to check', "RFC 8725 section 3.2")
    return _step("algorithm", Outcome.PASSED, f"{alg}: {row.description}", row.reference)


def _try_all(jws: CompactJws, alg: str, selection: Selection) -> list[_Trial]:
    return [_try(jws, alg, candidate) for candidate in selection.candidates]


def _try(jws: CompactJws, alg: str, candidate: Candidate) -> _Trial:
    """One key: the length that is due first, because the library accepts others, then the mathematics."""
    wrong_length = length_problem(alg, candidate.key, jws.signature.octets)
    if wrong_length:
        step = _step("length", Outcome.FAILED, wrong_length.message, wrong_length.reference)
        return _Trial(candidate=candidate, outcome=SignatureOutcome.WRONG, step=step)
    check = signatures.verify(alg, candidate.key.members, jws.signing_input, jws.signature.octets)
    outcome = Outcome.PASSED if check.outcome is SignatureOutcome.VERIFIED else Outcome.FAILED
    summary = check.problem.message if check.problem else _WORDS[check.outcome]
    step = _step("signature", outcome, summary, JWS_ALGORITHMS[alg].reference, _octets(jws))
    return _Trial(candidate=candidate, outcome=check.outcome, step=step)


def _tell_all(trials: list[_Trial], best: _Trial) -> Step:
    """The step of the key that fits, or of the first, with how many others were tried."""
    if len(trials) == 1 or best.outcome is SignatureOutcome.VERIFIED:
        return best.step
    summary = f"None of the {len(trials)} keys that fit made this signature"
    return _step(best.step.code.removeprefix("jws."), Outcome.FAILED, summary, best.step.reference, best.step.detail)


def _octets(jws: CompactJws) -> str:
    octets = jws.signature.octets
    shown = octets[:64].hex(" ") + (" …" if len(octets) > 64 else "")
    return f"Signing input: {len(jws.signing_input):,} octets\nSignature: {len(octets):,} octets: {shown}"


def _unsecured(steps: list[Step], jws: CompactJws) -> Verification:
    empty = not jws.signature.octets
    summary = "Unsecured: anybody can have written it" + (
        "" if empty else ', and yet something stands as its "signature"'
    )
    return Verification(steps=tuple(steps), signature=Light(outcome=Outcome.FAILED, summary=summary))


def _no_key(steps: list[Step], selection: Selection, keys: tuple[Key, ...]) -> Verification:
    if not keys:
        light = Light(outcome=Outcome.UNCHECKED, summary="No key was given")
        return Verification(steps=tuple(steps), signature=light)
    trust = Light(outcome=Outcome.FAILED, summary=selection.summary)
    unchecked = Light(outcome=Outcome.UNCHECKED, summary="Not computed: no key that fits")
    return Verification(steps=tuple(steps), signature=unchecked, key_trust=trust)


def _stopped(
    steps: list[Step], *, key: Key | None = None, alg: str = "", candidate: Candidate | None = None
) -> Verification:
    failed = next(step for step in steps if step.outcome is Outcome.FAILED)
    trust = key_trust(alg, candidate) if candidate else None
    return Verification(
        steps=(*steps, trust.step) if trust else tuple(steps),
        signature=Light(outcome=Outcome.FAILED, summary=failed.summary),
        key_trust=trust.light if trust else UNCHECKED,
        key=key,
    )


def _blocked(steps: list[Step]) -> bool:
    return any(step.outcome is Outcome.FAILED for step in steps)


_NAMES: Final = {
    "decode": "Split and decode",
    "header": "Header rules",
    "algorithm": "Algorithm",
    "length": "Signature length",
    "signature": "Signature",
}


def _step(cause: str, outcome: Outcome, summary: str, reference: str | None, detail: str | None = None) -> Step:
    return Step(
        code=f"jws.{cause}", name=_NAMES[cause], outcome=outcome, summary=summary, detail=detail, reference=reference
    )
