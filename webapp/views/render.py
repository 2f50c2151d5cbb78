"""One result, three renderings: JSON, the partial of its type, or the whole page with the partial in it."""

from __future__ import annotations

import re
from typing import Final

from flask import Response, render_template, request
from werkzeug.datastructures import MIMEAccept

from webapp.services.profiles import NO_PROFILE
from webapp.views import htmx, json_encoding
from webapp.views.forms import submitted

_CAPITAL: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_SURROGATE: Final = re.compile(r"[\ud800-\udfff]")


def respond(result: object, *, page: str, status: int = 200) -> Response:
    """Answer with a result, as the request asks for it. page is a template of pages/, without its suffix."""
    if wants_json():
        return json_response(result, status)
    partial = partial_name(result)
    form = submitted()
    shown = {
        "result": result,
        "partial": partial,
        "wants_no_profile": form.get("profile", "").split()[-1:] == [NO_PROFILE],
    }
    if htmx.wants_partial():
        return _html(render_template("answer.html", **shown, page=page), status)
    return _html(render_template(f"pages/{page}.html", **shown, form=form), status)


def respond_page(page: str, **values: object) -> Response:
    """Answer with a page that shows no result yet, or the one among values."""
    shown = {"result": None, "partial": None, "form": submitted(), **values}
    return _html(render_template(f"pages/{page}.html", **shown), 200)


def json_response(value: object, status: int = 200) -> Response:
    """The JSON twin of a value."""
    return Response(json_encoding.encode(value), status, content_type="application/json")


def wants_json() -> bool:
    """Whether JSON is preferred to HTML, with whatever parameters. A client that takes anything gets the page."""
    accepted = MIMEAccept([(kind.partition(";")[0].strip(), quality) for kind, quality in request.accept_mimetypes])
    return accepted.best_match(("text/html", "application/json")) == "application/json"


def partial_name(result: object) -> str:
    """The template of a result: results/verification_result.html for a VerificationResult."""
    return f"results/{_CAPITAL.sub('_', type(result).__name__).lower()}.html"


def _html(text: str, status: int) -> Response:
    """HTML as UTF-8, which has no form for half a surrogate pair: one replacement character stands for each."""
    return Response(_SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text), status, content_type="text/html; charset=utf-8")
