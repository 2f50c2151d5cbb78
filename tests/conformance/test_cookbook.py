"""The examples of RFC 7520 and RFC 8037 as files: compact forms and keys (--cookbook-root)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient

from webapp.jose.base64url import encode

# Not due yet: content that travels apart from its signature, as in RFC 7520 section 4.5.
_NOT_DUE = frozenset({"4_5.signature_with_detached_content.json"})


def _examples(folder: Path) -> list[tuple[str, dict[str, Any]]]:
    return [(path.name, json.loads(path.read_text())) for path in sorted(folder.glob("*.json"))]


def _post(client: FlaskClient, route: str, fields: dict[str, str]) -> Any:
    return client.post(route, data=fields, headers={"Accept": "application/json"}).get_json()


def test_every_compact_jws_verifies(cookbook_root: Path, client: FlaskClient) -> None:
    compact = [(n, e) for n, e in _examples(cookbook_root / "jws") if "compact" in e["output"] and n not in _NOT_DUE]

    outcomes = {
        name: _post(client, "/verify", {"input": e["output"]["compact"], "key": json.dumps(e["input"]["key"])})
        for name, e in compact
    }

    assert len(outcomes) >= 4
    assert {name: found["signature"]["outcome"] for name, found in outcomes.items()} == dict.fromkeys(
        outcomes, "passed"
    )


def test_every_compact_jwe_decrypts_to_its_plaintext(cookbook_root: Path, client: FlaskClient) -> None:
    wrong = {}
    for name, example in _examples(cookbook_root / "jwe"):
        if "compact" in example["output"]:
            key = example["input"].get("key") or example["input"].get("pwd")
            fields = {"input": example["output"]["compact"], "key": key if isinstance(key, str) else json.dumps(key)}
            found = _post(client, "/decrypt", fields)
            if (found["plaintext"] or {}).get("base64url") != encode(example["input"]["plaintext"].encode()):
                wrong[name] = found["explanation"]

    assert wrong == {}


def test_every_key_is_read(cookbook_root: Path, client: FlaskClient) -> None:
    for name, key in _examples(cookbook_root / "jwk"):
        found = _post(client, "/keys/inspect", {"key": json.dumps(key)})

        assert [k["kty"] for k in found["keys"]] == [key["kty"]], name
        assert found["keys"][0]["problems"] == [], name
