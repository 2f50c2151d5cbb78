"""Serialization, base64url and JSON: what the audit says of how a token is written."""

from __future__ import annotations

import json
from typing import Any, Final

import pytest

from tests.jose.audit.asking import audited, finding, grave, rules
from tests.jose.making import encrypted, jwk, new_key, signed
from webapp.jose.audit.kinds import TokenKind
from webapp.jose.base64url import encode
from webapp.jose.jwk.publish import Half

CLAIMS: Final = b'{"iss":"https://issuer.example","sub":"alice","exp":1767225900}'
KEY: Final = new_key("ES256")
TOKEN: Final = signed("ES256", KEY, CLAIMS, typ="example+jwt")
HEADER, PAYLOAD, SIGNATURE = TOKEN.split(".")
FAMILY: Final = ("S", "B", "J")


def told(paste: str, key: str = "", **asked: Any) -> set[str]:
    """The rules of this family that are broken, without mere remarks."""
    return {rule for rule in grave(paste, key, **asked) if rule.startswith(FAMILY)}


def header(text: str | bytes) -> str:
    """The token with another header."""
    return f"{encode(text.encode() if isinstance(text, str) else text)}.{PAYLOAD}.{SIGNATURE}"


def claims(octets: bytes, **members: object) -> str:
    """A signed token with any payload."""
    return signed("ES256", KEY, octets, **{"typ": "example+jwt", **members})


def written(**members: object) -> str:
    """A JSON Serialization; what is None is left out."""
    whole = {"payload": PAYLOAD, "protected": HEADER, "signature": SIGNATURE, **members}
    return json.dumps({name: value for name, value in whole.items() if value is not None})


def test_a_sound_token_deserves_nothing() -> None:
    assert told(TOKEN) == set()


# fmt: off
_WRONG: Final = (
    (f"{HEADER}.{PAYLOAD}", "S01"), (HEADER, "S01"), (f"{TOKEN}.{SIGNATURE}", "S01"), (f"{TOKEN}.a.b.c", "S01"),
    (f".{TOKEN}", "S01"), (f"{TOKEN}.", "S01"),
    (f"{HEADER}.{PAYLOAD[:5]} {PAYLOAD[5:]}.{SIGNATURE}", "S02"), (f"{TOKEN[:70]}\u200b{TOKEN[70:]}", "S02"),
    (f"{TOKEN[:70]}\n{TOKEN[70:]}", "S02"), (f'{TOKEN[:70]}"{TOKEN[70:]}', "S02"), (f"\ufeff{TOKEN}", "S02"),
    (f"{TOKEN[:70]}\u00e9{TOKEN[70:]}", "S02"), (TOKEN.replace(".", "%2E"), "S02"), (f"e {TOKEN[1:]}", "S02"),
    (written(), "S03"), (written(signatures=[{"protected": HEADER, "signature": SIGNATURE}]), "S04"),
    (written(header={"typ": "JWT"}), "S05"), (written(protected=None, header={"alg": "ES256"}), "S06"),
    (f"{HEADER}=.{PAYLOAD}.{SIGNATURE}", "B01"), (f"{TOKEN}==", "B01"),
    (f"{HEADER}.{PAYLOAD}.{'A' * 85}B", "B02"), (f"{HEADER}.{PAYLOAD}.{'+/' * 42}+A", "B03"),
    (TOKEN[:-1], "B04"), (f"{HEADER}.{PAYLOAD}.A", "B04"),
    (header('{"alg":"none","alg":"ES256"}'), "J01"), (header('{"alg":"ES256","kid":"a","\\u006bid":"b"}'), "J01"),
    (claims(b'{"sub":"a","sub":"b"}'), "J02"), (claims(b'{"a":[{"b":1,"b":2}]}'), "J02"),
    (header(b'\xef\xbb\xbf{"alg":"ES256"}'), "J03"), (claims('{"sub":"\u00e9"}'.encode("latin-1")), "J03"),
    (claims('{"sub":"a"}'.encode("utf-16")), "J03"), (claims('{"sub":"a"}'.encode("utf-16-be")), "J03"),
    (header('["ES256"]'), "J04"), (header("alg=ES256"), "J04"), (header('{"alg":"ES256",}'), "J04"),
    (claims(b'["alice"]'), "J05"), (claims(b"hello"), "J05"), (claims(b'"alice"'), "J05"), (claims(b'{"a":1'), "J05"),
    (claims(b'{"exp":NaN}'), "J06"), (claims(b'{"a":[-Infinity]}'), "J06"),
    (claims(b'{"id":9007199254740993}'), "J07"), (claims(b'{"a":{"b":[1e999]}}'), "J07"),
    (claims(b'{"a":3.141592653589793238462643}'), "J07"), (claims(b'{"a":' + b"9" * 500 + b"}"), "J07"),
    (claims(b'{"name":"\\ud800"}'), "J08"), (claims(b'{"a":' + b"[" * 40 + b"]" * 40 + b"}"), "J09"),
    (claims(TOKEN.encode()), "S09"), (claims(TOKEN.encode(), cty="json"), "S09"), (claims(CLAIMS, cty="JWT"), "S10"),
)
# fmt: on


