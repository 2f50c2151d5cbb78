"""The innermost values of a JSON text, each with the octets that it stands at."""

from __future__ import annotations

import pytest

from webapp.jose.json_leaves import leaves
from webapp.jose.json_object import Octets


def found(text: str) -> dict[str, str]:
    octets = text.encode()
    return {leaf.path: octets[leaf.octets.start : leaf.octets.end].decode() for leaf in leaves(octets, whole(octets))}


def whole(octets: bytes) -> Octets:
    return Octets(0, len(octets))


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ('["a", 1.0e2,true ]', {"/0": '"a"', "/1": "1.0e2", "/2": "true"}),
        ('[[ "zoë😀" ],[],[[null]]]', {"/0/0": '"zoë😀"', "/2/0/0": "null"}),
        ('{"a":{"b/~": "\\"]"},"a":2}', {"/a/b~1~0": '"b/~": "\\"]"', "/a": '"a":2'}),
        ('[{"...":"digest"},3]', {"/0/...": '"...":"digest"', "/1": "3"}),
        ('["a","b', {"/0": '"a"'}),
        ("[]]]", {}),
        ('"a"', {}),
    ],
)
def test_each_value_that_holds_no_others_is_found_in_its_place(text: str, due: dict[str, str]) -> None:
    assert found(text) == due


def test_nothing_behind_the_value_is_read() -> None:
    assert [leaf.path for leaf in leaves(b'[1,2],"x":[3]', Octets(0, 13), "/a")] == ["/a/0", "/a/1"]
