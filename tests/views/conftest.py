"""A small application with a route of its own, so that the views' common parts are tested without any token."""

from __future__ import annotations

from typing import Literal

import pytest
from flask import Blueprint, Flask, Response, abort
from flask.testing import FlaskClient
from pydantic import BaseModel

from webapp.app import create_app
from webapp.settings import Settings
from webapp.views.forms import read_form
from webapp.views.rate import limited
from webapp.views.render import json_response

JSON = {"Accept": "application/json"}


class EchoForm(BaseModel):
    input: str = ""
    key: str = ""
    issuer: str | None = None
    leeway: int = 0
    at: int | None = None
    exact: bool = False
    algorithms: tuple[str, ...] = ()
    key_encoding: Literal["auto", "hex"] = "auto"


bp = Blueprint("echo", __name__)


@bp.post("/echo")
def echo() -> Response:
    return json_response(read_form(EchoForm).model_dump())


@bp.post("/costly")
@limited
def costly() -> Response:
    return json_response({})


@bp.post("/broken")
def broken() -> Response:
    raise KeyError("eyJzZWNyZXQ")


@bp.post("/busy")
def busy() -> Response:
    abort(503)


def application(settings: Settings) -> Flask:
    app = create_app(settings)
    app.register_blueprint(bp)
    return app


@pytest.fixture(scope="session")
def echo_app() -> Flask:
    return application(Settings(rate_limit="off"))


@pytest.fixture
def echo_client(echo_app: Flask) -> FlaskClient:
    return echo_app.test_client()
