"""The examples of the RFCs, through the JSON routes."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.vectors import RfcExample, rfc_examples

VERIFY = rfc_examples("/verify")
DECRYPT = rfc_examples("/decrypt")


def _post(client: FlaskClient, route: str, fields: dict[str, str]) -> Any:
    answer = client.post(route, data=fields, headers={"Accept": "application/json"})
    assert answer.status_code == 200
    return answer.get_json()


@pytest.mark.parametrize("example", VERIFY, ids=lambda e: f"{e.source} ({e.alg})")
def test_the_signature_of_every_example_passes(client: FlaskClient, example: RfcExample) -> None:
    found = _post(client, "/verify", example.fields)

    assert found["signature"]["outcome"] == "passed", found["signature"]["summary"]
    assert found["artefact"]["header"]["alg"] == example.alg


@pytest.mark.parametrize("example", DECRYPT, ids=lambda e: f"{e.source} ({e.alg}, {e.enc})")
def test_every_example_decrypts_to_its_plaintext(client: FlaskClient, example: RfcExample) -> None:
    found = _post(client, "/decrypt", example.fields)

    assert found["verdict"] == "decrypted", found["explanation"]
    assert found["plaintext"]["text"] == example.plaintext
    assert [step["outcome"] for step in found["steps"] if step["outcome"] == "failed"] == []


@pytest.mark.parametrize("example", VERIFY + DECRYPT, ids=lambda e: e.source)
@pytest.mark.parametrize("wrap", [64, 72])
def test_an_example_as_an_rfc_prints_it_over_several_lines_is_the_same_token(
    client: FlaskClient, example: RfcExample, wrap: int
) -> None:
    lines = [example.token[i : i + wrap] for i in range(0, len(example.token), wrap)]
    printed = "\n".join(f"     {line}" for line in lines)

    found = _post(client, "/inspect", {"input": printed})

    assert [artefact["text"] for artefact in found["artefacts"]] == [example.token]


@pytest.mark.parametrize("example", VERIFY, ids=lambda e: f"{e.source} ({e.alg})")
@pytest.mark.parametrize("part", [0, 1, 2])
def test_a_changed_character_in_any_part_is_never_valid(client: FlaskClient, example: RfcExample, part: int) -> None:
    parts = example.token.split(".")
    middle = len(parts[part]) // 2
    other = "A" if parts[part][middle] != "A" else "B"
    parts[part] = parts[part][:middle] + other + parts[part][middle + 1 :]

    found = _post(client, "/verify", {**example.fields, "input": ".".join(parts)})

    assert found["signature"]["outcome"] != "passed"
    assert found["verdict"] == "invalid"


@pytest.mark.parametrize("example", DECRYPT, ids=lambda e: f"{e.source} ({e.alg}, {e.enc})")
@pytest.mark.parametrize("part", [0, 1, 2, 3, 4])
def test_a_jwe_changed_in_any_part_does_not_decrypt(client: FlaskClient, example: RfcExample, part: int) -> None:
    parts = example.token.split(".")
    middle = len(parts[part]) // 2
    parts[part] = (
        parts[part][:middle] + ("A" if parts[part][middle : middle + 1] != "A" else "B") + parts[part][middle + 1 :]
    )

    found = _post(client, "/decrypt", {**example.fields, "input": ".".join(parts)})

    assert found["verdict"] != "decrypted"
    assert found["plaintext"] is None
