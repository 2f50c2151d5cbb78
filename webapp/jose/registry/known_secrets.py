"""Secrets that documentation, tutorials and starters print: whoever has read them can sign.

Each was met in public documentation or code; where it comes from is told with it. The most frequent stand first: they
are the ones that are tried when a token is pasted without a key.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import chain
from types import MappingProxyType
from typing import Final

from webapp.jose.registry.published_keys import PUBLISHED_SECRETS

# Secrets that may be base64 or hex of the octets in use.
_LONG: Final = 32
_BASE64: Final = re.compile(r"(?:[A-Za-z0-9+/]{4})+(?:[A-Za-z0-9+/]{2,3}={0,2})?")
_HEX: Final = re.compile(r"(?:[0-9A-Fa-f]{2})+")
_TUTORIALS: Final = "placeholders of tutorials and README files"
# fmt: off
_FIRST: Final = (
    "secret", "your-256-bit-secret", "a-string-secret-at-least-256-bits-long", "your-secret-key", "your_jwt_secret",
    "your_secret_key", "super-secret-jwt-token-with-at-least-32-characters-long",
    "09d25e094faa6ca2556c818166b7a9563b93f7099f6f0f4caa6cf63b88e8d3e7", "shhhhh", "password", "changeme", "123456",
    "test", "key", "secret-key", "secret_key", "secretkey", "mysecret", "my-secret", "my_secret", "mysecretkey",
    "my-secret-key", "my_secret_key", "supersecret", "super-secret", "super_secret", "super-secret-key",
    "supersecretkey", "super_secret_key", "jwt-secret", "jwt_secret", "jwtsecret", "jwtSecret", "JWT_SECRET", "SECRET",
    "SECRET_KEY", "secretKey", "your-secret", "your_secret", "your-jwt-secret", "your-jwt-secret-key",
    "your_jwt_secret_key", "your-super-secret-key", "your_super_secret_key", "your-super-secret-jwt-key",
    "your_super_secret_jwt_key", "change-me", "change_me", "CHANGE_ME", "changeit", "change-this", "test-secret",
    "test_secret", "testsecret", "test-secret-key", "dev-secret", "dev_secret", "dev", "shhhhhared-secret",
    "keyboard cat", "12345678", "1234567890", "qwerty", "admin", "token", "jwt", "private", "default", "s3cr3t", "",
)
_PLACEHOLDERS: Final = (
    "your-secret-key-here", "your_secret_key_here", "your-jwt-secret-here", "your_jwt_secret_here", "yoursecretkey",
    "your_jwt_super_secret_key_here", "your-super-secret-jwt-key-here", "your-super-secret", "your_super_secret",
    "your-very-secret-key", "your-private-key", "your-signing-key", "your-secure-random-secret-here",
    "your-nextauth-secret", "your_nextauth_secret", "your-256-bit-secret-key", "your-256-bit-secret-key-here",
    "your-512-bit-secret", "your-384-bit-secret", "your-32-char-secret", "your-secret-key-min-32-characters",
    "your-production-secret-key", "your-access-token-secret", "your-refresh-token-secret", "your_access_secret",
    "your_refresh_secret", "YOUR_SECRET_KEY", "YOUR_SECRET", "YOUR_JWT_SECRET", "YOUR_PRIVATE_KEY", "yourSecretKey",
    "YourSecretKey", "YourSecretKeyHere", "your-super-secret-jwt-token-with-at-least-32-characters-long",
    "your-super-secret-jwt-key-at-least-32-characters-long", "your-super-secret-jwt-key-change-this-in-production",
    "your_super_secret_jwt_key_change_this_in_production", "your-secret-key-change-in-production",
    "your-secret-key-change-this-in-production", "your_secret_key_change_in_production",
    "your-256-bit-secret-key-must-be-at-least-32-characters-long", "change-me-in-production",
    "change_me_in_production", "change-this-secret", "change-this-in-production", "change_this_secret_in_production",
    "change-this-secret-key", "please-change-me", "please_change_me", "please-remember-to-change-me",
    "changeThisSecret", "CHANGE_THIS", "CHANGE-ME", "replace-me", "replace_me", "replace-with-strong-secret",
    "replace this with the key", "any_secret_here", "placeholder", "insert-secret-here", "enter-your-secret",
    "put-your-secret-here", "random-secret-32-chars", "openssl rand -base64 32", "mysupersecret", "my-super-secret",
    "my_super_secret", "mysupersecretkey", "my-super-secret-key", "my_super_secret_key", "MySecretKey", "mySecretKey",
    "MySuperSecretKey", "mySuperSecretKey", "my-32-character-ultra-secure-and-ultra-long-secret",
    "my-super-secret-key-that-is-long-enough-for-hmac", "mytopsecret", "my_s3cr3t", "my$ecretK3y", "my-jwt-secret",
    "myjwtsecret", "my_jwt_secret", "my_jwt_secret_key", "my-secret-token", "my_secret_token", "topsecret",
    "top-secret", "top_secret", "verysecret", "very-secret", "very_secret", "veryverysecret", "veryVerySecretKey",
    "reallysecret", "this-is-a-secret", "this is a secret", "thisisasecret", "this_is_a_secret", "thisisasecretkey",
    "this-is-a-secret-key", "this_is_my_secret", "thisismysecret", "thisismysecretkey", "ThisismySecretKey",
    "this is my secret", "this is my secret key", "thisisnotasecret", "some-secret", "some_secret", "somesecret",
    "some-secret-key", "someSecretKey", "some_secret_key", "a_secret_key", "a-secret-key", "a_secret_creat",
    "the-secret", "thesecret", "the_secret_key", "shared-secret", "shared_secret", "sharedsecret", "app-secret",
    "app_secret", "appsecret", "api-secret", "api_secret", "client-secret", "client_secret", "session-secret",
    "session_secret", "cookie-secret", "token-secret", "token_secret", "tokensecret", "access-token-secret",
    "access_token_secret", "accessTokenSecret", "refresh-token-secret", "refresh_token_secret", "refreshTokenSecret",
    "accesssecret", "refreshsecret", "auth-secret", "auth_secret", "authsecret", "nextauth-secret", "NEXTAUTH_SECRET",
    "AUTH_SECRET", "APP_SECRET", "JWT_SECRET_KEY", "jwt-secret-key", "jwt_secret_key", "jwtsecretkey", "jwtSecretKey",
    "JwtSecretKey", "jwt-key", "jwt_key", "jwtkey", "jwtPrivateKey", "jwt-token", "jwt-token-secret",
    "jwt_token_secret", "jwt-dev-secret", "dev-jwt-secret", "dev-secret-key", "dev_secret_key", "development-secret",
    "dev-secret-change-me", "dev-secret-change-in-production", "jwt-secret-change-in-production",
    "development-only-change-me", "local-secret", "local-dev-secret", "testing", "test-key", "test_key", "testkey",
    "test-jwt-secret", "test_jwt_secret", "test-jwt-secret-key", "test_secret_key", "testSecretKey",
    "test-secret-with-at-least-32-characters", "test-secret-key-that-is-at-least-32-characters-long",
    "test-secret-that-is-at-least-32-characters-long", "test-secret-key-at-least-32-characters-long",
    "unit-test-secret", "fake-secret", "dummy-secret", "example-secret", "example_key", "demo-secret", "demo",
    "sample-secret", "foo", "bar", "foobar", "baz", "abc", "abc123", "helloWorld", "hello", "ssh", "shh", "shhh",
    "shhhh", "shhhhhh", "shhhhhhh", "itsasecret", "its-a-secret", "dontTellAnyone", "ilovejwt", "iloveyou", "letmein",
    "welcome", "private-key", "private_key", "privatekey", "privateKey", "signing-key", "signing_key", "signingkey",
    "signature", "secure", "server-secret", "backend-secret", "node-secret", "express-secret", "nestjs", "laravel",
    "django", "spring", "flask", "fastapi", "hmac-secret", "hmacsecret", "hs256", "HS256-secret",
    "01234567890123456789012345678901", "12345678901234567890123456789012", "0123456789abcdef0123456789abcdef",
    "0123456789ABCDEF0123456789ABCDEF", "abcdefghijklmnopqrstuvwxyz", "00000000000000000000000000000000",
    "qwertyuiopasdfghjklzxcvbnm123456", "qwertyuiopasdfghjklzxcvbnm", "hunter2", "correct horse battery staple",
    "keyboard-cat", "keyboardcat", "hardcoded-secret-key-123", "jsonwebtoken", "json-web-token", "json web token",
    "secret123", "secret1234", "secret-123", "password123", "p@ssw0rd", "s3cret", "sekret", "sekrit", "geheim",
    "segredo", "segreto", "secreto", "rahasia", "clave_secreta", "tu_clave_secreta",
)
_BY_SOURCE: Final = (
    ("lists of secrets in public code", (
        "3078698059b21d8ec30b0f506c20854b5ed59816fe56cc47a9177da6f258adc3195472ed82ac45076ce847dad93fa2ef294934ad644a86fd255cc75e20efcc9e",
    )),
    ("the documentation of FastAPI", (
        "09d25e094faa6ca2556c818166b7a9563b93f7099f6f0f4caa6cf63b88e8d3e7",
    )),
    ("the documentation of Supabase", (
        "super-secret-jwt-token-with-at-least-32-characters-long",
        "your-super-secret-jwt-token-with-at-least-32-characters-long",
    )),
    ("the documentation of Hasura", (
        "3EK6FD+o0+c7tzBNVfjpMkNDi2yARAAKzQlk8O2IKoxQu4nF7EdAh8s3TwpHwrdWT6R",
    )),
    ("the documentation of PostgREST", (
        "reallyreallyreallyreallyverysecret", "reallyreallyreallyreallyverysafe",
    )),
    ("the documentation of golang-jwt", (
        "AllYourBase", "hmacSampleSecret",
    )),
    ("the documentation of jsonwebtoken for Node.js", (
        "shhhhh", "shhhhhared-secret", "wrong-secret",
    )),
    ("the documentation of Symfony", (
        "ThisTokenIsNotSoSecretChangeIt", "$ecretf0rt3st", "ThisTokenIsNotSoSecretSoChangeIt",
    )),
    ("the documentation of Strapi", (
        "toBeModified", "tobemodified", "toBeModified1", "toBeModified2",
    )),
    ("the documentation of express-session", (
        "keyboard cat",
    )),
    ("RFC 7517 appendix C", (
        "Thus from my lips, by yours, my sin is purged.",
    )),
    ("RFC 7520 section 5.3", (
        "entrap_o\u2013peter_long\u2013credit_tun",
    )),
    ("tutorials for Spring Boot", (
        "JWTSuperSecretKey", "bezKoderSecretKey", "======================BezKoder=Spring===========================",
        "404E635266556A586E3272357538782F413F4428472B4B6250645367566B5970",
        "5367566B59703373367639792F423F4528482B4D6251655468576D5A71347437",
        "357638792F423F4428472B4B6250655368566D597133743677397A2443264629",
        "3cfa76ef14937c1c0ea519f8fc057a80fcd04a7420f8e8bcd0a7567c272e007b",
        "53A73E5F1C4E0A2D3B5F2D784E6A1B423D6F247D1F6F5C3A596D635A75327855",
        "413F4428472B4B6250655368566D5970337336763979244226452948404D6351", "javainuse", "javatechie",
        "YOUR_SUPER_SECRET_KEY_MAKE_SURE_IT_IS_LONG_ENOUGH", "cathaysecretkey", "springboot-jwt-secret",
        "secretsecretsecretsecretsecretsecretsecret", "aVeryLongSecretStringWhoseBitnessIsEqualToOrGreaterThan512bits",
        "securesecuresecuresecuresecuresecuresecure",
        "thisisaverysecretkeyforjwtvalidationthisisaverysecretkeyforjwtvalidation",
    )),
    ("tutorials for ASP.NET", (
        "THIS IS USED TO SIGN AND VERIFY JWT TOKENS, REPLACE IT WITH YOUR OWN SECRET, IT CAN BE ANY STRING",
        "JWTAuthenticationHIGHsecuredPasswordVVVp1OH7Xzyr", "ByYM000OLlMQG6VVVp1OH7Xzyr7gHuw1qvUC5dcGt3SNM",
        "Yh2k7QSu4l8CZg5p6X3Pna9L0Miy4D3Bvt0JVr87UcOj69Kqw5R2Nmf4FWs03Hdx",
        "this is my custom Secret key for authentication", "this is my custom Secret key for authnetication",
        "superSecretKey@345", "superSecretKey@83465", "DhftOS5uphK3vmCJQrexST1RsyjZBjXWRgJMFPU4",
        "db3OIsj+BXE9NZDy0t8W3TcNekrF+2d/1sFnWG4HnV8TZY30iTOdtVWJG8abWvB1GlOgJuQZdcF2Luqm/hccMw==",
        "856FECBA3B06519C8DDDBC80BB080553", "Y2F0Y2hlciUyMHdvbmclMjBsb3ZlJTIwLm5ldA==",
        "SecretKeyOfDoomThatMustBeAMinimumNumberOfBytes",
        "401b09eab3c013d4ca54922bb802bec8fd5318192b0a75f201d8b3727429090fb337591abd3e44453b954555b7a0812e1081c39b740293f765eae731f5a65ed1",
        "SOME_RANDOM_KEY_DO_NOT_SHARE", "my top secret key", "This is my supper secret key for jwt",
        "this is the secret phrase", "C1CF4B7DC4C4175B6618DE4F55CA4", "veryverysecret.....................",
        "A-VERY-STRONG-KEY-HERE", "MySuperSecureKey", "YourKey-2374-OFFKDI940NG7:56753253-tyuw-5769-0921-kfirox29zoxv",
    )),
    ("tutorials for Node.js", (
        "jwtPrivateKey", "RESTFULAPIs", "randomString", "randomstring", "ilovescotchyscotch", "ilovescotch",
        "bezkoder-secret-key", "zxcvbnm", "some-random-secret", "A very secret key",
        "my-secret-token-to-change-in-production", "gundam", "MEANSECRET", "conduit", "secretconduit",
        "thisisasamplesecret", "qwertyuiop", "asdfghjkl", "worldisfullofdevelopers", "rubber duck", "cat", "dog",
        "node", "express",
        "DO NOT USE THIS VALUE. INSTEAD, CREATE A COMPLEX SECRET AND KEEP IT SAFE OUTSIDE OF THE SOURCE CODE.",
        "secretOrPrivateKey",
    )),
    ("tutorials for Python and Flask", (
        "super-secret", "t1NP63m4wnBg6nyHYKfmc2TpCOGI4nss", "thisissecret", "Th1s1ss3cr3t", "you-will-never-guess",
        "hard to guess string", "jose", "dev-key", "pleaseletmein", "a very secret string",
        "\\xf9'\\xe4p(\\xa9\\x12\\x1a!\\x94\\x8d\\x1c\\x99l\\xc7\\xb7e\\xc7c\\x86\\x02MJ\\xa0",
    )),
    ("tutorials for PHP", (
        "example_key", "example_key_of_sufficient_length", "bGS6lzFqvvSQ8ALbOxatm7/Vk7mLQyzqaS34Q4oR1ew=",
        "xxx.xxx.xxx", "cyberwizard",
    )),
    ("tutorials for Ruby", (
        "my$ecretK3y", "hellomars1211", "yourSecret", "s3cr3t", "hmac_secret",
    )),
)
# fmt: on


@cache
def known_secrets() -> Mapping[bytes, str]:
    """Where each secret is printed, by its octets. The first of them are the most frequent."""
    found: dict[bytes, str] = dict.fromkeys((text.encode() for text in _FIRST), _TUTORIALS)
    found.update({text.encode(): _TUTORIALS for text in _PLACEHOLDERS})
    found.update({one.text.encode(): one.source for one in PUBLISHED_SECRETS})
    found.update({text.encode(): source for source, texts in _BY_SOURCE for text in texts})
    for source, texts in _BY_SOURCE:
        for octets in chain.from_iterable(_decoded(text) for text in texts):
            found.setdefault(octets, source)
    return MappingProxyType(found)


def _decoded(text: str) -> Iterator[bytes]:
    """What a long secret stands for where a program takes it for base64 or hex, as JJWT does."""
    if len(text) < _LONG:
        return
    if _BASE64.fullmatch(text):
        yield base64.b64decode(text + "=" * (-len(text) % 4))
    if _HEX.fullmatch(text):
        yield bytes.fromhex(text)


def where_known(secret: bytes) -> str:
    """Where a secret is printed; "" for one that is not in the table. Case and separators do not matter."""
    known = known_secrets()
    return known.get(secret) or _plain_secrets().get(_plain(secret), "")


@cache
def _plain_secrets() -> Mapping[bytes, str]:
    """The placeholders without what people change about them. Short ones are too much like other words."""
    plain = {_plain(secret): source for secret, source in known_secrets().items()}
    return MappingProxyType({secret: source for secret, source in plain.items() if len(secret) > 5})


def _plain(secret: bytes) -> bytes:
    return secret.lower().translate(None, b"-_ .")
