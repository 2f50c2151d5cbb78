"""python -m tests.browser.install: see to it that the browser tests find a browser.

As root on Debian or Ubuntu it is the distribution's; libatomic1 is for Playwright's driver. Elsewhere it is the one
that Playwright downloads, by the command that is printed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

from tests.browser.find import find_browser, find_playwrights_own


def main() -> int:
    """Install what is missing; nothing when nothing is."""
    has_browser = bool(find_browser(find_playwrights_own()))
    if sys.platform == "linux" and os.geteuid() == 0 and shutil.which("apt-get"):
        wanted = ["libatomic1", "fonts-dejavu-core"] if has_browser else ["chromium", "libatomic1", "fonts-dejavu-core"]
        return _apt([package for package in wanted if not _is_installed(package)])
    return 0 if has_browser else _run(sys.executable, "-m", "playwright", "install", "chromium")


def _is_installed(package: str) -> bool:
    query = ("dpkg-query", "--show", "--showformat=${db:Status-Status}", package)
    return subprocess.run(query, capture_output=True, text=True, check=False).stdout == "installed"


def _apt(packages: list[str]) -> int:
    if not packages:
        return 0
    update = _run("apt-get", "update", "-qq")
    return update or _run("apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages)


def _run(*command: str) -> int:
    print(" ".join(command), flush=True)
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    return subprocess.run(command, env=quiet, check=False).returncode


if __name__ == "__main__":
    raise SystemExit(main())
