"""The signature may be right, but for another algorithm than "alg" says (RFC 7515 section 4.1.1)."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from typing import Final

from webapp.jose.crypto import export
from webapp.jose.diagnose.at_hand import algorithms_for, keys_for
from webapp.jose.diagnose.bench import Bench
from webapp.jose.diagnose.case import SignatureCase, public_part, secret_of
from webapp.jose.diagnose.words import proven
from webapp.jose.finding import Diagnosis
from webapp.jose.jwk.key import Key
from webapp.jose.registry.algorithms import JWS_ALGORITHMS
from webapp.jose.text import Problem, counted, cut_short
from webapp.jose.trace import Outcome

_PASTED: Final = "the text of the public key as it was pasted"
_MACS: Final = ("HS256", "HS384", "HS512")
# What ECDSA libraries hash with when nobody tells them; a curve does not decide it.
_HASHES: Final = {"sha256": "SHA-256", "sha384": "SHA-384", "sha512": "SHA-512", "sha1": "SHA-1", "sha224": "SHA-224"}
_HASH_OF: Final = {"256": "SHA-256", "384": "SHA-384", "512": "SHA-512"}
# Other names of the registered algorithms, without their signs and in lower case: Java, .NET, XML Signature, COSE.
_ALIASES: Final = {
    "hmacsha256": "HS256", "hmacsha384": "HS384", "hmacsha512": "HS512",
    "sha256withrsa": "RS256", "sha384withrsa": "RS384", "sha512withrsa": "RS512",
    "rsasha256": "RS256", "rsasha384": "RS384", "rsasha512": "RS512", "rsa": "RS256",
    "sha256withecdsa": "ES256", "sha384withecdsa": "ES384", "sha512withecdsa": "ES512",
    "ecdsasha256": "ES256", "ecdsasha384": "ES384", "ecdsasha512": "ES512", "ecdsa": "ES256",
    "sha256": "HS256", "sha384": "HS384", "sha512": "HS512", "hmac": "HS256",
    "rsassapsssha256": "PS256", "sha256rsamgf1": "PS256", "es521": "ES512", "ecdsap256": "ES256",
    "secp256k1": "ES256K", "ed25519ph": "Ed25519", "eddsaed25519": "EdDSA", "p256": "ES256", "p384": "ES384",
}  # fmt: skip


def right_all_the_same(case: SignatureCase, bench: Bench) -> Diagnosis | None:
    """The signature is right as it stands, and it is the header that is refused: an unknown "crit", for one."""
    refused = next((step for step in case.verification.steps if step.code == "jws.header"), None)
    if refused is None or refused.outcome is not Outcome.FAILED or not case.kty:
        return None
    keys = (public_part(key) for key in case.keys(case.kty))
    if not any(bench.verifies(case.alg, key, case.signing_input, case.octets) for key in keys):
        return None
    extension = '"crit" names an extension that is not understood' if "crit" in case.values else "its header is refused"
    return proven(
        "signature.header-refused",
        f"The signature is right, but {extension}",
        f"{refused.summary}. The signature verifies with the key that was given: key and content are right.",
        'Have the issuer leave the extension out of "crit", or use a verifier that understands it.'
        if "crit" in case.values
        else "Have the issuer put the header right.",
        reference="RFC 7515 section 4.1.11",
    )


def another_algorithm(case: SignatureCase, bench: Bench) -> Diagnosis | None:
    """Another hash or padding, or the algorithm of the key's own curve, makes the signature right."""
    for kty in ("RSA", "EC", "OKP", "AKP", "oct"):
        for key in (public_part(one) for one in case.keys(kty)):
            for alg in algorithms_for(key):
                if alg != case.alg and bench.verifies(alg, key, case.signing_input, case.octets):
                    return _mislabelled(case, alg)
    return None


