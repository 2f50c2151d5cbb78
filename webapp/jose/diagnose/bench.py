"""The workbench of the experiments: it computes, counts, and stops when its budget is spent.

The budget is counted in microseconds of an ordinary machine, by a table and never by a clock: the same token and key
are given the same experiments everywhere.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final, TypeVar, cast

from webapp.jose.crypto import (
    agreement,
    ecdsa,
    encryption,
    rsa_opening,
    rsa_padding,
    signatures,
    unauthenticated,
)
from webapp.jose.crypto.encryption import Sealed
from webapp.jose.crypto.rsa_opening import Opening
from webapp.jose.crypto.signatures import SignatureOutcome
from webapp.jose.jwk.key import Key
from webapp.jose.jws.lengths import signature_length
from webapp.jose.text import Problem

# Microseconds that one trial with a key takes, measured with 300 octets; RSA is given for 2,048 bits.
_COST: Final[Mapping[str, int]] = MappingProxyType(
    {"oct": 35, "RSA": 100, "P-256": 160, "P-384": 490, "P-521": 600, "secp256k1": 420, "Ed25519": 150}
)
_COST_OF_OTHERS: Final = 600
_COST_OF_RSA_PRIVATE: Final = 1_200
# Octets that are hashed or encrypted in a microsecond.
_SPEED: Final = 500
# Octets of a secret or an encrypted key that are encoded, decoded and checked in a microsecond.
_SPEED_OF_DECODING: Final = 50
_ITERATIONS_PER_MICROSECOND: Final = 2
# The bare private operation of RSA, with 1,024 bits; it grows with the cube.
_COST_OF_RSA_BARE: Final = 1_000
# More than this one trial may not take: the interpreter is locked meanwhile.
_MOST_RSA_BARE: Final = 4_096
_Found = TypeVar("_Found")
# Microseconds that recovering the candidate keys of one ECDSA signature takes.
_RECOVERING: Final[Mapping[str, int]] = MappingProxyType(
    {"P-256": 7_000, "secp256k1": 7_000, "P-384": 16_000, "P-521": 30_000}
)


class Bench:
    """Runs trials and counts them. One bench serves one diagnosis, and is thrown away with it."""

    def __init__(self, budget: int) -> None:
        self._left = budget
        self.trials = 0
        self.refused = 0
        self._known: dict[str, object] = {}

    @property
    def left(self) -> int:
        """What is left of the budget."""
        return max(self._left, 0)

    def once(self, name: str, find: Callable[[], _Found]) -> _Found:
        """What several experiments need, computed by the first of them."""
        if name not in self._known:
            self._known[name] = find()
        return cast("_Found", self._known[name])

    def leave(self) -> None:
        """Count something that is left untried for its number, so that it is not said to be ruled out."""
        self.refused += 1

    def afford(self, cost: int) -> bool:
        """Take so many microseconds from the budget, and count a trial; false when there was nothing left."""
        if self._left <= 0:
            self.refused += 1
            return False
        self._left -= cost
        self.trials += 1
        return True

    def verifies(self, alg: str, key: Key, signing_input: bytes, signature: bytes) -> bool:
        """Whether the signature has the length that is due and verifies. False, too, when the budget is spent."""
        due = signature_length(alg, key)
        if (due and len(signature) != due) or not self.afford(_cost(key) + len(signing_input) // _SPEED):
            return False
        check = signatures.verify(alg, key.members, signing_input, signature)
        return check.outcome is SignatureOutcome.VERIFIED

    def signs(self, alg: str, key: Key, signing_input: bytes) -> bytes | None:
        """The MAC of a signing input, within the budget."""
        if not self.afford(_cost(key) + len(signing_input) // _SPEED):
            return None
        made = signatures.sign(alg, key.members, signing_input)
        return None if isinstance(made, Problem) else made

    def opened(self, key: Key, signature: bytes) -> tuple[Opening, ...] | None:
        """What an RSA signature shows when it is opened with this key. None when the trial could not be made."""
        if key.kty != "RSA" or len(signature) != -(-key.bits // 8) or not self.afford(2 * _cost(key)):
            return None
        return rsa_opening.opened(key.members, signature)

    def verifies_digest(self, key: Key, digest: bytes, signature: bytes) -> bool:
        """Whether R‖S is an EC key's signature over a digest. False, too, when the budget is spent."""
        return self.afford(_cost(key)) and ecdsa.verify_digest(key.members, digest, signature)

    def recovered(self, crv: str, digest: bytes, signature: bytes) -> tuple[Mapping[str, str], ...]:
        """The public keys that verify R‖S over the digest. None of them, too, when the budget is spent."""
        if crv not in _RECOVERING or not self.afford(_RECOVERING[crv]):
            return ()
        return ecdsa.recovered(crv, digest, signature)

    def unwraps(self, alg: str, enc: str, key: Key, encrypted_key: bytes, header: Mapping[str, object]) -> bytes | None:
        """The Content Encryption Key, if this key management recovers one within the budget."""
        iterations = header.get("p2c")
        derived = iterations if alg.startswith("PBES2") and isinstance(iterations, int) else 0
        private = _COST_OF_RSA_PRIVATE * (key.bits // 2048 + 1) ** 2 if key.kty == "RSA" else _cost(key)
        handed_over = len(encrypted_key) // _SPEED_OF_DECODING
        if not self.afford(private + handed_over + derived // _ITERATIONS_PER_MICROSECOND):
            return None
        found = encryption.unwrap(alg, enc, key.members, encrypted_key, header)
        return None if isinstance(found, Problem) else found

    def opens(self, enc: str, cek: bytes, additional: bytes, sealed: Sealed) -> bytes | None:
        """The plaintext, if the tag matches and the budget lasts."""
        if not self.afford(_COST["oct"] + (len(additional) + len(sealed.ciphertext)) // _SPEED):
            return None
        found = encryption.decrypt(enc, cek, additional, sealed)
        return None if isinstance(found, Problem) else found

    def rsa_opened(self, key: Key, encrypted_key: bytes) -> bytes | None:
        """What the private key makes of the encrypted key, with its padding. None for keys that take too long."""
        if key.bits > _MOST_RSA_BARE or not self.afford(_COST_OF_RSA_BARE * (key.bits // 1024 + 1) ** 3 // 3):
            self.refused += key.bits > _MOST_RSA_BARE
            return None
        found = rsa_padding.opened(key.members, encrypted_key)
        return None if isinstance(found, Problem) else found

    def agrees(self, key: Key, ephemeral: Mapping[str, str]) -> bytes | None:
        """The shared secret Z of a private key and an ephemeral one, if there is one."""
        if not self.afford(_cost(key)):
            return None
        found = agreement.shared_secret(key.members, ephemeral)
        return None if isinstance(found, Problem) else found

    def derives(self, digest: str, password: bytes, salt: bytes, iterations: int, length: int) -> bytes | None:
        """PBKDF2 (RFC 8018 section 5.2)."""
        hashed = (len(password) + len(salt)) // _SPEED
        if not self.afford(_COST["oct"] + hashed + iterations // _ITERATIONS_PER_MICROSECOND):
            return None
        return hashlib.pbkdf2_hmac(digest, password, salt, iterations, length)

    def mac(self, digest: str, key: bytes, message: bytes) -> bytes:
        """An HMAC; b"" when the budget is spent."""
        return hmac.digest(key, message, digest) if self.afford(_COST["oct"] + len(message) // _SPEED) else b""

    def opens_with_short_tag(self, cek: bytes, additional: bytes, sealed: Sealed) -> bool:
        """Whether AES GCM opens it with a tag that was cut to no less than eight octets."""
        if not self.afford(_COST["oct"] + (len(additional) + len(sealed.ciphertext)) // _SPEED):
            return False
        vector, ciphertext, tag = sealed.initialization_vector, sealed.ciphertext, sealed.tag
        return isinstance(unauthenticated.gcm_with_short_tag(cek, vector, ciphertext, tag, additional), bytes)

    def reads(self, enc: str, cek: bytes, sealed: Sealed) -> bytes | None:
        """What the content key makes of the ciphertext when nobody asks the tag. Never to be shown."""
        if not self.afford(_COST["oct"] + len(sealed.ciphertext) // _SPEED):
            return None
        vector, ciphertext = sealed.initialization_vector, sealed.ciphertext
        if "CBC" in enc:
            whole = ciphertext[: len(ciphertext) // 16 * 16]
            found = unauthenticated.cbc(cek[len(cek) // 2 :], vector, whole)
        else:
            found = unauthenticated.gcm(cek, vector, ciphertext)
        return None if isinstance(found, Problem) else found


def _cost(key: Key) -> int:
    if key.kty == "RSA":
        return _COST["RSA"] * (key.bits // 2048 + 1) ** 2 // 4 + _COST["RSA"]
    return _COST.get(key.crv or key.kty, _COST_OF_OTHERS) + len(key.members.get("k", "")) // _SPEED_OF_DECODING
