"""GET and POST /compare: two tokens side by side. The page may ask for the two in exchanged boxes."""

from __future__ import annotations

from typing import Literal

from flask import Blueprint, Response
from pydantic import BaseModel

from webapp.services.compare import compare as compare_tokens
from webapp.services.examples import compared_example
from webapp.services.questions import Question
from webapp.views.bounded import bounded
from webapp.views.context import limits, now
from webapp.views.forms import exchange, read_form
from webapp.views.questions import Leeway, Moment, QuestionForm
from webapp.views.render import respond, respond_page

# Two tokens are answered, each within the limits of one.
_PATIENCE = 2

bp = Blueprint("compare", __name__, url_prefix="/compare")


class CompareForm(BaseModel):
    """Two tokens, and the key of both; other_key is that of the second where it has one of its own."""

    input: str = ""
    other: str = ""
    key: str = ""
    key_encoding: Literal["auto", "utf-8", "base64", "base64url", "hex"] = "auto"
    password: str = ""
    other_key: str = ""
    leeway: Leeway | None = None
    at: Moment | None = None

    def questions(self) -> tuple[Question, Question]:
        """What is asked about the first, and about the second."""
        return (
            self._question(self.input, self.key),
            self._question(self.other, self.other_key if self.other_key.strip() else self.key),
        )

    def _question(self, text: str, key: str) -> Question:
        form = QuestionForm(
            input=text,
            key=key,
            key_encoding=self.key_encoding,
            password=self.password,
            leeway=self.leeway,
            at=self.at,
        )
        return form.question()


@bp.app_context_processor
def _example() -> dict[str, object]:
    """The example stands on the empty page."""
    return {"compared_example": lambda: compared_example(now())}


@bp.get("")
def page() -> Response:
    """Compare: nothing pasted yet."""
    return respond_page("compare")


@bp.post("")
@bounded(CompareForm, _PATIENCE)
def compare() -> Response:
    """Answer with what differs."""
    first, second = read_form(CompareForm).questions()
    return respond(compare_tokens(first, second, limits()), page="compare")


@bp.post("/swap")
@bounded(CompareForm, _PATIENCE)
def swap() -> Response:
    """The same with the two exchanged, where no script can exchange what is in the boxes."""
    form = read_form(CompareForm)
    pairs = [("input", "other"), *([("key", "other_key")] if form.other_key.strip() else [])]
    exchange(*pairs)
    turned = {one: getattr(form, other) for pair in pairs for one, other in (pair, pair[::-1])}
    first, second = form.model_copy(update=turned).questions()
    return respond(compare_tokens(first, second, limits()), page="compare")
