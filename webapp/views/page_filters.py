"""What templates need to write down times, octets and references. The core decides; this only puts it into words."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Final

from flask import Blueprint

from webapp.jose.artefact import by_key
from webapp.jose.jwk.certificate import CertificateFacts, certificate_of
from webapp.jose.jwk.key import Key
from webapp.jose.limits import setting_of
from webapp.jose.moment import utc
from webapp.jose.registry.references import url_of
from webapp.jose.text import counted
from webapp.views import htmx
from webapp.views.context import now

bp = Blueprint("page_filters", __name__)

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
# What HTML can write: years of four digits.
_FIRST: Final = -62_135_596_800
_LAST: Final = 253_402_300_799
_OCTETS_SHOWN: Final = 2_048
_OCTETS_IN_A_LINE: Final = 16


@bp.app_context_processor
def _request() -> dict[str, object]:
    """Whether htmx asked, so that further regions of the page come along; and the time, in seconds."""
    return {"is_partial": htmx.wants_partial(), "now": now()}


bp.add_app_template_filter(by_key)


@bp.app_template_filter()
def iso_time(seconds: int) -> str:
    """The moment as HTML's datetime attribute wants it; empty when it has no form for the year."""
    if not _FIRST <= seconds <= _LAST:
        return ""
    return (_EPOCH + timedelta(seconds=seconds)).isoformat().replace("+00:00", "Z")


@bp.app_template_filter()
def certificate(key: Key) -> CertificateFacts | None:
    """What the certificate of a key says; None where it has none."""
    return certificate_of(key)


@bp.app_template_filter()
def hex_lines(base64url: str) -> str:
    """Octets, given as base64url, in hexadecimal: sixteen to a line, the first two thousand of them."""
    try:
        octets = base64.urlsafe_b64decode(base64url + "=" * (-len(base64url) % 4))
    except (binascii.Error, ValueError):
        return ""
    shown = octets[:_OCTETS_SHOWN]
    lines = [shown[at : at + _OCTETS_IN_A_LINE].hex(" ") for at in range(0, len(shown), _OCTETS_IN_A_LINE)]
    if len(octets) > _OCTETS_SHOWN:
        lines.append(f"… and {len(octets) - _OCTETS_SHOWN:,} more octets")
    return "\n".join(lines)


@bp.app_template_filter()
def utf8_text(base64url: str) -> str:
    """Octets, given as base64url, as text; each octet that is no UTF-8 in hexadecimal behind a backslash."""
    try:
        octets = base64.urlsafe_b64decode(base64url + "=" * (-len(base64url) % 4))
    except (binascii.Error, ValueError):
        return ""
    return octets.decode("utf-8", "backslashreplace")


@bp.app_template_filter()
def reference_url(reference: str) -> str:
    """Where a reference can be read; empty when there is no address."""
    return url_of(reference) or ""


@bp.app_template_filter()
def json_text(value: Mapping[str, object]) -> str:
    """A JSON object as text for people, its members in their order."""
    return json.dumps(value, indent=2)


@bp.app_template_filter(name="counted")
def _counted(count: int, noun: str) -> str:
    """A number with its noun: "1 member", "1,000 members"."""
    return counted(count, noun)


@bp.app_template_filter()
def kept_lines(text: str) -> str:
    """Text for a textarea or pre, whose first line break HTML leaves out."""
    return f"\n{text}" if text.startswith(("\n", "\r\n")) else text


@bp.app_template_filter()
def limit_setting(name: str) -> str:
    """The environment variable that sets a limit, by its name in Limits."""
    return setting_of(name)


@bp.app_template_filter()
def utc_time(seconds: int) -> str:
    """A moment in words: "22 Mar 2011, 18:43:00 UTC"."""
    return utc(seconds)
