"""What differs: the token that works, and the one that does not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Final, TypeAlias

from webapp.jose.artefact import TOKENS, Artefact
from webapp.jose.compare.headline import words
from webapp.jose.compare.points import points
from webapp.jose.compare.tokens import Token, sections
from webapp.jose.finding import Finding
from webapp.jose.limits import Limits
from webapp.jose.trace import Outcome
from webapp.services.debug import debug
from webapp.services.questions import Question
from webapp.services.results import (
    ComparedToken,
    ComparisonResult,
    DecryptionResult,
    InspectionResult,
    Verdict,
    VerificationResult,
)
from webapp.services.rule_help import kind_words

_Answer: TypeAlias = InspectionResult | VerificationResult | DecryptionResult
_OF_NO_KIND: Final = ("", "jwt", "jws")


def compare(first: Question, second: Question, limits: Limits) -> ComparisonResult:
    """Compare two pastes. Each is answered as the Debug page does, with half of the experiments."""
    halved = replace(limits, diagnosis=limits.diagnosis // 2)
    answers = debug(first, halved), debug(second, halved)
    one, other = _token(answers[0]), _token(answers[1])
    told = _told(answers[0], one), _told(answers[1], other)
    at = first.asked_at
    if one is None or other is None:
        headline, explanation = _incomplete(first, second, told)
        return ComparisonResult(
            verdict="incomplete", headline=headline, explanation=explanation, first=told[0], second=told[1], at=at
        )
    found = sections(one, other, first.expected.at)
    clauses = points(one, other, found, first.expected)
    said = words(one, other, found, clauses)
    findings = answers[0].findings, answers[1].findings
    only = _beyond(findings[0], findings[1]), _beyond(findings[1], findings[0])
    return ComparisonResult(
        verdict=said.likeness,
        headline=said.headline,
        explanation=said.explanation,
        is_contrast=said.is_contrast,
        first=told[0],
        second=told[1],
        points=clauses,
        sections=found,
        findings_first=only[0],
        findings_second=only[1],
        findings_both=len(findings[0]) - len(only[0]),
        at=at,
    )


def _token(answer: _Answer) -> Token | None:
    """What is compared of an answer; None when it is about no token."""
    layers = tuple(_layers(answer))
    if not layers or layers[0].kind not in TOKENS:
        return None
    is_guess = answer.token_kind in _OF_NO_KIND
    token = Token(
        layers=layers,
        kind=answer.token_kind,
        kind_words=layers[-1].label if is_guess else kind_words(answer.token_kind),
        certainty=answer.token_kind_certainty,
        reason=_reason(answer),
    )
    verified = _verification(answer)
    if verified is not None:
        token = replace(token, signature=verified.signature.outcome, key_trust=verified.key_trust.outcome)
    if isinstance(answer, DecryptionResult) and answer.verdict is not Verdict.UNDECRYPTABLE:
        token = replace(token, is_decrypted=answer.verdict is Verdict.DECRYPTED)
    return token


def _layers(answer: _Answer) -> Iterator[Artefact]:
    """The token and what is inside of it, from the outside to the inside, as far as it was opened."""
    if isinstance(answer, InspectionResult):
        first = next((one for one in answer.artefacts if one.kind in TOKENS), None)
        yield from _nested(first)
    elif answer.inner is not None:
        if answer.artefact is not None:
            yield answer.artefact
        yield from _layers(answer.inner)
    elif isinstance(answer, DecryptionResult) and answer.content is not None:
        if answer.artefact is not None:
            yield answer.artefact
        yield from _nested(answer.content)
    else:
        yield from _nested(answer.artefact)


def _nested(artefact: Artefact | None) -> Iterator[Artefact]:
    """A signed token whose payload is a token has that in it. The Key Binding JWT of an SD-JWT is no content."""
    while artefact is not None:
        yield artefact
        is_nested = artefact.payload is not None and artefact.payload.media == "jwt"
        artefact = artefact.nested if is_nested else None


def _verification(answer: _Answer) -> VerificationResult | None:
    """The verification of the innermost signature that was checked, or else of the outermost."""
    found = None
    current: _Answer | None = answer
    while current is not None and not isinstance(current, InspectionResult):
        if isinstance(current, VerificationResult) and (found is None or _is_checked(current)):
            found = current
        current = current.inner
    return found


def _is_checked(result: VerificationResult) -> bool:
    return result.signature.outcome is not Outcome.UNCHECKED


def _reason(answer: _Answer) -> str:
    """Why it fails, in one sentence."""
    if isinstance(answer, InspectionResult):
        return ""
    layers = [answer]
    while layers[-1].inner is not None:
        layers.append(layers[-1].inner)
    diagnosed = next((layer.diagnoses[0] for layer in layers if layer.diagnoses), None)
    return diagnosed.title if diagnosed else ""


def _told(answer: _Answer, token: Token | None) -> ComparedToken:
    """What is shown of one of the two besides what differs."""
    told = ComparedToken(
        is_token=token is not None,
        label=token.inner.label if token else "",
        token_kind=answer.token_kind,
        headline=answer.headline,
        explanation=answer.explanation,
        time=answer.time,
        key_problems=answer.key_problems,
    )
    if isinstance(answer, InspectionResult):
        outer = answer.artefacts[0].problems if answer.artefacts else ()
        return replace(told, problems=(*answer.problems, *outer))
    told = replace(
        told,
        verdict=answer.verdict,
        diagnoses=answer.diagnoses,
        problems=answer.artefact.problems if answer.artefact else answer.problems,
        key=answer.key,
        claims=answer.claims,
    )
    verified = _verification(answer)
    if verified is None:
        return told
    return replace(
        told,
        signature=verified.signature,
        key_trust=verified.key_trust,
        time=verified.time,
        claims=verified.claims,
        key=verified.key or told.key,
        diagnoses=told.diagnoses or verified.diagnoses,
    )


def _incomplete(first: Question, second: Question, told: tuple[ComparedToken, ComparedToken]) -> tuple[str, str]:
    """What is missing before there is anything to compare."""
    blank = [not question.input.strip() for question in (first, second)]
    if all(blank):
        return "Paste two tokens", "The one that works into the first box, the one that does not into the second."
    for name, is_blank, other in (("first", blank[0], blank[1]), ("second", blank[1], blank[0])):
        if is_blank and not other:
            return f"Paste the {name} token", "Then you see what differs between the two."
    wrong = [name for name, one in zip(("first", "second"), told, strict=True) if not one.is_token]
    if len(wrong) > 1:
        return "Neither box holds a token", " ".join(dict.fromkeys(_instead(one) for one in told))
    index = 0 if wrong[0] == "first" else 1
    return f"The {wrong[0]} box holds no token", _instead(told[index])


def _instead(told: ComparedToken) -> str:
    """What a text is that is no token."""
    return f"{told.problems[0].message.rstrip('.')}." if told.problems else f"{told.headline.rstrip('.')}."


def _beyond(findings: tuple[Finding, ...], others: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """The findings whose rule, or whose code where there is no rule, the others have not, or not as often."""
    left = Counter(map(_name, others))
    only = []
    for finding in findings:
        if left[_name(finding)] > 0:
            left[_name(finding)] -= 1
        else:
            only.append(finding)
    return tuple(only)


def _name(finding: Finding) -> tuple[str | None, str]:
    return finding.rule, finding.code
