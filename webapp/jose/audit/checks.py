"""All checks, by what they look at. The order is that of the catalogue; findings are sorted by severity after."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final, TypeAlias, TypeVar

from webapp.jose.audit import access_token, assertions, claim_values, claims, dpop, id_token, logout_token, times
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
SIGNED: Final[tuple[Check[SignedToken], ...]] = (
    id_token.hashes, id_token.not_encrypted, dpop.binding,
)

ENCRYPTED: Final[tuple[Check[EncryptedToken], ...]] = ()

HEADER: Final[tuple[Check[HeaderCase], ...]] = (
    id_token.registered_algorithm, id_token.own_key, dpop.asymmetric, dpop.public_key,
)

SIGNATURE: Final[tuple[Check[SignatureCase], ...]] = (
    assertions.algorithm,
)

RECIPIENT: Final[tuple[Check[RecipientCase], ...]] = ()

CLAIMS: Final[tuple[Check[ClaimsCase], ...]] = (
    times.expired, times.not_yet, times.issued_ahead, times.endless, times.no_time, times.long_lived, times.order,
    claims.missing, claims.issuer, claims.audience, claims.types, claims.no_uri, claim_values.values,
    claims.scope, claims.several_audiences,
    id_token.required, id_token.authorized_party, id_token.nonce, id_token.login_age, id_token.context_class,
    id_token.subject, id_token.strangers, logout_token.logout_token,
    access_token.required, access_token.symmetric, access_token.for_logins,
    dpop.required, dpop.request, dpop.age, dpop.nonce, dpop.access_token,
    assertions.required, assertions.audience, assertions.nested_request,
)

SD_JWT: Final[tuple[Check[SignedToken], ...]] = ()

KEY: Final[tuple[Check[KeyCase], ...]] = ()

KEYS: Final[tuple[Check[KeysCase], ...]] = ()

SECRET: Final[tuple[Check[SecretCase], ...]] = ()
# fmt: on
