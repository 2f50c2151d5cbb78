"""Another key may have made the signature: of the set, of the token itself, of another kind (RFC 7515 section 6)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Final

from webapp.jose.diagnose.bench import Bench
from webapp.jose.diagnose.case import SignatureCase, public_part
from webapp.jose.diagnose.kids import meant
from webapp.jose.diagnose.words import likely, proven
from webapp.jose.finding import Diagnosis
from webapp.jose.jwk.key import Key
from webapp.jose.jwk.parse import read_keys
from webapp.jose.jwk.publish import without_private
from webapp.jose.registry.algorithms import JWS_ALGORITHMS
from webapp.jose.registry.token_types import media_type
from webapp.jose.text import counted, cut_short

# What stands for a key and is none.
_REFERENCES: Final = {
    "key.is-url": "an address",
    "key.is-path": "the name of a file",
    "key.is-fingerprint": "a fingerprint",
}


def another_of_the_set(case: SignatureCase, bench: Bench) -> Diagnosis | None:
    """A key that was not chosen makes the signature right: its kid, or the token's, is wrong, stale or missing."""
    tried = case.verification.key
    for key in case.every_key(case.kty) if case.kty else ():
        if key is not tried and bench.verifies(case.alg, public_part(key), case.signing_input, case.octets):
            return _told(case, key)
    if case.has_more_keys(case.kty):
        bench.leave()
    return None


def of_the_token(case: SignatureCase, bench: Bench) -> Diagnosis | None:
    """The key that the token carries in "jwk" or "x5c" verifies it: genuine to itself, and trusted by nobody."""
    for name, key in _carried(case):
        if key.kty == case.kty and bench.verifies(case.alg, public_part(key), case.signing_input, case.octets):
            if name == "jwk" and _is_dpop_proof(case):
                return _of_the_proof(case, key)
            others = "None of the keys that you gave made it" if case.given.keys.keys else "You gave no key"
            return proven(
                "key.from-token",
                f'The token verifies with the key in its own "{name}", which anybody can put there',
                f'The signature was made with the key that the token carries in "{name}" ({named(key)}). That only '
                f"shows that the token fits itself: whoever makes a token chooses what stands there. {others}.",
                "Do not accept it for that. Compare the key with one that you have from its owner: the thumbprint is "
                f"{key.thumbprint}.",
                reference="RFC 7515 section 10.3" if name == "jwk" else "RFC 7515 section 4.1.6",
            )
    return None


def _of_the_proof(case: SignatureCase, key: Key) -> Diagnosis:
    """A DPoP proof shows possession of the key that it carries: that key verifies it, and the access token names it."""
    others = " None of the keys that you gave made it, and none is needed." if case.given.keys.keys else ""
    return proven(
        "key.dpop-proof",
        'The DPoP proof verifies with the key in its own "jwk", as RFC 9449 section 4.3 requires',
        f"Whoever sent it has the private key of that key ({named(key)}). That is all that a proof shows by itself; "
        f"whose key it is, the access token says.{others}",
        f'Compare the thumbprint of the key, {key.thumbprint}, with "jkt" in the "cnf" of the access token. They '
        "must be the same. Then check the proof's htm, htu, iat, jti and ath.",
        reference="RFC 9449 section 4.3",
    )


def _is_dpop_proof(case: SignatureCase) -> bool:
    typ = case.values.get("typ")
    return isinstance(typ, str) and media_type(typ) == "dpop+jwt"


def not_in_the_set(case: SignatureCase, _bench: Bench) -> Diagnosis | None:
    """The set has no key of the kid that the token names: it is stale, or belongs to another issuer."""
    kids = [key.kid for key in case.given.keys.keys if key.kid is not None]
    if case.kid is None or case.kid in kids or any(k.thumbprint == case.kid for k in case.given.keys.keys):
        return None
    hint = meant(case.kid, case.given.keys.keys, case.given.key_text)
    if not kids and not hint:
        return None
    shown = ", ".join(f'"{cut_short(kid, 40)}"' for kid in kids[:6]) + (", …" if len(kids) > 6 else "")
    return likely(
        "key.kid-not-found",
        f'None of the keys that were given has the kid "{cut_short(case.kid)}" that the token names',
        (f"The {counted(len(kids), 'kid')} at hand: {shown}." if kids else "The keys at hand have no kids.")
        + f"{hint} An issuer that changes its keys publishes the new one under a new kid; a set that was fetched "
        "before, or another issuer's set, does not have it. "
        + (
            "Of the many keys only the first that fit were tried; none of those made this signature."
            if case.has_more_keys(case.kty)
            else "None of the keys that fit the algorithm made this signature either."
        ),
        "Fetch the issuer's JWK Set again. If the kid is still missing, the token comes from another issuer, tenant or "
        'environment: compare "iss" with where the set comes from.',
        reference="RFC 7515 section 4.1.4",
    )


