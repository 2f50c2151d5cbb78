"""What the audit adds to looking at a token of 1 KB: less than the looking itself."""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable
from functools import partial

from tests.jose.making import LIMITS, new_key, signed
from webapp.jose.audit.expected import Expected
from webapp.jose.jwt.expectations import Expectations
from webapp.services import inspect
from webapp.services.questions import Question

_RUNS = 300
_NOW = 1_767_225_600
_ALGORITHMS = ("ES256", "RS256", "HS256", "Ed25519")


def main() -> None:
    """Print the milliseconds of inspecting alone, and of inspecting with the audit."""
    print(f"{'1 KB token':<20}{'alone ms':>10}{'audit ms':>10}{'added':>10}")
    for alg in _ALGORITHMS:
        claims = {"iss": "https://issuer.example", "aud": "api", "sub": "alice", "iat": _NOW, "exp": _NOW + 900}
        claims["more"] = "x" * (600 - len(json.dumps(claims)))
        token = signed(alg, new_key(alg), json.dumps(claims).encode(), typ="JWT", kid="key-1")
        asked = Question(input=token, expected=Expectations(at=_NOW), audited=Expected(at=_NOW))
        alone = _median(partial(inspect.described, asked, LIMITS))
        both = _median(partial(inspect.inspect, asked, LIMITS))
        print(f"{alg + ', ' + str(len(token)):<20}{alone:>10.2f}{both:>10.2f}{both - alone:>10.2f}")


def _median(run: Callable[[], object]) -> float:
    times = []
    for _ in range(_RUNS):
        start = time.process_time()
        run()
        times.append((time.process_time() - start) * 1000)
    return statistics.median(times)


if __name__ == "__main__":
    main()
