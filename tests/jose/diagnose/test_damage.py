"""Tokens that lost something on their way, and what is put back."""

from __future__ import annotations

import hmac
import json
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.jose.diagnose.asking import asked, corrected, mac, proof, reason
from tests.jose.making import fresh_key, jwk, new_key, signed
from webapp.jose.base64url import Decoded, decode, encode
from webapp.jose.diagnose import damage
from webapp.jose.diagnose.repairs import repairs
from webapp.jose.jwk.publish import Half
from webapp.jose.text import Excerpt
from webapp.jose.trace import Outcome

KEY = new_key("ES256")
PUBLIC = json.dumps(jwk(KEY, Half.PUBLIC))
OTHER = json.dumps(jwk(fresh_key("ES256"), Half.PUBLIC))
TOKEN = signed(
    "ES256", KEY, b'{"a":"???>>>~~~","sub":"alice and bob and all the others","iss":"https://issuer.example"}'
)
HEADER, PAYLOAD, SIGNATURE = TOKEN.split(".")
CUT = b'{"a":1,"b"'
BARE_DOTS = f"{HEADER}.{PAYLOAD}"


def _changed(text: str, at: int) -> str:
    """The text with another character at a place."""
    return text[:at] + ("A" if text[at] != "A" else "B") + text[at + 1 :]


# fmt: off
UNDONE = [
    (f"{HEADER}%3D.{PAYLOAD}%3D%3D.{SIGNATURE}",              "mangled.percent-encoding"),
    (TOKEN.replace("_", "&lowbar;"),                          "mangled.characters"),
    (TOKEN.replace(".", "&period;"),                          "mangled.characters"),
    (TOKEN.replace(".", "=2E"),                               "mangled.characters"),
    (TOKEN.replace("e", "\u0435", 1),                         "mangled.characters"),
    (TOKEN.replace(".", "\uff0e"),                            "mangled.characters"),
    (TOKEN.replace(".", "\u3002"),                            "mangled.characters"),
    (TOKEN.replace(".", "_"),                                 "mangled.dots"),
    (TOKEN.replace(".", ":"),                                 "mangled.dots"),
    (TOKEN.replace(".", ""),                                  "mangled.dots"),
    (TOKEN.replace(".", "", 1),                               "mangled.dots"),
    (f"{HEADER}.{PAYLOAD}{SIGNATURE}",                        "mangled.dots"),
    (f"{HEADER}.{HEADER}.{PAYLOAD}.{SIGNATURE}",              "mangled.doubled"),
    (f"{HEADER}.{PAYLOAD}{PAYLOAD}.{SIGNATURE}",              "mangled.doubled"),
    (f"{HEADER}.{PAYLOAD[:30]}{TOKEN}",                       "mangled.prefix"),
    (TOKEN[1:],                                               "mangled.beginning"),
    (TOKEN[2:],                                               "mangled.beginning"),
    (f"{HEADER}.{PAYLOAD[:20]}{PAYLOAD[21:]}.{SIGNATURE}",    "mangled.character"),
    (f"{HEADER}.{PAYLOAD[:20]}A{PAYLOAD[20:]}.{SIGNATURE}",   "mangled.character"),
    (f"{HEADER}.{PAYLOAD[:21]}{PAYLOAD[22]}{PAYLOAD[21]}{PAYLOAD[23:]}.{SIGNATURE}", "mangled.character"),
    (f"{HEADER[:10]}{HEADER[11:]}.{PAYLOAD}.{SIGNATURE}",     "mangled.character"),
    (f"{BARE_DOTS}.{SIGNATURE[:20]}A{SIGNATURE[20:]}",        "mangled.signature"),
]
# fmt: on


@pytest.mark.parametrize(("token", "code"), UNDONE)
def test_what_was_lost_is_put_back_and_proven(token: str, code: str) -> None:
    found = reason(token, PUBLIC)

    assert (found.code, found.certainty) == (code, "proven")
    assert corrected(token, PUBLIC, found).signature.outcome is Outcome.PASSED


@pytest.mark.parametrize(("token", "code"), UNDONE)
def test_nothing_is_put_back_with_a_key_that_did_not_make_it(token: str, code: str) -> None:
    assert proof(token, OTHER) == ""


SECRET = "correct horse battery staple, thirty-two octets and more"
MAC = mac(SECRET.encode())


@pytest.mark.parametrize(
    ("token", "what"),
    [
        (_changed(MAC, len(MAC) - 8), "one wrong character"),
        (MAC[:-20] + MAC[-19:], "one character too few"),
        (MAC[:-20] + "A" + MAC[-20:], "one character too many"),
        (MAC[:-43] + MAC[-43:].lower(), "letters in another case"),
    ],
)
def test_a_mac_that_was_damaged_is_told_by_the_one_that_is_due(token: str, what: str) -> None:
    found = reason(token, SECRET)

    assert found.code == "mangled.signature"
    assert what in found.title
    assert corrected(token, SECRET, found).signature.outcome is Outcome.PASSED


def test_a_mac_that_differs_in_many_places_is_not_explained() -> None:
    changed = MAC
    for behind in (4, 8, 15, 22, 30, 37):
        changed = _changed(changed, len(MAC) - behind)

    assert proof(changed, SECRET) == ""


def test_a_changed_character_that_leaves_json_is_not_searched_for() -> None:
    changed = encode(b'{"sub":"alicf"}')
    _, _, signature = signed("ES256", KEY, b'{"sub":"alice"}').split(".")

    assert proof(f"{HEADER}.{changed}.{signature}", PUBLIC) == ""


