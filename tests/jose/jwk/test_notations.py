"""JWKs in the notation of a program or a page."""

from __future__ import annotations

import html
import json

import pytest

from tests.jose.making import LIMITS, jwk, new_key
from webapp.jose.jwk.parse import read_keys
from webapp.jose.jwk.publish import Half

RSA = new_key("RS256")
N = jwk(RSA, Half.PUBLIC)["n"]
EC = new_key("ES256")
POINT = jwk(EC, Half.PUBLIC)
SECRET = "c2VjcmV0IG9mIG1hbnkgb2N0ZXRzIGFuZCBtb3Jl"

# fmt: off
NOTATIONS = [
    f"['kty' => 'RSA', 'n' => '{N}', 'e' => 'AQAB']",
    f"$jwk = [\n  'kty' => 'RSA',\n  'n' => '{N}',\n  'e' => 'AQAB',\n];",
    f"array('kty' => 'RSA', 'n' => '{N}', 'e' => 'AQAB')",
    f'Map.of("kty", "RSA", "n", "{N}", "e", "AQAB")',
    f'Map<String, Object> jwk = Map.of("kty", "RSA", "n", "{N}", "e", "AQAB");',
    f'new JsonWebKey {{ Kty = "RSA", N = "{N}", E = "AQAB" }}',
    f'dict(kty="RSA", n="{N}", e="AQAB")',
    f'JWK(kty="RSA", n="{N}", e="AQAB")',
    f'{{:kty=>"RSA", :n=>"{N}", :e=>"AQAB"}}',
    f'{{"kty" = "RSA", "n" = "{N}", "e" = "AQAB"}}',
    html.escape(json.dumps({"kty": "RSA", "n": N, "e": "AQAB"})),
    html.escape(json.dumps({"keys": [{"kty": "RSA", "n": N, "e": "AQAB"}]}, indent=2)),
    html.escape(json.dumps({"kty": "RSA", "n": N, "e": "AQAB"})).replace("&quot;", "&#34;"),
]
# fmt: on


@pytest.mark.parametrize("text", NOTATIONS)
def test_a_key_in_the_notation_of_a_program_is_read(text: str) -> None:
    found = read_keys(text, limits=LIMITS)

    assert [key.thumbprint for key in found.keys] == [RSA.thumbprint]
    assert found.problems


def test_several_keys_in_nested_arrays_are_read() -> None:
    point = ", ".join(f"'{name}' => '{value}'" for name, value in POINT.items())

    found = read_keys(f"['keys' => [['kty' => 'RSA', 'n' => '{N}', 'e' => 'AQAB'], [{point}]]]", limits=LIMITS)

    assert [key.thumbprint for key in found.keys] == [RSA.thumbprint, EC.thumbprint]


def test_a_symmetric_key_in_the_notation_of_a_program_is_its_k() -> None:
    found = read_keys(f"['kty' => 'oct', 'k' => '{SECRET}']", limits=LIMITS)

    assert [key.members["k"] for key in found.keys] == [SECRET]


@pytest.mark.parametrize(
    "text",
    [
        "['kty' => 'RSA', 'n' => 'abc']",
        "['secret' => 'a secret of many octets, and more']",
        f"['kty' => 'RSA', 'n' => '{N}', 'e' => 'AQAB', 'n' => '{N}']",
        "a(kty='x',n='y')" * 3,
        "(kty='" * 5000,
        "&quot;" * 5000,
    ],
)
def test_what_is_no_whole_key_is_not_made_into_one(text: str) -> None:
    assert not any(key.kty == "RSA" and key.is_usable for key in read_keys(text, limits=LIMITS).keys)
