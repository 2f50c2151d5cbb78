"""A JWK as a JSON object: names, forms and what it says of its own use (RFC 7517 section 4)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from webapp.jose.audit.cases import KeyCase
from webapp.jose.audit.naming import the_key, told_of
from webapp.jose.finding import Finding
from webapp.jose.registry.rules import RULES
from webapp.jose.text import cut_short
from webapp.jose.trace import Severity

_RULES: Final = {
    "jwk.kty-missing": "K25",
    "jwk.kty-unknown": "K25",
    "jwk.crv-unknown": "K25",
    "jwk.alg-unknown": "K25",
    "key.leading-zero": "K26",
}
_SIGNING: Final = frozenset({"sign", "verify"})
_ENCRYPTING: Final = frozenset({"encrypt", "decrypt", "wrapKey", "unwrapKey", "deriveKey", "deriveBits"})
_CONTRADICTING: Final = {"sig": _ENCRYPTING, "enc": _SIGNING}


def read_already(case: KeyCase) -> Iterator[Finding]:
    """Unknown names and numbers that begin with zeros are found when a key is read."""
    for problem in case.key.problems:
        if rule := _RULES.get(problem.code):
            yield RULES[rule].found(told_of(case, problem.message), problem.span or case.key.span)


def generating(case: KeyCase) -> Iterator[Finding]:
    """A library may make a new key: JWK(**members) of jwcrypto does when "generate" is among the members."""
    names = [name for name in ("generate", "size", "curve") if name in case.key.jwk]
    if names:
        told = ", ".join(f'"{name}"' for name in names)
        severity = None if "generate" in names else Severity.INFO
        message = f"{the_key(case)} has {told}: no JWK has such members."
        yield RULES["K32"].found(message, case.key.span, severity=severity)


def operations(case: KeyCase) -> Iterator[Finding]:
    """Each operation once, and none that "use" excludes (RFC 7517 section 4.3)."""
    given = case.key.key_ops or ()
    repeated = [name for name, count in Counter(given).items() if count > 1]
    if repeated:
        told = ", ".join(f'"{cut_short(name)}"' for name in repeated[:3])
        yield RULES["K33"].found(f'{the_key(case)} names {told} more than once in "key_ops".', case.key.span)
    contrary = sorted(_CONTRADICTING.get(case.key.use or "", frozenset()) & set(given))
    if contrary:
        told = ", ".join(f'"{name}"' for name in contrary)
        message = f'{the_key(case)} has "use": "{case.key.use}", and {told} in "key_ops".'
        yield RULES["K33"].found(message, case.key.span)
