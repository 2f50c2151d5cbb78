"""What a report must not say unless it is asked to: the values of claims, in whatever sentence they stand."""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice, takewhile
from typing import Final

from webapp.jose.artefact import Artefact, ArtefactMember
from webapp.jose.registry.claims import CLAIMS
from webapp.jose.registry.header_parameters import HEADER_PARAMETERS
from webapp.jose.trace import Step
from webapp.services.results import DecryptionResult, VerificationResult

LEFT_OUT: Final = "[left out]"
# Shorter values are words like any other; they stand in quotes where a sentence is about them.
_SHORTEST: Final = 3
_MOST: Final = 2_000
# Sentences cut longer values than this. Quotes within a value end no quotes around it, so that it is sought by itself.
_CUT: Final = 20
# In quotes, but no apostrophe; and addresses.
_QUOTED: Final = re.compile(r"\"(?:[^\"\\\n]|\\.)*+\"|\"[^\"\n]*\"|(?<!\w)'[^'\n]*'(?!\w)|https?://[^\s,;\"']+")
# A token within a text: its last part makes it usable.
_TOKEN: Final = re.compile(r"(eyJ[\w-]+\.[\w-]*\.)[\w.~-]+")
# Steps whose words quote claims, or what the user expects them to be.
_STEPS: Final = ("claims.issuer", "claims.audience")


class Values(StrEnum):
    """Whether the values of claims are told."""

    HIDDEN = "hidden"
    SHOWN = "shown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Redaction:
    """What is taken out of sentences, and the quoted words that may stay."""

    values: Values
    hidden: frozenset[str]
    known: frozenset[str]

    def line(self, text: str) -> str:
        """The text on one line, without what must not be said."""
        told = " ".join(text.split())
        if self.values is Values.SHOWN:
            return without_signatures(told)
        for value in sorted((value for value in self.hidden if value in told), key=len, reverse=True):
            told = re.sub(rf"(?<!\w){re.escape(value)}(?!\w)", lambda _: LEFT_OUT, told)
        for value in self.hidden:
            while len(value) > _CUT and (at := told.find(value[:_CUT])) >= 0:
                alike = takewhile(lambda pair: pair[0] == pair[1], zip(value, told[at:], strict=False))
                told = f"{told[:at]}{LEFT_OUT}{told[at + sum(1 for _ in alike) :]}"
        return _QUOTED.sub(self._quoted, told)

    def _quoted(self, match: re.Match[str]) -> str:
        text = match[0]
        if text.startswith("http"):
            return text if text in self.known else LEFT_OUT
        inner = text[1:-1]
        return text if inner in self.known or inner == LEFT_OUT else f"{text[0]}{LEFT_OUT}{text[0]}"


def without_signatures(text: str) -> str:
    """The text with the signature of every token in it left out."""
    return _TOKEN.sub(lambda match: f"{match[1]}{LEFT_OUT}", text)


def redaction(result: VerificationResult | DecryptionResult, values: Values) -> Redaction:
    """What must not be said about this result, and about everything that is inside of it."""
    hidden: set[str] = set()
    known: set[str] = {*CLAIMS, *HEADER_PARAMETERS, "none"}
    for layer in _layers(result):
        steps = layer.steps if isinstance(layer, VerificationResult) else layer.checks
        hidden.update(_sentences(steps), _only_long([layer.claims.summary] if _quotes_claims(layer) else []))
        for artefact in (layer.artefact, layer.content if isinstance(layer, DecryptionResult) else None):
            if artefact is not None:
                hidden.update(_hidden_of(artefact))
                known.update(_known_of(artefact))
    return Redaction(values=values, hidden=frozenset(hidden), known=frozenset(known) - hidden)


def _layers(result: VerificationResult | DecryptionResult | None) -> Iterator[VerificationResult | DecryptionResult]:
    while result is not None:
        yield result
        result = result.inner


def _quotes_claims(layer: VerificationResult | DecryptionResult) -> bool:
    return '"' in layer.claims.summary and "expected: " in layer.claims.summary


def _sentences(steps: Iterable[Step]) -> Iterator[str]:
    return _only_long(" ".join(step.summary.split()) for step in steps if step.code in _STEPS)


def _hidden_of(artefact: Artefact) -> Iterator[str]:
    for claims in (artefact.claims, artefact.disclosed_claims):
        yield from _only_long(leaves(claims or {}))
    yield from _only_long(_texts(artefact.members_of("claims")))
    replicated = {name: (artefact.header or {}).get(name) for name in ("iss", "sub", "aud")}
    yield from _only_long(leaves(replicated))


def _known_of(artefact: Artefact) -> Iterator[str]:
    headers = (artefact.header, *(one.header for one in (*artefact.signatures, *artefact.recipients)))
    for header in headers:
        yield from header or {}
        yield from (value for value in (header or {}).values() if isinstance(value, str))
    yield from artefact.claims or {}


def _texts(members: Iterable[ArtefactMember]) -> Iterator[str]:
    """What claims are as they stand in the token: texts of members that stand twice, numbers with all their digits."""
    for member in islice(members, _MOST):
        if member.text.startswith('"'):
            with suppress(ValueError):
                yield str(json.loads(member.text))
        elif member.text[:1] not in "[{":
            yield member.text


def leaves(value: object) -> Iterator[str]:
    """The texts and numbers within a value, the outermost two thousand of them."""
    waiting: deque[object] = deque([value])
    count = 0
    while waiting and count < _MOST:
        item, count = waiting.popleft(), count + 1
        if isinstance(item, Mapping):
            waiting.extend(item.values())
        elif isinstance(item, list | tuple):
            waiting.extend(item)
        elif item is not None and not isinstance(item, bool):
            yield str(item)


def _only_long(texts: Iterable[str]) -> Iterator[str]:
    """On one line, with the pieces of those that have quotes in them, which end the quotes of a sentence."""
    for text in texts:
        told = " ".join(text.split())
        yield from (one for one in {told, *told.split('"')} if len(one) >= _SHORTEST)
