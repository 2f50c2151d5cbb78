"""Times (RFC 7519 section 4.1)."""

from __future__ import annotations

from typing import Final

from webapp.jose.registry.rules.entry import Rule
from webapp.jose.trace import Severity

ROWS: Final = (
    Rule(
        id="T01",
        code="time.expired",
        severity=Severity.HIGH,
        title="Expired",
        why="",
        remedy="",
        reference="RFC 7519 section 4.1.4",
        example="",
    ),
    Rule(
        id="T02",
        code="time.not-yet",
        severity=Severity.HIGH,
        title="Not valid yet",
        why="",
        remedy="",
        reference="RFC 7519 section 4.1.5",
        example="",
    ),
    Rule(
        id="T03",
        code="time.issued-ahead",
        severity=Severity.MEDIUM,
        title="Issued in the future",
        why="",
        remedy="",
        reference="RFC 7519 section 4.1.6",
        example="",
    ),
    Rule(
        id="T04",
        code="time.exp-missing",
        severity=Severity.MEDIUM,
        title="exp missing",
        why="",
        remedy="",
        reference="RFC 7519 section 4.1.4; ASVS 9.2.1",
        example="",
    ),
    Rule(
        id="T05",
        code="time.milliseconds",
        severity=Severity.HIGH,
        title="Time in milliseconds",
        why="",
        remedy="",
        reference="RFC 7519 section 2 (NumericDate)",
        example="",
    ),
    Rule(
        id="T06",
        code="time.type",
        severity=Severity.HIGH,
        title="Time is not a number",
        why="",
        remedy="",
        reference="RFC 7519 section 4.1.4-6",
        example="",
    ),
    Rule(
        id="T07",
        code="time.long",
        severity=Severity.LOW,
        title="Lifetime above 24 hours",
        why="",
        remedy="",
        reference="RFC 8725 section 3.12 (policy)",
        example="",
    ),
    Rule(
        id="T08",
        code="time.order",
        severity=Severity.MEDIUM,
        title="exp not after iat / nbf",
        why="",
        remedy="",
        reference="RFC 7519 section 4.1.4",
        example="",
    ),
    Rule(
        id="T09",
        code="time.range",
        severity=Severity.MEDIUM,
        title="Time negative, infinite or beyond year 9999",
        why="",
        remedy="",
        reference="RFC 7519 section 2",
        example="",
    ),
)
