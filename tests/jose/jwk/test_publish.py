from __future__ import annotations

import json
from typing import Any

import pytest

from tests.jose.jwk import containers
from tests.jose.jwk.containers import PRIVATE_KEYS
from tests.vectors.published_keys import RFC7515_OCT, RFC7517_EC, RFC7638_RSA
from webapp.jose.jwk.key import Key
from webapp.jose.jwk.parse import read_keys
from webapp.jose.jwk.publish import Half, Layout, jwk_of, jwk_set_of, jwk_text, write
from webapp.jose.limits import Limits
from webapp.jose.text import Problem

_PRIVATE = {"d", "p", "q", "dp", "dq", "qi", "k", "priv"}


def read(text: str) -> Key:
    return read_keys(text, limits=Limits()).keys[0]


@pytest.mark.parametrize("name", PRIVATE_KEYS)
def test_what_is_written_of_a_key_is_that_key(name: str) -> None:
    key = read(containers.pkcs8(PRIVATE_KEYS[name]))

    for half, layout in ((Half.PRIVATE, Layout.PKCS8), (Half.PUBLIC, Layout.SPKI)):
        jwk, pem = jwk_of(key, half), write(key, layout)

        assert jwk is not None
        assert isinstance(pem, str)
        for text in (jwk_text(jwk), pem):
            again = read(text)
            assert (again.thumbprint, again.private) == (key.thumbprint, half is Half.PRIVATE)


@pytest.mark.parametrize("name", PRIVATE_KEYS)
def test_the_public_half_has_no_private_member(name: str) -> None:
    jwk = jwk_of(read(containers.pkcs8(PRIVATE_KEYS[name])), Half.PUBLIC)

    assert jwk is not None
    assert not jwk.keys() & _PRIVATE
    assert next(iter(jwk)) == "kty"


@pytest.mark.parametrize(
    ("operations", "expected"),
    [
        (["sign"], ["verify"]),
        (["sign", "verify"], ["verify"]),
        (["decrypt", "unwrapKey"], ["encrypt", "wrapKey"]),
        (["deriveKey", "deriveBits"], []),
    ],
)
def test_operations_of_a_private_key_become_those_of_its_public_half(
    operations: list[str], expected: list[str]
) -> None:
    key = read(json.dumps({**RFC7517_EC, "key_ops": operations}))

    jwk = jwk_of(key, Half.PUBLIC)

    assert jwk is not None
    assert jwk["key_ops"] == expected


def test_a_symmetric_key_never_enters_a_public_set() -> None:
    keys = (read(json.dumps(RFC7515_OCT)), read(json.dumps(RFC7517_EC)))

    public, private = jwk_set_of(keys, Half.PUBLIC), jwk_set_of(keys, Half.PRIVATE)

    assert [jwk["kty"] for jwk in _keys(public)] == ["EC"]
    assert [jwk["kty"] for jwk in _keys(private)] == ["oct", "EC"]


def test_a_key_that_cannot_be_used_is_not_published() -> None:
    assert jwk_of(read('{"kty":"EC"}'), Half.PUBLIC) is None


@pytest.mark.parametrize(
    ("jwk", "layout", "code"),
    [
        (RFC7515_OCT, Layout.SPKI, "convert.structure"),
        (RFC7517_EC, Layout.PKCS1_PUBLIC, "convert.structure"),
        (RFC7638_RSA, Layout.SEC1, "convert.structure"),
        (RFC7638_RSA, Layout.PKCS8, "convert.half"),
    ],
)
def test_a_layout_that_a_key_cannot_have_is_a_reason(jwk: dict[str, str], layout: Layout, code: str) -> None:
    written = write(read(json.dumps(jwk)), layout)

    assert isinstance(written, Problem)
    assert written.code == code


def _keys(jwk_set: Any) -> list[dict[str, Any]]:
    return list(jwk_set["keys"])
