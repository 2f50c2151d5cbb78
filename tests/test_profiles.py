"""The file of profiles: what it may hold, and the line and reason of each mistake."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.jose.making import LIMITS, jwk, new_key
from tests.servers import ROOT
from tests.test_server import run
from webapp.app import create_app
from webapp.jose.audit.kinds import TokenKind
from webapp.jose.jwk.publish import Half
from webapp.profiles import load_profiles
from webapp.services.keys import Target, convert_key
from webapp.services.profiles import Profile, Profiles
from webapp.settings import Settings, SettingsError

GOOD = """
[production]
issuer = "https://login.example"
"""


def loaded(text: str, directory: Path) -> Profiles:
    """The profiles of a file with this text."""
    path = directory / "profiles.toml"
    path.write_text(text)
    return load_profiles(Settings(profiles=str(path)))


def mistake(text: str, directory: Path) -> str:
    """What is said about a file with this text, without its path."""
    with pytest.raises(SettingsError) as refusal:
        loaded(text, directory)
    return str(refusal.value).replace(str(directory), "")


def test_without_a_file_there_are_no_profiles() -> None:
    assert load_profiles(Settings()) == Profiles()


def test_the_example_that_is_shipped_can_be_used() -> None:
    profiles = load_profiles(Settings(profiles=str(ROOT / "profiles.example.toml")))

    production = profiles.named("production")
    assert profiles.names == ("production", "staging")
    assert production
    assert production.audiences == ("https://api.example.com",)
    assert production.maximum_lifetime == 3600
    assert production.token_kind is TokenKind.ACCESS_TOKEN
    assert "f83OJ3D2" in production.key_text


def test_only_the_issuer_must_be_there(tmp_path: Path) -> None:
    assert loaded(GOOD, tmp_path).all == (Profile(name="production", issuer="https://login.example"),)


def test_the_example_shows_every_member() -> None:
    text = (ROOT / "profiles.example.toml").read_text()

    members = set(Profile.__dataclass_fields__) - {"name", "key_text"} | {"keys"}

    assert [name for name in sorted(members) if f"\n{name} = " not in text] == []


@pytest.mark.parametrize(
    ("member", "reason"),
    [
        ('audiance = ["a"]', '"audiance" is no member of a profile; did you mean "audiences"?'),
        ("colour = 1", '"colour" is no member of a profile; members are issuer, keys'),
        ('audiences = "a"', '"audiences" cannot be used: it must be a list'),
        ("audiences = [1]", '"audiences" cannot be used: entry 1: it must be text'),
        ('audiences = ["a", ""]', '"audiences" cannot be used: entry 2: it must not be empty'),
        ('algorithms = ["RS255"]', '"RS255" is no registered algorithm; did you mean "RS'),
        ('algorithms = ["none"]', '"none" is never allowed'),
        ('leeway = "30"', '"leeway" cannot be used: it must be a whole number'),
        ("leeway = 1.5", '"leeway" cannot be used: it must be a whole number'),
        ("leeway = true", '"leeway" cannot be used: it must be a whole number'),
        ("leeway = -1", '"leeway" cannot be used: it must be greater than or equal to 0'),
        ("maximum_lifetime = 0", '"maximum_lifetime" cannot be used: it must be greater than or equal to 1'),
        ("typ = 7", '"typ" cannot be used: it must be text'),
        ('token_kind = "acess_token"', '"token_kind" cannot be used: it must be one of'),
        ('jwks_url = "http://login.example/jwks"', '"jwks_url" cannot be used: it must be an address'),
        ('keys = "secret"', '"keys" cannot be used: a JWK, a JWK Set or PEM is due'),
        ('keys = "{}"', '"keys" cannot be used'),
        ('keys = \'{"keys": [{"kty": "EC"}]}\'', '"keys" cannot be used: key 1'),
    ],
)
def test_a_mistake_is_told_with_its_line_and_the_reason(member: str, reason: str, tmp_path: Path) -> None:
    told = mistake(GOOD + "# a comment\n" + member + '\n[other]\nissuer = "x"\n', tmp_path)

    assert told.startswith('TOKEN_DEBUGGER_PROFILES: /profiles.toml, line 5: profile "production": ')
    assert reason in told
    assert "\n" not in told


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("[production\n", 1, "this is no TOML"),
        (GOOD + GOOD, 5, "this is no TOML"),
        (GOOD + 'typ = "a\n', 4, "this is no TOML"),
        (GOOD + 'keys = """', 4, "this is no TOML"),
        ('issuer = "x"\n', 1, '"issuer" stands in no profile'),
        ("\n[production]\n", 2, '"issuer" cannot be used: it is missing'),
        ('["two words"]\nissuer = "x"\n', 1, '"two words" cannot name a profile'),
        ('[none]\nissuer = "x"\n', 1, '"none" cannot name a profile'),
        (GOOD + '[b]\nissuer = "x"\nkeys = "k"\njwks_url = "https://a/b"\n', 4, 'it has both "keys" and "jwks_url"'),
    ],
)
def test_a_mistake_of_form_is_told_with_its_line(text: str, line: int, reason: str, tmp_path: Path) -> None:
    told = mistake(text, tmp_path)

    assert told.startswith(f"TOKEN_DEBUGGER_PROFILES: /profiles.toml, line {line}: ")
    assert reason in told


