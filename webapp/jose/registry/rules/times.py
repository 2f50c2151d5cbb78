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
        title="The token has expired",
        why='From "exp" on nobody may accept the token; a verifier that still does lets stolen tokens live forever.',
        remedy=(
            "Get a new token, by the refresh token or a new login; if clocks differ, correct them rather than "
            "widen the leeway."
        ),
        reference="RFC 7519 section 4.1.4",
        example='"exp": 1300819380',
        is_told_by_verdict=True,
    ),
    Rule(
        id="T02",
        code="time.not-yet",
        severity=Severity.HIGH,
        title="The token is not valid yet",
        why='Before "nbf" nobody may accept the token. Often the issuer\'s clock is ahead.',
        remedy='Wait until "nbf", correct the clocks, or allow a leeway of a minute.',
        reference="RFC 7519 section 4.1.5",
        example='"nbf": 4102444800',
        is_told_by_verdict=True,
    ),
    Rule(
        id="T03",
        code="time.issued-ahead",
        severity=Severity.MEDIUM,
        title="The token was issued in the future",
        why="A token from the future was made with a wrong clock or by hand, and its age says nothing.",
        remedy="Correct the issuer's clock; allow a leeway of about a minute.",
        reference="RFC 7519 section 4.1.6",
        example='"iat": 4102444800',
    ),
    Rule(
        id="T04",
        code="time.exp-missing",
        severity=Severity.MEDIUM,
        title="The token never expires",
        why='Without "exp" a stolen token is good until its key is changed.',
        remedy='Have the issuer set "exp", minutes ahead for access, and refuse tokens that have none.',
        reference="RFC 7519 section 4.1.4; OWASP ASVS 5.0 section 9.2.1",
        example='{"iss":"https://op.example","sub":"alice"}',
    ),
    Rule(
        id="T05",
        code="time.milliseconds",
        severity=Severity.HIGH,
        title="A time is in milliseconds",
        why=(
            'Times are seconds. Read as such, this one lies thousands of years ahead: an "exp" never comes, an '
            '"nbf" or "iat" blocks the token.'
        ),
        remedy="Divide by 1000 where the token is made (in JavaScript: Math.floor(Date.now() / 1000)).",
        reference="RFC 7519 section 2 (NumericDate)",
        example='"exp": 1767226440000',
    ),
    Rule(
        id="T06",
        code="time.type",
        severity=Severity.HIGH,
        title="A time is no number",
        why=(
            "A NumericDate is a JSON number. Some libraries refuse anything else, others skip the check, and "
            "then the token never expires."
        ),
        remedy="Write the time as a number of seconds, without quotes.",
        reference="RFC 7519 sections 4.1.4 to 4.1.6",
        example='"exp": "1767226440"',
        is_told_by_verdict=True,
    ),
    Rule(
        id="T07",
        code="time.long",
        severity=Severity.LOW,
        title="The token lives longer than a day",
        why="Whoever steals it can use it all that time, and it can hardly be revoked.",
        remedy=(
            "Issue tokens for minutes to hours and renew them; 24 hours is where this check begins to speak, "
            "not a limit of a standard."
        ),
        reference="RFC 7519 section 4.1.4",
        example='"iat": 1767225600, "exp": 1798761600',
    ),
    Rule(
        id="T08",
        code="time.order",
        severity=Severity.MEDIUM,
        title="The token ends before it begins",
        why="There is no moment at which it is valid, so verifiers that check all of its times always refuse it.",
        remedy='Make "exp" later than "iat" and "nbf"; look for swapped values and time zones.',
        reference="RFC 7519 section 4.1.4",
        example='"iat": 1767225600, "exp": 1767222000',
    ),
    Rule(
        id="T09",
        code="time.range",
        severity=Severity.MEDIUM,
        title="A time is out of any range",
        why=(
            "Dates below 1970 or beyond the year 9999 overflow or raise errors in many libraries, and mostly are slips."
        ),
        remedy="Write seconds since 1970; for a long life a date that can be meant.",
        reference="RFC 7519 section 2",
        example='"exp": 1e300',
    ),
)
