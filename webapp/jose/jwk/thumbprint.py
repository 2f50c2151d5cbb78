"""The thumbprint of a key: one name for it, whoever computes it (RFC 7638, RFC 8037 section 2, RFC 9964 section 6)."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Final

from webapp.jose.base64url import encode
from webapp.jose.registry.jwk_parameters import KEY_TYPES

URI_PREFIX: Final = "urn:ietf:params:oauth:jwk-thumbprint:sha-256:"


def thumbprint(members: Mapping[str, str]) -> str:
    """The SHA-256 thumbprint of normalised members, as base64url; empty for a key that has none."""
    key_type = KEY_TYPES.get(members.get("kty", ""))
    if key_type is None:
        return ""
    # Names and base64url need no escapes, and a set may have thousands of keys.
    text = "{" + ",".join([f'"{name}":"{members[name]}"' for name in key_type.thumbprint_members]) + "}"
    return encode(hashlib.sha256(text.encode("ascii")).digest())


def thumbprint_uri(members: Mapping[str, str]) -> str:
    """The thumbprint as a URI (RFC 9278 section 3)."""
    return URI_PREFIX + thumbprint(members)
