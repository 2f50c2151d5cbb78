"""A token of which characters are escaped is the same token: its places move, and nothing else does."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from itertools import accumulate
from typing import Any, Final

import pytest
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st

from webapp.app import create_app
from webapp.settings import Settings

_settings = settings(derandomize=True, database=None, deadline=None, max_examples=25)
Escape = Callable[[str], str]


def encoded(text: str) -> str:
    return base64.urlsafe_b64encode(text.encode()).rstrip(b"=").decode()


def of_json(character: str) -> str:
    return f"\\u{ord(character):04x}"


def of_address(character: str) -> str:
    return f"%{ord(character):02X}"


HEADER: Final = encoded('{"alg":"HS256","typ":"JWT"}')
CLAIMS: Final = encoded('{"sub":"zoë","aud":["a","b"],"at":{"x":[1,"two"]}}')
SIGNATURE: Final = "A" * 43
COMPACT: Final = f"{HEADER}.{CLAIMS}.{SIGNATURE}"
SD_JWT: Final = json.dumps(
    {
        "payload": encoded('{"_sd_alg":"sha-256"}'),
        "signatures": [
            {
                "protected": HEADER,
                "signature": SIGNATURE,
                "header": {"disclosures": [encoded('["salt","name",{"k":"v"}]'), encoded('["salt2","other",1]')]},
            }
        ],
    }
)
# What is around the token, what of it is escaped, and how.
PASTES: Final[dict[str, tuple[str, list[str], Escape]]] = {
    "flattened": (
        json.dumps({"protected": HEADER, "payload": CLAIMS, "signature": SIGNATURE}),
        [HEADER, CLAIMS, SIGNATURE],
        of_json,
    ),
    "general": (SD_JWT, [HEADER, SIGNATURE, encoded('["salt","name",{"k":"v"}]')], of_json),
    "string of a program": (f"token = '{COMPACT}'", [COMPACT], lambda one: f"\\x{ord(one):02x}"),
    "answer of an endpoint": (f'{{"token_type":"Bearer","access_token":"{COMPACT}"}}', [COMPACT], of_json),
    "JSON inside JSON": (json.dumps(json.dumps({"é": [COMPACT]})), [COMPACT], lambda one: "\\" + of_json(one)),
    "log": (f'level=error token="{COMPACT}" rejected', [COMPACT], of_json),
    "address": (f"https://app.example/cb?id_token={COMPACT}&state=1", [COMPACT], of_address),
}


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return create_app(Settings(rate_limit="off")).test_client()


def inspected(client: FlaskClient, paste: str) -> dict[str, Any]:
    answer: Any = client.post("/inspect", json={"input": paste}, headers={"Accept": "application/json"}).json
    assert len(answer["artefacts"]) == 1, (paste, answer)
    artefact: dict[str, Any] = answer["artefacts"][0]
    return artefact


def moved(value: Any, starts: list[int], ends: list[int]) -> Any:
    """An answer with each place of the paste where it has gone, less what it repeats of the paste as it is written."""
    if isinstance(value, list):
        return [moved(one, starts, ends) for one in value]
    if not isinstance(value, dict):
        return value
    return {
        name: [starts[one[0]], ends[one[1] - 1]] if name == "span" and one else moved(one, starts, ends)
        for name, one in value.items()
        if name not in ("text", "text_span")
    }


def check(client: FlaskClient, dress: str, chosen: set[int]) -> None:
    plain, _, escape = PASTES[dress]
    pieces = [escape(character) if index in chosen else character for index, character in enumerate(plain)]
    ends = list(accumulate(map(len, pieces)))

    found = inspected(client, "".join(pieces))

    places = list(range(ends[-1] + 1))
    assert moved(found, places, places[1:]) == moved(inspected(client, plain), [0, *ends[:-1]], ends)


def escapable(dress: str) -> list[int]:
    plain, parts, _ = PASTES[dress]
    return [plain.index(part) + index for part in parts for index in range(len(part))]


@pytest.mark.parametrize("dress", [dress for dress in PASTES if dress != "address"])
@given(data=st.data())
@_settings
def test_escapes_move_places_and_nothing_else(client: FlaskClient, dress: str, data: st.DataObject) -> None:
    check(client, dress, data.draw(st.sets(st.sampled_from(escapable(dress)), min_size=1, max_size=12)))


@pytest.mark.parametrize("dress", PASTES)
def test_a_token_of_escapes_alone_is_exact(client: FlaskClient, dress: str) -> None:
    check(client, dress, set(escapable(dress)))
