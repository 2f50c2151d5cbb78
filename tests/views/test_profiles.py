"""Profiles over HTTP: the field, the refusal of a name, the card with its buttons."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.jose.making import new_key, signed
from webapp.app import create_app
from webapp.settings import Settings
from webapp.views.bounded import helpers
from webapp.workers import cost

JSON: Final = {"Accept": "application/json"}
TEXT: Final = """
[production]
issuer = "https://login.example"
audiences = ["api"]
[staging]
issuer = "https://staging.example"
"""
TOKEN: Final = signed("ES256", new_key("ES256"), b'{"iss":"https://login.example","aud":"api"}')
PUBLIC: Final = '{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}'


@pytest.fixture
def profiled(tmp_path: Path) -> Flask:
    path = tmp_path / "profiles.toml"
    path.write_text(TEXT)
    return create_app(Settings(profiles=str(path), helpers=0))


@pytest.fixture
def held(profiled: Flask) -> FlaskClient:
    return profiled.test_client()


@pytest.mark.parametrize("route", ["/verify", "/inspect", "/audit", "/debug"])
def test_the_answer_names_the_profile(held: FlaskClient, route: str) -> None:
    by_issuer = held.post(route, json={"input": TOKEN}, headers=JSON).get_json()["profile"]
    asked = held.post(route, json={"input": TOKEN, "profile": "staging"}, headers=JSON).get_json()["profile"]

    assert by_issuer["name"] == "production"
    assert {step["code"]: step["outcome"] for step in by_issuer["expectations"]} == {
        "claims.issuer": "passed", "claims.audience": "passed",
    }  # fmt: skip
    assert asked["name"] == "staging"
    assert [step["outcome"] for step in asked["expectations"]] == ["failed"]


@pytest.mark.parametrize("route", ["/verify", "/decrypt", "/inspect", "/audit", "/debug"])
def test_a_profile_that_there_is_not_is_refused_by_name(held: FlaskClient, route: str) -> None:
    answer = held.post(route, json={"input": TOKEN, "profile": "prod"}, headers=JSON)

    assert answer.status_code == 422
    assert answer.get_json()["error"]["field"] == "profile"
    assert answer.get_json()["error"]["code"] == "profile.unknown"


def test_without_profiles_the_field_may_be_blank_and_nothing_else(client: FlaskClient) -> None:
    assert client.post("/verify", json={"input": TOKEN, "profile": ""}, headers=JSON).status_code == 200
    assert client.post("/verify", json={"input": TOKEN, "profile": "none"}, headers=JSON).status_code == 200
    assert client.post("/verify", json={"input": TOKEN, "profile": "staging"}, headers=JSON).status_code == 422


def test_the_page_offers_profiles_when_there_are_any(held: FlaskClient, client: FlaskClient) -> None:
    assert '<option value="staging">' in held.get("/").text
    assert 'id="profile"' not in client.post("/verify", data={"input": TOKEN}).text
    assert "<option" not in client.get("/").text.partition('name="profile"')[2][:80]


def test_the_card_has_a_button_for_each_other_profile(held: FlaskClient) -> None:
    page = held.post("/verify", data={"input": TOKEN, "profile": ""}).text

    assert 'data-held="production"' in page
    assert 'data-expectation="claims.audience" data-outcome="passed"' in page
    assert 'data-profile="staging"' in page
    assert 'data-profile="production"' not in page


def test_of_the_choice_and_the_button_the_button_counts(held: FlaskClient) -> None:
    page = held.post("/verify", data={"input": TOKEN, "profile": ["production", "staging"]}).text

    assert 'data-held="staging"' in page
    assert '<option value="staging" selected>' in page
    assert 'data-profile="production"' in page


def test_a_token_without_a_profile_can_be_held_to_any(held: FlaskClient) -> None:
    page = held.post("/verify", data={"input": TOKEN, "profile": "none"}).text

    assert 'data-held=""' in page
    assert 'data-profile="staging"' in page
    assert 'data-profile="production"' in page


@pytest.fixture
def helped(tmp_path: Path) -> Iterator[Flask]:
    path = tmp_path / "profiles.toml"
    path.write_text(TEXT)
    app = create_app(Settings(profiles=str(path), helpers=1))
    path.write_text("broken since")
    yield app
    pool = helpers(app)
    assert pool
    pool.close()


def test_helper_processes_know_the_profiles_of_the_start(helped: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cost, "_LARGE", -1)

    answer = helped.test_client().post("/verify", json={"input": TOKEN}, headers=JSON)

    assert answer.get_json()["profile"]["name"] == "production"


def test_an_expectation_that_is_told_as_missed_is_no_finding_as_well(held: FlaskClient) -> None:
    text = held.post("/inspect", data={"input": TOKEN, "profile": "staging"}).text

    assert 'data-expectation="claims.issuer"' in text
    assert 'data-rule="C02"' not in text


@pytest.mark.parametrize(
    ("token", "chosen", "why"),
    [(TOKEN, "none", "chosen"), (signed("ES256", new_key("ES256"), b'{"iss":"https://else.example"}'), "*", "issuer")],
)
@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
@pytest.mark.parametrize("route", ["/verify", "/inspect", "/audit"])
def test_below_the_claims_it_is_told_why_a_token_is_held_to_no_profile(
    held: FlaskClient, route: str, headers: dict[str, str], token: str, chosen: str, why: str
) -> None:
    page = held.post(route, data={"input": token, "profile": chosen}, headers=headers).text

    assert f'data-held="" data-why="{why}"' in page
    assert page.index('id="token-claims"') < page.index("data-held")


@pytest.mark.parametrize("text", ["hello", PUBLIC])
@pytest.mark.parametrize("route", ["/verify", "/inspect"])
def test_no_profile_is_told_of_what_is_no_token(held: FlaskClient, route: str, text: str) -> None:
    assert "data-held" not in held.post(route, data={"input": text}).text
