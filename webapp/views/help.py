"""GET /help, /help/reasons and /help/rules: what the answers mean, written down from the registries."""

from __future__ import annotations

from flask import Blueprint, Response

from webapp.services.reason_help import reason_families
from webapp.services.rule_help import rule_families
from webapp.views.render import respond_page

bp = Blueprint("help", __name__, url_prefix="/help")


@bp.get("")
def index() -> Response:
    """What there is to read."""
    return respond_page("help", families=reason_families(), rules=rule_families())


@bp.get("/reasons")
def reasons() -> Response:
    """Every reason for a failure, with an anchor for its code."""
    return respond_page("help_reasons", families=reason_families())


@bp.get("/rules")
def rules() -> Response:
    """Every rule of the audit, with an anchor for its id."""
    return respond_page("help_rules", families=rule_families())
