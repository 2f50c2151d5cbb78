"""The secret or password may be right, but read in another way than the sender reads it (RFC 7518 sections 4.4 to 4.8).

AES takes keys of fixed sizes, so that only readings of the size that is due are tried.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from itertools import islice
from typing import Final

from webapp.jose import base64url
from webapp.jose.crypto.numbers import octets
from webapp.jose.diagnose.bench import Bench
from webapp.jose.diagnose.case import DecryptionCase, Given, secret_of
from webapp.jose.diagnose.jwe_trials import WITHOUT_PROOF, is_complete, is_key_shown, opened_by, unwrapped
from webapp.jose.diagnose.reading import Reading
from webapp.jose.diagnose.secret import corrected_secret, secret_readings
from webapp.jose.diagnose.words import corrected_key, proven
from webapp.jose.finding import Correction, Diagnosis
from webapp.jose.jwk.secret import Encoding, decode
from webapp.jose.registry.algorithms import JWE_ALGORITHMS, JWE_ENCRYPTIONS
from webapp.jose.text import Excerpt

_ENCODINGS: Final = (Encoding.BASE64, Encoding.BASE64URL, Encoding.HEX, Encoding.UTF_8)
_MOST_ORIGINS: Final = 8
_FIRST: Final = 3
_HASH: Final = {"PBES2-HS256+A128KW": "sha256", "PBES2-HS384+A192KW": "sha384", "PBES2-HS512+A256KW": "sha512"}
_HASHES: Final = ("sha256", "sha384", "sha512", "sha1")
# What libraries iterate when nothing is said; more would cost more than all other experiments.
_DEFAULTS: Final = (1_000, 2_048, 4_096, 8_192, 10_000)
_P2S: Final = "RFC 7518 section 4.8.1.1"


def another_reading(case: DecryptionCase, bench: Bench) -> Diagnosis | None:
    """Other octets of the same text open it: decoded, trimmed, hashed first, cut or padded to the size that is due."""
    row, due = JWE_ALGORITHMS.get(case.alg), due_octets(case)
    if row is None or row.key_types != ("oct",) or not is_complete(case) or not (due or _HASH.get(case.alg)):
        return None
    if is_key_shown(case, bench):
        return None
    return _first(case, bench, _readings(case.given, due))


def trimmed_password(case: DecryptionCase, bench: Bench) -> Diagnosis | None:
    """The likeliest readings of a password alone: each costs as many iterations as the token asks for."""
    if case.alg not in _HASH or is_key_shown(case, bench) or not is_complete(case):
        return None
    return _first(case, bench, islice(_readings(case.given, 0), _FIRST))


def _first(case: DecryptionCase, bench: Bench, tried: Iterator[Reading]) -> Diagnosis | None:
    for reading in tried:
        cek = bench.unwraps(case.alg, case.enc, secret_of(reading.octets), case.wrapped, case.values)
        enc = opened_by(case, bench, cek) if cek else ""
        if enc or (cek and case.alg not in WITHOUT_PROOF):
            return _told(case, reading, enc)
    return None


def due_octets(case: DecryptionCase) -> int:
    """The size of the secret that alg and enc ask for; 0 where any does."""
    row, enc = JWE_ALGORITHMS.get(case.alg), JWE_ENCRYPTIONS.get(case.enc)
    if row is None or enc is None or case.alg in _HASH:
        return 0
    return (row.wrap_bits or enc.cek_bits) // 8


def _readings(given: Given, due: int) -> Iterator[Reading]:
    """Of a fixed size those that have it, then those that are made to have it; else all."""
    tried = {octets(key.members["k"]) for key in given.usable if key.kty == "oct"}
    origins = [reading for reading in secret_readings(given) if reading.octets] if given.key_text else []
    if not due:
        # Each derivation is dear: what is wrong with most passwords comes first.
        origins.sort(key=lambda reading: reading.code != "secret.white-space")
    fitted = [made for origin in origins[:_MOST_ORIGINS] for made in _fitted(origin, due)] if due else []
    for reading in (*origins, *fitted):
        if reading.octets not in tried and (not due or len(reading.octets) == due):
            tried.add(reading.octets)
            yield reading


def _fitted(origin: Reading, due: int) -> Iterator[Reading]:
    before = "" if origin.code == "secret.utf-8" else f"{origin.name} and "
    size = len(origin.octets)
    if size > due:
        advice = f"Take a key of {due} octets: what is cut off does not make it any stronger."
        yield Reading("secret.cut", f"{before}cut to its first {due} octets", origin.octets[:due], advice)
        yield Reading("secret.cut", f"{before}cut to its last {due} octets", origin.octets[-due:], advice)
    if size < due:
        advice = f"Take a key of {due} octets: a shorter one that is filled up is as weak as it was before."
        for name, made in (
            ("filled up with zero octets", origin.octets.ljust(due, b"\0")),
            ("filled up with zero octets at its beginning", origin.octets.rjust(due, b"\0")),
            ('filled up with the character "0"', origin.octets.ljust(due, b"0")),
            ("filled up with spaces", origin.octets.ljust(due)),
            ("repeated until it is long enough", (origin.octets * due)[:due]),
        ):
            yield Reading("secret.padded", f"{before}{name}", made, advice)
    for name in ("sha256", "sha512", "sha384"):
        digest = hashlib.new(name, origin.octets, usedforsecurity=False).digest()
        shown = name.upper().replace("SHA", "SHA-")
        advice = f"The sender uses the {shown} hash of the secret as its key. Do the same, or leave it out there."
        yield Reading("secret.hashed", f"{before}hashed with {shown} and cut to {due} octets", digest[:due], advice)


def _told(case: DecryptionCase, reading: Reading, enc: str) -> Diagnosis:
    word = "password" if case.alg in _HASH else "secret"
    more = "the content is decrypted" if enc else "the encrypted key opens, which no wrong secret brings about"
    return proven(
        reading.code,
        f"It decrypts if the {word} is {reading.name}" if enc else f"The {word} is right if it is {reading.name}",
        f"With the {word} {reading.name} ({len(reading.octets):,} octets) {more}. So token and {word} belong together; "
        "the two sides only turn the text into octets in different ways.",
        reading.advice,
        reference=JWE_ALGORITHMS[case.alg].reference,
        corrected=_correction(case.given, reading) if enc else None,
    )


def _correction(given: Given, reading: Reading) -> Correction:
    for encoding in _ENCODINGS:
        if encoding != given.key_encoding and decode(given.key_text, encoding) == reading.octets:
            return Correction(field="key_encoding", value=encoding)
    return corrected_key(corrected_secret(reading.octets))


def another_derivation(case: DecryptionCase, bench: Bench) -> Diagnosis | None:
    """PBES2: the salt without the name of alg, or as it stands; another hash; another count of iterations."""
    salt, count = case.values.get("p2s"), case.values.get("p2c")
    if case.alg not in _HASH or not isinstance(salt, str) or not is_complete(case) or not isinstance(count, int):
        return None
    if is_key_shown(case, bench):
        return None
    for key in case.keys("oct")[:1]:
        password = octets(key.members["k"])
        for code, title, digest, salted, times in _derivations(case, salt, count):
            size = JWE_ALGORITHMS[case.alg].wrap_bits // 8
            kek = bench.derives(digest, password, salted, times, size)
            if kek and unwrapped(case, bench, kek):
                return _derived(case, code, title)
    return None


def _derivations(case: DecryptionCase, text: str, count: int) -> Iterator[tuple[str, str, str, bytes, int]]:
    """Code, title, hash, salt and iterations of each way, those with one deviation first."""
    due, prefix = _HASH[case.alg], case.alg.encode() + b"\0"
    decoded = base64url.decode(Excerpt.whole(text)).octets
    raw = text.encode("utf-8", "surrogatepass")
    salts = (
        ('"p2s" alone, without the name of the algorithm before it', decoded),
        ('the text of "p2s", not decoded', prefix + raw),
        ('the text of "p2s" alone, not decoded and without the name of the algorithm before it', raw),
        ('the name of the algorithm and "p2s" without the zero octet between them', case.alg.encode() + decoded),
    )
    for name, salt in salts:
        yield "jwe.pbes2-salt", f"The password is right, but the salt was {name}", due, salt, count
    for digest in _HASHES:
        if digest != due:
            shown = digest.upper().replace("SHA", "SHA-")
            title = f"The password is right, but the key is derived with {shown}, while {case.alg} wants another hash"
            yield "jwe.pbes2-hash", title, digest, prefix + decoded, count
            yield "jwe.pbes2-hash", f"{title}, and with the salt alone", digest, decoded, count
    for times in _DEFAULTS:
        if times != count:
            title = (
                f'The password is right, but the key is derived with {times:,} iterations, while "p2c" says {count:,}'
            )
            yield "jwe.pbes2-iterations", title, due, prefix + decoded, times


def _derived(case: DecryptionCase, code: str, title: str) -> Diagnosis:
    return proven(
        code,
        title,
        f"Derived in that way, the key opens the encrypted key: AES Key Wrap checks itself, so no other does. "
        f"{case.alg} derives it with PBKDF2 from the password, the salt (the name of the algorithm, a zero octet, the "
        'decoded "p2s") and "p2c" iterations.',
        "Put it right where the token is made: then every library opens it.",
        reference=_P2S,
    )
