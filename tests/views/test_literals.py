"""Values as they stand, beside what they say: escapes are decoded, and no invisible character acts or hides."""

from __future__ import annotations

import json

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from webapp.jose.base64url import encode
from webapp.views.text_filters import as_text, invisible_apart

OVERRIDE = "\u202e"


@pytest.mark.parametrize(
    ("literal", "text"),
    [
        (r'"a\u0064min"', '"admin"'),
        (r'"\u6e2f"', '"港"'),
        (r'"\ud83d\ude00"', '"😀"'),
        (rf'"a{OVERRIDE}b"', '"a⟨U+202E RIGHT-TO-LEFT OVERRIDE⟩b"'),
        (r'"a\u202eb"', '"a⟨U+202E RIGHT-TO-LEFT OVERRIDE⟩b"'),
        (r'"\ud83d"', '"⟨U+D83D half a surrogate pair⟩"'),
        (r'["\u0061", "b"]', '["a", "b"]'),
        ('"plain"', ""),
        (r'"C:\\users"', ""),
        (r'"a\nb\"c\u0022"', ""),
    ],
)
def test_a_literal_that_looks_otherwise_than_it_reads_is_told_as_text(literal: str, text: str) -> None:
    assert as_text(literal) == text


def test_of_a_long_text_the_beginning_is_told() -> None:
    assert len(as_text('"' + r"\u0061" * 10_000 + '"')) < 250


@given(st.text())
def test_no_text_gets_an_invisible_character_past(text: str) -> None:
    for literal in (text, json.dumps(text)):
        pieces = [piece for piece, _ in invisible_apart(literal)]
        assert [name for _, name in invisible_apart(as_text(literal)) if name] == []
        assert [name for piece in pieces for _, name in invisible_apart(piece) if name] == []


def test_a_real_override_does_not_look_like_a_written_one(client: FlaskClient) -> None:
    def page(claims: str) -> str:
        token = f"{encode(b'e30')}.{encode(claims.encode())}."
        return client.post("/inspect", data={"input": token}).get_data(as_text=True)

    real, written = page(f'{{"name":"a{OVERRIDE}b"}}'), page(r'{"name":"a\u202eb"}')

    assert OVERRIDE not in real
    assert '<mark title="U+202E RIGHT-TO-LEFT OVERRIDE">' in real
    assert "<mark" not in written
    assert "As text: &#34;a⟨U+202E RIGHT-TO-LEFT OVERRIDE⟩b&#34;" in written
