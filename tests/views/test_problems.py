"""Problems on the page: how many rows they are about, where they stand, and by which rule."""

from __future__ import annotations

from flask.testing import FlaskClient

from webapp.jose.base64url import encode

TWICE, ONCE = encode(b'{"sub":"a","sub":"b"}'), encode(b'{"sub":"a"}')
HEADER = encode(b'{"alg":"HS256"}')


def _page(client: FlaskClient, token: str) -> str:
    return client.post("/inspect", data={"input": token}).get_data(as_text=True)


def test_a_name_that_stands_twice_is_counted_with_its_rows_and_cites_the_rule_of_claims(client: FlaskClient) -> None:
    page = _page(client, f"{HEADER}.{TWICE}.{'A' * 43}")

    assert "2 members" in page
    assert 'rfc7519#section-4"' in page


def test_what_is_missing_at_the_end_stands_after_the_last_character(client: FlaskClient) -> None:
    token = f"{HEADER}.{ONCE}"

    page = _page(client, token)

    assert f"after character {len(token)}<" in page
    assert f"at character {len(token) + 1}<" not in page
