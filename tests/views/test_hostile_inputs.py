"""No input makes the server answer 500, whatever is sent to whichever route."""

from __future__ import annotations

import json
import random
from typing import Final

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from tests.vectors import rfc_examples
from webapp.app import create_app
from webapp.jose.base64url import encode
from webapp.settings import Settings

ROUTES: Final = ("/inspect", "/verify", "/decrypt", "/debug", "/keys/inspect", "/compare")
JSON: Final = {"Accept": "application/json"}
_CLIENT: Final = create_app(Settings(rate_limit="off")).test_client()


def _token(header: object, payload: bytes = b"{}", parts: int = 3) -> str:
    text = header if isinstance(header, str) else json.dumps(header)
    return ".".join((encode(text.encode("utf-8", "surrogatepass")), *[encode(payload)] * (parts - 1)))


_PBES2: Final = {"alg": "PBES2-HS512+A256KW", "enc": "A128GCM", "p2s": "AAAAAAAAAAA"}
HOSTILE: Final = {
    "nothing": "",
    "dots": "." * 1000,
    "null characters": "\0" * 100,
    "lone surrogates": _token('{"alg":"\\ud800","kid":"\\udfff"}', b'{"sub":"\\ud800"}'),
    "deep header": _token("[" * 5000),
    "deep claims": _token({"alg": "HS256"}, b'{"a":' * 5000),
    "a number of 100,000 digits": _token({"alg": "HS256"}, b'{"exp":' + b"9" * 100_000 + b"}"),
    "infinite time": _token({"alg": "HS256"}, b'{"exp":1e999,"nbf":-1e999,"iat":NaN}'),
    "time as an object": _token({"alg": "HS256"}, b'{"exp":{},"nbf":[],"iat":null}'),
    "header members of other types": _token(
        {"alg": [], "typ": {}, "kid": 1, "crit": "x", "jwk": [], "x5c": {}, "b64": 3}
    ),
    "JWE header members of other types": _token(
        {"alg": {}, "enc": [], "zip": 1, "epk": 1, "p2c": {}, "p2s": []}, parts=5
    ),
    "an epk of other types": _token(
        {"alg": "ECDH-ES", "enc": "A128GCM", "epk": {"kty": [], "crv": 1, "x": None}}, parts=5
    ),
    "many iterations": _token(
        {"alg": "PBES2-HS512+A256KW", "enc": "A128GCM", "p2s": "AAAAAAAAAAA", "p2c": 2**62}, parts=5
    ),
    "negative iterations": _token({**_PBES2, "p2c": -1}, parts=5),
    "a key that asks for a key": '{"keys":[{"generate":"RSA","size":16384},{"kty":"oct","generate":"oct"}]}',
    "a key with members of other types": '{"kty":"RSA","n":1,"e":[],"d":{},"key_ops":5,"use":[],"alg":{},"kid":[1]}',
    "a key named self": '{"kty":"oct","k":"AAAA","self":1,"cls":2}',
    "a modulus of nothing": '{"kty":"RSA","n":"","e":""}',
    "a modulus of zero": '{"kty":"RSA","n":"AA","e":"AQAB"}',
    "an even exponent": '{"kty":"RSA","n":"' + "A" * 342 + '","e":"Ag"}',
    "an enormous modulus": '{"kty":"RSA","n":"' + "_" * 200_000 + '","e":"AQAB"}',
    "a point off the curve": '{"kty":"EC","crv":"P-256","x":"AQ","y":"AQ"}',
    "an unknown curve": '{"kty":"EC","crv":"P-1","x":"AQ","y":"AQ"}',
    "a set that is no list": '{"keys":{"a":1}}',
    "a set of nothing": '{"keys":[null,1,"x",[],{}]}',
    "an unfinished PEM": "-----BEGIN PRIVATE KEY-----\nAAAA",
    "an empty PEM": "-----BEGIN PUBLIC KEY-----\n-----END PUBLIC KEY-----",
    "a PEM of rubbish": "-----BEGIN EC PRIVATE KEY-----\nMHcCAQEEI\n-----END EC PRIVATE KEY-----",
    "many PEM blocks": "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n" * 500,
    # These took minutes once: what is looked for is sought from every place again.
    "a cut string of escaped quotes": _token({"alg": "HS256"}, b'{"a":"' + b'\\"' * 300_000),
    "lines after the beginning of a token": "x eyJhbGciOiJI\n" + "AAAA\n" * 100_000,
    "beginnings of tokens on lines": "x " + "eyJhbGciOiJI\n" * 40_000,
    "a header on every line": "eyJhbGciOiJIUzI1NiJ9\r\n" * 20_000,
    "names and no JSON": '{"n" ' * 1_500,
    "right-to-left marks": _token({"alg": "HS256"}, '{"sub":"\u202egnp.exe\u2066"}'.encode()),
    "markup": _token({"alg": "<script>alert(1)</script>"}, b'{"<img src=x onerror=alert(1)>":"\'\\"><svg onload=1>"}'),
    "a format string": _token({"alg": "%s%n{0}{{7*7}}"}, b'{"a":"{{config}}"}'),
}


