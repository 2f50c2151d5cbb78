"""What came of a verification or decryption, as text for a ticket.

It never holds a key, a signature or anything of a JWE but its header. Of claims it tells the names, and the values only
when asked; the times that steps speak of stay.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Final

from webapp.jose.artefact import Artefact, Kind
from webapp.jose.finding import Diagnosis
from webapp.jose.json_object import JsonValue
from webapp.jose.jwk.key import Key
from webapp.jose.limits import setting_of
from webapp.jose.moment import utc
from webapp.jose.text import counted, cut_short
from webapp.jose.trace import Step
from webapp.services.redaction import LEFT_OUT, Redaction, Values, without_signatures
from webapp.services.results import DecryptionResult, VerificationResult

_LONGEST_VALUE: Final = 300
_LONGEST_TOKEN: Final = 6_000
_MOST_MEMBERS: Final = 100
_PRIVATE: Final = frozenset({"d", "p", "q", "dp", "dq", "qi", "oth", "k", "priv"})
# Claims that a header may repeat (RFC 7519 section 5.3).
_REPLICATED: Final = frozenset({"iss", "sub", "aud"})


def report(result: VerificationResult | DecryptionResult, hide: Redaction, at: int) -> str:
    """The verdict, the four lights, the reasons, the steps and the token, in lines of plain text.

    hide is the redaction of the result. at is the moment that "ago" and "in" are seen from, in seconds: who reads a
    ticket reads it later.
    """
    lines = _layer(result, hide, at=at, is_sealed=isinstance(result, DecryptionResult))
    return "\n".join(lines).rstrip() + "\n"


def _layer(
    result: VerificationResult | DecryptionResult, hide: Redaction, *, at: int | None, is_sealed: bool
) -> Iterator[str]:
    yield result.headline
    if result.explanation:
        yield hide.line(result.explanation)
    yield ""
    if result.at is not None:
        yield f"Asked about: {utc(result.at)} ({result.at}), not the present"
    elif at is not None:
        yield f"Asked on: {utc(at)} ({at})"
    if result.profile is not None:
        yield f"Profile: {result.profile.summary}"
    yield f"Verdict: {result.verdict}"
    yield from _lights(result, hide)
    yield f"Key: {' '.join(key_words(result.key).split())}"
    yield from _reasons(result, hide)
    yield from _findings(result, hide)
    checks = result.checks if isinstance(result, DecryptionResult) else ()
    yield from _several(result, hide)
    yield from _steps((*result.steps, *checks), hide)
    if result.artefact is not None:
        yield from _token(result.artefact, hide, is_sealed=is_sealed)
    if result.inner is not None:
        yield ""
        yield "Inside"
        inner_sealed = is_sealed or isinstance(result.inner, DecryptionResult)
        yield from (f"  {line}".rstrip() for line in _layer(result.inner, hide, at=None, is_sealed=inner_sealed))


def _lights(result: VerificationResult | DecryptionResult, hide: Redaction) -> Iterator[str]:
    named = [("Time", result.time), ("Claims", result.claims)]
    if isinstance(result, VerificationResult):
        named = [("Signature", result.signature), ("Key", result.key_trust), *named]
    for name, light in named:
        yield f"  {name:<10} {light.outcome:<10} {hide.line(light.summary)}"


def key_words(key: Key | None) -> str:
    """What may be said of a key. The thumbprint of a secret would let others try secrets at it."""
    if key is None:
        return "none was used"
    if key.kty == "oct":
        return f"a secret of {counted(key.bits, 'bit')}"
    named = f', kid "{cut_short(key.kid, 80)}"' if key.kid else ""
    return f"{key.kty} {key.crv or counted(key.bits, 'bit')}{named}, thumbprint {key.thumbprint}"


def _reasons(result: VerificationResult | DecryptionResult, hide: Redaction) -> Iterator[str]:
    if not (result.diagnoses or result.ruled_out or result.untried):
        return
    yield ""
    yield "Why"
    for reason in result.diagnoses:
        yield from _reason(reason, hide)
    if result.ruled_out:
        yield f"  Ruled out by trial: {hide.line('; '.join(result.ruled_out))}"
    if result.untried:
        yield f"  Not tried ({setting_of('diagnosis')} bounds it): {hide.line('; '.join(result.untried))}"


def _reason(reason: Diagnosis, hide: Redaction) -> Iterator[str]:
    yield f"  {reason.certainty}: {hide.line(reason.title)} [{reason.code}]"
    yield f"    {hide.line(reason.explanation)}"
    if reason.remedy:
        yield f"    To do: {hide.line(reason.remedy)}"


def _findings(result: VerificationResult | DecryptionResult, hide: Redaction) -> Iterator[str]:
    if not result.findings:
        return
    yield ""
    yield f"Findings ({result.token_kind})"
    for finding in result.findings[:_MOST_MEMBERS]:
        rule = f"{finding.rule} " if finding.rule else ""
        yield f"  {finding.severity}: {hide.line(finding.title)} [{rule}{finding.code}]"
        yield f"    {hide.line(finding.message)}"


def _several(result: VerificationResult | DecryptionResult, hide: Redaction) -> Iterator[str]:
    """How each signature or recipient came out, where there are several. The steps are those of one of them."""
    if result.index is None:
        return
    is_signed = isinstance(result, VerificationResult)
    yield ""
    yield "Signatures" if is_signed else "Recipients"
    if isinstance(result, VerificationResult):
        ends = [(one.index, one.alg, one.signature.outcome, one.signature.summary) for one in result.signatures]
    else:
        ends = [(one.index, one.alg, one.outcome, one.summary) for one in result.recipients]
    for index, alg, outcome, summary in ends:
        mark = "; its steps follow" if index == result.index else ""
        yield f"  {outcome:<10} {index + 1}, {_literal(alg)}: {hide.line(summary)}{mark}"


def _steps(steps: tuple[Step, ...], hide: Redaction) -> Iterator[str]:
    """The steps without their details: those hold the octets of the signature."""
    if not steps:
        return
    yield ""
    yield "Steps"
    for step in steps:
        code = f" [{step.reason}]" if step.reason else ""
        yield f"  {step.outcome:<10} {step.name}: {hide.line(step.summary)}{code}"


def _token(artefact: Artefact, hide: Redaction, *, is_sealed: bool) -> Iterator[str]:
    is_jwe = artefact.kind is Kind.JWE
    what = ", ".join(filter(None, (artefact.kind.upper(), artefact.serialization, hide.line(artefact.label))))
    yield ""
    yield f"Token: {what}; {'its header alone' if is_jwe else 'without its signature'}"
    for problem in artefact.problems[:_MOST_MEMBERS]:
        yield f"  Problem: {hide.line(problem.message)} [{problem.code}]"
    several = (*artefact.signatures, *artefact.recipients)
    noun = "signature" if artefact.signatures else "recipient"
    headers = [(f"  Header of {noun} {one.index + 1}", one.header) for one in several]
    for title, header in headers if artefact.header is None else [("  Header", artefact.header)]:
        yield title
        yield from _members(header or {}, hide)
    if is_jwe or is_sealed:
        return
    yield from _content(artefact, hide)


def _members(header: Mapping[str, JsonValue], hide: Redaction) -> Iterator[str]:
    for name, value in public_header(header, hide).items():
        yield f"    {_literal(name)}: {LEFT_OUT if value == LEFT_OUT else _literal(value)}"


def public_header(header: Mapping[str, JsonValue], hide: Redaction) -> dict[str, JsonValue]:
    """The Header Parameters without private keys, and without claims that they repeat where those are hidden."""
    return {
        name: LEFT_OUT if name in _REPLICATED and hide.values is Values.HIDDEN else _without_private(value)
        for name, value in list(header.items())[:_MOST_MEMBERS]
    }


def _without_private(value: JsonValue) -> JsonValue:
    """A value without the members of a private key. Those of a header are public, unless somebody made a mistake."""
    if isinstance(value, dict):
        return {name: LEFT_OUT if name in _PRIVATE else _without_private(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_without_private(item) for item in value]
    return value


def _content(artefact: Artefact, hide: Redaction) -> Iterator[str]:
    claims = artefact.disclosed_claims if artefact.disclosed_claims is not None else artefact.claims
    payload = artefact.payload
    if claims is not None:
        yield "  Claims"
        for name, value in list(claims.items())[:_MOST_MEMBERS]:
            told = _literal(value) if hide.values is Values.SHOWN else kind_of_value(value)
            yield f"    {_literal(name)}: {told}"
        if len(claims) > _MOST_MEMBERS:
            yield f"    … and {len(claims) - _MOST_MEMBERS:,} more"
    elif payload is not None and payload.media != "jwt":
        text = _literal(payload.text) if payload.text is not None and hide.values is Values.SHOWN else LEFT_OUT
        yield f"  Payload ({payload.media}): {text}"
    if hide.values is Values.SHOWN and (encoded := _encoded(artefact)):
        yield f"  Encoded: {encoded}"


def _encoded(artefact: Artefact) -> str:
    """Header and payload of a compact JWS as they were sent. A payload that is a token has a signature of its own."""
    parts = {part.name: part.text for part in artefact.parts}
    whole = f"{parts.get('protected header', '')}.{parts.get('payload', '')}"
    holds_token = artefact.payload is not None and artefact.payload.media == "jwt"
    if artefact.kind is not Kind.JWS or artefact.serialization != "compact" or holds_token:
        return ""
    if len(whole) > _LONGEST_TOKEN or "eyJ" in ((artefact.payload and artefact.payload.text) or ""):
        return ""
    return f"{whole}.{LEFT_OUT}"


def _literal(value: JsonValue) -> str:
    """A value as JSON on one line, cut where nobody reads on, and without the signatures of tokens in it."""
    return cut_short(without_signatures(json.dumps(value, ensure_ascii=True)), _LONGEST_VALUE)


def kind_of_value(value: JsonValue) -> str:
    """What a value is, when it is not told."""
    if isinstance(value, bool) or value is None:
        return "a boolean, left out" if value is not None else "null"
    if isinstance(value, str):
        return f"text of {counted(len(value), 'character')}, left out"
    if isinstance(value, list | tuple):
        return f"list of {counted(len(value), 'value')}, left out"
    return "object, left out" if isinstance(value, dict) else "number, left out"
