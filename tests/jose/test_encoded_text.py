"""Octets of a text in UTF-8 know the characters that they belong to."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from webapp.jose.encoded_text import EncodedText
from webapp.jose.text import Excerpt, Span

_TEXTS = st.text(st.characters() | st.sampled_from("aé€\N{GRINNING FACE}\ud800"), max_size=30)


@given(_TEXTS, st.data())
def test_the_octets_of_some_characters_are_those_characters(text: str, data: st.DataObject) -> None:
    located = EncodedText.of(Excerpt.whole(text))
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))

    octets = [len(text[:place].encode("utf-8", "surrogatepass")) for place in (start, end)]

    assert located.slice(*octets).text == text[start:end]
    assert located.span(*octets).of(text) == text[start:end]


@given(_TEXTS, st.integers(0, 200))
def test_no_octet_lies_outside_of_the_text(text: str, octet: int) -> None:
    assert 0 <= EncodedText.of(Excerpt.whole(text)).characters(octet) <= len(text)


def test_places_are_those_of_the_paste_that_the_text_was_taken_from() -> None:
    paste = "é: €x"

    located = EncodedText.of(Excerpt.whole(paste).slice(3, 5))

    assert located.octets == "€x".encode()
    assert located.span(3, 4) == Span(4, 5)
