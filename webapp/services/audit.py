"""What would a specialist notice? The findings about a token, its keys, and whatever is inside of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final, TypeVar

from webapp.jose.artefact import TOKENS, Artefact, Kind
from webapp.jose.audit.cases import KeysCase, PasteCase, Role, TokensCase
from webapp.jose.audit.kinds import Recognised, TokenKind
from webapp.jose.audit.run import (
    audit_key,
    audit_keys,
    audit_pairs,
    audit_paste,
    few,
)
from webapp.jose.describe.keys import key_members
from webapp.jose.detect import Detection, Found
from webapp.jose.finding import Finding
from webapp.jose.jwk.key_text import KeyText
from webapp.jose.jwk.secret import secret_key
from webapp.jose.limits import Limits
from webapp.jose.text import Excerpt
from webapp.services.audit_keys import about_keys, about_secret, role_of
from webapp.services.audit_layers import Task, audit_token
from webapp.services.audit_pairs import COMPARED, Company, in_company
from webapp.services.held import held, profile_of
from webapp.services.questions import Question
from webapp.services.reading import Looked, look, read
from webapp.services.results import AuditResult, DecryptionResult, InspectionResult, Verdict, VerificationResult
from webapp.services.together import taken_apart
from webapp.services.verdict import forged_words, guessed_secret

_Result = TypeVar("_Result", InspectionResult, VerificationResult, DecryptionResult)

# Damaged tokens, JSON and markup are no secrets.
_NO_SECRET: Final = re.compile(r"[{\[<]|.{0,40}eyJ|[\w-]++(?:\.[\w-]++){2}", re.DOTALL)
# Microseconds for trying published secrets on a token while it is looked at; the audit itself takes more.
_GUESSING: Final = 200
# Tokens of one paste that are compared with each other.
_LEAST_PAIRED: Final = 2
_MOST_PAIRED: Final = 20
_ABOUT_KEYS: Final = (TokenKind.PUBLIC_JWKS, TokenKind.VERIFY_KEY)
# What follows from what is missing in a piece of a token: parts, JSON, lengths, the payload, "alg".
_OF_PIECES: Final = frozenset({"S01", "S02", "S07", "J04", "J05", "B02", "B04", "G02", "G04", "G05", "H03"})
_KEYS: Final = (Kind.JWK, Kind.JWK_SET, Kind.PEM, Kind.KEY)


def audit(question: Question, limits: Limits) -> AuditResult:
    """Look a paste over, with half of the time that experiments may take for trying published secrets."""
    if question.audited.kind not in _ABOUT_KEYS:
        question = taken_apart(question, limits)
    question = held(question, limits)
    result = _audit(question, limits, look(question, limits), limits.diagnosis // 2)
    return replace(result, profile=profile_of(question, result), at=question.asked_at)


def _audit(question: Question, limits: Limits, looked: Looked, guessing: int) -> AuditResult:
    detection = looked.detection
    inner = question.read_inner_keys(limits)
    keys = with_inner_keys(looked.keys, question, limits)
    task = Task(
        question=question, keys=keys, expected=question.audited, limits=limits, looked=looked, guessing=guessing
    )
    first = next((index for index, one in enumerate(detection.found) if one.kind in TOKENS), None)
    place = first if looked.place is None else looked.place
    if place is not None:
        looked = looked.with_readings((place,), limits, question.expected.at)
        reading = looked.readings[place]
        if (name := _foreign(detection.found[place], task)) is not None:
            kind = Recognised(kind=TokenKind.JWS, reasons=(f"it only looks like a token: {name}",))
            return _result(kind, (), reading.artefact, keys)
        company = in_company(place, looked, question, limits)
        task = replace(task, expected=company.expected, looked=company.looked)
        layer = audit_token(reading, detection, task, 1)
        if detection.found[place].fragment and task.expected.kind is None:
            layer = replace(layer, findings=tuple(one for one in layer.findings if one.rule not in _OF_PIECES))
        beside = _of_others(company, detection, task)
        pairs = _about_pairs(task)
        role = Role.DECRYPT if reading.jwe else role_of(layer.algs)
        given = (
            *about_keys(looked.keys, role, layer.algs, task),
            *about_keys(inner, role_of(layer.algs[1:]), layer.algs[1:], task),
        )
        return _result(layer.kind, (*layer.findings, *beside, *pairs, *given), reading.artefact, keys)
    if detection.found and detection.found[0].kind in _KEYS:
        return _audit_pasted_keys(detection, task)
    return _audit_secret(detection, task)


def _of_others(company: Company, detection: Detection, task: Task) -> Iterator[Finding]:
    """What the other tokens of the paste say about what stands beside them."""
    for reading, expected in company.others:
        asked = replace(task, expected=expected, looked=replace(task.looked, verifications=None, decryptions=None))
        layer = audit_token(reading, detection, asked, 1)
        yield from (found for found in layer.findings if found.rule in COMPARED)


def _foreign(found: Found, task: Task) -> str | None:
    """The name of what only looks like a token and follows other rules, unless it is said to be one."""
    return found.name if found.foreign is not None and task.expected.kind is None else None


def _about_pairs(task: Task) -> tuple[Finding, ...]:
    """What several tokens that were pasted together tell about each other."""
    places = [place for place, one in enumerate(task.looked.detection.found) if one.kind in TOKENS][:_MOST_PAIRED]
    if len(places) < _LEAST_PAIRED:
        return ()
    readings = [task.looked.reading(place, task.limits, task.expected.at) for place in places]
    tokens = tuple(reading.jws for reading in readings if reading.jws is not None)
    return audit_pairs(TokensCase(tokens=tokens, keys=task.keys))


def with_findings(result: _Result, question: Question, limits: Limits, looked: Looked) -> _Result:
    """The result with the members of the given key, and with what the audit says of the same paste.

    A text that is no token and no key is left alone.
    """
    if not (question.chosen and question.chosen.stands_in):
        result = replace(
            result, key_members=tuple(key_members(looked.keys, question.key_excerpt or Excerpt.whole(question.key)))
        )
    if question.key_excerpt and isinstance(result, VerificationResult | DecryptionResult):
        result = replace(result, key_beside=question.key)
    if not any(found.kind in (*TOKENS, *_KEYS) for found in looked.detection.found):
        return result
    # What stands on one page with a verdict allows for the same leeway.
    question = replace(question, audited=replace(question.audited, leeway=question.expected.leeway))
    audited = _audit(question, limits, looked, _GUESSING)
    artefact = audited.artefact
    if artefact and artefact.is_useless and not audited.findings:
        return result  # Of a key that cannot be read there is nothing to praise.
    return replace(
        _forewarned(result, audited.findings),
        profile=profile_of(question, result),
        token_kind=audited.token_kind,
        token_kind_reasons=audited.token_kind_reasons,
        token_kind_certainty=audited.token_kind_certainty,
        findings=audited.findings,
    )


def _forewarned(result: _Result, findings: tuple[Finding, ...]) -> _Result:
    """The result whose first words are that the secret is published, where no key was given and this was found out."""
    hit = guessed_secret(findings)
    if hit is None or getattr(result, "verdict", Verdict.UNVERIFIABLE) is not Verdict.UNVERIFIABLE:
        return result
    words = forged_words(hit.message)
    return replace(result, headline=words.headline, explanation=words.explanation)


def with_inner_keys(keys: KeyText, question: Question, limits: Limits) -> KeyText:
    """The keys of the token and those of the token inside of it."""
    inner = question.read_inner_keys(limits)
    return replace(keys, keys=(*keys.keys, *inner.keys)) if inner.keys else keys


def _result(kind: Recognised, findings: tuple[Finding, ...], artefact: Artefact | None, keys: KeyText) -> AuditResult:
    return AuditResult(
        token_kind=kind.kind,
        token_kind_reasons=kind.reasons,
        token_kind_certainty=kind.certainty,
        findings=few(findings),
        artefact=artefact,
        keys=keys.keys,
    )


def _audit_pasted_keys(detection: Detection, task: Task) -> AuditResult:
    found = detection.found[0]
    reading = task.looked.reading(0, task.limits, task.expected.at)
    asked = task.expected.kind
    kind = Recognised(kind=asked or TokenKind.JWT, reasons=("you said so",) if asked else (), is_given=bool(asked))
    role = {TokenKind.PUBLIC_JWKS: Role.PUBLISHED, TokenKind.VERIFY_KEY: Role.VERIFY}.get(kind.kind, Role.PASTED)
    keys = KeyText(keys=reading.artefact.keys, problems=reading.artefact.problems, container=str(found.kind))
    most = task.limits.keys_tried
    case = KeysCase(keys=keys, role=role, expected=task.expected, most=most, excerpt=found.excerpt)
    findings = [*audit_keys(case)]
    for key in case.examined:
        findings += audit_key(key, case)
        findings += about_secret(key, key.alg or "", task)
    return _result(kind, tuple(findings), reading.artefact, keys)


def _audit_secret(detection: Detection, task: Task) -> AuditResult:
    """A text that is nothing else is looked at as the secret that it may be."""
    artefact = read(detection.found[0], task.limits, task.expected.at).artefact if detection.found else None
    text = task.question.input.strip() or task.question.key
    key = secret_key(text.encode("utf-8", "surrogatepass"), task.limits)
    kind = Recognised(kind=TokenKind.JWT, reasons=("it is no token: looked at as a shared secret",))
    findings = about_secret(key, "HS256", task) if text and not _NO_SECRET.match(text) else ()
    if detection.found:
        found = detection.found[0].excerpt
        is_due = task.expected.kind is not None
        findings += audit_paste(PasteCase(text=found.text, span=found.span(), is_token_due=is_due))
    return _result(kind, findings, artefact, KeyText())
