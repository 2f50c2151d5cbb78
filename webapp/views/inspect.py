"""POST /inspect."""

from __future__ import annotations

from flask import Blueprint, Response
from pydantic import BaseModel

from webapp.services.inspect import inspect as inspect_paste
from webapp.views.context import limits, now
from webapp.views.forms import read_form
from webapp.views.render import respond

bp = Blueprint("inspect", __name__)


class InspectForm(BaseModel):
    """What is pasted."""

    input: str = ""


@bp.post("/inspect")
def inspect() -> Response:
    """Answer with everything that was found in the paste."""
    return respond(inspect_paste(read_form(InspectForm).input, limits(), now()), page="debug")
