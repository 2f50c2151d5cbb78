"""gzip for answers that are text and long enough to gain by it.

What is compressed together with a secret can leak it by its length (BREACH); here an answer holds only what the
person who asked has sent, there are no cookies and no tokens of ours, and other sites cannot ask at all.
"""

from __future__ import annotations

import gzip
from typing import Final

from flask import Flask, Response, request

from webapp.settings import Settings

_LEAST_OCTETS: Final = 1_024
_TEXT: Final = ("text/", "application/json", "image/svg+xml")
# Beyond level 5 a large page takes twice the time for 3 % fewer octets; a small one takes a millisecond at most.
_LEVEL: Final = 5
_BEST_LEVEL: Final = 9
_SMALL: Final = 64 * 1024


def install(app: Flask, _settings: Settings) -> None:
    """Compress every answer that gains by it."""
    app.after_request(_compress)


def takes_gzip() -> bool:
    """Whether the client understands gzip."""
    return request.accept_encodings["gzip"] > 0


def is_worth_compressing(octets: bytes, media_type: str) -> bool:
    """Whether the octets are text, and enough of it."""
    return len(octets) >= _LEAST_OCTETS and media_type.startswith(_TEXT)


def _compress(response: Response) -> Response:
    if response.direct_passthrough or "Content-Encoding" in response.headers or not takes_gzip():
        return response
    octets = response.get_data()
    if is_worth_compressing(octets, response.mimetype or ""):
        response.set_data(gzip.compress(octets, _BEST_LEVEL if len(octets) <= _SMALL else _LEVEL, mtime=0))
        response.headers["Content-Encoding"] = "gzip"
    return response
