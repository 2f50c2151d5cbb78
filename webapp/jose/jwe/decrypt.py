"""Decrypting a JWE stage by stage: key management, content key, associated data, tag, inflate (RFC 7516 section 5.2).

For one's own key the stage that failed is told. That is no oracle: whoever asks holds the key.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from webapp.jose.crypto import encryption
from webapp.jose.crypto.encryption import Sealed
from webapp.jose.jose_header import JoseHeader
from webapp.jose.json_object import JsonValue
from webapp.jose.jwe import evidence
from webapp.jose.jwe import header as rules
from webapp.jose.jwe.inflate import inflate
from webapp.jose.jwe.jwe import Jwe, JweRecipient
from webapp.jose.jwk.key import Key
from webapp.jose.jwk.select import Candidate, Purpose, Selection, select_keys
from webapp.jose.jws.header import critical
from webapp.jose.key_steps import choice_step
from webapp.jose.limits import Limits
from webapp.jose.registry.algorithms import JWE_ALGORITHMS, JWE_ENCRYPTIONS
from webapp.jose.text import Problem, counted
from webapp.jose.trace import Outcome, Step

# With these, a wrong key still gives a content key: only the tag shows that it was wrong.
_HARMLESS: Final = frozenset({"json.duplicate-member", "json.line-breaks", "header.member-type"})
_NO_PROOF: Final = frozenset({"dir", "ECDH-ES", "RSA1_5"})
# What private RSA operations of one recipient may cost, in those of 1,024 bits: two keys of 8,192, 128 of 2,048 bits.
_RSA_BUDGET: Final = 1024
_UNDERSTOOD: Final[frozenset[str]] = frozenset()
_NAMES: Final = {
    "decode": "Split and decode",
    "header": "Header rules",
    "algorithm": "Algorithms",
    "key-trust": "Key may be used",
    "key-management": "Content key recovered",
    "associated-data": "Associated data",
    "tag": "Tag checked",
    "inflate": "Inflated",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Decryption:
    """The steps, and the plaintext when all of them passed. content_key is the one that was tried on the content."""

    steps: tuple[Step, ...]
    plaintext: bytes | None = field(default=None, repr=False)
    content_key: bytes | None = field(default=None, repr=False)
    key: Key | None = None
    tried: bool = False
    header: Mapping[str, JsonValue] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Attempt:
    """One key: its steps, how far it came, and the plaintext."""

    key: Key
    steps: tuple[Step, ...]
    plaintext: bytes | None = field(default=None, repr=False)
    content_key: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class _Task:
    """A JWE to be decrypted as one of its recipients."""

    jwe: Jwe
    recipient: JweRecipient
    alg: str
    enc: str
    limits: Limits

    @property
    def header(self) -> JoseHeader:
        """The JOSE Header of this recipient."""
        return self.recipient.header


def decrypt(jwe: Jwe, recipient: JweRecipient, keys: tuple[Key, ...], limits: Limits) -> Decryption:
    """Decrypt as one recipient with the keys that were given. A wrong key is a result, not an exception.

    Step codes: jwe.decode, jwe.header, jwe.algorithm, jwe.key, jwe.key-management, jwe.associated-data, jwe.tag,
    jwe.inflate, and those of fit.reasons_against.
    """
    steps = [_decode(jwe, recipient)]
    alg, enc = rules.algorithm(recipient.header), rules.encryption(recipient.header)
    if isinstance(alg, Problem):
        return Decryption(steps=(*steps, _failed("algorithm", alg)))
    if isinstance(enc, Problem):
        return Decryption(steps=(*steps, _failed("algorithm", enc)))
    task = _Task(jwe, recipient, alg, enc, limits)
    steps += [_header(task), _algorithms(alg, enc)]
    if any(step.outcome is Outcome.FAILED for step in steps):
        return Decryption(steps=tuple(steps))
    selection = _select(task, keys)
    steps.append(choice_step("jwe.key", selection))
    return _with_keys(task, selection, steps)


def _select(task: _Task, keys: tuple[Key, ...]) -> Selection:
    kid = task.header.values.get("kid")
    named = kid if isinstance(kid, str) else None
    return select_keys(keys, alg=task.alg, kid=named, purpose=Purpose.DECRYPT, enc=task.enc, limits=task.limits)


def _objection(candidate: Candidate) -> Step | None:
    """What a key says against being used.

    A key made for another way of encrypting is not used: RSA1_5 with a key meant for OAEP is how paddings are attacked
    (RFC 8725 section 3.1). Any other objection is told, and the mathematics is done.
    """
    if not candidate.objections:
        return None
    reason = candidate.objections[0]
    is_refused = reason.code == "key.alg" and candidate.key.alg in JWE_ALGORITHMS
    more = ". To try it all the same, take that member out of the key" if is_refused else ""
    outcome = Outcome.FAILED if is_refused else Outcome.WARNING
    step = _step("key-trust", outcome, reason.message + more, reason.reference)
    return replace(step, reason=reason.code)


def _with_keys(task: _Task, selection: Selection, steps: list[Step]) -> Decryption:
    attempts: list[_Attempt] = []
    for candidate in _affordable(task, selection):
        attempts.append(_attempt(task, candidate))
        if attempts[-1].plaintext is not None:
            break
    if not attempts:
        return Decryption(steps=tuple(steps))
    best = max(attempts, key=lambda attempt: (attempt.plaintext is not None, len(attempt.steps)))
    return Decryption(
        steps=(*steps, *(_shown(task, step, best.content_key) for step in best.steps)),
        plaintext=best.plaintext,
        content_key=best.content_key,
        key=best.key,
        tried=True,
        header=task.header.values,
    )


def _shown(task: _Task, step: Step, cek: bytes | None) -> Step:
    """A tag that does not match, with the octets that show it."""
    if step.code != "jwe.tag" or step.outcome is not Outcome.FAILED or cek is None:
        return step
    return replace(step, detail=evidence.of_content(task.jwe, task.alg, task.enc, cek))


def _affordable(task: _Task, selection: Selection) -> tuple[Candidate, ...]:
    """The candidates that may be tried: within the PBES2 iterations of a request, and within what RSA may cost."""
    iterations = task.header.values.get("p2c")
    if isinstance(iterations, int) and iterations > 0:
        return selection.candidates[: max(task.limits.pbes2_iterations // iterations, 1)]
    spent, affordable = 0, 0
    for candidate in selection.candidates:
        spent += (candidate.key.bits // 1024) ** 3 if candidate.key.kty == "RSA" else 1
        if spent > _RSA_BUDGET and affordable:
            break
        affordable += 1
    return selection.candidates[:affordable]


def _attempt(task: _Task, candidate: Candidate) -> _Attempt:
    key, jwe = candidate.key, task.jwe
    objection = _objection(candidate)
    if objection and objection.outcome is Outcome.FAILED:
        return _Attempt(key=key, steps=(objection,))
    before = (objection,) if objection else ()
    cek = _content_key(task, key)
    if isinstance(cek, Step):
        return _Attempt(key=key, steps=(*before, cek))
    steps = [*before, _recovered(task, cek), _associated_data(jwe)]
    if problem := _content_lengths(task):
        return _Attempt(key=key, steps=(*steps, _failed("tag", problem)), content_key=cek)
    sealed = Sealed(
        initialization_vector=jwe.initialization_vector.octets, ciphertext=jwe.ciphertext.octets, tag=jwe.tag.octets
    )
    plaintext = encryption.decrypt(task.enc, cek, jwe.additional_data, sealed)
    if isinstance(plaintext, Problem):
        return _Attempt(key=key, steps=(*steps, _tag_failed(task.alg, task.enc, plaintext)), content_key=cek)
    steps.append(_tag_passed(task.enc))
    return replace(_inflated(task, key, steps, plaintext), content_key=cek)


def _content_key(task: _Task, key: Key) -> bytes | Step:
    """The Content Encryption Key, or the step that says why there is none."""
    ephemeral = task.header.values.get("epk")
    crv = ephemeral.get("crv") if isinstance(ephemeral, dict) else None
    if task.alg.startswith("ECDH-ES") and crv != key.crv:
        message = f'The "epk" of the token is on {str(crv)[:20]}, this key on {key.crv}: both must be on one curve'
        return _failed(
            "key-management", Problem(code="key.curve", message=message, reference="RFC 7518 section 4.6.1.1")
        )
    wrapped = task.recipient.encrypted_key.octets
    cek = encryption.unwrap(task.alg, task.enc, key.members, wrapped, task.header.values)
    return _not_recovered(task, key, cek) if isinstance(cek, Problem) else cek


def _inflated(task: _Task, key: Key, steps: list[Step], plaintext: bytes) -> _Attempt:
    if task.header.values.get("zip") != "DEF":
        return _Attempt(key=key, steps=tuple(steps), plaintext=plaintext)
    inflated = inflate(plaintext, task.limits)
    if isinstance(inflated, Problem):
        return _Attempt(key=key, steps=(*steps, _failed("inflate", inflated)))
    summary = f"{len(plaintext):,} octets inflate to {len(inflated):,}"
    step = _step("inflate", Outcome.PASSED, summary, "RFC 7516 section 4.1.3")
    return _Attempt(key=key, steps=(*steps, step), plaintext=inflated)


def _decode(jwe: Jwe, recipient: JweRecipient) -> Step:
    others = {p for other in jwe.recipients if other is not recipient for p in other.problems} - set(recipient.problems)
    own = [problem for problem in jwe.problems if problem not in others]
    grave = [problem for problem in own if problem.code not in _HARMLESS]
    if grave:
        more = f" (and {len(grave) - 1} more)" if len(grave) > 1 else ""
        detail = "\n".join(problem.message for problem in grave)
        return _failed("decode", replace(grave[0], message=grave[0].message + more), detail)
    if own:
        return replace(_failed("decode", own[0]), outcome=Outcome.WARNING)
    sizes = ", ".join(f"{segment.name} {len(segment.octets):,}" for segment in jwe.segments)
    return _step("decode", Outcome.PASSED, f"All parts decode, in octets: {sizes}", "RFC 7516 section 5.2")


def _header(task: _Task) -> Step:
    compression = rules.compression(task.header)
    problems = [
        *critical(task.header, _UNDERSTOOD),
        *([compression] if compression else []),
        *rules.parameters(task.header, task.alg, task.limits),
        *rules.encrypted_key(task.recipient, task.alg),
    ]
    if problems:
        return _failed("header", problems[0], "\n".join(problem.message for problem in problems))
    count = len(task.header.values)
    return _step(
        "header",
        Outcome.PASSED,
        f"{counted(count, 'Header Parameter')}, all that {task.alg} needs",
        "RFC 7516 section 4",
    )


def _algorithms(alg: str, enc: str) -> Step:
    summary = f"{alg}: {JWE_ALGORITHMS[alg].description}; {enc}: {JWE_ENCRYPTIONS[enc].description}"
    return _step("algorithm", Outcome.PASSED, summary, "RFC 7518 sections 4 and 5")


def _recovered(task: _Task, cek: bytes) -> Step:
    alg, enc = task.alg, task.enc
    row = JWE_ALGORITHMS[alg]
    size = f"a content key of {len(cek) * 8} bits for {enc}"
    wrapped = len(task.recipient.encrypted_key.octets)
    summary = f"{wrapped} octets of encrypted key → {size}" if wrapped else f"{alg} itself gives {size}"
    outcome = Outcome.PASSED
    if alg == "RSA1_5":
        # Implicit rejection: the library answers a wrong padding with random octets (RFC 7516 section 11.5).
        summary += (
            "; with RSA1_5 nobody can tell at this step whether the key was right: a wrong one gives random octets"
        )
        outcome = Outcome.WARNING
    return _step("key-management", outcome, summary, row.reference)


def _not_recovered(task: _Task, key: Key, problem: Problem) -> Step:
    alg = task.alg
    detail = evidence.of_encrypted_key(key, task.recipient.encrypted_key.octets) or problem.message
    if alg.startswith("PBES2"):
        summary = "This password does not open the encrypted key: the password is wrong, or the token was changed"
    else:
        summary = (
            f"{alg} does not open the encrypted key with this key: it was encrypted to another one, or was changed"
        )
    step = _step("key-management", Outcome.FAILED, summary, JWE_ALGORITHMS[alg].reference, detail)
    return replace(step, reason=problem.code)


def _associated_data(jwe: Jwe) -> Step:
    if not jwe.additional_data:
        summary = "There is no protected header and no additional data: nothing but the content is protected"
        return _step("associated-data", Outcome.PASSED, summary, "RFC 7516 section 5.2, step 15")
    header = "the protected header" if jwe.protected else ""
    what = " and ".join(part for part in (header, "the additional data" if jwe.aad else "") if part)
    summary = f"The {len(jwe.additional_data):,} characters of {what} are bound to the ciphertext"
    return _step("associated-data", Outcome.PASSED, summary, "RFC 7516 section 5.2, step 15")


def _content_lengths(task: _Task) -> Problem | None:
    """The lengths that are due: AES-GCM in the library takes Initialization Vectors of any length."""
    row = JWE_ENCRYPTIONS[task.enc]
    for segment, due in ((task.jwe.initialization_vector, row.iv_octets), (task.jwe.tag, row.tag_octets)):
        if len(segment.octets) != due:
            return Problem(
                code=f"jwe.{segment.name.replace(' ', '-')}-length",
                message=f"The {segment.name} has {len(segment.octets)} octets; {task.enc} needs {due}",
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


def _failed(cause: str, problem: Problem, detail: str | None = None) -> Step:
    return replace(_step(cause, Outcome.FAILED, problem.message, problem.reference, detail), reason=problem.code)


def _step(cause: str, outcome: Outcome, summary: str, reference: str | None, detail: str | None = None) -> Step:
    return Step(
        code=f"jwe.{cause}", name=_NAMES[cause], outcome=outcome, summary=summary, detail=detail, reference=reference
    )
