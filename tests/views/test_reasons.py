"""The reason in the page: its fix is a form of its own, and what was ruled out is said."""

from __future__ import annotations

import re
from html import unescape

from flask.testing import FlaskClient

from tests.jose.diagnose.asking import mac

TOKEN = mac(b"secret" * 6)
KEY = "c2VjcmV0" * 6
PARTIAL = {"HX-Request": "true"}


def _fix(page: str) -> dict[str, str]:
    """The fields of the first form that mends something."""
    form = re.search(r"<form[^>]*data-fix=.*?</form>", page, re.DOTALL)
    assert form
    return {name: unescape(text) for name, text in re.findall(r'name="([^"]+)" value="([^"]*)"', form[0])}


def test_the_fix_of_a_whole_page_carries_every_field_that_was_sent(client: FlaskClient) -> None:
    sent = {"input": TOKEN, "key": KEY, "password": "hush", "issuer": "joe", "leeway": "9"}

    page = client.post("/verify", data=sent).text

    assert _fix(page) == sent | {"key_encoding": "base64"}
    assert 'action="/verify"' in page


def test_the_fix_of_a_partial_carries_its_field_alone_because_the_boxes_hold_the_others(client: FlaskClient) -> None:
    page = client.post("/debug", data={"input": TOKEN, "key": KEY, "password": "hush"}, headers=PARTIAL).text

    assert _fix(page) == {"key_encoding": "base64"}
    assert "hush" not in page


def test_sending_the_fix_mends_it(client: FlaskClient) -> None:
    page = client.post("/verify", data={"input": TOKEN, "key": KEY}).text

    mended = client.post("/verify", data=_fix(page), headers={"Accept": "application/json"}).get_json()

    assert mended["signature"]["outcome"] == "passed"


def test_the_button_for_a_leeway_says_how_many_seconds_it_is(client: FlaskClient) -> None:
    late = mac(b"secret" * 6, claims=b'{"exp":1700000000}')

    page = client.post("/verify", data={"input": late, "key": "secret" * 6, "at": "1700000100"}, headers=PARTIAL).text

    assert "Try it with a leeway of 180 seconds</button>" in page


def test_the_reason_leads_to_its_help(client: FlaskClient) -> None:
    page = client.post("/verify", data={"input": TOKEN, "key": KEY}, headers=PARTIAL).text

    assert 'href="/help/reasons#secret.base64"' in page


def test_a_reason_without_an_entry_in_the_help_leads_nowhere(client: FlaskClient) -> None:
    page = client.post("/decrypt", data={"input": TOKEN}, headers=PARTIAL).text

    assert 'data-code="paste.jws"' in page
    assert "/help/reasons" not in page


def test_what_was_ruled_out_is_said_where_nothing_was_proven(client: FlaskClient) -> None:
    page = client.post("/verify", data={"input": TOKEN, "key": "quite another one"}, headers=PARTIAL).text

    assert "Ruled out by trial: another encoding of this secret" in page
    assert "data-fix" not in page


def test_the_step_that_failed_shows_its_octets_at_once(client: FlaskClient) -> None:
    page = client.post("/verify", data={"input": TOKEN, "key": KEY}, headers=PARTIAL).text
    step = page[page.index('data-step="jws.signature"') :]

    assert re.search(r'<details class="fold trace-more" id="trace-jws.signature-open" open>', step[:900])
    assert "Signature: 32 octets: " in step


def test_a_token_without_iat_is_not_said_to_be_issued_when_it_becomes_valid(client: FlaskClient) -> None:
    token = mac(b"secret" * 6, claims=b'{"nbf":1700000000,"exp":1700003600}')

    page = client.post("/verify", data={"input": token, "key": "secret" * 6}).text

    assert "when it becomes valid" in page
    assert "valid from" in page
    assert "when it was issued" not in page
