"""All checks, by what they look at. The order is that of the catalogue; findings are sorted by severity after."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final, TypeAlias, TypeVar

from webapp.jose.audit import claims, injections, secrets, times
from webapp.jose.audit.cases import (
    ClaimsCase,
    EncryptedToken,
    HeaderCase,
    KeyCase,
    KeysCase,
    RecipientCase,
    SecretCase,
    SignatureCase,
    SignedToken,
)
from webapp.jose.finding import Finding

T = TypeVar("T")
Check: TypeAlias = Callable[[T], Iterator[Finding]]

# fmt: off
SIGNED: Final[tuple[Check[SignedToken], ...]] = ()

ENCRYPTED: Final[tuple[Check[EncryptedToken], ...]] = ()

HEADER: Final[tuple[Check[HeaderCase], ...]] = ()

SIGNATURE: Final[tuple[Check[SignatureCase], ...]] = ()

RECIPIENT: Final[tuple[Check[RecipientCase], ...]] = ()

CLAIMS: Final[tuple[Check[ClaimsCase], ...]] = (
    times.expired, times.not_yet, times.issued_ahead, times.endless, times.no_time, times.long_lived, times.order,
    claims.missing, claims.issuer, claims.audience, claims.types, claims.no_uri, secrets.secrets, injections.injections,
    injections.addresses, claims.scope, claims.several_audiences,
)

SD_JWT: Final[tuple[Check[SignedToken], ...]] = ()

KEY: Final[tuple[Check[KeyCase], ...]] = ()

KEYS: Final[tuple[Check[KeysCase], ...]] = ()

SECRET: Final[tuple[Check[SecretCase], ...]] = ()
# fmt: on
