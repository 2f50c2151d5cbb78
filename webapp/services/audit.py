"""What would a specialist notice? The findings about a token, its keys, and whatever is inside of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final, TypeVar

from webapp.jose.artefact import Artefact, Kind
from webapp.jose.audit.cases import EncryptedToken, KeysCase, PasteCase, Role, SignedToken, TokensCase
from webapp.jose.audit.expected import Expected
from webapp.jose.audit.kinds import Recognised, TokenKind, recognise, recognise_sealed
from webapp.jose.audit.parts import nested
from webapp.jose.audit.run import (
    audit_encrypted,
    audit_key,
    audit_keys,
    audit_pairs,
    audit_paste,
    audit_secret,
    audit_signed,
    in_order,
    secret_of,
)
from webapp.jose.describe.artefacts import describe_content
from webapp.jose.describe.jws import claims_of
from webapp.jose.detect import Detection, Found, detect
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
from webapp.jose.jwk.key import Key
from webapp.jose.jwk.key_text import KeyText
from webapp.jose.jwk.secret import secret_key
from webapp.jose.jws.jws import Jws
from webapp.jose.jws.own_key import own_key
from webapp.jose.jws.verify import Verification
from webapp.jose.jws.verify import verify as verify_signature
from webapp.jose.limits import Limits
from webapp.jose.registry.algorithms import JWE_ALGORITHMS, JWS_ALGORITHMS
from webapp.jose.text import Excerpt
from webapp.jose.trace import UNCHECKED, Outcome
from webapp.services.audit_pairs import COMPARED, Company, in_company, with_tokens
from webapp.services.decryption import try_recipients
from webapp.services.held import held, profile_of
from webapp.services.questions import Question
from webapp.services.reading import Looked, Reading, look, read
from webapp.services.results import AuditResult, DecryptionResult, InspectionResult, VerificationResult

_Result = TypeVar("_Result", InspectionResult, VerificationResult, DecryptionResult)

_TOKENS: Final = (Kind.JWS, Kind.SD_JWT, Kind.JWE)
# Damaged tokens, JSON and markup are no secrets.
_NO_SECRET: Final = re.compile(r"[{\[<]|.{0,40}eyJ|[\w-]++(?:\.[\w-]++){2}", re.DOTALL)
# Microseconds for trying published secrets on a token while it is looked at; the audit itself takes more.
_GUESSING: Final = 300
# Tokens of one paste that are compared with each other.
_LEAST_PAIRED: Final = 2
_MOST_PAIRED: Final = 20
_UNMADE: Final = Verification(steps=(), signature=UNCHECKED)
_KEYS: Final = (Kind.JWK, Kind.JWK_SET, Kind.PEM, Kind.KEY)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Task:
    """What was asked, with what stays the same for every layer. is_sealed says that a layer around it is a JWE."""

    question: Question
    keys: KeyText
    expected: Expected
    limits: Limits
    looked: Looked
    guessing: int
    is_sealed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Layer:
    """What was found of one token, and of those that are inside of it; and the "alg" of each, from outside."""

    kind: Recognised
    findings: tuple[Finding, ...]
    algs: tuple[str, ...] = ()


def audit(question: Question, limits: Limits) -> AuditResult:
    """Look a paste over, with half of the time that experiments may take for trying published secrets."""
    question = held(question, limits)
    result = _audit(question, limits, with_tokens(look(question, limits), question, limits), limits.diagnosis // 2)
    return replace(result, profile=profile_of(question, result), at=question.asked_at)


def _audit(question: Question, limits: Limits, looked: Looked, guessing: int) -> AuditResult:
    detection = looked.detection
    inner = question.read_inner_keys(limits)
    keys = with_inner_keys(looked.keys, question, limits)
    task = _Task(
        question=question, keys=keys, expected=question.audited, limits=limits, looked=looked, guessing=guessing
    )
    first = next((index for index, one in enumerate(detection.found) if one.kind in _TOKENS), None)
    place = first if looked.place is None else looked.place
    if place is not None:
        reading = looked.reading(place, limits, question.expected.at)
        if (name := _foreign(detection.found[place], task)) is not None:
            kind = Recognised(kind=TokenKind.JWS, reasons=(f"it only looks like a token: {name}",))
            return _result(kind, (), reading.artefact, keys)
        company = in_company(place, looked, question, limits)
        keys = company.keys or keys
        task = replace(task, keys=keys, expected=company.expected, looked=company.looked)
        layer = _audit_token(reading, detection, task, 1)
        beside = _of_others(company, detection, task)
        pairs = _about_pairs(task)
        role = Role.DECRYPT if reading.jwe else Role.VERIFY
        given = (
            *_about_keys(company.keys or looked.keys, role, layer.algs, task),
            *_about_keys(inner, Role.VERIFY, layer.algs[1:], task),
        )
        return _result(layer.kind, (*layer.findings, *beside, *pairs, *given), reading.artefact, keys)
    if detection.found and detection.found[0].kind in _KEYS:
        return _audit_pasted_keys(detection, task)
    return _audit_secret(detection, task)


def _of_others(company: Company, detection: Detection, task: _Task) -> Iterator[Finding]:
    """What the other tokens of the paste say about what stands beside them."""
    for reading, expected in company.others:
        asked = replace(task, expected=expected, looked=replace(task.looked, verifications=None, decryptions=None))
        layer = _audit_token(reading, detection, asked, 1)
        yield from (found for found in layer.findings if found.rule in COMPARED)


def _foreign(found: Found, task: _Task) -> str | None:
    """The name of what only looks like a token and follows other rules, unless it is said to be one."""
    return found.name if found.foreign is not None and task.expected.kind is None else None


def _about_pairs(task: _Task) -> tuple[Finding, ...]:
    """What several tokens that were pasted together tell about each other."""
    places = [place for place, one in enumerate(task.looked.detection.found) if one.kind in _TOKENS][:_MOST_PAIRED]
    if len(places) < _LEAST_PAIRED:
        return ()
    readings = [task.looked.reading(place, task.limits, task.expected.at) for place in places]
    tokens = tuple(reading.jws for reading in readings if reading.jws is not None)
    return audit_pairs(TokensCase(tokens=tokens, keys=task.keys))


def with_findings(result: _Result, question: Question, limits: Limits, looked: Looked) -> _Result:
    """The result with what the audit says of the same paste. A text that is no token and no key is left alone."""
    if not any(found.kind in (*_TOKENS, *_KEYS) for found in looked.detection.found):
        return result
    audited = _audit(question, limits, looked, _GUESSING)
    return replace(
        result,
        profile=profile_of(question, result),
        token_kind=audited.token_kind,
        token_kind_reasons=audited.token_kind_reasons,
        token_kind_certainty=audited.token_kind_certainty,
        findings=audited.findings,
    )


def with_inner_keys(keys: KeyText, question: Question, limits: Limits) -> KeyText:
    """The keys of the token and those of the token inside of it."""
    inner = question.read_inner_keys(limits)
    return replace(keys, keys=(*keys.keys, *inner.keys)) if inner.keys else keys


def _result(kind: Recognised, findings: tuple[Finding, ...], artefact: Artefact | None, keys: KeyText) -> AuditResult:
    return AuditResult(
        token_kind=kind.kind,
        token_kind_reasons=kind.reasons,
        token_kind_certainty=kind.certainty,
        findings=in_order(findings),
        artefact=artefact,
        keys=keys.keys,
    )


def _audit_token(reading: Reading, detection: Detection, task: _Task, level: int) -> _Layer:
    if reading.jwe is not None:
        return _audit_jwe(reading.jwe, reading.artefact, detection, task, level)
    if reading.jws is not None:
        return _audit_jws(reading.jws, reading, detection, task, level)
    return _Layer(kind=_kind(task, {}, None), findings=())


def _audit_jws(jws: Jws, reading: Reading, detection: Detection, task: _Task, level: int) -> _Layer:
    jws = replace(jws, content=task.question.content) if jws.is_detached and task.question.content else jws
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
    algs = (_alg(header),)
    content = nested(reading.artefact)
    inner = _inside(content.text, task, level) if content else None
    if inner is None:
        return _Layer(kind=kind, findings=findings, algs=algs)
    return replace(inner, findings=(*findings, *inner.findings), algs=(*algs, *inner.algs))


def _alg(header: Mapping[str, JsonValue]) -> str:
    alg = header.get("alg")
    return alg if isinstance(alg, str) else ""


def _with_own_key(task: _Task, header: Mapping[str, JsonValue]) -> _Task:
    """The task with the key of the header in place of those that were given: a DPoP proof is checked with that."""
    return replace(task, keys=own_key(header, task.limits), looked=replace(task.looked, verifications=None))


def _verified(jws: Jws, task: _Task, level: int) -> tuple[Verification, ...]:
    if not task.keys.keys:
        return ()
    if level == 1 and task.looked.verifications is not None:
        return task.looked.verifications
    each = max(min(task.limits.keys_tried, task.limits.key_pairs // max(len(jws.signatures), 1)), 1)
    limits = replace(task.limits, keys_tried=each)
    verifications = tuple(verify_signature(jws, signature, task.keys.keys, limits) for signature in jws.signatures)
    return verifications if level == 1 or _are_meant(verifications, task) else ()


def _are_meant(verifications: tuple[Verification, ...], task: _Task) -> bool:
    """Whether keys are meant for the token inside: that those of the token around it do not fit says nothing."""
    if task.question.inner_key or any(one.signature.outcome is Outcome.PASSED for one in verifications):
        return True
    return len(task.keys.keys) > 1 and any(one.key is not None for one in verifications)


def _is_confused(jws: Jws, task: _Task) -> bool:
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


def _audit_jwe(jwe: Jwe, artefact: Artefact, detection: Detection, task: _Task, level: int) -> _Layer:
    decryptions = _decrypted(jwe, task, level)
    task = replace(task, is_sealed=True)
    plaintext = next((one.plaintext for one in decryptions if one.plaintext is not None), None)
    content = describe_content(plaintext, task.limits, task.expected.at) if plaintext is not None else None
    claims = _plaintext_claims(content, task)
    header = jwe.recipients[0].header.values if jwe.recipients else {}
    inner = _inside(content.text, _after(jwe, task), level) if content and content.kind in _TOKENS else None
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
    return _Layer(
        kind=kind,
        findings=(*findings, *(inner.findings if inner else ())),
        algs=(_alg(header), *(inner.algs if inner else ())),
    )


def _decrypted(jwe: Jwe, task: _Task, level: int) -> tuple[Decryption, ...]:
    """What comes of decrypting; outer layers have used up PBES2 iterations before."""
    if not task.keys.keys:
        return ()
    if level == 1 and task.looked.decryptions is not None:
        return task.looked.decryptions
    decryptions = tuple(done for _, done in try_recipients(jwe, task.keys, task.limits))
    is_meant = level == 1 or task.question.inner_key or any(one.plaintext is not None for one in decryptions)
    return decryptions if is_meant else ()


def _after(jwe: Jwe, task: _Task) -> _Task:
    """The task for what is inside: all layers share the PBES2 iterations of one request."""
    counts = (recipient.header.values.get("p2c") for recipient in jwe.recipients)
    spent = len(task.keys.keys) * sum(n for n in counts if isinstance(n, int) and n > 0)
    left = max(task.limits.pbes2_iterations - spent, 0)
    return replace(task, limits=replace(task.limits, pbes2_iterations=left))


def _plaintext_claims(content: Artefact | None, task: _Task) -> JsonPart | None:
    if content is None or content.claims is None or content.kind in _TOKENS:
        return None
    return read_json("plaintext", EncodedText.of(Excerpt.whole(content.text)), task.limits)


def _inside(text: str, task: _Task, level: int) -> _Layer | None:
    """The token that is inside of another. Its places are in a text that was not pasted, and are left out."""
    if level >= task.limits.nesting:
        return None
    detection = detect(text, task.limits)
    if not detection.found or detection.found[0].kind not in _TOKENS:
        return None
    reading = read(detection.found[0], task.limits, task.expected.at)
    layer = _audit_token(reading, detection, task, level + 1)
    return replace(layer, findings=tuple(replace(found, span=None) for found in layer.findings))


def _kind(
    task: _Task, header: Mapping[str, JsonValue], claims: JsonPart | None, *, has_disclosures: bool = False
) -> Recognised:
    if task.expected.kind is not None:
        return Recognised(kind=task.expected.kind, reasons=(task.expected.kind_reason,), is_given=True)
    if has_disclosures:
        return Recognised(kind=TokenKind.SD_JWT, reasons=("it has the parts of an SD-JWT",))
    return recognise(header, claims.values if claims else None)


def _kind_of_sealed(
    task: _Task, header: Mapping[str, JsonValue], claims: JsonPart | None, artefact: Artefact
) -> Recognised:
    if task.expected.kind is not None:
        return _kind(task, header, claims)
    return recognise_sealed(header, claims.values if claims else None, artefact.label)


def _about_keys(keys: KeyText, role: Role, algs: tuple[str, ...], task: _Task) -> tuple[Finding, ...]:
    """What is noticed about keys that were given beside a token, whose places are not in the paste."""
    if not keys.keys:
        return ()
    symmetric = next((alg for alg in algs if _takes_secrets(alg)), None)
    case = KeysCase(keys=keys, role=role, expected=task.expected, most=task.limits.keys_tried)
    findings = [*audit_keys(case)]
    for key in case.examined:
        findings += audit_key(key, case)
        findings += _about_secret(key, symmetric, task) if symmetric is not None else ()
    return tuple(replace(found, span=None) for found in findings)


def _takes_secrets(alg: str) -> bool:
    signing, managing = JWS_ALGORITHMS.get(alg), JWE_ALGORITHMS.get(alg)
    return (signing is not None and signing.kty == "oct") or (managing is not None and "oct" in managing.key_types)


def _about_secret(key: Key, alg: str, task: _Task) -> tuple[Finding, ...]:
    secret = secret_of(key, alg, task.question.published)
    return audit_secret(secret) if secret else ()


def _audit_pasted_keys(detection: Detection, task: _Task) -> AuditResult:
    found = detection.found[0]
    reading = read(found, task.limits, task.expected.at)
    asked = task.expected.kind
    kind = Recognised(kind=asked or TokenKind.JWT, reasons=("you said so",) if asked else (), is_given=bool(asked))
    role = {TokenKind.PUBLIC_JWKS: Role.PUBLISHED, TokenKind.VERIFY_KEY: Role.VERIFY}.get(kind.kind, Role.PASTED)
    keys = KeyText(keys=reading.artefact.keys, problems=reading.artefact.problems, container=str(found.kind))
    most = task.limits.keys_tried
    case = KeysCase(keys=keys, role=role, expected=task.expected, most=most, excerpt=found.excerpt)
    findings = [*audit_keys(case)]
    for key in case.examined:
        findings += audit_key(key, case)
        findings += _about_secret(key, key.alg or "", task)
    return _result(kind, tuple(findings), reading.artefact, keys)


def _audit_secret(detection: Detection, task: _Task) -> AuditResult:
    """A text that is nothing else is looked at as the secret that it may be."""
    artefact = read(detection.found[0], task.limits, task.expected.at).artefact if detection.found else None
    text = task.question.input.strip() or task.question.key
    key = secret_key(text.encode("utf-8", "surrogatepass"), task.limits)
    kind = Recognised(kind=TokenKind.JWT, reasons=("it is no token: looked at as a shared secret",))
    findings = _about_secret(key, "HS256", task) if text and not _NO_SECRET.match(text) else ()
    if detection.found:
        found = detection.found[0].excerpt
        is_due = task.expected.kind is not None
        findings += audit_paste(PasteCase(text=found.text, span=found.span(), is_token_due=is_due))
    return _result(kind, findings, artefact, KeyText())
