"""The pages as one opens them, with nothing pasted yet."""

from __future__ import annotations

from flask import Blueprint, Response, request

from webapp.services.examples import examples, story
from webapp.views.context import now
from webapp.views.render import respond_page

bp = Blueprint("pages", __name__)


@bp.app_context_processor
def _examples() -> dict[str, object]:
    """The examples stand on the Debug page, with a result or without; told is the chapter that it tells, or 0."""
    chapters = story(now())
    name = (request.view_args or {}).get("name")
    told = next((number for number, chapter in enumerate(chapters, 1) if chapter.name == name), 0)
    return {"examples": examples(now()), "story": chapters, "told": told}


@bp.get("/")
def debug() -> Response:
    """Debug: read, verify, decrypt."""
    return respond_page("debug")


@bp.get("/keys")
def keys() -> Response:
    """Keys: generate a JWK Set, look into a key, convert it."""
    return respond_page("keys")
