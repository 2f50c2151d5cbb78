"""How often one address may ask for costly work: generating keys.

@bp.post("/keys/generate")
@limited
def generate() -> Response: ...
"""

from __future__ import annotations

from typing import Final

from flask import Flask, request
from flask_limiter import Limiter

from webapp.settings import RATE_OFF, Settings
from webapp.views.context import now, settings


def client_address() -> str:
    """Who asks. Behind a proxy that is believed, the address that it saw."""
    address = request.remote_addr or "unknown"
    if address in settings().proxies and request.access_route:
        return request.access_route[-1]
    return address


# Counts live in the memory of each server process.
_limiter: Final = Limiter(client_address, storage_uri="memory://", strategy="fixed-window")

limited: Final = _limiter.shared_limit(
    lambda: settings().rate_limit,
    scope="costly",
    exempt_when=lambda: settings().rate_limit == RATE_OFF,
)


def seconds_to_wait() -> int:
    """After how many seconds the address may ask again."""
    exceeded = _limiter.current_limit
    return max(1, exceeded.reset_at - now()) if exceeded else 1


def install(app: Flask, _settings: Settings) -> None:
    """Count for this application."""
    _limiter.init_app(app)
