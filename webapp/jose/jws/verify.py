"""Checking one signature, step by step (RFC 7515 section 5.2).

Policy (may this key do this?) and mathematics are kept apart: a key whose "use" forbids it is tried all the same, and
the trace says both.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from webapp.jose.crypto import signatures
from webapp.jose.crypto.signatures import SignatureOutcome
from webapp.jose.jose_header import JoseHeader
from webapp.jose.jwk.key import Key
from webapp.jose.jwk.select import Candidate, Purpose, Selection, select_keys
from webapp.jose.jws import header as rules
from webapp.jose.jws.evidence import evidence, octets
from webapp.jose.jws.jws import Jws, JwsSignature
from webapp.jose.jws.lengths import length_problem
from webapp.jose.jws.trust import key_trust
from webapp.jose.key_steps import choice_step
from webapp.jose.limits import Limits, setting_of
from webapp.jose.registry.algorithms import JWS_ALGORITHMS
from webapp.jose.text import Problem, counted
from webapp.jose.trace import UNCHECKED, Light, Outcome, Step

# Padding was signed like any other character, as some gateways do it: the mathematics is not in doubt.
_HARMLESS: Final = frozenset(
    {"json.duplicate-member", "json.line-breaks", "base64url.padding", "header.member-type", "jws.payload-dots"}
)
# What may be the reason, as long as none is proven.
OPEN_REASON: Final = ": another key made it, or header or payload were changed since"
_WORDS: Final = {
    SignatureOutcome.VERIFIED: "The signature is this key's, over exactly these characters",
    SignatureOutcome.WRONG: f"The signature is not this key's over these characters{OPEN_REASON}",
}
_OTHER_CONTENT: Final = (
    "; or the content that was given is not, octet for octet, what was signed: look at its line ends, its encoding and "
    "a line break at its end"
)


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


@dataclass(frozen=True, slots=True)
class _Task:
    """One signature of a JWS to be checked."""

    jws: Jws
    signature: JwsSignature

    @property
    def header(self) -> JoseHeader:
        """The JOSE Header of this signature."""
        return self.signature.header

    @property
    def signing_input(self) -> bytes:
        """What was signed."""
        return self.jws.signing_input(self.signature)

    @property
    def octets(self) -> bytes:
        """The signature itself."""
        return self.signature.signature.octets


def verify(jws: Jws, signature: JwsSignature, keys: tuple[Key, ...], limits: Limits) -> Verification:
    """Check one signature with the keys that were given. A wrong signature is a result, not an exception.

    Step codes: jws.decode, jws.header, jws.algorithm, jws.content, jws.key, jws.length, jws.signature, jws.key-trust,
    and those of fit.reasons_against.
    """
    task = _Task(jws, signature)
    steps = [_decode(task), _header(task)]
    alg = rules.algorithm(task.header)
    steps.append(_algorithm(alg))
    if isinstance(alg, Problem):
        return _stopped(steps)
    if alg == "none":
        return _unsecured(steps, task)
    return _with_keys(task, alg, keys, steps, limits)


def _with_keys(task: _Task, alg: str, keys: tuple[Key, ...], steps: list[Step], limits: Limits) -> Verification:
    kid = task.header.values.get("kid")
    named = kid if isinstance(kid, str) else None
    selection = select_keys(keys, alg=alg, kid=named, purpose=Purpose.VERIFY, limits=limits)
    steps.append(choice_step("jws.key", selection))
    if not selection.candidates:
        return _no_key(steps, selection, keys)
    trials = _try_all(task, alg, selection)
    best = next((t for t in trials if t.outcome is SignatureOutcome.VERIFIED), trials[0])
    if best.outcome is not SignatureOutcome.VERIFIED and _is_content_missing(task.jws):
        return _content_missing(steps)
    if best.outcome is not SignatureOutcome.VERIFIED and selection.untried:
        return _not_all_tried(steps, selection, limits)
    steps.append(_tell_all(task, trials, best))
    if best.outcome is not SignatureOutcome.VERIFIED or _blocked(steps):
        return _stopped(steps, key=best.candidate.key, alg=alg, candidate=best.candidate)
    trust = key_trust(alg, best.candidate)
    return Verification(
        steps=(*steps, trust.step),
        signature=Light(outcome=Outcome.PASSED, summary=_WORDS[SignatureOutcome.VERIFIED]),
        key_trust=trust.light,
        key=best.candidate.key,
    )


def _not_all_tried(steps: list[Step], selection: Selection, limits: Limits) -> Verification:
    problem = Problem(
        code="limit.keys-tried",
        message=f"None of the first {counted(limits.keys_tried, 'key')} that fit made this signature; "
        f"{selection.untried:,} more were not tried. {setting_of('keys_tried')} raises this",
    )
    light = Light(outcome=Outcome.UNCHECKED, summary="Not all keys were tried")
    return Verification(steps=(*steps, _step("signature", Outcome.SKIPPED, problem)), signature=light)


def _is_content_missing(jws: Jws) -> bool:
    """Whether the payload travels apart and was not given. An empty payload is one, too, if it verifies."""
    return jws.is_detached and jws.content is None


def _content_missing(steps: list[Step]) -> Verification:
    summary = "The payload is not in the token: it travels apart from it. Give its exact octets to check the signature"
    step = _step("content", Outcome.SKIPPED, summary, "RFC 7515 appendix F")
    told = (
        "The content is missing: the payload travels apart from this token. Give its text or its file, octet for octet"
    )
    return Verification(steps=(*steps, step), signature=Light(outcome=Outcome.UNCHECKED, summary=told))


def _decode(task: _Task) -> Step:
    own = task.jws.problems if len(task.jws.signatures) == 1 else (*_shared(task.jws), *task.signature.problems)
    problems = [problem for problem in own if not _is_harmless(problem, task)]
    if problems:
        more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
        detail = "\n".join(problem.message for problem in problems)
        return _step("decode", Outcome.FAILED, replace(problems[0], message=problems[0].message + more), detail=detail)
    if own:
        return _step("decode", Outcome.WARNING, own[0])
    jws, signature = task.jws, task.signature
    parts = [signature.protected, None if jws.is_detached else jws.payload, signature.signature]
    sizes = ", ".join(f"{part.name} {counted(len(part.octets), 'octet')}" for part in parts if part)
    if jws.is_detached and jws.content is not None:
        sizes += f"; the payload travels apart: {counted(len(jws.content), 'octet')} were given"
    return _step("decode", Outcome.PASSED, f"All parts decode: {sizes}", "RFC 7515 section 5.2")


def _shared(jws: Jws) -> tuple[Problem, ...]:
    """The problems of the whole, without those of its single signatures."""
    single = [problem for signature in jws.signatures for problem in signature.problems]
    return tuple(problem for problem in jws.problems if problem not in single)


def _is_harmless(problem: Problem, task: _Task) -> bool:
    """Defects that leave no doubt about what was signed: the last of duplicate members counts (RFC 7515 section 4).

    Bits behind the signature's last octet are part of neither the signature nor what it covers.
    """
    if problem.code in _HARMLESS:
        return True
    return problem.code == "base64url.trailing-bits" and problem in task.signature.signature.problems


def _header(task: _Task) -> Step:
    unencoded = rules.unencoded_payload(task.header)
    problems = [*rules.critical(task.header), *([unencoded] if unencoded else [])]
    if problems:
        return _step("header", Outcome.FAILED, problems[0])
    count = len(task.header.values)
    told = f"{counted(count, 'Header Parameter')}, none critical and unknown"
    if not task.signature.is_encoded:
        told += '; "b64" is false, so the payload was signed as it is'
    return _step("header", Outcome.PASSED, told, "RFC 7515 section 4")


def _algorithm(alg: str | Problem) -> Step:
    if isinstance(alg, Problem):
        return _step("algorithm", Outcome.FAILED, alg)
    row = JWS_ALGORITHMS[alg]
    if alg == "none":
        return _step("algorithm", Outcome.FAILED, '"none": there is no signature to check', "RFC 8725 section 3.2")
    return _step("algorithm", Outcome.PASSED, f"{alg}: {row.description}", row.reference)


def _try_all(task: _Task, alg: str, selection: Selection) -> list[_Trial]:
    """The keys in their order, until one verifies."""
    trials: list[_Trial] = []
    for candidate in selection.candidates:
        trials.append(_try(task, alg, candidate))
        if trials[-1].outcome is SignatureOutcome.VERIFIED:
            break
    return trials


def _try(task: _Task, alg: str, candidate: Candidate) -> _Trial:
    """One key: the length that is due first, because the library accepts others, then the mathematics."""
    wrong_length = length_problem(alg, candidate.key, task.octets)
    if wrong_length:
        step = _step("length", Outcome.FAILED, wrong_length)
        return _Trial(candidate=candidate, outcome=SignatureOutcome.WRONG, step=step)
    check = signatures.verify(alg, candidate.key.members, task.signing_input, task.octets)
    outcome = Outcome.PASSED if check.outcome is SignatureOutcome.VERIFIED else Outcome.FAILED
    told = check.problem or _words(check.outcome, task.jws)
    step = _step(
        "signature",
        outcome,
        told,
        JWS_ALGORITHMS[alg].reference,
        detail="\n".join(octets(task.signing_input, task.octets)),
    )
    return _Trial(candidate=candidate, outcome=check.outcome, step=step)


def _words(outcome: SignatureOutcome, jws: Jws) -> str:
    if outcome is SignatureOutcome.WRONG and jws.is_detached and jws.content:
        return _WORDS[outcome] + _OTHER_CONTENT
    return _WORDS[outcome]


def _tell_all(task: _Task, trials: list[_Trial], best: _Trial) -> Step:
    """The step of the key that fits; or of the first, with the octets that show it and how many others were tried."""
    if best.outcome is SignatureOutcome.VERIFIED:
        return best.step
    alg = str(task.header.values.get("alg"))
    step = replace(best.step, detail=evidence(alg, best.candidate.key, task.signing_input, task.octets))
    if len(trials) == 1:
        return step
    return replace(step, summary=f"None of the {len(trials)} keys tried made this signature")


def _unsecured(steps: list[Step], task: _Task) -> Verification:
    empty = not task.octets
    summary = "Unsecured: anybody can have written it" + (
        "" if empty else ', and yet something stands as its "signature"'
    )
    return Verification(steps=tuple(steps), signature=Light(outcome=Outcome.FAILED, summary=summary))


def _no_key(steps: list[Step], selection: Selection, keys: tuple[Key, ...]) -> Verification:
    if not keys:
        light = Light(outcome=Outcome.UNCHECKED, summary="No key was given")
        return Verification(steps=tuple(steps), signature=light)
    is_broken = len(keys) == 1 and not keys[0].is_usable
    told = "The key cannot be used" if is_broken else selection.summary
    trust = Light(outcome=Outcome.FAILED, summary=told)
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
    "content": "Content present",
    "length": "Signature length",
    "signature": "Signature",
}


def _step(
    cause: str, outcome: Outcome, told: str | Problem, reference: str | None = None, *, detail: str | None = None
) -> Step:
    """A step of this procedure. A Problem brings its own words, code and reference."""
    summary, reason = (told.message, told.code) if isinstance(told, Problem) else (told, None)
    return Step(
        code=f"jws.{cause}",
        name=_NAMES[cause],
        outcome=outcome,
        summary=summary,
        reason=reason,
        detail=detail,
        reference=(told.reference if isinstance(told, Problem) else None) or reference,
    )
