"""exp, nbf and iat against a moment: the time verdict (RFC 7519 sections 4.1.4 to 4.1.6)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from webapp.jose.json_object import JsonValue
from webapp.jose.jwt.expectations import Expectations
from webapp.jose.jwt.without_exp import kind_without_exp
from webapp.jose.moment import duration, fine_unit, utc
from webapp.jose.trace import UNCHECKED, Light, Outcome, Step

# Beyond an hour it is no matter of clocks, and no leeway is worth naming.
_HINTED: Final = 3600
_MILLISECONDS: Final = 100_000_000_000
_REFERENCES: Final = {"exp": "RFC 7519 section 4.1.4", "nbf": "RFC 7519 section 4.1.5", "iat": "RFC 7519 section 4.1.6"}
_JSON: Final = {"None": "null", "True": "true", "False": "false"}
_NAMES: Final = {"exp": "Not expired", "nbf": "Already valid", "iat": "Issued in the past"}


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeCheck:
    """The steps, one for each of the three claims that is there; the light above them; what failed in a few words."""

    steps: tuple[Step, ...]
    light: Light
    brief: str = ""


def check(
    claims: Mapping[str, JsonValue] | None, expected: Expectations, header: Mapping[str, JsonValue] | None = None
) -> TimeCheck:
    """Judge the time claims. Step codes: time.exp, time.nbf, time.iat.

    A claim that is no number fails: a verifier cannot know when the token ends. iat ahead of the moment only warns,
    because RFC 7519 gives no rule for it. A token without exp warns, too, unless the header or the claims say that it
    is of a kind that needs none.
    """
    if claims is None:
        return TimeCheck(steps=(), light=UNCHECKED)
    steps = tuple(_step(name, claims[name], expected) for name in ("exp", "nbf", "iat") if name in claims)
    return TimeCheck(steps=steps, light=_light(steps, claims, header or {}), brief=_brief(steps, claims, expected))


def _brief(steps: tuple[Step, ...], claims: Mapping[str, JsonValue], expected: Expectations) -> str:
    """The first failure in a few words, for a headline."""
    failed = next((step for step in steps if step.outcome is Outcome.FAILED), None)
    if failed is None:
        return ""
    value = claims[failed.code.removeprefix("time.")]
    if isinstance(value, bool) or not isinstance(value, int | float) or abs(value) > _MILLISECONDS:
        return "its times cannot be relied on"
    told = duration(abs(expected.at - value))
    return f"expired {told} ago" if failed.code == "time.exp" else f"not valid for another {told}"


def _step(name: str, value: JsonValue, expected: Expectations) -> Step:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return _made(
            name, Outcome.FAILED, f'"{name}" must be a number of seconds since 1970; here it is {_shown(value)}'
        )
    if abs(value) > _MILLISECONDS:
        unit = fine_unit(value)
        told = f"it looks like {unit.name}, but seconds are due" if unit else "in no unit is it a time near today"
        summary = f'"{name}" is {_shown(value)}, far off: {told}'
        return _made(name, _far_off(name, value), summary)
    return {"exp": _exp, "nbf": _nbf, "iat": _iat}[name](value, expected)


def _far_off(name: str, value: float) -> Outcome:
    """Taken as the seconds it should be, a time in the far future only matters for nbf."""
    return Outcome.FAILED if (name == "nbf") == (value > 0) and name != "iat" else Outcome.WARNING


def _exp(value: float, expected: Expectations) -> Step:
    over = expected.at - value
    if over >= expected.leeway:
        hint = f"; a leeway of more than {int(over):,} s would accept it" if 0 < over <= _HINTED else ""
        return _made("exp", Outcome.FAILED, f"Expired {duration(over)} ago, on {utc(value)}{_leeway(expected)}{hint}")
    if over >= 0:
        return _made("exp", Outcome.PASSED, f"Expired {duration(over)} ago, within the leeway of {expected.leeway} s")
    return _made("exp", Outcome.PASSED, f"Expires in {duration(-over)}, on {utc(value)}")


def _nbf(value: float, expected: Expectations) -> Step:
    ahead = value - expected.at
    if ahead > expected.leeway:
        hint = f"; a leeway of {int(ahead):,} s would accept it" if ahead <= _HINTED else ""
        summary = f"Not valid yet: in {duration(ahead)}, on {utc(value)}{_leeway(expected)}{hint}"
        return _made("nbf", Outcome.FAILED, summary)
    if ahead > 0:
        return _made("nbf", Outcome.PASSED, f"Valid in {duration(ahead)}, within the leeway of {expected.leeway} s")
    return _made("nbf", Outcome.PASSED, f"Valid since {utc(value)}")


def _iat(value: float, expected: Expectations) -> Step:
    ahead = value - expected.at
    if ahead > expected.leeway:
        summary = f"Issued {duration(ahead)} ahead of the time asked about: some libraries refuse it, RFC 7519 does not"
        return _made("iat", Outcome.WARNING, summary)
    return _made("iat", Outcome.PASSED, f"Issued on {utc(value)}")


def _light(steps: tuple[Step, ...], claims: Mapping[str, JsonValue], header: Mapping[str, JsonValue]) -> Light:
    for outcome in (Outcome.FAILED, Outcome.WARNING):
        for step in steps:
            if step.outcome is outcome:
                return Light(outcome=outcome, summary=step.summary)
    if "exp" not in claims and (kind := kind_without_exp(header, claims)):
        outcome = Outcome.PASSED if steps else Outcome.UNCHECKED
        return Light(outcome=outcome, summary=f"No exp, which {kind} does not need")
    if "exp" not in claims:
        return Light(outcome=Outcome.WARNING, summary="No exp: this token never expires")
    return Light(outcome=Outcome.PASSED, summary=steps[0].summary)


def _leeway(expected: Expectations) -> str:
    return f" (leeway {expected.leeway} s)"


def _made(name: str, outcome: Outcome, summary: str) -> Step:
    return Step(code=f"time.{name}", name=_NAMES[name], outcome=outcome, summary=summary, reference=_REFERENCES[name])


def _shown(value: JsonValue) -> str:
    """As the token has it, in JSON and not in Python."""
    return f'"{value[:40]}"' if isinstance(value, str) else _JSON.get(repr(value), str(value)[:40])
