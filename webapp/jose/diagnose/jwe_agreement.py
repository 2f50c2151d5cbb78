"""Key agreement: the right shared secret, and another derivation of a key from it (RFC 7518 section 4.6.2)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from webapp.jose import base64url
from webapp.jose.base64url import encode
from webapp.jose.crypto import keys
from webapp.jose.diagnose.bench import Bench
from webapp.jose.diagnose.case import DecryptionCase
from webapp.jose.diagnose.jwe_trials import enc_of_size, ephemeral, is_key_shown, opened_by, unwrapped
from webapp.jose.diagnose.words import proven
from webapp.jose.finding import Diagnosis
from webapp.jose.jwk.key import Key
from webapp.jose.registry.algorithms import JWE_ALGORITHMS, JWE_ENCRYPTIONS
from webapp.jose.registry.curves import CURVES
from webapp.jose.text import Excerpt, Problem

_WRAPPED: Final = {16: "ECDH-ES+A128KW", 24: "ECDH-ES+A192KW", 32: "ECDH-ES+A256KW"}
_KDF: Final = "RFC 7518 section 4.6.2"
# Octets that are put together and hashed in a microsecond.
_SPEED: Final = 200
_OTHER_NAMES: Final = frozenset({"jwe.other-algorithm", "jwe.other-encryption"})
_Layout = Callable[[bytes, bytes, bytes], bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kdf:
    """What goes into the Concat KDF, and in which order. bits is SuppPubInfo as it is written.

    With no digest there is no derivation at all: the shared secret is the key.
    """

    algorithm: bytes
    apu: bytes
    apv: bytes
    bits: bytes
    size: int
    digest: str = "sha256"
    prefix: int = 4
    order: str = "counter, Z, OtherInfo"

    @property
    def is_possible(self) -> bool:
        """Whether each length can be written in so many octets."""
        longest = max(len(part) for part in (self.algorithm, self.apu, self.apv))
        return not self.prefix or longest < 256**self.prefix

    def derive(self, secret: bytes) -> bytes:
        """As many octets as are due."""
        if not self.digest:
            return secret[: self.size]
        info = self.bits
        for part in (self.apv, self.apu, self.algorithm):
            info = (len(part).to_bytes(self.prefix, "big") if self.prefix else b"") + part + info
        made, layout = b"", _LAYOUTS[self.order]
        for counter in range(1, 9):
            made += hashlib.new(self.digest, layout(counter.to_bytes(4, "big"), secret, info)).digest()
            if len(made) >= self.size:
                break
        return made[: self.size]


_LAYOUTS: Final[Mapping[str, _Layout]] = {
    "counter, Z, OtherInfo": lambda counter, secret, info: counter + secret + info,
    "Z, counter, OtherInfo": lambda counter, secret, info: secret + counter + info,
    "Z, OtherInfo, counter": lambda counter, secret, info: secret + info + counter,
    "counter, OtherInfo, Z": lambda counter, secret, info: counter + info + secret,
    "Z, OtherInfo, no counter": lambda _counter, secret, info: secret + info,
    "counter, Z, no OtherInfo": lambda counter, secret, _info: counter + secret,
    "Z alone": lambda _counter, secret, _info: secret,
}


def broken_ephemeral_key(case: DecryptionCase, _bench: Bench) -> Diagnosis | None:
    """The "epk" is no point of its curve, or is the recipient's own key."""
    epk = ephemeral(case)
    if not epk:
        return None
    if any(all(key.members.get(name) == value for name, value in epk.items()) for key in case.keys("EC", "OKP")):
        return proven(
            "jwe.epk-static",
            'The "epk" of the token is the recipient\'s own public key, not a one-time key of the sender',
            "The sender wrote the key that it encrypted to into the header. Its own one-time public key, without which "
            "nobody can agree on the content key, is lost with that.",
            'Have the sender make a new key pair for each token, and write the public half of that one as "epk".',
            reference="RFC 7518 section 4.6.1.1",
        )
    if epk["crv"] in CURVES and isinstance(keys.defect(epk), Problem):
        return proven(
            "jwe.epk-invalid",
            f'The "epk" of the token is no public key on {epk["crv"][:20]}: it was damaged, or made up',
            "Its coordinates are not those of a point on that curve, so that no key can be agreed with it, whoever the "
            "recipient is.",
            "Take the token again from its source; have the sender write each coordinate in its full length.",
            reference="RFC 7518 section 4.6.1.1",
        )
    return None


def another_derivation(case: DecryptionCase, bench: Bench) -> Diagnosis | None:
    """The shared secret is right, and the key is derived from it in another way."""
    epk = ephemeral(case)
    if not epk or is_key_shown(case, bench):
        return None
    for key in case.keys("EC", "OKP")[:4]:
        secret = bench.agrees(key, epk) if key.private and key.crv == epk.get("crv") else None
        if secret and (found := _derived(case, bench, key, secret)):
            return found
    return None


