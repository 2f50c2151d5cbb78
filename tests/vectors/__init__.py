"""Published examples as data, each with its source."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

_HERE: Final = Path(__file__).parent


@dataclass(frozen=True, slots=True, kw_only=True)
class RfcExample:
    """A token of an RFC with the key that fits it."""

    source: str
    route: str
    token: str
    key: str
    alg: str
    enc: str | None = None
    key_encoding: str = "auto"
    plaintext: str | None = None

    @property
    def fields(self) -> dict[str, str]:
        """The form fields that ask about it."""
        return {"input": self.token, "key": self.key, "key_encoding": self.key_encoding}


def rfc_examples(route: str) -> list[RfcExample]:
    """The examples of RFC 7515 to 7520, 8037 and 9964 in their compact forms, for one route."""
    rows: list[dict[str, Any]] = json.loads((_HERE / "rfc_examples.json").read_text())
    return [
        RfcExample(**{**row, "key": row["key"] if isinstance(row["key"], str) else json.dumps(row["key"])})
        for row in rows
        if row["route"] == route
    ]
