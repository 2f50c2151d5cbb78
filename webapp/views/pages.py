"""The pages as one opens them, with nothing pasted yet."""

from __future__ import annotations

from flask import Blueprint, Response

from webapp.services.examples import examples, story
from webapp.views.context import now
from webapp.views.render import respond_page

bp = Blueprint("pages", __name__)


@bp.app_context_processor
def _examples() -> dict[str, object]:
    """The examples stand on the Debug page whether it shows a result or not."""
    return {"examples": examples(now()), "story": story(now())}


@bp.get("/")
def debug() -> Response:
    """Debug: read, verify, decrypt."""
    return respond_page("debug")


@bp.get("/keys")
def keys() -> Response:
    """Keys: generate a JWK Set, look into a key, convert it."""
    return respond_page("keys")