def _derived(case: DecryptionCase, bench: Bench, key: Key, secret: bytes) -> Diagnosis | None:
    for alg, due in _due(case):
        for code, title, kdf in _kdfs(case, alg, due):
            # Without apu and apv, some of these are no deviation.
            if (kdf == due and alg == case.alg and code not in _OTHER_NAMES) or not kdf.is_possible:
                continue
            if not bench.afford(1 + (len(kdf.apu) + len(kdf.apv)) // _SPEED):
                return None
            made = kdf.derive(secret)
            cek = unwrapped(case, bench, made) if case.wrapped else made
            if cek and (case.wrapped or opened_by(case, bench, cek)):
                return proven(
                    code,
                    f"The key is right, but the key derivation is not: {title}",
                    f'The shared secret of this key and the "epk" ({key.crv}), derived with that one deviation, '
                    f"{'opens the encrypted key' if case.wrapped else 'opens the content'}. The Concat KDF of JOSE "
                    "hashes a counter, the shared secret, and OtherInfo: the algorithm, apu and apv, each decoded and "
                    "with its length before it in 32 bits, then the number of key bits in 32 bits.",
                    "Have the sender derive the key as RFC 7518 says; appendix C has an example to test with.",
                    reference=_KDF,
                )
    return None


def _due(case: DecryptionCase) -> Iterator[tuple[str, _Kdf]]:
    """What is due for the alg that is named, then for others that the encrypted key allows."""
    apu, apv = (base64url.decode(Excerpt.whole(text)).octets for text in _party(case))
    sizes = [16, 24, 32] if case.wrapped else [16, 24, 32, 48, 64]
    row, enc = JWE_ALGORITHMS.get(case.alg), JWE_ENCRYPTIONS.get(case.enc)
    named = (row.wrap_bits if row and case.wrapped else enc.cek_bits if enc else 0) // 8
    for size in sorted(sizes, key=lambda size: size != named):
        alg = _WRAPPED[size] if case.wrapped else "ECDH-ES"
        algorithm = alg if case.wrapped else enc_of_size(size, case.enc)
        bits = (size * 8).to_bytes(4, "big")
        yield alg, _Kdf(algorithm=algorithm.encode(), apu=apu, apv=apv, bits=bits, size=size)


def _party(case: DecryptionCase) -> tuple[str, str]:
    apu, apv = (case.values.get(name) for name in ("apu", "apv"))
    return apu if isinstance(apu, str) else "", apv if isinstance(apv, str) else ""


def _kdfs(case: DecryptionCase, alg: str, due: _Kdf) -> Iterator[tuple[str, str, _Kdf]]:
    """Code, what was done, and the derivation, those with one deviation."""
    if alg != case.alg:
        yield (
            "jwe.other-algorithm",
            f'the key is derived as {alg} has it, while "alg" says {case.alg or "nothing"}',
            due,
        )
    if case.enc and not case.wrapped and due.size * 8 != JWE_ENCRYPTIONS[case.enc].cek_bits:
        yield (
            "jwe.other-encryption",
            f'the key is derived for {due.algorithm.decode()}, while "enc" says {case.enc}',
            due,
        )
    # What deriveKey of the Web Cryptography API does with ECDH.
    yield "jwe.kdf-missing", "the shared secret itself was taken as the key, not hashed", replace(due, digest="")
    yield from _party_variants(case, due)
    for name in dict.fromkeys((case.enc, case.alg, alg, alg.rpartition("+")[2], "ECDH-ES", "", "ECDH-ES+A128KW")):
        told = f'"{name}"' if name else "nothing"
        yield (
            "jwe.kdf-algorithm",
            f"its AlgorithmID is {told}, not {due.algorithm.decode()}",
            _with(due, algorithm=name),
        )
    yield from _info_variants(due)
    for order in list(_LAYOUTS)[1:]:
        yield "jwe.kdf-order", f"the hash is computed over: {order}", replace(due, order=order)
    for digest in ("sha512", "sha384", "sha1"):
        shown = digest.upper().replace("SHA", "SHA-")
        yield "jwe.kdf-hash", f"it is made with {shown}, not with SHA-256", replace(due, digest=digest)


def _with(kdf: _Kdf, *, algorithm: str) -> _Kdf:
    return replace(kdf, algorithm=algorithm.encode("utf-8", "surrogatepass"))


def _party_variants(case: DecryptionCase, due: _Kdf) -> Iterator[tuple[str, str, _Kdf]]:
    raw_u, raw_v = (text.encode("utf-8", "surrogatepass") for text in _party(case))
    forms = (("decoded", due.apu, due.apv), ("as its text, not decoded", raw_u, raw_v), ("left out", b"", b""))
    for told_u, _, _ in forms:
        for told_v, _, _ in forms:
            apu = next(one for told, one, _ in forms if told == told_u)
            apv = next(one for told, _, one in forms if told == told_v)
            title = f'"apu" is taken {told_u}, "apv" {told_v}'
            yield "jwe.kdf-party", title, replace(due, apu=apu, apv=apv)
    yield "jwe.kdf-party", '"apu" and "apv" are swapped', replace(due, apu=due.apv, apv=due.apu)
    encoded_u, encoded_v = encode(raw_u).encode(), encode(raw_v).encode()
    yield "jwe.kdf-party", '"apu" and "apv" are encoded once more', replace(due, apu=encoded_u, apv=encoded_v)


def _info_variants(due: _Kdf) -> Iterator[tuple[str, str, _Kdf]]:
    """OtherInfo with other lengths before its parts, and another number of key bits at its end."""
    for prefix, told in (
        (0, "no lengths"),
        (2, "lengths of 16 bits"),
        (8, "lengths of 64 bits"),
        (1, "lengths of 8 bits"),
    ):
        yield "jwe.kdf-lengths", f"OtherInfo has {told} before its parts", replace(due, prefix=prefix)
    bits, size = due.size * 8, due.size
    for made, told in (
        (size.to_bytes(4, "big"), "in octets, not bits"),
        (bits.to_bytes(4, "little"), "in little-endian order"),
        (b"", "left out"),
        (bits.to_bytes(8, "big"), "in 64 bits"),
        (bits.to_bytes(2, "big"), "in 16 bits"),
        ((256).to_bytes(4, "big"), "always 256"),
        ((128).to_bytes(4, "big"), "always 128"),
    ):
        yield "jwe.kdf-bits", f"the number of key bits (SuppPubInfo) is written {told}", replace(due, bits=made)
