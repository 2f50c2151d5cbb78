"""The examples of RFC 7520, RFC 7797 and RFC 8037 as files: every serialization, and the keys (--cookbook-root)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from flask.testing import FlaskClient

from webapp.jose.base64url import encode

_FORMS = ("compact", "json", "json_flat")
# Defects of the vectors themselves, with what is wrong; nothing else is excused.
EXCUSED: Final = {
    "4.2.hmac-sha2_b64_false.json json": 'the header that was signed has no "crit", which RFC 7797 section 6 demands',
    "4.2.hmac-sha2_b64_false.json json_flat": 'the header that was signed has no "crit", as above',
}
_ECDH: Final = frozenset(f"ecdh-es.json {form}" for form in _FORMS)


def _examples(folder: Path) -> list[tuple[str, dict[str, Any]]]:
    return [(path.name, json.loads(path.read_text())) for path in sorted(folder.glob("*.json"))]


def _post(client: FlaskClient, route: str, fields: dict[str, str]) -> Any:
    return client.post(route, data=fields, headers={"Accept": "application/json"}).get_json()


def _outputs(folder: Path) -> list[tuple[str, dict[str, Any], str]]:
    """Name, example and token of each serialization of each example."""
    return [
        (f"{name} {form}", example, token if isinstance(token := example["output"][form], str) else json.dumps(token))
        for name, example in _examples(folder)
        for form in _FORMS
        if form in example["output"]
    ]


def _keys(example: dict[str, Any]) -> str:
    key = example["input"].get("key") or example["input"].get("pwd")
    if isinstance(key, list):
        return json.dumps({"keys": [one for one in key if isinstance(one, dict)]})
    return key if isinstance(key, str) else json.dumps(key)


def test_every_jws_verifies(cookbook_root: Path, client: FlaskClient) -> None:
    outputs = _outputs(cookbook_root / "jws")

    outcomes = {}
    for name, example, token in outputs:
        detached = example["input"]["payload"] if "detached" in name else ""
        found = _post(client, "/verify", {"input": token, "key": _keys(example), "payload": detached})
        outcomes[name] = found["signature"]["outcome"]

    assert len(outcomes) >= 15
    assert outcomes == dict.fromkeys(outcomes, "passed")


def test_every_example_of_rfc_7797_and_rfc_8037_verifies(cookbook_root: Path, client: FlaskClient) -> None:
    folders = ("rfc7797", "curve25519")
    outputs = [one for folder in folders for one in _outputs(cookbook_root / folder) if one[0] not in _ECDH]

    outcomes = {}
    for name, example, token in outputs:
        found = _post(client, "/verify", {"input": token, "key": _keys(example)})
        same = found["artefact"]["payload"]["text"] == example["input"]["payload"]
        outcomes[name] = found["signature"]["outcome"] if same else "another payload"

    assert len(outcomes) == 8
    assert outcomes == {name: "failed" if name in EXCUSED else "passed" for name in outcomes}


def test_the_agreement_of_rfc_8037_decrypts(cookbook_root: Path, client: FlaskClient) -> None:
    outputs = [one for one in _outputs(cookbook_root / "curve25519") if one[0] in _ECDH]

    for name, example, token in outputs:
        found = _post(client, "/decrypt", {"input": token, "key": _keys(example)})

        assert (found["plaintext"] or {}).get("text") == example["input"]["plaintext"], name
    assert len(outputs) == 3


def test_the_nested_token_of_rfc_7520_is_decrypted_and_verified_at_once(
    cookbook_root: Path, client: FlaskClient
) -> None:
    example = json.loads((cookbook_root / "6.nesting_signatures_and_encryption.json").read_text())
    keys = json.dumps({"keys": [example["encrypt"]["input"]["key"], example["sign"]["input"]["key"]]})

    for form in _FORMS:
        token = example["encrypt"]["output"][form]
        text = token if isinstance(token, str) else json.dumps(token)
        found = _post(client, "/decrypt", {"input": text, "key": keys, "at": "1300819379"})

        assert found["plaintext"]["text"] == example["sign"]["output"]["compact"], form
        assert found["verification"]["verdict"] == "valid", form


def test_every_jwe_decrypts_to_its_plaintext(cookbook_root: Path, client: FlaskClient) -> None:
    outputs = _outputs(cookbook_root / "jwe")

    wrong = {}
    for name, example, token in outputs:
        found = _post(client, "/decrypt", {"input": token, "key": _keys(example)})
        if (found["plaintext"] or {}).get("base64url") != encode(example["input"]["plaintext"].encode()):
            wrong[name] = found["explanation"]

    assert len(outputs) >= 30
    assert wrong == {}


def test_every_key_is_read(cookbook_root: Path, client: FlaskClient) -> None:
    keys = _examples(cookbook_root / "jwk")

    assert len(keys) == 6
    for name, key in keys:
        found = _post(client, "/keys/inspect", {"key": json.dumps(key)})

        assert [k["kty"] for k in found["keys"]] == [key["kty"]], name
        assert found["keys"][0]["problems"] == [], name
