"""Two values side by side: the same beginning, what differs, the same end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.jose.diagnose.differences import compare, difference
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


@pytest.mark.parametrize(
    ("expected", "found", "words"),
    [
        ("https://a.example", "https://b.example", "only in the host: a.example is expected, the token has b.example"),
        ("https://a.example/", "https://b.example", "in the host and the slash at the end: a.example is expected, the"),
        ("https://a.example", "http://b.example:8080/", "in the host, the scheme, the port and the slash at the end: "),
        ("https://a.example", "http://b.example", "in the host and the scheme: a.example is expected"),
        ("https://a.example", "http://a.example", "only in the scheme: https is expected"),
        ("https://a.example/x/", "http://a.example/x", "in the scheme and the slash at the end: https is expected"),
        ("https://a.example/", "https://a.example:8443", "in the port and the slash at the end: port 443 is expected"),
        ("https://a.example/", "https://a.example:443", "in the port of the scheme, which one of them writes out; "),
        ("https://a.example/x/", "https://a.example/y", 'only in the path: "/x/" is expected, the token has "/y"'),
        ("https://a.example/realms/a/", "https://a.example/realms/b", "in the realm and the slash at the end: a is"),
    ],
)
def test_only_is_said_of_nothing_that_has_another_difference_beside_it(expected: str, found: str, words: str) -> None:
    assert difference(expected, found).words.startswith(words)


def test_long_values_are_cut_where_they_agree() -> None:
    compared = compare("x" * 10_000 + "1" + "y" * 10_000, "x" * 10_000 + "2" + "y" * 10_000)

    assert _marked(compared.found) == "…" + "x" * 80 + "[2]" + "y" * 80 + "…"


@given(SHORT, SHORT)
def test_the_pieces_are_the_values(expected: str, found: str) -> None:
    compared = compare(expected, found)

    assert "".join(piece.text for piece in compared.expected) == expected
    assert "".join(piece.text for piece in compared.found) == found