# fmt: off
NAMED = [
    (f"{BARE_DOTS}.***",                                      "mangled.redacted"),
    (f"{BARE_DOTS}.[REDACTED]",                               "mangled.redacted"),
    (f"{BARE_DOTS}.signature",                                "mangled.redacted"),
    (f"{BARE_DOTS}.{SIGNATURE[:10]}...",                      "mangled.ellipsis"),
    (TOKEN[:100] + "...",                                     "mangled.ellipsis"),
    (f".{PAYLOAD}.{SIGNATURE}",                               "mangled.part-missing"),
    (f"{HEADER}.{SIGNATURE}",                                 "mangled.part-missing"),
    (f"{HEADER}.{HEADER}.{SIGNATURE}",                        "mangled.part-missing"),
    (f"{HEADER}.{PAYLOAD[:-7]}.{SIGNATURE}",                  "mangled.broken"),
    (f"{HEADER}.{PAYLOAD}.{SIGNATURE.lower()}",               "mangled.case"),
    (f"{HEADER}.{PAYLOAD.lower()}.{SIGNATURE}",               "mangled.case"),
]
# fmt: on


@pytest.mark.parametrize("key", ["", PUBLIC])
@pytest.mark.parametrize(("token", "code"), NAMED)
def test_what_is_missing_is_named_with_a_key_and_without(token: str, code: str, key: str) -> None:
    assert [one.code for one in asked(token, key).diagnoses] == [code]


@pytest.mark.parametrize(
    ("token", "code"),
    [(f"{PAYLOAD}.{HEADER}.{SIGNATURE}", "mangled.swapped"), (TOKEN[1:], "mangled.part-missing")],
)
def test_what_a_key_would_prove_is_likely_without_one(token: str, code: str) -> None:
    assert [(one.code, one.certainty) for one in asked(token).diagnoses] == [(code, "likely")]


def test_five_parts_that_are_no_ellipsis_are_not_called_one() -> None:
    assert [one.code for one in asked(f"{TOKEN}.AA.AA", PUBLIC).diagnoses] != ["mangled.ellipsis"]


def test_where_the_json_of_the_payload_breaks_is_told() -> None:
    found = reason(f"{HEADER}.{encode(CUT)}.{SIGNATURE}")

    assert found.code == "mangled.broken"
    assert "payload is broken at character" in found.title


def test_a_payload_that_is_no_json_is_not_called_broken() -> None:
    codes = [one.code for one in asked(signed("ES256", KEY, b"{hello} plain text"), OTHER).diagnoses]

    assert "mangled.broken" not in codes


def test_a_token_cut_within_its_signature_at_a_limit_names_the_limit() -> None:
    header = encode(json.dumps({"alg": "RS256"}).encode())
    token = f"{header}.{encode(json.dumps({'text': 'x' * 2850}).encode())}.{'Ab' * 171}"[:4096]

    codes = {one.code: one.title for one in asked(token).diagnoses}

    assert "4,096 characters" in codes["mangled.cut-off"]


@settings(max_examples=80, deadline=None)
@given(st.integers(0, len(BARE_DOTS)), st.text(alphabet=" =+/%&.*é\u0435Ab{", max_size=5), st.integers(0, 9))
def test_whatever_is_done_to_a_token_no_experiment_raises(at: int, put: str, lost: int) -> None:
    asked(TOKEN[:at] + put + TOKEN[at + lost :], PUBLIC)
    asked(TOKEN[:at] + put + TOKEN[at + lost :])


def test_no_repair_leaves_the_text_as_it_is_without_end() -> None:
    for text in ("", ".", "eyJ" * 3000, "." * 3000, "eyJ." * 3000, "&" * 3000, "%" * 3000):
        assert len(list(repairs(text, frozenset({0, 43, 86, 100_000})))) < 60


def test_a_long_signature_with_a_character_too_many_is_not_read_beyond_the_budget(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    readings = 0

    def counted(text: Excerpt) -> Decoded:
        nonlocal readings
        readings += 1
        return decode(text)

    monkeypatch.setattr(damage, "decode", counted)
    key = new_key("ML-DSA-87")

    result = asked(signed("ML-DSA-87", key) + "A", json.dumps(jwk(key, Half.PUBLIC)))

    assert result.diagnoses
    assert readings < 400


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda text: text[:9] + text[10] + text[9] + text[11:], "two characters in the wrong order, at place 10"),
        (
            lambda text: text[:9] + "".join("A" if c != "A" else "B" for c in text[9:12]) + text[12:],
            "3 wrong characters",
        ),
    ],
)
def test_a_mac_with_a_few_wrong_characters_is_told(change: Callable[[str], str], told: str) -> None:
    secret = "a secret of thirty-two octets and more"
    tokens = (mac(secret.encode(), kid=str(number)) for number in range(9))
    signing_input, _, signature = next(token for token in tokens if token[-33] != token[-34]).rpartition(".")
    token = f"{signing_input}.{change(signature)}"

    found = reason(token, secret)

    assert (found.code, told in found.title) == ("mangled.signature", True)
    assert corrected(token, secret, found).signature.outcome is Outcome.PASSED
    assert proof(token, "another secret of many octets, no less") == ""


def test_two_equal_characters_are_not_exchanged() -> None:
    secret = bytes(range(65, 97))
    header, claims = b'\xef\xbb\xbf{"alg":"HS256"}', b'{"sub":"alice"}'
    signed_text = f"{encode(header)}.{encode(claims)}"
    token = f"{signed_text}.{encode(hmac.digest(secret, signed_text.encode(), 'sha256'))}"
    assert token[0] == token[1]

    assert proof(token, secret.decode()) == ""


def test_a_signature_of_zeros_was_not_changed_to_upper_case() -> None:
    assert reason(f"{HEADER}.{PAYLOAD}.{encode(bytes(64))}", PUBLIC).code != "mangled.case"
