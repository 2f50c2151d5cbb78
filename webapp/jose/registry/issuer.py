"""What is known of an issuer of tokens."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Issuer:
    """The pattern of "iss", whose tokens they are, and where its keys are; {0}, {1} are groups of the pattern.

    which says which of the issuers at that place it is; keys is empty where none are published. source is
    who documents it.
    """

    pattern: re.Pattern[str]
    name: str
    keys: str
    remark: str = ""
    which: str = ""
    source: str = ""