@pytest.mark.parametrize(("paste", "rule"), _WRONG)
def test_each_way_to_write_a_token_wrongly_is_told_and_nothing_else_is(paste: str, rule: str) -> None:
    found = told(paste, kind=TokenKind.JWT)

    assert rule in found
    assert found <= {rule, "S03"}


@pytest.mark.parametrize(
    "paste",
    [
        f" {TOKEN}\n",
        f'"{TOKEN}"',
        f"Bearer {TOKEN}",
        claims(b'{"id":9007199254740991,"big":"9007199254740993","t":1767225540.123456}'),
        claims(b'{"a":"\\ud83d\\ude00"}'),
        claims(b'{"a":' + b"[" * 31 + b"]" * 31 + b"}"),
        claims(b' \n{"a":{"b":1},"c":{"b":1}}'),
        claims('{"a":"\u00e9\U0001f600"}'.encode()),
        claims(TOKEN.encode(), cty="jwt"),
        claims(TOKEN.encode(), cty="application/jwt"),
    ],
)
def test_what_only_looks_wrong_is_left_alone(paste: str) -> None:
    assert told(paste, kind=TokenKind.JWT) == set()


def test_the_json_form_is_no_fault_where_no_jwt_is_expected() -> None:
    header_of_jws = encode(b'{"alg":"ES256"}')

    assert told(written(protected=header_of_jws, header={"kid": "a"}), kind=TokenKind.JWS) == set()
    assert told(written(protected=header_of_jws)) == set()


def test_an_algorithm_of_each_recipient_may_stand_unprotected() -> None:
    recipient = {"header": {"alg": "A128KW"}, "encrypted_key": "AAAA"}
    jwe = {"protected": encode(b'{"enc":"A128GCM"}'), "iv": "AAAA", "ciphertext": "AAAA", "tag": "AAAA"}

    assert "S06" in told(json.dumps({**jwe, "recipients": [recipient]}))
    assert "S06" not in told(json.dumps({**jwe, "recipients": [recipient, recipient]}))


def test_remarks_are_made_about_payloads_elsewhere_long_tokens_and_wrappers() -> None:
    assert "S07" in rules(f"{HEADER}..{SIGNATURE}")
    assert "S08" in rules(claims(b'{"a":"' + b"a" * 4000 + b'"}'))
    assert {"S13"} <= rules(f"Authorization: Bearer {TOKEN}")
    assert not {"S07", "S08", "S13"} & rules(TOKEN)


def test_a_third_level_of_tokens_is_one_too_many() -> None:
    second = claims(TOKEN.encode(), cty="JWT")
    third = claims(second.encode(), cty="JWT")

    assert "S11" not in rules(second)
    assert "S11" in rules(third)


def test_what_anybody_could_have_encrypted_must_be_signed() -> None:
    key = new_key("RSA-OAEP-256")
    text = json.dumps(jwk(key))

    assert "S12" in told(encrypted("RSA-OAEP-256", "A128GCM", key, CLAIMS), text)
    assert told(encrypted("RSA-OAEP-256", "A128GCM", key, TOKEN.encode(), cty="JWT"), text) == set()
    assert told(encrypted("RSA-OAEP-256", "A128GCM", key, b"a letter"), text) == set()


