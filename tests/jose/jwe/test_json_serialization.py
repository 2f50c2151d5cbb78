"""A JWE in JSON, for one recipient and for many (RFC 7516 section 7.2)."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.jose.making import LIMITS, encrypted, new_key
from webapp.jose import outer_json
from webapp.jose.base64url import encode
from webapp.jose.crypto import encryption
from webapp.jose.crypto.encryption import Sealed, Wrapped
from webapp.jose.jwe import json_serialization
from webapp.jose.jwe.decrypt import decrypt
from webapp.jose.jwe.jwe import Jwe
from webapp.jose.limits import Limits
from webapp.jose.text import Excerpt
from webapp.jose.trace import Outcome

RSA = new_key("RSA-OAEP-256")
WRAP = new_key("A256KW")


def _parse(value: object, limits: Limits = LIMITS) -> Jwe:
    text = value if isinstance(value, str) else json.dumps(value)
    excerpt = Excerpt.whole(text)
    return json_serialization.parse(excerpt, outer_json.read(excerpt, limits), limits)


def _flattened() -> dict[str, str]:
    names = ("protected", "encrypted_key", "iv", "ciphertext", "tag")
    return dict(zip(names, encrypted("A256KW", "A128GCM", WRAP).split("."), strict=True))


def _for_two(aad: bytes = b"further data") -> dict[str, object]:
    """One content for two recipients, with a shared header and additional data: no protected header at all."""
    wrapped = encryption.wrap("A256KW", "A128GCM", WRAP.members, {})
    assert isinstance(wrapped, Wrapped)
    public = RSA.members
    bound = {"aad": encode(aad)} if aad else {}
    sealed = encryption.encrypt("A128GCM", wrapped.cek, f".{encode(aad)}".encode() if aad else b"", b"hello")
    assert isinstance(sealed, Sealed)
    other = encryption.wrap("RSA-OAEP-256", "A128GCM", public, {})
    assert isinstance(other, Wrapped)
    return {
        "unprotected": {"enc": "A128GCM"},
        **bound,
        "recipients": [
            {"header": {"alg": "RSA-OAEP-256", "kid": "one"}, "encrypted_key": encode(other.encrypted_key)},
            {"header": {"alg": "A256KW", "kid": "two"}, "encrypted_key": encode(wrapped.encrypted_key)},
        ],
        "iv": encode(sealed.initialization_vector),
        "ciphertext": encode(sealed.ciphertext),
        "tag": encode(sealed.tag),
    }


def test_a_flattened_jwe_decrypts() -> None:
    jwe = _parse(_flattened())

    assert jwe.serialization == "flattened"
    assert decrypt(jwe, jwe.recipients[0], (WRAP,), LIMITS).plaintext == b"hello"


def test_each_recipient_has_its_own_way_in_and_its_own_reason() -> None:
    jwe = _parse(_for_two())

    first, second = (decrypt(jwe, recipient, (WRAP,), LIMITS) for recipient in jwe.recipients)

    assert jwe.serialization == "general"
    assert second.plaintext == b"hello"
    assert first.plaintext is None
    assert first.steps[-1].reason == "key.secret-for-asymmetric"


def test_additional_data_is_bound_to_the_content() -> None:
    jwe = _parse({**_for_two(), "aad": encode(b"other data")})

    assert decrypt(jwe, jwe.recipients[1], (WRAP,), LIMITS).steps[-1].code == "jwe.tag"


@pytest.mark.parametrize(
    ("aad", "summary"),
    [
        (b"further data", "The 17 characters of the additional data are bound to the ciphertext"),
        (b"", "There is no protected header and no additional data: nothing but the content is protected"),
    ],
)
def test_what_is_bound_to_the_ciphertext_is_named_and_nothing_that_is_not_there(aad: bytes, summary: str) -> None:
    jwe = _parse(_for_two(aad))

    decryption = decrypt(jwe, jwe.recipients[1], (WRAP,), LIMITS)

    assert decryption.plaintext == b"hello"
    assert [step.summary for step in decryption.steps if step.code == "jwe.associated-data"] == [summary]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"ciphertext": None}, "jwe.member-type"),
        ({"iv": 1}, "jwe.member-type"),
        ({"encrypted_key": {}}, "jwe.member-type"),
        ({"recipients": []}, "jwe.member-type"),
        ({"recipients": [{}]}, "jwe.form"),
        ({"aad": 5}, "jwe.member-type"),
        ({"unprotected": {"enc": "A128GCM"}}, "header.name-twice"),
        ({"tag": "AA=="}, "base64url.padding"),
    ],
)
def test_each_defect_of_the_form_has_its_code_and_its_place(change: dict[str, object], code: str) -> None:
    jwe = _parse({**_flattened(), **change})

    assert code in [problem.code for problem in jwe.problems]
    assert all(problem.span for problem in jwe.problems)


def test_zip_must_be_protected() -> None:
    jwe = _parse({**_flattened(), "unprotected": {"zip": "DEF"}})

    assert decrypt(jwe, jwe.recipients[0], (WRAP,), LIMITS).steps[1].reason == "header.zip-unprotected"


def test_more_recipients_than_the_limit_are_not_read_and_the_limit_is_named() -> None:
    jwe = _parse(_for_two(), Limits(recipients=1))

    assert len(jwe.recipients) == 1
    assert [problem.code for problem in jwe.problems] == ["limit.recipients"]


_NAMES = ["protected", "unprotected", "header", "recipients", "encrypted_key", "iv", "ciphertext", "tag", "aad"]
_VALUES = st.none() | st.text() | st.integers() | st.lists(st.dictionaries(st.sampled_from(_NAMES), st.text()))


@given(st.dictionaries(st.sampled_from(_NAMES), _VALUES))
def test_no_object_makes_it_raise(value: dict[str, object]) -> None:
    jwe = _parse(value)

    for recipient in jwe.recipients:
        decryption = decrypt(jwe, recipient, (WRAP, RSA), LIMITS)
        assert any(step.outcome is Outcome.FAILED for step in decryption.steps)
