"""The members of a pasted JWK: each in its place, and nothing secret among them."""

from __future__ import annotations

import json
import re
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.jose.describe.describing import described
from tests.jose.making import jwk, new_key
from webapp.jose.artefact import Artefact, by_key
from webapp.jose.jwk.publish import Half

PUBLIC: Final = jwk(new_key("ES256"), Half.PUBLIC)
_settings = settings(derandomize=True, database=None, deadline=None, max_examples=60)
_EXTRA: Final = st.dictionaries(
    st.sampled_from(["kid", "use", "a/b", "c~d", "é", "😀"]), st.text('aé😀 "\\{', max_size=4)
)
_STYLES: Final = st.sampled_from([{}, {"ensure_ascii": False}, {"indent": 2}, {"separators": (" ,\t", "\n: ")}])
_AROUND: Final = st.sampled_from(["{}", "  {}\n", "key: {}"])


def _places(artefact: Artefact, paste: str) -> dict[str, Any]:
    """What stands at each member's place, read as JSON."""
    return {one.path: json.loads("{" + one.span.of(paste) + "}") for one in artefact.members}


def _pointer(name: str) -> str:
    return name.replace("~", "~0").replace("/", "~1")


@given(_EXTRA, _STYLES, _AROUND)
@_settings
def test_each_member_of_a_jwk_stands_where_it_says(extra: dict[str, str], style: dict[str, Any], around: str) -> None:
    key = {**extra, **PUBLIC}
    paste = around.replace("{}", json.dumps(key, **style))

    found = _places(described(paste), paste)

    assert found == {f"/{_pointer(name)}": {name: value} for name, value in key.items()}


@pytest.mark.parametrize(
    ("paste", "path"), [('{"keys":%s}', "/keys"), ("%s", ""), ('{"jwks":{"keys":%s}}', "/jwks/keys")]
)
def test_each_member_of_each_key_of_a_set_stands_where_it_says(paste: str, path: str) -> None:
    keys = [{**PUBLIC, "kid": "é"}, {**PUBLIC, "kid": "second"}]
    paste %= json.dumps(keys, indent=1, ensure_ascii=False)

    artefact = described(paste)

    assert _places(artefact, paste) == {
        f"{path}/{index}/{name}": {name: value} for index, key in enumerate(keys) for name, value in key.items()
    }
    assert [len(one) for one in by_key(artefact.members).values()] == [len(PUBLIC) + (0 if "kid" in PUBLIC else 1)] * 2


def test_the_text_of_what_is_secret_or_unknown_is_not_repeated() -> None:
    key = {**jwk(new_key("ES256")), "password": "hunter2"}

    artefact = described(json.dumps(key))

    texts = {one.name: one.text for one in artefact.members}
    assert texts["x"] == f'"{key["x"]}"'
    assert (texts["d"], texts["password"]) == ("", "")
    assert not re.search(f"hunter2|{key['d']}", repr(artefact.members))


def test_the_members_of_the_first_fifty_keys_have_places() -> None:
    artefact = described(json.dumps({"keys": [{"kty": "EC"}] * 70}))

    assert len(artefact.keys) == 70
    assert len(artefact.members) == 50


@pytest.mark.parametrize("text", ['{"kty":"EC","kty":"EC","crv":"P-256"}', "{kty:'EC',crv:'P-256'}", '{"kty":"EC","x'])
def test_a_member_that_is_not_found_at_its_place_is_left_out(text: str) -> None:
    artefact = described(text)

    assert all(one.name in one.span.of(text) for one in artefact.members)
