"""A JWE may have been changed on its way: spaces for signs, another alphabet, entities (RFC 7516 section 7.1)."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from webapp.jose.diagnose.bench import Bench
from webapp.jose.diagnose.case import DecryptionCase
from webapp.jose.diagnose.jwe_trials import fresh_content_keys, opened_by
from webapp.jose.diagnose.repairs import repairs
from webapp.jose.diagnose.words import corrected_input, proven
from webapp.jose.finding import Diagnosis
from webapp.jose.jwe import compact
from webapp.jose.jwe.decrypt import Decryption
from webapp.jose.text import Excerpt

_LONGEST: Final = 100_000
_PARTS: Final = 5
_MOST: Final = 8
# Without a trial, a token with these is not said to be damaged.
_NO_SIGNS: Final = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.")


def repaired(case: DecryptionCase, bench: Bench) -> Diagnosis | None:
    """With its characters put back, the token decrypts."""
    text = case.jwe.token.text
    if case.jwe.serialization != "compact" or len(text) > _LONGEST or not is_damaged(case):
        return None
    seen = {text}
    for code, name, candidate in repairs(text, frozenset()):
        if candidate in seen or candidate.count(".") != _PARTS - 1 or len(seen) > _MOST:
            continue
        seen.add(candidate)
        if _opens(case, bench, candidate):
            return proven(
                code,
                f"The token was changed on its way: {name}",
                f"Put right, it decrypts with the key that was given: {name}.",
                "Look for what the token passes through between sender and recipient: a URL, a form, a shell, a log, a "
                "document. The text put right is offered here.",
                reference="RFC 7516 section 7.1",
                corrected=corrected_input(case.given.with_replaced(case.jwe.token, candidate)),
            )
    return None


def is_damaged(case: DecryptionCase) -> bool:
    """Whether the token has not the five parts of a JWE, or characters that none has."""
    text = case.jwe.token.text
    return text.count(".") != _PARTS - 1 or not _NO_SIGNS.issuperset(text)


def _opens(case: DecryptionCase, bench: Bench, text: str) -> bool:
    jwe = compact.parse(Excerpt.whole(text), case.given.limits)
    if not jwe.recipients:
        return False
    untried = Decryption(steps=(), key=case.decryption.key)
    other = replace(case, jwe=jwe, recipient=jwe.recipients[0], decryption=untried)
    return any(opened_by(other, bench, found.octets) for found in fresh_content_keys(other, bench))
