"""What an experiment is given: the token as it was pasted, the keys at hand, and what came of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from webapp.jose.base64url import encode
from webapp.jose.crypto.encryption import Sealed
from webapp.jose.jose_header import JoseHeader
from webapp.jose.json_object import JsonValue
from webapp.jose.jwe.decrypt import Decryption
from webapp.jose.jwe.jwe import Jwe, JweRecipient
from webapp.jose.jwk.key import Key
from webapp.jose.jwk.parse import KeyText
from webapp.jose.jws import header as rules
from webapp.jose.jws.jws import Jws, JwsSignature
from webapp.jose.jws.verify import Verification
from webapp.jose.jwt.expectations import Expectations
from webapp.jose.limits import Limits
from webapp.jose.registry.algorithms import JWE_ALGORITHMS, JWE_ENCRYPTIONS, JWS_ALGORITHMS
from webapp.jose.text import Excerpt, Problem
from webapp.jose.trace import Step

_MOST_KEYS: Final = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What was pasted: the text that holds the token, and the key field with the keys that were read from it."""

    paste: str = field(repr=False)
    key_text: str = field(default="", repr=False)
    key_encoding: str = "auto"
    keys: KeyText
    content: bytes | None = field(default=None, repr=False)
    expected: Expectations
    limits: Limits
    # The usable keys, of each type no more than are tried, and the types of which there are more: put together once,
    # because every experiment asks for them, and a set may hold ten thousand.
    usable: tuple[Key, ...] = field(init=False, repr=False, compare=False)
    cut_types: frozenset[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        counts: Counter[str] = Counter()
        usable = []
        for key in self.keys.keys:
            counts[key.kty] += key.is_usable
            if key.is_usable and counts[key.kty] <= self.limits.keys_tried:
                usable.append(key)
        object.__setattr__(self, "usable", tuple(usable))
        cut = frozenset(kty for kty, count in counts.items() if count > self.limits.keys_tried)
        object.__setattr__(self, "cut_types", cut)

    def of_types(self, types: tuple[str, ...], first: Key | None) -> tuple[Key, ...]:
        """The usable keys of these types, with no type given of any, the one that was tried first."""
        fitting = [key for key in self.usable if not types or key.kty in types]
        if first is None or not first.is_usable or (types and first.kty not in types) or not self._holds(first):
            return tuple(fitting)
        return (first, *(key for key in fitting if key is not first))

    def _holds(self, key: Key) -> bool:
        return key.index < len(self.keys.keys) and self.keys.keys[key.index] is key

    def with_replaced(self, part: Excerpt, text: str) -> str:
        """The paste with the characters of one part of the token replaced; the rest stays as it is."""
        span = part.span()
        return self.paste[: span.start] + text + self.paste[span.end :]


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureCase:
    """One signature that was not verified, and everything at hand."""

    given: Given
    jws: Jws
    signature: JwsSignature
    verification: Verification

    @property
    def header(self) -> JoseHeader:
        """The JOSE Header of the signature."""
        return self.signature.header

    @property
    def values(self) -> Mapping[str, JsonValue]:
        """Its Header Parameters."""
        return self.signature.header.values

    @property
    def alg(self) -> str:
        """The registered algorithm that it names; "" when it names none."""
        alg = rules.algorithm(self.signature.header)
        return "" if isinstance(alg, Problem) else alg

    @property
    def kty(self) -> str:
        """The type of key that its algorithm takes; "" when that is not known."""
        row = JWS_ALGORITHMS.get(self.alg)
        return (row.kty or "") if row else ""

    @property
    def kid(self) -> str | None:
        """The kid that it names."""
        kid = self.values.get("kid")
        return kid if isinstance(kid, str) else None

    @property
    def signing_input(self) -> bytes:
        """The JWS Signing Input, as received."""
        return self.jws.signing_input(self.signature)

    @property
    def octets(self) -> bytes:
        """The octets of the signature."""
        return self.signature.signature.octets

    @property
    def is_content_missing(self) -> bool:
        """Whether the payload travels apart and was not given."""
        return self.jws.is_detached and self.jws.content is None

    def keys(self, *types: str) -> tuple[Key, ...]:
        """The usable keys of these types, the one that was tried first; with no type given, of any type."""
        return self.given.of_types(types, self.verification.key)[:_MOST_KEYS]

    def every_key(self, *types: str) -> tuple[Key, ...]:
        """As many of them as are tried, for an experiment that makes one trial with each."""
        return self.given.of_types(types, self.verification.key)[: self.given.limits.keys_tried]

    def has_more_keys(self, *types: str) -> bool:
        """Whether there are more usable keys of these types than every_key gives."""
        return not self.given.cut_types.isdisjoint(types)


@dataclass(frozen=True, slots=True, kw_only=True)
class DecryptionCase:
    """One recipient of a JWE that was not decrypted, and everything at hand."""

    given: Given
    jwe: Jwe
    recipient: JweRecipient
    decryption: Decryption

    @property
    def values(self) -> Mapping[str, JsonValue]:
        """The Header Parameters."""
        return self.recipient.header.values

    @property
    def alg(self) -> str:
        """The registered key management algorithm that it names; "" when it names none."""
        alg = self.values.get("alg")
        return alg if isinstance(alg, str) and alg in JWE_ALGORITHMS else ""

    @property
    def enc(self) -> str:
        """The registered content encryption algorithm that it names; "" when it names none."""
        enc = self.values.get("enc")
        return enc if isinstance(enc, str) and enc in JWE_ENCRYPTIONS else ""

    @property
    def wrapped(self) -> bytes:
        """The octets of the JWE Encrypted Key."""
        return self.recipient.encrypted_key.octets

    @property
    def sealed(self) -> Sealed:
        """Initialization Vector, ciphertext and tag, as received."""
        jwe = self.jwe
        return Sealed(
            initialization_vector=jwe.initialization_vector.octets, ciphertext=jwe.ciphertext.octets, tag=jwe.tag.octets
        )

    @property
    def stage(self) -> str:
        """Where it stopped: the cause in the code of the step that failed, such as "tag"; "" when none did."""
        return self.failed.code.partition(".")[2] if self.failed else ""

    @property
    def failed(self) -> Step | None:
        """The step that failed."""
        return next((step for step in self.decryption.steps if step.outcome == "failed"), None)

    def keys(self, *types: str) -> tuple[Key, ...]:
        """The usable keys of these types, the one that was tried first; with no type given, of any type."""
        return self.given.of_types(types, self.decryption.key)[:_MOST_KEYS]

    def every_key(self, *types: str) -> tuple[Key, ...]:
        """As many of them as are tried, for an experiment that makes one trial with each."""
        return self.given.of_types(types, self.decryption.key)[: self.given.limits.keys_tried]

    def has_more_keys(self, *types: str) -> bool:
        """Whether there are more usable keys of these types than every_key gives."""
        return not self.given.cut_types.isdisjoint(types)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimsCase:
    """Claims that are not valid at the moment asked about, or not what was expected."""

    given: Given
    header: Mapping[str, JsonValue]
    claims: Mapping[str, JsonValue]
    label: str
    failed: tuple[Step, ...]

    def has_failed(self, code: str) -> bool:
        """Whether the step of this code did not pass; a warning counts."""
        return any(step.code == code for step in self.failed)


def secret_of(octets: bytes) -> Key:
    """The symmetric key that these octets are, for a trial."""
    return Key(kty="oct", bits=len(octets) * 8, private=True, members={"kty": "oct", "k": encode(octets)})


def public_part(key: Key) -> Key:
    """The same key under its public members alone: the mathematics of a signature needs no others."""
    if key.kty == "oct":
        return key
    private = ("d", "p", "q", "dp", "dq", "qi", "priv")
    return replace(key, members={name: value for name, value in key.members.items() if name not in private})
