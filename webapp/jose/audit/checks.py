"""All checks, by what they look at. The order is that of the catalogue; findings are sorted by severity after."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final, TypeAlias, TypeVar

from webapp.jose.audit import (
    access_token,
    assertions,
    certificates,
    claim_values,
    claims,
    curves,
    dpop,
    encoding,
    ephemeral_key,
    header,
    header_certificate,
    header_crit,
    header_keys,
    header_kid,
    header_typ,
    id_token,
    json_text,
    jwe_content,
    jwe_header,
    jwk_members,
    key_binding,
    key_set,
    key_use,
    logout_token,
    nested,
    pbes2,
    published,
    rsa,
    sd_jwt,
    secrets,
    serialization,
    signature,
    times,
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
    TokensCase,
)
from webapp.jose.finding import Finding

T = TypeVar("T")
Check: TypeAlias = Callable[[T], Iterator[Finding]]

# fmt: off
# What a JWS and a JWE have in common.
_FORM: Final[tuple[Check[SignedToken | EncryptedToken], ...]] = (
    serialization.parts, serialization.json_form, serialization.mixed, serialization.twice, serialization.unprotected,
    serialization.long, encoding.encoded, encoding.left_out,
    json_text.headers, json_text.outside,
)

PASTE: Final[tuple[Check[PasteCase], ...]] = (serialization.dotted, serialization.broken_up)

SIGNED: Final[tuple[Check[SignedToken], ...]] = (
    secrets.guessed, *_FORM, serialization.detached, json_text.signed_claims, nested.announced_in_signed,
    nested.deep_signed, key_use.confusion, signature.reused_nonce, id_token.hashes, id_token.not_encrypted,
    dpop.binding,
)

ENCRYPTED: Final[tuple[Check[EncryptedToken], ...]] = (
    *_FORM, json_text.decrypted_claims, nested.announced_in_encrypted, nested.deep_encrypted, jwe_content.lengths,
    jwe_content.failed,
)

HEADER: Final[tuple[Check[HeaderCase], ...]] = (
    header.algorithm, header.old_algorithm, header.types, header_crit.crit, header_crit.unencoded,
    header_keys.addresses, header_keys.embedded, header_certificate.certificates,
    header_kid.injected, header_kid.chosen, header_typ.missing, header_typ.other, header_typ.prefixed,
    id_token.registered_algorithm, id_token.own_key, dpop.asymmetric, dpop.public_key,
    certificates.time_of_header,
)

SIGNATURE: Final[tuple[Check[SignatureCase], ...]] = (
    header.signature, header_certificate.other_key, key_use.signature_key, signature.verified, assertions.algorithm,
)

RECIPIENT: Final[tuple[Check[RecipientCase], ...]] = (
    nested.unsigned, jwe_header.replicated_claims, jwe_header.content_encryption, jwe_header.compression,
    jwe_header.surplus_key, jwe_header.key_wrapping, jwe_header.one_recipient, jwe_header.sha1,
    pbes2.iterations, pbes2.salt, jwe_content.compressed, jwe_content.bomb, jwe_content.key_size,
    ephemeral_key.ephemeral_key, ephemeral_key.private_half, key_use.recipient_key,
)

CLAIMS: Final[tuple[Check[ClaimsCase], ...]] = (
    json_text.numbers,
    times.expired, times.not_yet, times.issued_ahead, times.endless, times.no_time, times.long_lived, times.order,
    claims.missing, claims.issuer, claims.audience, claims.types, claims.no_uri, claim_values.values,
    claims.scope, claims.several_audiences,
    id_token.required, id_token.authorized_party, id_token.nonce, id_token.login_age, id_token.context_class,
    id_token.subject, id_token.strangers, logout_token.logout_token,
    access_token.required, access_token.symmetric, access_token.for_logins,
    dpop.required, dpop.request, dpop.age, dpop.nonce, dpop.access_token,
    assertions.required, assertions.audience, assertions.nested_request,
)

SD_JWT: Final[tuple[Check[SignedToken], ...]] = (
    sd_jwt.disclosures, sd_jwt.validity_claims, sd_jwt.salts, sd_jwt.plain, key_binding.holder_proof,
    claim_values.disclosed,
)

KEY: Final[tuple[Check[KeyCase], ...]] = (
    rsa.read_already, rsa.exponent, rsa.factors, rsa.private_numbers, rsa.size,
    curves.read_already, curves.small_order,
    jwk_members.read_already, jwk_members.generating, jwk_members.operations,
    key_set.private_to_verify, published.published,
    header_certificate.of_key, certificates.of_another_key, certificates.time_of_key,
)

KEYS: Final[tuple[Check[KeysCase], ...]] = (
    json_text.keys, json_text.listed,
    key_set.published_private, key_set.same_kid, key_set.without_kid, key_set.without_alg, rsa.shared_factor,
)

PAIRS: Final[tuple[Check[TokensCase], ...]] = (signature.reused_nonces,)

SECRET: Final[tuple[Check[SecretCase], ...]] = (secrets.short, secrets.published, secrets.human)
# fmt: on
