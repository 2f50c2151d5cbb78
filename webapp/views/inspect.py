"""POST /inspect."""

from __future__ import annotations

from flask import Blueprint, Response

from webapp.services.inspect import inspect as inspect_paste
from webapp.views.bounded import bounded
from webapp.views.context import limits
from webapp.views.forms import read_form
from webapp.views.questions import QuestionForm
from webapp.views.render import respond

bp = Blueprint("inspect", __name__)


@bp.post("/inspect")
@bounded(QuestionForm)
def inspect() -> Response:
    """Answer with everything that was found in the paste."""
    return respond(inspect_paste(read_form(QuestionForm).question(), limits()), page="debug")
