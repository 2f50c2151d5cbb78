"""Every reason that can be given for a failure, with what it means, why it happens and how to put it right."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from webapp.jose.registry.diagnoses import (
    agreement,
    claims,
    content,
    copied_secrets,
    decryption,
    derived_keys,
    encodings,
    foreign,
    inputs,
    keys,
    mangled,
    secrets,
    signatures,
    times,
)
from webapp.jose.registry.diagnoses.entry import DiagnosisHelp

_ALL: Final = (
    *secrets.ROWS,
    *copied_secrets.ROWS,
    *keys.ROWS,
    *signatures.ROWS,
    *encodings.ROWS,
    *inputs.ROWS,
    *mangled.ROWS,
    *foreign.ROWS,
    *decryption.ROWS,
    *content.ROWS,
    *agreement.ROWS,
    *derived_keys.ROWS,
    *claims.ROWS,
    *times.ROWS,
)
DIAGNOSES: Final[Mapping[str, DiagnosisHelp]] = MappingProxyType({row.code: row for row in _ALL})
