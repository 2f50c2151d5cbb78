"""A key as the product knows it (RFC 7517 section 4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from webapp.jose.finding import Finding
from webapp.jose.json_object import JsonValue
from webapp.jose.text import Problem, Span

# Fields marked so are left out of every rendering: they hold key material.
UNPUBLISHED: Final = MappingProxyType({"published": False})


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """One key. Its repr never contains key material.

    members are the JWK members of the key's own type, normalised (canonical base64url, numbers without
    leading zeros, octets padded to the curve); they are all that crypto/ needs. A key that cannot be used has no
    members and at least one problem that says why; stated are those that it would have, as far as they could be read.
    bits is the size of the modulus, the curve or the secret.
    subject and issuer are those of the certificate that the key came in, validity its first and last second, and
    certificate_digest its SHA-256 digest as base64url. jwk is the JWK as it was written, and span its place in the
    text of the keys; both only of keys that were read from JSON.
    """

    kty: str
    crv: str | None = None
    bits: int = 0
    kid: str | None = None
    alg: str | None = None
    use: str | None = None
    key_ops: tuple[str, ...] | None = None
    private: bool = False
    thumbprint: str = ""
    source: str = "jwk"
    index: int = 0
    subject: str | None = None
    issuer: str | None = None
    validity: tuple[int, int] | None = field(default=None, metadata=UNPUBLISHED)
    certificate_digest: str = field(default="", metadata=UNPUBLISHED)
    members: Mapping[str, str] = field(default_factory=dict, repr=False, metadata=UNPUBLISHED)
    stated: Mapping[str, str] = field(default_factory=dict, repr=False, metadata=UNPUBLISHED)
    jwk: Mapping[str, JsonValue] = field(default_factory=dict, repr=False, metadata=UNPUBLISHED)
    span: Span | None = field(default=None, repr=False, metadata=UNPUBLISHED)
    problems: tuple[Problem, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def is_usable(self) -> bool:
        """Whether cryptography can be done with it."""
        return bool(self.members)
