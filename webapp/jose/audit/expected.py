"""What the person who asks expects of a token, as far as the audit compares it. What is None is not compared."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from webapp.jose.audit.kinds import TokenKind

# Seconds that two clocks may differ, where nothing else is said: a minute is what most verifiers allow.
LEEWAY: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """Everything that may be compared. at is the moment in question, leeway and max_age are seconds.

    kind is None when it is to be recognised, kind_reason says who named it.
    is_secret_text says that the key text was said to be a secret as it is.
    """

    at: int
    leeway: int = LEEWAY
    kind: TokenKind | None = None
    kind_reason: str = "you said so"
    issuer: str | None = None
    audience: str | None = None
    typ: str | None = None
    client_id: str | None = None
    nonce: str | None = None
    access_token: str | None = field(default=None, repr=False)
    code: str | None = field(default=None, repr=False)
    max_age: int | None = None
    acr: str | None = None
    trusted_audiences: tuple[str, ...] = ()
    id_token_signed_response_alg: str | None = None
    encrypted: bool | None = None
    htm: str | None = None
    htu: str | None = None
    key_binding: bool | None = None
    kb_audience: str | None = None
    is_secret_text: bool = False
