"""Keys whose private halves are published (RFC 8725 section 3.5)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from webapp.jose.audit.cases import KeyCase
from webapp.jose.audit.naming import the_key
from webapp.jose.finding import Finding
from webapp.jose.jwk.thumbprint import thumbprint
from webapp.jose.registry.published_keys import PUBLISHED_KEYS
from webapp.jose.registry.published_thumbprints import where_thumbprint
from webapp.jose.registry.rules import RULES


def published(case: KeyCase) -> Iterator[Finding]:
    """Anybody has the private key, however the key was given. Secrets that are texts are told as such (K07)."""
    key = case.key
    if key.thumbprint and key.source != "secret" and (source := where_published(key.thumbprint)):
        told = "and is no secret any more" if key.kty == "oct" else "with its private half"
        yield RULES["K27"].found(f"{the_key(case)} is in {source}, {told}.", key.span)


def where_published(print_of_key: str) -> str:
    """Where the private key is published; "" for a key that is in no table."""
    return _of_specifications().get(print_of_key) or where_thumbprint(print_of_key)


@cache
def _of_specifications() -> Mapping[str, str]:
    return {thumbprint(one.members): one.source for one in PUBLISHED_KEYS}
