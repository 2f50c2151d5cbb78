"""All checks, by what they look at. The order is that of the catalogue; findings are sorted by severity after."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final, TypeAlias, TypeVar

from webapp.jose.audit import (
    encoding,
    header,
    header_certificate,
    header_claims,
    header_crit,
    header_keys,
    header_kid,
    header_typ,
    json_text,
    serialization,
)
from webapp.jose.audit.cases import (
    ClaimsCase,
    EncryptedToken,
    HeaderCase,
    KeyCase,
    KeysCase,
    PasteCase,
    RecipientCase,
    SecretCase,
    SignatureCase,
    SignedToken,
)
from webapp.jose.finding import Finding

T = TypeVar("T")
Check: TypeAlias = Callable[[T], Iterator[Finding]]

# fmt: off
# What a JWS and a JWE have in common.
_FORM: Final[tuple[Check[SignedToken | EncryptedToken], ...]] = (
    serialization.parts, serialization.json_form, serialization.mixed, serialization.twice, serialization.unprotected,
    serialization.long, serialization.inner, serialization.deep, encoding.encoded, encoding.left_out,
    json_text.headers, json_text.outside,
)

PASTE: Final[tuple[Check[PasteCase], ...]] = (serialization.dotted, serialization.broken_up)

SIGNED: Final[tuple[Check[SignedToken], ...]] = (
    *_FORM, serialization.detached, json_text.signed_claims,
)

ENCRYPTED: Final[tuple[Check[EncryptedToken], ...]] = (
    *_FORM, serialization.unsigned, json_text.decrypted_claims, header_claims.replicated,
)

HEADER: Final[tuple[Check[HeaderCase], ...]] = (
    header.algorithm, header.old_algorithm, header.types, header_crit.crit, header_crit.unencoded,
    header_keys.addresses, header_keys.embedded, header_certificate.certificates,
    header_kid.injected, header_kid.chosen, header_typ.missing, header_typ.other, header_typ.prefixed,
)

SIGNATURE: Final[tuple[Check[SignatureCase], ...]] = (
    header.signature, header_certificate.other_key,
)

RECIPIENT: Final[tuple[Check[RecipientCase], ...]] = ()

CLAIMS: Final[tuple[Check[ClaimsCase], ...]] = (
    json_text.numbers,
)

SD_JWT: Final[tuple[Check[SignedToken], ...]] = ()

KEY: Final[tuple[Check[KeyCase], ...]] = (
    header_certificate.of_key,
)

KEYS: Final[tuple[Check[KeysCase], ...]] = (
    json_text.keys, json_text.listed,
)

SECRET: Final[tuple[Check[SecretCase], ...]] = ()
# fmt: on
