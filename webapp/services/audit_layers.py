"""Every layer of a token as the checks take it: read, verified or decrypted, and what is inside of it in turn."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Final

from webapp.jose.artefact import TOKENS, Artefact
from webapp.jose.audit.cases import EncryptedToken, SignedToken
from webapp.jose.audit.expected import Expected
from webapp.jose.audit.kinds import Recognised, TokenKind, recognise, recognise_sealed
from webapp.jose.audit.parts import nested
from webapp.jose.audit.run import (
    audit_encrypted,
    audit_signed,
)
from webapp.jose.describe.artefacts import describe_content
from webapp.jose.describe.jws import claims_of
from webapp.jose.detect import Detection, detect
from webapp.jose.diagnose.algorithm import confusion
from webapp.jose.diagnose.bench import Bench
from webapp.jose.diagnose.case import SignatureCase
from webapp.jose.encoded_text import EncodedText
from webapp.jose.finding import Finding
from webapp.jose.json_object import JsonValue
from webapp.jose.json_part import JsonPart
from webapp.jose.json_part import read as read_json
from webapp.jose.jwe.decrypt import Decryption
from webapp.jose.jwe.jwe import Jwe
from webapp.jose.jwk.key_text import KeyText
from webapp.jose.jws.jws import Jws
from webapp.jose.jws.own_key import own_key
from webapp.jose.jws.verify import Verification
from webapp.jose.jws.verify import verify as verify_signature
from webapp.jose.limits import Limits
from webapp.jose.registry.algorithms import JWE_ALGORITHMS, JWS_ALGORITHMS
from webapp.jose.text import Excerpt
from webapp.jose.trace import UNCHECKED, Outcome
from webapp.services.decryption import try_recipients
from webapp.services.questions import Question
from webapp.services.reading import Looked, Reading, read

_UNMADE: Final = Verification(steps=(), signature=UNCHECKED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What was asked, with what stays the same for every layer. is_sealed says that a layer around it is a JWE."""

    question: Question
    keys: KeyText
    expected: Expected
    limits: Limits
    looked: Looked
    guessing: int
    is_sealed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """What was found of one token, and of those that are inside of it; and the "alg" of each, from outside."""

    kind: Recognised
    findings: tuple[Finding, ...]
    algs: tuple[str, ...] = ()


def audit_token(reading: Reading, detection: Detection, task: Task, level: int) -> Layer:
    """What is noticed about a token that was read, and about those inside of it."""
    if reading.jwe is not None:
        return _audit_jwe(reading.jwe, reading.artefact, detection, task, level)
    if reading.jws is not None:
        return _audit_jws(reading.jws, reading, detection, task, level)
    return Layer(kind=_kind(task, {}, None), findings=())


def _audit_jws(jws: Jws, reading: Reading, detection: Detection, task: Task, level: int) -> Layer:
    claims = reading.claims
    if jws.is_detached and task.question.content:
        jws = replace(jws, content=task.question.content)
        claims = claims_of(jws, task.limits)
    header = jws.signatures[0].header.values if jws.signatures else {}
    kind = _kind(task, header, claims, has_disclosures=reading.sd_jwt is not None)
    task = _with_own_key(task, header) if kind.ruled_as is TokenKind.DPOP else task
    token = SignedToken(
        jws=jws,
        artefact=reading.artefact,
        claims=claims,
        kind=kind,
        keys=task.keys,
        expected=task.expected,
        sd_jwt=reading.sd_jwt,
        verifications=_verified(jws, task, level),
        is_confused=_is_confused(jws, task),
        level=level,
        is_encrypted=task.is_sealed,
        stripped=detection.stripped,
        published=task.question.published,
        guessing=task.guessing,
    )
    findings = audit_signed(token)
    algs = (_alg(header, JWS_ALGORITHMS),)
    content = nested(reading.artefact)
    inner = _inside(content.text, task, level) if content else None
    if inner is None:
        return Layer(kind=kind, findings=findings, algs=algs)
    return replace(inner, findings=(*findings, *inner.findings), algs=(*algs, *inner.algs))


def _alg(header: Mapping[str, JsonValue], known: Collection[str]) -> str:
    """The algorithm, where it is one of those that such a token may have; "" otherwise."""
    alg = header.get("alg")
    return alg if isinstance(alg, str) and alg in known else ""


def _with_own_key(task: Task, header: Mapping[str, JsonValue]) -> Task:
    """The task with the key of the header in place of those that were given: a DPoP proof is checked with that."""
    return replace(task, keys=own_key(header, task.limits), looked=replace(task.looked, verifications=None))


