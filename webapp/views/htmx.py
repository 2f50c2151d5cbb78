"""The only module that names htmx's headers."""

from __future__ import annotations

from typing import Final

from flask import request

REQUEST_HEADER: Final = "HX-Request"


def wants_partial() -> bool:
    """Whether htmx asks, so that the answer is swapped into a page that is there already."""
    return request.headers.get(REQUEST_HEADER) == "true"
