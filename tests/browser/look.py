"""Pictures of every pattern, wide and narrow, light and dark: make look. Two versions can be compared by eye.

The directory is the argument, test-results/look without one.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Page, sync_playwright

from tests.browser.find import HINT, find_browser
from tests.servers import serving
from webapp.services.patterns import NOW, pattern_families

WIDTHS = (1440, 768, 390)
THEMES = ("light", "dark")
_HEIGHT = 900


def main() -> int:
    """Write them, and say where they are."""
    place = Path(sys.argv[1] if len(sys.argv) > 1 else "test-results/look")
    place.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as directory, serving(Path(directory)) as server, sync_playwright() as playwright:
        program = find_browser(playwright.chromium.executable_path)
        if not program:
            print(HINT)
            return 1
        sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=program, args=sandbox)
        page = browser.new_page(
            base_url=server.url, locale="en-GB", timezone_id="Europe/Berlin", reduced_motion="reduce"
        )
        page.clock.install(time=NOW * 1000)
        page.clock.set_fixed_time(NOW * 1000)
        written = sum(_write(page, pattern.name, place) for family in pattern_families() for pattern in family.patterns)
        browser.close()
    print(f"{written} pictures are in {place}")
    return 0


def _write(page: Page, name: str, place: Path) -> int:
    """The pictures of one pattern; how many they are."""
    page.goto(f"/help/patterns/{name}")
    # What a script does each second, it has done.
    page.clock.run_for(1_500)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": _HEIGHT})
        for theme in THEMES:
            page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
            page.screenshot(path=place / f"{name}-{width}-{theme}.png", full_page=True, animations="disabled")
    return len(WIDTHS) * len(THEMES)


if __name__ == "__main__":
    raise SystemExit(main())
