"""Fields whose values cannot be used: each is told at its place, with what is due."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.views.conftest import JSON


def _refusal(client: FlaskClient, fields: dict[str, str]) -> Any:
    answer = client.post("/verify", json=fields, headers=JSON)
    assert answer.status_code == 422
    assert answer.json
    return answer.json["error"]


@pytest.mark.parametrize("at", ["24.12.2026", "tomorrow", "2026-13-01", "1e9", "12:00"])
def test_a_moment_that_cannot_be_read_is_told_in_which_forms_it_can(client: FlaskClient, at: str) -> None:
    error = _refusal(client, {"at": at})

    assert error["message"] == (
        "The time (at) cannot be used: seconds since 1970, or a date such as 2026-01-31T12:00:00Z, are due."
    )


def test_each_of_several_fields_that_cannot_be_used_is_told(client: FlaskClient) -> None:
    fields = {"leeway": "abc", "at": "yesterday"}

    error = _refusal(client, fields)
    page = client.post("/verify", data=fields).get_data(as_text=True)
    partial = client.post("/verify", data=fields, headers={"HX-Request": "true"}).get_data(as_text=True)

    assert (error["field"], [one["field"] for one in error["others"]]) == ("leeway", ["at"])
    assert page.count('aria-invalid="true"') == 2
    assert {'hx-target="#message-leeway"', 'hx-target="#message-at"'} <= set(partial.split())
