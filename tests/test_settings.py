"""Settings: every one is named, explained, bounded, and read from one variable."""

from __future__ import annotations

from dataclasses import asdict, fields
from pathlib import Path

import pytest

from tests.servers import ROOT
from webapp.host_names import host_names
from webapp.jose.limits import Limits
from webapp.jose.registry.rules import RULES
from webapp.settings import Settings, SettingsError, load, published, unknown_variables, variable


def test_the_limits_are_those_of_the_core_unless_they_are_set() -> None:
    assert Settings().limits() == Limits()


def test_every_limit_has_a_setting_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    for field in fields(Limits):
        default = asdict(Limits())[field.name]
        monkeypatch.setenv(f"TOKEN_DEBUGGER_LIMIT_{field.name.upper()}", str(default - 1))

    limits = asdict(load().limits())

    assert limits == {name: value - 1 for name, value in asdict(Limits()).items()}


def test_every_setting_is_in_the_readme_with_its_default() -> None:
    readme = (ROOT / "README.md").read_text()
    rows = {
        cells[0].strip(" `"): cells[1].strip(" `")
        for line in readme.splitlines()
        if line.startswith("| `TOKEN_DEBUGGER_")
        for cells in [line.strip("|").split("|")]
    }

    documented = {variable(name): _text(field.default) for name, field in Settings.model_fields.items()}

    assert rows == documented


def test_the_readme_tells_how_many_rules_there_are() -> None:
    assert f"{len(RULES)} rules" in (ROOT / "README.md").read_text()


def _text(default: object) -> str:
    if isinstance(default, tuple):
        return " ".join(default)
    return str(default).lower() if isinstance(default, bool) else str(default)


def test_every_setting_is_explained() -> None:
    unexplained = [name for name, field in Settings.model_fields.items() if not field.description]

    assert unexplained == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("port", "many"),
        ("port", "70000"),
        ("threads", "0"),
        ("log_level", "loud"),
        ("rate_limit", "sometimes"),
        ("limit_json_depth", "1000"),
        ("limit_body_size", "0"),
    ],
)
def test_a_value_that_cannot_be_used_is_one_line_with_the_variable(
    monkeypatch: pytest.MonkeyPatch, name: str, text: str
) -> None:
    monkeypatch.setenv(variable(name), text)

    with pytest.raises(SettingsError) as refusal:
        load()

    assert str(refusal.value).startswith(f"{variable(name)} cannot be used: ")
    assert "\n" not in str(refusal.value)


def test_an_empty_variable_counts_as_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOKEN_DEBUGGER_PORT", "")

    assert load().port == 8000


def test_variables_that_are_no_settings_are_found() -> None:
    environment = {"TOKEN_DEBUGGER_PROT": "1", "TOKEN_DEBUGGER_PORT": "1", "PATH": "/bin"}

    assert list(unknown_variables(environment)) == ["TOKEN_DEBUGGER_PROT"]


@pytest.mark.parametrize("host", ["localhost", "localhost:8000", "127.0.0.1:8000", "[::1]:8000", "LOCALHOST"])
def test_a_local_server_answers_to_the_names_of_this_machine_alone(host: str) -> None:
    assert host_names(Settings()).answer_to(host)


@pytest.mark.parametrize(
    "host", ["", "example.com", "localhost.example.com", "192.0.2.7", "[2001:db8::1]", "localhost:8000@x", "a\nb"]
)
def test_a_local_server_answers_to_nothing_else(host: str) -> None:
    assert not host_names(Settings()).answer_to(host)


@pytest.mark.parametrize("host", ["localhost", "192.0.2.7:8000", "[2001:db8::1]", "box", "box.example.org"])
def test_a_server_for_the_network_answers_to_addresses_and_its_own_names(
    monkeypatch: pytest.MonkeyPatch, host: str
) -> None:
    monkeypatch.setattr("socket.gethostname", lambda: "box")
    monkeypatch.setattr("socket.getfqdn", lambda: "box.example.org")

    names = host_names(Settings(host="0.0.0.0"))

    assert names.answer_to(host)
    assert not names.answer_to("elsewhere.example.org")


def test_further_names_are_answered_when_they_are_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOKEN_DEBUGGER_ALLOWED_HOSTS", "tokens.example.org, jwt.example.org")

    names = host_names(load())

    assert names.answer_to("tokens.example.org")
    assert names.answer_to("jwt.example.org:443")


def test_a_file_of_secrets_is_read_at_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "secrets.txt"
    path.write_bytes(b"first\r\nsecond one\n\n")
    monkeypatch.setenv("TOKEN_DEBUGGER_SECRETS_FILE", str(path))

    assert published(load()) == {b"first", b"second one"}


def test_a_file_of_secrets_that_cannot_be_read_is_told_at_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOKEN_DEBUGGER_SECRETS_FILE", "/nowhere/secrets.txt")

    with pytest.raises(SettingsError, match="TOKEN_DEBUGGER_SECRETS_FILE cannot be used: it must name a file that can"):
        load()


def test_without_a_file_of_secrets_there_are_none() -> None:
    assert published(Settings()) == frozenset()
