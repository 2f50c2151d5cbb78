"""A signature by the right key, over other octets than the parts of the token."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.jose.diagnose.asking import NOW, asked, corrected, mac, proof, reason
from tests.jose.making import LIMITS, fresh_key, jwk, new_key
from webapp.jose.base64url import encode
from webapp.jose.crypto import signatures
from webapp.jose.jwk.publish import Half
from webapp.jose.jwt.expectations import Expectations
from webapp.jose.trace import Outcome
from webapp.services.questions import Question
from webapp.services.verify import verify

KEY = new_key("ES256")
PUBLIC = json.dumps(jwk(KEY, Half.PUBLIC))
OTHER = json.dumps(jwk(fresh_key("ES256"), Half.PUBLIC))
HEADER = b'{"alg": "ES256", "typ": "JWT"}'
PAYLOAD = '{"name":"Zoë","url":"https://a.example/b","b":[1,2],"a":1}'.encode()


def _sign(signing_input: bytes) -> str:
    signature = signatures.sign("ES256", KEY.members, signing_input)
    assert isinstance(signature, bytes)
    return encode(signature)


def _over(signing_input: bytes, header: bytes = HEADER, payload: bytes = PAYLOAD) -> str:
    """The token of a header and payload, with a signature over any octets."""
    return f"{encode(header)}.{encode(payload)}.{_sign(signing_input)}"


def _padded(octets: bytes) -> str:
    text = encode(octets)
    return text + "=" * (-len(text) % 4)


def _json(value: Any, **style: Any) -> bytes:
    return json.dumps(value, **style).encode()


CLAIMS = json.loads(PAYLOAD)
KID = {"kid": "key of the set"}
NAMED = json.dumps(jwk(KEY, Half.PUBLIC, **KID))
SLASH = b"\\/"
CRLF = _json(CLAIMS, indent=2).replace(b"\n", b"\r\n")
SHORT = encode(_json(json.loads(HEADER), separators=(",", ":")))
BARE = f"{encode(HEADER)}.{encode(PAYLOAD)}".encode()
# fmt: off
INPUTS: list[tuple[bytes, str]] = [
    (f"{_padded(HEADER)}.{_padded(PAYLOAD)}".encode(),                              "input.padded"),
    (f"{_padded(HEADER)}.{_padded(PAYLOAD)}".replace("-", "+").replace("_", "/").encode(), "input.standard-base64"),
    (HEADER + b"." + PAYLOAD,                                                       "input.decoded"),
    (HEADER + PAYLOAD,                                                              "input.decoded"),
    (PAYLOAD,                                                                       "input.payload-alone"),
    (encode(PAYLOAD).encode(),                                                      "input.payload-alone"),
    (BARE.replace(b".", b""),                                                       "input.no-dot"),
    (encode(HEADER).encode() + b"." + PAYLOAD,                                      "input.b64"),
    (hashlib.sha256(BARE).digest(),                                                 "input.hashed-first"),
    (hashlib.sha256(BARE).hexdigest().encode(),                                     "input.hashed-first"),
    (BARE + b"\n",                                                                  "input.trailing"),
    (BARE + b"\r\n",                                                                "input.trailing"),
    (f"{encode(HEADER)}.{encode(_json(CLAIMS, indent=2))}".encode(),                "input.reserialized"),
    (f"{encode(HEADER)}.{encode(_json(CLAIMS, indent=4))}".encode(),                "input.reserialized"),
    (f"{encode(HEADER)}.{encode(_json(CLAIMS))}".encode(),                          "input.reserialized"),
    (f"{encode(HEADER)}.{encode(_json(CLAIMS).replace(b'u00eb', b'u00EB'))}".encode(), "input.reserialized"),
    (f"{encode(HEADER)}.{encode(_json(CLAIMS, separators=(',', ':')))}".encode(),   "input.reserialized"),
    (f"{encode(HEADER)}.{encode(_json(CLAIMS, sort_keys=True))}".encode(),          "input.reserialized"),
    (f"{encode(HEADER)}.{encode(PAYLOAD + bytes([10]))}".encode(), "input.reserialized"),
    (f"{encode(_json(json.loads(HEADER), separators=(',', ':')))}.{encode(PAYLOAD)}".encode(), "input.reserialized"),
    (f"{encode(_json({'typ': 'JWT', 'alg': 'ES256'}))}.{encode(PAYLOAD)}".encode(), "input.reserialized"),
    (f"{SHORT}.{encode(_json(CLAIMS))}".encode(), "input.reserialized"),
    (f"{encode(HEADER)}.{encode(_json(CLAIMS, indent=4) + bytes([10]))}".encode(), "input.reserialized"),
    (f"{encode(HEADER)}.{encode(CRLF)}".encode(), "input.reserialized"),
    (f"{encode(HEADER)}.{encode(PAYLOAD.replace(b'/', SLASH))}".encode(),           "input.reserialized"),
    (f"{encode(HEADER)}.{encode(PAYLOAD.decode().encode('latin-1'))}".encode(),     "input.reserialized"),
    (f"{encode(HEADER)}.{encode(bytes([239, 187, 191]) + PAYLOAD)}".encode(),       "input.reserialized"),
    (hashlib.sha256(PAYLOAD).digest(),                                              "input.payload-hashed"),
    (f"{encode(HEADER)}.{encode(hashlib.sha256(PAYLOAD).digest())}".encode(),       "input.payload-hashed"),
    (f"{encode(HEADER)}.{hashlib.sha256(PAYLOAD).hexdigest()}".encode(),            "input.payload-hashed"),
    (f"{encode(HEADER)}.{encode(encode(PAYLOAD).encode())}".encode(),               "input.encoded-twice"),
    (f"{encode(HEADER)}.".encode(),                                                 "input.payload-missing"),
    (BARE + b".",                                                                   "input.trailing"),
]
# fmt: on


@pytest.mark.parametrize(("signed", "code"), INPUTS)
def test_what_was_signed_in_place_of_the_two_parts_is_found(signed: bytes, code: str) -> None:
    token = _over(signed)

    found = reason(token, PUBLIC)

    assert found.code == code
    if found.corrected:
        assert corrected(token, PUBLIC, found).signature.outcome is Outcome.PASSED


@pytest.mark.parametrize(("signed", "code"), INPUTS)
def test_nothing_is_claimed_with_a_key_that_did_not_make_it(signed: bytes, code: str) -> None:
    assert proof(_over(signed), OTHER) == ""


@pytest.mark.parametrize("signed", [PAYLOAD, f"{encode(HEADER)}.".encode()])
def test_what_the_signature_does_not_cover_is_not_said_to_be_genuine(signed: bytes) -> None:
    found = reason(_over(signed), PUBLIC)

    assert "Nothing shows who wrote the" in found.explanation


def test_escapes_as_go_writes_them_are_found() -> None:
    payload = b'{"name":"a<b&c>"}'
    escaped = b'{"name":"a\\u003cb\\u0026c\\u003e"}'

    assert proof(_over(f"{encode(HEADER)}.{encode(escaped)}".encode(), payload=payload), PUBLIC) == "input.reserialized"


def test_a_token_whose_content_was_changed_is_not_explained_by_its_form() -> None:
    changed = PAYLOAD.replace(b"Zo", b"Bo")

    result = asked(_over(BARE, payload=changed), PUBLIC)

    assert not any(one.code.startswith("input.") for one in result.diagnoses)


def test_padding_that_was_added_on_the_way_is_taken_off_in_the_corrected_token() -> None:
    header, payload, signature = _over(BARE).split(".")
    token = f"{header}{'=' * (-len(header) % 4)}.{payload}{'=' * (-len(payload) % 4)}.{signature}"

    found = reason(token, PUBLIC)

    assert found.code in ("mangled.padding", "input.padding-added")
    assert corrected(token, PUBLIC, found).signature.outcome is Outcome.PASSED


@pytest.mark.parametrize("hashed", [encode, bytes.hex], ids=["base64url", "hex"])
def test_a_nonce_that_was_hashed_before_signing_proves_a_token_for_graph(hashed: Callable[[bytes], str]) -> None:
    digest = hashlib.sha256(b"AQABAAAAAAA").digest()
    header = b'{"typ":"JWT","nonce":"AQABAAAAAAA","alg":"ES256"}'
    signed = header.replace(b"AQABAAAAAAA", hashed(digest).encode())

    found = reason(_over(f"{encode(signed)}.{encode(PAYLOAD)}".encode(), header), PUBLIC)

    assert found.code == "foreign.microsoft-graph"
    assert found.certainty == "proven"


def test_a_token_for_graph_is_likely_one_without_a_key() -> None:
    payload = b'{"aud":"00000003-0000-0000-c000-000000000000","exp":1800000000}'
    header = b'{"typ":"JWT","nonce":"AQABAAAAAAA","alg":"ES256"}'

    found = reason(_over(BARE, header, payload))

    assert (found.code, found.certainty) == ("foreign.microsoft-graph", "likely")


# fmt: off
CONTENTS = [
    (b"a\r\nb\r\n",              b"a\nb\n"),
    (b"a\nb\n",                  b"a\r\nb\r\n"),
    (b"a\n",                     b"a"),
    (b"a",                       b"a\n"),
    (b"\xef\xbb\xbfa",           b"a"),
    (b"a",                       b"\xef\xbb\xbfa"),
    (b'{"a":1}',                 b'{\n  "a": 1\n}'),
]
# fmt: on


@pytest.mark.parametrize(("signed", "given"), CONTENTS)
def test_content_that_travels_apart_and_was_changed_is_found(signed: bytes, given: bytes) -> None:
    token = f"{encode(HEADER)}..{_sign(f'{encode(HEADER)}.{encode(signed)}'.encode())}"
    question = Question(input=token, key=PUBLIC, content=given, expected=Expectations(at=NOW))

    result = verify(question, LIMITS)

    assert [one.code for one in result.diagnoses] == ["input.content"]


def test_a_payload_that_travels_apart_and_was_not_given_is_asked_for() -> None:
    header, _, signature = _over(b"anything").split(".")

    assert [one.code for one in asked(f"{header}..{signature}", PUBLIC).diagnoses] == ["input.content-missing"]
    assert "input.content-missing" not in [one.code for one in asked(f"{header}.e30.{signature}", PUBLIC).diagnoses]


def test_content_that_was_encoded_already_is_found() -> None:
    content = encode(b"octets")
    token = f"{encode(HEADER)}..{_sign(f'{encode(HEADER)}.{content}'.encode())}"
    question = Question(input=token, key=PUBLIC, content=content.encode(), expected=Expectations(at=NOW))

    assert verify(question, LIMITS).diagnoses[0].code == "input.b64"


def test_content_signed_as_it_is_without_saying_so_is_found() -> None:
    token = f"{encode(HEADER)}..{_sign(encode(HEADER).encode() + b'.octets')}"
    question = Question(input=token, key=PUBLIC, content=b"octets", expected=Expectations(at=NOW))

    assert verify(question, LIMITS).diagnoses[0].code == "input.b64"


# fmt: off
EDITED = [
    # what was signed                            what the header is now                  what is said
    ({"alg": "ES256"},                           {"alg": "ES256", "kid": "k1"},          '"kid" was added'),
    ({"alg": "ES256"},                           {"x5t": "abc", "alg": "ES256"},         '"x5t" was added'),
    ({"alg": "ES256", "typ": "JWT"},             {"alg": "ES256"},                       'taken out; it was "JWT"'),
    ({"typ": "JWT", "alg": "ES256"},             {"alg": "ES256"},                       'taken out; it was "JWT"'),
    ({"alg": "ES256", "typ": "JWT"},             {"alg": "ES256", "typ": "jwt"},         '"typ" was "JWT"'),
    ({"alg": "ES256", **KID},                    {"alg": "ES256"},                       '"kid" was taken out'),
]
# fmt: on


@pytest.mark.parametrize(("before", "after", "told"), EDITED)
@pytest.mark.parametrize("separators", [(",", ":"), (", ", ": ")])
def test_a_header_that_was_changed_in_one_member_is_told(
    before: dict[str, str], after: dict[str, str], told: str, separators: tuple[str, str]
) -> None:
    written = encode(_json(before, separators=separators))
    token = _over(f"{written}.{encode(PAYLOAD)}".encode(), header=_json(after, separators=(",", ":")))

    found = reason(token, NAMED)

    assert found.code == "input.header-edited"
    assert told in found.title
    assert corrected(token, NAMED, found).signature.outcome is Outcome.PASSED
    assert proof(token, OTHER) == ""


def test_two_members_that_were_added_to_the_header_are_told_where_a_trial_is_cheap() -> None:
    secret = "a secret of thirty-two octets and more"
    signing_input, _, signature = mac(secret.encode()).rpartition(".")
    header = _json({"alg": "HS256", "kid": "k1", "x5t": "abc"})
    token = f"{encode(header)}.{signing_input.partition('.')[2]}.{signature}"

    found = reason(token, secret)

    assert (found.code, '"kid" and "x5t" were added' in found.title) == ("input.header-edited", True)


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ({"sub": "alice"}, {"sub": "alice", "admin": True}, '"admin" was added'),
        ({"sub": "alice", "exp": 1800000000}, {"sub": "alice", "exp": 1800000000.0}, "numbers got a fraction"),
        ({"sub": "alice", "aud": ["api"]}, {"sub": "alice", "aud": "api"}, '"aud" was an array of one'),
    ],
)
def test_claims_that_were_changed_are_told_and_nobody_is_said_to_have_signed_them(
    before: dict[str, Any], after: dict[str, Any], told: str
) -> None:
    signed = encode(_json(before, separators=(",", ":")))
    token = _over(f"{encode(HEADER)}.{signed}".encode(), payload=_json(after))

    found = reason(token, PUBLIC)

    assert found.code == "input.claims-edited"
    assert told in found.title
    assert "did not sign" in found.explanation
    assert corrected(token, PUBLIC, found).signature.outcome is Outcome.PASSED
    assert proof(token, OTHER) == ""


def test_a_token_that_verifies_over_padded_parts_says_that_strict_libraries_refuse_it() -> None:
    signing_input = f"{_padded(HEADER)}.{_padded(PAYLOAD)}"
    assert "=." in signing_input or signing_input.endswith("=")
    token = f"{signing_input}.{_sign(signing_input.encode())}"

    result = asked(token, PUBLIC)

    assert result.verdict == "valid"
    assert [one.code for one in result.diagnoses] == ["input.padded"]
    assert "strict libraries refuse it" in result.diagnoses[0].title


def test_padding_behind_the_signature_alone_is_told_as_that() -> None:
    result = asked(_over(BARE) + "==", PUBLIC)

    assert result.verdict == "valid"
    assert [one.code for one in result.diagnoses] == ["mangled.padding"]


def test_a_token_without_padding_has_no_remark() -> None:
    assert not asked(_over(BARE), PUBLIC).diagnoses
