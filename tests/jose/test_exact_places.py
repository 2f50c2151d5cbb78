"""Every member lights exactly the characters that carry an octet of it, whatever JSON it is written in."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Final, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.jose.describe.describing import described
from webapp.jose.artefact import ArtefactMember
from webapp.jose.base64url import encode
from webapp.jose.text import Span

_settings = settings(derandomize=True, database=None, deadline=None, max_examples=80)
_BLANK: Final = st.text(" \t\r\n", max_size=3)
# Each is the text of a JSON value, as no library would write it.
_VALUES: Final = st.sampled_from(
    (
        *('"joe"', '"zo\N{LATIN SMALL LETTER E WITH DIAERESIS}\N{GRINNING FACE}"', '"\\u00e9\\ud83d\\ude00\\/\\""'),
        *("1e3", "12345678901234567890", "-0.10", "true", "null", '[ 1,\n"a" ]', '""', '"\\\\"', "{ }", "[ ]"),
    )
)
# The name as it is written, and as it is read.
_NAMES: Final = (
    ("a", "a"),
    ("\\u0062", "b"),
    ("\N{GREEK SMALL LETTER ALPHA}", "\N{GREEK SMALL LETTER ALPHA}"),
    ("d\\\\", "d\\"),
)


class Written(NamedTuple):
    """A JSON object, and where in it each member begins and ends, in characters."""

    text: str
    places: Mapping[str, tuple[int, int]]

    def octets(self, name: str) -> tuple[int, int]:
        """The same in octets."""
        start, end = self.places[name]
        return len(self.text[:start].encode()), len(self.text[:end].encode())


@st.composite
def _objects(draw: st.DrawFn, first: str = "") -> Written:
    """An object that begins with a given member, and has others in any order, white space everywhere."""
    text = "{" + draw(_BLANK)
    places = {}
    members = [(first, "alg", '"HS256"')] if first else []
    members += [(f'"{written}"', name, draw(_VALUES)) for written, name in draw(st.permutations(_NAMES))]
    for index, (written, name, value) in enumerate(members):
        text += ("," + draw(_BLANK)) if index else ""
        member = f"{written}{draw(_BLANK)}:{draw(_BLANK)}{value}"
        places[name] = (len(text), len(text) + len(member))
        text += member + draw(_BLANK)
    return Written(text + "}" + draw(_BLANK), places)


_HEADERS: Final = _objects('"alg"')


def _encoded(written: Written, name: str, offset: int) -> Span:
    """The characters that carry the octets of a member: one at an end may carry bits of its neighbour, too."""
    start, end = written.octets(name)
    return Span(offset + 4 * start // 3, offset - (-4 * end // 3))


def _check(found: tuple[ArtefactMember, ...], where: str, written: Written, paste: str) -> None:
    encoded = encode(written.text.encode())
    spans = {one.name: one.span for one in found if one.where == where and one.name in written.places}
    assert spans == {name: _encoded(written, name, paste.index(encoded)) for name in written.places}


@given(_HEADERS, _objects(), st.sampled_from(["", "Bearer ", "\N{GRINNING FACE}\r\n"]))
@_settings
def test_each_member_of_a_compact_token(header: Written, claims: Written, before: str) -> None:
    paste = f"{before}{encode(header.text.encode())}.{encode(claims.text.encode())}.{encode(bytes(32))}"

    members = described(paste).members

    _check(members, "header", header, paste)
    _check(members, "claims", claims, paste)


@given(_HEADERS, _objects(), _BLANK)
@_settings
def test_each_member_of_a_flattened_token(header: Written, claims: Written, blank: str) -> None:
    parts = {"payload": encode(claims.text.encode()), "protected": encode(header.text.encode()), "signature": "AAAA"}
    paste = blank + json.dumps(parts, indent=1)

    members = described(paste).members

    _check(members, "header", header, paste)
    _check(members, "claims", claims, paste)


@given(st.lists(_HEADERS, min_size=2, max_size=3, unique_by=lambda one: one.text), _objects(), _objects())
@_settings
def test_each_member_of_each_header_of_a_general_token(headers: list[Written], claims: Written, plain: Written) -> None:
    signatures = [f'{{"protected":"{encode(one.text.encode())}","signature":"AAAA"}}' for one in headers]
    signatures.append(f'{{"header":{plain.text},"signature":"AAAA"}}')
    paste = f'{{"payload":"{encode(claims.text.encode())}",\n"signatures":[{", ".join(signatures)}]}}'

    artefact = described(paste)

    _check(artefact.members, "claims", claims, paste)
    for written, found in zip(headers, artefact.signatures, strict=False):
        _check(found.members, "header", written, paste)
    start = paste.index(plain.text)
    spans = {one.name: one.span for one in artefact.signatures[-1].members if one.name in plain.places}
    assert spans == {name: Span(start + at, start + end) for name, (at, end) in plain.places.items()}


@given(_objects(), st.sampled_from(["", "  ", "key: "]))
@_settings
def test_each_member_of_a_jwk(key: Written, before: str) -> None:
    head = '{"kty":"EC","crv":"P-256",'
    paste = before + head + key.text[1:]
    shift = len(before) + len(head) - 1

    found = {one.name: one.span for one in described(paste).members if one.name in key.places}

    assert found == {name: Span(shift + at, shift + end) for name, (at, end) in key.places.items()}


@pytest.mark.parametrize("claims", ['{"a":1,"a":2}', '{"sub":12345678901234567890}'])
def test_duplicates_and_inexact_numbers_keep_their_literal_text_and_places(claims: str) -> None:
    paste = ".".join(encode(part) for part in (b'{"alg":"HS256"}', claims.encode(), bytes(32)))

    members = described(paste).members_of("claims")

    assert [one.text for one in members] == [member.partition(":")[2] for member in claims[1:-1].split(",")]
    assert len({one.span for one in members}) == len(members)
