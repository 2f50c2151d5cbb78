"""Tokens of a few claims, and which rules about claims they break."""

from __future__ import annotations

import json
from functools import cache
from typing import Any, Final

from tests.jose.audit.asking import NOW, audited
from tests.jose.making import new_key, signed

# The families of the rules that are about claims and about kinds of tokens.
_FAMILIES: Final = frozenset("TCOLADFR")
CLEAN: Final[dict[str, Any]] = {
    "iss": "https://op.example",
    "sub": "alice",
    "aud": "api",
    "iat": NOW - 60,
    "exp": NOW + 600,
    "jti": "x",
}


def token(claims: dict[str, Any] | str, alg: str = "ES256", **header: Any) -> str:
    """A signed token. claims are JSON text, or a mapping in which None takes a claim out."""
    text = claims if isinstance(claims, str) else _text(claims)
    return signed(alg, _key(alg), text.encode(), **header)


def with_claims(**claims: Any) -> str:
    """A token with the usual claims and others; None takes one out."""
    return token({**CLEAN, **claims})


def broken(paste: str, **asked: Any) -> set[str]:
    """The rules about claims and kinds that are broken, without mere remarks."""
    findings = audited(paste, **asked).findings
    return {f.rule for f in findings if f.rule and f.rule[0] in _FAMILIES and f.severity != "info"}


def remarked(paste: str, **asked: Any) -> set[str]:
    """The same with mere remarks."""
    return {f.rule for f in audited(paste, **asked).findings if f.rule and f.rule[0] in _FAMILIES}


def _text(claims: dict[str, Any]) -> str:
    return json.dumps({name: value for name, value in claims.items() if value is not None})


@cache
def _key(alg: str) -> Any:
    return new_key(alg)
