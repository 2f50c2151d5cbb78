"""Where a Chromium is on this machine, and how to get one."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

_COMMANDS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge", "msedge")
_MAC_APPLICATIONS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)

HINT = "no browser was found: run 'make browser', or name one with BROWSER_PATH"


def find_browser(playwrights_own: str | None = None) -> str | None:
    """The program: $BROWSER_PATH, Playwright's own when it is there, or the machine's."""
    places = (
        os.environ.get("BROWSER_PATH"),
        playwrights_own,
        *(shutil.which(command) for command in _COMMANDS),
        *_MAC_APPLICATIONS,
    )
    return next((place for place in places if place and Path(place).is_file()), None)


def find_playwrights_own() -> str | None:
    """The browser that Playwright has downloaded, found without starting Playwright."""
    root = os.environ.get("PLAYWRIGHT_BROWSERS_PATH")
    caches = (
        [Path(root)] if root else [Path.home() / ".cache/ms-playwright", Path.home() / "Library/Caches/ms-playwright"]
    )
    names = ("chrome", "Chromium", "Google Chrome for Testing")
    found = (place for cache in caches for place in cache.glob("chromium-*/**/*") if place.name in names)
    return next((str(place) for place in found if place.is_file()), None)
