"""The octets of a tag that does not match: those that are due, and no more than four of them."""

from __future__ import annotations

import pytest

from tests.jose.diagnose.sealing import oct_jwk, opened, part, sealed, with_part
from webapp.jose.crypto.unauthenticated import tag_due

SIZES = {"A128GCM": 16, "A256GCM": 32, "A128CBC-HS256": 32, "A192CBC-HS384": 48, "A256CBC-HS512": 64}


@pytest.mark.parametrize("enc", SIZES)
def test_the_tag_that_is_due_is_the_one_that_a_whole_token_has(enc: str) -> None:
    cek = bytes(range(SIZES[enc]))
    token = sealed({"alg": "dir", "enc": enc}, cek)

    due = tag_due(enc, cek, part(token, 2), part(token, 3), token.split(".")[0].encode())

    assert due == part(token, 4)


@pytest.mark.parametrize("enc", SIZES)
def test_the_failed_step_shows_how_the_tag_is_due_to_begin_and_not_all_of_it(enc: str) -> None:
    cek = bytes(range(SIZES[enc]))
    token = sealed({"alg": "dir", "enc": enc}, cek)
    tag = part(token, 4)

    detail = opened(with_part(token, 4, bytes(len(tag))), oct_jwk(cek)).steps[-1].detail or ""

    assert f"the tag is due to begin: {tag[:4].hex(' ')} …" in detail
    assert tag[:5].hex(" ") not in detail


def test_a_key_of_no_possible_size_has_no_tag() -> None:
    assert not isinstance(tag_due("A128CBC-HS256", b"short", b"", b"", b""), bytes)
    assert not isinstance(tag_due("A128GCM", b"short", b"", b"", b""), bytes)
