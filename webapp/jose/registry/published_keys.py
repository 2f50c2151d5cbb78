"""Keys that specifications, tools and tutorials print, with their private halves: whoever has read them can sign.

Only the public half of a key pair stands here; it is enough to tell that such a key was used.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedKey:
    """One key: where it is printed, and its public members; for a secret the text or octets, base64url-encoded."""

    source: str
    members: Mapping[str, str] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedSecret:
    """One secret that is used as text: where it comes from."""

    source: str
    text: str = field(repr=False)


_RFC7515_A2: Final = (
    "ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-"
    "yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-"
    "bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-"
    "UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-"
    "DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ"
)
_RFC7520_RSA: Final = (
    "n4EPtAOCc9AlkeQHPzHStgAbgs7bTZLwUBZdR8_KuKPEHLd4rHVTeT-O-"
    "XV2jRojdNhxJWTDvNd7nqQ0VEiZQHz_AJmSCpMaJMRBSFKrKb2wqVwGU_NsYOYL-"
    "QtiWN2lbzcEe6XC0dApr5ydQLrHqkHHig3RBordaZ6Aj-oBHqFEHYpPe7Tpe-OfVfHd1E6cS6M1FZcD1NNLYD5lFHpPI9bTwJlsd"
    "e3uhGqC0ZCuEHg8lhzwOHrtIQbS0FVbb9k3-"
    "tVTU4fg_3L_vniUFAKwuCLqKnS2BYwdq_mzSnbLY7h_qixoR7jig3__kRhuaxwUkRz5iaiQkqgc5gHdrNP5zw"
)
_RFC7517_RSA: Final = (
    "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjB"
    "ZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-"
    "65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-"
    "bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw"
)
_JWT_IO_RSA: Final = (
    "u1SU1LfVLPHCozMxH2Mo4lgOEePzNm0tRgeLezV6ffAt0gunVTLw7onLRnrq0_IzW7yWR7QkrmBL7jTKEn5u-qKhbwKfBstIs-bM"
    "Y2Zkp18gnTxKLxoS2tFczGkPLPgizskuemMghRniWaoLcyehkd3qqGElvW_VDL5AaWTg0nLVkjRo9z-"
    "40RQzuVaE8AkAFmxZzow3x-"
    "VJYKdjykkJ0iT9wCS0DRTXu269V264Vf_3jvredZiKRkgwlL9xNAwxXFg0x_XFw005UWVRIkdgcKWTjpBP2dPwVZ4WWC-9aGVd-"
    "Gyn1o0CLelf4rEjGoXbAAEgAqeGUxrcIlbjXfbcmw"
)
_JWT_IO: Final = "the example of jwt.io"
_GUESSED: Final = "a word that every list of weak secrets has"
_TUTORIAL: Final = "a placeholder of tutorials and README files"


def _rsa(source: str, n: str) -> PublishedKey:
    return PublishedKey(source=source, members={"kty": "RSA", "n": n, "e": "AQAB"})


def _ec(source: str, crv: str, x: str, y: str) -> PublishedKey:
    return PublishedKey(source=source, members={"kty": "EC", "crv": crv, "x": x, "y": y})


def _oct(source: str, k: str) -> PublishedKey:
    return PublishedKey(source=source, members={"kty": "oct", "k": k})


PUBLISHED_KEYS: Final = (
    _oct(
        "RFC 7515 appendix A.1",
        "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow",
    ),
    _rsa("RFC 7515 appendix A.2", _RFC7515_A2),
    _ec(
        "RFC 7515 appendix A.3",
        "P-256",
        "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
        "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0",
    ),
    _ec(
        "RFC 7517 appendix A.2",
        "P-256",
        "MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4",
        "4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM",
    ),
    _rsa("RFC 7517 appendix A.2", _RFC7517_RSA),
    _ec(
        "RFC 7520 section 3.2",
        "P-521",
        "AHKZLLOsCOzz5cY97ewNUajB957y-C-U88c3v13nmGZx6sYl_oJXu9A5RkTKqjqvjyekWF-7ytDyRXYgCF5cj0Kt",
        "AdymlHvOiLxXkEhayXQnNCvDX4h9htZaCJN34kfmC6pV5OhQHiraVySsUdaQkAgDPrwQrJmbnX9cwlGfP-HqHZR1",
    ),
    _rsa("RFC 7520 section 3.4", _RFC7520_RSA),
    _oct("RFC 7520 section 3.5", "hJtXIZ2uSN5kbQfbtTNWbpdmhkV8FJG-Onbc6mxCcYg"),
    PublishedKey(
        source="RFC 8037 appendix A",
        members={"kty": "OKP", "crv": "Ed25519", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"},
    ),
    _rsa(_JWT_IO, _JWT_IO_RSA),
    _ec(_JWT_IO, "P-256", "EVs_o5-uQbTjL3chynL4wXgUg2R9q9UU8I5mEovUf84", "kGe5DgSIycKp8w9aJmoHhB1sB3QTugfnRWm5nU_TzsY"),
)

_OF_JWT_IO: Final = (
    "your-256-bit-secret",
    "your-384-bit-secret",
    "your-512-bit-secret",
    "a-string-secret-at-least-256-bits-long",
    "a-valid-string-secret-that-is-at-least-384-bits-long",
    "a-valid-string-secret-that-is-at-least-512-bits-long-which-is-very-long",
)
_OF_TUTORIALS: Final = (
    "your-secret-key", "your_secret_key", "your-secret", "secret-key", "secret_key", "secretkey", "mysecretkey",
    "my-secret-key", "mysecret", "my-secret", "supersecret", "super-secret", "shhhhh", "jwt-secret", "jwt_secret",
    "changeme", "change-me", "changeit", "keyboard cat", "your-super-secret-key",
)  # fmt: skip
_OF_LISTS: Final = (
    "secret", "password", "key", "test", "123456", "12345678", "1234567890", "qwerty", "admin", "token", "jwt",
    "default", "private", "example", "s3cr3t", "dev", "",
)  # fmt: skip

PUBLISHED_SECRETS: Final = tuple(
    PublishedSecret(source=source, text=text)
    for source, texts in ((_JWT_IO, _OF_JWT_IO), (_TUTORIAL, _OF_TUTORIALS), (_GUESSED, _OF_LISTS))
    for text in texts
)

# What is signed with where nobody set a secret: an empty or missing variable, and placeholders that were not replaced.
_VARIABLES: Final = ("JWT_SECRET", "JWT_SECRET_KEY", "SECRET_KEY", "SECRET", "JWT_KEY", "APP_SECRET", "AUTH_SECRET")
_PLACEHOLDERS: Final = ("${%s}", "$%s", "%%%s%%", "process.env.%s", "{{%s}}", "{{ %s }}", "<%s>", "%s")
UNSET_SECRETS: Final = (
    "", "undefined", "null", "None", "nil", "false", "true", "[object Object]", "NaN", "0",
    *(form % name for name in _VARIABLES for form in _PLACEHOLDERS),
)  # fmt: skip