def other_hash(case: SignatureCase, bench: Bench) -> Diagnosis | None:
    """The right content under a hash that no JOSE algorithm has with this key: SHA-1, or SHA-256 on P-384."""
    ecdsa = [public_part(one) for one in case.keys("EC")] if case.kty == "EC" else []
    digests = {name: _digest(name, case.signing_input) for name in _HASHES if ecdsa}
    for key in ecdsa:
        for name, written in _HASHES.items():
            if key.crv in JWS_ALGORITHMS[case.alg].crv and written == JWS_ALGORITHMS[case.alg].hash:
                continue  # That is what alg says: then the form is not right, and not the hash.
            if bench.verifies_digest(key, digests[name], case.octets):
                return _hashed_otherwise(case, f"ECDSA on {key.crv} with {written}")
    for key in (public_part(one) for one in case.keys("RSA")) if case.kty == "RSA" else ():
        for opening in bench.opened(key, case.octets) or ():
            as_named = opening.hash == f"sha{case.alg[-3:]}" and not opening.bare and case.alg.startswith("RS")
            if not opening.is_pss and opening.is_over(case.signing_input) and not as_named:
                bare = ", written bare, without the DigestInfo that names the hash" if opening.bare else ""
                return _hashed_otherwise(case, f"RSA (PKCS #1 v1.5) with {opening.hash_name}{bare}")
    return None


def unregistered_name(case: SignatureCase, bench: Bench) -> Diagnosis | None:
    """The alg is no registered name, but the signature is right for the one that is meant."""
    written = case.values.get("alg")
    if case.alg or not isinstance(written, str):
        return None
    for alg in meant(written):
        row = JWS_ALGORITHMS[alg]
        for key in keys_for(case, row.kty or ""):
            if bench.verifies(alg, key, case.signing_input, case.octets):
                return proven(
                    "signature.algorithm-name",
                    f'"alg" is "{cut_short(written, 40)}", which is no registered name; the signature is {alg}',
                    f"Verified as {alg} ({row.description}), the signature is right. Names are compared to the "
                    "letter, so that a verifier does not know this one.",
                    f'Have the signer write "alg": "{alg}".',
                    reference="RFC 7518 section 3.1",
                )
    return None


def confusion(case: SignatureCase, bench: Bench) -> Diagnosis | None:
    """Algorithm confusion: a MAC whose secret is the text or the octets of a public key, whatever "alg" says."""
    if len(case.octets) not in (32, 48, 64):
        return None
    for alg in _MACS:
        for name, octets in _texts_of_public_keys(case):
            if bench.verifies(alg, secret_of(octets), case.signing_input, case.octets):
                if name == _PASTED and any(key.private for key in case.keys("RSA", "EC", "OKP")):
                    return _private_text(alg)
                return proven(
                    "key.confusion",
                    f"Attack (algorithm confusion): the {alg} MAC is made with {name}, which everybody has",
                    f"Made with that as the secret, the {alg} MAC is exactly the one in the token. Everybody knows the "
                    "public key, and can make such tokens; a verifier that lets the token choose the algorithm, and "
                    "takes its public key for a secret, accepts them.",
                    "Treat this token as an attack. Allow only the algorithm of the key (RS256, ES256, …) in the "
                    "verifier, and update its library.",
                    reference="RFC 8725 section 2.1",
                )
    return None


def _private_text(alg: str) -> Diagnosis:
    return proven(
        "key.private-text",
        f"The {alg} MAC is made with the text of the private key, as if it were a password",
        f"With the text that was pasted as its secret, the {alg} MAC is exactly the one in the token. Nobody forged it "
        "who has not the file of the private key; but whoever verifies needs that file, too, and can sign with it.",
        "Have the signer sign with the key and not with its text: RS256 or ES256, which is verified with the public "
        "key. Or take a secret of its own for HS256.",
        reference="RFC 7518 section 3.2",
    )


def mac_under_another_name(case: SignatureCase, bench: Bench) -> Diagnosis | None:
    """A token that says RS256 or the like, but is signed with a secret."""
    if case.kty in ("oct", "") or len(case.octets) not in (32, 48, 64):
        return None
    for alg in _MACS:
        for key in keys_for(case, "oct"):
            if bench.verifies(alg, key, case.signing_input, case.octets):
                return _mislabelled(case, alg)
    return None


