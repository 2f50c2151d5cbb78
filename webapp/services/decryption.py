"""What is inside? A JWE decrypted, and what it held looked at in turn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from webapp.jose.artefact import Artefact, Kind, Payload
from webapp.jose.base64url import encode
from webapp.jose.describe.artefacts import describe_content, read_jwe
from webapp.jose.describe.jwe import describe_jwe
from webapp.jose.detect import Detection, detect
from webapp.jose.diagnose.case import DecryptionCase
from webapp.jose.jwe.decrypt import Decryption
from webapp.jose.jwe.decrypt import decrypt as decrypt_content
from webapp.jose.jwe.jwe import Jwe, JweRecipient
from webapp.jose.jwk.parse import KeyText
from webapp.jose.jwt import claims_set, time
from webapp.jose.jwt.claims_set import ClaimsCheck
from webapp.jose.jwt.time import TimeCheck
from webapp.jose.limits import Limits
from webapp.jose.trace import UNCHECKED, Outcome
from webapp.services.named_keys import with_thumbprints
from webapp.services.questions import Question
from webapp.services.reading import Looked, Reading
from webapp.services.reasons import explained_decryption, foreign
from webapp.services.results import DecryptionResult, Plaintext, RecipientResult, Verdict, VerificationResult
from webapp.services.verdict import about_its_maker, no_token, several


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answer:
    """A result with what it was made from, so that its failure can be explained; no case: a JWE without recipients."""

    result: DecryptionResult
    case: DecryptionCase | None
    place: int
    reading: Reading
    decryptions: tuple[Decryption, ...]


def decrypt_layer(keys: KeyText, question: Question, limits: Limits) -> DecryptionResult:
    """What decrypt_looked answers, where nobody asks for more."""
    return decrypt_looked(Looked(detection=detect(question.input, limits), keys=keys), question, limits)[0]


def decrypt_looked(looked: Looked, question: Question, limits: Limits) -> tuple[DecryptionResult, Looked]:
    """Decrypt the first JWE of a paste with the keys given. Of anything else the result says what it is.

    Only this layer: what is inside of it is described, and judged by layers.py. What was read and computed comes along.
    """
    detection, keys = looked.detection, looked.keys
    found = [place for place, one in enumerate(detection.found) if one.kind is Kind.JWE]
    if not found:
        looked = looked.with_readings(range(len(detection.found))[:1], limits, question.expected.at)
        return _no_jwe(looked, question), looked
    answers = list(_answers(found, detection, keys, question, limits))
    best = answers[-1] if answers[-1].result.plaintext is not None else answers[0]
    result = explained_decryption(best.result, best.case) if best.case else best.result
    known = replace(
        looked, place=best.place, readings={one.place: one.reading for one in answers}, decryptions=best.decryptions
    )
    problems = several(detection, result.artefact)
    return replace(result, problems=problems, others=known.others(limits, question.expected.at)), known


def _answers(
    found: list[int], detection: Detection, keys: KeyText, question: Question, limits: Limits
) -> Iterator[_Answer]:
    """One token after the other until one is decrypted: all of them share the PBES2 iterations of one request."""
    left = limits.pbes2_iterations
    for one in found:
        answer = _decrypt_found(one, detection, keys, question, replace(limits, pbes2_iterations=left))
        yield answer
        result = answer.result
        if result.plaintext is not None:
            return
        left = max(left - iterations_of(result), 0)


def iterations_of(result: VerificationResult | DecryptionResult) -> int:
    """How many PBES2 iterations were computed for a result, at most."""
    if isinstance(result, VerificationResult) or result.artefact is None:
        return 0
    artefact = result.artefact
    headers = [artefact.header, *(recipient.header for recipient in artefact.recipients)]
    counts = [header.get("p2c") for header in headers if header]
    return max(len(result.keys), 1) * sum(n for n in counts if isinstance(n, int) and n > 0)


def _decrypt_found(place: int, detection: Detection, keys: KeyText, question: Question, limits: Limits) -> _Answer:
    jwe = read_jwe(detection.found[place], limits)
    tried = try_recipients(jwe, keys, limits)
    recipient, done = max(tried, key=_rank, default=(None, Decryption(steps=())))
    index = recipient.index if recipient and len(tried) > 1 else None
    content = _content(done, limits, question.expected.at)
    verdict = _verdict(done, keys)
    headline, explanation = _words(verdict, done, content, keys)
    if index is not None and verdict is Verdict.FAILED:
        explanation = f"None of the {len(tried)} recipients. The nearest is number {index + 1}: {explanation}"
    artefact = describe_jwe(jwe, question.expected.at)
    if verdict is Verdict.UNDECRYPTABLE and not keys.keys:
        explanation = " ".join((explanation, *about_its_maker(artefact)))
    checked = _check(content, done, question)
    result = DecryptionResult(
        verdict=verdict,
        headline=headline,
        explanation=explanation,
        index=index,
        steps=done.steps,
        key=done.key,
        keys=keys.keys,
        key_problems=keys.problems,
        plaintext=_plaintext(done.plaintext),
        content=content,
        time=checked.time.light,
        claims=checked.claims.light,
        checks=(*checked.time.steps, *checked.claims.steps),
        recipients=tuple(_published(*one) for one in tried),
        artefact=with_thumbprints(artefact, keys.keys),
        stripped=detection.stripped,
    )
    case = None
    if recipient is not None:
        case = DecryptionCase(given=question.given(keys, limits), jwe=jwe, recipient=recipient, decryption=done)
    return _Answer(
        result=result,
        case=case,
        place=place,
        reading=Reading(artefact=artefact, jwe=jwe),
        decryptions=tuple(one for _, one in tried) if keys.keys else (),
    )


def try_recipients(jwe: Jwe, keys: KeyText, limits: Limits) -> list[tuple[JweRecipient, Decryption]]:
    """Every recipient, with keys and PBES2 iterations of one request shared among them."""
    count = max(len(jwe.recipients), 1)
    each = replace(
        limits,
        keys_tried=max(min(limits.keys_tried, limits.key_pairs // count), 1),
        pbes2_iterations=limits.pbes2_iterations // _password_recipients(jwe),
    )
    return [(recipient, decrypt_content(jwe, recipient, keys.keys, each)) for recipient in jwe.recipients]


def _password_recipients(jwe: Jwe) -> int:
    """How many recipients derive a key from a password; at least 1."""
    return max(sum(str(r.header.values.get("alg")).startswith("PBES2") for r in jwe.recipients), 1)


def _rank(one: tuple[JweRecipient, Decryption]) -> tuple[bool, bool, int]:
    """How far a recipient came: decrypted, tried at all, and after how many steps it stopped."""
    decryption = one[1]
    return decryption.plaintext is not None, decryption.tried, len(decryption.steps)


def _published(recipient: JweRecipient, decryption: Decryption) -> RecipientResult:
    alg, kid = (recipient.header.values.get(name) for name in ("alg", "kid"))
    ended = next((step for step in decryption.steps if step.outcome is Outcome.FAILED), decryption.steps[-1])
    failed = ended.outcome is Outcome.FAILED
    outcome = Outcome.PASSED if decryption.plaintext is not None else Outcome.FAILED if failed else Outcome.SKIPPED
    return RecipientResult(
        index=recipient.index,
        alg=alg if isinstance(alg, str) else None,
        kid=kid if isinstance(kid, str) else None,
        outcome=outcome,
        summary=ended.summary,
        steps=decryption.steps,
    )


@dataclass(frozen=True, slots=True)
class _Checked:
    """The verdicts about the claims that were inside."""

    time: TimeCheck
    claims: ClaimsCheck


def _check(content: Artefact | None, done: Decryption, question: Question) -> _Checked:
    """Hold what was inside against the expectations: with the inner header, or that of the JWE around plain claims."""
    if done.plaintext is None or content is None:
        return _Checked(TimeCheck(steps=(), light=UNCHECKED), ClaimsCheck(steps=(), light=UNCHECKED))
    header = content.header if content.header is not None else done.header
    inner = content.claims if content.is_whole else None
    return _Checked(time.check(inner, question.expected, header), claims_set.check(header, inner, question.expected))


def _content(done: Decryption, limits: Limits, now: int) -> Artefact | None:
    return None if done.plaintext is None else describe_content(done.plaintext, limits, now)


def _plaintext(octets: bytes | None) -> Plaintext | None:
    if octets is None:
        return None
    try:
        text = octets.decode("utf-8")
    except UnicodeDecodeError:
        text = None
    return Plaintext(text=text, base64url=encode(octets), octets=len(octets))


def _verdict(done: Decryption, keys: KeyText) -> Verdict:
    """Failed when something was wrong with token or key; undecryptable when there was no usable key to try."""
    if done.plaintext is not None:
        return Verdict.DECRYPTED
    if any(step.outcome is Outcome.FAILED for step in done.steps) and any(key.is_usable for key in keys.keys):
        return Verdict.FAILED
    return Verdict.UNDECRYPTABLE


def _words(verdict: Verdict, done: Decryption, content: Artefact | None, keys: KeyText) -> tuple[str, str]:
    if verdict is Verdict.DECRYPTED:
        return f"Decrypted: {_what_was_inside(content)}", ""
    failed = next((step for step in done.steps if step.outcome is Outcome.FAILED), None)
    if verdict is Verdict.FAILED and failed:
        return "It does not decrypt", f"{failed.name}: {failed.summary}."
    if keys.problems or (keys.keys and keys.keys[0].problems):
        problem = (keys.problems or keys.keys[0].problems)[0]
        return "Not decrypted yet", f"The key cannot be used: {problem.message}"
    if failed and failed.code != "jwe.key":
        return "It cannot be decrypted", f"{failed.name}: {failed.summary}."
    return "Not decrypted yet", "Paste the private key, the secret or the password that it was encrypted for."


def _what_was_inside(content: Artefact | None) -> str:
    if content is None or (content.payload and content.payload.media == "binary"):
        return "octets were inside"
    if content.kind in (Kind.JWS, Kind.SD_JWT):
        return "a signed JWT was inside" if content.claims is not None else "a signed token was inside"
    if content.kind is Kind.JWE:
        return "another encrypted token was inside"
    if content.claims is not None:
        return "claims were inside"
    return (
        "nothing was inside"
        if isinstance(content.payload, Payload) and not content.payload.base64url
        else "text was inside"
    )


def _no_jwe(looked: Looked, question: Question) -> DecryptionResult:
    detection, keys = looked.detection, looked.keys
    artefact = looked.readings[0].artefact if looked.readings else None
    return DecryptionResult(
        verdict=Verdict.UNDECRYPTABLE,
        headline="There is nothing encrypted here",
        explanation=_instead(artefact),
        diagnoses=foreign(artefact, detection.problems, _instead(artefact), question.input),
        keys=keys.keys,
        key_problems=keys.problems,
        artefact=artefact,
        stripped=detection.stripped,
        problems=detection.problems,
    )


def _instead(artefact: Artefact | None) -> str:
    if artefact is not None and artefact.kind in (Kind.JWS, Kind.SD_JWT):
        return "This is a JWS: signed, not encrypted. Everybody who holds it can read it as it is."
    return no_token(artefact)
