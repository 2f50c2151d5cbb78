"""What the checks are given. Each case is a frozen view of what was read, verified and decrypted before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from webapp.jose.artefact import Artefact
from webapp.jose.audit.expected import Expected
from webapp.jose.audit.kinds import Recognised
from webapp.jose.jose_header import JoseHeader
from webapp.jose.json_object import JsonValue
from webapp.jose.json_part import JsonPart
from webapp.jose.jwe.decrypt import Decryption
from webapp.jose.jwe.jwe import Jwe, JweRecipient
from webapp.jose.jwk.key import Key
from webapp.jose.jwk.key_text import KeyText
from webapp.jose.jws.jws import Jws, JwsSignature
from webapp.jose.jws.verify import Verification
from webapp.jose.sd_jwt.sd_jwt import SdJwt
from webapp.jose.segments import Segment
from webapp.jose.text import Excerpt, Span
from webapp.jose.unwrap import Stripped


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedToken:
    """A JWS with all that is known of it. claims is its Claims Set, None when its content is something else.

    verifications holds one for each signature, in their order; none when no key was given. is_confused says that a
    signature verifies with the text of a public key as its secret. level counts from 1, the outermost token.
    is_encrypted says that it was inside of a JWE. published are secrets that this installation holds to be known, and
    guessing the microseconds for trying secrets.
    """

    jws: Jws
    artefact: Artefact
    claims: JsonPart | None
    kind: Recognised
    keys: KeyText
    expected: Expected
    sd_jwt: SdJwt | None = None
    verifications: tuple[Verification, ...] = ()
    is_confused: bool = False
    is_encrypted: bool = False
    level: int = 1
    stripped: tuple[Stripped, ...] = ()
    published: frozenset[bytes] = field(default=frozenset(), repr=False)
    guessing: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class EncryptedToken:
    """A JWE with all that is known of it. decryptions holds one for each recipient, in order, when keys were given.

    content is what was inside, as it was described; plaintext_claims its Claims Set when it is one as it stands.
    """

    jwe: Jwe
    artefact: Artefact
    kind: Recognised
    keys: KeyText
    expected: Expected
    decryptions: tuple[Decryption, ...] = ()
    content: Artefact | None = None
    plaintext_claims: JsonPart | None = None
    level: int = 1
    stripped: tuple[Stripped, ...] = ()

    @property
    def plaintext(self) -> bytes | None:
        """What was inside; None when it was not decrypted."""
        return next((one.plaintext for one in self.decryptions if one.plaintext is not None), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class HeaderCase:
    """The JOSE Header of one signature or one recipient. segment is its protected part.

    is_of_another says that another signature of the token is right with the keys that were given, and this one is not.
    """

    header: JoseHeader
    segment: Segment | None
    is_encrypted: bool
    is_compact: bool
    kind: Recognised
    keys: KeyText
    expected: Expected
    signature: Segment | None = None
    is_of_another: bool = False

    @property
    def values(self) -> Mapping[str, JsonValue]:
        """The Header Parameters by name."""
        return self.header.values


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureCase:
    """One signature, with what came of verifying it; None when no key was given."""

    token: SignedToken
    signature: JwsSignature
    verification: Verification | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TokensCase:
    """Several signed tokens of one paste, and the keys that were given beside them."""

    tokens: tuple[Jws, ...]
    keys: KeyText


@dataclass(frozen=True, slots=True, kw_only=True)
class RecipientCase:
    """One recipient of a JWE, with what came of decrypting; None when no key was given."""

    token: EncryptedToken
    recipient: JweRecipient
    decryption: Decryption | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimsCase:
    """A Claims Set, with the header that stands around it. is_encrypted says that it was inside of a JWE.

    presented are the claims of an SD-JWT with what was disclosed in its place; those have no place in claims.
    """

    claims: JsonPart
    header: Mapping[str, JsonValue]
    kind: Recognised
    expected: Expected
    is_encrypted: bool = False
    presented: Mapping[str, JsonValue] | None = field(default=None, repr=False)

    @property
    def values(self) -> Mapping[str, JsonValue]:
        """The claims by name."""
        return self.claims.values if self.presented is None else self.presented


class Role(StrEnum):
    """What keys were given for."""

    PASTED = "pasted"
    VERIFY = "verify"
    DECRYPT = "decrypt"
    PUBLISHED = "published"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeysCase:
    """The keys of one text, and what they were given for. excerpt is the text; its places are those of the findings.

    most is how many of them are looked at one by one.
    """

    keys: KeyText
    role: Role
    expected: Expected
    most: int = 200
    excerpt: Excerpt = field(default_factory=lambda: Excerpt.whole(""), repr=False)

    @property
    def examined(self) -> tuple[Key, ...]:
        """The keys that are looked at one by one."""
        return self.keys.keys[: self.most]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyCase:
    """One of the keys."""

    key: Key
    among: KeysCase


@dataclass(frozen=True, slots=True, kw_only=True)
class SecretCase:
    """A secret or password: its octets, and what it is used for. alg is "" when nobody said."""

    octets: bytes = field(repr=False)
    alg: str
    published: frozenset[bytes] = field(default=frozenset(), repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class PasteCase:
    """A text in which no token was found. is_token_due says that the person who asks holds it to be one."""

    text: str = field(repr=False)
    span: Span
    is_token_due: bool
