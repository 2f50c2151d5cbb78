"""The fields of a request as one checked form, with a ceiling for each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import NoneType
from typing import Any, Final, TypeVar, get_args, get_origin

from flask import g
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from webapp.jose.limits import LimitError, Limits, setting_of
from webapp.services.results import Refusal, RefusedField
from webapp.views.bodies import Fields, read_fields
from webapp.views.context import limits
from webapp.views.refusals import RefusalError, unusable

Form = TypeVar("Form", bound=BaseModel)

# The ceiling of each field, by its name in Limits; field_size for the others.
_CEILINGS: Final[Mapping[str, str]] = {
    "input": "input_size",
    "other": "input_size",
    "payload": "input_size",
    "payload_file": "input_size",
    "plaintext": "input_size",
    "key": "key_size",
    "inner_key": "key_size",
    "other_key": "key_size",
}
# What the pages call a field whose name says little.
_CALLED: Final = {"at": "The time (at)", "leeway": "The leeway"}
_LISTS: Final = (tuple, list, frozenset, set)


def read_form(model: type[Form]) -> Form:
    """The fields of this request, checked against the model.

    Refuses with what read_fields refuses, 413 limit.input-size, limit.key-size or limit.field-size, and 422
    field.value. Text stays exactly as it was sent; a blank field that is not text counts as not sent; a field that
    is a list may be repeated, and is split at white space.
    """
    fields = read_fields(frozenset(model.model_fields))
    too_large = {name: error for name, texts in fields.items() if (error := _over_ceiling(name, texts, limits()))}
    if not too_large:
        return fill(model, fields)
    # What is too large to be read is not sent back, either.
    g.submitted = _joined({name: texts for name, texts in fields.items() if name not in too_large})
    raise next(iter(too_large.values()))


def fill(model: type[Form], fields: Fields) -> Form:
    """The form with these fields, which the page then shows. Refuses with 422 field.value."""
    g.submitted = _joined(fields)
    try:
        return model.model_validate(dict(_values(model, fields)))
    except ValidationError as error:
        raise _refusal(error) from None


def submitted() -> Mapping[str, str]:
    """The fields as they were sent, so that the page can show them again. Empty before read_form."""
    fields: Mapping[str, str] = g.get("submitted", {})
    return fields


def exchange(*pairs: tuple[str, str]) -> None:
    """Let the page show each of two fields with what was sent as the other."""
    fields = dict(submitted())
    for one, other in pairs:
        fields[one], fields[other] = fields.get(other, ""), fields.get(one, "")
    g.submitted = fields


def _joined(fields: Fields) -> dict[str, str]:
    return {name: " ".join(texts) for name, texts in fields.items()}


def _over_ceiling(name: str, texts: tuple[str, ...], limits: Limits) -> RefusalError | None:
    size = sum(map(len, texts))
    ceiling = _CEILINGS.get(name, "field_size")
    limit: int = getattr(limits, ceiling)
    if size <= limit:
        return None
    message = f"The field {name!r} has {size:,} characters; {setting_of(ceiling)} allows {limit:,}."
    error = LimitError(name=ceiling, limit=limit, message=message)
    return RefusalError(413, Refusal(code=error.code, message=message, limit=limit, setting=error.setting, field=name))


def _values(model: type[BaseModel], fields: Fields) -> Iterator[tuple[str, str | tuple[str, ...]]]:
    for name, texts in fields.items():
        kinds = _kinds(model.model_fields[name].annotation)
        text = " ".join(texts)
        if kinds & set(_LISTS):
            yield name, tuple(text.split())
        elif text.strip() or str in kinds:
            yield name, text


def _kinds(annotation: Any) -> set[object]:
    """The types that a field may have: {str} for str | None, {tuple} for tuple[str, ...]."""
    origin = get_origin(annotation) or annotation
    if origin in _LISTS or not get_args(annotation):
        return {origin}
    return {kind for argument in get_args(annotation) if argument is not NoneType for kind in _kinds(argument)}


def _refusal(error: ValidationError) -> RefusalError:
    """The first field that cannot be used, and with it every other one."""
    messages: dict[str, str] = {}
    for detail in error.errors(include_url=False, include_input=False):
        name = str(detail["loc"][0]) if detail["loc"] else ""
        what = _CALLED.get(name, f'The field "{name}"')
        messages.setdefault(name, f"{what} cannot be used: {_told(detail)}.")
    (name, message), *others = messages.items()
    told = tuple(RefusedField(field=other, message=why) for other, why in others if other)
    return unusable(name or None, message, others=told)


def _told(detail: ErrorDetails) -> str:
    """What is due, in the words of a person. Never what was sent."""
    context = detail.get("ctx", {})
    kind = detail["type"]
    if kind.startswith("int"):
        return "a whole number is due"
    if kind == "literal_error":
        return f"{context.get('expected', 'another word')} is due"
    if kind in ("greater_than_equal", "less_than_equal"):
        least, most = context.get("ge"), context.get("le")
        return f"at least {least:,} is due" if least is not None else f"at most {most:,} is allowed"
    if kind == "missing":
        return "it is missing"
    return detail["msg"].removeprefix("Value error, ")