def test_claims_are_read_in_a_jwe_as_in_a_jws() -> None:
    key = new_key("A128KW")
    text = json.dumps(jwk(key))

    assert told(encrypted("A128KW", "A128GCM", key, b'{"a":1,"a":2}'), text) == {"J02"}
    assert told(encrypted("A128KW", "A128GCM", key, '{"a":"\u00e9"}'.encode("latin-1")), text) == {"J03"}
    assert finding("J02", encrypted("A128KW", "A128GCM", key, b'{"a":1,"a":2}'), text).span is None


def test_claims_that_were_encrypted_have_no_place_in_the_paste() -> None:
    key = new_key("A128KW")
    paste = encrypted("A128KW", "A128GCM", key, b'{"iss":"a: b","aud":5,"exp":"soon","name":"<script>"}')

    for rule in ("C07", "C05", "T06", "C09"):
        assert finding(rule, paste, json.dumps(jwk(key))).span is None


def test_members_of_keys_must_not_stand_twice() -> None:
    once = json.dumps(jwk(KEY, Half.PUBLIC))
    twice = once.replace("{", '{"kty":"EC",', 1)

    assert "J10" in told(twice)
    assert "J10" in told('{"keys":[' + twice + "]}", kind=TokenKind.PUBLIC_JWKS)
    assert "J10" not in told(once)


def test_keys_and_sets_must_be_json_objects() -> None:
    once = json.dumps(jwk(KEY, Half.PUBLIC))

    assert "J04" in told(once[:-1])
    assert "J04" in told(f"[{once}]", kind=TokenKind.PUBLIC_JWKS)
    assert "J04" in told('{"keys":5}')
    assert "J04" not in told('{"keys":[' + once + "]}")
    assert "J04" not in told(TOKEN, once.replace('"', "'"))


def test_the_same_is_said_of_the_token_inside() -> None:
    inside = header('{"alg":"none","alg":"ES256"}')

    assert told(claims(inside.encode(), cty="JWT")) == {"J01"}


def test_the_place_of_what_is_wrong_is_shown() -> None:
    span = finding("S02", f"{TOKEN[:70]} {TOKEN[70:]}").span

    assert span is not None
    assert (span.start, span.end) == (70, 71)


def test_thousands_of_names_in_two_headers_are_told_as_long_as_that_is_news() -> None:
    members = {f"k{number}": 1 for number in range(10_000)}
    paste = written(protected=encode(json.dumps(members).encode()), header=members)

    found = [one for one in audited(paste).findings if one.rule == "S05"]

    assert len(found) == 20


def test_lines_as_documents_print_them_are_only_remarked() -> None:
    printed = "\n   ".join(TOKEN[at : at + 64] for at in range(0, len(TOKEN), 64))

    assert "S02" in rules(printed)
    assert told(printed) == set()
    assert told(TOKEN.replace(".", ".\n")) == set()
    assert told(f"{TOKEN[:70]}\n{TOKEN[70:]}") == {"S02"}


def test_a_secret_is_not_taken_for_a_broken_token() -> None:
    assert told("correct horse battery staple. really", kind=TokenKind.JWT) == set()
    assert told("q83vEjRWeJqrze8SNFZ4mg", kind=TokenKind.JWT) == set()
    assert told("192.0.2.1") == set()
    assert told("a.b.c.d.e.f", kind=TokenKind.JWT) == {"S01"}


def test_a_first_part_that_is_no_object_is_told_where_a_token_is_due() -> None:
    # Octets of chance look like a JSON object now and then.
    rest = ".".join(encode(bytes(count)) for count in (40, 12, 60, 16))
    for text in ('["dir","A256GCM"]', "alg=dir", '"dir"'):
        paste = f"{encode(text.encode())}.{rest}"
        found = finding("J04", paste, kind=TokenKind.JWT)

        assert told(paste, kind=TokenKind.JWT) == {"J04"}
        assert told(paste) == set()
        assert (found.span and (found.span.start, found.span.end)) == (0, paste.index("."))


def test_a_break_in_the_middle_of_a_signature_does_not_end_the_token() -> None:
    token = signed("RS256", new_key("RS256"), CLAIMS, typ="example+jwt")
    middle = len(token) - 171

    assert told(f"{token[:middle]}\t{token[middle:]}") == {"S02"}
    assert told(f"{TOKEN} {'x' * 171}") == set()
