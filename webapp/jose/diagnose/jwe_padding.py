"""The content key may be encrypted as another alg has it: with RSA under another padding (RFC 7518 section 4.3)."""

from __future__ import annotations

from typing import Final

from webapp.jose.crypto import rsa_padding
from webapp.jose.diagnose.bench import Bench
from webapp.jose.diagnose.case import DecryptionCase
from webapp.jose.diagnose.jwe_trials import bound_with, enc_of_size, header_with, opened_by, padded_key, rewritten
from webapp.jose.diagnose.which_key import named
from webapp.jose.diagnose.words import proven
from webapp.jose.finding import Correction, Diagnosis
from webapp.jose.jwk.key import Key

_OAEP: Final = {"RSA-OAEP": "sha1", "RSA-OAEP-256": "sha256", "RSA-OAEP-384": "sha384", "RSA-OAEP-512": "sha512"}
_HASHES: Final = tuple(_OAEP.values())
_NIST: Final = {"sha1": "SHA-1", "sha256": "SHA-256", "sha384": "SHA-384", "sha512": "SHA-512"}


def another_padding(case: DecryptionCase, bench: Bench) -> Diagnosis | None:
    """The RSA key is right, and the padding another: OAEP with other hashes, or PKCS #1 v1.5."""
    if not case.alg.startswith("RSA"):
        return None
    for key in case.keys("RSA")[:3]:
        padded = padded_key(case, bench, key)
        if padded and (found := _oaep(case, bench, key, padded) or _pkcs1(case, bench, key, padded)):
            return found
    return None


def _oaep(case: DecryptionCase, bench: Bench, key: Key, padded: bytes) -> Diagnosis | None:
    for digest in _HASHES:
        for mask in dict.fromkeys((digest, "sha1", *_HASHES)):
            cek = rsa_padding.without_oaep(padded, digest, mask)
            if cek is None:
                continue
            alg = next(name for name, due in _OAEP.items() if due == digest)
            if digest == mask and alg == case.alg:
                return _zero_dropped(case)
            if digest == mask:
                return other_algorithm(case, bench, alg, cek, key)
            return proven(
                "jwe.oaep-mgf1",
                f"The RSA key is right, but OAEP was made with {_NIST[digest]} and MGF1 with {_NIST[mask]}",
                f"The encrypted key opens with OAEP over {_NIST[digest]} and a mask (MGF1) over {_NIST[mask]}; JOSE "
                f"wants one hash for both. {_content_told(case, bench, cek)} Java does so when only a transformation "
                'such as "OAEPWithSHA-256AndMGF1Padding" is named: MGF1 stays at SHA-1.',
                f"Give the sender's cipher its parameters: {_NIST[digest]} for both, which is {alg}. In Java: new "
                f'OAEPParameterSpec("{_NIST[digest]}", "MGF1", new MGF1ParameterSpec("{_NIST[digest]}"), '
                "PSource.PSpecified.DEFAULT).",
                reference="RFC 7518 section 4.3",
            )
    return None


def _pkcs1(case: DecryptionCase, bench: Bench, key: Key, padded: bytes) -> Diagnosis | None:
    cek = rsa_padding.without_pkcs1(padded)
    if cek is None or case.alg == "RSA1_5" or not enc_of_size(len(cek), case.enc):
        return None
    return other_algorithm(case, bench, "RSA1_5", cek, key)


def _zero_dropped(case: DecryptionCase) -> Diagnosis | None:
    """The encrypted key opens as it should, but for the zero octets that it lacks."""
    length = max((key.bits + 7) // 8 for key in case.keys("RSA"))
    if len(case.wrapped) == length:
        return None
    return proven(
        "jwe.zero-dropped",
        "The encrypted key lacks the zero octet at its beginning; with it put back, the key opens it",
        f"It has {len(case.wrapped):,} octets where the modulus has {length:,}. One in 256 begins with a "
        "zero, and a sender that writes it as an integer loses it.",
        "Have the sender pad the encrypted key with zeros at the left to the length of the modulus.",
        reference="RFC 8017 section 4.1",
        corrected=rewritten(case, wrapped=case.wrapped.rjust(length, b"\0")),
    )


def other_algorithm(case: DecryptionCase, bench: Bench, alg: str, cek: bytes, key: Key) -> Diagnosis | None:
    """The key management was made as another alg has it. Only PKCS #1 v1.5, which proves little, needs the content."""
    correction, is_open = relabelled(case, bench, "alg", alg, cek)
    if alg == "RSA1_5" and not is_open:
        return None
    return proven(
        "jwe.other-algorithm",
        f'The key is right, but the content key is encrypted with {alg}, while "alg" says {case.alg}',
        f"Taken as {alg}, the encrypted key opens with {named(key)}. {_content_told(case, bench, cek)}"
        + (' The header fits when "alg" is put right: it was changed after encryption.' if correction else ""),
        f'Have the sender write "alg": "{alg}", or set its library to {case.alg}.',
        reference="RFC 7516 section 4.1.1",
        corrected=correction,
    )


def _content_told(case: DecryptionCase, bench: Bench, cek: bytes) -> str:
    if opened_by(case, bench, cek):
        return "With the content key that comes out, the content opens too."
    return "The padding fits, which no wrong key brings about; the content does not open, as header or text changed."


def relabelled(case: DecryptionCase, bench: Bench, name: str, value: str, cek: bytes) -> tuple[Correction | None, bool]:
    """The token with its header put right, if that opens it; and whether the content opens with or without that."""
    if opened_by(case, bench, cek):
        return None, True
    header = header_with(case, name, value)
    if header and opened_by(case, bench, cek, bound_with(case, header)):
        return rewritten(case, header=header), True
    return None, False
