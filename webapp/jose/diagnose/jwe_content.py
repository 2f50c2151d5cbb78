"""The content may be right, and its parts cut, joined or computed in another way than RFC 7518 section 5 says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import permutations
from typing import Final

from webapp.jose.crypto.encryption import Sealed
from webapp.jose.diagnose.bench import Bench
from webapp.jose.diagnose.case import DecryptionCase
from webapp.jose.diagnose.jwe_trials import content_keys, rewritten
from webapp.jose.diagnose.secret import corrected_secret
from webapp.jose.diagnose.words import corrected_key, proven
from webapp.jose.finding import Diagnosis
from webapp.jose.registry.algorithms import JWE_ENCRYPTIONS, JweEncryption

_DIGESTS: Final = {"A128CBC-HS256": "sha256", "A192CBC-HS384": "sha384", "A256CBC-HS512": "sha512"}
_NAMES: Final = {"sha256": "SHA-256", "sha384": "SHA-384", "sha512": "SHA-512", "sha1": "SHA-1"}
# Fewer octets of a tag could fit by chance, or by somebody's patience.
_LEAST_TAG: Final = 8
_CBC: Final = "RFC 7518 section 5.2.2.1"


def fitting_keys(case: DecryptionCase, bench: Bench) -> Iterator[tuple[JweEncryption, bytes]]:
    """The content keys that have the size of the enc that is named."""
    row = JWE_ENCRYPTIONS.get(case.enc)
    for found in content_keys(case, bench) if row and row.supported else ():
        if row and len(found.octets) * 8 == row.cek_bits:
            yield row, found.octets


def parts_elsewhere(case: DecryptionCase, bench: Bench) -> Diagnosis | None:
    """Initialization Vector, ciphertext and tag stand in other places, or joined, as some interfaces give them."""
    for row, cek in fitting_keys(case, bench):
        for code, title, sealed in _arrangements(case.sealed, row):
            if bench.opens(row.name, cek, case.jwe.additional_data, sealed) is not None:
                return proven(
                    code,
                    f"{title}: put where they belong, it decrypts",
                    f"With the Initialization Vector of {row.iv_octets} octets, the ciphertext of "
                    f"{len(sealed.ciphertext):,} and the tag of {row.tag_octets} octets in their own parts, it "
                    f"opens under {row.name}. A JWE has five parts: header, encrypted key, Initialization Vector, "
                    "ciphertext, tag.",
                    "Many interfaces give ciphertext and tag in one: cut off the tag, the last "
                    f"{row.tag_octets} octets, and write it as the fifth part.",
                    reference="RFC 7516 section 7.1",
                    corrected=rewritten(
                        case, iv=sealed.initialization_vector, ciphertext=sealed.ciphertext, tag=sealed.tag
                    ),
                )
    return None


def _arrangements(received: Sealed, row: JweEncryption) -> Iterator[tuple[str, str, Sealed]]:
    """Those whose lengths are right, each with its code and what is wrong with the token."""
    vector, text, tag = received.initialization_vector, received.ciphertext, received.tag
    v, t = row.iv_octets, row.tag_octets
    joined = "jwe.parts-joined"
    made = [
        (joined, "The tag stands at the end of the ciphertext", vector, text[:-t], text[-t:]),
        (joined, "The tag stands before the ciphertext", vector, text[t:], text[:t]),
        (joined, "The Initialization Vector stands before the ciphertext", text[:v], text[v:], tag),
        (joined, "Initialization Vector, ciphertext and tag stand in one part", text[:v], text[v:-t], text[-t:]),
        (joined, "Initialization Vector, tag and ciphertext stand in one part", text[:v], text[v + t :], text[v:][:t]),
    ]
    names = ("Initialization Vector", "ciphertext", "tag")
    for order in list(permutations((0, 1, 2)))[1:]:
        moved = [names[i] for i in range(3) if order[i] != i]
        parts = [(vector, text, tag)[i] for i in order]
        title = f"{' and '.join(moved) if len(moved) == 2 else ', '.join(moved)} have changed places"
        made.append(("jwe.parts-swapped", f"{title[:1].upper()}{title[1:]}", parts[0], parts[1], parts[2]))
    for code, title, one, two, three in made:
        if len(one) == v and len(three) == t:
            yield code, title, Sealed(initialization_vector=one, ciphertext=two, tag=three)


def vector_of_another_length(case: DecryptionCase, bench: Bench) -> Diagnosis | None:
    """AES GCM takes vectors of any length; JOSE takes those of 96 bits."""
    size = len(case.sealed.initialization_vector)
    for row, cek in fitting_keys(case, bench):
        if "GCM" not in row.name or size == row.iv_octets or size < _LEAST_TAG:
            continue
        if bench.opens(row.name, cek, case.jwe.additional_data, case.sealed) is not None:
            return proven(
                "jwe.iv-length",
                f"The key is right, but the Initialization Vector has {size * 8} bits where {row.name} takes 96",
                f"Under the vector of {size} octets as it stands, the content opens and its tag fits. JOSE allows "
                "12 octets only, and other readers refuse this token.",
                "Have the sender make a random Initialization Vector of 12 octets for each token.",
                reference="RFC 7518 section 5.3",
            )
    return None


def tag_of_another_length(case: DecryptionCase, bench: Bench) -> Diagnosis | None:
    """The tag was cut short, or is the whole HMAC where half of it is due."""
    tag = case.sealed.tag
    for row, cek in fitting_keys(case, bench):
        due = row.tag_octets
        if len(tag) == due or len(tag) < _LEAST_TAG:
            continue
        if not _tag_fits(case, bench, row, cek):
            continue
        longer = len(tag) > due
        title = f"has {len(tag)} octets where {row.name} takes {due}"
        why = "the whole HMAC was written, and not its first half" if longer else "its end was cut off"
        return proven(
            "jwe.tag-length",
            f"The key and the content are right, but the tag {title}: {why}",
            f"The {min(len(tag), due)} octets that are due and there are exactly those of the tag that the content "
            "has. Nothing else was changed.",
            "Have the sender write the tag in its due length." if longer else "Take the token again from its source.",
            reference=row.reference,
            corrected=rewritten(case, tag=tag[:due]) if longer else None,
        )
    return None


def _tag_fits(case: DecryptionCase, bench: Bench, row: JweEncryption, cek: bytes) -> bool:
    tag, sealed = case.sealed.tag, case.sealed
    if digest := _DIGESTS.get(row.name):
        made = bench.mac(digest, cek[: len(cek) // 2], _Macced(case).message())
        return len(tag) <= len(made) and made[: len(tag)] == tag
    if len(tag) < row.tag_octets:
        return bench.opens_with_short_tag(cek, case.jwe.additional_data, sealed)
    cut = Sealed(
        initialization_vector=sealed.initialization_vector, ciphertext=sealed.ciphertext, tag=tag[: row.tag_octets]
    )
    return bench.opens(row.name, cek, case.jwe.additional_data, cut) is not None


@dataclass(frozen=True, slots=True)
class _Macced:
    """What the HMAC of AES_CBC_HMAC_SHA2 is computed over."""

    case: DecryptionCase

    def message(self) -> bytes:
        """As RFC 7518 section 5.2.2.1 says: A, IV, E, AL."""
        bound, vector, text = self.parts
        return bound + vector + text + (len(bound) * 8).to_bytes(8, "big")

    @property
    def parts(self) -> tuple[bytes, bytes, bytes]:
        """Associated data, Initialization Vector, ciphertext."""
        sealed = self.case.sealed
        return self.case.jwe.additional_data, sealed.initialization_vector, sealed.ciphertext

    def others(self) -> Iterator[tuple[str, bytes]]:
        """Other messages, each with what was done."""
        bound, vector, text = self.parts
        bits, size = len(bound) * 8, len(bound)
        whole = bound + vector + text
        yield "the length of the associated data (AL) left out", whole
        yield "the length of the associated data (AL) in octets, not bits", whole + size.to_bytes(8, "big")
        yield "AL in 32 bits, not 64", whole + bits.to_bytes(4, "big")
        yield "AL in octets and in 32 bits", whole + size.to_bytes(4, "big")
        yield "AL in little-endian order", whole + bits.to_bytes(8, "little")
        yield "AL before the rest", bits.to_bytes(8, "big") + whole
        yield "associated data and AL left out", vector + text
        yield "the ciphertext alone", text
        yield "the Initialization Vector left out", bound + text + bits.to_bytes(8, "big")
        yield "ciphertext and Initialization Vector in the other order", bound + text + vector + bits.to_bytes(8, "big")


def halves_swapped(case: DecryptionCase, bench: Bench) -> Diagnosis | None:
    """The content key is taken as ENC || MAC, where RFC 7518 says MAC || ENC."""
    for row, cek in fitting_keys(case, bench):
        if row.name not in _DIGESTS:
            continue
        half = len(cek) // 2
        swapped = cek[half:] + cek[:half]
        if bench.opens(row.name, swapped, case.jwe.additional_data, case.sealed) is not None:
            return proven(
                "jwe.halves-swapped",
                "The two halves of the content key are swapped: the sender took the first one for AES",
                f"With the last {half} octets as the MAC key and the first {half} as the AES key, tag and content are "
                f"right. In {row.name} the first half of the content key is for HMAC, the second for AES.",
                "Swap the halves where the sender cuts the key in two: MAC_KEY is the first, ENC_KEY the second.",
                reference=_CBC,
                corrected=corrected_key(corrected_secret(swapped)) if case.alg == "dir" else None,
            )
    return None


def mac_of_something_else(case: DecryptionCase, bench: Bench) -> Diagnosis | None:
    """The tag is an HMAC, but over another message, under another part of the key, or with another hash."""
    tag = case.sealed.tag
    for row, cek in fitting_keys(case, bench):
        digest = _DIGESTS.get(row.name)
        if digest is None or len(tag) < _LEAST_TAG:
            continue
        for title, kind, key, message in _macs(case, cek, digest):
            made = bench.mac(kind, key, message)
            # Where nothing is bound, some of these are the message that is due, and its first octets no deviation.
            is_due = (kind, key, message) == (digest, cek[: len(cek) // 2], _Macced(case).message())
            if tag == made[-len(tag) :] or (tag == made[: len(tag)] and not is_due):
                return proven(
                    "jwe.other-mac",
                    f"The key is right, but the tag is computed in another way: {title}",
                    f"The HMAC that {row.name} has for its tag is computed over the associated data, the "
                    "Initialization Vector, the ciphertext and AL, the length of the associated data in bits, in 64 "
                    f"bits. With {title}, it is exactly the tag of this token.",
                    "Have the sender compute the tag as RFC 7518 says, best by a JOSE library.",
                    reference=_CBC,
                )
    return None


def _macs(case: DecryptionCase, cek: bytes, digest: str) -> Iterator[tuple[str, str, bytes, bytes]]:
    """What was done, hash, key and message of each other MAC."""
    half = len(cek) // 2
    macced = _Macced(case)
    due = macced.message()
    for title, message in macced.others():
        yield title, digest, cek[:half], message
    yield "the last octets of the HMAC, not the first", digest, cek[:half], due
    yield "the whole content key as the MAC key", digest, cek, due
    yield "the second half of the content key as the MAC key", digest, cek[half:], due
    for other, name in _NAMES.items():
        if other != digest:
            yield f"{name} as its hash", other, cek[:half], due
