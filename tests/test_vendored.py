"""What is vendored is, to the octet, what its note says it is."""

from __future__ import annotations

import base64
import hashlib
import json
from pathlib import Path

import pytest

_DIRECTORY = Path(__file__).parent.parent / "static" / "vendor"
_NOTES: dict[str, dict[str, str]] = json.loads((_DIRECTORY / "VENDORED.json").read_text())


@pytest.mark.parametrize("name", _NOTES)
def test_a_vendored_file_has_the_hash_that_its_note_gives(name: str) -> None:
    octets = (_DIRECTORY / name).read_bytes()

    assert hashlib.sha256(octets).hexdigest() == _NOTES[name]["sha256"]
    assert f"sha384-{base64.b64encode(hashlib.sha384(octets).digest()).decode()}" == _NOTES[name]["sha384"]


@pytest.mark.parametrize("name", _NOTES)
def test_a_vendored_file_names_its_version_and_brings_its_licence(name: str) -> None:
    note = _NOTES[name]

    assert note["version"] in name
    assert note["version"].encode() in (_DIRECTORY / name).read_bytes()
    assert (_DIRECTORY / note["licence_file"]).is_file()


def test_nothing_is_vendored_without_a_note() -> None:
    noted = {*_NOTES, *(note["licence_file"] for note in _NOTES.values()), "VENDORED.json"}

    assert {place.name for place in _DIRECTORY.iterdir()} == noted
