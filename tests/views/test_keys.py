from __future__ import annotations

import base64
import hashlib
import json
import re
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from flask.testing import FlaskClient

from tests.jose.jwk import containers
from tests.vectors.published_keys import RFC7515_OCT, RFC7517_EC, RFC7638_RSA
from webapp.app import create_app
from webapp.jose.base64url import encode
from webapp.jose.jwk.parse import read_keys
from webapp.jose.limits import Limits
from webapp.settings import Settings

JSON = {"Accept": "application/json"}


def post(client: FlaskClient, route: str, status: int = 200, **fields: Any) -> Any:
    answer = client.post(route, data=fields, headers=JSON)
    assert answer.status_code == status, answer.get_data(as_text=True)
    return answer.get_json()


def test_inspecting_tells_of_each_key_and_never_its_private_members(client: FlaskClient) -> None:
    result = post(client, "/keys/inspect", key=json.dumps(RFC7517_EC))

    (key,) = result["keys"]
    assert (key["kty"], key["crv"], key["bits"], key["kid"], key["private"]) == ("EC", "P-256", 256, "1", True)
    assert (key["use"], key["source"], key["problems"]) == ("enc", "jwk", [])
    assert [found["rule"] for found in key["findings"]] == ["K27"]
    assert RFC7517_EC["d"] not in json.dumps(result)


def test_a_bad_key_is_a_result_and_no_refusal(client: FlaskClient) -> None:
    result = post(client, "/keys/inspect", key="-----BEGIN PUBLIC KEY-----")

    assert [problem["code"] for problem in result["problems"]] == ["pem.syntax"]
    assert result["problems"][0]["span"] == [0, 26]


@pytest.mark.parametrize("fields", [{"spec": "ES256 HS256"}, {"spec": ["ES256", "HS256"]}], ids=["spaces", "repeated"])
def test_keys_are_generated_to_order(client: FlaskClient, fields: dict[str, Any]) -> None:
    result = post(client, "/keys/generate", **fields)

    assert [key["alg"] for key in result["keys"]] == ["ES256", "HS256"]
    assert [jwk["kty"] for jwk in result["private_jwk_set"]["keys"]] == ["EC", "oct"]
    assert [jwk["kty"] for jwk in result["public_jwk_set"]["keys"]] == ["EC"]
    assert {"format", "private", "text", "kid"} <= result["exports"][0].keys()


def test_keys_are_generated_from_a_json_body(client: FlaskClient) -> None:
    answer = client.post("/keys/generate", json={"spec": ["Ed25519"], "kid": "login", "use": "sig"}, headers=JSON)

    assert [(key["kid"], key["use"]) for key in answer.get_json()["keys"]] == [("login", "sig")]


@pytest.mark.parametrize(
    ("fields", "field", "code"),
    [
        ({}, "spec", "spec.missing"),
        ({"spec": "RS256:1024"}, "spec", "spec.parameter"),
        ({"spec": "RS256", "use": "enc"}, "use", "use.contradiction"),
        ({"spec": "RS256", "use": "other"}, "use", "field.value"),
    ],
)
def test_an_order_that_cannot_be_filled_names_its_field(
    client: FlaskClient, fields: dict[str, Any], field: str, code: str
) -> None:
    error = post(client, "/keys/generate", 422, **fields)["error"]

    assert (error["field"], error["code"]) == (field, code)


def test_too_many_keys_are_refused_with_the_limit_and_its_setting(client: FlaskClient) -> None:
    error = post(client, "/keys/generate", 422, spec="HS256 " * 21)["error"]

    assert (error["code"], error["limit"]) == ("limit.generated-keys", 20)
    assert error["setting"] == "TOKEN_DEBUGGER_LIMIT_GENERATED_KEYS"


def test_generating_is_limited_in_its_rate() -> None:
    client = create_app(Settings(rate_limit="1/hour")).test_client()

    post(client, "/keys/generate", spec="HS256")
    error = post(client, "/keys/generate", 429, spec="HS256")["error"]

    assert error["code"] == "rate.exceeded"


