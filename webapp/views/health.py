"""Whether the server answers. For load balancers and containers; it says nothing else."""

from __future__ import annotations

from flask import Blueprint, Response

bp = Blueprint("health", __name__)


@bp.get("/healthz")
def health() -> Response:
    """ok: the process serves requests."""
    return Response("ok\n", content_type="text/plain; charset=utf-8")
