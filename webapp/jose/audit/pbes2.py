"""How well a token protects the password that it is encrypted with (RFC 7518 section 4.8)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from webapp.jose.audit.cases import RecipientCase
from webapp.jose.audit.jwe_header import algorithm_of
from webapp.jose.base64url import decode
from webapp.jose.finding import Finding
from webapp.jose.json_object import JsonValue
from webapp.jose.registry.rules import RULES
from webapp.jose.text import Excerpt, counted

_LEAST: Final = 1_000
_ADVISED: Final = 600_000
# What a reader may be made to compute: twice what is advised.
_MOST: Final = 1_200_000
_LEAST_SALT: Final = 8


def iterations(case: RecipientCase) -> Iterator[Finding]:
    """Few iterations help whoever tries passwords; many help whoever wants the reader busy."""
    if not _has_password(case):
        return
    header = case.recipient.header
    count, span = header.values.get("p2c"), header.member_span("p2c")
    if isinstance(count, bool) or not isinstance(count, int | float):
        message = '"p2c" is no number' if "p2c" in header.values else 'There is no "p2c", which must be there'
        yield RULES["E02"].found(message, span)
    elif count > _MOST:
        yield RULES["E04"].found(f'"p2c" is {_shown(count)}; more than {_MOST:,} are refused', span)
    elif isinstance(count, float) or count < _LEAST:
        yield RULES["E02"].found(f'"p2c" is {count:,}', span)
    elif count < _ADVISED:
        yield RULES["E03"].found(f'"p2c" is {count:,}; {_ADVISED:,} are advised', span)


def salt(case: RecipientCase) -> Iterator[Finding]:
    """A short salt comes again, and with it what was computed for it."""
    header = case.recipient.header
    if _has_password(case) and (message := short_salt(header.values)):
        yield RULES["E05"].found(message, header.member_span("p2s"))


def short_salt(header: Mapping[str, JsonValue]) -> str:
    """What is wrong with the salt; empty when it is long enough."""
    value = header.get("p2s")
    if not isinstance(value, str):
        return '"p2s" is no text' if "p2s" in header else 'There is no "p2s", which must be there'
    length = len(decode(Excerpt.whole(value)).octets)
    return f'"p2s" has {counted(length, "octet")}' if length < _LEAST_SALT else ""


def _has_password(case: RecipientCase) -> bool:
    alg = algorithm_of(case)
    return alg is not None and "p2s" in alg.header_parameters


def _shown(count: float) -> str:
    """Numbers of a token may have thousands of digits."""
    return f"{count:,}" if count < 1 << 64 else "a number of more than 64 bits"
