"""POST /audit."""

from __future__ import annotations

from flask import Blueprint, Response

from webapp.services.audit import audit as audit_paste
from webapp.views.bounded import bounded
from webapp.views.context import limits
from webapp.views.forms import read_form
from webapp.views.questions import QuestionForm
from webapp.views.render import respond

bp = Blueprint("audit", __name__)


@bp.post("/audit")
@bounded(QuestionForm)
def audit() -> Response:
    """Answer with what a specialist would notice."""
    return respond(audit_paste(read_form(QuestionForm).question(), limits()), page="debug")