@pytest.mark.parametrize("route", ROUTES)
@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("accept", ["application/json", "text/html"])
def test_a_hostile_paste_gets_an_answer(client: FlaskClient, route: str, name: str, accept: str) -> None:
    for fields in (
        {"input": HOSTILE[name]},
        {"input": HOSTILE["dots"], "key": HOSTILE[name]},
        {"input": HOSTILE[name], "key": HOSTILE[name]},
    ):
        answer = client.post(route, data=fields, headers={"Accept": accept})

        assert answer.status_code in (200, 413, 422), answer.text[:200]
        assert "Traceback" not in answer.text


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_paste_beside_a_token_gets_a_comparison(client: FlaskClient, name: str) -> None:
    token = _token({"alg": "HS256"}, b'{"exp":1,"sub":"a","a":{"b":[1,{"c":2}]}}')
    for fields in ({"input": token, "other": HOSTILE[name]}, {"input": HOSTILE[name], "other": token}):
        for headers in (JSON, {"HX-Request": "true"}):
            assert client.post("/compare", data=fields, headers=headers).status_code in (200, 413)


@pytest.mark.parametrize("name", ["markup", "a format string"])
@pytest.mark.parametrize("route", ROUTES)
def test_what_a_token_holds_is_shown_as_text_and_never_as_markup(client: FlaskClient, route: str, name: str) -> None:
    page = client.post(route, data={"input": HOSTILE[name], "key": HOSTILE[name]}).text

    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "<svg onload" not in page


@given(st.text(max_size=300), st.text(max_size=100), st.sampled_from(ROUTES))
def test_no_text_in_the_boxes_makes_the_server_fail(paste: str, key: str, route: str) -> None:
    assert _CLIENT.post(route, data={"input": paste, "key": key}, headers=JSON).status_code == 200


@given(st.integers(0, 2**32), st.sampled_from(rfc_examples("/verify") + rfc_examples("/decrypt")))
def test_no_damage_to_a_real_token_or_key_makes_the_server_fail(seed: int, example: object) -> None:
    chance = random.Random(seed)  # noqa: S311  damage, not a secret
    fields = dict(example.fields)  # type: ignore[attr-defined]
    for name in ("input", "key"):
        fields[name] = _damaged(fields[name], chance)

    for route in ROUTES:
        assert _CLIENT.post(route, data=fields, headers=JSON).status_code == 200


def _damaged(text: str, chance: random.Random) -> str:
    for _ in range(chance.randint(0, 3)):
        at, length = chance.randrange(len(text) + 1), chance.randint(0, 8)
        text = (
            text[:at] + chance.choice(["", "A", ".", '"', "{", "\n", "\0", "é", "==", "9" * 30]) + text[at + length :]
        )
    return text
