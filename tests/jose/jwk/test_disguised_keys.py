"""Keys in forms that a program reads and no standard names: encoded twice, as literals, as bare points."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from typing import Final

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from tests.jose.jwk import containers
from tests.jose.jwk.containers import PRIVATE_KEYS
from tests.vectors.published_keys import RFC7517_EC, RFC7638_RSA
from webapp.jose.jwk.parse import KeyText, read_keys
from webapp.jose.limits import Limits

P256 = PRIVATE_KEYS["P-256"]
JWK: Final = json.dumps(RFC7517_EC)
# RFC 8292 section 3.2, the parameter "k" of its example.
VAPID: Final = "BA1Hxzyi1RUM1b5wjxsn7nGxAszw2u61m164i3MrAIxHF6YK5h4SDYic-dRuU_RCPCfA5aq9ojSwk5Y2EmClBPs"
# RFC 7515 appendix A.1.
TOKEN: Final = (
    "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNv"
    "bS9pc19yb290Ijp0cnVlfQ.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
)


def read(text: str, encoding: str = "auto") -> KeyText:
    return read_keys(text, encoding=encoding, limits=Limits())


def told(found: KeyText) -> list[str]:
    return [problem.code for problem in found.problems]


def encoded(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


@pytest.mark.parametrize("inner", [containers.pkcs8(P256), containers.certificate(P256), JWK, f'{{"keys":[{JWK}]}}'])
@pytest.mark.parametrize("encode", [encoded, lambda text: text.encode().hex()], ids=["base64", "hexadecimal"])
def test_the_text_of_a_key_that_was_encoded_once_more_is_read(inner: str, encode: Callable[[str], str]) -> None:
    found = read(encode(inner))

    assert [key.crv for key in found.keys] == ["P-256"]
    assert told(found) == ["key.encoded-text"]
    assert found.corrected == inner


def test_base64_of_any_other_text_is_a_secret() -> None:
    for text in (
        '{"a": 1, "b": "a long text that is no key at all, only JSON"}',
        "- a list of words that is no key -" * 3,
    ):
        assert read(encoded(text)).container == "secret"


LITERALS: Final = {
    "JavaScript": "{kty: 'EC', crv: 'P-256', x: '%(x)s', y: '%(y)s', use: 'enc',}",
    "assigned": "const key = {kty: `EC`, crv: `P-256`, // a curve\n x: `%(x)s`, y: `%(y)s`};\n",
    "exported": "export default {kty: 'EC', /* a\ncurve */ crv: 'P-256', x: '%(x)s', y: '%(y)s'};",
    "Python": "{'kty': 'EC', 'crv': u'P-256', 'x': '%(x)s', 'y': '%(y)s', 'ext': True, 'kid': None}",
    "Ruby": '{"kty" => "EC", crv: "P-256", "x" => "%(x)s", "y" => "%(y)s"}',
    "in an array": "[{kty: 'EC', crv: 'P-256', x: '%(x)s', y: '%(y)s'}]",
}


@pytest.mark.parametrize("literal", LITERALS.values(), ids=LITERALS)
def test_an_object_literal_is_read_as_json(literal: str) -> None:
    found = read(literal % RFC7517_EC)

    assert [key.thumbprint for key in found.keys] == [read(JWK).keys[0].thumbprint]
    assert "key.json-literal" in told(found)
    assert found.corrected is not None
    assert read(found.corrected).problems == ()


def test_places_in_a_literal_are_places_in_the_paste() -> None:
    text = "{kty: 'EC', /* é */ crv: 'P-999', x: 'AA', y: 'AA'}"

    span = read(text).keys[0].problems[0].span

    assert span is not None
    assert span.of(text) == "crv: 'P-999'"


def test_quotes_and_braces_in_strings_stay_what_they_are() -> None:
    text = """{kty: 'oct', k: 'c2VjcmV0', kid: 'it\\'s {a: "b"}, // c'}"""

    assert read(text).keys[0].kid == """it's {a: "b"}, // c"""


def test_json_with_escaped_quotes_is_read() -> None:
    escaped = json.dumps(JWK)[1:-1]

    found = read(escaped)

    assert told(found) == ["key.json-escaped"]
    assert json.loads(found.corrected or "") == RFC7517_EC


@pytest.mark.parametrize("line", [f"JWK='{JWK}'", f"export JWK={JWK}\n", f"const jwk = {JWK};"])
def test_a_jwk_in_a_line_that_sets_a_variable_is_read(line: str) -> None:
    found = read(line)

    assert [key.crv for key in found.keys] == ["P-256"]
    assert told(found) == ["key.env-line"]
    assert json.loads(found.corrected or "") == RFC7517_EC


def test_the_public_key_of_web_push_is_a_key() -> None:
    (key,) = read(VAPID).keys

    assert (key.kty, key.crv, key.source, key.private, key.is_usable) == ("EC", "P-256", "ec-point", False, True)


@pytest.mark.parametrize("name", ["P-256", "P-384", "P-521", "secp256k1", "BP-512"])
@pytest.mark.parametrize("write", [bytes.hex, lambda octets: base64.b64encode(octets).decode()], ids=["hex", "base64"])
def test_an_uncompressed_point_is_the_key_on_its_curve(name: str, write: Callable[[bytes], str]) -> None:
    key = PRIVATE_KEYS[name]
    point = key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)

    (found,) = read(write(point)).keys

    assert (found.crv, found.thumbprint) == (name, read(containers.spki(key)).keys[0].thumbprint)


def test_octets_that_are_no_point_are_a_secret() -> None:
    assert read(VAPID[:-2] + "AA").container == "secret"
    assert read("BA" + "A" * 85).container == "secret"


@pytest.mark.parametrize("text", [TOKEN, f"Bearer {TOKEN}", f"  {TOKEN}\n", f'"{TOKEN}"'])
def test_a_token_in_the_key_box_is_named(text: str) -> None:
    found = read(text)

    assert found.keys == ()
    assert told(found) == ["key.is-token"]


def test_who_says_that_a_token_is_a_secret_is_believed() -> None:
    assert read(TOKEN, "utf-8").container == "secret"


@pytest.mark.parametrize("text", ["eyJhbGciOiJIUzI1NiJ9", "a.b.c", "eyJub3QiOiJhIGhlYWRlciJ9.e30.AA"])
def test_what_only_resembles_a_token_is_a_secret(text: str) -> None:
    assert read(text).container == "secret"


@pytest.mark.parametrize(
    "text",
    [
        "{'" + "\\'" * 20_000, "{a:" + "`" * 20_000, "{/*" * 10_000, "{" + "a:" * 20_000, "a=" * 50_000, "-" * 100_000,
        "-----BEGIN PUBLIC KEY-----" + "\\" * 100_000 + "-----END PUBLIC KEY-----", "BEGIN " * 50_000, "END " * 50_000,
        "ssh-rsa AAAA" * 10_000, '{"a":[' + ",".join(['"-----BEGIN PUBLIC KEY-----"'] * 5_000) + "]}",
        "eyJ" + "a" * 100_000, "30" * 50_000, "M" + "A " * 50_000 + "!", json.dumps(RFC7638_RSA)[:-1] + " " * 50_000,
    ],
)  # fmt: skip
def test_long_texts_that_are_nothing_are_read_to_their_end(text: str) -> None:
    assert all(key.is_usable or key.problems for key in read(text).keys)
