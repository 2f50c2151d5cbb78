"""What the experiments on a JWE have in common: its content keys, whether one opens it, and the token put right."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from webapp.jose.base64url import encode
from webapp.jose.crypto import rsa_padding
from webapp.jose.crypto.numbers import octets
from webapp.jose.diagnose.bench import Bench
from webapp.jose.diagnose.case import DecryptionCase, secret_of
from webapp.jose.diagnose.words import corrected_input
from webapp.jose.finding import Correction
from webapp.jose.jwk.key import Key
from webapp.jose.registry.algorithms import JWE_ALGORITHMS, JWE_ENCRYPTIONS

# A wrong key gives a content key with these, too: only the content tells.
WITHOUT_PROOF: Final = frozenset({"dir", "ECDH-ES", "RSA1_5"})
_MOST_KEYS: Final = 4
_EPHEMERAL: Final = ("kty", "crv", "x", "y")
_AES_SIZES: Final = (16, 24, 32)


@dataclass(frozen=True, slots=True)
class ContentKey:
    """A Content Encryption Key, and the key that gave it. is_sure: the key management has shown that it is the one."""

    key: Key
    octets: bytes = field(repr=False)
    is_sure: bool


def content_keys(case: DecryptionCase, bench: Bench) -> tuple[ContentKey, ...]:
    """The content keys that the header's own alg gives with the keys at hand, the one that was tried first."""
    return bench.once("content-keys", lambda: tuple(_content_keys(case, bench)))


def fresh_content_keys(case: DecryptionCase, bench: Bench) -> tuple[ContentKey, ...]:
    """The same for a token that was put right, which has content keys of its own."""
    return tuple(_content_keys(case, bench))


def _content_keys(case: DecryptionCase, bench: Bench) -> Iterator[ContentKey]:
    row = JWE_ALGORITHMS.get(case.alg)
    tried = case.decryption
    is_sure = case.alg not in WITHOUT_PROOF
    if row is None:
        return
    if tried.content_key is not None and tried.key is not None and case.alg != "RSA1_5":
        yield ContentKey(tried.key, tried.content_key, is_sure)
    for key in case.keys(*row.key_types)[:_MOST_KEYS]:
        if key is tried.key and tried.content_key is not None and case.alg != "RSA1_5":
            continue
        if cek := _content_key(case, bench, key):
            # A padding of RSA1_5 with a key of the due size in it comes by chance once in ten million times.
            is_due = case.alg == "RSA1_5" and enc_of_size(len(cek), case.enc) == case.enc
            yield ContentKey(key, cek, is_sure or is_due)


def _content_key(case: DecryptionCase, bench: Bench, key: Key) -> bytes | None:
    if case.alg == "dir":
        return octets(key.members["k"])
    if not key.private:
        return None
    if case.alg == "RSA1_5":
        padded = padded_key(case, bench, key)
        return rsa_padding.without_pkcs1(padded) if padded else None
    if case.alg.startswith("PBES2") and case.decryption.tried:
        return None  # Each derivation costs as much as all other experiments: the trace has made it.
    enc = enc_of_wrapped(case) or case.enc
    return bench.unwraps(case.alg, enc, key, case.wrapped, case.values) if enc and is_complete(case) else None


def padded_key(case: DecryptionCase, bench: Bench, key: Key) -> bytes | None:
    """The encrypted key as this RSA key opens it, a zero that was dropped at its beginning put back."""
    length = (key.bits + 7) // 8
    wrapped = case.wrapped if len(case.wrapped) < length - 2 else case.wrapped.rjust(length, b"\0")
    if len(wrapped) != length or not key.private:
        return None
    return bench.once(f"rsa {key.index} {key.thumbprint}", lambda: bench.rsa_opened(key, wrapped))


def is_key_shown(case: DecryptionCase, bench: Bench) -> bool:
    """Whether a key at hand opens the encrypted key as the header says, which no wrong one does.

    Then another reading of it is no reason. Some would open it, too: HMAC fills short keys up with zero octets.
    """
    return case.alg not in WITHOUT_PROOF and any(found.is_sure for found in content_keys(case, bench))


def ephemeral(case: DecryptionCase) -> dict[str, str]:
    """The members of the "epk" in canonical form; none where there is no such key."""
    epk = case.values.get("epk")
    if not case.alg.startswith("ECDH-ES") or not isinstance(epk, dict):
        return {}
    members = {name: text for name in _EPHEMERAL if isinstance(text := epk.get(name), str)}
    return members if {"kty", "crv", "x"} <= members.keys() else {}