def only_a_reference(case: SignatureCase, _bench: Bench) -> Diagnosis | None:
    """An address, the name of a file or a fingerprint was given where the key itself is due."""
    problem = next((one for one in case.given.keys.problems if one.code in _REFERENCES), None)
    if problem is None or not case.kty:
        return None
    what = _REFERENCES[problem.code]
    if case.kty == "oct":
        return _address_for_secret(case, what) if is_address(case) else None
    return likely(
        "key.reference",
        f"What was given is only {what}, not the key itself",
        f"{case.alg} is verified with {_kind(case.kty)}. {problem.message.partition('. ')[0]}.",
        "Paste what is found there: a JWK Set, a JWK, a PEM or a certificate. Nothing is fetched from here.",
        reference=JWS_ALGORITHMS[case.alg].reference,
    )


def is_address(case: SignatureCase) -> bool:
    """Whether the key field holds an address, which is hardly a secret."""
    return any(problem.code == "key.is-url" for problem in case.given.keys.problems)


def _address_for_secret(case: SignatureCase, what: str) -> Diagnosis:
    return likely(
        "key.reference",
        f"What was given is only {what}, not the secret itself",
        f"{case.alg} is verified with a secret that both sides share, and nobody publishes it at an address. As the "
        "secret, the characters of the address do not make this signature.",
        "Paste the secret. If the keys at the address should have signed the token, the issuer is set to the wrong "
        "algorithm: it must be one of a public key, such as RS256 or ES256.",
        reference=JWS_ALGORITHMS[case.alg].reference,
    )


def of_another_type(case: SignatureCase, _bench: Bench) -> Diagnosis | None:
    """The key is of a type that the algorithm cannot use: a secret for RS256, an RSA key for ES256."""
    keys = case.given.usable
    if not case.kty or not keys or any(key.kty == case.kty for key in keys):
        return None
    if case.kty != "oct" and any(problem.code in _REFERENCES for problem in case.given.keys.problems):
        return None
    key, row = keys[0], JWS_ALGORITHMS[case.alg]
    remark = f" {case.given.keys.problems[0].message}." if case.given.keys.problems else ""
    fitting = ", ".join(name for name, other in JWS_ALGORITHMS.items() if other.kty == key.kty and other.supported)
    if key.kty == "oct":
        remedy = (
            f"{case.alg} is verified with the issuer's public key. Paste its JWK Set, PEM or certificate; a client "
            "secret has no part in it."
        )
    elif case.kty == "oct":
        remedy = (
            f"{case.alg} is verified with the shared secret that the issuer signs with. If you expected a public key, "
            "the issuer is set to the wrong algorithm."
        )
    else:
        remedy = f"Paste the issuer's {case.kty} key, or have the token signed with an algorithm for {key.kty}."
    return likely(
        "key.wrong-type",
        f"{case.alg} needs {_kind(case.kty)}; what was given is {_kind(key.kty)}",
        f'The header says "alg": "{case.alg}" ({row.description}). A key of type {key.kty} is for {fitting}.{remark}',
        remedy,
        reference=row.reference,
    )


def of_another_curve(case: SignatureCase, _bench: Bench) -> Diagnosis | None:
    """The key is on a curve that the algorithm is not for, or is one of ML-DSA for other parameters."""
    row = JWS_ALGORITHMS.get(case.alg)
    if case.kty == "AKP" and row is not None:
        return _other_parameters(case, row.reference)
    keys = [key for key in case.keys(case.kty) if key.crv] if case.kty else []
    if row is None or not row.crv or not keys or any(key.crv in row.crv for key in keys):
        return None
    crv = keys[0].crv
    fitting = " or ".join(name for name, other in JWS_ALGORITHMS.items() if crv in other.crv) or "key agreement only"
    return likely(
        "key.wrong-curve",
        f"{case.alg} needs a key on {' or '.join(row.crv)}; this one is on {crv}",
        f'The header says "alg": "{case.alg}". A key on {crv} is for {fitting}.',
        f"Paste the issuer's key for {case.alg}, or have the signer write the algorithm that its key is for.",
        reference=row.reference,
    )


