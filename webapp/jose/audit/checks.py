"""All checks, by what they look at. The order is that of the catalogue; findings are sorted by severity after."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final, TypeAlias, TypeVar

from webapp.jose.audit import (
    ephemeral_key,
    jwe_content,
    jwe_header,
    key_binding,
    nested,
    pbes2,
    sd_jwt,
)
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
    nested.announced_in_signed,
    nested.deep_signed,
)

ENCRYPTED: Final[tuple[Check[EncryptedToken], ...]] = (
    nested.announced_in_encrypted,
    nested.deep_encrypted,
    jwe_content.lengths,
    jwe_content.failed,
)

HEADER: Final[tuple[Check[HeaderCase], ...]] = ()

SIGNATURE: Final[tuple[Check[SignatureCase], ...]] = ()

RECIPIENT: Final[tuple[Check[RecipientCase], ...]] = (
    nested.unsigned,
    jwe_header.replicated_claims,
    jwe_header.content_encryption,
    pbes2.iterations,
    pbes2.salt,
    jwe_content.compressed,
    jwe_content.bomb,
    jwe_header.compression,
    ephemeral_key.ephemeral_key,
    ephemeral_key.private_half,
    jwe_header.surplus_key,
    jwe_header.key_wrapping,
    jwe_content.key_size,
    jwe_header.one_recipient,
    jwe_header.sha1,
)

CLAIMS: Final[tuple[Check[ClaimsCase], ...]] = ()

SD_JWT: Final[tuple[Check[SignedToken], ...]] = (
    sd_jwt.disclosures,
    key_binding.holder_proof,
    sd_jwt.validity_claims,
    sd_jwt.salts,
    sd_jwt.plain,
)

KEY: Final[tuple[Check[KeyCase], ...]] = ()

KEYS: Final[tuple[Check[KeysCase], ...]] = ()

SECRET: Final[tuple[Check[SecretCase], ...]] = ()
# fmt: on