def test_every_mistake_is_told_at_once(tmp_path: Path) -> None:
    told = mistake(GOOD + 'leeway = "1"\n[b]\nissuer = 1\nscope = []\n', tmp_path).splitlines()

    assert [line.split(": ")[1].rsplit(" ", 1)[1] for line in told] == ["4", "6", "7"]


@pytest.mark.parametrize("text", ["", "# nothing yet\n"])
def test_a_file_without_a_profile_is_a_mistake(text: str, tmp_path: Path) -> None:
    assert "has no profile in it" in mistake(text, tmp_path)


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "octets.toml").write_bytes(b"\xff")

    for name, reason in (("missing.toml", "No such file"), ("octets.toml", "it is not UTF-8"), (".", "Is a directory")):
        with pytest.raises(SettingsError, match=f"cannot be read: {reason}"):
            load_profiles(Settings(profiles=str(tmp_path / name)))


@pytest.mark.parametrize("spec", ["ES256", "HS256", "RS256"])
def test_private_keys_and_secrets_are_refused_and_not_repeated(spec: str, tmp_path: Path) -> None:
    private = jwk(new_key(spec))

    told = mistake(GOOD + f"keys = '{json.dumps(private)}'\n", tmp_path)

    assert "line 4" in told
    assert "give public keys alone" in told
    assert all(private.get(name, "?") not in told for name in ("d", "k"))


def test_public_keys_can_be_given_as_pem_too(tmp_path: Path) -> None:
    text = json.dumps(jwk(new_key("ES256"), Half.PUBLIC))
    pem = convert_key(text, encoding="auto", password="", target=Target.PEM_SPKI, half=Half.PUBLIC, limits=LIMITS).text

    profiles = loaded(GOOD + f'keys = """{pem}"""\n', tmp_path)

    assert profiles.all[0].key_text.strip() == pem.strip()


def test_a_mistake_stops_the_start_with_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "profiles.toml").write_text(GOOD + "leeway = -1\n")

    result = run(profiles=str(tmp_path / "profiles.toml"))

    assert result.returncode == 2
    assert result.stderr.count("\n") == 1
    assert "line 4" in result.stderr


def test_the_file_is_read_once(tmp_path: Path) -> None:
    profiles = loaded(GOOD, tmp_path)
    settings = Settings(profiles=str(tmp_path / "profiles.toml"), helpers=0)
    app = create_app(settings)
    (tmp_path / "profiles.toml").write_text("broken")

    answer = app.test_client().post("/inspect", json={"input": "x", "profile": "production"})

    assert answer.status_code == 200
    assert profiles.names == ("production",)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (GOOD + "leeway = " + "9" * 5_000, "line 4: this cannot be read: a number has too many digits."),
        (GOOD + "audiences = " + "[" * 5_000, "line 4: this cannot be read: values nest too deeply."),
        (GOOD + "audiences = " + "[\n" * 5_000, "profiles.toml: this cannot be read: values nest too deeply."),
        (GOOD + "maximum_lifetime = " + "9" * 4_000, 'line 4: profile "production": "maximum_lifetime" cannot be used'),
        ('["<b>\\n</b>"]\nissuer = "x"', 'line 1: "<b>\\n</b>" cannot name a profile'),
        (GOOD + '"a\\nb" = 1', '"a\\nb" is no member of a profile'),
        (GOOD + f'algorithms = ["{"A" * 20_000}"]', f'"{"A" * 60}…" is no registered algorithm'),
    ],
)
def test_whatever_is_in_the_file_the_mistake_is_told_in_one_line(text: str, told: str, tmp_path: Path) -> None:
    said = mistake(text, tmp_path)

    assert told in said
    assert len(said.splitlines()) == 1
    assert len(said) < 400


def test_a_byte_order_mark_at_the_beginning_is_no_mistake(tmp_path: Path) -> None:
    assert loaded("\ufeff[production]\nissuer = 'x'", tmp_path).names == ("production",)
