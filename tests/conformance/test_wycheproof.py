"""Project Wycheproof's JOSE vectors, every case, through the JSON routes (--wycheproof-root)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from flask.testing import FlaskClient

from webapp.jose.base64url import encode

FILES: Final = ("signature", "encryption", "key", "crypto")
# Defects of the vectors themselves, with what is wrong; nothing else is excused.
EXCUSED: Final = {
    ("signature", 346): "the key is for PS256 and the token says PS384; refusing is right",
    ("signature", 347): "the key is for PS256 and the token says PS384; refusing is right",
    ("signature", 350): 'the key\'s "alg" is ES521, which is no algorithm',
    ("signature", 351): 'the key\'s "alg" is ES521, which is no algorithm',
    ("signature", 367): "the same characters as the valid case 357",
    ("signature", 370): "the same characters as the valid case 357",
    ("signature", 372): "a question mark within base64url, called valid",
    ("signature", 373): "a question mark within base64url, called valid",
    ("key", 1): "a set of symmetric and private keys is a risk, not a wrong signature",
    ("key", 4): "two keys with one kid are a risk, not a wrong signature",
    ("crypto", 47): "a set of symmetric and private keys is a risk, not a wrong signature",
    ("encryption", 22): "the JSON serialization is refused there for its form alone",
}


def _cases(root: Path, name: str) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    vectors = json.loads((root / f"json_web_{name}_test.json").read_text())
    for group in vectors["testGroups"]:
        for case in group["tests"]:
            yield group, case


def _accepts(client: FlaskClient, group: dict[str, Any], case: dict[str, Any], half: str = "private") -> bool:
    """Whether signature and key pass, whatever the time; a decrypted token must have the plaintext that is given."""
    route = "/verify" if "jws" in case else "/decrypt"
    token = case.get("jws", case.get("jwe"))
    fields = {"input": token, "key": json.dumps(group[half])}
    answer = client.post(route, json=fields, headers={"Accept": "application/json"})
    if answer.status_code == 422:  # A few vectors have an object or nothing where a token's text is due.
        return False
    found = answer.get_json()
    if route == "/verify":
        return bool(found["signature"]["outcome"] == "passed" and found["key_trust"]["outcome"] != "failed")
    plaintext = case.get("pt")
    same = plaintext is None or (found["plaintext"] or {}).get("base64url") == encode(bytes.fromhex(plaintext))
    return bool(found["verdict"] == "decrypted") and same


@pytest.mark.parametrize("name", FILES)
def test_every_case_is_judged_as_it_should_be(wycheproof_root: Path, client: FlaskClient, name: str) -> None:
    wrong = {
        case["tcId"]: case["comment"]
        for group, case in _cases(wycheproof_root, name)
        if (name, case["tcId"]) not in EXCUSED and _accepts(client, group, case) != (case["result"] == "valid")
    }

    assert wrong == {}


@pytest.mark.parametrize(("name", "count"), [("signature", 401), ("encryption", 139), ("key", 26), ("crypto", 83)])
def test_no_case_is_left_out(wycheproof_root: Path, name: str, count: int) -> None:
    assert sum(1 for _ in _cases(wycheproof_root, name)) >= count


@pytest.mark.parametrize("name", FILES)
def test_the_public_half_of_a_key_verifies_as_the_private_one_does(
    wycheproof_root: Path, client: FlaskClient, name: str
) -> None:
    wrong = {
        case["tcId"]: case["comment"]
        for group, case in _cases(wycheproof_root, name)
        if "jws" in case and "public" in group and (name, case["tcId"]) not in EXCUSED
        if _accepts(client, group, case, "public") != (case["result"] == "valid")
    }

    assert wrong == {}


@pytest.mark.parametrize("name", FILES)
def test_only_defects_are_excused(wycheproof_root: Path, client: FlaskClient, name: str) -> None:
    known = {case["tcId"]: (group, case) for group, case in _cases(wycheproof_root, name)}
    excused = [known[number] for file, number in EXCUSED if file == name]

    agreeing = [c["tcId"] for g, c in excused if _accepts(client, g, c) == (c["result"] == "valid")]

    assert agreeing == []
