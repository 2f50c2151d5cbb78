from __future__ import annotations

import base64

import pytest

from tests.jose.jwk import containers
from webapp.jose.crypto.numbers import octets
from webapp.jose.jwk.parse import read_keys
from webapp.jose.limits import Limits
from webapp.jose.text import Span

LIMITS = Limits()


@pytest.mark.parametrize(
    ("text", "encoding", "expected"),
    [
        ("secret", "auto", b"secret"),
        (" sécret\n", "auto", " sécret\n".encode()),
        ("6162", "auto", b"6162"),
        ("  ", "utf-8", b"  "),
        ("{not json", "utf-8", b"{not json"),
        ("YWI/Yg==", "base64", b"ab?b"),
        (" YWI/\r\nYg ", "base64", b"ab?b"),
        ("_-8", "base64url", b"\xff\xef"),
        ("61 62:63\n", "hex", b"abc"),
    ],
)
def test_a_secret_is_the_octets_of_its_reading(text: str, encoding: str, expected: bytes) -> None:
    found = read_keys(text, encoding=encoding, limits=LIMITS)

    (key,) = found.keys
    assert octets(key.members["k"]) == expected
    assert (key.kty, key.source, key.private, key.bits) == ("oct", "secret", True, 8 * len(expected))
    assert found.problems == ()


@pytest.mark.parametrize(
    ("text", "encoding", "code", "span"),
    [
        ("YWJ_", "base64", "secret.base64", Span(3, 4)),
        ("YW=J", "base64", "secret.base64", Span(2, 3)),
        ("YWJjZ", "base64", "secret.base64", Span(0, 5)),
        ("YWJ+", "base64url", "secret.base64url", Span(3, 4)),
        ("616", "hex", "secret.hex", Span(0, 3)),
        ("61g2", "hex", "secret.hex", Span(2, 3)),
        ("a\ud800", "auto", "secret.utf-8", Span(1, 2)),
    ],
)
def test_a_secret_that_does_not_decode_says_where(text: str, encoding: str, code: str, span: Span) -> None:
    found = read_keys(text, encoding=encoding, limits=LIMITS)

    assert found.keys == ()
    assert [(problem.code, problem.span) for problem in found.problems] == [(code, span)]


@pytest.mark.parametrize("encoding", ["utf-8", "base64", "base64url", "hex"])
def test_the_text_of_a_key_is_never_a_secret_whatever_the_encoding_says(encoding: str) -> None:
    text = containers.spki(containers.PRIVATE_KEYS["P-256"])

    found = read_keys(text, encoding=encoding, limits=LIMITS)

    assert [key.kty for key in found.keys] == ["EC"]
    assert [problem.code for problem in found.problems] == ["key.encoding-ignored"]


def test_a_key_in_base64_is_a_key_and_not_a_secret() -> None:
    text = base64.b64encode(containers.spki(containers.PRIVATE_KEYS["P-256"]).encode()).decode()

    found = read_keys(text, encoding="base64", limits=LIMITS)

    assert [key.source for key in found.keys] == ["pem-spki"]


def test_nothing_is_no_key_and_no_problem() -> None:
    found = read_keys(" \r\n", limits=LIMITS)

    assert (found.keys, found.problems, found.container) == ((), (), "empty")


def test_an_unknown_encoding_is_a_problem() -> None:
    assert [p.code for p in read_keys("x", encoding="rot13", limits=LIMITS).problems] == ["key.encoding-unknown"]


def test_a_secret_does_not_show_in_a_repr() -> None:
    assert "c2VjcmV0" not in repr(read_keys("secret", limits=LIMITS))
