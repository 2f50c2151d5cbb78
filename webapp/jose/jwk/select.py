"""Which of the given keys can this algorithm use, and why not the others (RFC 7515 section 6, RFC 7517 section 4)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from webapp.jose.jwk.fit import Purpose, Reason, Wanted, Weight, reasons_against
from webapp.jose.jwk.key import Key
from webapp.jose.limits import Limits
from webapp.jose.text import cut_short
from webapp.jose.trace import KeyChoice, Outcome

__all__ = ["Candidate", "Purpose", "Reason", "Selection", "Weight", "select_keys"]

_DEFAULT: Final = Limits()


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A key and all that speaks against it."""

    key: Key
    reasons: tuple[Reason, ...] = ()

    @property
    def objections(self) -> tuple[Reason, ...]:
        """Why the key must not be used for this, although it could be computed with."""
        return tuple(reason for reason in self.reasons if reason.weight is Weight.OBJECTION)

    @property
    def warnings(self) -> tuple[Reason, ...]:
        """What is odd about using the key."""
        return tuple(reason for reason in self.reasons if reason.weight is Weight.WARNING)

    @property
    def is_possible(self) -> bool:
        """Whether it can be computed with at all."""
        return all(reason.weight is not Weight.IMPOSSIBLE for reason in self.reasons)


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """The keys to try, best first, and the others. Together they are all keys that were given.

    untried counts those among the others that would have been tried, but for the limit.
    """

    candidates: tuple[Candidate, ...]
    others: tuple[Candidate, ...]
    kid: str | None
    untried: int = 0

    @property
    def summary(self) -> str:
        """What was chosen, in a sentence."""
        total = len(self.candidates) + len(self.others)
        if not total:
            return "No key was given"
        if not self.candidates:
            return self._why_none(total)
        first = self.candidates[0]
        if total == 1:
            told = first.warnings or first.objections
            return f"The one key that was given: {_name(first.key)}" + (f". {told[0].message}" if told else "")
        how = "by its kid" if self.kid is not None and first.key.kid == self.kid else "by its type, use and algorithm"
        more = f", then {len(self.candidates) - 1} more" if len(self.candidates) > 1 else ""
        return f"Key {first.key.index + 1} of {total}, {how}: {_name(first.key)}{more}"

    def choices(self, most: int) -> tuple[KeyChoice, ...]:
        """What was thought of each key, of at most so many. Those that were chosen come first."""
        chosen = tuple(_choice(candidate, nth) for nth, candidate in enumerate(self.candidates[:most]))
        return (*chosen, *(_passed_over(candidate) for candidate in self.others[: most - len(chosen)]))

    def _why_none(self, total: int) -> str:
        if total == 1:
            return self.others[0].reasons[0].message
        if self.kid is not None and any(other.is_possible for other in self.others):
            return f"None of the {total:,} keys has the kid that the token names"
        return f"None of the {total:,} keys fits: {self.others[0].reasons[0].message}"


def select_keys(
    keys: tuple[Key, ...],
    *,
    alg: str,
    kid: str | None,
    purpose: Purpose,
    enc: str | None = None,
    limits: Limits = _DEFAULT,
) -> Selection:
    """Sort the keys for a token with these Header Parameters. alg is one that is registered.

    A key with the token's kid comes before keys without one; keys with another kid are tried only when a single key
    was given. Keys with objections are tried when no other is left. At most limits.keys_tried are.
    Reasons: those of fit.reasons_against.
    """
    wanted = Wanted(alg, enc, kid, purpose)
    judged = [Candidate(key=key, reasons=reasons_against(key, wanted)) for key in keys]
    fitting = _choose(judged, wanted)
    chosen = fitting[: limits.keys_tried]
    taken = {id(candidate) for candidate in chosen}
    others = tuple(candidate for candidate in judged if id(candidate) not in taken)
    return Selection(candidates=tuple(chosen), others=others, kid=kid, untried=len(fitting) - len(chosen))


def _choose(judged: list[Candidate], wanted: Wanted) -> list[Candidate]:
    possible = sorted((c for c in judged if c.is_possible), key=lambda c: c.key.alg != wanted.alg)
    named = _permitted([c for c in possible if wanted.kid is not None and _names(c.key, wanted.kid)])
    nameless = [c for c in possible if not c.warnings and not _names(c.key, wanted.kid)]
    others = [c for c in nameless if not c.objections] if named else _permitted(nameless)
    if named or others:
        return [*named, *others]
    return possible if len(judged) == 1 else []


def _permitted(candidates: list[Candidate]) -> list[Candidate]:
    """Those without objections, if there are any."""
    return [c for c in candidates if not c.objections] or candidates


def _names(key: Key, kid: str | None) -> bool:
    """Whether a kid means this key: by its own kid, or by the thumbprint of a key that has none."""
    return kid is not None and (key.kid == kid or (key.kid is None and key.thumbprint == kid))


def _name(key: Key) -> str:
    kid = f', kid "{cut_short(key.kid)}"' if key.kid is not None else ""
    return _kind(key) + kid


def _kind(key: Key) -> str:
    size = key.crv or (f"{key.bits:,} bits" if key.bits else key.alg or "")
    return f"{key.kty or 'unreadable'} {size}".strip()


def _choice(candidate: Candidate, nth: int) -> KeyChoice:
    words = "tried after it" if nth else "chosen"
    if not candidate.reasons:
        return _told(candidate, Outcome.PASSED, words)
    return _told(candidate, Outcome.WARNING, f"{words}, although: {_reasons(candidate)}")


def _passed_over(candidate: Candidate) -> KeyChoice:
    if not candidate.reasons:
        return _told(candidate, Outcome.SKIPPED, "not needed")
    return _told(candidate, Outcome.FAILED, _reasons(candidate))


def _reasons(candidate: Candidate) -> str:
    return "; ".join(reason.message for reason in candidate.reasons)


def _told(candidate: Candidate, outcome: Outcome, words: str) -> KeyChoice:
    key = candidate.key
    kid = cut_short(key.kid) if key.kid is not None else None
    code = candidate.reasons[0].code if candidate.reasons else None
    return KeyChoice(index=key.index, name=_kind(key), kid=kid, outcome=outcome, words=words, code=code)
