from __future__ import annotations

import json

import pytest

from tests.vectors import published_keys as keys
from webapp.jose.jwk.key import Key
from webapp.jose.jwk.parse import read_keys
from webapp.jose.jwk.thumbprint import thumbprint, thumbprint_uri
from webapp.jose.limits import Limits


def read(jwk: dict[str, str]) -> Key:
    return read_keys(json.dumps(jwk), limits=Limits()).keys[0]


@pytest.mark.parametrize(
    ("jwk", "expected"),
    [(keys.RFC7638_RSA, keys.RFC7638_THUMBPRINT), (keys.RFC8037_ED25519, keys.RFC8037_THUMBPRINT)],
    ids=["RFC 7638 section 3.1", "RFC 8037 appendix A.3"],
)
def test_published_keys_have_their_published_thumbprint(jwk: dict[str, str], expected: str) -> None:
    assert read(jwk).thumbprint == expected


def test_the_form_of_a_member_does_not_change_the_thumbprint() -> None:
    untidy = {**keys.RFC7638_RSA, "e": "AAEAAQ==", "n": keys.RFC7638_RSA["n"].replace("-", "+").replace("_", "/")}

    key = read(untidy)

    assert key.thumbprint == keys.RFC7638_THUMBPRINT
    assert key.is_usable
    assert {p.code for p in key.problems} == {"jwk.base64url-form", "key.leading-zero"}


def test_the_thumbprint_is_a_uri_too() -> None:
    members = read(keys.RFC7638_RSA).members

    assert thumbprint_uri(members) == "urn:ietf:params:oauth:jwk-thumbprint:sha-256:" + keys.RFC7638_THUMBPRINT


def test_members_of_no_known_type_have_no_thumbprint() -> None:
    assert thumbprint({}) == ""
