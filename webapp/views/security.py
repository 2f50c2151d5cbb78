"""What a browser may do with our answers, and which requests are served at all.

There are no cookies, so a page elsewhere can gain nothing from posting here but our work; it may not have that either.
"""

from __future__ import annotations

import re
from typing import Final

from flask import Flask, Response, request

from webapp.host_names import HostNames, host_names
from webapp.services.results import Refusal
from webapp.settings import Settings, variable
from webapp.views import htmx
from webapp.views.refusals import RefusalError, malformed

_POLICY: Final = (
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types htmx",
)
HEADERS: Final = (
    ("Content-Security-Policy", "; ".join(_POLICY)),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Embedder-Policy", "require-corp"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    (
        "Permissions-Policy",
        (
            "accelerometer=(), camera=(), geolocation=(), microphone=(), payment=(), usb=(), "
            "clipboard-read=(), browsing-topics=()"
        ),
    ),
    ("X-Robots-Tag", "noindex, nofollow"),
    ("Origin-Agent-Cluster", "?1"),
)
# Of every answer but a static file. None may be stored, so Accept-Encoding need not be among what they vary by.
NO_STORE: Final = (("Cache-Control", "no-store"), ("Vary", f"Accept, {htmx.REQUEST_HEADER}"))
# Only over TLS: a browser ignores it elsewhere (RFC 6797 section 8.1).
_STRICT_TRANSPORT: Final = ("Strict-Transport-Security", "max-age=63072000; includeSubDomains")
_READ_ONLY: Final = frozenset({"GET", "HEAD", "OPTIONS"})
# What belongs into a body. In a URL it would end up in histories and in the logs of every proxy on the way.
_SECRET_NAMES: Final = frozenset(
    {"input", "other", "key", "other_key", "password", "payload", "plaintext", "secret", "token", "jwt", "jwk"}
)
_SECRET_NAMES_OAUTH: Final = frozenset({"access_token", "id_token", "refresh_token", "client_secret", "assertion"})
_TOKEN: Final = re.compile(r"eyJ[A-Za-z0-9_-]{8}")


def install(app: Flask, settings: Settings) -> None:
    """Check every request, and put the headers on every answer."""
    names = host_names(settings)
    app.before_request(_name_route)
    app.before_request(lambda: _check_host(names))
    app.before_request(_check_site)
    app.before_request(_check_query)
    app.after_request(_add_headers)


def _name_route() -> None:
    """For the access log: the route, because the path as sent may be anything, a pasted token too."""
    if request.url_rule:
        request.environ["token_debugger.route"] = request.url_rule.rule


def _check_host(names: HostNames) -> None:
    host = request.environ.get("HTTP_HOST", "")
    if not names.answer_to(host):
        message = (
            f"This server does not answer to the host name {host[:100]!r}, only to {names}. "
            f"{variable('allowed_hosts')} adds names."
        )
        raise RefusalError(400, Refusal(code="request.host", message=message, setting=variable("allowed_hosts")))


def _check_site() -> None:
    """Refuse what a page of another site sent. What is no browser sends none of these headers."""
    if request.method in _READ_ONLY:
        return
    if site := request.headers.get("Sec-Fetch-Site"):
        is_ours = site in ("same-origin", "none")
    elif origin := request.headers.get("Origin"):
        is_ours = origin.partition("://")[2] == request.environ["HTTP_HOST"] or _is_our_script(origin)
    else:
        is_ours = True
    if not is_ours:
        message = "A page of another site sent this request. Open this server's own page and send it from there."
        raise RefusalError(403, Refusal(code="request.cross-site", message=message))


def _is_our_script(origin: str) -> bool:
    """Under no-referrer a browser names its origin "null", even to ourselves.

    Over plain HTTP it sends no Sec-Fetch-Site either. But a header of htmx proves that a script of ours asks: one of
    another site would have to ask first (CORS preflight), and is never allowed.
    """
    return origin == "null" and htmx.wants_partial()


def _check_query() -> None:
    """Tokens and keys travel in bodies only."""
    for name, text in request.args.items(multi=True):
        if name.lower() in _SECRET_NAMES | _SECRET_NAMES_OAUTH or _TOKEN.search(text):
            raise malformed(
                "request.query",
                "The address carries what looks like a token or a key. Addresses end up in histories and logs: "
                "send it in the body of a POST, and treat this one as leaked.",
            )


def _add_headers(response: Response) -> Response:
    response.headers.extend(HEADERS)
    if request.is_secure:
        response.headers.add(*_STRICT_TRANSPORT)
    if "Cache-Control" not in response.headers:
        response.headers.extend(NO_STORE)
    return response