def other_salt(case: SignatureCase, bench: Bench) -> Diagnosis | None:
    """RSASSA-PSS with another length of salt, or another hash in its mask, than RFC 7518 has."""
    if case.kty != "RSA":
        return None
    for key in (public_part(one) for one in case.keys("RSA")):
        for opening in bench.opened(key, case.octets) or ():
            if opening.salt is None or not opening.is_over(case.signing_input):
                continue
            due = _HASH_OF.get(case.alg[-3:], "")
            return proven(
                "signature.pss-parameters",
                f"The signature is RSA-PSS with {opening.hash_name}, MGF1 {opening.mask_name} and a salt of "
                f"{counted(len(opening.salt), 'octet')}, which no JOSE algorithm has",
                f"Opened with the public key, it holds the right hash of exactly this token. {case.alg} needs "
                f"{due} for hash and mask, and a salt as long as the hash ({int(case.alg[-3:]) // 8} octets).",
                "Set the salt length of the signer to the length of the hash: Python padding.PSS.DIGEST_LENGTH, Node "
                "saltLength: crypto.constants.RSA_PSS_SALTLEN_DIGEST, Java new PSSParameterSpec(…, 32, 1).",
                reference="RFC 7518 section 3.5",
            )
    return None


def meant(written: str) -> list[str]:
    """The registered names that may be meant, likeliest first."""
    name = written.rpartition("#")[2] if "#" in written else written
    bare = re.sub("[^a-z0-9]", "", name.casefold())
    same = [alg for alg in JWS_ALGORITHMS if re.sub("[^a-z0-9]", "", alg.casefold()) == bare]
    alias = _ALIASES.get(bare)
    found = [*same, *([alias] if alias else [])]
    return [alg for alg in dict.fromkeys(found) if JWS_ALGORITHMS[alg].supported and JWS_ALGORITHMS[alg].kty]


def _digest(name: str, octets: bytes) -> bytes:
    return hashlib.new(name, octets, usedforsecurity=False).digest()


def _mislabelled(case: SignatureCase, alg: str) -> Diagnosis:
    says = f'while "alg" says {case.alg}' if case.alg else '"alg" names none'
    return proven(
        "signature.other-algorithm",
        f"The signature is made with {alg}, {says}",
        f"Verified as {alg} ({JWS_ALGORITHMS[alg].description}) with the key that was given, the signature is right. "
        "So the key fits and nothing was changed; only the name is wrong.",
        f'Have the signer write "alg": "{alg}", or sign with {case.alg or "the algorithm that is meant"}. The header '
        "is signed, so that it cannot be put right afterwards.",
        reference="RFC 7515 section 4.1.1",
    )


def _hashed_otherwise(case: SignatureCase, how: str) -> Diagnosis:
    return proven(
        "signature.other-hash",
        f"The signature is made by {how}, which no JOSE algorithm has",
        f"Taken so, it is right for exactly this token and this key: the key fits and nothing was changed. {case.alg} "
        f"is {JWS_ALGORITHMS[case.alg].description}, and nothing else.",
        f"Give the signing function the hash of {case.alg} by name: a library's default is often another one.",
        reference=JWS_ALGORITHMS[case.alg].reference,
    )


def _texts_of_public_keys(case: SignatureCase) -> Iterator[tuple[str, bytes]]:
    """The forms in which a public key lies around: as it was pasted, and as PEM, DER and JWK."""
    keys = case.keys("RSA", "EC", "OKP")[:8]
    if not keys:
        return
    pasted = case.given.key_text.encode("utf-8", "surrogatepass")
    if len(pasted) < 65_536:
        lf = pasted.replace(b"\r\n", b"\n")
        for octets in (pasted, lf, lf.strip(), lf.strip() + b"\n", lf.strip().replace(b"\n", b"\r\n") + b"\r\n"):
            yield _PASTED, octets
    for key in keys:
        yield from _written(public_part(key))


def _written(key: Key) -> Iterator[tuple[str, bytes]]:
    layouts = (export.Layout.SPKI, export.Layout.PKCS1_PUBLIC) if key.kty == "RSA" else (export.Layout.SPKI,)
    for layout in layouts:
        pem, der = export.to_pem(key.members, layout), export.to_der(key.members, layout)
        if isinstance(pem, Problem) or isinstance(der, Problem):
            continue
        text = pem.strip()
        crlf = text.replace("\n", "\r\n")
        for octets in (text + "\n", text, crlf + "\r\n", crlf, text.replace("\n", "\\n") + "\\n"):
            yield "the PEM of the public key", octets.encode()
        body = "".join(line for line in text.splitlines() if not line.startswith("-"))
        yield "the base64 of the public key", body.encode()
        yield "the DER octets of the public key", der
    for separators in ((",", ":"), (", ", ": ")):
        yield "the JWK of the public key", json.dumps(dict(key.members), separators=separators).encode()
    if "n" in key.members:
        yield 'the modulus "n" of the public key', key.members["n"].encode()
