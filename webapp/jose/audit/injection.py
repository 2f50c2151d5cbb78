"""Text that was made to be a path, a query, a command or an expression where a name is due (RFC 8725 section 3.10).

Names that people give to keys are no such thing: UUIDs, digests in base64 and base64url, e-mail addresses, DIDs, URNs,
ARNs, distinguished names. Every pattern is linear in the text, of which the beginning is looked at.
"""

from __future__ import annotations

import re
from typing import Final

_LONGEST: Final = 2048
# What an attacker runs to see whether it works.
_COMMAND: Final = (
    "(?:id|ls|cat|sh|bash|zsh|cmd|curl|wget|nc|ncat|netcat|ping|sleep|whoami|uname|env|printenv|rm|touch|echo|python3?"
    "|perl|ruby|php|powershell|nslookup|dig|chmod|kill|reboot|shutdown|timeout)"
)
_SECRET_FILES: Final = "etc/(?:passwd|shadow|hosts)|dev/(?:null|zero|u?random)|proc/self"  # noqa: S105  no password


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


# fmt: off
_ATTACKS: Final[tuple[tuple[str, re.Pattern[str]], ...]] = (
    ("it has control or invisible characters",
     _any(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")),
    ("it has an expression that templates and loggers evaluate",
     _any(r"[$#%@*]\{", r"\{\{", "<%", r"\$\(")),
    ("it climbs out of a directory",
     _any(r"(?:^|[/\\;:=])\.\.(?:[/\\;]|$)", r"\.\.[/\\%]", r"\.{4}//", "%(?:25){0,3}2e%(?:25){0,3}2e")),
    ("it is a path",
     _any(r"\A(?:[/\\]|~[/\\]|\.[/\\]|[A-Z]:[/\\])", rf"(?:\A|/)(?:{_SECRET_FILES})")),
    ("it has escapes for a path, a quote or a line break",
     _any("%(?:25){0,3}(?:0[0ad]|2[27f]|5c)")),
    ("it has quotes, which end the string of a query",
     _any(r"[\"`\u2018\u2019\u02bc\uff02\uff07]", "'(?![a-z])", "(?<![a-z])'", r"'\s?(?:or|and|union|having)\b")),
    ("it has words of a query",
     _any(r"\bunion\b\W{1,9}(?:(?:all|distinct)\b\W{1,9})?select\b", r"\bselect\b.{1,200}\bfrom\b",
          r"\b(?:or|and)\b[\s/*+(]{1,9}\w{1,40}\s{0,9}(?:[=<>]|like\b)", r"\b(?:or|and)\s+(?:true|1)\b",
          r"; ?(?:drop|select|insert|update|delete|exec|alter|create|waitfor|truncate|grant)\b",
          r"\b(?:sleep|benchmark|pg_sleep|load_file|extractvalue|xp_cmdshell|char|concat)\(", r"/\*", r"\*/",
          r"[\s;)]--", r"--\s", r"\[\$", r"\$(?:ne|gt|gte|regex|where|exists)\b")),
    ("it has signs that a shell acts upon",
     _any("[<>]", "&&", r"\|\|", r"\A\s*[|;&]", rf"[|;&]\s{{0,9}}{_COMMAND}(?:[\s;|&]|$)", r"\$(?:IFS|PATH|HOME)\b",
          r"\s\|", r"\|\s", r";$")),
    ("it is a filter for a directory",
     _any(r"\)\(", r"\*\)", r"\([|&]")),
)
# fmt: on
# A digest in standard base64 may begin with a slash. A path has hardly ever its length, with capitals and digits.
_DIGEST: Final = re.compile(r"(?=[^A-Z]*[A-Z])(?=[^0-9]*[0-9])[A-Za-z0-9+/]+={0,2}")
_DIGEST_LENGTHS: Final = frozenset({22, 24, 27, 28, 43, 44, 64, 86, 88})


def attack(text: str) -> str:
    """In a few words why a text looks like an attack; "" when it does not."""
    text = text[:_LONGEST]
    if text.startswith("/") and len(text) in _DIGEST_LENGTHS and _DIGEST.fullmatch(text):
        return ""
    return next((why for why, pattern in _ATTACKS if pattern.search(text)), "")
