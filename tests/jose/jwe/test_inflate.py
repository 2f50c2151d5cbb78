"""Compressed content is inflated exactly, and never beyond the limit."""

from __future__ import annotations

import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.jose.jwe.inflate import inflate
from webapp.jose.limits import Limits
from webapp.jose.text import Problem


def _deflate(octets: bytes) -> bytes:
    stream = zlib.compressobj(wbits=-15)
    return stream.compress(octets) + stream.flush()


@given(st.binary(max_size=500))
def test_what_was_deflated_comes_back(octets: bytes) -> None:
    assert inflate(_deflate(octets), Limits()) == octets


@given(st.binary(max_size=100))
def test_no_octets_make_it_raise(octets: bytes) -> None:
    assert isinstance(inflate(octets, Limits()), bytes | Problem)


@pytest.mark.parametrize(
    ("octets", "code"),
    [
        (_deflate(b"x" * 1001), "limit.inflated-size"),
        (_deflate(b"hello hello hello")[:-2], "zip.truncated"),
        (_deflate(b"hello") + b"more", "zip.trailing"),
        (zlib.compress(b"hello"), "zip.corrupt"),
        (gzip.compress(b"hello"), "zip.corrupt"),
    ],
)
def test_each_defect_has_its_own_code(octets: bytes, code: str) -> None:
    problem = inflate(octets, Limits(inflated_size=1000))

    assert isinstance(problem, Problem)
    assert problem.code == code


def test_content_of_exactly_the_limit_is_inflated() -> None:
    assert inflate(_deflate(b"x" * 1000), Limits(inflated_size=1000)) == b"x" * 1000
