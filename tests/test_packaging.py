"""The wheel is whole: installed elsewhere it serves the same page. The pinned packages are those of pyproject.toml."""

from __future__ import annotations

import os
import re
import site
import subprocess
import sys
import tomllib
import urllib.request
import venv
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

from tests.servers import ROOT, serving
from webapp import __version__

PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)", re.MULTILINE)


def pins(name: str) -> dict[str, Version]:
    return {found: Version(version) for found, version in PIN.findall((ROOT / name).read_text())}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("wheel")
    command = (sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(directory))
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return next(directory.glob("*.whl"))


def test_installed_elsewhere_the_command_serves_the_page_with_its_styles(wheel: Path, tmp_path: Path) -> None:
    # The packages that the tests run with stand in for a download.
    venv.create(tmp_path / "venv", symlinks=True)
    libraries = next((tmp_path / "venv/lib").glob("python*/site-packages"))
    (libraries / "packages.pth").write_text("\n".join(site.getsitepackages()))
    install = (sys.executable, "-m", "zipfile", "-e", str(wheel), str(libraries))
    subprocess.run(install, check=True)
    start = "from webapp.server import main; raise SystemExit(main())"

    with serving(tmp_path, command=(str(tmp_path / "venv/bin/python"), "-I", "-c", start)) as server:
        page = urllib.request.urlopen(server.url).read().decode()
        styles = re.findall(r'href="(/static/[^"]+\.css)"', page)
        statuses = {urllib.request.urlopen(server.url + style).status for style in styles}

    assert "Token Debugger" in page
    assert styles
    assert statuses == {200}


def test_the_wheel_has_the_command_the_licence_and_no_tests(wheel: Path) -> None:
    listing = subprocess.run(
        (sys.executable, "-m", "zipfile", "-l", str(wheel)), check=True, capture_output=True, text=True
    ).stdout

    assert PYPROJECT["project"]["scripts"] == {"token-debugger": "webapp.server:main"}
    assert f"token_debugger-{__version__}.dist-info/licenses/LICENSE" in listing
    assert "webapp/_assets/templates/layout.html" in listing
    assert "tests/" not in listing


def requirements(group: str) -> list[Requirement]:
    texts = PYPROJECT["project"]["dependencies"] if group == "runtime" else PYPROJECT["dependency-groups"][group]
    return [Requirement(text) for text in texts]


@pytest.mark.parametrize(
    ("group", "file"),
    [("runtime", "requirements.txt"), ("runtime", "requirements.dev.txt"), ("dev", "requirements.dev.txt")],
)
def test_every_package_that_we_name_is_pinned_within_its_bounds(group: str, file: str) -> None:
    pinned = pins(file)

    wrong = [
        str(wanted)
        for wanted in requirements(group)
        if wanted.name not in pinned or pinned[wanted.name] not in wanted.specifier
    ]

    assert wrong == []


def test_the_tests_run_with_the_packages_that_are_served_with() -> None:
    development = pins("requirements.dev.txt")

    assert pins("requirements.txt").items() <= development.items()


@pytest.mark.parametrize("file", ["requirements.txt", "requirements.dev.txt"])
def test_every_pinned_package_has_its_hashes_and_no_source_is_named(file: str) -> None:
    text = (ROOT / file).read_text()

    assert text.count("--hash=sha256:") >= len(pins(file)) > 0
    assert "://" not in text


def test_the_ci_gate_can_be_executed() -> None:
    assert os.access(ROOT / ".ci/run", os.X_OK)
