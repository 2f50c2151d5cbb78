"""Session cookies and tokens that an application encrypts to itself, with a key derived from its secret (RFC 5869)."""

from __future__ import annotations

import hmac
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from webapp.jose.diagnose.bench import Bench
from webapp.jose.diagnose.case import DecryptionCase
from webapp.jose.diagnose.jwe_secrets import due_octets
from webapp.jose.diagnose.jwe_trials import opened_by
from webapp.jose.diagnose.secret import corrected_secret, secret_readings
from webapp.jose.diagnose.words import corrected_key, likely, proven
from webapp.jose.finding import Diagnosis

_COOKIE: Final = re.compile(r"[A-Za-z0-9_\-.]{0,60}session-token")
_COOKIES: Final = (
    "authjs.session-token",
    "__Secure-authjs.session-token",
    "__Host-authjs.session-token",
    "next-auth.session-token",
    "__Secure-next-auth.session-token",
    "__Host-next-auth.session-token",
)
_AUTHJS: Final = "Auth.js Generated Encryption Key"
_NEXTAUTH: Final = "NextAuth.js Generated Encryption Key"
_AUTH0: Final = re.compile(r"https://[^/]+\.auth0\.com/?\Z")
_MOST_SECRETS: Final = 10


@dataclass(frozen=True, slots=True)
class _Recipe:
    """How an application derives the key: code and maker for the words, salt and info for HKDF."""

    code: str
    maker: str
    salt: str
    info: str


def derived_key(case: DecryptionCase, bench: Bench) -> Diagnosis | None:
    """The key that NextAuth, Auth.js or the Auth0 libraries derive from their secret opens it."""
    size = due_octets(case) if case.alg == "dir" else 0
    if not size or case.wrapped:
        return None
    secrets = list(secret_readings(case.given))[:_MOST_SECRETS] if case.given.key_text else []
    for recipe in _recipes(case.given.paste):
        for reading in secrets:
            key = hkdf(reading.octets, recipe.salt.encode(), recipe.info.encode("utf-8", "surrogatepass"), size)
            if reading.octets and opened_by(case, bench, key):
                said = "" if reading.code == "secret.utf-8" else f", {reading.name}"
                return _told(recipe, key, said)
    return None


def hkdf(secret: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    """HKDF with SHA-256 (RFC 5869 section 2)."""
    made, block = b"", b""
    extracted = hmac.digest(salt or bytes(32), secret, "sha256")
    for counter in range(1, -(-length // 32) + 1):
        block = hmac.digest(extracted, block + info + bytes((counter,)), "sha256")
        made += block
    return made[:length]


def _recipes(paste: str) -> Iterator[_Recipe]:
    found = _COOKIE.findall(paste[:4_096])
    cookies = dict.fromkeys((*found[:4], *_COOKIES))
    yield _Recipe("jwe.nextauth-session", "NextAuth 4", "", _NEXTAUTH)
    for cookie in cookies:
        yield _Recipe("jwe.authjs-session", "Auth.js (NextAuth 5)", cookie, f"{_AUTHJS} ({cookie})")
    yield _Recipe("jwe.express-session", "the Auth0 libraries for Next.js and Express", "", "JWE CEK")
    for cookie in cookies:
        yield _Recipe("jwe.nextauth-session", "NextAuth 4 with a salt", cookie, f"{_NEXTAUTH} ({cookie})")
    yield _Recipe("jwe.authjs-session", "Auth.js (NextAuth 5) without a salt", "", f"{_AUTHJS} ()")


def _told(recipe: _Recipe, key: bytes, said: str) -> Diagnosis:
    salt = f'the salt "{recipe.salt}"' if recipe.salt else "no salt"
    return proven(
        recipe.code,
        f"The key is derived from this secret as {recipe.maker} does it: with that key it decrypts",
        f"HKDF with SHA-256 makes {len(key)} octets of the secret{said}, with {salt} and the info "
        f'"{recipe.info}", and they open the token. It is a session that the application encrypts to itself: the '
        "secret is not the key.",
        "To read it, take the derived key, which the button puts in. In the application, leave it to the library: "
        "getToken of next-auth/jwt and getSession read it with the same secret and cookie name.",
        reference="RFC 5869 section 2",
        corrected=corrected_key(corrected_secret(key)),
    )


def only_for_its_maker(case: DecryptionCase, _bench: Bench) -> Diagnosis | None:
    """The header looks like that of a token which only its issuer, or a resource server, can read."""
    values, names = case.values, set(case.values)
    issuer = values.get("iss")
    if (case.alg, case.enc) == ("dir", "A256GCM") and isinstance(issuer, str) and _AUTH0.match(issuer):
        return likely(
            "jwe.only-for-issuer",
            "This looks like an Auth0 access token without an audience: only Auth0 can read it",
            f'The header has "alg": "dir" and the issuer {issuer[:80]}. Auth0 encrypts such a token to itself, for its '
            "/userinfo endpoint; nobody else has the key.",
            "Ask for a token with the parameter audience set to the identifier of your API: then it is a signed JWT.",
        )
    is_secret = all(key.source == "secret" for key in case.given.keys.keys)
    if (
        is_secret
        and (case.alg, case.enc) in (("dir", "A256GCM"), ("dir", "A256CBC-HS512"))
        and names <= {"alg", "enc", "kid"}
    ):
        version = "4 (or of the Auth0 libraries)" if case.enc == "A256GCM" else "5 (Auth.js)"
        return likely(
            "jwe.session-cookie",
            f"This can be a session cookie of NextAuth {version}: its key is derived from the application's secret",
            f'The header has "alg": "dir", "enc": "{case.enc}" and little else, as such cookies have.',
            "Paste the application's secret (NEXTAUTH_SECRET, AUTH_SECRET or AUTH0_SECRET): the key is derived from it "
            "and tried here. For Auth.js paste the cookie with its name, which is the salt.",
        )
    if not case.given.keys.keys and (case.alg.startswith(("RSA", "ECDH"))):
        kid = values.get("kid")
        named = f' with the kid "{kid[:60]}"' if isinstance(kid, str) else ""
        return likely(
            "jwe.only-for-recipient",
            f"Only who has the private key{named} can read it: the resource server that it was encrypted for",
            f"With {case.alg} the content is encrypted to the recipient's public key. A client that is handed such an "
            "access token (Microsoft Entra, Okta and others do so for APIs that registered a key) passes it on unread.",
            "Decrypt it where the private key is. As a client, ask the issuer for an ID token.",
            reference="RFC 7516 section 2",
        )
    return None