def is_complete(case: DecryptionCase) -> bool:
    """Whether the header has what its alg needs, of the types that are due."""
    row, values = JWE_ALGORITHMS.get(case.alg), case.values
    if row is None or not case.enc:
        return False
    iterations = values.get("p2c", 1)
    is_count = isinstance(iterations, int) and not isinstance(iterations, bool)
    if not is_count or not 0 < int(str(iterations)) <= case.given.limits.pbes2_iterations:
        return False
    kinds = {"epk": dict, "p2c": int}
    return all(isinstance(values.get(name), kinds.get(name, str)) for name in row.header_parameters)


def enc_of_size(size: int, enc: str) -> str:
    """The content encryption with a key of so many octets: the one that is named if it has that size; "" for none."""
    named = JWE_ENCRYPTIONS.get(enc)
    if named and named.cek_bits == size * 8:
        return enc
    return next((row.name for row in JWE_ENCRYPTIONS.values() if row.supported and row.cek_bits == size * 8), "")


def enc_of_wrapped(case: DecryptionCase) -> str:
    """A content encryption with keys of the size that is wrapped here, whatever enc says."""
    is_gcm = case.alg.endswith("GCMKW")
    return enc_of_size(len(case.wrapped) - (0 if is_gcm else 8), case.enc) if case.alg.endswith("KW") else ""


def unwrapped(case: DecryptionCase, bench: Bench, kek: bytes) -> bytes | None:
    """The content key that AES Key Wrap gives under this key, of whatever size it is."""
    enc = enc_of_size(len(case.wrapped) - 8, case.enc)
    if not enc or len(kek) not in _AES_SIZES:
        return None
    return bench.unwraps(f"A{len(kek) * 8}KW", enc, secret_of(kek), case.wrapped, {})


def opened_by(case: DecryptionCase, bench: Bench, cek: bytes, additional: bytes | None = None) -> str:
    """The content encryption that opens the content as it stands; "" when none with keys of that size does."""
    bound = case.jwe.additional_data if additional is None else additional
    shape = len(cek) * 8, len(case.sealed.initialization_vector), len(case.sealed.tag)
    rows = [row for row in JWE_ENCRYPTIONS.values() if row.supported]
    fitting = [row.name for row in rows if (row.cek_bits, row.iv_octets, row.tag_octets) == shape]
    for name in sorted(fitting, key=lambda name: name != case.enc):
        if bench.opens(name, cek, bound, case.sealed) is not None:
            return name
    return ""


def opens(case: DecryptionCase, bench: Bench, cek: bytes) -> bool:
    """Whether this content key opens the content as it stands, under the enc that the header names."""
    row = JWE_ENCRYPTIONS.get(case.enc)
    return bool(row and row.cek_bits == len(cek) * 8 and opened_by(case, bench, cek) == case.enc)


def header_text(case: DecryptionCase) -> str:
    """The protected header as JSON text; "" where there is none."""
    protected = case.jwe.protected
    return protected.octets.decode("utf-8", "replace") if protected else ""


def header_with(case: DecryptionCase, name: str, value: str) -> str | None:
    """The protected header, encoded, with the text of one member replaced and the rest as it stands."""
    text, old = header_text(case), case.values.get(name)
    written = json.dumps(old)
    if not isinstance(old, str) or text.count(written) != 1:
        return None
    return encode(text.replace(written, json.dumps(value)).encode("utf-8", "surrogatepass"))


def bound_with(case: DecryptionCase, header: str) -> bytes:
    """The Additional Authenticated Data under another encoded header."""
    aad = f".{case.jwe.aad.encoded.text}" if case.jwe.aad else ""
    return (header + aad).encode("utf-8", "surrogatepass")


def rewritten(case: DecryptionCase, **parts: bytes | str) -> Correction | None:
    """The compact token with some of its parts replaced: header (encoded), wrapped, iv, ciphertext, tag."""
    if case.jwe.serialization != "compact":
        return None
    received: dict[str, bytes | str] = {
        "header": encode(case.jwe.protected.octets) if case.jwe.protected else "",
        "wrapped": case.wrapped,
        "iv": case.sealed.initialization_vector,
        "ciphertext": case.sealed.ciphertext,
        "tag": case.sealed.tag,
    }
    received.update(parts)
    text = ".".join(part if isinstance(part, str) else encode(part) for part in received.values())
    return corrected_input(case.given.with_replaced(case.jwe.token, text))
