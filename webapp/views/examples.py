"""GET /examples/NAME: an example in the boxes of the Debug page, and answered; as JSON, what fills the boxes.

They have addresses of their own, because all their tokens and keys together are a quarter of what a first visit weighs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from flask import Blueprint, Response, abort, url_for

from webapp.services.debug import debug
from webapp.services.decrypt import decrypt
from webapp.services.examples import example_named
from webapp.services.inspect import inspect
from webapp.services.verify import verify
from webapp.views.context import limits, now
from webapp.views.forms import fill
from webapp.views.questions import QuestionForm
from webapp.views.render import json_response, respond, wants_json

_SERVICES: Final[Mapping[str, Callable[..., object]]] = {
    "debug.debug": debug,
    "inspect.inspect": inspect,
    "verify.verify": verify,
    "decrypt.decrypt": decrypt,
}

bp = Blueprint("examples", __name__)


@bp.get("/examples/<name>")
def example(name: str) -> Response:
    """Answer as if its fields had been sent to its action; in JSON with the two, for the script that fills in."""
    found = example_named(name, now())
    if found is None:
        abort(404)
    if wants_json():
        return json_response({"action": url_for(found.action), "fields": found.fields})
    question = fill(QuestionForm, {name: (text,) for name, text in found.fields.items()}).question()
    return respond(_SERVICES[found.action](question, limits()), page="debug")
