"""What anybody can have written looks as grave inside of another token as it does alone."""

from __future__ import annotations

import json
import re

import pytest
from flask.testing import FlaskClient

from tests.jose.making import jwk, new_key, secret, signed
from webapp.jose.base64url import encode
from webapp.services.pattern_questions import public_pem

SECRET = "a secret of more than thirty-two octets"
CLAIMS = b'{"sub":"alice","exp":4102444800}'
NONE = b'{"alg":"none"}'
UNSECURED = f"{encode(NONE)}.{encode(CLAIMS)}."
PEM = public_pem()
ATTACK = signed("HS256", secret(json.dumps({"kty": "oct", "k": encode(PEM.encode())})), CLAIMS)
PUBLISHED = signed("HS256", secret("secret"), CLAIMS)
GENUINE = signed("HS256", secret(SECRET), CLAIMS)


def _carried(token: str) -> str:
    return signed("HS256", secret(SECRET), token.encode(), cty="JWT")


def _verdicts(client: FlaskClient, path: str, **fields: str) -> list[tuple[str, bool]]:
    """The tone of each verdict in the answer, from the outside, and whether it is loud."""
    page = client.post(path, data=fields, headers={"HX-Request": "true"}).text
    return [
        (tone, bool(loud)) for tone, loud in re.findall(r'<header class="verdict" data-tone="(\w+)"( data-loud)?', page)
    ]


def _layers(client: FlaskClient, path: str, **fields: str) -> list[tuple[str, bool, str]]:
    """The outcome of each layer in the trail, whether it is loud, and what is said of it."""
    page = client.post(path, data=fields, headers={"HX-Request": "true"}).text
    found = re.findall(r'<li class="layer"[^>]*data-outcome="(\w+)"( data-loud)?>(.*?)</li>', page, re.DOTALL)
    words = (re.search(r'class="layer-words">([^<]*)', rest) for _, _, rest in found)
    return [
        (outcome, bool(loud), said[1] if said else "") for (outcome, loud, _), said in zip(found, words, strict=True)
    ]


@pytest.mark.parametrize(
    ("token", "key", "said"),
    [
        pytest.param(UNSECURED, "", "nobody signed it", id="unsecured"),
        pytest.param(ATTACK, PEM, "anybody can have made it", id="attack"),
        pytest.param(PUBLISHED, "", "anybody can make it", id="published secret"),
    ],
)
def test_a_token_that_anybody_can_have_written_is_as_loud_inside_as_alone(
    client: FlaskClient, token: str, key: str, said: str
) -> None:
    inside = {"input": _carried(token), "key": SECRET, "inner_key": key}

    assert _verdicts(client, "/verify", input=token, key=key) == [("bad", True)]
    assert _verdicts(client, "/verify", **inside) == [("warn", False), ("bad", True)]
    assert _layers(client, "/verify", **inside) == [("passed", False, "verified"), ("failed", True, said)]


def test_a_token_inside_that_nobody_signed_is_loud_before_anything_is_verified(client: FlaskClient) -> None:
    fields = {"input": _carried(UNSECURED)}

    assert _verdicts(client, "/inspect", **fields) == [("info", False), ("bad", True)]
    assert _layers(client, "/inspect", **fields) == [("unchecked", False, ""), ("failed", True, "nobody signed it")]


@pytest.mark.parametrize(
    ("token", "key"),
    [
        pytest.param(GENUINE, "", id="genuine"),
        pytest.param(GENUINE, json.dumps(jwk(new_key("ES256"))), id="another key"),
        pytest.param(PUBLISHED, "secret", id="a weak secret that was given"),
    ],
)
def test_no_alarm_is_raised_about_other_tokens_inside(client: FlaskClient, token: str, key: str) -> None:
    found = _verdicts(client, "/verify", input=_carried(token), key=SECRET, inner_key=key)

    assert [loud for _, loud in found] == [False, False]


def test_a_published_secret_is_said_first_where_the_key_that_was_given_cannot_be_read(client: FlaskClient) -> None:
    key = "-----BEGIN PUBLIC KEY-----\nno key\n-----END PUBLIC KEY-----"

    answer = client.post("/verify", data={"input": PUBLISHED, "key": key}, headers={"Accept": "application/json"})

    assert answer.get_json()["headline"] == "Anybody can make this token"
    assert _verdicts(client, "/verify", input=PUBLISHED, key=key) == [("bad", True)]
