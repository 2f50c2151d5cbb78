"""JWEs that are made wrongly on purpose, and the reasons that are given for what came of them."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from typing import Any, Final

from tests.jose.diagnose.asking import NOW
from tests.jose.making import LIMITS
from webapp.jose.base64url import encode
from webapp.jose.crypto import encryption
from webapp.jose.crypto.encryption import Sealed
from webapp.jose.finding import Certainty, Diagnosis
from webapp.jose.jwk.key import Key
from webapp.jose.jwk.publish import Half, jwk_of
from webapp.jose.jwt.expectations import Expectations
from webapp.jose.limits import Limits
from webapp.services.decrypt import decrypt
from webapp.services.questions import Question
from webapp.services.results import DecryptionResult, Verdict

TEXT: Final = b'{"sub":"alice","exp":1800000000,"scope":"read write"}'


def opened(token: str, key: str = "", encoding: str = "auto", limits: Limits = LIMITS) -> DecryptionResult:
    """What the product answers to a token and a key."""
    return decrypt(Question(input=token, key=key, key_encoding=encoding, expected=Expectations(at=NOW)), limits)


def reason(token: str, key: str = "", encoding: str = "auto") -> Diagnosis:
    """The first reason that is given."""
    result = opened(token, key, encoding)
    assert result.verdict is not Verdict.DECRYPTED
    assert result.diagnoses, (result.steps[-1], result.ruled_out, result.untried)
    return result.diagnoses[0]


def proof(token: str, key: str = "", encoding: str = "auto") -> str:
    """The code of the reason that was proven; "" when none was."""
    found = opened(token, key, encoding).diagnoses
    return next((one.code for one in found if one.certainty is Certainty.PROVEN), "")


def opens_when_corrected(token: str, key: str, diagnosis: Diagnosis) -> bool:
    """Whether it is decrypted when the form is filled in as the reason says."""
    assert diagnosis.corrected
    fields = {"input": token, "key": key, "key_encoding": "auto", diagnosis.corrected.field: diagnosis.corrected.value}
    result = opened(fields["input"], fields["key"], fields["key_encoding"])
    return result.plaintext is not None and result.plaintext.text == TEXT.decode()


def private(*keys: Key) -> str:
    """Keys as they are pasted: one JWK, or a set."""
    jwks = [jwk_of(key, Half.PRIVATE) for key in keys]
    return json.dumps(jwks[0] if len(jwks) == 1 else {"keys": jwks})


def oct_jwk(octets: bytes) -> str:
    """A symmetric key as it is pasted."""
    return json.dumps({"kty": "oct", "k": encode(octets)})


def sealed(
    header: dict[str, Any],
    cek: bytes,
    *,
    wrapped: bytes = b"",
    enc: str | None = None,
    bound: Callable[[str], bytes] = str.encode,
    plaintext: bytes = TEXT,
) -> str:
    """A compact JWE with this content key; enc and what is bound to it may be other than the header says."""
    protected = encode(json.dumps(header, separators=(",", ":")).encode())
    made = encryption.encrypt(enc or header["enc"], cek, bound(protected), plaintext)
    assert isinstance(made, Sealed)
    parts = (wrapped, made.initialization_vector, made.ciphertext, made.tag)
    return ".".join((protected, *(encode(part) for part in parts)))


def relabelled(token: str, **members: Any) -> str:
    """The token with members of its header replaced or added after encryption; None takes one out."""
    first, *others = token.split(".")
    header = {**json.loads(_decoded(first)), **members}
    kept = {name: value for name, value in header.items() if value is not None}
    return ".".join((encode(json.dumps(kept, separators=(",", ":")).encode()), *others))


def part(token: str, index: int) -> bytes:
    """The octets of one part."""
    return _decoded(token.split(".")[index])


def with_part(token: str, index: int, octets: bytes) -> str:
    """The token with other octets for one part."""
    parts = token.split(".")
    parts[index] = encode(octets)
    return ".".join(parts)


def _decoded(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