def _verified(jws: Jws, task: Task, level: int) -> tuple[Verification, ...]:
    if not task.keys.keys:
        return ()
    if level == 1 and task.looked.verifications is not None:
        return task.looked.verifications
    each = max(min(task.limits.keys_tried, task.limits.key_pairs // max(len(jws.signatures), 1)), 1)
    limits = replace(task.limits, keys_tried=each)
    verifications = tuple(verify_signature(jws, signature, task.keys.keys, limits) for signature in jws.signatures)
    return verifications if level == 1 or _are_meant(verifications, task) else ()


def _are_meant(verifications: tuple[Verification, ...], task: Task) -> bool:
    """Whether keys are meant for the token inside: that those of the token around it do not fit says nothing."""
    if task.question.inner_key or any(one.signature.outcome is Outcome.PASSED for one in verifications):
        return True
    return len(task.keys.keys) > 1 and any(one.key is not None for one in verifications)


def _is_confused(jws: Jws, task: Task) -> bool:
    """Whether a MAC is made with the text of one of the public keys: the attack is proven by computing it."""
    if not task.keys.keys:
        return False
    bench = Bench(task.limits.diagnosis)
    given = task.question.given(task.keys, task.limits)
    return any(
        str(signature.header.values.get("alg")).startswith("HS")
        and confusion(SignatureCase(given=given, jws=jws, signature=signature, verification=_UNMADE), bench)
        for signature in jws.signatures
    )


def _audit_jwe(jwe: Jwe, artefact: Artefact, detection: Detection, task: Task, level: int) -> Layer:
    decryptions = _decrypted(jwe, task, level)
    task = replace(task, is_sealed=True)
    plaintext = next((one.plaintext for one in decryptions if one.plaintext is not None), None)
    content = describe_content(plaintext, task.limits, task.expected.at) if plaintext is not None else None
    claims = _plaintext_claims(content, task)
    header = jwe.recipients[0].header.values if jwe.recipients else {}
    inner = _inside(content.text, _after(jwe, task), level) if content and content.kind in TOKENS else None
    kind = inner.kind if inner else _kind_of_sealed(task, header, claims, artefact)
    token = EncryptedToken(
        jwe=jwe,
        artefact=artefact,
        kind=kind,
        keys=task.keys,
        expected=task.expected,
        decryptions=decryptions,
        content=content,
        plaintext_claims=claims,
        level=level,
        stripped=detection.stripped,
    )
    findings = audit_encrypted(token)
    return Layer(
        kind=kind,
        findings=(*findings, *(inner.findings if inner else ())),
        algs=(_alg(header, JWE_ALGORITHMS), *(inner.algs if inner else ())),
    )


def _decrypted(jwe: Jwe, task: Task, level: int) -> tuple[Decryption, ...]:
    """What comes of decrypting; outer layers have used up PBES2 iterations before."""
    if not task.keys.keys:
        return ()
    if level == 1 and task.looked.decryptions is not None:
        return task.looked.decryptions
    decryptions = tuple(done for _, done in try_recipients(jwe, task.keys, task.limits))
    is_meant = level == 1 or task.question.inner_key or any(one.plaintext is not None for one in decryptions)
    return decryptions if is_meant else ()


def _after(jwe: Jwe, task: Task) -> Task:
    """The task for what is inside: all layers share the PBES2 iterations of one request."""
    counts = (recipient.header.values.get("p2c") for recipient in jwe.recipients)
    spent = len(task.keys.keys) * sum(n for n in counts if isinstance(n, int) and n > 0)
    left = max(task.limits.pbes2_iterations - spent, 0)
    return replace(task, limits=replace(task.limits, pbes2_iterations=left))


def _plaintext_claims(content: Artefact | None, task: Task) -> JsonPart | None:
    if content is None or content.claims is None or content.kind in TOKENS:
        return None
    return read_json("plaintext", EncodedText.of(Excerpt.whole(content.text)), task.limits)


def _inside(text: str, task: Task, level: int) -> Layer | None:
    """The token that is inside of another. Its places are in a text that was not pasted, and are left out."""
    if level >= task.limits.nesting:
        return None
    detection = detect(text, task.limits)
    if not detection.found or detection.found[0].kind not in TOKENS:
        return None
    reading = read(detection.found[0], task.limits, task.expected.at)
    if (inner := task.question.read_inner_keys(task.limits)).keys:
        task = replace(task, keys=replace(task.keys, container=inner.container))
    layer = audit_token(reading, detection, task, level + 1)
    return replace(layer, findings=tuple(replace(found, span=None) for found in layer.findings))


def _kind(
    task: Task, header: Mapping[str, JsonValue], claims: JsonPart | None, *, has_disclosures: bool = False
) -> Recognised:
    if task.expected.kind is not None:
        return Recognised(kind=task.expected.kind, reasons=(task.expected.kind_reason,), is_given=True)
    if has_disclosures:
        return Recognised(kind=TokenKind.SD_JWT, reasons=("it has the parts of an SD-JWT",))
    return recognise(header, claims.values if claims else None)


def _kind_of_sealed(
    task: Task, header: Mapping[str, JsonValue], claims: JsonPart | None, artefact: Artefact
) -> Recognised:
    if task.expected.kind is not None:
        return _kind(task, header, claims)
    return recognise_sealed(header, claims.values if claims else None, artefact.label)
