"""Requests that are dear are answered by a helper process: the whole of it, from the body to the rendered result.

@bp.post("/verify")
@bounded(QuestionForm)
def verify() -> Response: ...

So that its time is bounded to the last octet, and no thread of this process is kept waiting by another's work. The
helper has an application of its own, made from the same settings; what crosses is a request and a response.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from io import BytesIO
from typing import Final, TypeAlias, cast

from flask import Flask, Response, current_app, request
from pydantic import BaseModel
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge
from werkzeug.wrappers import Response as WsgiResponse

from webapp.jose.limits import Limits
from webapp.settings import Settings
from webapp.views.bodies import read_fields
from webapp.views.context import limits, profiles_of
from webapp.views.rate import client_address
from webapp.views.refusals import RefusalError
from webapp.workers import cost
from webapp.workers.pool import Pool

View: TypeAlias = Callable[[], Response]

_EXTENSION: Final = "token_debugger.helpers"
_ENTRY: Final = "webapp.app:answers"
# Where the text of the profiles is, beside the settings.
PROFILES: Final = "profiles_text"
_LOG: Final = logging.getLogger("token_debugger")
# What the helper's application decides; the other headers are the same for all answers, and put on here.
_HEADERS: Final = ("Content-Type", "Content-Encoding", "Retry-After")
# Octets of a body that need not be taken apart to be large: percent-encoding triples a text, multipart adds to it.
_LARGE_BODY: Final = 64 * 1024
_LINE: Final = b"\n"
# RFC 7515 appendix A.1, shortened: the signature is none.
_SHORT_JWS: Final = "eyJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UifQ.AAAA"
_PRACTICE: Final = (
    ("/debug", {"input": _SHORT_JWS, "key": "secret"}),
    ("/decrypt", {"input": _SHORT_JWS}),
    ("/keys/generate", {"spec": "ES256"}),
)


class _Collector(logging.Handler):
    """Keeps the lines."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one."""
        self.lines.append(record.getMessage())


def install(app: Flask, settings: Settings) -> None:
    """Make the pool, if there are to be helpers. Nothing is started before start or the first dear request."""
    if settings.helpers:
        # They have no helpers of their own, and the request was counted where it came in.
        own = settings.model_copy(update={"helpers": 0, "rate_limit": "off"})
        argument = json.dumps({**own.model_dump(mode="json"), PROFILES: profiles_of(app).text})
        pool = Pool(size=settings.helpers, limits=settings.limits(), entry=_ENTRY, argument=argument)
        app.extensions[_EXTENSION] = pool


def helpers(app: Flask) -> Pool | None:
    """The pool of this application."""
    return cast("Pool | None", app.extensions.get(_EXTENSION))


def bounded(form: type[BaseModel], times: int = 1) -> Callable[[View], View]:
    """Answer in a helper process when the fields of this form are dear. It may take so many times the time limit."""
    names = frozenset(form.model_fields)

    def decorate(view: View) -> View:
        @wraps(view)
        def answer() -> Response:
            pool = helpers(current_app)
            return _answer_elsewhere(pool, times) if pool and _is_dear(names, limits()) else view()

        return answer

    return decorate


def practise(app: Flask) -> None:
    """Answer once, so that what is compiled or loaded at first use is there before the first job."""
    for name in app.jinja_env.list_templates():
        app.jinja_env.get_template(name)
    client = app.test_client()
    for path, fields in _PRACTICE:
        client.post(path, data=fields)
        client.post(path, data=fields, headers={"Accept": "application/json"})


def answer_job(app: Flask, job: bytes) -> bytes:
    """The response of an application to a request, both as octets. The helper's side of it."""
    head, _, body = job.partition(_LINE)
    environ = {
        **json.loads(head),
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.input": BytesIO(body),
        "wsgi.errors": BytesIO(),
        "wsgi.version": (1, 0),
    }
    with _logged() as lines:
        response = WsgiResponse.from_app(app, environ, buffered=True)
    headers = {name: response.headers[name] for name in _HEADERS if name in response.headers}
    told = {"status": response.status_code, "headers": headers, "log": lines}
    return json.dumps(told).encode() + _LINE + response.get_data()


def _is_dear(names: frozenset[str], ceilings: Limits) -> bool:
    """Whether this request is work for a helper. What cannot be read is not: the view refuses it at once."""
    octets = request.get_data()
    if request.content_length is None and len(octets) >= ceilings.body_size:
        # Werkzeug cuts a body of unknown length at the ceiling, and says nothing.
        raise RequestEntityTooLarge
    if len(octets) > _LARGE_BODY:
        return True
    try:
        fields = {name: " ".join(texts) for name, texts in read_fields(names).items()}
    except (RefusalError, HTTPException):
        return False
    finally:
        _rewind_files()
    return cost.reason(fields, ceilings) is not None


def _rewind_files() -> None:
    """Uploaded files are read a second time, by the view."""
    if request.mimetype == "multipart/form-data":
        for file in request.files.values():
            file.seek(0)


def _answer_elsewhere(pool: Pool, times: int) -> Response:
    answer = pool.run(_job(), times, owner=client_address())
    head, _, body = answer.partition(_LINE)
    told = json.loads(head)
    for line in told["log"]:
        _LOG.error("%s", line)
    return Response(body, told["status"], told["headers"])


def _job() -> bytes:
    """This request as octets: what a WSGI server says about it in text, then the body."""
    said = {name: value for name, value in request.environ.items() if isinstance(value, str)}
    # However the body came, it is whole now.
    said.pop("HTTP_TRANSFER_ENCODING", None)
    return json.dumps(said).encode() + _LINE + request.get_data()


@contextmanager
def _logged() -> Iterator[list[str]]:
    """The lines that our own log gets meanwhile. A helper has none to write to; libraries get to say nothing."""
    collector = _Collector()
    _LOG.addHandler(collector)
    try:
        yield collector.lines
    finally:
        _LOG.removeHandler(collector)
