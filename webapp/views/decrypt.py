"""POST /decrypt."""

from __future__ import annotations

from flask import Blueprint, Response

from webapp.services.decrypt import decrypt as decrypt_token
from webapp.views.bounded import bounded
from webapp.views.context import limits
from webapp.views.forms import read_form
from webapp.views.questions import QuestionForm
from webapp.views.render import respond

bp = Blueprint("decrypt", __name__)


@bp.post("/decrypt")
@bounded(QuestionForm)
def decrypt() -> Response:
    """Answer with the verdict, the trace and the artefact."""
    return respond(decrypt_token(read_form(QuestionForm).question(), limits()), page="debug")
