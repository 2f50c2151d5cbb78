"""The filters with which templates draw: the layout is worked out here, from what the core found."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint

from webapp.jose.artefact import Artefact, Kind
from webapp.services.results import DecryptionResult, VerificationResult
from webapp.views import lifespan, timeline
from webapp.views.drawing import Drawing, Sketch, draw
from webapp.views.encryption_picture import encryption_sketch
from webapp.views.signing_picture import signing_sketch

bp = Blueprint("pictures", __name__)


@bp.app_template_filter(name="lifespan")
def _lifespan(times: Mapping[str, int], now: int, asked: int | None) -> lifespan.Lifespan | None:
    """The scale of a token's life."""
    return lifespan.lifespan(times, now, asked)


@bp.app_template_filter(name="timeline")
def _timeline(times: Mapping[str, int], life: lifespan.Lifespan, now: int, asked: int | None) -> timeline.Timeline:
    """What is drawn on it."""
    return timeline.timeline(times, life, now, asked)


@bp.app_template_filter()
def drawings(artefact: Artefact, inside: tuple[Artefact, ...] = ()) -> tuple[tuple[str, Sketch, Drawing], ...]:
    """How the token is built, for a wide place and for a narrow one; empty when that cannot be known.

    inside are the layers that were found in it, the outer first.
    """
    return tuple(
        (name, sketch, draw(sketch, width))
        for name, width, most in (("wide", 640, 3), ("narrow", 332, 2))
        if (sketch := _sketch(artefact, inside, most, is_narrow=name == "narrow"))
    )


def _sketch(artefact: Artefact, inside: tuple[Artefact, ...], most: int, *, is_narrow: bool) -> Sketch | None:
    """The sketch with at most so many signatures or recipients side by side."""
    if artefact.kind in (Kind.JWS, Kind.SD_JWT):
        return signing_sketch(artefact, inside, most)
    return encryption_sketch(artefact, inside, most=most, is_narrow=is_narrow) if artefact.kind is Kind.JWE else None


@bp.app_template_filter()
def held_by(result: VerificationResult | DecryptionResult | None) -> tuple[Artefact, ...]:
    """The layers that a result has found inside of its token, the outer first."""
    held: list[Artefact] = []
    while result is not None:
        inner = result.inner
        if inner is None and isinstance(result, DecryptionResult) and result.content is not None:
            held.append(result.content)
        if inner is not None and inner.artefact is not None:
            held.append(inner.artefact)
        result = inner
    return tuple(held)
