"""A login from start to finish: claims are signed, encrypted, decrypted, and checked, each step with real material."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from webapp.jose import detect
from webapp.jose.artefact import Formula
from webapp.jose.describe.artefacts import describe
from webapp.jose.jwe.encrypt import encrypt_compact
from webapp.jose.jwk.parse import read_keys
from webapp.jose.jws.sign import sign_compact
from webapp.jose.limits import Limits
from webapp.jose.text import Problem
from webapp.services import example_keys

ISSUER: Final = "https://login.example"
AUDIENCE: Final = "https://shop.example"
_LIMITS: Final = Limits()
_PUBLIC: Final = ("kty", "kid", "use", "alg", "crv", "x", "y")


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """One step of the story: what the boxes are filled with, and what it protects and does not.

    name is for its address; points are the names of the members that it is about; the answer marks their rows.
    """

    name: str
    title: str
    sentence: str
    protects: str
    fields: Mapping[str, str] = field(repr=False)
    action: str
    formula: Formula | None = None
    points: tuple[str, ...] = ()


def login_story(now: int) -> tuple[Chapter, ...]:
    """The chapters, with tokens issued at now (seconds). Chapter 3 holds the JWE with its private key."""
    token = _signed(now)
    return (*_sent(token, _encrypted(token), now), *_received(token))


def _sent(token: str, sealed: str, now: int) -> tuple[Chapter, ...]:
    """Signing, encrypting and decrypting."""
    return (
        Chapter(
            name="login-signed",
            title="The login is signed",
            sentence=f"Alice has logged in. {ISSUER} writes down who she is, as claims, and signs them: a JWS.",
            protects="Nobody can change a claim unnoticed. But anyone who holds the token can read it.",
            fields={"input": token},
            action="inspect.inspect",
            formula=_formula(token, now),
        ),
        Chapter(
            name="login-encrypted",
            title="The signed token is encrypted",
            sentence="The whole JWS becomes the plaintext of a JWE, encrypted to the public key of the shop.",
            protects="Only the holder of the private key can read it. It does not show who encrypted it: anyone can.",
            fields={"input": sealed},
            action="inspect.inspect",
            formula=_formula(sealed, now),
        ),
        Chapter(
            name="login-decrypted",
            title="The shop decrypts it",
            sentence="With its private key the shop recovers the content key, checks the tag, and finds the JWS again.",
            protects="The tag shows that nothing was changed on the way. Who wrote it is still open.",
            fields={"input": sealed, "key": json.dumps(example_keys.LOGIN_ENCRYPTION, indent=1)},
            action="decrypt.decrypt",
        ),
    )


def _received(token: str) -> tuple[Chapter, ...]:
    """Choosing the key, verifying, and checking the claims."""
    verify = {"input": token, "key": public_set()}
    return (
        Chapter(
            name="login-header",
            title="The header says which key",
            sentence='"alg" and "kid" in the header of the inner token say how it was signed, and with which key.',
            protects="So far these are only claims of an unknown sender: do not take their word for algorithm or key.",
            fields={"input": token},
            action="inspect.inspect",
            points=("alg", "kid"),
        ),
        Chapter(
            name="login-verified",
            title="The key is picked and the signature verified",
            sentence=f"The JWK Set that {ISSUER} publishes has two keys. The one with this kid fits, and it verifies.",
            protects="It is certain now who signed the claims, and that they are unchanged. Not yet for whom they are.",
            fields=verify,
            action="verify.verify",
        ),
        Chapter(
            name="login-claims",
            title="The claims are checked",
            sentence="Issuer, audience and time are held against what the shop expects. All four pass: Alice is in.",
            protects="Whoever steals it can use it until it expires: keep its life short and its way encrypted.",
            fields={**verify, "issuer": ISSUER, "audience": AUDIENCE, "algorithms": "ES256"},
            action="verify.verify",
        ),
    )


def public_set() -> str:
    """The JWK Set of the login: public halves only."""
    keys = (example_keys.LOGIN_RETIRED, example_keys.LOGIN_SIGNING)
    return json.dumps({"keys": [{name: key[name] for name in _PUBLIC} for key in keys]}, indent=1)


def _signed(now: int) -> str:
    key = example_keys.LOGIN_SIGNING
    header = json.dumps({"alg": "ES256", "typ": "JWT", "kid": key["kid"]}, separators=(",", ":"))
    claims = {"iss": ISSUER, "sub": "alice", "aud": AUDIENCE, "iat": now, "exp": now + 8 * 3600, "amr": ["pwd", "otp"]}
    signing_key = read_keys(json.dumps(key), limits=_LIMITS).keys[0]
    return _made(sign_compact(header, json.dumps(claims, separators=(",", ":")).encode(), signing_key))


def _encrypted(token: str) -> str:
    key = example_keys.LOGIN_ENCRYPTION
    header = {"alg": "ECDH-ES+A256KW", "enc": "A256GCM", "cty": "JWT", "kid": key["kid"]}
    public = json.dumps({name: key[name] for name in _PUBLIC})
    return _made(encrypt_compact(header, token.encode(), read_keys(public, limits=_LIMITS).keys[0]))


def _made(token: str | Problem) -> str:
    if isinstance(token, Problem):
        raise TypeError(token.message)
    return token


def _formula(token: str, now: int) -> Formula | None:
    return describe(detect.detect(token, _LIMITS).found[0], _LIMITS, now).formula
