"""The key that was given: another one, its public half, one of another type or size, or for another alg or enc."""

from __future__ import annotations

import json
from typing import Final

from webapp.jose.crypto.keys import defect
from webapp.jose.crypto.numbers import octets
from webapp.jose.diagnose.bench import Bench
from webapp.jose.diagnose.case import DecryptionCase
from webapp.jose.diagnose.jwe_mangled import is_damaged
from webapp.jose.diagnose.jwe_padding import other_algorithm, relabelled
from webapp.jose.diagnose.jwe_trials import (
    bound_with,
    content_keys,
    enc_of_size,
    ephemeral,
    header_with,
    is_complete,
    opened_by,
    opens,
    rewritten,
    unwrapped,
)
from webapp.jose.diagnose.reading import Reading
from webapp.jose.diagnose.secret import secret_readings
from webapp.jose.diagnose.which_key import named
from webapp.jose.diagnose.words import corrected_key, likely, proven
from webapp.jose.finding import Diagnosis
from webapp.jose.jwk.key import Key
from webapp.jose.jwk.publish import Half, jwk_of
from webapp.jose.registry.algorithms import JWE_ALGORITHMS, JWE_ENCRYPTIONS
from webapp.jose.registry.curves import CURVES
from webapp.jose.text import Problem, counted, cut_short

# Octets of what RSA keys of usual sizes encrypt.
_RSA_SIZES: Final = (128, 256, 384, 512, 1024)

_AES_SIZES: Final = frozenset({16, 24, 32, 48, 64})


def another_key(case: DecryptionCase, bench: Bench) -> Diagnosis | None:
    """A key that was not tried opens it: for its kid, or because the key's own alg, use or key_ops forbid it."""
    row = JWE_ALGORITHMS.get(case.alg)
    if row is None or not is_complete(case) or case.stage in ("decode", "header"):
        return None
    for key in case.every_key(*row.key_types):
        if (key is case.decryption.key and case.stage != "key-trust") or not key.private:
            continue
        cek = bench.unwraps(case.alg, case.enc, key, case.wrapped, case.values)
        if cek and opens(case, bench, cek):
            return _another(case, key)
    if case.has_more_keys(*row.key_types):
        bench.leave()
    return None


def _another(case: DecryptionCase, key: Key) -> Diagnosis:
    kid = case.values.get("kid")
    limits_itself = key.alg is not None and key.alg not in (case.alg, case.enc)
    jwk = {**(jwk_of(key, Half.PRIVATE) or {})}
    if limits_itself:
        jwk = {name: value for name, value in jwk.items() if name not in ("alg", "use", "key_ops")}
        return proven(
            "jwe.key-alg",
            f'This key opens it, but its own "alg" keeps it for {key.alg} alone, while the token says {case.alg}',
            f"With key {key.index + 1} ({named(key)}) the content is decrypted. A key that says what it is for must "
            "not be used for anything else, so that decryption stopped before it was tried.",
            f"Have the sender encrypt with {key.alg}, or publish the key for {case.alg}.",
            reference="RFC 7517 section 4.4",
            corrected=corrected_key(json.dumps(jwk)),
        )
    says = f'the token names the kid "{str(kid)[:40]}"' if isinstance(kid, str) else "the token names no kid"
    return proven(
        "jwe.other-key",
        f"Another of the keys that were given opens it: key {key.index + 1} ({named(key)})",
        f"With key {key.index + 1} of {len(case.given.keys.keys)} the content is decrypted, while {says}.",
        "Have the sender write the kid of the key that it encrypts to, or keep the key under the kid that it uses.",
        reference="RFC 7516 section 4.1.6",
        corrected=corrected_key(json.dumps(jwk)),
    )


