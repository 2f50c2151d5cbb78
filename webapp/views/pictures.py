"""The filters with which templates draw: the layout is worked out here, from what the core found."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint

from webapp.views import lifespan, timeline

bp = Blueprint("pictures", __name__)


@bp.app_template_filter(name="lifespan")
def _lifespan(times: Mapping[str, int], now: int, asked: int | None) -> lifespan.Lifespan | None:
    """The scale of a token's life."""
    return lifespan.lifespan(times, now, asked)


@bp.app_template_filter(name="timeline")
def _timeline(times: Mapping[str, int], life: lifespan.Lifespan, now: int, asked: int | None) -> timeline.Timeline:
    """What is drawn on it."""
    return timeline.timeline(times, life, now, asked)
