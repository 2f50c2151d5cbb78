"""The JSON twin, the filters, and compression."""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass, field

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.views.conftest import JSON
from webapp.jose.jwk.key import Key
from webapp.jose.text import Problem, Span
from webapp.jose.trace import Light, Outcome
from webapp.services.results import VerificationResult
from webapp.views.json_encoding import encode
from webapp.views.refusals import unusable
from webapp.views.render import partial_name, respond, wants_json
from webapp.views.text_filters import visible


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    spans: tuple[Span, ...]
    secret: str = field(default="s3cret", metadata={"published": False})


def test_a_span_is_a_pair_and_a_field_that_is_not_published_is_left_out() -> None:
    assert json.loads(encode(Sample(spans=(Span(0, 3), Span(4, 5))))) == {"spans": [[0, 3], [4, 5]]}


def test_a_key_is_published_without_its_material() -> None:
    key = Key(kty="oct", private=True, members={"k": "c2VjcmV0"}, problems=(Problem(code="key.size", message="short"),))

    text = encode(key)

    assert "c2VjcmV0" not in text
    assert json.loads(text)["problems"][0]["code"] == "key.size"


def test_words_of_a_closed_set_are_their_text() -> None:
    assert json.loads(encode(Light(outcome=Outcome.PASSED, summary="It is."))) == {
        "outcome": "passed",
        "summary": "It is.",
    }


def test_text_that_utf_8_has_no_form_for_can_be_published() -> None:
    assert json.loads(encode({"claim": "\ud800"})) == {"claim": "\ud800"}


def test_a_value_without_a_json_form_is_a_mistake_of_ours() -> None:
    with pytest.raises(TypeError, match="bytes"):
        encode(b"octets")


def test_a_partial_is_named_after_the_type_of_its_result() -> None:
    assert partial_name(unusable("at", "no").refusal) == "results/refusal.html"
    assert partial_name(VerificationResult.__new__(VerificationResult)) == "results/verification_result.html"


@pytest.mark.parametrize(
    ("accept", "is_json"),
    [
        ("application/json", True),
        ("application/json, text/plain, */*", True),
        ("application/json;charset=UTF-8", True),
        ("Application/JSON; charset=utf-8; q=0.9, */*;q=0.1", True),
        ("text/html;q=0.2, application/json; indent=2;q=0.4", True),
        ("text/html;level=1, application/json;charset=UTF-8;q=0.9", False),
        ("text/html,application/xhtml+xml,*/*;q=0.8", False),
        ("text/html, application/json;q=0.5", False),
        ("*/*", False),
        ("", False),
    ],
)
def test_json_is_for_who_prefers_it_to_html(app: Flask, accept: str, is_json: bool) -> None:  # noqa: FBT001
    with app.test_request_context(headers={"Accept": accept}):
        assert wants_json() is is_json


def test_half_a_surrogate_pair_becomes_a_replacement_character_in_html(app: Flask) -> None:
    refusal = unusable(None, "\ud800").refusal
    with app.test_request_context(headers={"HX-Request": "true"}):
        response = respond(refusal, page="refusal")

    assert response.status_code == 200
    assert "\\ud800" in response.get_data(as_text=True)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain ünïcode 😀\n\t", "plain ünïcode 😀\n\t"),
        ("admin\u202enimda", "admin\\u202enimda"),
        ("nul\x00esc\x1b", "nul\\u0000esc\\u001b"),
        ("zero\u200bwidth", "zero\\u200bwidth"),
        ("half\ud800", "half\\ud800"),
        ("tag\U000e0041", "tag\\udb40\\udc41"),
    ],
)
def test_invisible_characters_are_shown_as_escapes(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_long_text_is_compressed_for_who_takes_gzip(echo_client: FlaskClient) -> None:
    body = {"json": {"input": "x" * 5_000}}

    plain = echo_client.post("/echo", headers=JSON, **body)
    compressed = echo_client.post("/echo", headers=JSON | {"Accept-Encoding": "gzip"}, **body)

    assert compressed.headers["Content-Encoding"] == "gzip"
    assert len(compressed.data) < 500
    assert gzip.decompress(compressed.data) == plain.data


def test_short_text_is_not_compressed(client: FlaskClient) -> None:
    assert "Content-Encoding" not in client.get("/healthz", headers={"Accept-Encoding": "gzip"}).headers
