"""What is known of an issuer of tokens."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

# One name of a host; a host with the names before that of a vendor; a whole host of anybody, with its port.
LABEL: Final = r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?"
LABELS: Final = rf"{LABEL}(?:\.{LABEL})*"
_ANY_LABEL: Final = r"[A-Za-z0-9](?:[A-Za-z0-9_-]*[A-Za-z0-9])?"
HOST: Final = rf"(?:{_ANY_LABEL}(?:\.{_ANY_LABEL})*\.?|\[[0-9A-Fa-f:.]+\])(?::[0-9]{{1,5}})?"
GUID: Final = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
# The only group that is looked up among the tenants of Microsoft Entra ID: anybody may use their GUIDs elsewhere.
TENANT: Final = rf"(?P<tenant>{GUID})"
# One step of a path: neither the end of it nor what belongs to a query or fragment, nor what is taken for a slash.
STEP: Final = r"[^/\s?#\\]+"


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
