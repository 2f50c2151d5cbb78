"""A JWS in JSON, flattened and general, with its payload or apart from it (RFC 7515 section 7.2, RFC 7797)."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.jose.making import LIMITS, keys_of, new_key, secret, signed
from webapp.jose import outer_json
from webapp.jose.base64url import encode
from webapp.jose.crypto import signatures
from webapp.jose.jws import json_serialization
from webapp.jose.jws.jws import Jws
from webapp.jose.jws.verify import verify
from webapp.jose.limits import Limits
from webapp.jose.text import Excerpt
from webapp.jose.trace import Outcome

KEY = new_key("ES256")
SECRET = secret("a secret of more than thirty-two characters")


def _parse(value: object, limits: Limits = LIMITS) -> Jws:
    text = value if isinstance(value, str) else json.dumps(value)
    excerpt = Excerpt.whole(text)
    return json_serialization.parse(excerpt, outer_json.read(excerpt, limits), limits)


def _entry(alg: str, key: Any, payload: bytes = b"{}") -> tuple[dict[str, str], str]:
    protected, body, signature = signed(alg, key, payload).split(".")
    return {"protected": protected, "signature": signature}, body


def _codes(jws: Jws) -> list[str]:
    return [problem.code for problem in jws.problems]


def test_a_flattened_jws_verifies() -> None:
    entry, payload = _entry("ES256", KEY)

    jws = _parse({"payload": payload, **entry})

    assert jws.serialization == "flattened"
    assert verify(jws, jws.signatures[0], (KEY,), LIMITS).signature.outcome is Outcome.PASSED


def test_each_signature_of_a_general_jws_is_checked_by_itself() -> None:
    first, payload = _entry("ES256", KEY)
    second, _ = _entry("HS256", SECRET)

    jws = _parse({"payload": payload, "signatures": [first, second]})
    outcomes = [verify(jws, one, (KEY,), LIMITS).signature.outcome for one in jws.signatures]

    assert jws.serialization == "general"
    assert outcomes == [Outcome.PASSED, Outcome.UNCHECKED]


def test_a_header_that_nothing_protects_names_the_algorithm_all_the_same() -> None:
    payload = encode(b"hello")
    signature = signatures.sign("HS256", SECRET.members, f".{payload}".encode())
    assert isinstance(signature, bytes)

    jws = _parse({"payload": payload, "header": {"alg": "HS256"}, "signature": encode(signature)})

    assert verify(jws, jws.signatures[0], (SECRET,), LIMITS).signature.outcome is Outcome.PASSED


@pytest.mark.parametrize("name", ["crit", "b64"])
def test_what_must_be_protected_is_refused_outside_of_the_protected_header(name: str) -> None:
    entry, payload = _entry("HS256", SECRET)
    header = {"crit": ["b64"], "b64": False}

    jws = _parse({"payload": payload, "header": {name: header[name]}, **entry})

    assert verify(jws, jws.signatures[0], (SECRET,), LIMITS).signature.outcome is Outcome.FAILED


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"signature": None}, "jws.member-type"),
        ({"protected": 1}, "jws.member-type"),
        ({"payload": []}, "jws.member-type"),
        ({"header": {"alg": "ES256"}}, "header.name-twice"),
        ({"signatures": []}, "jws.member-type"),
        ({"signatures": [{"signature": "AA"}]}, "jws.member-missing"),
        ({"signatures": [{"protected": "e30", "signature": "AA"}]}, "jws.form"),
        ({"payload": "e30="}, "base64url.padding"),
        ({"protected": "AAAA"}, "json.syntax"),
    ],
)
def test_each_defect_of_the_form_has_its_code_and_its_place(change: dict[str, object], code: str) -> None:
    entry, payload = _entry("ES256", KEY)

    jws = _parse({"payload": payload, **entry, **change})

    assert code in _codes(jws)
    assert all(problem.span for problem in jws.problems)


def test_more_signatures_than_the_limit_are_not_read_and_the_limit_is_named() -> None:
    entry, payload = _entry("ES256", KEY)

    jws = _parse({"payload": payload, "signatures": [entry] * 3}, Limits(signatures=2))

    assert len(jws.signatures) == 2
    assert _codes(jws) == ["limit.signatures"]


def test_a_payload_that_travels_apart_is_asked_for_and_then_used() -> None:
    entry, _ = _entry("ES256", KEY, b"hello")
    apart = _parse(entry)

    without = verify(apart, apart.signatures[0], (KEY,), LIMITS)
    given_it = replace(apart, content=b"hello")

    assert without.signature.outcome is Outcome.UNCHECKED
    assert without.steps[-1].code == "jws.content"
    assert verify(given_it, given_it.signatures[0], (KEY,), LIMITS).signature.outcome is Outcome.PASSED


def test_an_unencoded_payload_is_signed_as_it_stands() -> None:
    """The figures of RFC 7797 section 4.2."""
    jws = _parse(
        {
            "protected": "eyJhbGciOiJIUzI1NiIsImI2NCI6ZmFsc2UsImNyaXQiOlsiYjY0Il19",
            "payload": "$.02",
            "signature": "A5dxf2s96_n5FLueVuW1Z_vh161FwXZC4YLPff6dmDY",
        }
    )
    k = "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow"
    (key,) = keys_of({"kty": "oct", "k": k})

    assert jws.payload_octets == b"$.02"
    assert verify(jws, jws.signatures[0], (key,), LIMITS).signature.outcome is Outcome.PASSED


_NAMES = ["payload", "protected", "header", "signature", "signatures"]
_VALUES = st.none() | st.text() | st.integers() | st.lists(st.text() | st.dictionaries(st.text(), st.text()))


@given(st.dictionaries(st.sampled_from(_NAMES), _VALUES))
def test_no_object_makes_it_raise(value: dict[str, object]) -> None:
    jws = _parse(value)

    for signature in jws.signatures:
        assert verify(jws, signature, (KEY, SECRET), LIMITS).signature.outcome is not Outcome.PASSED
