"""Two values side by side: the same beginning, what differs, the same end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.jose.diagnose.differences import compare
from webapp.jose.finding import Piece

SHORT = st.text(alphabet="ab/:.", max_size=30)


def _marked(pieces: tuple[Piece, ...]) -> str:
    return "".join(piece.text if piece.is_same else f"[{piece.text}]" for piece in pieces)


@pytest.mark.parametrize(
    ("expected", "found", "marked"),
    [
        ("https://a.example", "https://a.example/", ("https://a.example[]", "https://a.example[/]")),
        ("https://a.example", "http://a.example", ("http[s]://a.example", "http[]://a.example")),
        ("https://A.example/x", "https://a.example/x", ("https://[A].example/x", "https://[a].example/x")),
        ("one", "two", ("[one]", "[two]")),
        ("", "one", ("[]", "[one]")),
        ("aaa", "aa", ("aa[a]", "aa[]")),
    ],
)
def test_what_differs_is_marked(expected: str, found: str, marked: tuple[str, str]) -> None:
    compared = compare(expected, found)

    assert (_marked(compared.expected), _marked(compared.found)) == marked


def test_long_values_are_cut_where_they_agree() -> None:
    compared = compare("x" * 10_000 + "1" + "y" * 10_000, "x" * 10_000 + "2" + "y" * 10_000)

    assert _marked(compared.found) == "…" + "x" * 80 + "[2]" + "y" * 80 + "…"


@given(SHORT, SHORT)
def test_the_pieces_are_the_values(expected: str, found: str) -> None:
    compared = compare(expected, found)

    assert "".join(piece.text for piece in compared.expected) == expected
    assert "".join(piece.text for piece in compared.found) == found
