"""One Disclosure: a JSON array in base64url, read as far as it goes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.jose.making import LIMITS
from tests.jose.sd_jwt.issuing import digest, disclosure
from webapp.jose.base64url import encode
from webapp.jose.sd_jwt.disclosure import DecodedDisclosure, decode
from webapp.jose.sd_jwt.hashing import Hashing
from webapp.jose.text import Excerpt


def read(text: str) -> DecodedDisclosure:
    return decode(0, Excerpt.whole(text), Hashing(), LIMITS)


def test_the_digest_of_the_rfc_is_over_the_characters_as_they_came() -> None:
    # RFC 9901 section 4.2.3: blanks in the JSON count, and nothing is encoded again.
    found = read("WyJfMjZiYzRMVC1hYzZxMktJNmNCVzVlcyIsICJmYW1pbHlfbmFtZSIsICJNw7ZiaXVzIl0")

    assert (found.salt, found.name, found.value) == ("_26bc4LT-ac6q2KI6cBW5es", "family_name", "Möbius")
    assert found.digest == "X9yH0Ajrdm1Oij4tWso9UzzKJvPoDxwmuEcO3XAdRC0"
    assert found.problems == ()


def test_an_array_element_has_no_name() -> None:
    found = read("WyJsa2x4RjVqTVlsR1RQVW92TU5JdkNBIiwgIkZSIl0")

    assert (found.name, found.value, found.value_text) == (None, "FR", '"FR"')
    assert found.digest == "w0I8EKcdCtUPkGCNUrfwVp2xEgNjtoIDlOxc9-PlOhs"


@pytest.mark.parametrize("literal", ["1.0", "1e3", '{"a": [1, "]"]}', '"a\\"b"', "[]", "null", '"x,y"'])
def test_the_literal_text_of_the_value_is_kept(literal: str) -> None:
    named = read(encode(f'["salt", "na\\"me", {literal} ]'.encode()))
    element = read(encode(f' [ "salt" ,{literal}]'.encode()))

    assert named.value_text == element.value_text == literal


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "sd-jwt.disclosure-empty"),
        (disclosure("salt"), "sd-jwt.disclosure-form"),
        (disclosure("salt", "name", 1, 2), "sd-jwt.disclosure-form"),
        (encode(b'{"salt":"x"}'), "sd-jwt.disclosure-form"),
        (encode(b'"text"'), "sd-jwt.disclosure-form"),
        (disclosure(1, "name", "value"), "sd-jwt.disclosure-salt"),
        (disclosure("salt", 1, "value"), "sd-jwt.disclosure-name"),
        (disclosure("salt", "_sd", []), "sd-jwt.disclosure-reserved"),
        (disclosure("salt", "...", "x"), "sd-jwt.disclosure-reserved"),
    ],
)
def test_another_form_is_told_and_does_not_count(text: str, code: str) -> None:
    found = read(text)

    assert [problem.code for problem in found.problems] == [code]
    assert not found.is_sound


def test_a_disclosure_that_is_cut_short_does_not_count() -> None:
    whole = disclosure("salt", "name", "value")

    found = read(whole[:-8])

    assert "json.truncated" in [problem.code for problem in found.problems]
    assert not found.is_sound
    assert found.digest == digest(whole[:-8])


@given(st.text(max_size=60) | st.binary(max_size=60).map(encode))
def test_no_text_makes_it_raise(text: str) -> None:
    found = read(text)

    assert found.is_sound or found.problems
    assert isinstance(found.value_text, str)
