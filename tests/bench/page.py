"""What a person waits for in the page: pasting tokens of several lengths, and typing into a long one.

A real browser against the real server. Each figure is milliseconds from the key press to the frame that shows what it
led to: the claims of the token for a paste, the character for a keystroke. A busy machine is slow at everything: in the
same run, typing is measured in a bare textarea, too, and pasting in the barest page that decodes.
"""

from __future__ import annotations

import json
import os
import statistics
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

from playwright.sync_api import BrowserContext, Page, sync_playwright

from tests.browser.find import HINT, find_browser
from tests.servers import serving
from webapp.jose.base64url import encode

_SIZES = (1_000, 20_000, 100_000, 1_000_000)
_PASTES = 12
_KEYSTROKES = 25
_BARE = "<!doctype html><title>bare</title><textarea autofocus spellcheck=false rows=20 cols=80></textarea>"
# No page can be quicker than one that does nothing else: no check, no colours, no rows.
_BAREST_DECODER = """<!doctype html><title>barest</title>
<textarea id=input autofocus spellcheck=false rows=20 cols=80 style="word-break: break-all"></textarea>
<pre id=result style="white-space: pre-wrap"></pre><template id=mark><i data-result></i></template>
<script>
    const area = document.getElementById('input')
    const result = document.getElementById('result')
    area.addEventListener('input', () => {
        const text = atob(area.value.split('.')[1].replaceAll('-', '+').replaceAll('_', '/'))
        const claims = JSON.parse(new TextDecoder().decode(Uint8Array.from(text, one => one.charCodeAt(0))))
        result.textContent = JSON.stringify(claims, null, 2)
        result.append(document.getElementById('mark').content.cloneNode(true))
    })
</script>"""

# Calls back with the milliseconds until the frame after the page holds the text: at all, and in the server's answer.
_WATCH_PASTE = """(name) => {
    const result = document.getElementById('result')
    let pressed = 0
    const afterFrame = then => requestAnimationFrame(() => {
        const channel = new MessageChannel()
        channel.port1.onmessage = () => then(performance.now() - pressed)
        channel.port2.postMessage(0)
    })
    const seen = {}
    window.pasted = new Promise(resolve => {
        const look = () => {
            if (!result.textContent.includes(name)) return
            const isAnswer = Boolean(result.querySelector('[data-result]')) && result.dataset.state === undefined
            if (!('shown' in seen)) { seen.shown = 0; afterFrame(time => { seen.shown = time }) }
            if (isAnswer && !('answered' in seen)) {
                seen.answered = 0
                observer.disconnect()
                afterFrame(time => resolve({...seen, answered: time, nodes: result.querySelectorAll('*').length}))
            }
        }
        const observer = new MutationObserver(look)
        observer.observe(result, {childList: true, subtree: true, characterData: true, attributes: true})
        addEventListener('keydown', event => { if (event.key === 'v') pressed = event.timeStamp }, {capture: true})
    })
}"""
_WATCH_TYPING = """() => {
    window.times = []
    addEventListener('keydown', event => requestAnimationFrame(() => {
        const channel = new MessageChannel()
        channel.port1.onmessage = () => window.times.push(performance.now() - event.timeStamp)
        channel.port2.postMessage(0)
    }), {capture: true})
}"""


def main() -> None:
    """Print the table, or why there is none."""
    with sync_playwright() as playwright:
        program = find_browser(playwright.chromium.executable_path)
        if not program:
            print(f"\nThe page was not measured. {HINT}")
            return
        browser = playwright.chromium.launch(
            executable_path=program, args=["--no-sandbox"] if os.geteuid() == 0 else []
        )
        with _server() as address:
            context = browser.new_context(viewport={"width": 1440, "height": 900})
            _report_pastes(context, address)
            _report_typing(context, address)
        browser.close()


@contextmanager
def _server() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder)) as server:
        yield server.url


def _token(size: int, number: int) -> str:
    """A token of about that many characters: like those of identity providers, with ever more groups and claims."""
    claims: dict[str, object] = {
        "iss": "https://login.example",
        "sub": "alice",
        "aud": "https://orders.example",
        "iat": 1_795_000_000,
        "exp": 1_795_003_600,
        "jti": _name(number),
    }
    room = size * 3 // 4 - 300
    claims["groups"] = [f"group-{index:05}" for index in range(room // 2 // 14)]
    claims |= {f"claim_{index:05}": f"value {index} of {number}" for index in range(room // 2 // 36)}
    return ".".join(
        (encode(b'{"alg":"HS256","typ":"JWT"}'), encode(json.dumps(claims).encode()), encode(number.to_bytes(32)))
    )


def _name(number: int) -> str:
    return f"the-token-{number:07}"


def _copy(context: BrowserContext, text: str) -> None:
    page = context.new_page()
    page.set_content(_BARE)
    page.locator("textarea").fill(text)
    page.keyboard.press("Control+a")
    page.keyboard.press("Control+c")
    page.close()


def _report_pastes(context: BrowserContext, address: str) -> None:
    print("\npasting, ms to the frame that shows it: median (least to most)")
    print(f"{'characters':>12}  {'barest decoder':>22}  {'claims are there':>22}  {'the whole answer':>22}  elements")
    for size in _SIZES:
        barest, shown, answered, nodes = [], [], [], 0
        for number in range(_PASTES if size < 500_000 else 4):
            _copy(context, _token(size, number))
            page = context.new_page()
            page.set_content(_BAREST_DECODER)
            barest.append(_paste(page, number)["answered"])
            page.goto(address)
            times = _paste(page, number)
            shown.append(times["shown"] or times["answered"])
            answered.append(times["answered"])
            nodes = int(times["nodes"])
            page.close()
        print(f"{size:>12,}  {_spread(barest):>22}  {_spread(shown):>22}  {_spread(answered):>22}  {nodes:,}")


def _paste(page: Page, number: int) -> dict[str, float]:
    page.locator("#input").focus()
    page.wait_for_timeout(150)
    page.evaluate(_WATCH_PASTE, _name(number))
    page.keyboard.press("Control+v")
    return cast("dict[str, float]", page.evaluate("() => window.pasted"))


def _report_typing(context: BrowserContext, address: str) -> None:
    print("\ntyping into a token of 100,000 characters, ms a keystroke: median and 95th percentile")
    text = _token(100_000, 1)
    bare = context.new_page()
    bare.set_content(_BARE)
    page = context.new_page()
    page.goto(address)
    for name, tab, field in (("a bare textarea", bare, "textarea"), ("the token box", page, "#input")):
        tab.bring_to_front()
        tab.locator(field).fill(text)
        tab.wait_for_timeout(3000)
        for place, offset in (("in the middle", len(text) // 2), ("at the end", len(text))):
            times = _type(tab, field, offset)
            ninety_fifth = sorted(times)[int(len(times) * 0.95)]
            print(f"{name:>18} {place:<14} {statistics.median(times):6.1f} {ninety_fifth:6.1f}")


def _type(page: Page, field: str, offset: int) -> list[float]:
    page.locator(field).evaluate("(area, place) => { area.focus(); area.setSelectionRange(place, place) }", offset)
    page.wait_for_timeout(500)
    page.evaluate(_WATCH_TYPING)
    for _ in range(_KEYSTROKES):
        page.keyboard.press("A")
        page.wait_for_timeout(220)
    return [float(time) for time in page.evaluate("() => window.times")]


def _spread(times: list[float]) -> str:
    return f"{statistics.median(times):,.0f} ({min(times):,.0f} to {max(times):,.0f})"


if __name__ == "__main__":
    main()
