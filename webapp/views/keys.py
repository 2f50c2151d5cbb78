"""POST /keys/inspect, /keys/generate, /keys/convert: what is in a key, new keys, other formats."""

from __future__ import annotations

from typing import Final, Literal

from flask import Blueprint, Response
from pydantic import BaseModel

from webapp.jose.jwk.generate import Use
from webapp.jose.jwk.publish import Half
from webapp.services.keys import Target, convert_key, generate_keys, inspect_keys
from webapp.views.bounded import bounded
from webapp.views.context import limits, now, published_secrets
from webapp.views.forms import read_form
from webapp.views.rate import limited
from webapp.views.render import respond

# An RSA key of 4,096 bits takes half a second on average, and three when luck is bad. How many are made is limited.
_PATIENCE: Final = 3

bp = Blueprint("keys", __name__, url_prefix="/keys")


class InspectForm(BaseModel):
    """A text that holds keys."""

    key: str = ""
    key_encoding: Literal["auto", "utf-8", "base64", "base64url", "hex"] = "auto"
    password: str = ""


class GenerateForm(BaseModel):
    """The kinds of key to make, and how they are named."""

    spec: tuple[str, ...] = ()
    kid: str = ""
    use: Use | None = None


class ConvertForm(InspectForm):
    """A text that holds keys, and the format that they are wanted in."""

    to: Target
    private: bool = False


@bp.post("/inspect")
@bounded(InspectForm)
def inspect() -> Response:
    """Answer with the keys of a text."""
    form = read_form(InspectForm)
    found = inspect_keys(
        form.key,
        encoding=form.key_encoding,
        password=form.password,
        now=now(),
        limits=limits(),
        published=published_secrets(),
    )
    return respond(found, page="keys")


@bp.post("/generate")
@limited
@bounded(GenerateForm, _PATIENCE)
def generate() -> Response:
    """Answer with new keys."""
    form = read_form(GenerateForm)
    made = generate_keys(form.spec, kid=form.kid.strip(), use=form.use, now=now(), limits=limits())
    return respond(made, page="keys")


@bp.post("/convert")
@bounded(ConvertForm)
def convert() -> Response:
    """Answer with the keys of a text in another format."""
    form = read_form(ConvertForm)
    half = Half.PRIVATE if form.private else Half.PUBLIC
    written = convert_key(
        form.key,
        encoding=form.key_encoding,
        password=form.password,
        target=form.to,
        half=half,
        limits=limits(),
    )
    return respond(written, page="keys")
