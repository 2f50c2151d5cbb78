"""Every example does what it says, and the story of the login holds at each of its steps."""

from __future__ import annotations

from flask.testing import FlaskClient

from webapp.services.examples import examples, story

NOW = 1_764_000_000
_ROUTES = {
    "debug.debug": "/debug",
    "inspect.inspect": "/inspect",
    "verify.verify": "/verify",
    "decrypt.decrypt": "/decrypt",
}


def _answers(client: FlaskClient, action: str, fields: dict[str, str]) -> dict[str, object]:
    route = _ROUTES[action]
    at = {} if route == "/inspect" else {"at": str(NOW)}
    answer = client.post(route, data={**fields, **at}, headers={"Accept": "application/json"})
    found: dict[str, object] = answer.get_json()
    return found


def test_every_example_comes_out_as_its_title_says(client: FlaskClient) -> None:
    verdicts = {e.title: _answers(client, e.action, dict(e.fields)).get("verdict") for e in examples(NOW)}

    assert verdicts == {
        "ID token": "valid",
        "Shared secret": "valid",
        "Expired": "invalid",
        "Tampered": "invalid",
        "Encrypted": "decrypted",
        "Unsecured": None,
        "A JWK Set": None,
    }


def test_the_expired_example_is_genuine_and_the_tampered_one_is_not(client: FlaskClient) -> None:
    found = {e.title: _answers(client, e.action, dict(e.fields)) for e in examples(NOW)}

    assert "Genuine, but expired" in str(found["Expired"]["headline"])
    assert found["Tampered"]["signature"]["outcome"] == "failed"  # type: ignore[index]


def test_the_login_is_signed_encrypted_decrypted_and_checked(client: FlaskClient) -> None:
    chapters = story(NOW)
    found = [_answers(client, c.action, dict(c.fields)) for c in chapters]

    assert [f.get("verdict") for f in found] == [None, None, "decrypted", None, "valid", "valid"]
    assert found[2]["plaintext"]["text"] == chapters[0].fields["input"]  # type: ignore[index]
    assert {light: found[5][light]["outcome"] for light in ("signature", "key_trust", "time", "claims")} == {  # type: ignore[index]
        "signature": "passed",
        "key_trust": "passed",
        "time": "passed",
        "claims": "passed",
    }


def test_the_formulas_show_the_tokens_own_values() -> None:
    signing, sealing = (chapter for chapter in story(NOW) if chapter.formula)
    assert signing.formula is not None
    assert sealing.formula is not None

    header, payload, signature = signing.fields["input"].split(".")
    assert [value for _, value in signing.formula.arguments[:2]] == [header, payload]
    assert signing.formula.result == signature
    assert sealing.formula.result == ".".join(sealing.fields["input"].split(".")[3:])


def test_the_published_set_of_the_login_holds_no_private_key() -> None:
    for example in examples(NOW):
        if "keys" in example.fields.get("key", ""):
            assert '"d"' not in example.fields["key"]


def test_the_examples_are_the_same_all_hour_and_fresh_in_the_next() -> None:
    assert examples(NOW) == examples(NOW + 1)
    assert examples(NOW) != examples(NOW + 3600)
