"""POST /debug: from paste to answer, whatever the paste and the key allow."""

from __future__ import annotations

from flask import Blueprint, Response

from webapp.services.debug import debug as debug_paste
from webapp.views.bounded import bounded
from webapp.views.context import limits
from webapp.views.forms import read_form
from webapp.views.questions import QuestionForm
from webapp.views.render import respond

bp = Blueprint("debug", __name__)


@bp.post("/debug")
@bounded(QuestionForm)
def debug() -> Response:
    """Answer with a description, a verification or a decryption."""
    return respond(debug_paste(read_form(QuestionForm).question(), limits()), page="debug")
