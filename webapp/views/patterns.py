"""GET /help/patterns: every component and every answer in every state, for those who change how they look."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from typing import Final

from flask import Blueprint, Response, abort

from webapp.jose.jwk.parse import read_keys
from webapp.jose.jwk.publish import Half
from webapp.jose.limits import Limits
from webapp.services import example_keys
from webapp.services.audit import audit
from webapp.services.compare import compare
from webapp.services.debug import debug
from webapp.services.decrypt import decrypt
from webapp.services.examples import compared_example, examples, story
from webapp.services.keys import convert_key, inspect_keys, written_out
from webapp.services.pattern_values import RESULTS, pattern_values
from webapp.services.patterns import NOW, Pattern, pattern_families, pattern_named
from webapp.services.profiles import Profiles
from webapp.services.questions import Question
from webapp.services.results import Refusal
from webapp.views.compare import CompareForm
from webapp.views.forms import fill
from webapp.views.keys import ConvertForm, InspectForm
from webapp.views.questions import QuestionForm
from webapp.views.render import partial_name, respond_page

bp = Blueprint("patterns", __name__, url_prefix="/help/patterns")

_LIMITS: Final = Limits()
_REFUSED_FIELD: Final = Refusal(
    code="field.value", message='The field "leeway" cannot be used: at least 0 is due.', field="leeway"
)
_REFUSED_REQUEST: Final = Refusal(
    code="limit.input-size",
    message="The field 'input' has 2,000,000 characters; TOKEN_DEBUGGER_LIMIT_INPUT_SIZE allows 1,048,576.",
    limit=1_048_576,
    setting="TOKEN_DEBUGGER_LIMIT_INPUT_SIZE",
    reference="RFC 8725 section 3.11",
)


@bp.get("")
def index() -> Response:
    """All patterns."""
    return respond_page("patterns", families=pattern_families())


@bp.get("/<name>")
def pattern(name: str) -> Response:
    """One pattern, as it is at the one moment that all of them are seen from."""
    found = pattern_named(name)
    if found is None:
        abort(404)
    result = _answer(name) if found.action else RESULTS.get(name)
    has_examples = not found.action
    return respond_page(
        "pattern",
        pattern=found,
        base=f"pages/{'pattern_sheet' if found.page == 'sheet' else found.page}.html",
        result=result,
        partial=partial_name(result) if result else None,
        form=dict(found.fields),
        values=pattern_values() if found.page == "sheet" else None,
        now=NOW,
        examples=examples(NOW) if has_examples else (),
        story=story(NOW) if has_examples else (),
        compared_example=lambda: compared_example(NOW),
    )


@cache
def _answer(name: str) -> object:
    """The answer is the same each time, so it is worked out once."""
    found = pattern_named(name)
    return _ACTIONS[found.action](found) if found else None


def _sent(found: Pattern) -> dict[str, tuple[str, ...]]:
    """The fields as a form sends them."""
    return {field: (text,) for field, text in ({"at": str(NOW)} | dict(found.fields)).items()}


def _fixed(question: Question, fields: Mapping[str, str]) -> Question:
    """The question without what this installation adds to it, and asked in the present."""
    return replace(
        question,
        asked_at=question.asked_at if "at" in fields else None,
        expected=replace(question.expected, leeway=0),
        profiles=Profiles(),
        published=frozenset(),
    )


def _asked(answer: Callable[[Question, Limits], object]) -> Callable[[Pattern], object]:
    """The answer of a service to the question that the fields of a pattern ask."""
    return lambda found: answer(_fixed(fill(QuestionForm, _sent(found)).question(), found.fields), _LIMITS)


def _compared(found: Pattern) -> object:
    first, second = fill(CompareForm, _sent(found)).questions()
    return compare(_fixed(first, found.fields), _fixed(second, found.fields), _LIMITS)


def _looked_into(found: Pattern) -> object:
    form = InspectForm.model_validate(found.fields)
    return inspect_keys(form.key, encoding=form.key_encoding, password="", now=NOW, limits=_LIMITS)


def _converted(found: Pattern) -> object:
    form = ConvertForm.model_validate(found.fields)
    return convert_key(
        form.key, encoding=form.key_encoding, password="", target=form.to, half=Half.PUBLIC, limits=_LIMITS
    )


def _made(_found: Pattern) -> object:
    """Keys that are published, as if they had just been made."""
    keys = (example_keys.LOGIN_SIGNING, example_keys.ID_TOKEN, {"kty": "oct", "kid": "shared", "k": "A" * 43})
    return written_out(read_keys(json.dumps({"keys": keys}), limits=_LIMITS).keys)


def _refused(found: Pattern) -> object:
    return _REFUSED_FIELD if found.fields else _REFUSED_REQUEST


_ACTIONS: Final[Mapping[str, Callable[[Pattern], object]]] = {
    "debug": _asked(debug),
    "decrypt": _asked(decrypt),
    "audit": _asked(audit),
    "compare": _compared,
    "keys/inspect": _looked_into,
    "keys/convert": _converted,
    "keys/generate": _made,
    "refused": _refused,
}
