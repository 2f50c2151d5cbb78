"""What all tests share: the application, a client for it, the real server, and directories of vectors."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import settings

from tests.servers import Server, serving
from webapp.app import create_app
from webapp.settings import PREFIX, Settings

# Speed is measured by "make bench"; a test never fails by the clock.
settings.register_profile("product", deadline=None)
settings.load_profile("product")

# Vectors that are too large to live here, each given by an option and used through the fixture of that name.
_ROOTS = {
    "wycheproof_root": "the directory testvectors_v1 of Project Wycheproof",
    "cookbook_root": "the examples of RFC 7520 and RFC 8037 as JSON files",
    "corpus_root": "a corpus of tokens and keys as JSON Lines",
    "iana_root": "the IANA registries of JOSE and JWT as CSV files",
}


def pytest_addoption(parser: pytest.Parser) -> None:
    for name, content in _ROOTS.items():
        parser.addoption(f"--{name.replace('_', '-')}", type=Path, default=None, metavar="DIRECTORY", help=content)


def _root(request: pytest.FixtureRequest, name: str) -> Path:
    option = f"--{name.replace('_', '-')}"
    root: Path | None = request.config.getoption(name)
    if root and root.is_dir():
        return root.resolve()
    missing = f"{root} is no directory" if root else "these tests read published vectors"
    message = f"{missing}: give {option} the path of {_ROOTS[name]}"
    if root or os.environ.get("CI"):
        pytest.fail(message)
    pytest.skip(message)


@pytest.fixture(scope="session")
def wycheproof_root(request: pytest.FixtureRequest) -> Path:
    return _root(request, "wycheproof_root")


@pytest.fixture(scope="session")
def cookbook_root(request: pytest.FixtureRequest) -> Path:
    return _root(request, "cookbook_root")


@pytest.fixture(scope="session")
def corpus_root(request: pytest.FixtureRequest) -> Path:
    return _root(request, "corpus_root")


@pytest.fixture(scope="session")
def iana_root(request: pytest.FixtureRequest) -> Path:
    return _root(request, "iana_root")


@pytest.fixture(scope="session", autouse=True)
def _no_settings_of_the_developer() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith(PREFIX)]:
            patch.delenv(name)
        yield


@pytest.fixture(scope="session")
def app(_no_settings_of_the_developer: None) -> Flask:
    """The application with its default settings, without a rate limit and without helper processes."""
    return create_app(Settings(rate_limit="off", helpers=0))


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture(scope="session")
def live_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The real server, gunicorn and all, on a free port of this machine."""
    with serving(tmp_path_factory.mktemp("server"), rate_limit="off") as server:
        yield server
