"""Every refusal in the one shape, in three renderings. The only module that catches what views raise."""

from __future__ import annotations

import logging
import secrets
import traceback
from collections.abc import Mapping
from typing import Final

from flask import Flask, Response, request
from flask_limiter import RateLimitExceeded
from werkzeug.exceptions import (
    ClientDisconnected,
    HTTPException,
    RequestEntityTooLarge,
    RequestTimeout,
    ServiceUnavailable,
)

from webapp.jose.limits import LimitError, setting_of
from webapp.services.refusals import UnusableFieldError
from webapp.services.results import Refusal
from webapp.settings import Settings, variable
from webapp.views.context import limits
from webapp.views.rate import seconds_to_wait
from webapp.views.refusals import RefusalError
from webapp.views.render import json_response, respond, wants_json
from webapp.workers.pool import EndedError, PanicError, out_of_memory
from webapp.workers.turns import BusyError

_LOG: Final = logging.getLogger("token_debugger")
# A ceiling on the size of what was sent answers 413; the others say that a value cannot be worked with.
_SIZES: Final = frozenset({"body_size", "input_size", "key_size", "field_size"})
_BUSY_SECONDS: Final = 2
# The page with the form of each blueprint that reads one.
_PAGES: Final[Mapping[str, str]] = {
    "debug": "debug",
    "inspect": "debug",
    "verify": "debug",
    "decrypt": "debug",
    "keys": "keys",
    "compare": "compare",
}

_BY_STATUS: Final[Mapping[int, tuple[str, str]]] = {
    400: ("request.malformed", "The request cannot be read."),
    403: ("request.forbidden", "The request is not allowed."),
    404: ("request.not-found", "There is nothing at this address."),
    405: ("request.method", "This address does not answer to this method."),
    408: ("request.timeout", "The request took too long to arrive."),
    413: ("request.too-large", "The request has too many parts."),
    415: ("request.media-type", "The body's media type is not one that is read here."),
    503: ("server.busy", "The server is busy. Try again in a moment."),
}


def install(app: Flask, _settings: Settings) -> None:
    """Answer every exception that leaves a view."""
    app.register_error_handler(RefusalError, _refused)
    app.register_error_handler(UnusableFieldError, _unusable)
    app.register_error_handler(LimitError, _over_limit)
    app.register_error_handler(MemoryError, lambda _error: _over_limit(out_of_memory(limits())))
    app.register_error_handler(BusyError, lambda _error: _http(ServiceUnavailable()))
    app.register_error_handler(EndedError, _ended)
    app.register_error_handler(PanicError, _panicked)
    app.register_error_handler(RateLimitExceeded, _too_often)
    app.register_error_handler(RequestEntityTooLarge, _too_large)
    app.register_error_handler(ClientDisconnected, lambda _error: _http(RequestTimeout()))
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _unexpected)


def refuse(refusal: Refusal, status: int, *, retry_after: int | None = None) -> Response:
    """The answer to a request that cannot be served."""
    if wants_json():
        response = json_response({"error": refusal}, status)
    else:
        response = respond(refusal, page=_page(refusal), status=status)
    if retry_after is not None:
        response.headers["Retry-After"] = str(retry_after)
    return response


def _page(refusal: Refusal) -> str:
    """The page whose form has the field, with all that was typed; else one that says no more than the refusal."""
    return _PAGES.get(request.blueprint or "", "refusal") if refusal.field else "refusal"


def _refused(error: RefusalError) -> Response:
    return refuse(error.refusal, error.status, retry_after=error.retry_after)


def _unusable(error: UnusableFieldError) -> Response:
    return refuse(Refusal(code=error.code, message=error.message, field=error.field), 422)


def _over_limit(error: LimitError) -> Response:
    refusal = Refusal(code=error.code, message=error.message, limit=error.limit, setting=error.setting)
    return refuse(refusal, 413 if error.name in _SIZES else 422)


def _too_large(error: RequestEntityTooLarge) -> Response:
    ceilings = limits()
    limit = ceilings.body_size
    if (request.content_length or limit + 1) <= limit:
        return _http(error)
    setting = setting_of("body_size")
    message = f"The request's body is larger than the {limit:,} octets that {setting} allows. "
    message += f"Send less: a token may have {ceilings.input_size:,} characters, a key {ceilings.key_size:,}."
    return _over_limit(LimitError(name="body_size", limit=limit, message=message))


def _too_often(error: RateLimitExceeded) -> Response:
    allowed = error.limit.limit
    refusal = Refusal(
        code="rate.exceeded",
        message=f"Your address has generated keys {allowed.amount} times; {variable('rate_limit')} allows {allowed}.",
        limit=allowed.amount,
        setting=variable("rate_limit"),
    )
    return refuse(refusal, 429, retry_after=seconds_to_wait())


def _ended(_error: EndedError) -> Response:
    _LOG.error("helper.ended: a helper process ended before it had answered")
    message = "The process that worked on this was ended before it had answered. Try again."
    return refuse(Refusal(code="helper.ended", message=message), 503, retry_after=_BUSY_SECONDS)


def _panicked(error: PanicError) -> Response:
    _LOG.error("helper.panic: %s", error.kind)
    message = (
        "A library gave up on this input in a way that ends the process it runs in. That was a helper process, and "
        "nothing else came to harm. Look for numbers in the key or token that make no sense."
    )
    return refuse(Refusal(code="helper.panic", message=message), 422)


def _http(error: HTTPException) -> Response:
    status = error.code or 500
    code, message = _BY_STATUS.get(status, ("request.refused", "The request cannot be served."))
    response = refuse(Refusal(code=code, message=message), status)
    if status == 405 and (allowed := getattr(error, "valid_methods", None)):
        response.headers["Allow"] = ", ".join(sorted(allowed))
    if status == 503:
        response.headers["Retry-After"] = str(_BUSY_SECONDS)
    return response


def _unexpected(error: Exception) -> Response:
    """The last resort. Its log line says where, never what: an exception's text may hold a secret."""
    number = secrets.token_hex(4)
    frames = traceback.extract_tb(error.__traceback__)[-5:]
    places = " < ".join(f"{frame.name} ({frame.filename}:{frame.lineno})" for frame in reversed(frames))
    _LOG.error("server.error %s: %s at %s", number, type(error).__name__, places)
    message = f"Something went wrong here; it is not your token's fault. The server's log names it {number}."
    return refuse(Refusal(code="server.error", message=message), 500)
