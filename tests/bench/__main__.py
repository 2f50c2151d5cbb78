"""make bench: how long the routes take, and how long they take while others keep the server busy.

First in this process, without the network, also for long pastes; then over HTTP, under attack. Figures to compare,
not to assert.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Mapping

from tests.bench import attack, audit, growth, page
from webapp.app import create_app
from webapp.settings import Settings

# RFC 7515 appendix A.1.
_TOKEN = (
    "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9."
    "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ."
    "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
)
_KEY = '{"kty":"oct","k":"AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow"}'
_RUNS = 100
_CASES: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "inspect a JWS": ("/inspect", {"input": _TOKEN}),
    "audit a JWS": ("/audit", {"input": _TOKEN}),
    "verify HS256": ("/verify", {"input": _TOKEN, "key": _KEY}),
    "inspect a key": ("/keys/inspect", {"key": _KEY}),
    "generate ES256": ("/keys/generate", {"spec": "ES256"}),
}
_RENDERINGS: Mapping[str, Mapping[str, str]] = {
    "JSON": {"Accept": "application/json"},
    "partial": {"HX-Request": "true"},
    "page": {},
}


def main() -> None:
    """Print the milliseconds that each route takes, those for long pastes, and those under attack."""
    routes()
    print()
    audit.main()
    print()
    growth.main()
    print()
    attack.main()
    page.main()


def routes() -> None:
    """What each route takes, in this process."""
    client = create_app(Settings(rate_limit="off", helpers=0)).test_client()
    print(f"{'case':<20}{'rendering':<10}{'median ms':>10}{'p95 ms':>10}")
    for name, (path, fields) in _CASES.items():
        for rendering, headers in _RENDERINGS.items():
            times = []
            for _ in range(_RUNS):
                start = time.perf_counter()
                response = client.post(path, data=fields, headers=headers)
                times.append((time.perf_counter() - start) * 1000)
                if response.status_code != 200:
                    raise SystemExit(f"{path} answers {response.status}")
            print(
                f"{name:<20}{rendering:<10}{statistics.median(times):>10.2f}{sorted(times)[_RUNS * 95 // 100]:>10.2f}"
            )


if __name__ == "__main__":
    main()
