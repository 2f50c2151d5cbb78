"""Right key and changed content, or wrong key: what an RSA or ECDSA signature shows when it is opened (RFC 8017)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from webapp.jose.crypto.rsa_opening import Opening
from webapp.jose.diagnose import foreign
from webapp.jose.diagnose.bench import Bench
from webapp.jose.diagnose.case import SignatureCase, public_part
from webapp.jose.diagnose.damage import broken_part
from webapp.jose.diagnose.left_out import is_explained
from webapp.jose.diagnose.which_key import is_address, named, not_in_the_set
from webapp.jose.diagnose.words import likely, proven
from webapp.jose.finding import Diagnosis
from webapp.jose.json_object import parse as parse_json
from webapp.jose.jwk.build import Description, build_key
from webapp.jose.jwk.key import Key
from webapp.jose.registry.algorithms import JWS_ALGORITHMS
from webapp.jose.trace import Outcome

# What a token of somebody else's says of itself: why no key at hand made it.
_FOREIGN: Final = (
    foreign.microsoft_graph,
    foreign.microsoft_resource,
    foreign.okta_org,
    foreign.local_issuer,
    foreign.keys_elsewhere,
)
_HASHES: Final = {"ES256": "sha256", "ES256K": "sha256", "ES384": "sha384", "ES512": "sha512"}
# Octets of the signatures that usual RSA keys make.
_SIZES: Final = (128, 256, 384, 512, 1024)
# Octets of a payload that is read for the claims that name a key.
_LONGEST: Final = 100_000


def changed_content(case: SignatureCase, bench: Bench) -> Diagnosis | None:
    """An RSA key at hand made this signature, but over other content."""
    if case.kty != "RSA" or case.is_content_missing:
        return None
    for key in (public_part(one) for one in case.keys("RSA")):
        openings = bench.opened(key, case.octets) or ()
        opening = next((one for one in openings if one.is_telling), None)
        # What was signed is this content where something else than the signature fails, such as "crit".
        if opening and not any(one.is_over(case.signing_input) for one in openings):
            return _told_changed(case, key, opening)
    return None


def wrong_key(case: SignatureCase, bench: Bench) -> Diagnosis | None:
    """No RSA key at hand made this signature as it stands, whatever the content was."""
    keys = case.keys("RSA")
    if is_of_another_size(case):
        return _other_size(case, keys)
    if not is_noise(case, bench):
        return None
    if stale := not_in_the_set(case, bench):
        shown = (
            "Opened with each of the RSA keys, the signature shows that none of them made it as it stands: a changed "
            "header or payload is not the reason. "
        )
        return replace(stale, explanation=shown + stale.explanation)
    meant = next((key for key in keys if case.kid is not None and case.kid in (key.kid, key.thumbprint)), None)
    is_named = " It is the key that the token names, though: was the signature damaged?" if meant else ""
    hint = next((one for find in _FOREIGN if (one := find(case, bench))), None)
    elsewhere = f" {hint.title}. {hint.explanation}" if hint else ""
    which = f"The key {named(keys[0])} did" if len(keys) == 1 else f"None of the {len(keys)} RSA keys did"
    return proven(
        "key.wrong",
        "Wrong key, or a damaged signature: header and payload are not the reason"
        if len(keys) == 1
        else "Wrong keys, or a damaged signature: header and payload are not the reason",
        f"Opened with the public key, an RSA signature shows its padding if that key made it. {which} not: what comes "
        "out is noise. So a changed header or payload is not the reason; only a character changed in the signature "
        f"itself would look the same.{is_named}{elsewhere}",
        (f"{hint.remedy} Else look" if hint else "Look")
        + " for the key that signed it: by its kid, in the issuer's current JWK Set, or in another environment. If "
        "the key is surely right, copy the token again.",
        reference="RFC 8017 section 8",
    )


def is_noise(case: SignatureCase, bench: Bench) -> bool:
    """Whether each RSA key at hand shows that it did not make this signature as it stands, whatever the content was."""
    return bench.once("rsa-noise", lambda: _is_noise(case, bench))


def _is_noise(case: SignatureCase, bench: Bench) -> bool:
    keys = case.keys("RSA") if case.kty == "RSA" and case.octets and not _is_right(case) else ()
    fitting = [key for key in keys if len(case.octets) == -(-key.bits // 8)]
    if not fitting or len(keys) < len(case.every_key("RSA")):
        return False
    # A padding that is too short to tell, as with the longest salt of PSS, does not show that the key is wrong either.
    return all(bench.opened(public_part(key), case.octets) == () for key in fitting)


def is_of_another_size(case: SignatureCase) -> bool:
    """Whether the signature is as long as those of RSA keys of a usual size, which none at hand has."""
    keys = case.keys("RSA") if case.kty == "RSA" and not _is_right(case) else ()
    if not keys or len(case.octets) not in _SIZES or len(keys) < len(case.every_key("RSA")):
        return False
    return all(len(case.octets) != -(-key.bits // 8) for key in keys)


def recovered(case: SignatureCase, bench: Bench) -> Diagnosis | None:
    """The public keys that verify an ECDSA signature as it stands: one of them may be the one that the token names."""
    row = JWS_ALGORITHMS.get(case.alg)
    if row is None or case.alg not in _HASHES or len(case.octets) != row.signature_octets or _is_right(case):
        return None
    digest = hashlib.new(_HASHES[case.alg], case.signing_input).digest()
    for members in bench.recovered(row.crv[0], digest, case.octets):
        key = build_key(dict(members), Description(source="recovered"), case.given.limits)
        where = next((name for name, text in _thumbprints(case) if key.thumbprint and key.thumbprint == text), None)
        if where:
            return proven(
                "key.recovered",
                f"Wrong key: the token is intact, and was made by the key that its {where} names",
                "From the signature and the content, the public key that made it can be computed. Its thumbprint is "
                f"{key.thumbprint}, exactly the {where} of the token. The key that was given is another one.",
                "Give the key with that thumbprint: it is the one that signed, and nothing was changed.",
                reference="RFC 7638 section 3",
            )
    return None


def cannot_be_told(case: SignatureCase, bench: Bench) -> Diagnosis | None:
    """With a MAC, ECDSA or EdDSA, a wrong key and changed content look the same; so do some signatures of RSA."""
    tried = any(step.code == "jws.signature" and step.outcome is Outcome.FAILED for step in case.verification.steps)
    if not case.kty or not tried or not case.octets or broken_part(case) or is_explained(case):
        return None
    if is_noise(case, bench) or (case.kty == "oct" and is_address(case)):
        return None
    what = "secret" if case.kty == "oct" else "key"
    return likely(
        "signature.wrong-key-or-changed",
        f"Wrong {what} or changed content: with {'this signature' if case.kty == 'RSA' else case.alg} nobody can tell "
        "which",
        f"A wrong {what} and a single changed character give the same answer in {case.alg}"
        + (" where the padding is too short to tell" if case.kty == "RSA" else "")
        + ". No other form of what was given makes the signature right.",
        f"Compare the {what} with the signer's, first of all the environment that it is from. Then ask for a fresh "
        "token, and paste it without any change.",
        reference=JWS_ALGORITHMS[case.alg].reference,
    )


def _thumbprints(case: SignatureCase) -> Iterator[tuple[str, str]]:
    """Where the token may name a key by its thumbprint (RFC 7638, RFC 9278, RFC 7800 section 3.1, RFC 9449)."""
    if case.kid is not None:
        yield "kid", case.kid.rpartition(":")[2]
    payload = case.jws.payload_octets
    claims = parse_json(payload, case.given.limits).value if len(payload) < _LONGEST else None
    confirmed = claims.get("cnf") if isinstance(claims, dict) else None
    for name in ("jkt", "kid"):
        text = confirmed.get(name) if isinstance(confirmed, dict) else None
        if isinstance(text, str):
            yield f"cnf.{name}", text


def _is_right(case: SignatureCase) -> bool:
    return any(step.code == "jws.signature" and step.outcome is Outcome.PASSED for step in case.verification.steps)


def _told_changed(case: SignatureCase, key: Key, opening: Opening) -> Diagnosis:
    padding = "PSS" if opening.is_pss else "PKCS #1 v1.5"
    return proven(
        "signature.content-changed",
        "Right key, changed content: this key made the signature, but over another header or payload",
        f"Opened with the public key ({named(key)}), the signature shows a proper {padding} padding with "
        f"{opening.hash_name}: no other key gives that. The digest in it is {opening.digest.hex()[:16]}…; the "
        f"token as it stands has {_digest(case, opening)} instead. So header or payload were changed after signing, or "
        "the signature belongs to another token of the same issuer.",
        "Ask for a fresh token and compare the two. Look for what reads and writes the token on its way.",
        reference="RFC 8017 section 8.2.2",
    )


def _digest(case: SignatureCase, opening: Opening) -> str:
    if opening.is_pss or not opening.hash:
        return "another"
    return hashlib.new(opening.hash, case.signing_input, usedforsecurity=False).hexdigest()[:16] + "…"


def _other_size(case: SignatureCase, keys: tuple[Key, ...]) -> Diagnosis:
    sizes = ", ".join(f"{key.bits:,}" for key in keys[:4])
    return likely(
        "key.wrong-size",
        f"Probably the wrong key: the signature has the length of an RSA key of {len(case.octets) * 8:,} bits, this "
        f"one has {sizes}",
        f"An RSA signature is as long as the modulus. This one has {len(case.octets)} octets; if nothing of it was "
        f"lost or added on its way, its key has {len(case.octets) * 8:,} bits.",
        "Look for the key of that size: another environment, or the issuer's key before or after a change.",
        reference="RFC 8017 section 8.2.1",
    )
