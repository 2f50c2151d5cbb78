"""What the help says about reasons: every entry of the registry, in families (issue trackers link to their codes)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from webapp.jose.registry.diagnoses import DIAGNOSES
from webapp.jose.registry.diagnoses.entry import DiagnosisHelp
from webapp.services.help_family import HelpFamily

# A family without a title here is shown under its name.
_TITLES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "secret": "The secret is read in another way",
        "key": "Another key, or one that must not be used",
        "signature": "The signature was made or written in another way",
        "algorithm": "Another algorithm",
        "input": "The signing input is another one",
        "content": "The content is another one",
        "payload": "The payload is another one",
        "token": "The token was changed on its way",
        "issuer": "Tokens of certain issuers",
        "jwe": "Decryption",
        "decryption": "Decryption",
        "time": "Time",
        "claims": "Claims",
        "claim": "Claims",
    }
)


def reason_families() -> tuple[HelpFamily[DiagnosisHelp], ...]:
    """Every reason that can be given, in the order of the registry."""
    families: dict[str, list[DiagnosisHelp]] = {}
    for entry in DIAGNOSES.values():
        families.setdefault(entry.code.partition(".")[0], []).append(entry)
    return tuple(
        HelpFamily(name=name, title=_TITLES.get(name, name.capitalize()), entries=tuple(entries))
        for name, entries in families.items()
    )