def public_half(case: DecryptionCase, _bench: Bench) -> Diagnosis | None:
    """The public key was given: it encrypts, and cannot decrypt. Proven to be the right one's half by its kid."""
    row = JWE_ALGORITHMS.get(case.alg)
    keys = case.keys(*row.key_types) if row else ()
    if not keys or any(key.private for key in keys):
        return None
    kid = case.values.get("kid")
    key = next((k for k in keys if kid is not None and kid in (k.kid, k.thumbprint)), keys[0])
    is_named = isinstance(kid, str) and kid in (key.kid, key.thumbprint)
    told = (
        "Its kid is the one that the token names, so that it is the public half of the right key. " if is_named else ""
    )
    say = proven if is_named else likely
    return say(
        "jwe.public-key",
        "This is the public key; only the private key can decrypt",
        f"A JWE with {case.alg} is encrypted with the recipient's public key and decrypted with the private key. What "
        f"was given is public ({named(key)}). {told}".rstrip(),
        'Paste the private key of the recipient: the JWK with its "d", or the PEM that says PRIVATE KEY.',
        reference="RFC 7516 section 5.2",
    )


def rsa_of_another_size(case: DecryptionCase, _bench: Bench) -> Diagnosis | None:
    """The encrypted key is as long as the modulus that it was made with: another length, another key."""
    keys = case.keys("RSA") if case.alg.startswith("RSA") else ()
    if not keys or not case.wrapped or any(abs((key.bits + 7) // 8 - len(case.wrapped)) <= 2 for key in keys):
        return None
    sizes = " and ".join(f"{bits:,}" for bits in sorted({key.bits for key in keys}))
    if len(case.wrapped) not in _RSA_SIZES or is_damaged(case):
        return likely(
            "jwe.encrypted-key-damaged",
            f"The encrypted key was changed on its way, or is no RSA ciphertext: it has {len(case.wrapped):,} octets",
            f"With {case.alg} the encrypted key is exactly as long as the modulus of the recipient's key, and hardly "
            f"any has {len(case.wrapped) * 8:,} bits. The key that was given makes {(keys[0].bits + 7) // 8:,} octets.",
            "Take the token again from its source, whole: characters were lost or added.",
            reference="RFC 8017 section 7.1.1",
        )
    return likely(
        "jwe.rsa-size",
        f"Probably the wrong key: the encrypted key has the length of an RSA key of {len(case.wrapped) * 8:,} bits, "
        f"this one has {sizes}",
        f"With {case.alg} the encrypted key is exactly as long as the modulus of the recipient's key. It has "
        f"{len(case.wrapped):,} octets; the key that was given makes {(keys[0].bits + 7) // 8:,}. If the encrypted key "
        "was not cut on its way, another key was used.",
        "Look for the private key whose public half the sender has; its kid or its thumbprint tells.",
        reference="RFC 8017 section 7.1.1",
    )


def another_symmetric_algorithm(case: DecryptionCase, bench: Bench) -> Diagnosis | None:
    """The secret opens the encrypted key as another alg has it: wrapped under another size, or used directly."""
    row = JWE_ALGORITHMS.get(case.alg)
    if row is None or row.key_types != ("oct",):
        return None
    for key in case.keys("oct")[:4]:
        secret = octets(key.members["k"])
        if len(secret) in (16, 24, 32):
            for alg, cek in _symmetric(case, bench, key, secret):
                if cek and alg != case.alg:
                    return other_algorithm(case, bench, alg, cek, key)
        if (
            case.alg != "dir"
            and enc_of_size(len(secret), case.enc)
            and relabelled(case, bench, "alg", "dir", secret)[1]
        ):
            return other_algorithm(case, bench, "dir", secret, key)
    return None


def _symmetric(case: DecryptionCase, bench: Bench, key: Key, secret: bytes) -> list[tuple[str, bytes | None]]:
    if not case.wrapped:
        return []
    bits, found = len(secret) * 8, [(f"A{len(secret) * 8}KW", unwrapped(case, bench, secret))]
    enc = enc_of_size(len(case.wrapped), case.enc)
    if enc and all(isinstance(case.values.get(name), str) for name in ("iv", "tag")):
        found.append((f"A{bits}GCMKW", bench.unwraps(f"A{bits}GCMKW", enc, key, case.wrapped, case.values)))
    return found


def another_encryption(case: DecryptionCase, bench: Bench) -> Diagnosis | None:
    """The content key has the size of another enc, and opens the content as that."""
    for found in content_keys(case, bench):
        enc = opened_by(case, bench, found.octets)
        correction = None
        for row in JWE_ENCRYPTIONS.values() if not enc else ():
            header = header_with(case, "enc", row.name) if row.cek_bits == len(found.octets) * 8 else None
            if header and row.supported and opened_by(case, bench, found.octets, bound_with(case, header)) == row.name:
                enc, correction = row.name, rewritten(case, header=header)
                break
        if enc and enc != case.enc:
            said = f'"enc" says {case.enc}' if case.enc else '"enc" names no content encryption that there is'
            return proven(
                "jwe.other-encryption",
                f"The key is right, but the content is encrypted with {enc}, while {said}",
                f"The content key has {len(found.octets) * 8} bits, the Initialization Vector "
                f"{len(case.sealed.initialization_vector)} octets and the tag {len(case.sealed.tag)}, and as {enc} the "
                "content opens." + (" The header was changed after encryption." if correction else ""),
                f'Have the sender write "enc": "{enc}", or encrypt with what it writes.',
                reference="RFC 7516 section 4.1.2",
                corrected=correction,
            )
    return None


def refused_header(case: DecryptionCase, _bench: Bench) -> Diagnosis | None:
    """A rule that the header breaks stopped it before any key was tried: a parameter is missing, or the wrong one."""
    step = case.failed
    if step is None or case.stage not in ("header", "algorithm"):
        return None
    return likely(
        "jwe.header-refused",
        step.summary.rstrip("."),
        "This is looked at before any key is tried, so that nothing can be said of the key.",
        "Have the sender write the header as its algorithm asks for, or take the token again from its source, whole.",
        reference=step.reference,
    )


def of_another_type(case: DecryptionCase, _bench: Bench) -> Diagnosis | None:
    """The key is of a type that the algorithm cannot use."""
    row = JWE_ALGORITHMS.get(case.alg)
    keys = case.keys()
    if row is None or not keys or any(key.kty in row.key_types for key in keys):
        return None
    fitting = ", ".join(name for name, other in JWE_ALGORITHMS.items() if keys[0].kty in other.key_types)
    due = "a shared secret" if row.key_types == ("oct",) else f"a private key of type {' or '.join(row.key_types)}"
    kind = "a shared secret" if keys[0].kty == "oct" else f"a key of type {keys[0].kty}"
    return likely(
        "jwe.wrong-key-type",
        f"{case.alg} needs {due}; what was given is {kind}",
        f'The header says "alg": "{case.alg}" ({row.description}). {kind[:1].upper()}{kind[1:]} is for '
        f"{fitting or 'signatures only'}.",
        f"Paste {due}, or have the sender encrypt with an algorithm for this key.",
        reference=row.reference,
    )


def of_another_curve(case: DecryptionCase, _bench: Bench) -> Diagnosis | None:
    """The ephemeral key is on the curve of the recipient's key: proven by a point that is on the curve it names."""
    epk = case.values.get("epk")
    crv = epk.get("crv") if isinstance(epk, dict) else None
    keys = case.keys("EC", "OKP") if case.alg.startswith("ECDH-ES") and isinstance(crv, str) else ()
    if not keys or any(key.crv == crv for key in keys):
        return None
    members = ephemeral(case)
    is_known = bool(members) and members["crv"] in CURVES
    if is_known and isinstance(defect(members), Problem):
        return None
    say, wrong = (proven, "Wrong key") if is_known else (likely, "Probably the wrong key")
    return say(
        "jwe.wrong-curve",
        f"{wrong}: the token was encrypted to a key on {str(crv)[:20]}, this one is on {keys[0].crv}",
        f'The sender makes its "epk" on the curve of the recipient\'s key. The "epk" is on {str(crv)[:20]}, and no key '
        "that was given is.",
        f"Paste the private key on {str(crv)[:20]}; for key agreement, that of an Ed25519 pair is an X25519 key.",
        reference="RFC 7518 section 4.6.1.1",
    )


def of_another_size(case: DecryptionCase, _bench: Bench) -> Diagnosis | None:
    """The secret has not the size that AES takes."""
    row, enc = JWE_ALGORITHMS.get(case.alg), JWE_ENCRYPTIONS.get(case.enc)
    keys = case.keys("oct") if row and row.key_types == ("oct",) and "p2s" not in row.header_parameters else ()
    due = (row.wrap_bits if row else 0) or (enc.cek_bits if enc else 0)
    if not keys or not due or any(key.bits == due for key in keys):
        return None
    bits, text = keys[0].bits, ""
    if keys[0].source == "secret" and (reading := _likely_encoding(case)):
        bits, text = len(reading.octets) * 8, f" if {reading.name}, and {bits // 8:,} octets as text"
    name = f"{case.alg} with {case.enc}" if case.alg == "dir" else case.alg
    wraps = [r.name for r in JWE_ALGORITHMS.values() if r.wrap_bits == bits and r.key_types == ("oct",)]
    direct = [f"dir with {r.name}" for r in JWE_ENCRYPTIONS.values() if r.supported and r.cek_bits == bits]
    fits = ", ".join((*direct, *(n for n in wraps if "PBES2" not in n)))
    fits_told = f"A key of {bits:,} bits is for {fits}." if fits else f"No algorithm takes a key of {bits:,} bits."
    return likely(
        "jwe.wrong-key-size",
        f"{name} needs a key of {due} bits ({due // 8} octets); this one has {bits:,} bits ({bits // 8:,} octets)"
        f"{text}",
        f"{fits_told} {due} bits are {due // 8} characters of plain text, {due // 4} hexadecimal digits, or "
        f"{-(-due // 24) * 4} characters of base64. No reading of this secret of the right size opens the token.",
        "Paste the key that the sender uses, and choose how its text is encoded.",
        reference="RFC 7518 section 4.1",
    )


def _likely_encoding(case: DecryptionCase) -> Reading | None:
    """The reading of a secret that has a size that AES takes, which random text decodes to in one of many cases."""
    ways = ("secret.hex", "secret.base64", "secret.base64url")
    decoded = (one for one in secret_readings(case.given) if one.code in ways and len(one.octets) in _AES_SIZES)
    return min(decoded, key=lambda one: ways.index(one.code), default=None)


def not_in_the_set(case: DecryptionCase, _bench: Bench) -> Diagnosis | None:
    """The token names a kid that no key has, and none of the keys that fit opens it."""
    kid = case.values.get("kid")
    kids = [key.kid for key in case.given.keys.keys if key.kid is not None]
    if not isinstance(kid, str) or not kids or kid in kids or any(k.thumbprint == kid for k in case.given.keys.keys):
        return None
    shown = ", ".join(f'"{cut_short(one, 40)}"' for one in kids[:6]) + (", …" if len(kids) > 6 else "")
    return likely(
        "jwe.kid-not-found",
        f'None of the keys that were given has the kid "{cut_short(kid)}" that the token was encrypted for',
        f"The {counted(len(kids), 'kid')} at hand: {shown}. None of those that were tried opens it either. The "
        "recipient changed its keys, or the token is for another recipient or environment.",
        "Look for the private key with this kid. If it is gone, have the sender fetch the recipient's JWK Set again.",
        reference="RFC 7516 section 4.1.6",
    )
