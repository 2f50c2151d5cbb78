"""Which layer of a token is compared with which of another: what is innermost belongs together, where it is open."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import zip_longest

from webapp.jose.artefact import Artefact, Kind
from webapp.jose.json_object import JsonValue

_Layers = tuple[Artefact, ...]
LayerPair = tuple[Artefact | None, Artefact | None]


def pairs(first: _Layers, second: _Layers) -> tuple[LayerPair, ...]:
    """The layers of both, outermost first, each beside its counterpart. None where a token has no such layer."""
    if is_open(first[-1]) == is_open(second[-1]):
        return tuple(zip_longest(reversed(first), reversed(second)))[::-1]
    return tuple(zip_longest(first, second))


def is_open(artefact: Artefact) -> bool:
    """Whether what it holds can be read: everything but a JWE that was not decrypted."""
    return artefact.kind is not Kind.JWE


def presented(artefact: Artefact) -> Mapping[str, JsonValue] | None:
    """The claims of a token: of an SD-JWT those that its Disclosures complete."""
    return artefact.claims if artefact.disclosed_claims is None else artefact.disclosed_claims


def headers_of(artefact: Artefact) -> tuple[Mapping[str, JsonValue], ...]:
    """Its header, or one for each signature or recipient."""
    if artefact.header is not None:
        return (artefact.header,)
    return tuple(one.header for one in (*artefact.signatures, *artefact.recipients) if one.header is not None)
