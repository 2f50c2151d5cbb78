"""Every rule of the audit by its id, with why it matters and what to do (the catalogue that the help shows)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from webapp.jose.registry.rules import (
    claims,
    encryption,
    forms,
    headers,
    key_members,
    key_sets,
    keys,
    oauth,
    openid,
    sd_jwt,
    signatures,
    times,
)
from webapp.jose.registry.rules.entry import Rule

_ALL: Final = (
    *forms.ROWS,
    *headers.ROWS,
    *keys.ROWS,
    *key_members.ROWS,
    *key_sets.ROWS,
    *signatures.ROWS,
    *times.ROWS,
    *claims.ROWS,
    *encryption.ROWS,
    *openid.ROWS,
    *oauth.ROWS,
    *sd_jwt.ROWS,
)
RULES: Final[Mapping[str, Rule]] = MappingProxyType({row.id: row for row in _ALL})
