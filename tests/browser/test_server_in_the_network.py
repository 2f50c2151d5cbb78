"""Served to a network over plain HTTP, a browser sends no Sec-Fetch-Site; our own page must work all the same."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.servers import serving


def address_of_this_machine() -> str | None:
    """An address of this machine that is not the loopback one."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # nothing is sent: it only chooses a route
        except OSError:
            return None
        address: str = probe.getsockname()[0]
    return None if address.startswith("127.") else address


@pytest.mark.parametrize("java_script_enabled", [True, False], ids=["script", "no script"])
def test_our_own_form_is_not_taken_for_another_sites(
    browser: Browser,
    tmp_path: Path,
    java_script_enabled: bool,  # noqa: FBT001
) -> None:
    address = address_of_this_machine() or "127.0.0.1"
    with serving(tmp_path, host="0.0.0.0") as server:
        context = browser.new_context(java_script_enabled=java_script_enabled)
        page = context.new_page()
        page.goto(f"http://{address}:{server.port}/")
        page.locator("textarea[name=input]").fill("eyJhbGciOiJub25lIn0.e30.")
        with page.expect_response(lambda response: response.request.method == "POST") as answer:
            page.locator("button[formaction='/inspect']").click()
        context.close()

    assert answer.value.status == 200
