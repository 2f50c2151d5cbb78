"""Decrypting a JWE stage by stage: key management, content key, associated data, tag, inflate (RFC 7516 section 5.2).

For one's own key the stage that failed is told. That is no oracle: whoever asks holds the key.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from webapp.jose.crypto import encryption
from webapp.jose.crypto.encryption import Sealed
from webapp.jose.jwe import header as rules
from webapp.jose.jwe.compact import CompactJwe
from webapp.jose.jwe.inflate import inflate
from webapp.jose.jwk.key import Key
from webapp.jose.jwk.select import Candidate, Purpose, Selection, select_keys
from webapp.jose.jws.header import critical
from webapp.jose.key_steps import choice_step
from webapp.jose.limits import Limits
from webapp.jose.registry.algorithms import JWE_ALGORITHMS, JWE_ENCRYPTIONS
from webapp.jose.text import Problem, counted
from webapp.jose.trace import Outcome, Step

# With these, a wrong key still gives a content key: only the tag shows that it was wrong.
_NO_PROOF: Final = frozenset({"dir", "ECDH-ES", "RSA1_5"})
_NAMES: Final = {
    "decode": "Split and decode",
    "header": "Header rules",
    "algorithm": "Algorithms",
    "key-management": "Content key recovered",
    "associated-data": "Associated data",
    "tag": "Tag checked",
    "inflate": "Inflated",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Decryption:
    """The steps, and the plaintext when all of them passed."""

    steps: tuple[Step, ...]
    plaintext: bytes | None = field(default=None, repr=False)
    key: Key | None = None
    tried: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Attempt:
    """One key: its steps, how far it came, and the plaintext."""

    key: Key
    steps: tuple[Step, ...]
    plaintext: bytes | None = field(default=None, repr=False)


def decrypt(jwe: CompactJwe, keys: tuple[Key, ...], limits: Limits) -> Decryption:
    """Decrypt with the keys that were given. A wrong key is a result, not an exception.

    Step codes: jwe.decode, jwe.header, jwe.algorithm, jwe.key, jwe.key-management, jwe.associated-data, jwe.tag,
    jwe.inflate, and those of fit.reasons_against.
    """
    steps = [_decode(jwe)]
    alg, enc = rules.algorithm(jwe.header), rules.encryption(jwe.header)
    if isinstance(alg, Problem) or isinstance(enc, Problem):
        failed = alg if isinstance(alg, Problem) else enc
        return Decryption(steps=(*steps, _failed("algorithm", failed)))
    steps += [_header(jwe, alg, limits), _algorithms(alg, enc)]
    if any(step.outcome is Outcome.FAILED for step in steps):
        return Decryption(steps=tuple(steps))
    kid = jwe.header.values.get("kid")
    purpose = Purpose.DECRYPT
    selection = select_keys(
        keys, alg=alg, kid=kid if isinstance(kid, str) else None, purpose=purpose, enc=enc, limits=limits
    )
    steps.append(choice_step("jwe.key", selection))
    if objection := _objection(selection):
        steps.append(objection)
        if objection.outcome is Outcome.FAILED:
            return Decryption(steps=tuple(steps))
    return _with_keys(jwe, alg, enc, selection, steps, limits)


def _objection(selection: Selection) -> Step | None:
    """What the best key says against being used.

    A key made for another way of encrypting is not used: RSA1_5 with a key meant for OAEP is how paddings are attacked
    (RFC 8725 section 3.1). Any other objection is told, and the mathematics is done.
    """
    if not selection.candidates or not selection.candidates[0].objections:
        return None
    candidate = selection.candidates[0]
    reason = candidate.objections[0]
    is_refused = reason.code == "key.alg" and candidate.key.alg in JWE_ALGORITHMS
    more = ". To try it all the same, take that member out of the key" if is_refused else ""
    return Step(
        code=reason.code,
        name="Key may be used",
        outcome=Outcome.FAILED if is_refused else Outcome.WARNING,
        summary=reason.message + more,
        reference=reason.reference,
    )


def _with_keys(
    jwe: CompactJwe, alg: str, enc: str, selection: Selection, steps: list[Step], limits: Limits
) -> Decryption:
    attempts: list[_Attempt] = []
    for candidate in _affordable(jwe, selection, limits):
        attempts.append(_attempt(jwe, alg, enc, candidate, limits))
        if attempts[-1].plaintext is not None:
            break
    if not attempts:
        return Decryption(steps=tuple(steps))
    best = max(attempts, key=lambda attempt: (attempt.plaintext is not None, len(attempt.steps)))
    return Decryption(steps=(*steps, *best.steps), plaintext=best.plaintext, key=best.key, tried=True)


def _affordable(jwe: CompactJwe, selection: Selection, limits: Limits) -> tuple[Candidate, ...]:
    """The candidates that may be tried: all keys together must stay within the PBES2 iterations of a request."""
    iterations = jwe.header.values.get("p2c")
    if not isinstance(iterations, int) or iterations < 1:
        return selection.candidates
    return selection.candidates[: max(limits.pbes2_iterations // iterations, 1)]


def _attempt(jwe: CompactJwe, alg: str, enc: str, candidate: Candidate, limits: Limits) -> _Attempt:
    key = candidate.key
    cek = encryption.unwrap(alg, enc, key.members, jwe.encrypted_key.octets, jwe.header.values)
    if isinstance(cek, Problem):
        return _Attempt(key=key, steps=(_not_recovered(alg, cek, key),))
    steps = [_recovered(alg, enc, cek, jwe), _associated_data(jwe)]
    if problem := _content_lengths(jwe, enc):
        return _Attempt(key=key, steps=(*steps, _failed("tag", problem)))
    sealed = Sealed(
        initialization_vector=jwe.initialization_vector.octets, ciphertext=jwe.ciphertext.octets, tag=jwe.tag.octets
    )
    plaintext = encryption.decrypt(enc, cek, jwe.additional_data, sealed)
    if isinstance(plaintext, Problem):
        return _Attempt(key=key, steps=(*steps, _tag_failed(alg, enc, plaintext)))
    steps.append(_tag_passed(enc))
    return _inflated(jwe, key, steps, plaintext, limits)


def _inflated(jwe: CompactJwe, key: Key, steps: list[Step], plaintext: bytes, limits: Limits) -> _Attempt:
    if jwe.header.values.get("zip") != "DEF":
        return _Attempt(key=key, steps=tuple(steps), plaintext=plaintext)
    inflated = inflate(plaintext, limits)
    if isinstance(inflated, Problem):
        return _Attempt(key=key, steps=(*steps, _failed("inflate", inflated)))
    summary = f"{len(plaintext):,} octets inflate to {len(inflated):,}"
    step = _step("inflate", Outcome.PASSED, summary, "RFC 7516 section 4.1.3")
    return _Attempt(key=key, steps=(*steps, step), plaintext=inflated)


def _decode(jwe: CompactJwe) -> Step:
    problems = [p for p in jwe.problems if not p.code.startswith("json.duplicate")]
    if problems:
        more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
        detail = "\n".join(problem.message for problem in problems)
        return _step("decode", Outcome.FAILED, problems[0].message + more, problems[0].reference, detail)
    sizes = ", ".join(f"{segment.name} {len(segment.octets):,}" for segment in jwe.segments)
    return _step("decode", Outcome.PASSED, f"5 parts, in octets: {sizes}", "RFC 7516 section 5.2")


def _header(jwe: CompactJwe, alg: str, limits: Limits) -> Step:
    compression = rules.compression(jwe.header)
    problems = [
        *critical(jwe.header),
        *([compression] if compression else []),
        *rules.parameters(jwe.header, alg, limits),
    ]
    if problems:
        return _failed("header", problems[0], "\n".join(problem.message for problem in problems))
    count = len(jwe.header.values)
    return _step(
        "header", Outcome.PASSED, f"{counted(count, 'Header Parameter')}, all that {alg} needs", "RFC 7516 section 4"
    )


def _algorithms(alg: str, enc: str) -> Step:
    summary = f"{alg}: {JWE_ALGORITHMS[alg].description}; {enc}: {JWE_ENCRYPTIONS[enc].description}"
    return _step("algorithm", Outcome.PASSED, summary, "RFC 7518 sections 4 and 5")


def _recovered(alg: str, enc: str, cek: bytes, jwe: CompactJwe) -> Step:
    row = JWE_ALGORITHMS[alg]
    size = f"a content key of {len(cek) * 8} bits for {enc}"
    wrapped = len(jwe.encrypted_key.octets)
    summary = f"{wrapped} octets of encrypted key → {size}" if wrapped else f"{alg} itself gives {size}"
    outcome = Outcome.PASSED
    if alg == "RSA1_5":
        # Implicit rejection: the library answers a wrong padding with random octets (RFC 7516 section 11.5).
        summary += (
            "; with RSA1_5 nobody can tell at this step whether the key was right: a wrong one gives random octets"
        )
        outcome = Outcome.WARNING
    return _step("key-management", outcome, summary, row.reference)


def _not_recovered(alg: str, problem: Problem, key: Key) -> Step:
    summary = (
        f"{alg} does not open the encrypted key with this {key.kty} key: it was encrypted to another one, or changed. "
        f"{problem.message[:1].upper()}{problem.message[1:]}"
    )
    return _step("key-management", Outcome.FAILED, summary, JWE_ALGORITHMS[alg].reference)


def _associated_data(jwe: CompactJwe) -> Step:
    summary = f"The {len(jwe.additional_data):,} characters of the protected header are bound to the ciphertext"
    return _step("associated-data", Outcome.PASSED, summary, "RFC 7516 section 5.2, step 15")


def _content_lengths(jwe: CompactJwe, enc: str) -> Problem | None:
    """The lengths that are due: AES-GCM in the library takes Initialization Vectors of any length."""
    row = JWE_ENCRYPTIONS[enc]
    for segment, due in ((jwe.initialization_vector, row.iv_octets), (jwe.tag, row.tag_octets)):
        if len(segment.octets) != due:
            return Problem(
                code=f"jwe.{segment.name.replace(' ', '-')}-length",
                message=f"The {segment.name} has {len(segment.octets)} octets; {enc} needs {due}",
                span=segment.span,
                reference=row.reference,
            )
    return None


def _tag_passed(enc: str) -> Step:
    bits = JWE_ENCRYPTIONS[enc].tag_octets * 8
    summary = f"{enc}: the tag of {bits} bits matches, so nothing was changed"
    return _step("tag", Outcome.PASSED, summary, JWE_ENCRYPTIONS[enc].reference)


def _tag_failed(alg: str, enc: str, problem: Problem) -> Step:
    row = JWE_ENCRYPTIONS[enc]
    if problem.code != "crypto.tag":
        return _step("tag", Outcome.FAILED, f"{enc}: {problem.message}", row.reference)
    if alg not in _NO_PROOF:
        reason = "the key was right, so header, ciphertext or tag were changed after encryption"
    else:
        reason = f"with {alg} this cannot tell a wrong key from a changed token"
    return _step("tag", Outcome.FAILED, f"{enc}: the tag does not match; {reason}", row.reference)


def _failed(cause: str, problem: Problem | str, detail: str | None = None) -> Step:
    if isinstance(problem, str):
        return _step(cause, Outcome.FAILED, problem, None, detail)
    return _step(cause, Outcome.FAILED, problem.message, problem.reference, detail)


def _step(cause: str, outcome: Outcome, summary: str, reference: str | None, detail: str | None = None) -> Step:
    return Step(
        code=f"jwe.{cause}", name=_NAMES[cause], outcome=outcome, summary=summary, detail=detail, reference=reference
    )