def _other_parameters(case: SignatureCase, reference: str) -> Diagnosis | None:
    """Each key of ML-DSA is for the one algorithm that it names (RFC 9964 section 3)."""
    algs = [key.alg for key in case.keys("AKP")]
    if not algs or case.alg in algs:
        return None
    return likely(
        "key.wrong-parameters",
        f"{case.alg} needs a key for {case.alg}; this one is for {algs[0]}",
        f'The header says "alg": "{case.alg}". A key of ML-DSA is for the one parameter set that its "alg" names.',
        f"Paste the issuer's key for {case.alg}, or have the signer write the algorithm that its key is for.",
        reference=reference,
    )


def named(key: Key) -> str:
    """A key in a few words: its type and size, its kid or the beginning of its thumbprint."""
    size = key.crv or (f"{key.bits:,} bits" if key.bits else key.alg or "")
    kid = f'kid "{cut_short(key.kid, 40)}"' if key.kid is not None else f"thumbprint {key.thumbprint[:12]}…"
    return f"{key.kty} {size}, {kid}"


def _carried(case: SignatureCase) -> Iterator[tuple[str, Key]]:
    """The keys that the header holds."""
    jwk, chain = case.values.get("jwk"), case.values.get("x5c")
    if isinstance(jwk, Mapping):
        yield from (("jwk", key) for key in _read(case, json.dumps(without_private(dict(jwk)))))
    if isinstance(chain, list) and chain and isinstance(chain[0], str):
        yield from (("x5c", key) for key in _read(case, chain[0]))


def _read(case: SignatureCase, text: str) -> tuple[Key, ...]:
    return tuple(key for key in read_keys(text, limits=case.given.limits).keys[:2] if key.is_usable)


def _kind(kty: str) -> str:
    return {
        "oct": "a shared secret",
        "RSA": "an RSA key",
        "EC": "an elliptic-curve key (EC)",
        "OKP": "an Edwards-curve key (OKP)",
        "AKP": "an ML-DSA key (AKP)",
    }.get(kty, f"a key of type {kty}")


def _told(case: SignatureCase, key: Key) -> Diagnosis:
    twins = [other for other in case.given.keys.keys if other.kid is not None and other.kid == case.kid]
    if case.kid is None:
        code, why = "key.kid-missing", "The token names no kid, so that a verifier has to guess"
        remedy = "Have the signer write its kid into the header, or let the verifier try every key of the set."
    elif len(twins) > 1 and key in twins:
        code, why = (
            "key.kid-duplicate",
            f"{len(twins)} keys of the set have the kid {_quoted(case.kid)}, and a verifier takes the first",
        )
        remedy = "Give each key a kid of its own: its thumbprint (RFC 7638) never repeats."
    elif twins:
        code = "key.kid-wrong"
        why = f"The token names the kid {_quoted(case.kid)}, which is another key of the set"
        remedy = "Have the signer name the key that it signs with, or put that key into the set under this kid."
    else:
        code = "key.kid-not-found"
        hint = meant(case.kid, case.given.keys.keys, case.given.key_text)
        why = f"The token names the kid {_quoted(case.kid)}, which no key of the set has.{hint}".removesuffix(".")
        remedy = (
            "Publish the key under the kid that the signer uses, or have the signer write the kid of the set. If the "
            "issuer changed its keys, fetch its set again."
        )
    if key.use == "enc" or (key.alg and key.alg != case.alg):
        said = f'use "{key.use}"' if key.use == "enc" else f'alg "{key.alg}"'
        why += f"; the key's own {said} also forbids it"
    return proven(
        code,
        f"Another key of the set made this signature: key {key.index + 1} ({named(key)})",
        f"The signature verifies with key {key.index + 1} of {len(case.given.keys.keys)}. {why}.",
        remedy,
        reference="RFC 7515 section 4.1.4",
    )


def _quoted(text: str) -> str:
    return f'"{cut_short(text, 40)}"'
