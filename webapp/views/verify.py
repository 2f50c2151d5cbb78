"""POST /verify."""

from __future__ import annotations

from flask import Blueprint, Response

from webapp.services.verify import verify as verify_token
from webapp.views.bounded import bounded
from webapp.views.context import limits
from webapp.views.forms import read_form
from webapp.views.questions import QuestionForm
from webapp.views.render import respond

bp = Blueprint("verify", __name__)


@bp.post("/verify")
@bounded(QuestionForm)
def verify() -> Response:
    """Answer with the verdict, the trace and the artefact."""
    return respond(verify_token(read_form(QuestionForm).question(), limits()), page="debug")
