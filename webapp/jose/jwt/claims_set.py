"""Issuer, audience, type, algorithm and required claims against what is expected (RFC 7519 section 7.2)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from webapp.jose.json_object import JsonValue
from webapp.jose.jwt.expectations import Expectations
from webapp.jose.moment import duration
from webapp.jose.registry.token_types import media_type
from webapp.jose.trace import Light, Outcome, Step


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimsCheck:
    """One step for each expectation, and the light above them."""

    steps: tuple[Step, ...]
    light: Light


def unreadable() -> ClaimsCheck:
    """The check of claims that could not be read to their end: what is missing may be what forbids the token."""
    summary = "The claims cannot be read to their end: what is missing may be what forbids this token"
    step = Step(
        code="claims.incomplete",
        name="Claims complete",
        outcome=Outcome.FAILED,
        summary=summary,
        reference="RFC 7519 section 7.2",
    )
    return ClaimsCheck(steps=(step,), light=Light(outcome=Outcome.FAILED, summary=summary))


def check(
    header: Mapping[str, JsonValue], claims: Mapping[str, JsonValue] | None, expected: Expectations
) -> ClaimsCheck:
    """Hold header and claims against the expectations.

    Step codes: claims.algorithm, claims.typ, claims.issuer, claims.audience, claims.required, claims.lifetime,
    claims.scope, claims.none.
    """
    steps = (*_header_steps(header, expected), *_claims_steps(claims, expected))
    failed = [step for step in steps if step.outcome is Outcome.FAILED]
    if failed:
        more = f" (and {len(failed) - 1} more)" if len(failed) > 1 else ""
        return ClaimsCheck(steps=steps, light=Light(outcome=Outcome.FAILED, summary=failed[0].summary + more))
    if not steps:
        return ClaimsCheck(steps=(), light=Light(outcome=Outcome.UNCHECKED, summary=_nothing_expected(claims)))
    summary = f"All {len(steps)} expectations are met" if len(steps) > 1 else steps[0].summary
    return ClaimsCheck(steps=steps, light=Light(outcome=Outcome.PASSED, summary=summary))


def _nothing_expected(claims: Mapping[str, JsonValue] | None) -> str:
    if claims is None:
        return "The payload is no Claims Set"
    return "Nothing was expected: give an issuer or audience to check them"


def _header_steps(header: Mapping[str, JsonValue], expected: Expectations) -> Iterator[Step]:
    if expected.algorithms:
        alg = header.get("alg")
        allowed = ", ".join(expected.algorithms)
        summary = f'"alg" is {_quoted(alg)}; allowed: {allowed}'
        yield _step("algorithm", "Algorithm allowed", alg in expected.algorithms, summary, "RFC 8725 section 3.1")
    if expected.typ:
        typ = header.get("typ")
        is_same = isinstance(typ, str) and media_type(typ) == media_type(expected.typ)
        summary = f'"typ" is {_quoted(typ)}; expected: {_quoted(expected.typ)}'
        yield _step("typ", "Type as expected", is_same, summary, "RFC 8725 section 3.11")


def _claims_steps(claims: Mapping[str, JsonValue] | None, expected: Expectations) -> Iterator[Step]:
    audiences = (expected.audience,) if expected.audience else expected.audiences
    wanted = (
        expected.issuer, *audiences, *expected.required_claims, *expected.scopes, expected.maximum_lifetime
    )  # fmt: skip
    if claims is None:
        if any(wanted):
            summary = "The payload is no Claims Set"
            yield _step("none", "Claims present", claims is not None, summary, "RFC 7519 section 7.2")
        return
    if expected.issuer:
        issuer = claims.get("iss")
        summary = f'"iss" is {_quoted(issuer)}; expected: {_quoted(expected.issuer)}'
        yield _step("issuer", "Issuer as expected", issuer == expected.issuer, summary, "RFC 7519 section 4.1.1")
    if audiences:
        audience = claims.get("aud")
        found = audience if isinstance(audience, list) else [audience]
        due = " or ".join(_quoted(one) for one in audiences)
        summary = f'"aud" is {_quoted(audience)}; expected: {due}'
        is_there = any(one in found for one in audiences)
        yield _step("audience", "Audience as expected", is_there, summary, "RFC 7519 section 4.1.3")
    missing = [name for name in expected.required_claims if name not in claims]
    if expected.required_claims:
        summary = f"Missing: {', '.join(missing)}" if missing else "Every required claim is there"
        yield _step("required", "Required claims", not missing, summary, "RFC 7519 section 4")
    if expected.maximum_lifetime is not None:
        yield _lifetime(claims, expected.maximum_lifetime)
    if expected.scopes:
        yield _scope(claims, expected.scopes)


def _lifetime(claims: Mapping[str, JsonValue], most: int) -> Step:
    """From "iat" to "exp"; without both nobody can tell."""
    start, end = _seconds(claims.get("iat")), _seconds(claims.get("exp"))
    allowed = f"at most {duration(most)} is allowed"
    if start is None or end is None:
        which = '"exp"' if end is None else '"iat"'
        summary = f"Without {which} in seconds nobody can tell how long it lives; {allowed}"
    else:
        summary = f'From "iat" to "exp" it lives {duration(max(end - start, 0))}; {allowed}'
    holds = start is not None and end is not None and end - start <= most
    return _step("lifetime", "Lifetime within bounds", holds, summary, "RFC 7519 section 4.1.4")


def _scope(claims: Mapping[str, JsonValue], due: tuple[str, ...]) -> Step:
    """A text of words, as RFC 8693 has it; other issuers write a list, or name the claim "scp"."""
    found = claims.get("scope", claims.get("scp"))
    there = found.split() if isinstance(found, str) else found if isinstance(found, list) else []
    missing = [name for name in due if name not in there]
    summary = f"Missing: {', '.join(missing)}; the scope is {_quoted(found)}" if missing else "Every scope is there"
    return _step("scope", "Scopes granted", not missing, summary, "RFC 8693 section 4.2")


def _seconds(value: JsonValue) -> float | None:
    return None if isinstance(value, bool) or not isinstance(value, int | float) else value


def _quoted(value: JsonValue) -> str:
    if value is None or isinstance(value, bool):
        return {None: "missing", True: "true", False: "false"}[value]
    if isinstance(value, list):
        return "[" + ", ".join(_quoted(v) for v in value[:8]) + ("…]" if len(value) > 8 else "]")
    text = str(value)
    return f'"{text[:120]}…"' if len(text) > 120 else f'"{text}"'


def _step(cause: str, name: str, holds: bool, summary: str, reference: str) -> Step:  # noqa: FBT001  the fact itself
    outcome = Outcome.PASSED if holds else Outcome.FAILED
    return Step(code=f"claims.{cause}", name=name, outcome=outcome, summary=summary, reference=reference)
