"""What holds for every text: no answer fails, and every place that is told lies in the paste."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from enum import Enum
from typing import Any, Final

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.jose.making import LIMITS, encrypted, jwk, new_key, signed
from tests.vectors import RfcExample, rfc_examples
from webapp.jose.jwt.expectations import Expectations
from webapp.jose.text import Span
from webapp.services.debug import debug
from webapp.services.decrypt import decrypt
from webapp.services.inspect import inspect
from webapp.services.keys import inspect_keys
from webapp.services.questions import Question
from webapp.services.verify import verify

_total = settings(derandomize=True, database=None, deadline=None, max_examples=150)


def _in_json(token: str) -> str:
    protected, payload, signature = token.split(".")
    return json.dumps({"payload": payload, "signatures": [{"protected": protected, "signature": signature}]})


_EXAMPLES: Final = [*rfc_examples("/verify"), *rfc_examples("/decrypt")]
_JWS: Final = signed("HS256", new_key("HS256"), b'{"iss":"joe","exp":1300819380,"a":{"b":[1,"x"]}}', typ="JWT")
_REAL: Final = [
    *(example.token for example in _EXAMPLES),
    _in_json(_JWS),
    signed("HS256", new_key("HS256"), encrypted("A128KW", "A128GCM", new_key("A128KW"), _JWS.encode()).encode()),
    f"{_JWS}~WyJzYWx0IiwibmFtZSIsInZhbHVlIl0~",
    f'curl -H "Authorization: Bearer {_JWS}" https://api.example/?t={_JWS}',
]
_KEYS: Final = [
    *(example.key for example in _EXAMPLES),
    json.dumps({"keys": [jwk(new_key("HS256")), jwk(new_key("A128KW"))]}),
    "-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE\n-----END PUBLIC KEY-----\n",
]
# Whatever a paste can hold: half a surrogate pair, what cannot be seen, what JSON and base64url are made of.
_CHARACTERS: Final = st.characters() | st.sampled_from("\ud800\x00\ufeff\u200b\n\r\t \"'\\{}[]<>.,:;~=+/%-_&eyJ0")


@st.composite
def _damaged(draw: st.DrawFn, real: list[str]) -> str:
    """Real texts, cut, put together, with other characters in between."""
    text = draw(st.sampled_from(real))
    for _ in range(draw(st.integers(1, 3))):
        start, end = sorted(draw(st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))))
        between = draw(st.text(_CHARACTERS, max_size=3) | st.sampled_from(real))
        text = draw(
            st.sampled_from(
                [text[:start] + between + text[start:], text[:start] + between + text[end:], text[start:end]]
            )
        )
    return text


_PASTES: Final = _damaged(_REAL) | st.text(_CHARACTERS, max_size=80)
_KEY_TEXTS: Final = st.just("") | st.sampled_from(_KEYS) | _damaged(_KEYS) | st.text(_CHARACTERS, max_size=40)


@_total
@given(_PASTES, _KEY_TEXTS)
@example('{"signatures":[]}', "")
@example('{"recipients":{}}', "{")
@pytest.mark.parametrize("answer", [inspect, verify, decrypt, debug])
def test_no_paste_and_no_key_make_an_answer_fail(answer: Any, paste: str, key: str) -> None:
    result = answer(Question(input=paste, key=key, expected=Expectations(at=0)), LIMITS)

    assert _astray([*result.problems, *result.stripped], paste) == []
    for artefact in [*getattr(result, "artefacts", ()), getattr(result, "artefact", None)]:
        assert _astray(dataclasses.replace(artefact, nested=None) if artefact else None, paste) == []


@_total
@given(st.sampled_from(_EXAMPLES), st.data())
def test_no_damage_to_a_token_makes_an_answer_with_its_own_key_fail(example: RfcExample, data: st.DataObject) -> None:
    paste = data.draw(_damaged([example.token]))
    question = Question(input=paste, key=example.key, key_encoding=example.key_encoding, expected=Expectations(at=0))

    result = debug(question, LIMITS)

    assert _astray([*result.problems, *result.stripped], paste) == []


@_total
@given(_KEY_TEXTS)
def test_no_text_makes_reading_keys_fail(text: str) -> None:
    result = inspect_keys(text, encoding="auto", password="", now=0, limits=LIMITS)

    assert all(key.is_usable or key.problems for key in result.keys)
    assert _astray(result, text) == []


def _astray(value: object, paste: str) -> list[Span]:
    """The places of a value and of all that is in it that do not lie in the paste."""
    return [span for span in _spans(value) if not 0 <= span.start <= span.end <= len(paste)]


def _spans(value: object) -> Iterator[Span]:
    if isinstance(value, Span):
        yield value
    elif isinstance(value, (list, tuple)):
        for one in value:
            yield from _spans(one)
    elif dataclasses.is_dataclass(value) and not isinstance(value, (type, Enum)):
        for field in dataclasses.fields(value):
            yield from _spans(getattr(value, field.name))
