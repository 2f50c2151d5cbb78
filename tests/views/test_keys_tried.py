"""The keys that were given, as a table under the step that chose one."""

from __future__ import annotations

import json

from flask.testing import FlaskClient

from tests.browser.debug_page import ES256
from tests.vectors.published_keys import RFC7638_RSA

RSA = {name: RFC7638_RSA[name] for name in ("kty", "n", "e")}
JSON = {"Accept": "application/json"}


def keys(count: int) -> str:
    own = json.loads(ES256.key)
    return json.dumps({"keys": [*({**RSA, "kid": f"<b>{nth}"} for nth in range(count)), own.get("keys", [own])[0]]})


def test_each_key_has_a_row_with_its_kid_its_outcome_and_why(client: FlaskClient) -> None:
    page = client.post("/verify", data={"input": ES256.token, "key": keys(1)}).text

    table = page[page.index('<table class="keys-tried"') : page.index("</table>")]
    assert 'data-outcome="passed"' in table
    assert 'data-outcome="failed" data-code="key.type"' in table
    assert "ES256 needs a key of type EC; this one is RSA" in table
    assert "&lt;b&gt;0" in table


def test_the_rows_are_bounded_and_the_rest_is_counted(client: FlaskClient) -> None:
    page = client.post("/verify", data={"input": ES256.token, "key": keys(1_200)}).text

    assert page.count("keys-tried-row") == 50
    assert "and 1,151 more" in page


def test_json_has_the_same_rows(client: FlaskClient) -> None:
    answer = client.post("/verify", data={"input": ES256.token, "key": keys(60)}, headers=JSON).get_json()

    (step,) = (step for step in answer["steps"] if step["code"] == "jws.key")
    assert len(step["choices"]) == 50
    assert step["more_choices"] == 11
    assert step["choices"][0] == {
        "index": 60, "name": "EC P-256", "kid": None, "outcome": "passed", "words": "chosen", "code": None,
    }  # fmt: skip
