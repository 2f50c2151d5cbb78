"""How the parts are written in base64url, and what stands between their characters (RFC 7515 section 2)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from webapp.jose.audit.parts import Token, form_of, segments_of
from webapp.jose.finding import Finding
from webapp.jose.registry.rules import RULES
from webapp.jose.text import Excerpt
from webapp.jose.trace import Severity

# The readers' problems by their codes.
_RULES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "base64url.padding": "B01",
        "base64url.trailing-bits": "B02",
        "base64url.alphabet": "B03",
        "base64url.length": "B04",
        "base64url.character": "S02",
    }
)
_FOREIGN: Final = "base64url.character"
# What follows from foreign characters: escapes leave some of their own behind.
_CONSEQUENCES: Final = frozenset({"base64url.length", "base64url.trailing-bits"})
# What was left out from within the token; everything else stood around it.
_WITHIN: Final = frozenset({"line-breaks", "invisible", "zero-width", "percent-encoding", "terminal-colours"})


def encoded(token: Token) -> Iterator[Finding]:
    """Readers disagree about text that is not the one canonical form of its octets.

    A last part with dots in it is more than one part, and said to be.
    """
    for segment in segments_of(token):
        if segment.decoded.problems and "." not in segment.encoded.text:
            has_foreign = any(problem.code == _FOREIGN for problem in segment.problems)
            for problem in segment.problems:
                if problem.code == _FOREIGN or not has_foreign or problem.code not in _CONSEQUENCES:
                    yield RULES[_RULES[problem.code]].found(problem.message, problem.span)


def left_out(token: Token) -> Iterator[Finding]:
    """What was pasted is more than the token: inside of it, which breaks it, or around it."""
    for stripped in token.stripped:
        message = f"{stripped.message} (left out here)"
        if stripped.code not in _WITHIN:
            yield RULES["S13"].found(message, stripped.span)
        elif stripped.code == "line-breaks" and _is_printed(form_of(token).token):
            yield RULES["S02"].found(message, stripped.span, severity=Severity.INFO)
        else:
            yield RULES["S02"].found(message, stripped.span)


def _is_printed(token: Excerpt) -> bool:
    """Whether a token stands on lines as documents and terminals print it: on several, or one for each part."""
    if len(token.starts) != 2:
        return len(token.starts) > 2
    return "." in token.text[token.starts[1] - 1 : token.starts[1] + 1]