def test_converting_writes_the_private_half_only_when_asked(client: FlaskClient) -> None:
    key = json.dumps(RFC7517_EC)

    public = post(client, "/keys/convert", key=key, to="jwk")
    private = post(client, "/keys/convert", key=key, to="pem-pkcs8", private="true")

    assert "d" not in json.loads(public["text"])
    assert private["text"].startswith("-----BEGIN PRIVATE KEY-----")
    assert [k["kty"] for k in private["keys"]] == ["EC"]


@pytest.mark.parametrize(
    ("to", "headline"),
    [("pem-pkcs1", "1 of 3 keys converted"), ("jwk-set", "2 of 3 keys converted"), ("jwk", "Not converted")],
)
def test_the_headline_counts_the_keys_that_were_converted(client: FlaskClient, to: str, headline: str) -> None:
    keys = json.dumps({"keys": [RFC7638_RSA, RFC7517_EC, RFC7515_OCT]})

    assert headline in client.post("/keys/convert", data={"key": keys, "to": to}).text


def test_converting_a_secret_takes_the_private_flag(client: FlaskClient) -> None:
    key = json.dumps(RFC7515_OCT)

    assert post(client, "/keys/convert", key=key, to="jwk")["text"] == ""
    assert json.loads(post(client, "/keys/convert", key=key, to="jwk", private="true")["text"]) == RFC7515_OCT


@pytest.mark.parametrize("fields", [{}, {"to": "pkcs99"}])
def test_an_unknown_format_is_refused(client: FlaskClient, fields: dict[str, str]) -> None:
    error = post(client, "/keys/convert", 422, key="secret", **fields)["error"]

    assert error["field"] == "to"


@pytest.mark.parametrize("route", ["/keys/inspect", "/keys/generate", "/keys/convert"])
def test_the_routes_answer_to_post_alone(client: FlaskClient, route: str) -> None:
    assert client.get(route, headers=JSON).status_code == 405


def test_a_key_that_everybody_has_is_not_said_to_be_fit_for_use(client: FlaskClient) -> None:
    public = {name: value for name, value in RFC7517_EC.items() if name != "d"}
    text = client.post("/keys/inspect", data={"key": json.dumps(public)}).text

    assert "The private key or secret is published: do not use it." in text
    assert "it can be published, and nothing can be signed" not in text


def test_a_key_that_cannot_be_read_is_neither_praised_nor_offered(client: FlaskClient) -> None:
    empty = "-----BEGIN PUBLIC KEY-----\n-----END PUBLIC KEY-----"

    page = client.post("/inspect", data={"input": empty}).get_data(as_text=True)

    assert "This key cannot be used: The PEM block is empty" in page
    assert "Unreadable key" in page
    assert "Nothing to object to" not in page
    assert "Use it as the key" not in page


def test_a_locked_key_is_called_locked_and_can_be_used_as_the_key(client: FlaskClient) -> None:
    locked = containers.pkcs8(containers.RSA, containers.encrypted())

    page = client.post("/inspect", data={"input": locked}).get_data(as_text=True)

    assert "Locked key" in page
    assert "Unreadable key" not in page
    assert "Use it as the key" in page


@pytest.mark.parametrize("page", ["/keys/inspect", "/inspect"])
def test_the_certificate_of_a_key_tells_its_issuer_its_time_and_its_digest(client: FlaskClient, page: str) -> None:
    pem = containers.certificate(containers.RSA, "leaf")
    chain = "".join(pem.strip().splitlines()[1:-1])
    members = dict(read_keys(pem, limits=Limits()).keys[0].members)
    digest = encode(hashlib.sha256(base64.b64decode(chain)).digest())

    for key in (pem, json.dumps({**members, "x5c": [chain]})):
        text = client.post(page, data={"key": key, "input": key}).get_data(as_text=True)

        assert "CN=leaf" in text
        assert ">issuer<" in text
        assert re.search(r">valid<.*?\d{4}, \d\d:\d\d:\d\d UTC to \d", text, re.DOTALL)
        assert digest in text


def test_a_curve_that_nobody_registered_is_remarked_on(client: FlaskClient) -> None:
    pem = containers.spki(ec.generate_private_key(ec.BrainpoolP256R1()))

    (found,) = post(client, "/keys/inspect", key=pem)["findings"]

    assert (found["code"], found["severity"], found["rule"]) == ("key.curve-unregistered", "info", None)
    assert "brainpoolP256r1" in found["message"]
