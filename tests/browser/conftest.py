"""A real Chromium against the real server. Every test here also fails on a console or page error or CSP violation."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, BrowserType, ConsoleMessage, Page

from tests.browser.find import HINT, find_browser
from tests.servers import Server


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any], browser_type: BrowserType) -> dict[str, Any]:
    program = find_browser(browser_type.executable_path)
    if not program:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(HINT)
    # Chromium's sandbox does not start for root, as in containers.
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    return browser_type_launch_args | {"executable_path": program, "args": sandbox}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any], live_server: Server) -> dict[str, Any]:
    return browser_context_args | {"base_url": live_server.url, "locale": "en-GB", "timezone_id": "Europe/Berlin"}


@pytest.fixture(autouse=True)
def errors(context: BrowserContext) -> Iterator[list[str]]:
    """What went wrong in the page so far. A test that provokes something takes it out of this list."""
    found: list[str] = []
    context.on("console", lambda message: found.extend(_error(message)))
    context.on("weberror", lambda error: found.append(str(error.error)))
    yield found
    assert found == []


@pytest.fixture
def page_without_javascript(browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[Page]:
    """A page of a browser whose JavaScript is off: every action must work all the same."""
    context = browser.new_context(**browser_context_args, java_script_enabled=False)
    yield context.new_page()
    context.close()


def _error(message: ConsoleMessage) -> Iterator[str]:
    """What a message says, if it is an error. CSP violations are.

    Chromium reports each answer of 400 and more, too; a refusal is meant. But a static file must be there.
    """
    is_refusal = message.text.startswith("Failed to load resource") and "/static/" not in message.location["url"]
    if message.type == "error" and not is_refusal:
        yield message.text
